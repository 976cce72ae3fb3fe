import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { CheckRow } from '#shared/contract/payments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { BatchRow, LineRow } from '#main/db/repositories/payment-batch.ts';
import { listLines, listPaymentFiles } from '#main/db/repositories/payment-batch.ts';
import { batchChecks, openWarnings } from './payment-checks.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { BatchControlSheetPaper } from '#main/print/papers/batch-control-sheet.ts';

interface SheetOptions {
  readonly withLines: boolean;
  readonly printedBy: string;
  readonly printedAt: string;
}

/** 发放控制单 of a batch: what was approved, in figures both the school and the bank can compare. Cards show their last four digits. */
export function controlSheet(db: ReadableDb, batch: BatchRow, options: SheetOptions): BatchControlSheetPaper {
  const lines = listLines(db, batch.id);
  const files = listPaymentFiles(db, batch.id);
  return {
    kind: 'batch_control_sheet', school: findSchool(db, batch.schoolId)?.name ?? '', term: batch.term, batchNo: batch.no, programme: batch.programmeName,
    facts: factsOf(batch, files.length, batchChecks(db, batch)), createdOn: dateOf(batch.createdAt), createdBy: batch.createdByName, releasedOn: batch.releasedAt === null ? null : dateOf(batch.releasedAt),
    releasedBy: batch.releasedByName, count: batch.totals.count, totalFen: batch.totals.sumFen,
    files: files.map(({ name, sha256, bytes, totals }) => ({ name, sha256, sizeBytes: bytes.length, ...totals })),
    byClass: [...Map.groupBy(lines, (line) => line.classLabel)].map(([className, group]) => ({ className, count: group.length, sumFen: sumFen(group.map((line) => line.amountFen)) })),
    lines: options.withLines ? lines.map(sheetLine) : [],
    imprint: { purpose: 'archive', printedBy: options.printedBy, printedAt: options.printedAt },
  };
}

function factsOf(batch: BatchRow, files: number, checks: readonly CheckRow[]): BatchControlSheetPaper['facts'] {
  return [
    { label: '指标文号', text: batch.docNo || '（未填）' },
    { label: '发放渠道', text: formatBook(batch.channel) },
    { label: '批次种类', text: batch.purpose === 'reissue' ? '失败补发' : '正常发放' },
    { label: '账号尾数和', text: String(batch.totals.accountTail) },
    { label: '银行文件格式', text: batch.profile.name },
    { label: '导出', text: batch.exportedOn === null ? '尚未导出' : `${batch.exportedOn} 首次，共 ${batch.exportCount} 次${files > 1 ? `，${files} 个文件` : ''}` },
    { label: '核对提醒', text: wordChecks(checks) },
    ...(batch.onePerson ? [{ label: '一人模式', text: '制作与复核为同一人' }] : []),
  ];
}

function wordChecks(checks: readonly CheckRow[]): string {
  const warnings = checks.filter((check) => check.severity === 'warn');
  const open = openWarnings(checks).length;
  return warnings.length === 0 ? '无' : `${warnings.length} 条：${warnings.length - open} 条已写明理由，${open} 条未处理`;
}

function sheetLine(line: LineRow): BatchControlSheetPaper['lines'][number] {
  return {
    lineNo: line.lineNo, className: line.classLabel, student: line.studentName, holder: line.holderName, relation: formatPayeeRelation(line.holderRelation),
    bank: line.bankName, account: maskAccount(line.accountNo), amountFen: line.amountFen, ...(line.reissueOfId === null ? {} : { remark: '补发' }),
  };
}

/** The day of a stored instant on the wall of the school, not in Greenwich. */
function dateOf(instant: string): IsoDate {
  const local = new Date(instant);
  return `${local.getFullYear()}-${String(local.getMonth() + 1).padStart(2, '0')}-${String(local.getDate()).padStart(2, '0')}` as IsoDate;
}
