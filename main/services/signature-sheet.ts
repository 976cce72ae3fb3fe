import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { BatchRow, LineRow } from '#main/db/repositories/payment-batch.ts';
import { listLines } from '#main/db/repositories/payment-batch.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { SignatureLine, SignatureSheetPaper } from '#main/print/papers/signature-sheet.ts';
import { notFound } from './refusal.ts';

/** 签领表 of a batch, or of one of its classes. What failed is on it too, with a remark: nobody signs for money that did not come. */
export function signatureSheet(db: ReadableDb, batch: BatchRow, classLabel: string | null, imprint: Imprint): SignatureSheetPaper {
  const lines = listLines(db, batch.id).filter((line) => classLabel === null || line.classLabel === classLabel);
  if (lines.length === 0) throw notFound('这个班在批次里的学生');
  const classes = [...Map.groupBy(lines, (line) => line.classLabel)].map(([className, group]) => {
    const missing = group.filter((line) => line.state === 'failed' || line.state === 'corrected' || line.state === 'reissued' || line.state === 'waived');
    return {
      className: className === '' ? '未分班' : className, count: group.length, totalFen: sumFen(group.map((line) => line.amountFen)), missingCount: missing.length,
      missingFen: sumFen(missing.map((line) => line.amountFen)), lines: group.map((line, index) => sheetLine(line, index + 1)),
    };
  });
  const days = new Set(lines.flatMap((line) => line.paidOn ?? []));
  return {
    kind: 'signature_sheet', school: findSchool(db, batch.schoolId)?.name ?? '', term: batch.term, batchNo: batch.no, programme: batch.programmeName, docNo: batch.docNo,
    channel: formatBook(batch.channel), paidOn: days.size === 1 ? [...days].join('') : '', classes, count: lines.length, totalFen: sumFen(lines.map((line) => line.amountFen)), imprint,
  };
}

function sheetLine(line: LineRow, no: number): SignatureLine {
  return {
    no, student: line.studentName, holder: line.holderName, relation: formatPayeeRelation(line.holderRelation), account: maskAccount(line.accountNo).slice(-4), amountFen: line.amountFen,
    remark: remarkOf(line),
  };
}

function remarkOf(line: LineRow): string {
  switch (line.state) {
    case 'failed': case 'corrected': return '未到账，待补发';
    case 'reissued': return '未到账，另批补发';
    case 'waived': return '放弃';
    case 'wrong': return '错发，待追回';
    case 'recovered': return '错发，已追回';
    case 'withdrawn': return '批次已撤回';
    case 'due': case 'submitted': case 'transferred': case 'unanswered': case 'paid': return line.reissueOfId === null ? '' : '补发';
  }
}
