import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { Connection } from '#main/db/connection.ts';
import { postEvent } from '#main/services/journal.ts';
import { openTestSchool } from '../helpers/test-app.ts';

const term = termKey('2025-2026-1');

async function journalWithOneEntry(): Promise<{ raw: Connection['raw']; entryId: number; schoolId: number }> {
  const { app, schoolId } = await openTestSchool();
  const db = app.core.archive!.database.writer;
  const entryId = db.raw.transaction(() => postEvent(db,
    { kind: 'receipt', programmeKey: 'yw.board', source: 'central', docNo: '财教〔2025〕1号', fen: fen(70_000_00), term, onDate: isoDate('2025-10-15') },
    { schoolId, operationId: 'op-receipt', accountId: 1, at: '2025-10-15T09:00:00+08:00' }))();
  return { raw: db.raw, entryId, schoolId };
}

function snapshot(raw: Connection['raw']): string {
  return JSON.stringify([raw.prepare('SELECT * FROM journal_entry').all(), raw.prepare('SELECT * FROM journal_posting').all()]);
}

const attacks: readonly (readonly [string, string])[] = [
  ['update an entry', `UPDATE journal_entry SET memo = 'x'`],
  ['update a posting', 'UPDATE journal_posting SET debit_fen = debit_fen + 1 WHERE debit_fen > 0'],
  ['delete an entry', 'DELETE FROM journal_entry'],
  ['delete a posting', 'DELETE FROM journal_posting'],
  ['add a posting to a sealed entry', `INSERT INTO journal_posting VALUES (1, 99, 'cash', 'yw.board', NULL, NULL, NULL, NULL, 5, 0)`],
  ['replace a posting', `INSERT OR REPLACE INTO journal_posting VALUES (1, 1, 'cash', 'yw.board', NULL, NULL, NULL, NULL, 5, 0)`],
  ['replace an entry by its id', `INSERT OR REPLACE INTO journal_entry SELECT id, school_id, entry_no, operation_id, event_no, on_date, term, programme_key, kind, effect_kind, doc_no, 'x', reverses_id, account_id, posted_at, book FROM journal_entry`],
  ['replace an entry by its number', `INSERT OR REPLACE INTO journal_entry SELECT 77, school_id, entry_no, 'other', event_no, on_date, term, programme_key, kind, effect_kind, doc_no, 'x', reverses_id, account_id, posted_at, book FROM journal_entry`],
  ['upsert an entry', `INSERT INTO journal_entry SELECT * FROM journal_entry WHERE true ON CONFLICT DO UPDATE SET memo = 'x'`],
  ['upsert a posting', 'INSERT INTO journal_posting SELECT * FROM journal_posting WHERE true ON CONFLICT DO UPDATE SET debit_fen = 9'],
  ['an entry without postings', `INSERT INTO journal_entry SELECT 2, school_id, 2, 'op-2', 1, on_date, term, programme_key, kind, effect_kind, doc_no, memo, NULL, account_id, posted_at, book FROM journal_entry`],
];

test.each(attacks)('the journal refuses raw SQL: %s', async (_name, sql) => {
  const { raw } = await journalWithOneEntry();
  const before = snapshot(raw);
  expect(() => raw.exec(sql)).toThrow(/journal/);
  expect(snapshot(raw)).toBe(before);
});

test('an entry that does not balance, and postings without an entry, never reach the file', async () => {
  const { raw } = await journalWithOneEntry();
  const before = snapshot(raw);
  const entry = `INSERT INTO journal_entry SELECT 2, school_id, 2, 'op-2', 1, on_date, term, programme_key, kind, effect_kind, doc_no, memo, NULL, account_id, posted_at, book FROM journal_entry WHERE id = 1`;
  const unbalanced = `INSERT INTO journal_posting VALUES (2, 1, 'cash', 'yw.board', NULL, NULL, NULL, NULL, 5, 0), (2, 2, 'fund_received', 'yw.board', NULL, NULL, NULL, NULL, 0, 4)`;
  expect(() => raw.transaction(() => { raw.exec(unbalanced); raw.exec(entry); })()).toThrow(/does not balance/);
  expect(() => raw.transaction(() => { raw.exec(unbalanced); })()).toThrow(/FOREIGN KEY/);
  const unknown = `INSERT INTO journal_posting VALUES (2, 1, 'petty', 'yw.board', NULL, NULL, NULL, NULL, 5, 0), (2, 2, 'fund_received', 'yw.board', NULL, NULL, NULL, NULL, 0, 5)`;
  expect(() => raw.transaction(() => { raw.exec(unknown); raw.exec(entry); })()).toThrow(/unknown account/);
  expect(() => raw.exec(`INSERT INTO journal_posting VALUES (2, 1, 'cash', 'yw.board', NULL, NULL, NULL, NULL, -5, 0)`)).toThrow(/CHECK/);
  expect(snapshot(raw)).toBe(before);
});

test('a closed term takes no entry, even by raw SQL, and stays closed', async () => {
  const { raw, schoolId } = await journalWithOneEntry();
  raw.prepare(`INSERT INTO term_lock VALUES (?, ?, '2026-01-31', '2026-01-31T00:00:00Z', 1, '')`).run(schoolId, term);
  const balanced = `INSERT INTO journal_posting VALUES (2, 1, 'cash', 'yw.board', NULL, NULL, NULL, NULL, 5, 0), (2, 2, 'fund_received', 'yw.board', NULL, NULL, NULL, NULL, 0, 5)`;
  const entry = `INSERT INTO journal_entry SELECT 2, school_id, 2, 'op-2', 1, on_date, term, programme_key, kind, effect_kind, doc_no, memo, NULL, account_id, posted_at, book FROM journal_entry WHERE id = 1`;
  expect(() => raw.transaction(() => { raw.exec(balanced); raw.exec(entry); })()).toThrow(/the term is closed/);
  expect(() => raw.exec('DELETE FROM term_lock')).toThrow(/stays closed/);
  expect(() => raw.exec(`UPDATE term_lock SET term = '1999-2000-1'`)).toThrow(/stays closed/);
});
