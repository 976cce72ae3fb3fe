import { addDays } from '../calendar/iso-date.ts';
import type { IsoDate } from '../calendar/iso-date.ts';
import { termRange, termsOf } from '../calendar/term.ts';
import type { SchoolYear } from '../calendar/term.ts';
import type { ProcedureSpec } from '../identification/procedure-profile.ts';
import { nameKey } from '../identity/person-name.ts';
import type { VisitRecord } from './visit.ts';

/** What is wrong with a record, or only worth a look; `field` is where. */
export type VisitProblem = { readonly field: keyof VisitRecord } & (
  | { readonly code: 'visit.in_future'; readonly facts: { readonly date: string; readonly today: string } }
  | { readonly code: 'visit.outside_year'; readonly facts: { readonly date: string; readonly from: string; readonly to: string } }
  | { readonly code: 'visit.no_visitor'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'visit.visitor_twice'; readonly facts: { readonly visitor: string } }
  | { readonly code: 'visit.too_few_visitors'; readonly facts: { readonly count: number; readonly needed: number; readonly required: boolean } }
  | { readonly code: 'visit.entrusted_to_missing'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'visit.entrusted_reason_missing'; readonly facts: { readonly to: string } }
  | { readonly code: 'visit.entrusted_otherwise'; readonly facts: { readonly to: string } }
  | { readonly code: 'visit.differs_missing'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'visit.differs_otherwise'; readonly facts: Readonly<Record<string, never>> }
  | { readonly code: 'visit.photos_reason_missing'; readonly facts: Readonly<Record<string, never>> }
);

export interface CheckedVisit {
  readonly wrong: readonly VisitProblem[];
  readonly look: readonly VisitProblem[];
}

/** Families are visited from the summer before a 学年 on: this many days before its first term counts as its own (our reading, P). */
const summerDays = 92;

/** The days on which a visit of a 学年 can have been made. */
export function visitDays(year: SchoolYear): { readonly from: IsoDate; readonly to: IsoDate } {
  const [autumn, spring] = termsOf(year);
  return { from: addDays(termRange(autumn).from, -summerDays), to: termRange(spring).to };
}

/**
 * What stands against a record as such (handbook 2.10): a day that has not come or lies outside the 学年, nobody who went, one visitor where the
 * procedure counts two on the spot, an entrusted visit without who and why, 不一致 without what, 不宜拍照 without why. Too few visitors are refused
 * where the place requires the visit, and only said where it records it.
 */
export function checkVisit(visit: VisitRecord, spec: ProcedureSpec, year: SchoolYear, today: IsoDate): CheckedVisit {
  const few = tooFew(visit, spec);
  const required = spec.steps.visit === 'required';
  return {
    wrong: [...dayProblems(visit, year, today), ...peopleProblems(visit), ...(required ? few : []), ...entrustedProblems(visit), ...reasonProblems(visit)],
    look: required ? [] : few,
  };
}

function dayProblems({ visitedOn }: VisitRecord, year: SchoolYear, today: IsoDate): VisitProblem[] {
  const { from, to } = visitDays(year);
  if (visitedOn > today) return [{ field: 'visitedOn', code: 'visit.in_future', facts: { date: visitedOn, today } }];
  return visitedOn < from || visitedOn > to ? [{ field: 'visitedOn', code: 'visit.outside_year', facts: { date: visitedOn, from, to } }] : [];
}

function peopleProblems({ visitors }: VisitRecord): VisitProblem[] {
  if (visitors.length === 0) return [{ field: 'visitors', code: 'visit.no_visitor', facts: {} }];
  const keys = visitors.map(({ name }) => nameKey(name));
  const twice = visitors.find((_, index) => keys.indexOf(keys[index] ?? '') !== index);
  return twice ? [{ field: 'visitors', code: 'visit.visitor_twice', facts: { visitor: twice.name } }] : [];
}

/** The number is of those who stood in the house; a call or a screen needs no second pair of eyes. */
function tooFew({ way, visitors }: VisitRecord, spec: ProcedureSpec): VisitProblem[] {
  if (way !== 'on_site' || visitors.length === 0 || visitors.length >= spec.visitors) return [];
  return [{ field: 'visitors', code: 'visit.too_few_visitors', facts: { count: visitors.length, needed: spec.visitors, required: spec.steps.visit === 'required' } }];
}

function entrustedProblems({ way, entrustedTo, entrustedReason }: VisitRecord): VisitProblem[] {
  if (way !== 'entrusted') return entrustedTo === '' && entrustedReason === '' ? [] : [{ field: 'entrustedTo', code: 'visit.entrusted_otherwise', facts: { to: entrustedTo } }];
  if (entrustedTo === '') return [{ field: 'entrustedTo', code: 'visit.entrusted_to_missing', facts: {} }];
  return entrustedReason === '' ? [{ field: 'entrustedReason', code: 'visit.entrusted_reason_missing', facts: { to: entrustedTo } }] : [];
}

function reasonProblems({ consistent, differs, photosUnsuitable, photosReason }: VisitRecord): VisitProblem[] {
  return [
    ...(consistent === 'inconsistent' && differs === '' ? [{ field: 'differs', code: 'visit.differs_missing', facts: {} } as const] : []),
    ...(consistent === 'consistent' && differs !== '' ? [{ field: 'differs', code: 'visit.differs_otherwise', facts: {} } as const] : []),
    ...(photosUnsuitable && photosReason === '' ? [{ field: 'photosReason', code: 'visit.photos_reason_missing', facts: {} } as const] : []),
  ];
}
