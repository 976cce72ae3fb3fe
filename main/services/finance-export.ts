import { classCodeKinds } from '#shared/domain/ledger/class-code.ts';
import type { FinanceColumn, FinanceLayout, FinanceLine } from '#shared/domain/ledger/finance-layout.ts';
import { formatLayoutDate } from '#shared/domain/ledger/finance-layout.ts';
import { formatVoucher, formatVoucherKind, voucherMonth } from '#shared/domain/ledger/voucher.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatPlainYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { JournalTextRow } from '#main/db/queries/account-books.ts';
import { listJournalLines } from '#main/db/queries/account-books.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import { lastDayOf } from './voucher-month.ts';
import { programmeNames } from './programme-names.ts';
import { classCodesOf, financeAccountOf } from './voucher-settings.ts';

type NumberedRow = JournalTextRow & { readonly voucherKind: NonNullable<JournalTextRow['voucherKind']>; readonly voucherNo: number };

const isNumbered = (row: JournalTextRow): row is NumberedRow => row.voucherKind !== null && row.voucherNo !== null;

/** One voucher with its lines, in the order of its number. */
export interface VoucherSheet {
  readonly voucher: string;
  readonly onDate: string;
  readonly summary: string;
  readonly docNo: string;
  readonly maker: string;
  readonly lines: readonly FinanceLine[];
}

/** The numbered vouchers of a month in the order of their series and numbers. */
export function vouchersOfMonth(db: ReadableDb, schoolId: number, month: string, layout: FinanceLayout): VoucherSheet[] {
  const nameOf = programmeNames(db, schoolId);
  const account = financeAccountOf(db, schoolId);
  const codes = classCodesOf(db, schoolId);
  const rows = listJournalLines(db, schoolId, null, { from: `${month}-01` as never, to: lastDayOf(month) }).filter(isNumbered);
  const lineOf = (row: NumberedRow, lineNo: number): FinanceLine => {
    const { number, name } = account(row.accountCode, row.programmeKey, row.onDate);
    const [functional = '', department = '', government = ''] = classCodeKinds.map((kind) => codes.on(row.programmeKey, kind, row.onDate));
    return {
      debitFen: row.debitFen, creditFen: row.creditFen,
      values: {
        date: formatLayoutDate(row.onDate, layout.dateShape), period: voucherMonth(row.onDate), voucher_kind: formatVoucherKind(row.voucherKind), voucher_no: String(row.voucherNo),
        voucher: formatVoucher({ kind: row.voucherKind, no: row.voucherNo }), line_no: String(lineNo), summary: row.memo, account_number: number, account_name: name,
        side: row.debitFen > 0 ? '借' : '贷', programme: nameOf(row.programmeKey), source: row.source === null ? '' : formatFundingSource(row.source), functional,
        economic_department: department, economic_government: government, doc_no: row.docNo, maker: row.maker, entry_no: String(row.entryNo),
      },
    };
  };
  return [...Map.groupBy(rows, (row) => row.entryId).values()]
    .toSorted(([left], [right]) => (left && right ? left.voucherKind.localeCompare(right.voucherKind) || left.voucherNo - right.voucherNo : 0))
    .flatMap((lines): VoucherSheet[] => {
      const [first] = lines;
      if (!first) return [];
      return [{
        voucher: formatVoucher({ kind: first.voucherKind, no: first.voucherNo }), onDate: first.onDate, summary: first.memo, docNo: first.docNo, maker: first.maker,
        lines: lines.map((row, index) => lineOf(row, index + 1)),
      }];
    });
}

const once = new Set<FinanceColumn['field']>(['date', 'period', 'voucher_kind', 'voucher_no', 'voucher']);

function cellOf(column: FinanceColumn, line: FinanceLine, index: number, layout: FinanceLayout): WriteCell {
  const amount = (value: Fen): WriteCell => (value === 0 ? '' : { number: formatPlainYuan(value) });
  switch (column.field) {
    case 'fixed': return column.fixed;
    case 'debit': return amount(fen(line.debitFen));
    case 'credit': return amount(fen(line.creditFen));
    case 'amount': return amount(fen(line.debitFen + line.creditFen));
    default:
      if (layout.headOnce && index > 0 && once.has(column.field)) return '';
      return column.field === 'voucher_no' || column.field === 'line_no' ? { number: line.values[column.field] } : line.values[column.field];
  }
}

/** The month's vouchers in the school's own columns: one row a line, one header row, nothing else, so that software can read it. */
export function financeSheet(vouchers: readonly VoucherSheet[], layout: FinanceLayout): SheetToWrite {
  return {
    name: layout.sheet, headerRows: 1,
    rows: [
      layout.columns.map((column): WriteCell => ({ text: column.heading, look: 'header' })),
      ...vouchers.flatMap((voucher) => voucher.lines.map((line, index) => layout.columns.map((column) => cellOf(column, line, index, layout)))),
    ],
  };
}
