import type { ReactElement } from 'react';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './dossier.module.css';
import { SectionCard } from './section-card.tsx';

export function BasicTab({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <div className="beside">
      <SectionCard title="基本信息" none="" empty={false}>
        <dl className={classes['facts']}>
          {file.basic.map((fact) => (
            <div key={fact.label}><dt>{fact.label}</dt><dd>{fact.text === '' ? <span className="dim">未填</span> : fact.text}</dd></div>
          ))}
        </dl>
      </SectionCard>
      <SectionCard title="完整性" none="" empty={false}>
        <table className="plain">
          <thead><tr><th scope="col">应有</th><th scope="col">有无</th><th scope="col">说明</th></tr></thead>
          <tbody>
            {file.completeness.map((item) => (
              <tr key={item.item}>
                <td>{item.item}</td>
                <td><StatusTag tone={item.present ? 'good' : 'warn'}>{item.present ? '有' : '缺'}</StatusTag></td>
                <td>{item.detail}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </SectionCard>
    </div>
  );
}
