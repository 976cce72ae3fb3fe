import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';
import type { ReturnRow } from '#shared/domain/reconciliation/reconcile.ts';
import type { ReturnWords } from '#shared/domain/reconciliation/return-words.ts';
import { readRowResult } from '#shared/domain/reconciliation/return-words.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow } from '#shared/domain/tabular/mapped-table.ts';
import type { Problem } from '#shared/contract/base.ts';
import { amountProblemText } from '#shared/text/amounts.ts';
import { rowProblem } from './imports/row-problem.ts';

export const returnFieldKeys = ['line_no', 'account_no', 'holder_name', 'id_number', 'amount', 'result', 'reason', 'paid_on'] as const;
export type ReturnField = (typeof returnFieldKeys)[number];

/** How a bank's answer looks in a list without headings. */
const answerShape = /成功|失败|入账|退票|退回|不符|不存在|错|销户|冻结|异常|激活|限额|不足|处理/u;

/** Headings under which banks and platforms were seen to send these; any layout may come (handbook 4.5). */
export const returnFields: FieldCatalogue<ReturnField> = [
  { key: 'line_no', label: '序号', kind: 'number', shape: /^\d{1,6}$/u, aliases: ['顺序号', '编号', '明细序号', '行号', '明细号', '笔号'] },
  { key: 'account_no', label: '账号', kind: 'account_no', aliases: ['帐号', '卡号', '收款账号', '收款帐号', '银行账号', '银行卡号', '社保卡号', '收款人账号', '对方账号', '账户', '一卡通账号'] },
  { key: 'holder_name', label: '户名', kind: 'name', aliases: ['姓名', '收款人', '收款户名', '收款人姓名', '收款账号名称', '账户名称', '账户名', '客户姓名', '收款人名称', '收款人户名'] },
  { key: 'id_number', label: '证件号码', kind: 'id_number', aliases: ['身份证', '身份证号', '身份证号码', '证件号', '收款人证件号', '户主证件号'] },
  { key: 'amount', label: '金额', kind: 'money', aliases: ['发放金额', '交易金额', '代发金额', '实发金额', '入账金额', '金额（元）', '支付金额', '付款金额', '应发金额'] },
  { key: 'result', label: '结果', kind: 'text', shape: answerShape, aliases: ['处理结果', '交易结果', '状态', '交易状态', '处理状态', '发放状态', '入账状态', '发放结果', '代发结果', '成功标志', '支付状态', '是否成功'] },
  { key: 'reason', label: '原因', kind: 'text', shape: answerShape, aliases: ['失败原因', '错误原因', '错误信息', '返回信息', '处理信息', '返回说明', '原因说明', '失败信息', '退票原因', '备注', '附言', '说明'] },
  { key: 'paid_on', label: '入账日期', kind: 'date', shape: /^20\d{6}$|^20\d{2}[-/.年]\d{1,2}[-/.月]\d{1,2}/u, aliases: ['交易日期', '发放日期', '处理日期', '记账日期', '日期', '支付日期', '入账时间', '交易时间'] },
];

export interface ReadReturnRow extends ReturnRow {
  readonly paidOn: IsoDate | null;
  readonly cells: readonly string[];
  /** The cells of result and reason as they stand in the file. */
  readonly said: { readonly result: string; readonly reason: string };
  readonly problems: readonly Problem[];
  /** True when the row can't be taken in at all: nobody could say what was paid. */
  readonly wrong: boolean;
}

export interface ReturnReading {
  readonly words: ReturnWords;
  readonly rowsWithoutResult: 'unknown' | 'failed';
  readonly today: IsoDate;
}

/** One row of a return file. Digits Excel has spoilt identify nobody; an amount that can't be read keeps the file out. */
export function readReturnRow(row: MappedRow<ReturnField>, { words, rowsWithoutResult, today }: ReturnReading): ReadReturnRow {
  const problems: Problem[] = [];
  const spoilt = row.isSpoiltNumber('account_no');
  if (spoilt) problems.push(rowProblem(row, 'account_no', 'return.account_spoilt', { value: row.text('account_no') }));
  if (row.isSpoiltNumber('id_number')) problems.push(rowProblem(row, 'id_number', 'return.id_spoilt', { value: row.text('id_number') }));
  const amount = row.text('amount') === '' ? null : parseFen(row.text('amount'), row.amountUnit('amount'));
  if (amount?.ok === false) problems.push(rowProblem(row, 'amount', 'return.amount_unreadable', { value: row.text('amount'), why: amountProblemText[amount.problem] }));
  const paidOn = row.text('paid_on') === '' ? null : parseIsoDate(row.text('paid_on').split(/[ T]/u)[0] ?? '');
  const datable = paidOn !== null && paidOn <= today;
  if (row.text('paid_on') !== '' && !datable) problems.push(rowProblem(row, 'paid_on', 'return.date_unreadable', { value: row.text('paid_on') }));
  const identity = {
    lineNo: readLineNo(row.text('line_no')), accountNo: spoilt ? '' : readAccount(row.text('account_no')), holderName: row.text('holder_name'),
    holderIdNumber: row.isSpoiltNumber('id_number') ? '' : readIdNumber(row.text('id_number')),
  };
  const empty = identity.lineNo === null && identity.accountNo === '' && identity.holderName === '' && identity.holderIdNumber === '';
  if (empty) problems.push(rowProblem(row, 'account_no', 'return.row_empty', {}));
  const said = readRowResult(row.text('result'), row.text('reason'), words);
  const result = said.result === 'unknown' && rowsWithoutResult === 'failed' && row.text('result') === ''
    ? { result: 'failed' as const, reasonRaw: said.reasonRaw, reasonKey: said.reasonKey ?? ('other' as const) } : said;
  return {
    ...identity, ...result, rowNo: row.rowNumber, amountFen: amount?.ok ? amount.fen : null, paidOn: datable ? paidOn : null, cells: row.cells, problems, said: { result: row.text('result'), reason: row.text('reason') },
    wrong: amount?.ok === false,
  };
}

function readLineNo(text: string): number | null {
  const digits = /^0*(\d{1,7})(?:\.0+)?$/u.exec(text.normalize('NFKC'))?.[1];
  return digits === undefined || digits === '0' ? null : Number(digits);
}

/** Digits, or digits masked with * as some banks send them back. */
function readAccount(text: string): string {
  const clean = text.normalize('NFKC').replace(/[\s'`‘’"-]/gu, '').replace(/[*•·…xX#＊]+/gu, '*');
  return /^\d*\*?\d*$/u.test(clean) && /\d/u.test(clean) ? clean : '';
}

/** A masked ID (999999********0019) says too little to find anybody by. */
function readIdNumber(text: string): string {
  const clean = cleanIdNumber(text);
  return /^[0-9A-Z]+$/u.test(clean) ? clean : '';
}
