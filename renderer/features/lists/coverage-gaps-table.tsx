import { Button, Group } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CoverageGapView } from '#shared/contract/recheck.ts';
import { followUpWayTexts, gapReasonTexts } from '#shared/text/special-groups.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FollowUpDialog } from './follow-up-dialog.tsx';

const columns: readonly DataColumn<CoverageGapView>[] = [
  { id: 'name', title: '姓名', value: (gap) => gap.name, width: 110, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (gap) => gap.className, width: 112 },
  { id: 'reason', title: '为何未助', kind: 'choice', value: (gap) => gapReasonTexts[gap.reason], width: 220 },
  { id: 'groups', title: '名单给出的群体', value: (gap) => [...new Set(gap.groups.map((group) => group.groupLabel))].join('、'), width: 170 },
  { id: 'rows', title: '名单和行', value: (gap) => gap.groups.map((group) => `${group.listLabel} 第 ${group.rowNo} 行${group.riskCleared === 'yes' ? '（风险已消除）' : ''}`).join('；'), width: 210, grow: true },
  {
    id: 'followUp', title: '最近一次跟进', value: (gap) => { const [last] = gap.followUps; return last === undefined ? '还没有跟进' : `${last.onDate} ${followUpWayTexts[last.way]}：${last.result}`; },
    cell: (gap) => { const [last] = gap.followUps; return last === undefined ? <span className="warn">还没有跟进</span> : `${last.onDate} ${followUpWayTexts[last.way]}：${last.result}`; },
    width: 240,
  },
];

/** Everyone on a list without application, waiver or decision; what was done about each. */
export function CoverageGapsTable({ rows }: { readonly rows: readonly CoverageGapView[] }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [following, setFollowing] = useState<readonly CoverageGapView[] | null>(null);
  const writable = can('identification.write');
  const ticked = rows.filter((gap) => selected.has(String(gap.studentId)));
  return (
    <>
      <DataTable
        label="应助未助" rows={rows} columns={columns} rowKey={(gap) => String(gap.studentId)} maxHeight="20rem"
        {...(writable ? { selected, onSelect: setSelected, onOpen: (gap: CoverageGapView) => setFollowing([gap]), openHint: '记跟进' } : {})}
        tools={(
          <Group gap="xs">
            {writable && <Button variant="default" disabled={ticked.length === 0} onClick={() => setFollowing(ticked)}>{ticked.length === 0 ? '跟进（先勾选）' : `跟进勾选的 ${ticked.length} 人`}</Button>}
            {writable && <Button onClick={() => void navigate({ to: '/identification', search: { fromLists: true } })}>从名单建个案</Button>}
            {can('file.take') && <FileButton print make={() => client.coverage.print({ schoolId, term })}>打印清单</FileButton>}
          </Group>
        )}
      />
      {following !== null && <FollowUpDialog gaps={following} onClose={() => { setFollowing(null); setSelected(new Set()); }} />}
    </>
  );
}
