import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import type { VisitPlanView } from '#shared/contract/visits.ts';
import { formatVisitors } from '#shared/domain/visits/visit.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useVisitPlans } from './data.ts';
import type { VisitRegister } from './data.ts';
import { LookDialog } from './look-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { RecordDialog } from './record-dialog.tsx';
import classes from './visits.module.css';

type Doing = 'new' | 'change' | 'record' | 'drop' | null;

function stateOf(plan: VisitPlanView, today: string): { readonly words: string; readonly tone: 'good' | 'warn' | 'plain' } {
  if (plan.done === plan.stops.length) return { words: '已走完', tone: 'good' };
  if (plan.plannedOn !== null && plan.plannedOn < today) return { words: '过期未走完', tone: 'warn' };
  return { words: plan.done > 0 ? '走了一部分' : '未走', tone: 'plain' };
}

function columnsOn(today: string): readonly DataColumn<VisitPlanView>[] {
  return [
    { id: 'name', title: '计划', value: (row) => row.name, width: 200, frozen: true, total: () => '合计' },
    { id: 'on', title: '日期', kind: 'date', value: (row) => row.plannedOn, width: 96 },
    { id: 'visitors', title: '家访人', value: (row) => formatVisitors(row.visitors), width: 190, grow: true },
    { id: 'stops', title: '户数', kind: 'number', value: (row) => row.stops.length, width: 60, total: 'sum' },
    { id: 'done', title: '已访', kind: 'number', value: (row) => row.done, width: 60, total: 'sum' },
    {
      id: 'state', title: '进度', kind: 'choice', value: (row) => stateOf(row, today).words, width: 112,
      cell: (row) => { const { words, tone } = stateOf(row, today); return <StatusTag tone={tone}>{words}</StatusTag>; },
    },
    { id: 'by', title: '排计划的人', value: (row) => row.by, width: 92 },
  ];
}

/** The outings of the year, and the route of the one pointed at. */
export function PlansPanel({ register }: { readonly register: VisitRegister }): ReactElement {
  const { today, can } = useArchive();
  const query = useVisitPlans();
  const [activeId, setActiveId] = useState<number | null>(null);
  const [doing, setDoing] = useState<Doing>(null);
  const [look, setLook] = useState<readonly Problem[]>([]);
  const may = can('visit.write');
  return (
    <QueryView query={query} what="家访计划">
      {(plans) => {
        const plan = plans.find((one) => one.planId === activeId) ?? null;
        const open = plan?.stops.filter((stop) => !stop.done) ?? [];
        return (
          <>
            <div className="beside">
              <DataTable
                label="家访计划" rows={plans} columns={columnsOn(today)} rowKey={(row) => String(row.planId)} onActive={(row) => setActiveId(row.planId)} onOpen={(row) => setActiveId(row.planId)} openHint="看路线" maxHeight="calc(100vh - 19rem)"
                tools={may && <Button onClick={() => setDoing('new')}>按村安排……</Button>}
                empty={(
                  <EmptyState title="还没有家访计划" action={may && <Button onClick={() => setDoing('new')}>按村安排</Button>}>
                    一次出门走几个村，排成一个计划：哪天、谁去、按什么路线。排好以后打印计划和空白记录表带上，回来一次登记。
                  </EmptyState>
                )}
              />
              {plan !== null && <PlanCard key={plan.planId} plan={plan} onDo={setDoing} />}
            </div>
            {doing === 'new' && <PlanDialog rows={register.rows} chosen={[]} plan={null} onClose={() => setDoing(null)} />}
            {doing === 'change' && plan !== null && <PlanDialog rows={register.rows} chosen={[]} plan={plan} onClose={() => setDoing(null)} />}
            {doing === 'record' && plan !== null && (
              <RecordDialog
                pupils={open} heads={{ visitedOn: plan.plannedOn !== null && plan.plannedOn <= today ? plan.plannedOn : today, visitors: plan.visitors }} needed={register.procedure.visitors}
                onClose={() => setDoing(null)} onLook={setLook}
              />
            )}
            {doing === 'drop' && plan !== null && <DropPlan plan={plan} onClose={() => setDoing(null)} />}
            <LookDialog problems={look} onClose={() => setLook([])} />
          </>
        );
      }}
    </QueryView>
  );
}

function PlanCard({ plan, onDo }: { readonly plan: VisitPlanView; readonly onDo: (doing: Doing) => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const may = can('visit.write');
  const left = plan.stops.length - plan.done;
  const print = async (): Promise<File> => (await client.visits.printSheets({ schoolId, term, planId: plan.planId })).file;
  return (
    <section className={`card ${classes['side']}`} aria-label={`计划 ${plan.name}`}>
      <h2>{plan.name}</h2>
      <p className="dim small">{plan.plannedOn ?? '日期待定'}　{formatVisitors(plan.visitors) || '家访人待定'}{plan.note === '' ? '' : `　${plan.note}`}</p>
      <Group gap="xs" my="xs">
        {may && <Button disabled={left === 0} onClick={() => onDo('record')}>{left === 0 ? '都已登记' : `登记 ${left} 户`}</Button>}
        {may && left > 0 && can('file.take') && <FileButton print make={print}>打印空白表</FileButton>}
        {can('file.take') && <FileButton print make={() => client.visits.printPlan({ schoolId, planId: plan.planId })}>打印计划</FileButton>}
        {may && plan.elsewhere === 0 && <Button variant="default" onClick={() => onDo('change')}>修改</Button>}
        {may && plan.elsewhere === 0 && <Button variant="subtle" color="red" onClick={() => onDo('drop')}>取消计划</Button>}
      </Group>
      {plan.elsewhere > 0 && <p className="dim small">还有别的班的 {plan.elsewhere} 户，这里不列；要改计划请资助专干。</p>}
      <table className="plain" aria-label="路线">
        <thead><tr><th>次序</th><th>学生</th><th>家访</th></tr></thead>
        <tbody>
          {plan.stops.flatMap((stop, index) => [
            ...(plan.stops[index - 1]?.place === stop.place ? [] : [<tr key={`${stop.place} ${index}`}><td colSpan={3}><b>{stop.place}</b></td></tr>]),
            <tr key={stop.studentId}>
              <td className="number">{index + 1}</td><td>{stop.name}　<span className="dim small">{stop.className}</span></td>
              <td>{stop.done ? <StatusTag tone="good">{`已访 ${stop.lastVisit?.visitedOn ?? ''}`}</StatusTag> : <StatusTag>未访</StatusTag>}</td>
            </tr>,
          ])}
        </tbody>
      </table>
    </section>
  );
}

function DropPlan({ plan, onClose }: { readonly plan: VisitPlanView; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const drop = useCommand(client.visits.dropPlan, { quiet: true, done: '计划已取消' });
  return (
    <ConfirmDialog
      opened onClose={onClose} title={`取消计划“${plan.name}”`} submitLabel="取消计划" sentence={`将取消 ${plan.stops.length} 户的安排；已登记的 ${plan.done} 次家访不受影响。`}
      onSubmit={() => drop.mutateAsync({ schoolId, planId: plan.planId })}
    />
  );
}
