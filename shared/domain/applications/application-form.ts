import type { IsoDate } from '../calendar/iso-date.ts';
import type { Fen } from '../money/fen.ts';
import type { TriState } from '../tri-state.ts';
import type { CircumstanceKey, FormLayoutKey } from './form-layout.ts';

/** What of 基本情况 the register has as well. A form keeps only what the family wrote differently; the register is not changed by it. */
export const basicFields = ['name', 'sex', 'birthDate', 'idNumber', 'nativePlace', 'hukouType', 'phone'] as const;
export type BasicField = (typeof basicFields)[number];

/** A member of the household as the form lists one; the pupil is not listed (handbook 2.5). */
export interface FormMember {
  readonly name: string;
  readonly age: number | null;
  /** As written: 父女 or 父亲. */
  readonly relation: string;
  readonly employer: string;
  readonly job: string;
  /** 年收入 in fen; null: not known. */
  readonly incomeFen: Fen | null;
  /** As written, in either set of words. */
  readonly health: string;
}

/** 认定申请表 as the family handed it in. What the bodies think of it is not in here. Flags not marked are unknown. */
export interface ApplicationForm {
  readonly layout: FormLayoutKey;
  readonly appliedOn: IsoDate | null;
  readonly written: Readonly<Partial<Record<BasicField, string>>>;
  /** 家庭人口 as written. */
  readonly familySize: number | null;
  readonly address: string;
  readonly postcode: string;
  readonly guardianPhone: string;
  readonly members: readonly FormMember[];
  /** Ticks by group key; a group that is absent is unknown. */
  readonly groups: Readonly<Record<string, TriState>>;
  /** A group the form does not print, in the family's words. */
  readonly otherGroup: string;
  /** 家庭人均年收入 as written. */
  readonly perHeadFen: Fen | null;
  readonly circumstances: Readonly<Record<CircumstanceKey, string>>;
  readonly promise: { readonly handwritten: TriState; readonly signedBy: string; readonly signedOn: IsoDate | null };
  readonly consent: { readonly given: TriState; readonly signedBy: string; readonly relation: string; readonly signedOn: IsoDate | null };
  readonly aid: { readonly boarding: TriState; readonly nonBoarding: TriState };
}

export const memberParts = ['name', 'age', 'relation', 'employer', 'job', 'income', 'health'] as const;
export type MemberPart = (typeof memberParts)[number];
export type MemberDraft = Readonly<Record<MemberPart, string>>;

/** A form as it is being typed or as a file brings it: texts, read into an `ApplicationForm` by `readApplication`. A draft may say anything. */
export interface ApplicationDraft {
  readonly layout: FormLayoutKey;
  readonly appliedOn: string;
  /** What the paper says; equal to the register or '' is no difference. */
  readonly written: Readonly<Record<BasicField, string>>;
  readonly familySize: string;
  readonly address: string;
  readonly postcode: string;
  readonly guardianPhone: string;
  readonly members: readonly MemberDraft[];
  readonly groups: Readonly<Record<string, TriState>>;
  readonly otherGroup: string;
  readonly perHead: string;
  readonly circumstances: Readonly<Record<CircumstanceKey, string>>;
  readonly promise: { readonly handwritten: TriState; readonly signedBy: string; readonly signedOn: string };
  readonly consent: { readonly given: TriState; readonly signedBy: string; readonly relation: string; readonly signedOn: string };
  readonly aid: { readonly boarding: TriState; readonly nonBoarding: TriState };
}

export const emptyMember: MemberDraft = { name: '', age: '', relation: '', employer: '', job: '', income: '', health: '' };

/** A blank form of this layout. */
export function emptyDraft(layout: FormLayoutKey): ApplicationDraft {
  return {
    layout, appliedOn: '', written: { name: '', sex: '', birthDate: '', idNumber: '', nativePlace: '', hukouType: '', phone: '' }, familySize: '', address: '', postcode: '', guardianPhone: '',
    members: [], groups: {}, otherGroup: '', perHead: '', circumstances: { disaster: '', accident: '', weakLabour: '', unemployment: '', debt: '', other: '' },
    promise: { handwritten: 'unknown', signedBy: '', signedOn: '' }, consent: { given: 'unknown', signedBy: '', relation: '', signedOn: '' }, aid: { boarding: 'unknown', nonBoarding: 'unknown' },
  };
}
