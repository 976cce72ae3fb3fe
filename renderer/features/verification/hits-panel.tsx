import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { NegativeHitView } from '#shared/contract/verification.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import { hitOutcomeTexts, hitStateTexts, hitStrengthTexts } from '#shared/text/verification.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { ActDialog } from './act-dialog.tsx';
import { HitPanel } from './hit-panel.tsx';

const stateTones: Readonly<Record<NegativeHitView['state'], Tone>> = { open: 'bad', explained: 'warn', checked: 'warn', decided: 'good', not_same: 'plain' };

/** The state in words; a pupil who asks for nothing has nothing to settle yet. */
function stateText(hit: NegativeHitView): string {
  if (hit.state === 'decided') {
    const outcome = hit.events.findLast((one) => one.event === 'decide')?.outcome ?? null;
    return outcome === null ? hitStateTexts.decided : hitOutcomeTexts[outcome];
  }
  return hit.due || hit.state === 'not_same' ? hitStateTexts[hit.state] : '没有申请，暂不用办';
}

const columns: readonly DataColumn<NegativeHitView>[] = [
  { id: 'name', title: '学生', value: (hit) => hit.name, width: 92, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (hit) => hit.className, width: 108 },
  { id: 'case', title: '认定', kind: 'choice', value: (hit) => (hit.caseState === null ? '没有个案' : `${caseStateTexts[hit.caseState]}${hit.grade === null ? '' : `，${hit.grade}`}`), width: 120 },
  { id: 'person', title: '家庭成员', value: (hit) => `${hit.relation === '' ? '家庭成员' : hit.relation} ${hit.personName}`, width: 116 },
  { id: 'kind', title: '名单', kind: 'choice', value: (hit) => hit.kindLabel, width: 120 },
  { id: 'detail', title: '名单上写的', value: (hit) => hit.detail, width: 170, grow: true },
  {
    id: 'strength', title: '凭什么', kind: 'choice', value: (hit) => hitStrengthTexts[hit.strength], width: 112,
    cell: (hit) => (hit.strength === 'name' ? <span className="dim">{hitStrengthTexts.name}</span> : `${hitStrengthTexts.number}${hit.nameDiffers ? '，姓名不同' : ''}`),
  },
  { id: 'state', title: '办到哪', kind: 'choice', value: stateText, cell: (hit) => <StatusTag tone={hit.due || hit.state === 'decided' ? stateTones[hit.state] : 'plain'}>{stateText(hit)}</StatusTag>, width: 150 },
];

/** Every hit of the 学年; beside the table the active one with its story and the next step. */
export function HitsPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.verification.hits.queryOptions({ input: { schoolId, term }, placeholderData: (before) => before }));
  const [activeId, setActiveId] = useState<number | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [dismissing, setDismissing] = useState<readonly NegativeHitView[] | null>(null);
  const holder = useRef<HTMLDivElement>(null);
  const writable = can('verification.write');
  const focusPanel = (): void => holder.current?.querySelector<HTMLElement>('[data-first-choice]')?.focus();
  return (
    <QueryView query={query} what="负面比对的命中">
      {({ counts, rows }) => {
        const active = rows.find((hit) => hit.hitId === activeId) ?? rows[0];
        const ticked = rows.filter((hit) => selected.has(String(hit.hitId)) && hit.state !== 'decided' && hit.state !== 'not_same');
        if (active === undefined) return <EmptyState title="没有命中">名单上没有本校学生的家庭成员。家庭成员补登以后，可以到“名单”里再比一次。</EmptyState>;
        return (
          <>
            <SummaryStrip
              label="命中办理情况" items={[
                { label: '要办的', value: counts.due, tone: counts.due > 0 ? 'bad' : 'good' }, { label: '待家庭说明', value: counts.open }, { label: '待核材料', value: counts.explained },
                { label: '待处理', value: counts.checked }, { label: '已处理', value: counts.decided }, { label: '不是同一人', value: counts.notSame }, { label: '没有申请，暂不用办', value: counts.withoutCase },
              ]}
            />
            <div className="beside" ref={holder} style={{ flex: 1 }}>
              <div style={{ display: 'flex', flexDirection: 'column', minHeight: 0 }}>
                <DataTable
                  label="负面比对命中" rows={rows} columns={columns} rowKey={(hit) => String(hit.hitId)} maxHeight="calc(100vh - 22rem)" onActive={(hit) => setActiveId(hit.hitId)}
                  onOpen={(hit) => { setActiveId(hit.hitId); setTimeout(focusPanel); }} openHint="办这一条"
                  {...(writable ? { selected, onSelect: setSelected } : {})}
                  tools={writable && (
                    <Group gap="xs">
                      <Button variant="default" disabled={ticked.length === 0} onClick={() => setDismissing(ticked)}>{ticked.length === 0 ? '不是同一人（先勾选）' : `勾选的 ${ticked.length} 条不是同一人`}</Button>
                    </Group>
                  )}
                />
              </div>
              <HitPanel key={active.hitId} hit={active} onBack={() => holder.current?.querySelector<HTMLElement>('[role="grid"]')?.focus()} />
            </div>
            {dismissing !== null && <ActDialog hits={dismissing} event="dismiss" onClose={() => { setDismissing(null); setSelected(new Set()); }} />}
          </>
        );
      }}
    </QueryView>
  );
}
