import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { addDays, formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { JournalStamp } from './journal.ts';
import type { WriteScope } from './procedure.ts';
import { catalogueOf } from './programme-names.ts';
import { refuse } from './refusal.ts';

/** Who posts and when, for what a command about money records. */
export function stampOf({ input, session, operationId, at }: Pick<WriteScope<{ schoolId: number }>, 'input' | 'session' | 'operationId' | 'at'>, memo = ''): JournalStamp {
  return { schoolId: input.schoolId, operationId, accountId: session.accountId, at, memo };
}

export function assertKnownProgramme(db: ReadableDb, schoolId: number, programmeKey: string): void {
  if (!findProgramme(catalogueOf(db, schoolId), programmeKey)) throw refuse('ledger.programme_unknown', { programme: programmeKey });
}

/** A day that has come and is not years away from the term. */
export function assertDateOfTerm(onDate: IsoDate, term: TermKey, today: IsoDate): void {
  if (onDate > today) throw refuse('ledger.date_in_future', { date: formatChineseDate(onDate) });
  const { from } = termRange(term);
  if (onDate < addDays(from, -366)) throw refuse('ledger.date_before_term', { date: formatChineseDate(onDate), from: formatChineseDate(from) });
}
