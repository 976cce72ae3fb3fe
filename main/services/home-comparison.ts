import type { TermCounts } from '#shared/domain/checks/term-steps.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '#main/db/connection.ts';

/** How the term stands against the national system's exports. */
export function countComparison(_db: ReadableDb, _place: { readonly schoolId: number; readonly term: TermKey }): TermCounts['comparison'] {
  return { exports: 0, pupils: null, hardship: null, aid: null };
}
