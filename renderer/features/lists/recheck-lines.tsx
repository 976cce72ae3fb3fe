import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { RecheckLineView } from '#shared/contract/recheck.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import { listChangeTexts, recheckDecisionTexts } from '#shared/text/special-groups.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { RecheckDialog } from './recheck-dialog.tsx';

const changeTones: Readonly<Record<RecheckLineView['change'], Tone>> = { gained: 'good', lost: 'bad', risk_removed: 'warn', unchanged: 'plain' };

export const keyOfLine = (line: RecheckLineView): string => `${line.studentId} ${line.groupKey}`;

function basisOf(line: RecheckLineView): string {
  return [
    ...(line.previousRowNos.length === 0 ? [] : [`旧第 ${line.previousRowNos.join('、')} 行`]), ...(line.nextRowNos.length === 0 ? [] : [`新第 ${line.nextRowNos.join('、')} 行`]),
    ...(line.alsoOn.length === 0 ? [] : [`另在${line.alsoOn.join('、')}`]),
  ].join('；');
}

function standingOf(line: RecheckLineView): string {
  if (line.left) return '已离校';
  if (line.caseState === null) return '没有个案';
  return `${caseStateTexts[line.caseState]}${line.grade === null ? '' : `，${line.grade}`}`;
}

function decisionText(line: RecheckLineView): string {
  if (line.change === 'unchanged') return '不用处理';
  if (line.decision !== null) return recheckDecisionTexts[line.decision.decision];
  return line.stale ? '名单又变了，请重新处理' : '没处理';
}

const columns: readonly DataColumn<RecheckLineView>[] = [
  { id: 'name', title: '姓名', value: (line) => line.name, width: 104, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (line) => line.className, width: 108 },
  { id: 'group', title: '特殊群体', kind: 'choice', value: (line) => line.groupLabel, width: 156 },
  { id: 'change', title: '变化', kind: 'choice', value: (line) => listChangeTexts[line.change], cell: (line) => <StatusTag tone={changeTones[line.change]}>{listChangeTexts[line.change]}</StatusTag>, width: 112 },
  { id: 'basis', title: '名单依据', value: basisOf, width: 190 },
  { id: 'case', title: '认定', kind: 'choice', value: standingOf, width: 120 },
  {
    id: 'decision', title: '处理', kind: 'choice', value: decisionText, width: 130,
    cell: (line) => (line.change === 'unchanged' ? <span className="dim">不用处理</span> : <StatusTag tone={line.decision === null ? 'warn' : 'good'}>{decisionText(line)}</StatusTag>),
  },
  { id: 'reason', title: '理由', value: (line) => line.decision?.reason ?? '', width: 170, grow: true },
  { id: 'on', title: '日期', kind: 'date', value: (line) => line.decision?.decidedOn ?? null, width: 96 },
];

/** One check, pupil by pupil: what the newer list changed and what was done about it. */
export function RecheckLines({ recheckId }: { readonly recheckId: number }): ReactElement {
  const { schoolId, can } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.recheck.get.queryOptions({ input: { schoolId, recheckId }, placeholderData: (before) => before }));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [deciding, setDeciding] = useState<readonly RecheckLineView[] | null>(null);
  const writable = can('lists.write') && query.data?.next.withdrawn !== true;
  const lines = query.data?.lines;
  const ticked = useMemo(() => (lines ?? []).filter((line) => selected.has(keyOfLine(line)) && line.change !== 'unchanged'), [lines, selected]);
  const kinds = new Set(ticked.map((line) => (line.change === 'gained' ? 'gained' : 'gone')));
  return (
    <QueryView query={query} what="这次复核">
      {(data) => {
        const rowsOf = (places: typeof data.nextRows, leftOut: number): number => Object.values(places).reduce((sum, count) => sum + count, leftOut);
        return (
          <Stack gap="sm" style={{ minHeight: 0 }}>
            <Group gap="sm">
              <Button variant="default" onClick={() => void navigate({ to: '/lists', search: { tab: 'recheck' } })}>回到复核一览</Button>
              <h2>{data.label}复核</h2>
              <span className="dim small">
                {data.previous === null ? '没有旧名单' : `旧名单 ${data.previous.fileName} ${rowsOf(data.previousRows ?? data.nextRows, data.previousLeftOut)} 行`} → 新名单 {data.next.fileName} {rowsOf(data.nextRows, data.nextLeftOut)} 行（不是本校 {data.nextRows.not_ours} 行）
              </span>
              {data.next.withdrawn && <StatusTag tone="bad">新名单已撤回，不能再处理</StatusTag>}
            </Group>
            <SummaryStrip
              label="复核进度" items={[
                { label: '新增', value: data.counts.gained }, { label: '不在新名单', value: data.counts.lost }, { label: '风险已消除', value: data.counts.riskRemoved },
                { label: '没有变化', value: data.counts.unchanged }, { label: '已处理', value: data.counts.decided }, { label: '没处理', value: data.counts.open, tone: data.counts.open > 0 ? 'warn' : 'good' },
              ]}
            />
            <DataTable
              label="名单变化" rows={data.lines} columns={columns} rowKey={keyOfLine} maxHeight="calc(100vh - 21rem)"
              {...(writable ? { selected, onSelect: setSelected, onOpen: (line: RecheckLineView) => { if (line.change !== 'unchanged') setDeciding([line]); }, openHint: '处理这一人' } : {})}
              tools={(
                <Group gap="xs">
                  {writable && (
                    <Button disabled={ticked.length === 0 || kinds.size > 1} onClick={() => setDeciding(ticked)}>
                      {kinds.size > 1 ? '新增的和不在的要分开处理' : ticked.length === 0 ? '处理（先勾选）' : `处理勾选的 ${ticked.length} 人次`}
                    </Button>
                  )}
                  {can('file.take') && <FileButton print make={() => client.recheck.print({ schoolId, recheckId })}>打印复核登记表</FileButton>}
                </Group>
              )}
            />
            {deciding !== null && <RecheckDialog recheckId={recheckId} term={data.term} lines={deciding} onClose={() => { setDeciding(null); setSelected(new Set()); }} />}
          </Stack>
        );
      }}
    </QueryView>
  );
}
