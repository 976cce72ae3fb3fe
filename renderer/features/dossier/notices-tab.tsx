import type { ReactElement } from 'react';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { SectionCard } from './section-card.tsx';

export function NoticesTab({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <SectionCard title="公示" none="这名学生还没有列入任何公示。" empty={file.notices.length === 0}>
      <table className="plain">
        <thead>
          <tr><th scope="col">学期</th><th scope="col">编号</th><th scope="col">公示</th><th scope="col">张贴</th><th scope="col">截止</th><th scope="col">撤下</th><th scope="col">状态</th></tr>
        </thead>
        <tbody>
          {file.notices.map((notice) => (
            <tr key={notice.noticeId}>
              <td>{formatTermShort(notice.term)}</td><td>{notice.no}</td><td>{notice.title}</td><td>{notice.postedOn}</td><td>{notice.endOn}</td><td>{notice.takenDownOn}</td><td>{notice.state}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </SectionCard>
  );
}
