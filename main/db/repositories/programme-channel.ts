import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ChannelRule, PaymentChannel } from '#shared/domain/ledger/book.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface ProgrammeChannel extends ChannelRule {
  readonly id: number;
  readonly validFrom: TermKey;
  readonly docNo: string;
  readonly by: string;
  readonly at: string;
}

/** Everything decided about channels, oldest first. */
export function listProgrammeChannels(db: ReadableDb, schoolId: number): ProgrammeChannel[] {
  return db.all<ProgrammeChannel>(
    `SELECT c.id, c.programme_key AS programmeKey, c.valid_from AS validFrom, c.channel, c.doc_no AS docNo, a.display_name AS by, c.at
     FROM programme_channel c JOIN account a ON a.id = c.account_id WHERE c.school_id = ? ORDER BY c.id`, schoolId);
}

/** The channel of one programme in one term; the journal's own trigger asks the same. */
export function findChannel(db: ReadableDb, schoolId: number, programmeKey: string, term: TermKey): PaymentChannel {
  return db.get<{ channel: PaymentChannel }>(
    `SELECT channel FROM programme_channel WHERE school_id = ? AND programme_key = ? AND valid_from <= ? ORDER BY valid_from DESC, id DESC LIMIT 1`,
    schoolId, programmeKey, term)?.channel ?? 'school_account';
}

export function insertProgrammeChannel(
  db: WritableDb, row: { schoolId: number; programmeKey: string; validFrom: TermKey; channel: PaymentChannel; docNo: string; accountId: number; at: string },
): number {
  return db.run(
    'INSERT INTO programme_channel (school_id, programme_key, valid_from, channel, doc_no, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    row.schoolId, row.programmeKey, row.validFrom, row.channel, row.docNo, row.accountId, row.at).lastId;
}

/** The first term from `validFrom` on, and before the next decision, whose money is booked in the other channel; null when there is none. */
export function findTermBookedOtherwise(db: ReadableDb, schoolId: number, programmeKey: string, validFrom: TermKey, channel: PaymentChannel): TermKey | null {
  return db.get<{ term: TermKey | null }>(
    `SELECT min(e.term) AS term FROM journal_entry e WHERE e.school_id = @schoolId AND e.programme_key = @programmeKey AND e.term >= @validFrom AND e.book <> @channel
       AND NOT EXISTS (SELECT 1 FROM programme_channel c WHERE c.school_id = @schoolId AND c.programme_key = @programmeKey AND c.valid_from > @validFrom AND c.valid_from <= e.term)`,
    { schoolId, programmeKey, validFrom, channel })?.term ?? null;
}

/** A batch of these terms not yet sent would go out through another channel than it was made for. */
export function findOpenBatchOtherwise(db: ReadableDb, schoolId: number, programmeKey: string, validFrom: TermKey, channel: PaymentChannel): string | null {
  return db.get<{ no: string }>(
    `SELECT no FROM payment_batch WHERE school_id = ? AND programme_key = ? AND term >= ? AND channel <> ? AND state IN ('draft', 'released') LIMIT 1`,
    schoolId, programmeKey, validFrom, channel)?.no ?? null;
}
