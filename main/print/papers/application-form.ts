import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Imprint } from './imprint.ts';

export interface ApplicationSheetMember {
  readonly name: string;
  readonly age: string;
  readonly relation: string;
  readonly employer: string;
  readonly job: string;
  /** In yuan, as the family wrote it; '' for unknown. */
  readonly income: string;
  readonly health: string;
}

/** A box with its words; null leaves it for the pen. */
export interface ApplicationTick {
  readonly label: string;
  readonly ticked: boolean | null;
}

/** One pupil's form as it is printed. What is '' is left blank for the pen; the promise is always written by hand. */
export interface ApplicationSheet {
  readonly school: string;
  readonly yearName: string;
  readonly className: string;
  readonly name: string;
  readonly sex: string;
  readonly birth: string;
  readonly idNumber: string;
  readonly familySize: string;
  readonly nativePlace: string;
  readonly hukou: readonly ApplicationTick[];
  readonly phone: string;
  readonly address: string;
  readonly postcode: string;
  readonly guardianPhone: string;
  readonly members: readonly ApplicationSheetMember[];
  readonly groups: readonly ApplicationTick[];
  readonly otherGroup: string;
  readonly perHead: string;
  readonly circumstances: readonly { readonly label: string; readonly text: string }[];
  readonly aid: readonly ApplicationTick[];
  /** Whether a guardian must consent: 必填 stands at the block. Null on a blank form. */
  readonly consentNeeded: boolean | null;
  readonly promise: { readonly signedBy: string; readonly signedOn: IsoDate | null };
  readonly consent: { readonly signedBy: string; readonly relation: string; readonly signedOn: IsoDate | null };
}

/** 认定申请表, any number of pupils one after the other, in one of the two layouts. A county's template of the same name replaces the look. */
export interface ApplicationFormPaper {
  readonly kind: 'application_one_sheet' | 'application_two_page';
  readonly forms: readonly ApplicationSheet[];
  /** False: a blank or half-filled form for the family; it says nothing of who printed it. */
  readonly filled: boolean;
  readonly imprint: Imprint;
}
