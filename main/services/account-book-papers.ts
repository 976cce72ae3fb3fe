import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { AccountBookView, AuxiliaryBookView, BookBalanceView, ChartLineView } from '#shared/contract/account-books.ts';
import type { RegisterColumn } from '#main/print/papers/register.ts';
import { refuse } from './refusal.ts';
import type { RegisterContent } from './register-sheet.ts';

const left = (title: string, share: number): RegisterColumn => ({ title, width: { share }, align: 'left' });
const center = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });
const money = (title: string, mm = 27): RegisterColumn => ({ title, width: { mm }, align: 'right' });
/** An amount of a ledger: nought is left blank, as on any printed ledger. */
const blank = (amount: Fen): string => (amount === 0 ? '' : formatYuan(amount));

const keepers = ['记账', '复核', '财务负责人'];

interface Period {
  readonly school: string;
  readonly from: string | null;
  readonly to: string | null;
}

function daysText({ from, to }: Period): string {
  if (from === null && to === null) return '全部';
  return `${from ?? '开账'} 至 ${to ?? '今日'}`;
}

/** 日记账 or 明细账 as it is printed: opening, entries, 本月合计 and 本年累计, closing. */
export function accountBookContent(view: AccountBookView, period: Period): RegisterContent {
  if (view.moves === 0) throw refuse('books.nothing', { what: view.title });
  return {
    title: `${period.school}${view.title}`, subtitle: `科目：${view.accountLabel}　${daysText(period)}`, wide: true,
    facts: [
      { label: '期初余额', text: `${view.opening.side} ${formatYuan(view.opening.fen)}` }, { label: '本期借方／贷方', text: `${formatYuan(view.debitFen)}／${formatYuan(view.creditFen)}` },
      { label: '期末余额', text: `${view.closing.side} ${formatYuan(view.closing.fen)}` },
    ],
    columns: [center('日期', 21), center('凭证号', 17), center('分录', 12), left('摘要', 2), left('资助项目', 1.2), left('对方科目', 1), money('借方（元）'), money('贷方（元）'), center('方向', 10), money('余额（元）')],
    parts: [{
      heading: '',
      rows: [
        ['', '', '', '期初余额', '', '', '', '', view.opening.side, formatYuan(view.opening.fen)],
        ...view.lines.map((line) => (line.kind === 'month'
          ? ['', '', '', line.label, '', '', formatYuan(line.debitFen), formatYuan(line.creditFen), line.side, formatYuan(line.balanceFen)]
          : [line.onDate, line.voucher, String(line.entryNo), line.summary, line.programmeName, line.opposite, blank(line.debitFen), blank(line.creditFen), line.side, formatYuan(line.balanceFen)])),
      ],
      total: ['', '', '', '合计', '', '', formatYuan(view.debitFen), formatYuan(view.creditFen), view.closing.side, formatYuan(view.closing.fen)],
    }],
    notes: ['注：按记账日期排列；更正只用冲销，冲销的一笔与原来的一笔都列在内。'], signatures: keepers,
  };
}

/** 辅助账 as it is printed. */
export function auxiliaryBookContent(view: AuxiliaryBookView, period: Period): RegisterContent {
  if (view.lines.length === 0) throw refuse('books.nothing', { what: view.title });
  const shared = view.shared.map((one) => ({ label: `${one.programmeName}按负担顺序已付／余额`, text: `${formatYuan(one.paidFen)}／${formatYuan(one.balanceFen)}` }));
  return {
    title: `${period.school}${view.title}`, subtitle: daysText(period), wide: true,
    facts: [
      { label: '期初资金', text: formatYuan(view.opening.cashFen) }, { label: '期末资金', text: formatYuan(view.closing.cashFen) }, { label: '期末应付未付', text: formatYuan(view.closing.owedFen) }, ...shared,
    ],
    columns: [center('日期', 21), center('凭证号', 17), left('摘要', 2), left('资助项目', 1.2), center('事项', 26), money('应发（元）', 25), money('收入（元）', 25), money('支出（元）', 25), money('资金余额（元）', 25), money('应付余额（元）', 25)],
    parts: [{
      heading: '',
      rows: [
        ['', '', '期初余额', '', '', '', '', '', formatYuan(view.opening.cashFen), formatYuan(view.opening.owedFen)],
        ...view.lines.map((line) => [
          line.onDate, line.voucher, line.summary, line.programmeName, line.kindLabel, blank(line.dueFen), blank(line.inFen), blank(line.outFen), formatYuan(line.cashBalanceFen), formatYuan(line.owedBalanceFen),
        ]),
      ],
      total: ['', '', '合计', '', '', formatYuan(view.totals.dueFen), formatYuan(view.totals.inFen), formatYuan(view.totals.outFen), formatYuan(view.closing.cashFen), formatYuan(view.closing.owedFen)],
    }],
    notes: view.shared.length === 0 ? [] : ['注：发给学生的钱不写明是哪一级的。按本校登记的分担比例（没有登记的按中央、省、市、县的顺序）分摊，每次重新算出，不另外存。'],
    signatures: keepers,
  };
}

function balanceRow(name: readonly [string, string], { opening, period, closing }: Pick<BookBalanceView['totals'], 'opening' | 'period' | 'closing'>, format: (amount: Fen) => string): string[] {
  return [...name, ...[opening, period, closing].flatMap((sides) => [format(sides.debitFen), format(sides.creditFen)])];
}

/** 科目余额表: one part a book, three pairs of columns, each with equal sides. */
export function balancesContent({ scopeLabel, books }: { readonly scopeLabel: string; readonly books: readonly BookBalanceView[] }, school: string): RegisterContent {
  if (books.length === 0) throw refuse('books.nothing', { what: `${scopeLabel}科目余额表` });
  return {
    title: `${school}科目余额表`, subtitle: scopeLabel, wide: true, facts: [],
    columns: [center('科目编码', 22), left('科目', 1), ...['期初', '本期', '期末'].flatMap((when) => [money(`${when}借方（元）`, 31), money(`${when}贷方（元）`, 31)])],
    parts: books.map(({ bookLabel, lines, totals, balanced }) => ({
      heading: `${bookLabel}　${balanced ? '借贷平衡' : '借贷不平'}`, rows: lines.map((line) => balanceRow([line.number, line.label], line, blank)), total: balanceRow(['', '合计'], totals, formatYuan),
    })),
    notes: ['注：学校账户、一卡通（备查）和校内与社会资助各自成账，不相加。'], signatures: keepers,
  };
}

/** 科目表: every account, and under it the programmes and sources it has been used for. */
export function chartContent(lines: readonly ChartLineView[], school: string): RegisterContent {
  const rowsOf = (line: ChartLineView): string[][] => {
    const head = [line.number, line.label, line.kindLabel, line.normal, `${line.financeNumber} ${line.financeName}`];
    return line.uses.length === 0
      ? [[...head, '（未使用）', '', '', '']]
      : line.uses.map((use, index) => [...(index === 0 ? head : ['', '', '', '', '']), use.programmeName, use.sourceLabel, use.side, formatYuan(use.balanceFen)]);
  };
  const byBook = Map.groupBy(lines, (line) => line.bookLabel);
  return {
    title: `${school}会计科目表`, subtitle: '资助资金台账', wide: true, facts: [{ label: '科目', text: `${lines.length} 个` }, { label: '已用明细', text: `${lines.reduce((sum, line) => sum + line.uses.length, 0)} 个` }],
    columns: [center('编码', 18), left('科目', 1), center('类别', 28), center('方向', 12), left('财务科目', 1), left('资助项目', 1.2), center('资金来源', 20), center('余额方向', 18), money('余额（元）', 30)],
    parts: [...byBook].map(([heading, own]) => ({ heading, rows: own.flatMap(rowsOf), total: null })),
    notes: ['注：每个科目按资助项目和资金来源自动设明细，不用手工开户；K 开头的是一卡通备查科目。'], signatures: ['记账', '财务负责人'],
  };
}
