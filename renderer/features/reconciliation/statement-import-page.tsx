import { NumberInput, Select, TextInput } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { startYearOf } from '#shared/domain/calendar/term.ts';
import type { StatementKind } from '#shared/domain/reconciliation/difference-state.ts';
import { formatStatementKind, statementKinds } from '#shared/domain/reconciliation/difference-state.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import classes from './reconciliation.module.css';

const route = getRouteApi('/archive/reconciliation/import');

/** Imports finance's ledger, a bank statement or the county's 一卡通 list. */
export function StatementImportPage(): ReactElement {
  const { term } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [kind, setKind] = useState<StatementKind>(search.kind ?? 'finance');
  const [accountLabel, setAccountLabel] = useState('');
  const [debitMeans, setDebitMeans] = useState<'in' | 'out' | 'auto'>('auto');
  const [year, setYear] = useState<number | null>(null);
  return (
    <ImportWizard
      key={term} purpose="money_statement" subject="对账资料" hint="财务的明细账、银行的交易明细、县里的一卡通发放明细，什么列都可以；期初、合计行不算收支，同一笔在几份文件里只算一次"
      options={{ kind, accountLabel: accountLabel.trim(), debitMeans: debitMeans === 'auto' ? null : debitMeans, year }}
      optionsForm={(
        <div className={classes['form']}>
          <Select label="哪一方的" description="决定和谁对" allowDeselect={false} value={kind} data={statementKinds.map((value) => ({ value, label: formatStatementKind(value) }))} onChange={(value) => setKind((value ?? 'finance') as StatementKind)} />
          <TextInput label="账户或账簿" description="有几个账户时写明，如 助学专户；只有一个可不填" maxLength={60} value={accountLabel} onChange={(event) => setAccountLabel(event.currentTarget.value)} />
          <Select
            label="借方表示" description="财务账借为收，银行单借为支；不对时程序会从余额看出来" allowDeselect={false} value={debitMeans} onChange={(value) => setDebitMeans((value ?? 'auto') as 'in' | 'out' | 'auto')}
            data={[{ value: 'auto', label: '照这一方的习惯' }, { value: 'in', label: '收入' }, { value: 'out', label: '支出' }]}
          />
          <NumberInput label="年份" description="只有月、日两列的账才用到" placeholder={String(startYearOf(term))} min={1990} max={2199} thousandSeparator="" value={year ?? ''} onChange={(value) => setYear(typeof value === 'number' && value >= 1990 && value <= 2199 ? value : null)} />
        </div>
      )}
      next={() => <div><LinkButton to="/reconciliation">去看对账结果</LinkButton></div>} onLeave={() => void navigate({ to: '/reconciliation', search: {} })}
    />
  );
}
