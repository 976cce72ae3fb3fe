import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

/** One pupil's 告知书, its words filled in. */
export interface FamilyLetterSheet {
  readonly className: string;
  readonly name: string;
  readonly title: string;
  readonly paragraphs: readonly string[];
  readonly slipText: string;
  readonly programmes: readonly { readonly name: string; readonly stages: string; readonly standard: string }[];
  readonly issuedOn: IsoDate;
  readonly replyBy: IsoDate | null;
}

/** 告知书 with tear-off 回执, a sheet a pupil. */
export interface FamilyLetterPaper {
  readonly kind: 'family_letter';
  readonly school: string;
  readonly sheets: readonly FamilyLetterSheet[];
  readonly imprint: Imprint;
}
