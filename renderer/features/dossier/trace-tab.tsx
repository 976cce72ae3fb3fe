import type { ReactElement } from 'react';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { SectionCard } from './section-card.tsx';

const clock = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Shanghai', dateStyle: 'short', timeStyle: 'short' });

export function TraceTab({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <SectionCard title="留痕" none="还没有人改动、认定或查看过这份档案。" empty={file.trace.length === 0}>
      <table className="plain">
        <thead><tr><th scope="col">时间</th><th scope="col">经办</th><th scope="col">事项</th></tr></thead>
        <tbody>
          {file.trace.map((row, index) => (
            <tr key={index}><td>{clock.format(new Date(row.at))}</td><td>{row.by}</td><td>{row.what}</td></tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
