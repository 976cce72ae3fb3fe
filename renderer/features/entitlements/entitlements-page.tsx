import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { AdjustmentsPanel } from './adjustments-panel.tsx';
import { AttendancePanel } from './attendance-panel.tsx';
import { CalculateDialog } from './calculate-dialog.tsx';
import { ChangesPanel } from './changes-panel.tsx';
import { ChooseDialog } from './choose-dialog.tsx';
import { useCalculation, useEntitlements } from './data.ts';
import { DuePanel } from './due-panel.tsx';
import classes from './entitlements.module.css';
import type { EntitlementTab } from './routes.ts';
import { StandingsPanel } from './standings-panel.tsx';
import { UnproposedPanel } from './unproposed-panel.tsx';

const route = getRouteApi('/archive/entitlements');

export function EntitlementsPage(): ReactElement {
  const { schoolId, school, term, can } = useArchive();
  const { tab = 'due' } = route.useSearch();
  const navigate = useNavigate();
  const query = useEntitlements();
  const plan = useCalculation().data;
  const programmes = useQuery(api.programmes.list.queryOptions({ input: { schoolId, term } })).data ?? [];
  const [dialog, setDialog] = useState<'calculate' | 'choose' | null>(null);
  const byHand = programmes.filter((programme) => {
    const ours = programme.stages.some((stage) => school.stages.includes(stage)) && programme.rates.some((rate) => rate.payable);
    const counted = programme.shape === 'per_day' || programme.shape === 'per_month';
    return ours && programme.rules.some((rule) => rule.inForce && (counted || rule.selection === 'by_hand'));
  });
  const hasRows = (query.data?.rows.length ?? 0) > 0;
  const tabs: readonly { tab: EntitlementTab; label: string; panel: ReactElement }[] = [
    { tab: 'due', label: '应发', panel: <QueryView query={query} what="应发名单">{(list) => <DuePanel list={list} onCalculate={() => setDialog('calculate')} />}</QueryView> },
    { tab: 'unproposed', label: `未列入${plan === undefined ? '' : ` ${plan.unproposedCount}`}`, panel: <UnproposedPanel /> },
    { tab: 'standings', label: '为何没有', panel: <StandingsPanel /> },
    { tab: 'adjustments', label: '调整', panel: <AdjustmentsPanel /> },
    ...(school.stages.includes('vocational') ? [{ tab: 'attendance' as const, label: '中职考勤', panel: <AttendancePanel /> }] : []),
    { tab: 'changes', label: `变动${plan === undefined ? '' : ` ${plan.changes.length}`}`, panel: <ChangesPanel /> },
  ];
  return (
    <>
      <PageHeader
        title="应发" subtitle={`${formatTerm(term)}　经办计算，另一人批准，批准后记入台账`}
        tags={query.data?.onePersonMode ? <StatusTag tone="warn">单人模式</StatusTag> : undefined}
        actions={(
          <>
            <FileButton disabled={!hasRows} make={() => client.entitlements.exportXlsx({ schoolId, term })}>导出名单</FileButton>
            <FileButton print disabled={!hasRows} make={() => client.entitlements.print({ schoolId, term })}>打印审批表</FileButton>
            {can('entitlement.propose') && byHand.length > 0 && <Button variant="default" onClick={() => setDialog('choose')}>按名单选定</Button>}
            {can('entitlement.propose') && <Button onClick={() => setDialog('calculate')}>计算应发</Button>}
          </>
        )}
      />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/entitlements', search: { tab: (next ?? 'due') as EntitlementTab } })}>
        <Tabs.List aria-label="应发的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.tab} value={one.tab} className={classes['panel']} style={{ display: one.tab === tab ? 'flex' : 'none' }}>
            {one.tab === tab && one.panel}
          </Tabs.Panel>
        ))}
      </Tabs>
      {dialog === 'calculate' && <CalculateDialog onClose={() => setDialog(null)} />}
      {dialog === 'choose' && <ChooseDialog programmes={byHand} onClose={() => setDialog(null)} />}
    </>
  );
}
