import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterMovement } from '#shared/contract/roster.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatMovementKind } from '#shared/domain/roster/movement.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { formatMoment } from '#renderer/text/moments.ts';

const columns: readonly DataColumn<RosterMovement>[] = [
  { id: 'studentName', title: '姓名', value: ({ studentName }) => studentName, width: 104, frozen: true, total: 'count' },
  { id: 'effectiveDate', title: '日期', kind: 'date', value: ({ effectiveDate }) => effectiveDate, width: 104 },
  { id: 'kind', title: '异动', kind: 'choice', value: ({ kind, corrected }) => formatMovementKind(kind) + (corrected ? '（已更正）' : ''), width: 130 },
  { id: 'from', title: '从', value: ({ from }) => from, width: 120 },
  { id: 'to', title: '到', value: ({ to }) => to, width: 120 },
  { id: 'evidence', title: '依据', value: ({ evidence }) => evidence, width: 240, grow: true },
  { id: 'recordedBy', title: '登记人', value: ({ recordedBy }) => recordedBy, width: 124 },
  { id: 'recordedAt', title: '登记时间', kind: 'date', value: ({ recordedAt }) => formatMoment(recordedAt).slice(0, 10), width: 104 },
];

/** Every movement with a date in the term (or between two days). */
export function MovementsPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const navigate = useNavigate();
  const range = termRange(term);
  const [from, setFrom] = useState<IsoDate | null>(range.from);
  const [to, setTo] = useState<IsoDate | null>(range.to);
  const query = useQuery(api.roster.movements.queryOptions({ input: { schoolId, term, from: from ?? range.from, to: to ?? range.to }, placeholderData: (before) => before }));
  return (
    <QueryView query={query} what="异动">
      {(list) => (
        <DataTable
          label="异动" rows={list} columns={columns} rowKey={({ id }) => String(id)} openHint="回车或双击打开这名学生"
          onOpen={({ studentId }) => void navigate({ to: '/roster', search: { tab: 'movements', student: studentId } })}
          empty={<EmptyState title="这段时间没有异动">休学、复学、转出、转入、退学、毕业、调班和就读方式变更都记在这里。在“学生”页勾选学生后登记。</EmptyState>}
          tools={(<><DateInput label="从" value={from} onChange={setFrom} /><DateInput label="到" value={to} onChange={setTo} /></>)}
        />
      )}
    </QueryView>
  );
}
