import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

/** What every paper of a meeting says at its head. */
export interface MeetingHead {
  readonly school: string;
  readonly schoolYear: string;
  readonly panel: string;
  readonly no: number;
  readonly purpose: string;
  readonly heldOn: IsoDate;
  readonly place: string;
  readonly method: string;
  readonly imprint: Imprint;
}
