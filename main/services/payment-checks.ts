import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { PaymentFinding } from '#shared/domain/disbursement/finding-key.ts';
import { findingKey } from '#shared/domain/disbursement/finding-key.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import type { CheckRow } from '#shared/contract/payments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listBatchStandings } from '#main/db/queries/batch-standings.ts';
import type { FindingJudgementRow } from '#main/db/repositories/finding-judgement.ts';
import { insertFindingJudgement, listFindingJudgements } from '#main/db/repositories/finding-judgement.ts';
import type { BatchRow } from '#main/db/repositories/payment-batch.ts';
import { PayeeBook, findingRow } from './payee-checks.ts';
import { evidenceFindings, findingsOf, gatherCandidates } from './payment-candidates.ts';
import { batchOf } from './payment-views.ts';
import type { WriteScope } from './procedure.ts';
import { api, read, write } from './procedure.ts';
import { refuse } from './refusal.ts';

interface Checked {
  readonly studentId: number;
  readonly studentName: string;
  readonly classLabel: string;
  readonly findings: readonly PaymentFinding[];
}

/** Each finding as a row of its own, with the judgement somebody recorded of exactly this finding; what blocks first. */
function checkRows(book: PayeeBook, judgements: ReadonlyMap<string, FindingJudgementRow>, pupils: readonly Checked[]): CheckRow[] {
  const rows = pupils.flatMap((pupil) => pupil.findings.map((finding): CheckRow => {
    const account = book.accountOf(pupil.studentId);
    const key = findingKey(finding, account?.id ?? null);
    return {
      studentId: pupil.studentId, studentName: pupil.studentName, classLabel: pupil.classLabel, accountMasked: account ? maskAccount(account.accountNo) : '', key,
      ...findingRow(finding), judged: finding.severity === 'block' ? null : judgements.get(`${pupil.studentId} ${key}`) ?? null,
    };
  }));
  return [...rows.filter((row) => row.severity === 'block'), ...rows.filter((row) => row.severity === 'warn')];
}

function nextChecks(db: ReadableDb, schoolId: number, next: { readonly term: TermKey; readonly programmeKey: string; readonly purpose: 'ordinary' | 'reissue' }): CheckRow[] {
  const book = new PayeeBook(db, schoolId);
  const { ready, blocked } = gatherCandidates(db, schoolId, next.term, next.programmeKey, next.purpose, book);
  return checkRows(book, listFindingJudgements(db, schoolId), [...blocked, ...ready].map(({ line, findings }) => ({ ...line, findings })));
}

/** What stands against the payments of a batch as things are now, not as they were when it was made. */
export function batchChecks(db: ReadableDb, batch: BatchRow): CheckRow[] {
  const book = new PayeeBook(db, batch.schoolId);
  const pupils = listBatchStandings(db, batch.id).map((line): Checked => {
    const failed = line.reissueOfId === null ? null : { id: line.reissueOfId, studentId: line.studentId, payeeAccountId: line.failedAccountId ?? 0 };
    // Who left after a payment failed is still paid what was promised; the dead are not.
    const standing = failed === null || line.status === 'deceased' ? line : { status: 'enrolled' as const, statusFrom: null };
    return { ...line, findings: findingsOf(book, { ...standing, studentId: line.studentId, own: failed === null ? [] : evidenceFindings(db, book, failed) }, batch.programmeKey, batch.term) };
  });
  return checkRows(book, listFindingJudgements(db, batch.schoolId), pupils);
}

/** Warnings nobody has put right or judged. */
export function openWarnings(rows: readonly CheckRow[]): CheckRow[] {
  return rows.filter((row) => row.severity === 'warn' && row.judged === null);
}

type JudgeInput = Parameters<Parameters<typeof api.payments.judgeChecks.handler>[0]>[0]['input'];

function judge({ db, input, session, at, note }: WriteScope<JudgeInput>): { judged: number } {
  const rows = input.of.kind === 'batch' ? batchChecks(db, batchOf(db, input.schoolId, input.of.batchId)) : nextChecks(db, input.schoolId, input.of);
  for (const item of input.items) {
    const row = rows.find((each) => each.studentId === item.studentId && each.key === item.key);
    if (row?.severity === 'block') throw refuse('payment.block_not_judged', { name: row.studentName });
    if (!row || row.judged !== null) throw refuse('payment.finding_not_open', { name: row?.studentName ?? '这个学生' });
    insertFindingJudgement(db, {
      schoolId: input.schoolId, studentId: row.studentId, findingKey: row.key, code: row.code, sentence: row.sentence, reason: input.reason, decidedBy: session.accountId, decidedAt: at,
    });
  }
  note({ warnings: input.items.length, reason: input.reason });
  return { judged: input.items.length };
}

export const paymentCheckHandlers = {
  checks: api.payments.checks.handler(read(({ db, input }) => {
    const rows = input.of.kind === 'batch' ? batchChecks(db, batchOf(db, input.schoolId, input.of.batchId)) : nextChecks(db, input.schoolId, input.of);
    return { rows, blocks: rows.filter((row) => row.severity === 'block').length, open: openWarnings(rows).length };
  })),

  judgeChecks: api.payments.judgeChecks.handler(write(judge)),
};
