import { formatPlainYuan } from '../money/fen.ts';
import type { Fen } from '../money/fen.ts';
import type { ApplicationDraft, ApplicationForm } from './application-form.ts';
import { emptyDraft } from './application-form.ts';

/** A stored form as texts again, for correcting it or writing it to a file. Read back, it is the same form. */
export function draftOfForm(form: ApplicationForm): ApplicationDraft {
  const blank = emptyDraft(form.layout);
  return {
    ...blank,
    appliedOn: form.appliedOn ?? '',
    written: { ...blank.written, ...form.written },
    familySize: form.familySize === null ? '' : String(form.familySize),
    address: form.address, postcode: form.postcode, guardianPhone: form.guardianPhone,
    members: form.members.map(({ age, incomeFen, ...member }) => ({ ...member, age: age === null ? '' : String(age), income: yuanText(incomeFen) })),
    groups: form.groups, otherGroup: form.otherGroup,
    perHead: yuanText(form.perHeadFen),
    circumstances: form.circumstances,
    promise: { ...form.promise, signedOn: form.promise.signedOn ?? '' },
    consent: { ...form.consent, signedOn: form.consent.signedOn ?? '' },
    aid: form.aid,
  };
}

/** Whole yuan without decimals, as people write them; '' for unknown. */
export function yuanText(amount: Fen | null): string {
  return amount === null ? '' : formatPlainYuan(amount).replace(/\.00$/, '');
}
