import { formatTerm, schoolYearOf, termsOf, formatSchoolYear } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { bookOf, roleOf } from '#shared/domain/ledger/accounts.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import { formatBook, paymentChannels } from '#shared/domain/ledger/book.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { CrossFigureKey, CrossViews } from '#shared/domain/settlement/cross-views.ts';
import { crossFigureKeys, crossViews, formatCrossFigure } from '#shared/domain/settlement/cross-views.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatScope } from '#shared/domain/settlement/scope.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listDatedTotals } from '#main/db/queries/dated-totals.ts';
import type { RegisterPart } from '#main/print/papers/register.ts';
import { figure, shownYuan, words, wordsOf } from './report-columns.ts';
import type { ReportContent } from './settlement-report-content.ts';
import { findStatement } from './settlement-statement.ts';

/** One figure that two independent ways of counting give: the sheet's, and the statement of that view. */
interface Agreement {
  readonly view: string;
  readonly label: string;
  readonly sheetFen: Fen;
  readonly statementFen: Fen;
}

function sheetParts({ schoolYear, years: [first, second], figures }: CrossViews, prefix: string): RegisterPart[] {
  const own = termsOf(schoolYear);
  return figures.map((one): RegisterPart => ({
    heading: `${prefix}${formatCrossFigure(one.key)}`,
    columns: [words('所属学期（行合计＝学期口径）'), figure(`${first - 1}年及以前`, 36), figure(`${first}年`, 36), figure(`${second}年`, 36), figure(`${second + 1}年及以后`, 36), figure('合计', 38)],
    rows: [
      ...one.rows.map((row) => [formatTerm(row.term), ...row.cells.map(shownYuan), formatYuan(row.total)]),
      [`${formatSchoolYear(schoolYear)}（学年口径）`, '', '', '', '', formatYuan(fen(one.rows.filter((row) => own.includes(row.term)).reduce((sum, row) => sum + row.total, 0)))],
    ],
    total: ['列合计＝自然年口径', ...one.totals.map((cell) => formatYuan(cell)), formatYuan(fen(one.totals.reduce((sum, cell) => sum + cell, 0)))],
  }));
}

function bridgeParts(views: CrossViews, prefix: string): RegisterPart[] {
  return views.bridges.map(({ term, year, lines, endFen }): RegisterPart => ({
    heading: `${prefix}${formatTerm(term)}余额与${year}年底余额`,
    columns: [words('项目'), figure('金额（元）', 44)],
    rows: lines.map((line) => [line.label, formatYuan(line.fen)]),
    total: [`${year}年底余额（自然年口径）`, formatYuan(endFen)],
  }));
}

function cellOf(views: CrossViews, key: CrossFigureKey, scope: SettlementScope): Fen {
  const found = views.figures.find((one) => one.key === key);
  if (found === undefined) return fen(0);
  switch (scope.kind) {
    case 'term': return fen(found.rows.find((row) => row.term === scope.term)?.total ?? 0);
    case 'school_year': return fen(found.rows.filter((row) => schoolYearOf(row.term) === scope.schoolYear).reduce((sum, row) => sum + row.total, 0));
    case 'calendar_year': return found.totals[scope.year === views.years[0] ? 1 : 2];
    case 'as_of': return fen(0);
  }
}

/** Every figure of the sheet against the statement of its view. */
function agreementsOf(db: ReadableDb, schoolId: number, views: CrossViews, channel: PaymentChannel): Agreement[] {
  const [autumn, spring] = termsOf(views.schoolYear);
  const scopes: SettlementScope[] = [
    { kind: 'term', term: autumn, asOf: null }, { kind: 'term', term: spring, asOf: null }, { kind: 'school_year', schoolYear: views.schoolYear, asOf: null },
    { kind: 'calendar_year', year: views.years[0], asOf: null }, { kind: 'calendar_year', year: views.years[1], asOf: null },
  ];
  return scopes.flatMap((scope) => {
    const totals = findStatement(db, schoolId, scope).channels.find((one) => one.channel === channel)?.totals;
    const figures = crossFigureKeys.flatMap((key): Agreement[] => (key === 'opening' ? [] : [{ view: formatScope(scope), label: formatCrossFigure(key), sheetFen: cellOf(views, key, scope), statementFen: totals?.[key] ?? fen(0) }]));
    const bridge = views.bridges.find((one) => scope.kind === 'calendar_year' && one.year === scope.year);
    return bridge === undefined ? figures : [...figures, { view: formatScope(scope), label: '年底余额', sheetFen: bridge.endFen, statementFen: totals?.cashBalance ?? fen(0) }];
  }).filter((one) => one.sheetFen !== 0 || one.statementFen !== 0);
}

function agreementPart(agreements: readonly Agreement[], prefix: string): RegisterPart {
  const differing = agreements.filter((one) => one.sheetFen !== one.statementFen).length;
  return {
    heading: `${prefix}与各口径结算表逐项核对`,
    columns: [words('口径'), wordsOf('项目', 40), figure('本表', 44), figure('结算表', 44), wordsOf('结果', 26)],
    rows: agreements.map((one) => [one.view, one.label, formatYuan(one.sheetFen), formatYuan(one.statementFen), one.sheetFen === one.statementFen ? '相符' : '不符']),
    total: ['合计', `${agreements.length} 项`, '', '', differing === 0 ? '全部相符' : `${differing} 项不符`],
  };
}

/** 三种口径核对表: 学期, 学年 and 自然年 are the same entries, cut along rows and columns. */
export function crossViewsContent(db: ReadableDb, schoolId: number, schoolYear: SchoolYear): ReportContent {
  const totals = listDatedTotals(db, schoolId);
  const used = paymentChannels.filter((channel) => totals.some((total) => bookOf(total.accountCode) === channel && roleOf(total.accountCode) !== 'allotment_open'));
  const parts = used.flatMap((channel) => {
    const prefix = used.length > 1 ? `${formatBook(channel)}：` : '';
    const views = crossViews(totals.filter((total) => bookOf(total.accountCode) === channel), schoolYear);
    return views.figures.length === 0 ? [] : [...sheetParts(views, prefix), ...bridgeParts(views, prefix), agreementPart(agreementsOf(db, schoolId, views, channel), prefix)];
  });
  return {
    title: '学生资助资金三种口径核对表', subtitle: formatSchoolYear(schoolYear), facts: [], columns: [], parts, wide: true,
    notes: [
      '注：每一笔分录只在表中出现一次：行是它所属的学期，列是它记账的年份。横着加是学期口径，两个学期相加是学年口径，竖着加是自然年口径，三者是同一批分录。',
      '注：结转把钱从上学期转到下学期，同一天一出一进，不改变任何一年的合计。学校账户与一卡通分别核对，不合计。',
    ],
    signatures: ['制表', '复核', '财务', '校长（公章）'],
  };
}
