import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { classCodeKinds, classCodeOn, formatClassCodeKind, isClassCode, presetClassCodes } from '#shared/domain/ledger/class-code.ts';
import type { ClassCode } from '#shared/domain/ledger/class-code.ts';
import { findLayoutProblems } from '#shared/domain/ledger/finance-layout.ts';
import { formatVoucher, numberVouchers } from '#shared/domain/ledger/voucher.ts';
import type { Voucher } from '#shared/domain/ledger/voucher.ts';
import { fen, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { ClassCodeView, VoucherEntryView } from '#shared/contract/account-books.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findEntryView } from '#main/db/queries/journal.ts';
import { findEntry } from '#main/db/repositories/journal.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { VoucherRow } from '#main/db/repositories/voucher.ts';
import {
  findFinanceLayout, insertClassCode, insertFinanceAccount, insertFinanceLayout, insertVouchers, lastVoucherNo, listVoucherMonths, listVoucherRows,
} from '#main/db/repositories/voucher.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { RegisterPart } from '#main/print/papers/register.ts';
import { financeSheet, vouchersOfMonth } from './finance-export.ts';
import type { VoucherSheet } from './finance-export.ts';
import { assertKnownProgramme } from './fund-checks.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { refuse } from './refusal.ts';
import { fileName, xlsxFile } from './register-sheet.ts';
import { formatMonth } from './voucher-month.ts';
import { classCodesOf, financeAccountOf, financeLayoutOf } from './voucher-settings.ts';

const givenTo = (row: VoucherRow): Voucher | null => (row.kind === null || row.no === null ? null : { kind: row.kind, no: row.no });

function entriesOfMonth(db: ReadableDb, schoolId: number, month: string): VoucherEntryView[] {
  const nameOf = programmeNames(db, schoolId);
  return listVoucherRows(db, schoolId, month).flatMap((row): VoucherEntryView[] => {
    const entry = findEntryView(db, schoolId, row.entryId);
    if (!entry) return [];
    return [{
      ...entry, programmeName: nameOf(entry.programmeKey), kindLabel: formatEntryKind(entry.effectKind, entry.reversesNo !== null, entry.book),
      voucherKind: row.kind, voucherNo: row.no, voucher: formatVoucher(givenTo(row)), cashFen: fen(row.cashFen),
    }];
  });
}

type AssignInput = { readonly schoolId: number; readonly month: string; readonly entryIds: readonly number[] | null };

/** The rows a person chose, or all that are open; refuses what has a number, is no money of the school's, or is of another month. */
function chosenRows(db: ReadableDb, { schoolId, month, entryIds }: AssignInput): VoucherRow[] {
  const rows = listVoucherRows(db, schoolId, month);
  if (entryIds === null) return rows.filter((row) => row.no === null);
  const byId = new Map(rows.map((row) => [row.entryId, row]));
  return [...new Set(entryIds)].map((id) => {
    const row = byId.get(id);
    if (!row) {
      const entry = findEntry(db, schoolId, id);
      if (entry && !entry.onDate.startsWith(month)) throw refuse('vouchers.other_month', { entryNo: entry.entryNo, month: formatMonth(month) });
      throw refuse('vouchers.not_booked', { entryNo: entry?.entryNo ?? 0 });
    }
    if (row.no !== null) throw refuse('vouchers.numbered_already', { entryNo: row.entryNo, voucher: formatVoucher(givenTo(row)) });
    return row;
  });
}

function assign({ db, input, session, at, note }: WriteScope<AssignInput>): { numbered: number; first: string; last: string } {
  const rows = chosenRows(db, input);
  if (rows.length === 0) throw refuse('vouchers.nothing_to_number', { month: formatMonth(input.month) });
  const { voucherSystem } = financeLayoutOf(db, input.schoolId);
  const given = numberVouchers(rows, voucherSystem, (month, kind) => lastVoucherNo(db, input.schoolId, month, kind));
  insertVouchers(db, given, { schoolId: input.schoolId, accountId: session.accountId, at });
  const [first, last] = [formatVoucher(given[0] ?? null), formatVoucher(given.at(-1) ?? null)];
  note({ month: input.month, numbered: given.length, first, last });
  return { numbered: given.length, first, last };
}

function classCodeViews(db: ReadableDb, schoolId: number, today: ClassCode['validFrom']): ClassCodeView[] {
  const nameOf = programmeNames(db, schoolId);
  const { own } = classCodesOf(db, schoolId);
  const all = [...presetClassCodes, ...own];
  const known = new Set(catalogueOf(db, schoolId).programmes.map((programme) => programme.key));
  return all.filter((code) => known.has(code.programmeKey)).map((code) => ({
    ...code, programmeName: nameOf(code.programmeKey), kindLabel: formatClassCodeKind(code.kind), preset: !own.includes(code), current: classCodeOn(all, code.programmeKey, code.kind, today) === code,
  }));
}

/** The month whole: what finance gets must not lack a number in the middle. */
function numberedMonth(db: ReadableDb, schoolId: number, month: string): VoucherSheet[] {
  const open = listVoucherRows(db, schoolId, month).filter((row) => row.no === null).length;
  const vouchers = vouchersOfMonth(db, schoolId, month, financeLayoutOf(db, schoolId));
  if (vouchers.length === 0) throw refuse('vouchers.none_numbered', { month: formatMonth(month) });
  if (open > 0) throw refuse('vouchers.some_open', { month: formatMonth(month), count: open });
  return vouchers;
}

function voucherPart(voucher: VoucherSheet): RegisterPart {
  const total = (key: 'debitFen' | 'creditFen'): string => formatYuan(sumFen(voucher.lines.map((line) => fen(line[key]))));
  const amount = (value: number): string => (value === 0 ? '' : formatYuan(fen(value)));
  return {
    heading: `${voucher.voucher} 号　${voucher.onDate}${voucher.docNo === '' ? '' : `　${voucher.docNo}`}　制单：${voucher.maker}`,
    rows: voucher.lines.map(({ values, debitFen, creditFen }) => [
      values.summary, `${values.account_number} ${values.account_name}`, [values.programme, values.source].filter(Boolean).join('／'), [values.functional, values.economic_department].filter(Boolean).join('／'),
      amount(debitFen), amount(creditFen),
    ]),
    total: ['合计', '', '', '', total('debitFen'), total('creditFen')],
  };
}

const amountColumn = (title: string) => ({ title, width: { mm: 30 }, align: 'right' as const });
const textColumn = (title: string, share: number) => ({ title, width: { share }, align: 'left' as const });

export const vouchersService = {
  list: api.vouchers.list.handler(read(({ db, input }) => ({ months: listVoucherMonths(db, input.schoolId), entries: entriesOfMonth(db, input.schoolId, input.month) }))),

  assign: api.vouchers.assign.handler(write(assign)),

  layout: api.vouchers.layout.handler(read(({ db, input }) => {
    const { columns, ...layout } = financeLayoutOf(db, input.schoolId);
    return { ...layout, columns: [...columns], isDefault: findFinanceLayout(db, input.schoolId) === undefined };
  })),

  saveLayout: api.vouchers.saveLayout.handler(write(({ db, input, session, at, note }) => {
    const [problem] = findLayoutProblems(input.layout);
    if (problem) throw refuse(`vouchers.layout_${problem}`, {});
    insertFinanceLayout(db, input.layout, { schoolId: input.schoolId, accountId: session.accountId, at });
    note({ layout: input.layout.columns.map((column) => column.heading), voucherSystem: input.layout.voucherSystem });
    return input.layout;
  })),

  setAccount: api.vouchers.setAccount.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, accountCode, programmeKey, number, name, validFrom } = input;
    if (programmeKey !== '') assertKnownProgramme(db, schoolId, programmeKey);
    insertFinanceAccount(db, { accountCode, programmeKey, number, name, validFrom }, { schoolId, accountId: session.accountId, at });
    note({ accountCode, programmeKey, number, name, validFrom });
    const { number: nowNumber, name: nowName } = financeAccountOf(db, schoolId)(accountCode, programmeKey, validFrom);
    return { number: nowNumber, name: nowName };
  })),

  classCodes: api.vouchers.classCodes.handler(read(({ db, input, today }) => classCodeViews(db, input.schoolId, today))),

  setClassCode: api.vouchers.setClassCode.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, programmeKey, kind, code, name, validFrom, docNo } = input;
    assertKnownProgramme(db, schoolId, programmeKey);
    if (!classCodeKinds.includes(kind) || !isClassCode(kind, code)) throw refuse('vouchers.code_shape', { kind: formatClassCodeKind(kind), code });
    insertClassCode(db, { programmeKey, kind, code, name, validFrom, docNo }, { schoolId, accountId: session.accountId, at });
    note({ programmeKey, kind, code, validFrom, docNo });
    return { code };
  })),

  print: api.vouchers.print.handler(slow(async ({ db, input, core, session, transact }) => {
    const vouchers = numberedMonth(db, input.schoolId, input.month);
    const month = formatMonth(input.month);
    const file = await pdfFile(fileName(`记账凭证 ${month}`, 'pdf'), {
      kind: 'register', title: `${findSchool(db, input.schoolId)?.name ?? ''}记账凭证`, subtitle: month, wide: true,
      facts: [{ label: '凭证', text: `${vouchers.length} 张` }], notes: [], signatures: ['制单', '审核', '记账', '财务负责人'],
      columns: [textColumn('摘要', 1.6), textColumn('科目', 1.2), textColumn('项目／来源', 1.2), textColumn('功能／经济分类', 0.7), amountColumn('借方（元）'), amountColumn('贷方（元）')],
      parts: vouchers.map(voucherPart), imprint: imprintOf(core, session),
    });
    transact(({ note }) => note({ printed: 'vouchers', month: input.month, count: vouchers.length }));
    return file;
  })),

  exportXlsx: api.vouchers.exportXlsx.handler(slow(async ({ db, input, transact }) => {
    const vouchers = numberedMonth(db, input.schoolId, input.month);
    const file = xlsxFile(fileName(`凭证 ${input.month}`, 'xlsx'), [financeSheet(vouchers, financeLayoutOf(db, input.schoolId))]);
    transact(({ note }) => note({ exported: 'vouchers', month: input.month, count: vouchers.length }));
    return file;
  })),
};
