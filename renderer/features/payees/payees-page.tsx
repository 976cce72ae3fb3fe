import { Button, Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PayeeRow } from '#shared/contract/payees.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { usePayees, verdictOf } from './data.ts';
import { payeeColumns } from './payee-columns.tsx';
import { PayeeSide } from './payee-side.tsx';
import classes from './payees.module.css';
import type { PayeeTab } from './routes.ts';
import { RulesPanel } from './rules-panel.tsx';
import { StaffPanel } from './staff-panel.tsx';

const route = getRouteApi('/archive/payees');
const tabText: Readonly<Record<PayeeTab, string>> = { accounts: '学生账户', staff: '教职工账户', rules: '收款人规则' };

export function PayeesPage(): ReactElement {
  const { can } = useArchive();
  const { tab = 'accounts' } = route.useSearch();
  const navigate = useNavigate();
  const query = usePayees();
  const panels: Readonly<Record<PayeeTab, () => ReactElement>> = {
    accounts: () => <QueryView query={query} what="收款账户">{(rows) => <AccountsPanel rows={rows} />}</QueryView>,
    staff: () => <StaffPanel />,
    rules: () => <RulesPanel />,
  };
  return (
    <>
      <PageHeader
        title="收款账户" subtitle="每个学生一个现用账户，只显示后四位；更换要写原因，旧账户留作历史"
        actions={can('payee.write') ? <Button onClick={() => void navigate({ to: '/payees/import', search: {} })}>导入账户</Button> : undefined}
      />
      <Tabs value={tab} keepMounted={false} className={classes['tabs']} onChange={(next) => void navigate({ to: '/payees', search: { tab: (next ?? 'accounts') as PayeeTab } })}>
        <Tabs.List aria-label="收款账户的内容" mb="sm">{Object.entries(tabText).map(([value, label]) => <Tabs.Tab key={value} value={value}>{label}</Tabs.Tab>)}</Tabs.List>
        {Object.keys(tabText).map((value) => (
          <Tabs.Panel key={value} value={value} className={classes['panel']} style={{ display: value === tab ? 'flex' : 'none' }}>{value === tab && panels[tab]()}</Tabs.Panel>
        ))}
      </Tabs>
    </>
  );
}

function AccountsPanel({ rows }: { readonly rows: readonly PayeeRow[] }): ReactElement {
  const { student } = route.useSearch();
  const navigate = useNavigate();
  const [active, setActive] = useState<number | null>(student ?? null);
  const shown = rows.find((row) => row.studentId === active);
  const count = (verdict: ReturnType<typeof verdictOf>): number => rows.filter((row) => verdictOf(row) === verdict).length;
  if (rows.length === 0) return <EmptyState title="名册里还没有学生" action={<Button onClick={() => void navigate({ to: '/roster/import' })}>去导入名册</Button>}>先导入名册，再登记收款账户。</EmptyState>;
  return (
    <>
      <SummaryStrip
        label="账户合计"
        items={[
          { label: '学生', value: `${rows.length} 人` }, { label: '可以发放', value: count('good') }, { label: '请核对', value: count('look'), tone: count('look') > 0 ? 'warn' : 'plain' },
          { label: '不能发放', value: count('blocked'), tone: count('blocked') > 0 ? 'bad' : 'plain' }, { label: '未登记', value: count('missing') },
        ]}
      />
      <div className={`beside ${classes['fill']}`}>
        <DataTable
          label="学生收款账户" rows={rows} columns={payeeColumns} rowKey={(row) => String(row.studentId)} onActive={(row) => setActive(row.studentId)} onOpen={(row) => setActive(row.studentId)}
          openHint="看账户" maxHeight="calc(100vh - 20rem)"
          tools={shown === undefined && <span className="dim small">点一行（或按 ↑↓）看这个学生的账户、判断的理由和以前的账户</span>}
        />
        {shown !== undefined && (
          <aside className={classes['side']} aria-label="账户详情">
            <PayeeSide key={shown.studentId} row={shown} />
            <Button className={classes['fold']} variant="subtle" size="compact-sm" onClick={() => setActive(null)}>收起详情</Button>
          </aside>
        )}
      </div>
    </>
  );
}
