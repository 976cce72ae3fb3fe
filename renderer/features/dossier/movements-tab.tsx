import type { ReactElement } from 'react';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { SectionCard } from './section-card.tsx';

export function MovementsTab({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <SectionCard title="学籍变动" none="没有变动：入校以来没有转学、休学、调班或就读方式变更的登记。" empty={file.movements.length === 0}>
      <table className="plain">
        <thead><tr><th scope="col">日期</th><th scope="col">变动</th><th scope="col">内容</th><th scope="col">依据</th></tr></thead>
        <tbody>
          {file.movements.map((movement, index) => (
            <tr key={index}><td>{movement.date}</td><td>{movement.kind}</td><td>{movement.detail}</td><td>{movement.evidence}</td></tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
