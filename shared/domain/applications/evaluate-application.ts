import { maskIdNumber } from '../identity/id-number.ts';
import { nameKey } from '../identity/person-name.ts';
import { formatSex } from '../identity/sex.ts';
import { formatSpecialGroup } from '../identification/special-group.ts';
import type { ApplicationForm, BasicField } from './application-form.ts';
import { basicFields } from './application-form.ts';
import { parseFamilyRelation } from './family-relation.ts';
import { formLayouts } from './form-layout.ts';
import type { FormProblem } from './form-problem.ts';
import { evaluateConsentNeed } from './guardian-consent.ts';
import { parseHealthStatus } from './health-status.ts';
import { comparePerHead, computePerHead } from './per-head-income.ts';
import type { ApplicationContext, RegisterFacts } from './read-application.ts';

/**
 * Everything that is wrong or doubtful in a form that could be read (handbook 2.5): what the family wrote is kept as it is, and what doesn't fit is said.
 * Consent is asked at the date of the application, so that a form of last year is judged by the age of last year.
 */
export function evaluateApplication(form: ApplicationForm, context: ApplicationContext): readonly FormProblem[] {
  return [
    ...dateProblems(form, context), ...differenceProblems(form, context.register), ...contactProblems(form), ...householdProblems(form, context.register), ...incomeProblems(form),
    ...groupProblems(form, context), ...signatureProblems(form, context), ...consentProblems(form, context),
  ];
}

function dateProblems({ appliedOn }: ApplicationForm, { today }: ApplicationContext): FormProblem[] {
  return appliedOn !== null && appliedOn > today ? [{ code: 'application.date_in_future', severity: 'wrong', path: 'appliedOn', facts: { date: appliedOn, today } }] : [];
}

function differenceProblems({ written }: ApplicationForm, register: RegisterFacts): FormProblem[] {
  return basicFields.flatMap((field): FormProblem[] => {
    const text = written[field];
    if (text === undefined || (field === 'idNumber' && register.idNumber === null)) return [];
    const facts = field === 'idNumber' ? { field, written: maskIdNumber(text), register: maskIdNumber(register.idNumber ?? '') } : { field, written: text, register: registerText(field, register) };
    return [{ code: 'application.differs', severity: 'look', path: `written.${field}`, facts }];
  });
}

/** What the register says of a field, as a person reads it; '' where it knows nothing. */
export function registerText(field: BasicField, register: RegisterFacts): string {
  return field === 'sex' ? formatSex(register.sex) : register[field] ?? '';
}

function contactProblems(form: ApplicationForm): FormProblem[] {
  const problems: FormProblem[] = [];
  const { guardianPhone, postcode } = form;
  if (guardianPhone === '') problems.push({ code: 'application.guardian_phone_missing', severity: 'look', path: 'guardianPhone', facts: {} });
  else if (!/^\d{11}$/.test(guardianPhone)) problems.push({ code: 'application.phone_digits', severity: 'wrong', path: 'guardianPhone', facts: { whose: 'guardian', text: guardianPhone } });
  const own = form.written.phone;
  if (own !== undefined && !/^\d{11}$/.test(own.normalize('NFKC').replace(/[\s-]/gu, ''))) {
    problems.push({ code: 'application.phone_digits', severity: 'wrong', path: 'written.phone', facts: { whose: 'pupil', text: own } });
  }
  if (postcode !== '' && !/^\d{6}$/.test(postcode)) problems.push({ code: 'application.postcode_digits', severity: 'wrong', path: 'postcode', facts: { text: postcode } });
  return problems;
}

function householdProblems(form: ApplicationForm, register: RegisterFacts): FormProblem[] {
  const { members, familySize } = form;
  const problems: FormProblem[] = [];
  const firsts = new Map<string, number>();
  for (const [at, { name, relation }] of members.entries()) {
    const row = at + 1;
    const key = nameKey(name);
    const first = firsts.get(key);
    if (key !== '' && first !== undefined) problems.push({ code: 'application.member_twice', severity: 'wrong', path: `members.${at}.name`, facts: { row, name, first } });
    else firsts.set(key, row);
    if (key !== '' && key === nameKey(register.name)) problems.push({ code: 'application.member_is_pupil', severity: 'wrong', path: `members.${at}.name`, facts: { row, name } });
    if (parseFamilyRelation(relation, register.sex) === null) problems.push({ code: 'application.relation_unknown', severity: 'look', path: `members.${at}.relation`, facts: { row, name, text: relation } });
  }
  if (members.length === 0) problems.push({ code: 'application.no_members', severity: 'look', path: 'members.0.name', facts: {} });
  if (familySize === null) problems.push({ code: 'application.family_size_missing', severity: 'look', path: 'familySize', facts: {} });
  else if (familySize !== members.length + 1) {
    problems.push({ code: 'application.family_size_differs', severity: 'look', path: 'familySize', facts: { written: familySize, people: members.length + 1 } });
  }
  return problems;
}

function incomeProblems({ members, perHeadFen, familySize }: ApplicationForm): FormProblem[] {
  const computed = computePerHead(members.map((member) => member.incomeFen));
  if (perHeadFen === null) return [{ code: 'application.per_head_missing', severity: 'look', path: 'perHead', facts: {} }];
  if (computed.perHeadFen === null) {
    return computed.unknownIncomes === 0 ? [] : [{ code: 'application.per_head_unknown', severity: 'look', path: 'perHead', facts: { unknown: computed.unknownIncomes } }];
  }
  const comparison = comparePerHead(perHeadFen, computed, familySize);
  if (comparison.kind !== 'differs') return [];
  return [{
    code: 'application.per_head_differs', severity: 'look', path: 'perHead',
    facts: { writtenFen: perHeadFen, computedFen: computed.perHeadFen, people: computed.people, familySize, slip: comparison.slip },
  }];
}

function groupProblems(form: ApplicationForm, { supportedGroups }: ApplicationContext): FormProblem[] {
  const problems: FormProblem[] = [];
  const ticked = Object.keys(form.groups).filter((key) => form.groups[key] === 'yes');
  const disabled = form.members.some((member) => parseHealthStatus(member.health) === 'disabled');
  const noGroup = ticked.length === 0 && form.otherGroup === '';
  if (formLayouts[form.layout].otherNeeded && form.circumstances.other === '' && (noGroup || disabled)) {
    problems.push({ code: 'application.other_needed', severity: 'look', path: 'circumstances.other', facts: { why: noGroup ? 'no_group' : 'disabled_member' } });
  }
  if (supportedGroups === null) return problems;
  const unsupported = ticked.filter((key) => !supportedGroups.includes(key));
  const unticked = supportedGroups.filter((key) => !ticked.includes(key));
  if (unsupported.length > 0) problems.push({ code: 'application.group_unsupported', severity: 'look', path: 'groups', facts: { groups: unsupported.map(formatSpecialGroup) } });
  if (unticked.length > 0) problems.push({ code: 'application.group_not_ticked', severity: 'look', path: 'groups', facts: { groups: unticked.map(formatSpecialGroup) } });
  return problems;
}

function signatureProblems({ promise, consent, appliedOn }: ApplicationForm, { today }: ApplicationContext): FormProblem[] {
  const problems: FormProblem[] = [];
  if (promise.handwritten !== 'yes') problems.push({ code: 'application.promise_not_handwritten', severity: 'look', path: 'promise.handwritten', facts: {} });
  if (promise.signedBy === '') problems.push({ code: 'application.promise_unsigned', severity: 'look', path: 'promise.signedBy', facts: {} });
  for (const [what, signedOn] of [['promise', promise.signedOn], ['consent', consent.signedOn]] as const) {
    if (signedOn === null) continue;
    if (signedOn > today) problems.push({ code: 'application.signed_in_future', severity: 'wrong', path: `${what}.signedOn`, facts: { what, date: signedOn, today } });
    else if (appliedOn !== null && signedOn > appliedOn) problems.push({ code: 'application.signed_after_application', severity: 'look', path: `${what}.signedOn`, facts: { what, signedOn, appliedOn } });
  }
  return problems;
}

function consentProblems({ consent, appliedOn }: ApplicationForm, { register, today }: ApplicationContext): FormProblem[] {
  const need = evaluateConsentNeed(register.stage, register.birthDate, appliedOn ?? today);
  if (!need.needed) return [];
  const { reason, age } = need;
  if (consent.given === 'no') return [{ code: 'application.consent_refused', severity: 'wrong', path: 'consent.given', facts: { reason } }];
  if (consent.given === 'unknown') return [{ code: 'application.consent_missing', severity: 'wrong', path: 'consent.given', facts: { reason, age } }];
  return consent.signedBy === '' ? [{ code: 'application.consent_signer_missing', severity: 'look', path: 'consent.signedBy', facts: {} }] : [];
}
