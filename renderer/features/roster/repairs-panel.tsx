import { Button } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterRepair } from '#shared/contract/roster.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useRepairs } from './data.ts';
import { RepairDialog } from './repair-dialog.tsx';

const kindWords: Readonly<Record<RosterRepair['kind'], string>> = {
  id: '证件号', duplicate: '重复', registry: '学籍号', place: '没有编班', boarding: '就读方式', member: '家庭成员', name: '姓名',
};

function mendColumn(onMend: (repair: RosterRepair) => void): DataColumn<RosterRepair> {
  return {
    id: 'mend', title: '修正', value: () => null, width: 72,
    cell: (repair) => <Button variant="subtle" size="compact-xs" aria-label={`修正 ${repair.name} 的${kindWords[repair.kind]}`} onClick={() => onMend(repair)}>修正</Button>,
  };
}

/** What a person should mend. None of it kept anyone out of the roster. */
export function RepairsPanel(): ReactElement {
  const { can } = useArchive();
  const repairs = useRepairs();
  const [mending, setMending] = useState<RosterRepair | null>(null);
  const columns = useMemo((): DataColumn<RosterRepair>[] => [
    { id: 'name', title: '姓名', value: ({ name }) => name, width: 124, frozen: true, total: 'count' },
    { id: 'className', title: '班级', kind: 'choice', value: ({ className }) => className || '没有编班', width: 116 },
    { id: 'kind', title: '哪一项', kind: 'choice', value: ({ kind }) => kindWords[kind], width: 92 },
    { id: 'value', title: '现在是', value: ({ value }) => value, width: 172 },
    { id: 'sentence', title: '问题和办法', value: ({ problem }) => problem.sentence, width: 420, grow: true, tone: ({ kind }) => (kind === 'place' || kind === 'boarding' ? 'warn' : undefined) },
    ...(can('roster.write') ? [mendColumn(setMending)] : []),
  ], [can]);
  return (
    <QueryView query={repairs} what="修正清单">
      {(list) => (
        <>
          <DataTable
            label="修正清单" rows={list} columns={columns} wrap rowKey={(repair) => `${repair.kind}-${repair.studentId}-${repair.memberId ?? ''}-${repair.problem.code}`}
            {...(can('roster.write') ? { onOpen: setMending } : {})} openHint="回车或双击修正一条"
            empty={<EmptyState title="没有要修正的">证件号、学籍号、班级和就读方式都没有发现问题。导入新名册时会再查一遍。</EmptyState>}
          />
          {mending !== null && <RepairDialog repair={mending} onClose={() => setMending(null)} />}
        </>
      )}
    </QueryView>
  );
}
