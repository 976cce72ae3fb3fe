import { formatBook, paymentChannels } from '#shared/domain/ledger/book.ts';
import { bookOf, roleOf } from '#shared/domain/ledger/accounts.ts';
import { fen, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { executionOf, formatExecutionRate } from '#shared/domain/settlement/execution.ts';
import type { ExecutionRow } from '#shared/domain/settlement/execution.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatScope, rangeOf } from '#shared/domain/settlement/scope.ts';
import type { ExecutionView } from '#shared/contract/settlement-reports.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listLedgerTotals } from '#main/db/queries/ledger-totals.ts';
import type { RegisterPart } from '#main/print/papers/register.ts';
import { programmeNames } from './programme-names.ts';
import { figure, shownYuan, words } from './report-columns.ts';
import type { ReportContent } from './settlement-report-content.ts';
import { findStatement } from './settlement-statement.ts';

/** How far the money of every programme has got in a scope. */
export function executionViews(db: ReadableDb, schoolId: number, scope: SettlementScope): ExecutionView[] {
  const totals = listLedgerTotals(db, schoolId, rangeOf(scope));
  const nameOf = programmeNames(db, schoolId);
  return findStatement(db, schoolId, scope).programmes.map((row) => {
    const allotted = totals.reduce((sum, total) => sum + (total.programmeKey === row.programmeKey && total.when === 'within' && bookOf(total.accountCode) === row.channel && roleOf(total.accountCode) === 'allotment_given' ? 0 - total.netFen : 0), 0);
    return { ...executionOf(row, row.headcounts, allotted), programmeName: nameOf(row.programmeKey), channelLabel: formatBook(row.channel) };
  });
}

const columns = [
  words('资助项目'), figure('上期结转', 20.5), figure('下达', 20.5), figure('到账与\n调剂', 20.5), figure('应发\n人次', 10.5), figure('应发', 20.5), figure('已发\n人次', 10.5), figure('已发（减\n追回）', 20.5),
  figure('上缴', 20.5), figure('结余', 20.5), figure('到账率', 14), figure('执行率', 14), figure('发放\n完成率', 14),
];

function cellsOf(name: string, row: ExecutionRow): string[] {
  return [
    name, shownYuan(row.openingFen), shownYuan(row.allottedFen), shownYuan(row.receivedFen), String(row.dueHeads), shownYuan(row.dueFen), String(row.paidHeads), shownYuan(row.paidFen),
    shownYuan(row.returnedFen), formatYuan(row.balanceFen), formatExecutionRate(row.arrivalRate), formatExecutionRate(row.useRate), formatExecutionRate(row.paymentRate),
  ];
}

function totalOf(rows: readonly ExecutionView[]): string[] {
  const sum = (key: 'openingFen' | 'allottedFen' | 'receivedFen' | 'dueFen' | 'paidFen' | 'waitingFen' | 'returnedFen' | 'balanceFen') => sumFen(rows.map((row) => row[key]));
  const heads = (key: 'dueHeads' | 'paidHeads'): number => rows.reduce((total, row) => total + row[key], 0);
  const [first] = rows;
  if (first === undefined) return [];
  return cellsOf('合计', executionOf({
    programmeKey: '', channel: first.channel, openingCash: sum('openingFen'), received: sum('receivedFen'), moved: fen(0), due: sum('dueFen'), paid: sum('paidFen'), recovered: fen(0), returned: sum('returnedFen'),
    cashBalance: sum('balanceFen'), notSubmitted: sum('waitingFen'), inFlight: fen(0), failed: fen(0), recoveredOwed: fen(0),
  }, { due: heads('dueHeads'), paid: heads('paidHeads') }, sum('allottedFen')));
}

/** 资助资金执行情况表 (handbook 7.11): amounts, 人次 and rates, a table a channel. */
export function executionContent(db: ReadableDb, schoolId: number, scope: SettlementScope): ReportContent {
  const rows = executionViews(db, schoolId, scope);
  const used = paymentChannels.filter((channel) => rows.some((row) => row.channel === channel));
  const parts = used.map((channel): RegisterPart => {
    const own = rows.filter((row) => row.channel === channel);
    return { heading: used.length > 1 ? formatBook(channel) : '', columns, rows: own.map((row) => cellsOf(row.programmeName, row)), total: totalOf(own) };
  });
  return {
    title: '学生资助资金执行情况表', subtitle: formatScope(scope), facts: [], columns, parts, wide: true,
    notes: [
      '单位：元。人数为人次。到账率＝到账÷下达；执行率＝已发（减追回）÷（上期结转＋到账＋调剂）；发放完成率＝已发（减追回）÷应发。比率只舍不入，没有发完的不会显示为 100%。',
      '结余＝上期结转＋到账与调剂－已发（减追回）－上缴。学校账户与一卡通分别列表，不合计。',
    ],
    signatures: ['制表', '复核', '财务', '校长（公章）'],
  };
}
