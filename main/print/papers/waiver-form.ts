import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

/** 放弃声明: blank for the pen, with a pupil's name in it, or as it was registered. */
export interface WaiverFormPaper {
  readonly kind: 'waiver_form';
  readonly school: string;
  readonly yearName: string;
  /** The one item given up, in words; '' leaves its name to the pen; null: all aid of the year. */
  readonly item: string | null;
  readonly pupil: { readonly name: string; readonly className: string } | null;
  /** What made the child eligible. */
  readonly groups: readonly string[];
  readonly signed: {
    readonly reason: string; readonly signer: string; readonly relation: string; readonly signedOn: IsoDate; readonly witness: string;
    readonly revokedOn: IsoDate | null; readonly revokedReason: string | null;
  } | null;
  readonly officePhone: string;
  readonly imprint: Imprint;
}
