import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { yearOf } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatExecutionRate, rateOf } from '#shared/domain/settlement/execution.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import type { ClassProgress, ExecutionView } from '#shared/contract/settlement-reports.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { BarChart } from '#renderer/components/bar-chart.tsx';
import type { BarGroup, BarLook } from '#renderer/components/bar-chart.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { ReportView } from './report-tables.tsx';
import { ScopeChoice, scopeOf } from './scope-choice.tsx';
import type { ScopeSearch } from './scope-choice.tsx';
import classes from './settlement.module.css';

const route = getRouteApi('/archive/settlement');

/** 执行情况: how far the money of each programme and class has got, drawn and in figures. */
export function ExecutionPanel(): ReactElement {
  const { term, today } = useArchive();
  const { view = 'term', day, year } = route.useSearch();
  const navigate = useNavigate();
  const search: ScopeSearch = { view, day: (day ?? null) as IsoDate | null, year: year ?? yearOf(today) };
  const scope = scopeOf(search, term, today);
  const show = (next: ScopeSearch): void => void navigate({ to: '/settlement', search: { tab: 'execution', view: next.view, day: next.day ?? undefined, year: next.view === 'calendar_year' ? next.year : undefined } });
  return (
    <ReportView
      report={{ kind: 'execution', scope }} name="执行情况表" choice={<ScopeChoice search={search} today={today} onChange={show} />}
      empty={{ title: '这个范围里没有账', text: '登记到账、批准应发、发放和回盘之后，这里按项目看到账、应发、已发、结余和执行率，按班级看发放进度。' }}
    >
      <ProgrammeChart scope={scope} />
      {scope.kind === 'term' && scope.asOf === null && <ClassChart />}
    </ReportView>
  );
}

const moneyBars: readonly { readonly label: string; readonly look: BarLook; readonly of: (row: ExecutionView) => Fen }[] = [
  { label: '到账与结转', look: 'light', of: (row) => (row.openingFen + row.receivedFen) as Fen },
  { label: '应发', look: 'dotted', of: (row) => row.dueFen },
  { label: '已发', look: 'solid', of: (row) => row.paidFen },
  { label: '结余', look: 'striped', of: (row) => row.balanceFen },
];

function ProgrammeChart({ scope }: { readonly scope: SettlementScope }): ReactElement | null {
  const { schoolId } = useArchive();
  const { data } = useQuery(api.settlementReports.execution.queryOptions({ input: { schoolId, scope } }));
  if (data === undefined || data.length === 0) return null;
  const groups = data.map((row): BarGroup => ({
    label: row.channel === 'one_card' ? `${row.programmeName}（一卡通）` : row.programmeName, note: `执行 ${formatExecutionRate(row.useRate)}`,
    bars: moneyBars.map(({ label, look, of }) => [{ label, look, value: of(row), text: `${formatYuan(of(row))} 元` }]),
  }));
  return <section className={`card ${classes['block']}`} aria-label="各项目资金图"><BarChart title="各项目到账、应发、已发、结余" legend={moneyBars} groups={groups} /></section>;
}

const progressLegend = [{ label: '已发', look: 'solid' }, { label: '失败待补发', look: 'striped' }, { label: '其余未发', look: 'dotted' }] as const;

function ClassChart(): ReactElement | null {
  const { schoolId, term } = useArchive();
  const { data } = useQuery(api.settlementReports.progress.queryOptions({ input: { schoolId, term } }));
  if (data === undefined || data.length === 0) return null;
  const yuan = (fen: number): string => `${formatYuan(fen as Fen)} 元`;
  const groups = data.map((row): BarGroup => {
    const rest = row.waitingFen - row.failedFen;
    return {
      label: row.className, note: formatExecutionRate(rateOf(row.paidFen, row.dueFen)),
      bars: [[
        { label: '已发', look: 'solid', value: row.paidFen, text: yuan(row.paidFen) }, { label: '失败待补发', look: 'striped', value: row.failedFen, text: yuan(row.failedFen) },
        { label: '其余未发', look: 'dotted', value: rest, text: yuan(rest) },
      ]],
    };
  });
  return (
    <section className={`card ${classes['block']} ${classes['beside']}`} aria-label="各班发放进度图">
      <BarChart title={`${formatTerm(term)}各班发放进度`} legend={progressLegend} groups={groups} />
      <ClassTable rows={data} />
    </section>
  );
}

function ClassTable({ rows }: { readonly rows: readonly ClassProgress[] }): ReactElement {
  return (
    <table className="plain" aria-label="各班发放进度">
      <thead><tr><th>班级</th><th className="number">应发人次</th><th className="number">应发</th><th className="number">已发人次</th><th className="number">已发</th><th className="number">未发</th></tr></thead>
      <tbody>
        {rows.map((row) => (
          <tr key={row.classId ?? 0}>
            <td>{row.className}</td><td className="number">{row.dueHeads}</td><td className="number"><MoneyText fen={row.dueFen} /></td><td className="number">{row.paidHeads}</td>
            <td className="number"><MoneyText fen={row.paidFen} /></td><td className="number"><MoneyText fen={row.waitingFen} /></td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
