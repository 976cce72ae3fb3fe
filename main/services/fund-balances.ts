import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { ZERO_FEN } from '#shared/domain/money/fen.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findStatement } from './settlement-statement.ts';

/** What one source of a programme still has in the term, what it paid counted by the prescribed or the visible order. */
export function sourceCash(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string, source: FundingSource): Fen {
  const statement = findStatement(db, schoolId, { kind: 'term', term, asOf: null });
  const row = statement.programmes.find((one) => one.programmeKey === programmeKey);
  return row?.sources.find((one) => one.source === source)?.leftAfterCarry ?? ZERO_FEN;
}
