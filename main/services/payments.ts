import { controlTotals } from '#shared/domain/disbursement/control-totals.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { CheckRow } from '#shared/contract/payments.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listReplacedInBatch } from '#main/db/queries/batch-standings.ts';
import { listWithdrawnInBatch } from '#main/db/queries/payable-entitlements.ts';
import { setLineState } from '#main/db/repositories/payment-line.ts';
import type { BatchRow, BatchState } from '#main/db/repositories/payment-batch.ts';
import {
  insertBatch, insertExport, insertLines, insertPaymentFile, listLines, markExported, nextBatchNo, releaseBatch, setBatchLineStates, withdrawBatch,
} from '#main/db/repositories/payment-batch.ts';
import { findChannel } from '#main/db/repositories/programme-channel.ts';
import { findOperation } from '#main/db/repositories/operation.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import type { Candidate } from './payment-candidates.ts';
import { blockedSum, candidateTotals, candidateView, gatherCandidates } from './payment-candidates.ts';
import { batchChecks, openWarnings, paymentCheckHandlers } from './payment-checks.ts';
import { controlSheet } from './payment-control-sheet.ts';
import { assertZipPassword, fileLine, givenFiles, renderBatch, summaryOfFiles } from './payment-export.ts';
import { assertProfileFit, fileProblems, findProfile, paymentProfileHandlers, unwritableOf } from './payment-profiles.ts';
import { batchDetail, batchOf, batchStateText, batchViews, oneBatchView, programmeStandings } from './payment-views.ts';
import type { SlowScope, WriteScope } from './procedure.ts';
import { api, read, slow, write } from './procedure.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { badInput, notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';
import { signatureSheet } from './signature-sheet.ts';

type MakeInput = Parameters<Parameters<typeof api.payments.make.handler>[0]>[0]['input'];

/** Those of the ready who are wanted; a wanted pupil who can't be paid is a refusal, never a silent omission. */
function chooseCandidates(db: ReadableDb, input: MakeInput): readonly Candidate[] {
  const programme = programmeNames(db, input.schoolId)(input.programmeKey);
  const { ready, blocked } = gatherCandidates(db, input.schoolId, input.term, input.programmeKey, input.purpose);
  const wanted = input.studentIds === undefined ? null : new Set(input.studentIds);
  const chosen = wanted === null ? ready : ready.filter(({ line }) => wanted.has(line.studentId));
  if (wanted !== null) {
    const missing = [...wanted].filter((studentId) => !chosen.some(({ line }) => line.studentId === studentId));
    const names = missing.map((studentId) => blocked.find(({ line }) => line.studentId === studentId)?.line.studentName ?? `#${studentId}`);
    if (names.length > 0) throw refuse('payment.student_not_payable', { names });
  }
  if (chosen.length === 0) throw refuse(input.purpose === 'ordinary' ? 'payment.nothing_to_pay' : 'payment.nothing_to_reissue', { programme });
  return chosen;
}

function makeBatch({ db, input, session, today, at, note }: WriteScope<MakeInput>): number {
  assertTermOpen(db, input.schoolId, input.term);
  const catalogue = catalogueOf(db, input.schoolId, input.term);
  const programme = findProgramme(catalogue, input.programmeKey);
  if (!programme || programme.payeeKind !== 'family') throw notFound('可以发放到个人的资助项目');
  const profile = findProfile(db, input.schoolId, input.profileKey);
  assertProfileFit(profile);
  const lines = chooseCandidates(db, input).map(({ line }, index) => ({ ...line, lineNo: index + 1 }));
  const totals = controlTotals(lines);
  const { expected } = input;
  if (expected && (expected.count !== totals.count || expected.sumFen !== totals.sumFen)) {
    throw refuse('payment.expected_differs', { shownCount: expected.count, shownYuan: formatYuan(expected.sumFen), count: totals.count, sumYuan: formatYuan(totals.sumFen) });
  }
  const problems = fileProblems(profile, lines.map((line) => fileLine(line, { programmeName: programme.name, docNo: input.docNo })));
  if (problems.length > 0) throw badInput(problems);
  const no = nextBatchNo(db, input.schoolId, today.slice(0, 4));
  const batchId = insertBatch(db, {
    schoolId: input.schoolId, no, term: input.term, programmeKey: input.programmeKey, programmeName: programme.name, purpose: input.purpose, source: input.source,
    docNo: input.docNo, channel: findChannel(db, input.schoolId, input.programmeKey, input.term), profile, totals, createdBy: session.accountId, createdAt: at,
  });
  // The failed line lets go of its money before the new one takes it: owed money is counted once.
  for (const line of lines) if (line.reissueOfId !== null) setLineState(db, line.reissueOfId, 'reissued');
  insertLines(db, batchId, lines);
  note({ batch: no, programme: programme.name, term: input.term, purpose: input.purpose, totals, profile: profile.name, docNo: input.docNo });
  return batchId;
}

function assertState(batch: BatchRow, needed: BatchState): void {
  if (batch.state !== needed) throw refuse('payment.not_in_state', { no: batch.no, state: batchStateText[batch.state], needed: batchStateText[needed] });
}

/** Looks at every line once more before money is let go: the right may be gone, the pupil dead, the account replaced, a card found to be a teacher's. */
function recheckBatch(db: ReadableDb, batch: BatchRow): readonly CheckRow[] {
  const gone = listWithdrawnInBatch(db, batch.id);
  if (gone.length > 0) throw refuse('payment.entitlement_gone', { names: gone });
  const replaced = listReplacedInBatch(db, batch.id).map((name) => `${name}的账户已更换`);
  const checks = batchChecks(db, batch);
  const blocks = new Map(checks.filter((check) => check.severity === 'block').map((check) => [check.studentId, `${check.studentName}：${check.sentence}`]));
  const lines = [...replaced, ...blocks.values()];
  if (lines.length > 0) throw refuse('payment.check_failed', { count: lines.length, lines });
  return checks;
}

function eventLines(db: ReadableDb, batchId: number) {
  return listLines(db, batchId).map((line) => ({ paymentLineId: line.id, entitlementId: line.entitlementId, studentId: line.studentId, fen: line.amountFen }));
}

type ExportInput = Parameters<Parameters<typeof api.payments.export.handler>[0]>[0]['input'];

/** The first export: files, state, journal and export no. in one transaction; only then does a file leave. */
function firstExport(scope: SlowScope<ExportInput>, batch: BatchRow): number {
  assertState(batch, 'released');
  const files = renderBatch(scope.db, batch, scope.today);
  return scope.transact(({ db, session, today, at, operationId, note }) => {
    const now = batchOf(db, batch.schoolId, batch.id);
    assertState(now, 'released');
    assertTermOpen(db, batch.schoolId, batch.term);
    recheckBatch(db, now);
    for (const file of files) insertPaymentFile(db, batch.id, file);
    setBatchLineStates(db, batch.id, 'due', 'submitted');
    const submitEntryId = postEvent(db,
      { kind: 'batch_submitted', programmeKey: batch.programmeKey, term: batch.term, onDate: today, lines: eventLines(db, batch.id) },
      { schoolId: batch.schoolId, operationId, accountId: session.accountId, at, memo: `报送批次 ${batch.no}${batch.docNo === '' ? '' : `（${batch.docNo}）`}` });
    const summary = summaryOfFiles(files);
    markExported(db, batch.id, { by: session.accountId, at, on: today, ...summary, submitEntryId });
    insertExport(db, batch.id, 1, session.accountId, at, '');
    note({ batch: batch.no, exportNo: 1, totals: batch.totals, ...summary });
    return { exportNo: 1 };
  }).exportNo;
}

function exportAgain(scope: SlowScope<ExportInput>, batch: BatchRow): number {
  if (scope.input.reason === '') throw refuse('payment.export_reason_needed', { no: batch.no, on: batch.exportedOn ?? '' });
  return scope.transact(({ db, session, at, note }) => {
    const exportNo = batchOf(db, batch.schoolId, batch.id).exportCount + 1;
    insertExport(db, batch.id, exportNo, session.accountId, at, scope.input.reason);
    note({ batch: batch.no, exportNo, reason: scope.input.reason, fileSha256: batch.fileSha256 });
    return { exportNo };
  }).exportNo;
}

/** The same click sent twice gets the same answer; otherwise the batch's state says whether this is the first time. */
function exportOnce(scope: SlowScope<ExportInput>, batch: BatchRow): number {
  if (findOperation(scope.db, scope.operationId)) return scope.transact<{ exportNo: number }>(() => { throw new Error('done before'); }).exportNo;
  return batch.state === 'exported' ? exportAgain(scope, batch) : firstExport(scope, batch);
}

/** Gives every line of a batch back to where its money was before: to the entitlement, or to the corrected failed line. */
function takeBack(db: WritableDb, batch: BatchRow): void {
  const lines = listLines(db, batch.id);
  const answered = lines.filter((line) => line.state !== 'due' && line.state !== 'submitted').length;
  if (answered > 0) throw refuse('payment.withdraw_answered', { no: batch.no, count: answered });
  for (const line of lines) setLineState(db, line.id, 'withdrawn');
  for (const line of lines) if (line.reissueOfId !== null) setLineState(db, line.reissueOfId, 'corrected');
}

export const paymentsService = {
  ...paymentProfileHandlers,
  ...paymentCheckHandlers,

  standing: api.payments.standing.handler(read(({ db, input }) => programmeStandings(db, input.schoolId, input.term))),

  candidates: api.payments.candidates.handler(read(({ db, input }) => {
    const candidates = gatherCandidates(db, input.schoolId, input.term, input.programmeKey, input.purpose);
    return {
      ready: candidates.ready.map(candidateView), readyTotals: candidateTotals(candidates.ready), blocked: candidates.blocked.map(candidateView), blockedFen: blockedSum(candidates),
    };
  })),

  make: api.payments.make.handler(write((scope) => oneBatchView(scope.db, scope.input.schoolId, makeBatch(scope)))),

  list: api.payments.list.handler(read(({ db, input }) => batchViews(db, input.schoolId, input.term))),

  get: api.payments.get.handler(read(({ db, input }) => batchDetail(db, input.schoolId, input.batchId))),

  release: api.payments.release.handler(write(({ db, input, session, at, note }) => {
    const batch = batchOf(db, input.schoolId, input.batchId);
    assertState(batch, 'draft');
    assertTermOpen(db, batch.schoolId, batch.term);
    const alone = batch.createdBy === session.accountId;
    const settings = settingsOf(db, input.schoolId);
    if (alone && !settings.onePersonMode) throw refuse('payment.same_person', { name: batch.createdByName });
    if (input.count !== batch.totals.count || input.sumFen !== batch.totals.sumFen) {
      throw refuse('payment.totals_differ', { count: batch.totals.count, sumYuan: formatYuan(batch.totals.sumFen) });
    }
    const open = openWarnings(recheckBatch(db, batch));
    if (open.length > 0 && settings.warningsJudgedBeforeRelease) {
      throw refuse('payment.warnings_open', { count: open.length, lines: open.map((check) => `${check.studentName}：${check.sentence}`) });
    }
    releaseBatch(db, batch.id, session.accountId, at, alone);
    note({ batch: batch.no, totals: batch.totals, onePerson: alone, openWarnings: open.length });
    return oneBatchView(db, input.schoolId, batch.id);
  })),

  export: api.payments.export.handler(slow(async (scope) => {
    const batch = batchOf(scope.db, scope.input.schoolId, scope.input.batchId);
    assertZipPassword(batch, scope.input.zipPassword);
    const exportNo = exportOnce(scope, batch);
    return { batch: oneBatchView(scope.db, batch.schoolId, batch.id), exportNo, files: await givenFiles(scope.db, batch, scope.input.zipPassword) };
  })),

  controlSheet: api.payments.controlSheet.handler(read(async ({ core, db, input, session }) => {
    const batch = batchOf(db, input.schoolId, input.batchId);
    return pdfFile(`发放控制单-${batch.no}.pdf`, controlSheet(db, batch, { withLines: input.withLines, printedBy: session.displayName, printedAt: core.at() }));
  })),

  signatureSheet: api.payments.signatureSheet.handler(read(async ({ core, db, input, session }) => {
    const batch = batchOf(db, input.schoolId, input.batchId);
    const paper = signatureSheet(db, batch, input.classLabel, { purpose: 'archive', printedBy: session.displayName, printedAt: core.at() });
    return pdfFile(`签领表-${batch.no}${input.classLabel === null ? '' : `-${input.classLabel}`}.pdf`, paper);
  })),

  unwritable: api.payments.unwritable.handler(read(({ db, input }) => unwritableOf(db, input))),

  withdraw: api.payments.withdraw.handler(write(({ db, input, session, today, at, operationId, note }) => {
    const batch = batchOf(db, input.schoolId, input.batchId);
    if (batch.state === 'withdrawn') assertState(batch, 'draft');
    assertTermOpen(db, batch.schoolId, batch.term);
    takeBack(db, batch);
    if (batch.submitEntryId !== null) {
      postEvent(db, { kind: 'reversal', entryId: batch.submitEntryId, reason: `撤回批次 ${batch.no}：${input.reason}`, onDate: today },
        { schoolId: batch.schoolId, operationId, accountId: session.accountId, at });
    }
    withdrawBatch(db, batch.id, session.accountId, at, input.reason);
    note({ batch: batch.no, reason: input.reason, totals: batch.totals, wasExported: batch.state === 'exported' });
    return oneBatchView(db, input.schoolId, batch.id);
  })),
};
