import type { VoucherSystem } from './voucher.ts';

/** What a column of the export for finance software can hold. Software differs, so its columns are data (handbook 4.6). */
export const financeFields = [
  'date', 'period', 'voucher_kind', 'voucher_no', 'voucher', 'line_no', 'summary', 'account_number', 'account_name', 'debit', 'credit', 'side', 'amount',
  'programme', 'source', 'functional', 'economic_department', 'economic_government', 'doc_no', 'maker', 'entry_no', 'fixed',
] as const;
export type FinanceField = (typeof financeFields)[number];

const labels: Readonly<Record<FinanceField, string>> = {
  date: '日期', period: '会计期间（年-月）', voucher_kind: '凭证字', voucher_no: '凭证号（数字）', voucher: '凭证字号', line_no: '分录号', summary: '摘要', account_number: '科目编码', account_name: '科目名称',
  debit: '借方金额', credit: '贷方金额', side: '方向（借或贷）', amount: '金额', programme: '辅助核算：项目', source: '辅助核算：资金来源', functional: '功能分类', economic_department: '部门经济分类',
  economic_government: '政府经济分类', doc_no: '文号', maker: '制单人', entry_no: '台账分录号', fixed: '固定内容',
};

export function formatFinanceField(field: FinanceField): string {
  return labels[field];
}

export interface FinanceColumn {
  readonly field: FinanceField;
  /** The heading as the software wants it. */
  readonly heading: string;
  /** What every row holds in a column of kind `fixed`; empty otherwise. */
  readonly fixed: string;
}

export const dateShapes = ['iso', 'slash', 'compact'] as const;
export type DateShape = (typeof dateShapes)[number];

export interface FinanceLayout {
  /** 记 alone, or 收 付 转 apart; vouchers already numbered stay as they are. */
  readonly voucherSystem: VoucherSystem;
  readonly sheet: string;
  readonly dateShape: DateShape;
  /** The first line of each voucher alone carries date and number, as some software asks. */
  readonly headOnce: boolean;
  readonly columns: readonly FinanceColumn[];
}

const column = (field: FinanceField, heading: string): FinanceColumn => ({ field, heading, fixed: '' });

/** The columns most software can be told to read; a school changes them to what its own wants. */
export const defaultFinanceLayout: FinanceLayout = {
  voucherSystem: 'general', sheet: '凭证', dateShape: 'iso', headOnce: false,
  columns: [
    column('date', '日期'), column('voucher_kind', '凭证字'), column('voucher_no', '凭证号'), column('line_no', '分录号'), column('summary', '摘要'), column('account_number', '科目编码'),
    column('account_name', '科目名称'), column('debit', '借方金额'), column('credit', '贷方金额'), column('programme', '项目'), column('source', '资金来源'),
    column('functional', '功能分类'), column('economic_department', '部门经济分类'),
  ],
};

export type LayoutProblem = 'no_amount' | 'no_account' | 'no_voucher' | 'heading_twice' | 'heading_empty';

/** What a layout lacks before finance could post from it: an amount on both sides, an account, the voucher; headings that are there and differ. */
export function findLayoutProblems({ columns }: Pick<FinanceLayout, 'columns'>): LayoutProblem[] {
  const has = (field: FinanceField): boolean => columns.some((one) => one.field === field);
  const headings = columns.map((one) => one.heading.trim());
  return [
    ...((has('debit') && has('credit')) || (has('side') && has('amount')) ? [] : ['no_amount' as const]),
    ...(has('account_number') || has('account_name') ? [] : ['no_account' as const]),
    ...(has('voucher') || has('voucher_no') ? [] : ['no_voucher' as const]),
    ...(new Set(headings).size < headings.length ? ['heading_twice' as const] : []),
    ...(headings.includes('') ? ['heading_empty' as const] : []),
  ];
}

/** One line of a voucher for finance: the postings of one account, programme and source added up, so that 600 pupils are one line. */
export interface FinanceLine {
  readonly values: Readonly<Record<Exclude<FinanceField, 'debit' | 'credit' | 'amount' | 'fixed'>, string>>;
  readonly debitFen: number;
  readonly creditFen: number;
}

/** Days as the layout writes them: 2025-10-15, 2025/10/15 or 20251015. */
export function formatLayoutDate(date: string, shape: DateShape): string {
  return shape === 'iso' ? date : date.replaceAll('-', shape === 'slash' ? '/' : '');
}
