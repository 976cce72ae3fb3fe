import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

/** 谈心谈话记录: one talk, for the pupil's own file and nobody's notice board. No form is published; the rows are those of the record. */
export interface TalkRecordPaper {
  readonly kind: 'talk_record';
  readonly school: string;
  readonly schoolYear: string;
  readonly name: string;
  readonly className: string;
  readonly talkedOn: IsoDate;
  readonly talker: string;
  readonly way: string;
  readonly place: string;
  readonly topics: readonly string[];
  readonly reason: string;
  readonly said: string;
  readonly promised: string;
  readonly followUp: string;
  readonly followUpBy: IsoDate | null;
  readonly doneOn: IsoDate | null;
  readonly doneResult: string;
  /** Why the record was struck out; '' while it stands. */
  readonly struckOut: string;
  readonly imprint: Imprint;
}
