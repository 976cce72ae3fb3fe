import type { IsoDate } from '../calendar/iso-date.ts';
import type { Fen } from '../money/fen.ts';
import type { TriState } from '../tri-state.ts';

/** How a family was met (handbook 2.10, home_visit): 实地, 电话, 委托 (cross-city pupils of 中职), 线上. */
export const visitWays = ['on_site', 'phone', 'entrusted', 'online'] as const;
export type VisitWay = (typeof visitWays)[number];

/** `verification`: the step before a decision. `care`: keeping in touch afterwards; it proves nothing and is no step. */
export const visitPurposes = ['verification', 'care'] as const;
export type VisitPurpose = (typeof visitPurposes)[number];

/** 与申请是否一致. Nothing seen yet is `unknown`, never 一致. */
export const consistencies = ['consistent', 'inconsistent', 'unknown'] as const;
export type Consistency = (typeof consistencies)[number];

/** 属实 · 基本属实 · 不属实 · 需补充. */
export const visitVerdicts = ['true', 'mostly_true', 'untrue', 'more_needed'] as const;
export type VisitVerdict = (typeof visitVerdicts)[number];

export interface Visitor {
  readonly name: string;
  /** 班主任, 资助专干, 村干部 …, in the school's own words; '' where nobody wrote it. */
  readonly role: string;
}

/** Everything a visit's record holds. What speaks of the family's private matters is `VisitNotes`, and is read only with its own permission (handbook 9.2, S5). */
export interface VisitRecord extends VisitNotes {
  readonly purpose: VisitPurpose;
  readonly way: VisitWay;
  readonly visitedOn: IsoDate;
  readonly visitors: readonly Visitor[];
  readonly consistent: Consistency;
  readonly verdict: VisitVerdict | null;
  /** Whether the policy was explained to the family. */
  readonly policyTold: TriState;
  /** Who went in the school's place and why, for `entrusted` alone. */
  readonly entrustedTo: string;
  readonly entrustedReason: string;
  /** 不宜拍照: then no photo is asked for, and the record says why. */
  readonly photosUnsuitable: boolean;
  readonly photosReason: string;
}

export interface VisitNotes {
  readonly address: string;
  /** The household as it was found: members, work, who is away. */
  readonly household: string;
  /** 分 a year, as the family or the visitors estimate it; null where nobody said. */
  readonly incomeFen: Fen | null;
  readonly incomeNote: string;
  /** Large spending and debts. */
  readonly spendingNote: string;
  readonly housing: string;
  readonly health: string;
  readonly findings: string;
  /** What differs from the application. */
  readonly differs: string;
  readonly familyWords: string;
  readonly respondent: string;
  readonly respondentRelation: string;
  readonly conclusion: string;
}

/** A record nobody has written anything into yet. */
export const emptyNotes: VisitNotes = {
  address: '', household: '', incomeFen: null, incomeNote: '', spendingNote: '', housing: '', health: '', findings: '', differs: '', familyWords: '',
  respondent: '', respondentRelation: '', conclusion: '',
};

/** Whether a photo is still to be asked for: only of a visit on the spot, and never where the record says it would not be fitting. */
export function asksPhoto(visit: Pick<VisitRecord, 'way' | 'photosUnsuitable'>): boolean {
  return visit.way === 'on_site' && !visit.photosUnsuitable;
}

/** 王老师（班主任）、李老师 */
export function formatVisitors(visitors: readonly Visitor[]): string {
  return visitors.map(({ name, role }) => (role === '' ? name : `${name}（${role}）`)).join('、');
}

const written = /([^、,，;；/／|\n\r\t（(）)]+)(?:[（(]([^）)]*)[）)])?/gu;

/**
 * Reads visitors as people write them in one cell: 王老师（班主任）、李老师 · 王芳 刘洋 · 王芳，刘洋（村干部、网格员）. Where nothing but blanks parts the
 * names, a blank parts them, and single characters belong together in pairs (王 芳 is one person). A name that stands twice is read once.
 */
export function parseVisitors(text: string): Visitor[] {
  const parts = [...text.matchAll(written)].map(([, name = '', role = '']) => ({ name: name.trim(), role: role.trim() })).filter(({ name }) => name !== '');
  const [only, ...others] = parts;
  const people = only && others.length === 0 && only.role === '' ? splitNames(only.name).map((name) => ({ name, role: '' })) : parts.map(({ name, role }) => ({ name: name.replace(/\s/gu, ''), role }));
  const known = new Set<string>();
  return people.filter(({ name }) => !known.has(name) && known.add(name));
}

function splitNames(text: string): string[] {
  const names: string[] = [];
  let family = '';
  for (const part of text.split(/\s+/u)) {
    if (family === '' && [...part].length === 1) family = part;
    else {
      names.push(family + part);
      family = '';
    }
  }
  return family === '' ? names : [...names, family];
}
