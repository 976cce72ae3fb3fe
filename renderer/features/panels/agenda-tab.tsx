import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { AgendaCase, BallotFacts } from '#shared/contract/meetings.ts';
import { proposalWords } from '#shared/text/panels.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { AddCasesDialog } from './add-cases-dialog.tsx';
import { useMeetingPlace } from './data.ts';
import type { MeetingPart } from './data.ts';

/** What members are told of a case, in one line. */
export function factsWords(facts: BallotFacts): string {
  return [
    facts.route, ...facts.factors.map((factor) => `√${factor}`), facts.visitedOn === null ? '未家访' : `家访 ${facts.visitedOn}${facts.visitWords === '' ? '' : ` ${facts.visitWords}`}`,
    facts.scoreWords, facts.classWords === '' ? '' : `班级：${facts.classWords}`,
  ].filter((text) => text !== '').join('　');
}

const columns: readonly DataColumn<AgendaCase>[] = [
  { id: 'label', title: '案号', value: (row) => row.label, width: 72, frozen: true, total: 'count' },
  { id: 'name', title: '姓名（不上会）', value: (row) => row.name, width: 128 },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 108 },
  { id: 'facts', title: '选票上写的', value: (row) => factsWords(row.facts), width: 240, grow: true },
  { id: 'opinion', title: '意见', kind: 'choice', value: (row) => proposalWords(row.current), width: 132 },
  { id: 'decided', title: '已认定', kind: 'choice', value: (row) => row.decidedGrade, width: 92 },
];

/** The cases by number. Names stand here and in the sealed key only. */
export function AgendaTab({ meeting, editable }: MeetingPart): ReactElement {
  const { can } = useArchive();
  const place = useMeetingPlace(meeting.meetingId);
  const [asking, setAsking] = useState<'add' | 'remove' | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const remove = useCommand(client.meetings.removeCases, { quiet: true, done: ({ removed }) => `已拿下 ${removed} 个案号` });
  const chosen = meeting.agenda.filter((one) => selected.has(String(one.meetingCaseId)));
  const papers = can('file.take') && meeting.agenda.length > 0 && (
    <>
      <FileButton print make={() => client.meetings.printBallots(place)}>{meeting.method === 'score' ? '打印评分表' : meeting.method === 'secret_ballot' ? '打印选票' : '打印评议表'}</FileButton>
      {can('identification.write') && <FileButton print make={() => client.meetings.printKey(place)}>打印案号对照表（密封）</FileButton>}
    </>
  );
  return (
    <>
      {meeting.agenda.length === 0
        ? (
          <EmptyState title="议程里还没有个案" action={editable && <Button onClick={() => setAsking('add')}>加入个案</Button>}>
            从本机构管的申请和预认定个案里加入，可以全部加入，没有人数限制。程序打乱次序编案号，选票和纪要上只有案号；姓名只在这一页和密封的对照表里。
          </EmptyState>
        )
        : (
          <DataTable
            label="议程" rows={meeting.agenda} columns={columns} rowKey={(row) => String(row.meetingCaseId)} wrap maxHeight="calc(100vh - 19rem)"
            {...(editable ? { selected, onSelect: setSelected } : {})}
            tools={(
              <>
                {editable && <Button onClick={() => setAsking('add')}>加入个案</Button>}
                {editable && <Button variant="subtle" color="red" disabled={chosen.length === 0} onClick={() => setAsking('remove')}>拿下勾选的</Button>}
                {papers}
              </>
            )}
          />
        )}
      {asking === 'add' && <AddCasesDialog meeting={meeting} onClose={() => setAsking(null)} />}
      <ConfirmDialog
        opened={asking === 'remove'} onClose={() => setAsking(null)} title="从议程拿下" submitLabel="拿下" sentence={<b>将拿下 {chosen.length} 个案号，连同已登记的票和意见；个案本身不动。已经打印的选票要重印。</b>}
        onSubmit={async () => { await remove.mutateAsync({ ...place, meetingCaseIds: chosen.map((one) => one.meetingCaseId) }); setSelected(new Set()); }}
      />
    </>
  );
}
