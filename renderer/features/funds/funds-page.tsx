import { Button, Tabs } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { AllotmentLineView } from '#shared/contract/allotments.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { AllotmentDialog } from './allotment-dialog.tsx';
import { AllotmentsPanel } from './allotments-panel.tsx';
import { AuxiliaryPanel } from './auxiliary-panel.tsx';
import { BalancePanel } from './balance-panel.tsx';
import { ChainPanel } from './chain-panel.tsx';
import { ChartPanel } from './chart-panel.tsx';
import { DayBookPanel } from './day-book-panel.tsx';
import { DonorsPanel } from './donors-panel.tsx';
import { FundRulesPanel } from './fund-rules-panel.tsx';
import classes from './funds.module.css';
import { JournalPanel } from './journal-panel.tsx';
import { MovementsPanel } from './movements-panel.tsx';
import { RecordDialog } from './record-dialog.tsx';
import type { RecordKind } from './record-dialog.tsx';
import type { FundsTab } from './routes.ts';
import { SetAsidePanel } from './set-aside-panel.tsx';
import { VouchersPanel } from './vouchers-panel.tsx';

const route = getRouteApi('/archive/funds');

/** Money in and out of the term, and the journal under it. */
export function FundsPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const { tab = 'chain' } = route.useSearch();
  const navigate = useNavigate();
  const movements = useQuery(api.funds.list.queryOptions({ input: { schoolId, term } }));
  const closing = useQuery(api.settlement.closing.queryOptions({ input: { schoolId, term } }));
  const allotments = useQuery(api.allotments.list.queryOptions({ input: { schoolId, term } }));
  const [recording, setRecording] = useState<{ readonly kind: RecordKind; readonly line: AllotmentLineView | null } | null>(null);
  const [allotting, setAllotting] = useState(false);
  const record = (kind: RecordKind, line: AllotmentLineView | null = null): void => setRecording({ kind, line });
  const lock = closing.data?.lock ?? null;
  const mayWrite = can('ledger.write') && lock === null;
  const print = useCommand(client.chain.print, { done: '资金台账已生成', onDone: async (file) => { await saveFile(file); } });
  const tabs: readonly { tab: FundsTab; label: string; panel: () => ReactElement }[] = [
    { tab: 'chain', label: '总览', panel: () => <ChainPanel mayWrite={mayWrite} onAllot={() => setAllotting(true)} /> },
    {
      tab: 'allotments', label: '下达与到账',
      panel: () => (
        <QueryView query={allotments} what="下达与到账">
          {(rows) => <AllotmentsPanel rows={rows} mayWrite={mayWrite} onAllot={() => setAllotting(true)} onArrive={(line) => record('receipt', line)} />}
        </QueryView>
      ),
    },
    { tab: 'set-aside', label: '校内资助经费', panel: () => <SetAsidePanel mayWrite={can('ledger.write')} /> },
    { tab: 'donors', label: '社会资助', panel: () => <DonorsPanel mayWrite={can('ledger.write')} /> },
    {
      tab: 'movements', label: '资金登记',
      panel: () => <QueryView query={movements} what="资金登记">{(rows) => <MovementsPanel rows={rows} mayWrite={mayWrite} onRecord={() => record('receipt')} />}</QueryView>,
    },
    { tab: 'rules', label: '渠道与比例', panel: () => <FundRulesPanel mayWrite={mayWrite} /> },
    { tab: 'journal', label: '分录账簿', panel: () => <JournalPanel /> },
    { tab: 'day-book', label: '日记账', panel: () => <DayBookPanel /> },
    { tab: 'balance', label: '科目余额', panel: () => <BalancePanel /> },
    { tab: 'auxiliary', label: '辅助账', panel: () => <AuxiliaryPanel /> },
    { tab: 'vouchers', label: '凭证', panel: () => <VouchersPanel mayWrite={can('ledger.write')} /> },
    { tab: 'chart', label: '科目与编码', panel: () => <ChartPanel mayWrite={can('ledger.write')} /> },
  ];
  return (
    <>
      <PageHeader
        title="资金" subtitle={`${formatTerm(term)}　从下达到结余；错了只能冲销，不能改`}
        tags={lock === null ? undefined : <StatusTag tone="good">{`已结算 ${lock.closedOn}`}</StatusTag>}
        actions={(
          <>
            {can('file.take') && <Button variant="default" disabled={print.isPending} onClick={() => print.mutate({ schoolId, term })}>打印资金台账</Button>}
            {mayWrite && (
              <>
            <Button variant="default" onClick={() => record('opening')}>登记期初余额</Button>
            <Button variant="default" onClick={() => record('return')}>登记上缴财政</Button>
            <Button variant="default" onClick={() => setAllotting(true)}>登记下达</Button>
            <Button onClick={() => record('receipt')}>登记到账</Button>
              </>
            )}
          </>
        )}
      />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/funds', search: { tab: (next ?? 'chain') as FundsTab } })}>
        <Tabs.List aria-label="资金的内容" mb="sm">{tabs.map((one) => <Tabs.Tab key={one.tab} value={one.tab}>{one.label}</Tabs.Tab>)}</Tabs.List>
        {tabs.map((one) => (
          <Tabs.Panel key={one.tab} value={one.tab} className={classes['panel']} style={{ display: one.tab === tab ? 'flex' : 'none' }}>{one.tab === tab && one.panel()}</Tabs.Panel>
        ))}
      </Tabs>
      {recording !== null && <RecordDialog kind={recording.kind} line={recording.line} allotments={allotments.data ?? []} onClose={() => setRecording(null)} />}
      {allotting && <AllotmentDialog onClose={() => setAllotting(false)} />}
    </>
  );
}
