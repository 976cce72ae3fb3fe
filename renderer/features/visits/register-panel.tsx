import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import type { VisitRegister } from './data.ts';
import { LookDialog } from './look-dialog.tsx';
import { PlanDialog } from './plan-dialog.tsx';
import { PupilPanel } from './pupil-panel.tsx';
import { RecordDialog } from './record-dialog.tsx';
import { registerColumns } from './register-columns.tsx';
import { SheetsDialog } from './sheets-dialog.tsx';
import { NewVisitDialog } from './visit-dialog.tsx';

type Doing = 'record' | 'plan' | 'sheets' | 'one' | null;
const route = getRouteApi('/archive/visits');

/** The pupils to be visited: ticked, planned, printed for, recorded; beside them one family's visits. */
export function RegisterPanel({ register }: { readonly register: VisitRegister }): ReactElement {
  const { today, can } = useArchive();
  const { student } = route.useSearch();
  const [whom, setWhom] = useState<'due' | 'all'>('due');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [openId, setOpenId] = useState<number | null>(student ?? null);
  const [doing, setDoing] = useState<Doing>(null);
  const [look, setLook] = useState<readonly Problem[]>([]);
  const holder = useRef<HTMLDivElement>(null);
  const may = can('visit.write');
  const rows = whom === 'all' ? register.rows : register.rows.filter((row) => row.cause !== null || row.visits.length > 0 || row.plan !== null);
  const chosen = rows.filter((row) => selected.has(String(row.studentId)));
  const active = register.rows.find((row) => row.studentId === openId) ?? null;
  const needed = register.procedure.visitors;
  const close = (): void => setDoing(null);
  const done = (problems: readonly Problem[]): void => { setLook(problems); setSelected(new Set()); };
  const leavePanel = useCallback((): void => {
    setOpenId(null);
    holder.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }, []);
  return (
    <>
      <div className="beside" ref={holder} style={{ flex: 1 }}>
        <div style={{ display: 'flex', flexDirection: 'column', minHeight: 0, maxHeight: '100%' }}>
          <DataTable
            label="家访名册" rows={rows} columns={registerColumns} rowKey={(row) => String(row.studentId)} onOpen={(row) => setOpenId(row.studentId)} openHint="看家访" maxHeight="calc(100vh - 19rem)"
            onActive={(row) => { if (openId !== null) setOpenId(row.studentId); }} {...(may ? { selected, onSelect: setSelected } : {})}
            empty={(
              <EmptyState title="还没有要家访的学生" action={<Button variant="default" onClick={() => setWhom('all')}>看全部学生</Button>}>
                这里列出本学年已申请、预认定和在部门名单上的学生。先在“申请”登记，或在“认定”从名单建个案；别的学生也可以在“全部学生”里登记走访。
              </EmptyState>
            )}
            tools={(
              <>
                <Button variant="default" aria-pressed={whom === 'all'} onClick={() => { setWhom(whom === 'all' ? 'due' : 'all'); setSelected(new Set()); }}>{whom === 'all' ? '只看要家访的' : '看全部学生'}</Button>
                {may && (
                  <>
                    <Button disabled={chosen.length === 0} onClick={() => setDoing('record')}>登记家访</Button>
                    <Button variant="default" onClick={() => setDoing('plan')}>{chosen.length === 0 ? '按村安排……' : `安排勾选的 ${chosen.length} 户`}</Button>
                    <Button variant="default" onClick={() => setDoing('sheets')}>打印空白表……</Button>
                  </>
                )}
              </>
            )}
          />
        </div>
        {active !== null && <PupilPanel key={active.studentId} row={active} needed={needed} onRecord={() => setDoing('one')} onClose={leavePanel} />}
      </div>
      {doing === 'record' && <RecordDialog pupils={chosen} heads={{ visitedOn: today, visitors: [] }} needed={needed} onClose={close} onLook={done} />}
      {doing === 'one' && active !== null && <NewVisitDialog pupil={active} needed={needed} onClose={close} onLook={setLook} />}
      {doing === 'plan' && <PlanDialog rows={register.rows} chosen={chosen} plan={null} onClose={close} />}
      {doing === 'sheets' && <SheetsDialog rows={register.rows} chosen={chosen} onClose={close} />}
      <LookDialog problems={look} onClose={() => setLook([])} />
    </>
  );
}
