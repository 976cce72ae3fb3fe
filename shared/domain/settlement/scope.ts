import { assertNever } from '#shared/domain/assert-never.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate, isoDateOf } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear, formatTerm, termsOf } from '#shared/domain/calendar/term.ts';
import type { JournalRange } from '#shared/domain/ledger/totals.ts';

/**
 * What a statement is about. 学期 and 学年 follow the money: entries that belong to the term, whatever their date (up to `asOf`).
 * 自然年 and 任意日 follow the calendar: entries dated so, whatever their term, as finance counts. The same journal answers all
 * four, and what looked like a difference to an auditor is only the choice between them (handbook 4.8).
 */
export type SettlementScope =
  | { readonly kind: 'term'; readonly term: TermKey; readonly asOf: IsoDate | null }
  | { readonly kind: 'school_year'; readonly schoolYear: SchoolYear; readonly asOf: IsoDate | null }
  | { readonly kind: 'calendar_year'; readonly year: number; readonly asOf: IsoDate | null }
  | { readonly kind: 'as_of'; readonly date: IsoDate };

/** The part of the journal a scope reads. */
export function rangeOf(scope: SettlementScope): JournalRange {
  switch (scope.kind) {
    case 'term':
      return { terms: [scope.term], from: null, to: scope.asOf };
    case 'school_year':
      return { terms: termsOf(scope.schoolYear), from: null, to: scope.asOf };
    case 'calendar_year': {
      const lastDay = isoDateOf(scope.year, 12, 31);
      return { terms: null, from: isoDateOf(scope.year, 1, 1), to: scope.asOf !== null && scope.asOf < lastDay ? scope.asOf : lastDay };
    }
    case 'as_of':
      return { terms: null, from: null, to: scope.date };
    default:
      return assertNever(scope);
  }
}

/** The scope as the head of a statement names it. */
export function formatScope(scope: SettlementScope): string {
  switch (scope.kind) {
    case 'term':
      return withDate(formatTerm(scope.term), scope.asOf);
    case 'school_year':
      return withDate(formatSchoolYear(scope.schoolYear), scope.asOf);
    case 'calendar_year':
      return withDate(`${scope.year}年（自然年）`, scope.asOf);
    case 'as_of':
      return `截至${formatChineseDate(scope.date)}`;
    default:
      return assertNever(scope);
  }
}

function withDate(name: string, asOf: IsoDate | null): string {
  return asOf === null ? name : `${name}（截至${formatChineseDate(asOf)}）`;
}
