import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Score } from './score.ts';

/** How an item is answered: one choice; several, added up; points for each piece counted; points the body gives between two bounds. */
export const itemKinds = ['single', 'multiple', 'count', 'range'] as const;
export type ItemKind = (typeof itemKinds)[number];

/** What a choice is worth. `judged`: the body says, between the bounds. `unknown`: the table has a figure that isn't known here; it is not 0 (handbook 2.9). */
export type Points =
  | { readonly kind: 'fixed'; readonly score: Score }
  | { readonly kind: 'judged'; readonly min: Score; readonly max: Score }
  | { readonly kind: 'unknown' };

export interface ScoreOption {
  readonly key: string;
  readonly label: string;
  readonly points: Points;
}

interface ItemFacts {
  readonly key: string;
  readonly label: string;
  /** The table's own words or clause for it, quoted in the trace. */
  readonly clause: string;
  /** What paper to look at. */
  readonly evidence: string;
  readonly cap: Score | null;
  /** Left blank it counts 0; otherwise a blank item leaves the whole sheet without a total. */
  readonly optional: boolean;
}

export interface ChoiceItem extends ItemFacts {
  readonly kind: 'single' | 'multiple' | 'count';
  readonly options: readonly ScoreOption[];
}

export interface RangeItem extends ItemFacts {
  readonly kind: 'range';
  readonly min: Score;
  readonly max: Score;
}

export type ScoreItem = ChoiceItem | RangeItem;

export interface ScoreSection {
  readonly key: string;
  readonly title: string;
  readonly cap: Score | null;
  readonly items: readonly ScoreItem[];
}

/** Groups that aren't scored: the body gets points or a grade proposed straight away. The first rule of the table that names one of the pupil's groups holds. */
export interface BypassRule {
  readonly groupKeys: readonly string[];
  readonly score: Score | null;
  readonly grade: string | null;
  readonly clause: string;
}

/** From which points on which grade is proposed, from a day on. Heaviest grade first. The school's own figures: no text gives any (handbook 2.4, 2.9). */
export interface DatedCutoffs {
  readonly validFrom: IsoDate;
  /** Who set them: minutes, a decision. */
  readonly basis: string;
  readonly lines: readonly { readonly grade: string; readonly min: Score }[];
  /** Proposed below the last line; null: nothing is. */
  readonly below: string | null;
}

/** An index table (指标体系) as data: sections of items with caps, weights of self-score and verified score, bypass, cut-offs. */
export interface ScoreTable {
  readonly sections: readonly ScoreSection[];
  readonly cap: Score | null;
  /** Percent of the family's own score and of the verified one; together 100. With 0 the self-score is kept and compared, and counts for nothing. */
  readonly weights: { readonly self: number; readonly verified: number };
  /** The final score is rounded to so many decimals, half away from zero, once. */
  readonly decimals: 0 | 1 | 2;
  readonly bypass: readonly BypassRule[];
  readonly cutoffs: readonly DatedCutoffs[];
  /** What of a published table isn't known; '' for a whole one. */
  readonly missing: string;
  /** The highest number ever given to an item or a choice, through all versions: a key that was taken out is never given to something else, so answers can be carried over by key. */
  readonly issued: number;
}

/** One choice ticked: how often, and the points given where the body judges. `option` is null for a range. */
export interface Mark {
  readonly option: string | null;
  readonly count: number;
  readonly judged: Score | null;
}

/** The answers of one sheet by item. An item that isn't there is blank; an empty list says that nothing of it applies. */
export type Answers = Readonly<Record<string, readonly Mark[]>>;

/** Every item of the table in its order. */
export function itemsOf(table: Pick<ScoreTable, 'sections'>): readonly ScoreItem[] {
  return table.sections.flatMap((section) => section.items);
}

/** The cut-offs in force on a day: the newest that began on it or before; null where none had begun. */
export function cutoffsOn(table: Pick<ScoreTable, 'cutoffs'>, day: IsoDate): DatedCutoffs | null {
  return table.cutoffs.reduce<DatedCutoffs | null>((best, one) => (one.validFrom <= day && (best === null || one.validFrom > best.validFrom) ? one : best), null);
}

/** An empty table to begin with: everything verified, one section to fill. */
export const blankTable: ScoreTable = {
  sections: [{ key: 's1', title: '', cap: null, items: [] }], cap: null, weights: { self: 0, verified: 100 }, decimals: 2, bypass: [], cutoffs: [], missing: '', issued: 0,
};
