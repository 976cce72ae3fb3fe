import type { Fen } from '../money/fen.ts';
import type { BasicField } from './application-form.ts';
import type { ConsentReason } from './guardian-consent.ts';
import type { PerHeadSlip } from './per-head-income.ts';
import type { IncomeProblem } from './read-income.ts';

type Nothing = Readonly<Record<string, never>>;
type Signature = 'promise' | 'consent';

/** What can be wrong or doubtful in a form, with what each sentence quotes. Rows count from 1. The wording stands in shared/text/applications.ts. */
export interface FormProblemFacts {
  'application.date_missing': Nothing;
  'application.date_unread': { readonly text: string };
  'application.date_in_future': { readonly date: string; readonly today: string };
  'application.phone_digits': { readonly whose: 'guardian' | 'pupil'; readonly text: string };
  'application.postcode_digits': { readonly text: string };
  'application.family_size_unread': { readonly text: string };
  'application.per_head_unread': { readonly text: string; readonly problem: IncomeProblem };
  'application.member_name_missing': { readonly row: number };
  'application.member_age_unread': { readonly row: number; readonly name: string; readonly text: string };
  'application.member_income_unread': { readonly row: number; readonly name: string; readonly text: string; readonly problem: IncomeProblem };
  'application.member_twice': { readonly row: number; readonly name: string; readonly first: number };
  'application.member_is_pupil': { readonly row: number; readonly name: string };
  'application.signed_unread': { readonly what: Signature; readonly text: string };
  'application.signed_in_future': { readonly what: Signature; readonly date: string; readonly today: string };
  'application.consent_missing': { readonly reason: ConsentReason; readonly age: number | null };
  'application.consent_refused': { readonly reason: ConsentReason };
  'application.differs': { readonly field: BasicField; readonly written: string; readonly register: string };
  'application.family_size_missing': Nothing;
  'application.family_size_differs': { readonly written: number; readonly people: number };
  'application.no_members': Nothing;
  'application.relation_unknown': { readonly row: number; readonly name: string; readonly text: string };
  'application.per_head_missing': Nothing;
  'application.per_head_unknown': { readonly unknown: number };
  'application.per_head_differs': { readonly writtenFen: Fen; readonly computedFen: Fen; readonly people: number; readonly familySize: number | null; readonly slip: PerHeadSlip | null };
  'application.other_needed': { readonly why: 'no_group' | 'disabled_member' };
  'application.group_unsupported': { readonly groups: readonly string[] };
  'application.group_not_ticked': { readonly groups: readonly string[] };
  'application.guardian_phone_missing': Nothing;
  'application.promise_not_handwritten': Nothing;
  'application.promise_unsigned': Nothing;
  'application.signed_after_application': { readonly what: Signature; readonly signedOn: string; readonly appliedOn: string };
  'application.consent_signer_missing': Nothing;
}

export type FormProblemCode = keyof FormProblemFacts;

/**
 * `wrong` keeps a form from being received, a draft never; `look` is for a person to see and hinders nothing. `path` is the field of the draft it stands at,
 * e.g. `members.2.income`.
 */
export type FormProblem = {
  readonly [Code in FormProblemCode]: { readonly code: Code; readonly severity: 'wrong' | 'look'; readonly path: string; readonly facts: FormProblemFacts[Code] };
}[FormProblemCode];
