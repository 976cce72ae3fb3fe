import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, termKey } from '#shared/domain/calendar/term.ts';
import type { LedgerEvent } from '#shared/domain/ledger/events.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { Connection } from '#main/db/connection.ts';
import { postEvent } from '#main/services/journal.ts';
import { openTestSchool, refusalOf } from '../helpers/test-app.ts';

const term = termKey('2025-2026-1');
const onDate = isoDate('2025-10-20');
const programmeKey = 'yw.board';

async function ledger(): Promise<{ db: Connection; schoolId: number; post: (event: LedgerEvent) => number }> {
  const { app, schoolId } = await openTestSchool();
  const db = app.core.archive!.database.writer;
  let operation = 0;
  const post = (event: LedgerEvent): number => {
    operation += 1;
    return db.raw.transaction(() => postEvent(db, event, { schoolId, operationId: `operation-${operation}`, accountId: 1, at: '2025-10-20T08:00:00Z' }))();
  };
  return { db, schoolId, post };
}

function balance(db: Connection, account: string): number {
  return db.get<{ net: number }>('SELECT coalesce(sum(debit_fen - credit_fen), 0) AS net FROM journal_posting WHERE account_code = ?', account)!.net;
}

const right = { entitlementId: 1, studentId: 1, fen: fen(62_500) };
const line = { ...right, paymentLineId: 1 };

test('one pupil: approved, sent, failed, sent again, paid, recovered', async () => {
  const { db, post } = await ledger();
  post({ kind: 'receipt', programmeKey, source: 'central', docNo: '财教〔2025〕1号', fen: fen(100_000), term, onDate });
  post({ kind: 'entitlement_approved', programmeKey, term, onDate, lines: [right] });
  post({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [line] });
  post({ kind: 'line_failed', programmeKey, term, onDate, lines: [line] });
  expect(balance(db, 'payable_failed')).toBe(-62_500);
  post({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [{ ...line, paymentLineId: 2 }] });
  expect([balance(db, 'payable_failed'), balance(db, 'payable_submitted'), balance(db, 'payable_due')]).toEqual([0, -62_500, 0]);
  post({ kind: 'line_paid', programmeKey, term, onDate, lines: [{ ...line, paymentLineId: 2 }] });
  expect(balance(db, 'cash')).toBe(37_500);
  post({ kind: 'recovery', programmeKey, term, onDate, lines: [{ ...line, paymentLineId: 2 }] });
  expect([balance(db, 'cash'), balance(db, 'payable_recovered')]).toEqual([100_000, -62_500]);
});

test('a late success of the failed line beside a paid re-issue is money to ask back, and coming back it clears', async () => {
  const { db, post } = await ledger();
  post({ kind: 'entitlement_approved', programmeKey, term, onDate, lines: [right] });
  post({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [line] });
  post({ kind: 'line_failed', programmeKey, term, onDate, lines: [line] });
  post({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [{ ...line, paymentLineId: 2 }] });
  post({ kind: 'line_paid', programmeKey, term, onDate, lines: [line] });
  expect(balance(db, 'overpaid')).toBe(62_500);
  post({ kind: 'line_paid', programmeKey, term, onDate, lines: [{ ...line, paymentLineId: 2 }] });
  expect([balance(db, 'overpaid'), balance(db, 'cash')]).toEqual([62_500, -125_000]);
  post({ kind: 'recovery', programmeKey, term, onDate, lines: [line] });
  expect([balance(db, 'overpaid'), balance(db, 'payable_recovered'), balance(db, 'cash')]).toEqual([0, 0, -62_500]);
});

test('never more is sent than owed; a right in flight is not withdrawn; one paid and withdrawn is asked back', async () => {
  const { db, post } = await ledger();
  post({ kind: 'entitlement_approved', programmeKey, term, onDate, lines: [right] });
  post({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [line] });
  const refused = (event: LedgerEvent) => refusalOf((async () => post(event))());
  expect((await refused({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [{ ...line, paymentLineId: 2 }] })).data.code).toBe('ledger.more_than_owed');
  expect((await refused({ kind: 'entitlement_withdrawn', programmeKey, term, onDate, lines: [right] })).data.code).toBe('ledger.in_flight');
  post({ kind: 'line_paid', programmeKey, term, onDate, lines: [line] });
  post({ kind: 'entitlement_withdrawn', programmeKey, term, onDate, lines: [right] });
  expect([balance(db, 'overpaid'), balance(db, 'aid_due')]).toEqual([62_500, 0]);
});

test('a reversal is the mirror, once, with a reason, and not over what moved on', async () => {
  const { db, post } = await ledger();
  const approved = post({ kind: 'entitlement_approved', programmeKey, term, onDate, lines: [right] });
  const sent = post({ kind: 'batch_submitted', programmeKey, term, onDate, lines: [line] });
  const refused = (entryId: number, reason = '批次撤回') => refusalOf((async () => post({ kind: 'reversal', entryId, reason, onDate }))());
  expect((await refused(approved)).data.code).toBe('ledger.overtaken');
  expect((await refused(sent, ' ')).data.code).toBe('ledger.reason_needed');
  post({ kind: 'reversal', entryId: sent, reason: '批次撤回', onDate });
  expect((await refused(sent)).data.code).toBe('ledger.reversed_already');
  expect([balance(db, 'payable_submitted'), balance(db, 'payable_due')]).toEqual([0, -62_500]);
  expect((await refused(999)).code).toBe('NOT_FOUND');
});

test('a closed term refuses with its date; the next one does not', async () => {
  const { db, schoolId, post } = await ledger();
  db.run(`INSERT INTO term_lock (school_id, term, closed_on, closed_at, account_id, note) VALUES (?, ?, '2026-01-31', '2026-01-31T00:00:00Z', 1, '')`, schoolId, term);
  const error = await refusalOf((async () => post({ kind: 'entitlement_approved', programmeKey, term, onDate, lines: [right] }))());
  expect(error.data.sentence).toContain('2025–2026学年秋季学期已于 2026年1月31日 结算');
  expect(post({ kind: 'entitlement_approved', programmeKey, term: nextTerm(term), onDate, lines: [right] })).toBeGreaterThan(0);
});

/** Milliseconds of this thread's own work: other tests on the machine don't count. */
function cost(work: () => unknown): number {
  const before = process.threadCpuUsage();
  work();
  const { user, system } = process.threadCpuUsage(before);
  return (user + system) / 1000;
}

test('10,000 lines are posted within three times the bare inserts of the same rows', async () => {
  const { db, post } = await ledger();
  db.exec(`CREATE TABLE bare (entry_id INTEGER, line_no INTEGER, account_code TEXT, programme_key TEXT, source TEXT, student_id INTEGER, payment_line_id INTEGER,
    entitlement_id INTEGER, debit_fen INTEGER, credit_fen INTEGER, PRIMARY KEY (entry_id, line_no)) STRICT, WITHOUT ROWID; CREATE INDEX bare_by_student ON bare (student_id);
    CREATE TABLE bare_pupil (school_id INTEGER, term TEXT, programme_key TEXT, book TEXT, student_id INTEGER, due_fen INTEGER, paid_fen INTEGER, failed_fen INTEGER, in_flight_fen INTEGER,
      PRIMARY KEY (school_id, term, programme_key, book, student_id)) STRICT, WITHOUT ROWID`);
  const insert = db.sql('INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertPupil = db.sql('INSERT INTO bare_pupil VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
  const insertAll = (entryId: number) => db.raw.transaction(() => {
    for (let i = 0; i < 20_000; i += 1) insert.run(entryId, i, 'cash', programmeKey, null, i >> 1, i >> 1, i >> 1, i % 2 ? 0 : 31_250, i % 2 ? 31_250 : 0);
    for (let i = 0; i < 10_000; i += 1) insertPupil.run(1, term, `local.${entryId}`, 'school_account', i, 31_250, 0, 0, 0);
  })();
  const rounds = [1, 2, 3, 4].map((round) => {
    const lines = Array.from({ length: 10_000 }, (_, i) => ({ entitlementId: round * 10_000 + i, studentId: i, paymentLineId: round * 10_000 + i, fen: fen(31_250) }));
    const approved: LedgerEvent = { kind: 'entitlement_approved', programmeKey: `local.${round}`, term, onDate, lines };
    return { bare: cost(() => insertAll(round)), posted: cost(() => post(approved)), sent: cost(() => post({ ...approved, kind: 'batch_submitted', lines })) };
  });
  const least = (key: 'bare' | 'posted' | 'sent'): number => Math.min(...rounds.map((round) => round[key]));
  console.log(`bare ${least('bare').toFixed(0)} ms, approved ${least('posted').toFixed(0)} ms, sent ${least('sent').toFixed(0)} ms`);
  expect(least('posted')).toBeLessThan(3 * least('bare'));
  expect(least('sent')).toBeLessThan(3 * least('bare'));
});
