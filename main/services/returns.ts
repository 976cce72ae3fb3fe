import { daysBetween } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextLineState } from '#shared/domain/disbursement/line-state.ts';
import type { PaymentLineMove, PaymentLineState } from '#shared/domain/disbursement/line-state.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import { readRowResult, reasonText } from '#shared/domain/reconciliation/return-words.ts';
import { rowBuckets } from '#shared/domain/reconciliation/row-bucket.ts';
import { lineStateText } from '#shared/domain/disbursement/line-state-text.ts';
import type { OpenLine, ReturnFileRow } from '#shared/contract/returns.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { OpenLineRow, ReturnFileRow as StoredReturnFile } from '#main/db/queries/payment-overview.ts';
import { findReturnFile, listBucketTotals, listOpenLines, listReturnFiles, listReturnRows } from '#main/db/queries/payment-overview.ts';
import type { LineRow } from '#main/db/repositories/payment-batch.ts';
import { findLine, insertLineAct, insertRecovery, listLineActs, setLineState, settleLine, sumRecovered } from '#main/db/repositories/payment-line.ts';
import { withdrawEntitlement } from '#main/db/repositories/entitlement.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { PayeeBook, findingRow } from './payee-checks.ts';
import { batchOf } from './payment-views.ts';
import type { WriteScope } from './procedure.ts';
import { api, read, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { recoveryCaseHandlers } from './recovery-cases.ts';
import { PaymentEvents } from './return-settlement.ts';
import { returnWordsOf, setReturnWords } from './return-words.ts';
import { openRecoveryCase } from './wrong-payments.ts';

interface Act { readonly note: string; readonly evidence: string; readonly onDate: IsoDate }

function lineOf(db: ReadableDb, schoolId: number, id: number): LineRow {
  const line = findLine(db, schoolId, id);
  if (!line) throw notFound('这一笔发放');
  return line;
}

function stateAfter(line: LineRow, move: PaymentLineMove): PaymentLineState {
  const after = nextLineState(line.state, move);
  if (after === null) throw refuse('return.line_not_open', { student: line.studentName, state: lineStateText[line.state] });
  return after;
}

/** A person's own move of one line, kept with the note and the paper it rests on. */
function actOn({ db, session, at }: Pick<WriteScope<unknown>, 'db' | 'session' | 'at'>, line: LineRow, move: PaymentLineMove, act: Act): PaymentLineState {
  const after = stateAfter(line, move);
  // An answer of the bank is written whole, with its day, by settleLine.
  if (after !== 'paid') setLineState(db, line.id, after);
  insertLineAct(db, { lineId: line.id, move, before: line.state, after, onDate: act.onDate, note: act.note, evidence: act.evidence, accountId: session.accountId, at });
  return after;
}

function assertNotFuture(date: IsoDate, today: IsoDate): void {
  if (date > today) throw refuse('return.future_date', { date });
}

function returnFileView(db: ReadableDb, file: StoredReturnFile): ReturnFileRow {
  const totals = new Map(listBucketTotals(db, file.id).map((total) => [total.bucket, total]));
  return {
    id: file.id, fileName: file.fileName, confirmedAt: file.confirmedAt, confirmedBy: file.confirmedBy, batches: JSON.parse(file.batchesJson) as string[],
    rowCount: file.rowCount, sumFen: file.sumFen, corrects: file.correctsName, correctedBy: file.correctedByName, differences: (JSON.parse(file.differenceJson) as unknown[]).length,
    buckets: rowBuckets.map((bucket) => totals.get(bucket) ?? { bucket, count: 0, sumFen: fen(0), withoutAmount: 0 }),
  };
}

function nextStep(row: OpenLineRow): string {
  switch (row.state) {
    case 'failed': return reasonText[row.reasonKey ?? 'other'].next;
    case 'corrected': return '制作补发批次';
    case 'wrong': return '向收款人追回';
    case 'unanswered': return '回盘里没有结果，向银行查实';
    default: return '等银行回盘';
  }
}

function openLineView({ accountNo, accountNowNo, ...row }: OpenLineRow, today: IsoDate): OpenLine {
  return {
    ...row, accountMasked: maskAccount(accountNo), accountNowMasked: accountNowNo === null || accountNowNo === accountNo ? '' : maskAccount(accountNowNo),
    next: nextStep({ accountNo, accountNowNo, ...row }), days: row.sentOn === null ? null : daysBetween(row.sentOn, today),
  };
}

/** Nobody may call an account right that still would be refused tomorrow. */
function assertAccountsGood(db: WritableDb, schoolId: number, lines: readonly LineRow[]): void {
  const book = new PayeeBook(db, schoolId);
  for (const line of lines) {
    const block = book.findings(line.studentId, batchOf(db, schoolId, line.batchId).programmeKey).find((finding) => finding.severity === 'block');
    if (block) throw refuse('return.account_still_bad', { student: line.studentName, problem: findingRow(block).sentence });
  }
}

type HandInput = Parameters<Parameters<typeof api.returns.recordByHand.handler>[0]>[0]['input'];

function recordByHand(scope: WriteScope<HandInput>): { recorded: number } {
  const { db, input, session, today, at, operationId } = scope;
  assertNotFuture(input.onDate, today);
  const words = returnWordsOf(db, input.schoolId);
  const events = new PaymentEvents();
  for (const lineId of input.lineIds) {
    const line = lineOf(db, input.schoolId, lineId);
    const move = input.result === 'paid' ? 'pay' : 'fail';
    const waits = line.state === 'submitted' || line.state === 'transferred' || line.state === 'unanswered';
    if (!waits && !(line.state === 'paid' && move === 'fail')) throw refuse('return.line_not_open', { student: line.studentName, state: lineStateText[line.state] });
    const after = actOn(scope, line, move, { note: input.reason || (move === 'pay' ? '按银行凭证登记成功' : '按银行凭证登记失败'), evidence: input.evidence, onDate: input.onDate });
    const said = readRowResult('失败', input.reason, words);
    settleLine(db, line.id, {
      state: after, paidOn: move === 'pay' ? input.onDate : null, reasonRaw: move === 'pay' ? '' : input.reason, reasonKey: move === 'pay' ? null : (said.reasonKey ?? 'other'),
      returnFileId: line.returnFileId,
    });
    events.add(batchOf(db, input.schoolId, line.batchId), { ...line, lineId: line.id }, line.state, after, input.onDate);
  }
  events.post(db, { schoolId: input.schoolId, operationId, accountId: session.accountId, at }, `按凭证登记：${input.evidence}`);
  scope.note({ lines: input.lineIds.length, result: input.result, evidence: input.evidence });
  return { recorded: input.lineIds.length };
}

type RecoveryInput = Parameters<Parameters<typeof api.returns.recordRecovery.handler>[0]>[0]['input'];

function recordRecovery(scope: WriteScope<RecoveryInput>): { recoveredFen: ReturnType<typeof fen>; remainingFen: ReturnType<typeof fen> } {
  const { db, input, session, today, at, operationId } = scope;
  assertNotFuture(input.receivedOn, today);
  const line = lineOf(db, input.schoolId, input.lineId);
  if (line.state !== 'wrong') throw refuse('return.line_not_open', { student: line.studentName, state: lineStateText[line.state] });
  if (input.amountFen <= 0) throw refuse('return.recovery_not_positive', {});
  const open = line.amountFen - sumRecovered(db, line.id);
  if (input.amountFen > open) throw refuse('return.recovery_too_much', { remainingYuan: formatYuan(fen(open)) });
  insertRecovery(db, {
    lineId: line.id, amountFen: input.amountFen, way: input.way, receivedOn: input.receivedOn, reason: input.reason, evidence: input.evidence, accountId: session.accountId, at,
  });
  const batch = batchOf(db, input.schoolId, line.batchId);
  postEvent(db, {
    kind: 'recovery', programmeKey: batch.programmeKey, term: batch.term, onDate: input.receivedOn,
    lines: [{ paymentLineId: line.id, entitlementId: line.entitlementId, studentId: line.studentId, fen: input.amountFen }],
  }, { schoolId: input.schoolId, operationId, accountId: session.accountId, at, memo: `追回 ${line.studentName}：${input.reason}` });
  const remainingFen = fen(open - input.amountFen);
  if (remainingFen === 0) actOn(scope, line, 'recover', { note: input.reason, evidence: input.evidence, onDate: input.receivedOn });
  scope.note({ student: line.studentName, batch: batch.no, amountFen: input.amountFen, remainingFen, way: input.way });
  return { recoveredFen: fen(line.amountFen - remainingFen), remainingFen };
}

export const returnsService = {
  list: api.returns.list.handler(read(({ db, input }) => listReturnFiles(db, input.schoolId, input.term).map((file) => returnFileView(db, file)))),

  get: api.returns.get.handler(read(({ db, input }) => {
    const file = findReturnFile(db, input.schoolId, input.returnFileId);
    if (!file) throw notFound('这份回盘');
    return { file: returnFileView(db, file), rows: listReturnRows(db, file.id) };
  })),

  worklist: api.returns.worklist.handler(read(({ db, input, today }) => listOpenLines(db, input.schoolId, input.term).map((row) => openLineView(row, today)))),

  correct: api.returns.correct.handler(write((scope) => {
    const { db, input, today, note } = scope;
    const lines = input.lineIds.map((id) => lineOf(db, input.schoolId, id));
    for (const line of lines) assertTermOpen(db, input.schoolId, batchOf(db, input.schoolId, line.batchId).term);
    assertAccountsGood(db, input.schoolId, lines);
    for (const line of lines) actOn(scope, line, 'correct', { note: input.note, evidence: input.evidence, onDate: today });
    note({ lines: lines.length, why: input.note });
    return { corrected: lines.length };
  })),

  waive: api.returns.waive.handler(write((scope) => {
    const { db, input, session, today, at, operationId, note } = scope;
    const line = lineOf(db, input.schoolId, input.lineId);
    const batch = batchOf(db, input.schoolId, line.batchId);
    assertTermOpen(db, input.schoolId, batch.term);
    if (line.state === 'due') throw refuse('return.line_not_open', { student: line.studentName, state: lineStateText.due });
    actOn(scope, line, 'waive', { note: input.note, evidence: input.evidence, onDate: today });
    // What the family gave up is owed no more: the right goes with the line, so that the term can settle.
    withdrawEntitlement(db, line.entitlementId, { accountId: session.accountId, at, reason: `放弃：${input.note}` });
    postEvent(db, {
      kind: 'entitlement_withdrawn', programmeKey: batch.programmeKey, term: batch.term, onDate: today,
      lines: [{ entitlementId: line.entitlementId, studentId: line.studentId, fen: line.amountFen }],
    }, { schoolId: input.schoolId, operationId, accountId: session.accountId, at, memo: `${line.studentName}放弃：${input.note}` });
    note({ student: line.studentName, batch: batch.no, amountFen: line.amountFen, why: input.note });
    return { done: true as const };
  })),

  recordByHand: api.returns.recordByHand.handler(write(recordByHand)),

  findWrong: api.returns.findWrong.handler(write((scope) => {
    const { db, input, today, note } = scope;
    const foundOn = input.foundOn ?? today;
    assertNotFuture(foundOn, today);
    const line = lineOf(db, input.schoolId, input.lineId);
    assertTermOpen(db, input.schoolId, batchOf(db, input.schoolId, line.batchId).term);
    const { caseId, no } = openRecoveryCase(scope, input.schoolId, line, { cause: input.cause, note: input.note, foundOn });
    note({ case: no, student: line.studentName, amountFen: line.amountFen, cause: input.cause, why: input.note });
    return { caseId, no };
  })),

  recordRecovery: api.returns.recordRecovery.handler(write(recordRecovery)),

  ...recoveryCaseHandlers,

  acts: api.returns.acts.handler(read(({ db, input }) => listLineActs(db, lineOf(db, input.schoolId, input.lineId).id))),

  words: api.returns.words.handler(read(({ db, input }) => {
    const words = returnWordsOf(db, input.schoolId);
    return { paid: [...words.paid], failed: [...words.failed], reasons: words.reasons.map((each) => ({ ...each })) };
  })),

  setWords: api.returns.setWords.handler(write(({ db, input, note }) => {
    setReturnWords(db, input.schoolId, input.words);
    note({ paid: input.words.paid.length, failed: input.words.failed.length, reasons: input.words.reasons.length });
    return input.words;
  })),
};
