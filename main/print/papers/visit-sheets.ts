import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

/** What a visit's record says, already in words; `ticks` are the boxes to tick. */
export interface WrittenVisit {
  readonly visitedOn: IsoDate;
  readonly visitors: readonly string[];
  readonly entrusted: string;
  readonly household: string;
  readonly incomeFen: Fen | null;
  readonly incomeNote: string;
  readonly spendingNote: string;
  readonly housing: string;
  readonly health: string;
  readonly findings: string;
  readonly differs: string;
  readonly familyWords: string;
  readonly respondent: string;
  readonly conclusion: string;
  readonly photosReason: string;
  /** The words of the boxes that are ticked: 实地, 一致, 属实, 已讲解, 不宜拍照 … */
  readonly ticks: readonly string[];
}

export interface VisitSheet {
  readonly name: string;
  readonly sex: string;
  readonly className: string;
  readonly address: string;
  readonly phone: string;
  readonly guardians: string;
  readonly members: readonly { readonly name: string; readonly relation: string }[];
  /** Null on the sheets that go along in the bag. */
  readonly visit: WrittenVisit | null;
}

/** 家访记录: one page a pupil, with what the roster knows and room for the pen, or filled from the record. The heading says nothing of poverty. */
export interface VisitSheetsPaper {
  readonly kind: 'visit_sheets';
  readonly school: string;
  readonly schoolYear: string;
  /** An outing's name, day and visitors for the head of its sheets; null elsewhere. */
  readonly outing: { readonly name: string; readonly plannedOn: IsoDate | null; readonly visitors: string } | null;
  /** How many lines for visitors to sign. */
  readonly visitors: number;
  readonly sheets: readonly VisitSheet[];
  readonly imprint: Imprint;
}
