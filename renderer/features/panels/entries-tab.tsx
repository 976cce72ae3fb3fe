import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { AgendaCase } from '#shared/contract/meetings.ts';
import { client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { useMeetingPlace } from './data.ts';
import type { MeetingPart } from './data.ts';
import { readEntry } from './entry-draft.ts';
import { EntryGrid } from './entry-grid.tsx';
import { useEntrySaving } from './entry-saving.ts';
import classes from './panels.module.css';

const legends = {
  member_vote: (grades: readonly string[]) => [...grades.map((grade, index) => `${index + 1} ${grade}`), '0 弃权'].join('　'),
  secret_ballot: () => '每格填票数，弃权和废票也填；合计等于可投人数',
  score: () => '每格填一个分数，最多两位小数',
} as const;

/** Votes or scores, and what the body makes of them, case by case; a line is kept when the cursor leaves it. */
export function EntriesTab({ meeting, editable }: MeetingPart): ReactElement {
  const place = useMeetingPlace(meeting.meetingId);
  const { drafts, draftOf, change, keep, saving, error } = useEntrySaving(meeting);
  const revote = useCommand(client.meetings.revote, { done: ({ round }) => `开始第 ${round} 轮投票，上一轮留在纪要里` });
  const wrong = meeting.agenda.filter((row) => drafts.has(row.meetingCaseId) && readEntry(meeting, row, draftOf(row)).wrong.size > 0);

  const unread = `${wrong.map((row) => row.label).join('、')} 号有看不懂的格子（红框），改好才能保存`;
  const waiting = wrong.length > 0 ? unread : saving ? `正在保存，${drafts.size} 行还没有存好` : `${drafts.size} 行还没有保存，离开这一行会自动保存`;
  const standing = !editable ? '纪要已定稿，只能看；要改请到“纪要和认定”写更正。' : drafts.size === 0 ? '已全部保存' : waiting;

  const again = async (row: AgendaCase): Promise<void> => {
    await keep([row]);
    await revote.mutateAsync({ ...place, meetingCaseId: row.meetingCaseId });
  };

  if (meeting.agenda.length === 0 || meeting.present === 0) {
    return <p className="dim">{meeting.agenda.length === 0 ? '议程里还没有个案。先到“议程”加入个案。' : '还没有登记到会的人。先到“到会”勾选，再来登记票或分数。'}</p>;
  }
  return (
    <>
      <div className={classes['bar']}>
        {editable && <Button disabled={drafts.size === 0 || wrong.length > 0}
          onClick={() => void keep(meeting.agenda)}>保存{drafts.size === 0 ? '' : ` ${drafts.size} 行`}</Button>}
        <span className="dim small" role="status">
          {standing}
        </span>
      </div>
      {editable && <p className="dim small">{legends[meeting.method](meeting.grades)}　·　回车、上下左右移动，可以从 Excel 整块粘贴</p>}
      <FailureNotice error={error} />
      <EntryGrid
        meeting={meeting} editable={editable} draftOf={draftOf} onChange={change}
        onLeaveRow={(row) => void keep([row])} onRevote={(row) => void again(row)}
      />
    </>
  );
}
