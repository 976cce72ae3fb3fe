import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { ZERO_FEN, addFen, fen } from '#shared/domain/money/fen.ts';
import type { BatchDetail, BatchLine, PaymentBatch, ProgrammeStanding } from '#shared/contract/payments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listProgrammeStanding } from '#main/db/queries/payable-entitlements.ts';
import type { StandingRow } from '#main/db/queries/payable-entitlements.ts';
import type { BatchProgress } from '#main/db/queries/payment-overview.ts';
import { listBatchProgress, listReissues } from '#main/db/queries/payment-overview.ts';
import type { BatchRow, LineRow } from '#main/db/repositories/payment-batch.ts';
import { findBatch, listBatches, listExports, listLines, listPaymentFiles } from '#main/db/repositories/payment-batch.ts';
import { programmeNames } from './programme-names.ts';
import { notFound } from './refusal.ts';

export const batchStateText: Readonly<Record<BatchRow['state'], string>> = { draft: '待复核', released: '待导出', exported: '已报送', withdrawn: '已撤回' };

interface Part { readonly count: number; readonly sumFen: Fen }

function sumParts(progress: readonly BatchProgress[], states: readonly string[]): Part {
  return progress.filter((each) => states.includes(each.state)).reduce((total, each) => ({ count: total.count + each.count, sumFen: addFen(total.sumFen, each.sumFen) }), { count: 0, sumFen: ZERO_FEN });
}

function batchView(batch: BatchRow, progress: readonly BatchProgress[]): PaymentBatch {
  return {
    id: batch.id, no: batch.no, term: batch.term, programmeKey: batch.programmeKey, programmeName: batch.programmeName, purpose: batch.purpose, source: batch.source,
    docNo: batch.docNo, channel: batch.channel, state: batch.state, profileName: batch.profile.name, totals: batch.totals, createdBy: batch.createdByName, createdAt: batch.createdAt,
    releasedBy: batch.releasedByName, releasedAt: batch.releasedAt, onePerson: batch.onePerson, exportedOn: batch.exportedOn, exportCount: batch.exportCount,
    fileName: batch.fileName, fileSha256: batch.fileSha256, withdrawReason: batch.withdrawReason,
    paid: sumParts(progress, ['paid', 'wrong', 'recovered']), failed: sumParts(progress, ['failed', 'corrected', 'reissued', 'waived']),
    waiting: sumParts(progress, ['submitted', 'transferred', 'unanswered']),
  };
}

/** The term's batches, newest first, with how far each has come. */
export function batchViews(db: ReadableDb, schoolId: number, term: TermKey): PaymentBatch[] {
  const progress = Map.groupBy(listBatchProgress(db, schoolId, term), (each) => each.batchId);
  return listBatches(db, schoolId, term).map((batch) => batchView(batch, progress.get(batch.id) ?? []));
}

export function batchOf(db: ReadableDb, schoolId: number, id: number): BatchRow {
  const batch = findBatch(db, schoolId, id);
  if (!batch) throw notFound('这个发放批次');
  return batch;
}

export function oneBatchView(db: ReadableDb, schoolId: number, id: number): PaymentBatch {
  const batch = batchOf(db, schoolId, id);
  return batchView(batch, listBatchProgress(db, schoolId, batch.term).filter((each) => each.batchId === id));
}

export function batchDetail(db: ReadableDb, schoolId: number, id: number): BatchDetail {
  const batch = batchOf(db, schoolId, id);
  const reissues = new Map(listReissues(db, id).map((each) => [each.lineId, each]));
  return {
    batch: oneBatchView(db, schoolId, id),
    profile: batch.profile as BatchDetail['profile'],
    lines: listLines(db, id).map((line) => lineView(line, reissues.get(line.id))),
    files: listPaymentFiles(db, id).map(({ bytes, ...file }) => ({ ...file, sizeBytes: bytes.length })),
    exports: listExports(db, id),
  };
}

function lineView(line: LineRow, reissue: { reissueOf: string | null; reissuedAs: string | null } | undefined): BatchLine {
  return {
    id: line.id, lineNo: line.lineNo, studentId: line.studentId, studentName: line.studentName, classLabel: line.classLabel, entitlementId: line.entitlementId,
    holderName: line.holderName, relation: formatPayeeRelation(line.holderRelation), holderIdMasked: line.holderIdNumber === '' ? '' : maskIdNumber(line.holderIdNumber),
    accountMasked: maskAccount(line.accountNo), bankName: line.bankName, amountFen: line.amountFen, state: line.state, reasonRaw: line.reasonRaw, reasonKey: line.reasonKey,
    paidOn: line.paidOn, reissueOf: reissue?.reissueOf ?? null, reissuedAs: reissue?.reissuedAs ?? null,
  };
}

/** Each programme's money of the term by where it is. `unsent` is what is due less everything some line holds; what was given up is no longer due. */
export function programmeStandings(db: ReadableDb, schoolId: number, term: TermKey): ProgrammeStanding[] {
  const nameOf = programmeNames(db, schoolId);
  const rows = Map.groupBy(listProgrammeStanding(db, schoolId, term), (row) => row.programmeKey);
  return [...rows].filter(([, parts]) => parts.some((row) => row.part === 'due' || row.part === 'waived')).map(([programmeKey, parts]) => {
    const part = (name: StandingRow['part']): Part => parts.find((row) => row.part === name) ?? { count: 0, sumFen: ZERO_FEN };
    const held = (['inBatch', 'submitted', 'paid', 'failed', 'unanswered'] as const).map(part);
    const due = part('due');
    return {
      programmeKey, programmeName: nameOf(programmeKey), due: plain(due),
      unsent: { count: due.count - held.reduce((sum, each) => sum + each.count, 0), sumFen: fen(due.sumFen - held.reduce((sum, each) => sum + each.sumFen, 0)) },
      inBatch: plain(part('inBatch')), submitted: plain(part('submitted')), paid: plain(part('paid')), failed: plain(part('failed')), unanswered: plain(part('unanswered')), waived: plain(part('waived')),
    };
  });
}

function plain({ count, sumFen }: Part): Part {
  return { count, sumFen };
}
