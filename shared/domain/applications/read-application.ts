import type { IsoDate } from '../calendar/iso-date.ts';
import { parseIsoDate } from '../calendar/iso-date.ts';
import { cleanIdNumber } from '../identity/id-number.ts';
import { nameKey } from '../identity/person-name.ts';
import type { SexOrUnknown } from '../identity/sex.ts';
import { parseSex } from '../identity/sex.ts';
import type { Fen } from '../money/fen.ts';
import type { EducationStage } from '../roster/stage.ts';
import type { TriState } from '../tri-state.ts';
import type { ApplicationDraft, ApplicationForm, BasicField, FormMember, MemberDraft } from './application-form.ts';
import { basicFields, memberParts } from './application-form.ts';
import { evaluateApplication } from './evaluate-application.ts';
import type { FormProblem } from './form-problem.ts';
import { readIncome } from './read-income.ts';

/** What the register says of the pupil. `idNumber` null: the one who asks may not see it, and what was written is kept unread. */
export interface RegisterFacts {
  readonly name: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idNumber: string | null;
  readonly nativePlace: string;
  readonly hukouType: string;
  readonly phone: string;
  readonly stage: EducationStage;
}

export interface ApplicationContext {
  readonly register: RegisterFacts;
  readonly today: IsoDate;
  /** Groups that have evidence in the case or on a list; null: not asked. */
  readonly supportedGroups: readonly string[] | null;
}

export interface ApplicationReading {
  readonly form: ApplicationForm;
  readonly problems: readonly FormProblem[];
}

type Note = (problem: FormProblem) => void;

/** Reads a draft into a form and says everything that is wrong or doubtful in it (handbook 2.5, 7.8 DEF-04, 9.1). The draft itself is not changed. */
export function readApplication(draft: ApplicationDraft, context: ApplicationContext): ApplicationReading {
  const problems: FormProblem[] = [];
  const note: Note = (problem) => { problems.push(problem); };
  const form: ApplicationForm = {
    layout: draft.layout,
    appliedOn: readAppliedOn(draft.appliedOn, note),
    written: writtenDifferences(draft.written, context.register),
    familySize: readFamilySize(draft.familySize, note),
    address: draft.address.trim(), postcode: digitsOf(draft.postcode), guardianPhone: digitsOf(draft.guardianPhone),
    members: readFormMembers(draft.members, note),
    groups: knownTicks(draft.groups), otherGroup: draft.otherGroup.trim(),
    perHeadFen: readPerHead(draft.perHead, note),
    circumstances: Object.fromEntries(Object.entries(draft.circumstances).map(([key, text]) => [key, text.trim()])) as unknown as ApplicationForm['circumstances'],
    promise: { handwritten: draft.promise.handwritten, signedBy: draft.promise.signedBy.trim(), signedOn: readSigned('promise', draft.promise.signedOn, note) },
    consent: {
      given: draft.consent.given, signedBy: draft.consent.signedBy.trim(), relation: draft.consent.relation.trim(), signedOn: readSigned('consent', draft.consent.signedOn, note),
    },
    aid: draft.aid,
  };
  // A field that couldn't be read is not missing as well.
  const unread = new Set(problems.map((problem) => problem.path));
  return { form, problems: [...problems, ...evaluateApplication(form, context).filter((problem) => problem.severity === 'wrong' || !unread.has(problem.path))] };
}

/** Digits of a phone or postcode in one form: full-width signs, blanks and dashes are not what was meant. */
function digitsOf(text: string): string {
  return text.normalize('NFKC').replace(/[\s\u200b-\u200f\ufeff-]/gu, '');
}

function readAppliedOn(text: string, note: Note): IsoDate | null {
  if (text.trim() === '') {
    note({ code: 'application.date_missing', severity: 'wrong', path: 'appliedOn', facts: {} });
    return null;
  }
  const date = parseIsoDate(text);
  if (date === null) note({ code: 'application.date_unread', severity: 'wrong', path: 'appliedOn', facts: { text: text.trim() } });
  return date;
}

function readSigned(what: 'promise' | 'consent', text: string, note: Note): IsoDate | null {
  if (text.trim() === '') return null;
  const date = parseIsoDate(text);
  if (date === null) note({ code: 'application.signed_unread', severity: 'wrong', path: `${what}.signedOn`, facts: { what, text: text.trim() } });
  return date;
}

function readFamilySize(text: string, note: Note): number | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '').replace(/[人口]+$/u, '');
  if (plain === '') return null;
  const size = /^\d{1,2}$/.test(plain) ? Number(plain) : 0;
  if (size >= 1 && size <= 30) return size;
  note({ code: 'application.family_size_unread', severity: 'wrong', path: 'familySize', facts: { text: text.trim() } });
  return null;
}

function readPerHead(text: string, note: Note): Fen | null {
  const reading = readIncome(text);
  if (reading.ok) return reading.incomeFen;
  note({ code: 'application.per_head_unread', severity: 'wrong', path: 'perHead', facts: { text: text.trim(), problem: reading.problem } });
  return null;
}

/** A row nobody wrote into is no member. */
function readFormMembers(drafts: readonly MemberDraft[], note: Note): readonly FormMember[] {
  return drafts.flatMap((draft, at) => (memberParts.every((part) => draft[part].trim() === '') ? [] : [readFormMember(draft, at, note)]));
}

function readFormMember(draft: MemberDraft, at: number, note: Note): FormMember {
  const row = at + 1;
  const name = draft.name.trim();
  if (name === '') note({ code: 'application.member_name_missing', severity: 'wrong', path: `members.${at}.name`, facts: { row } });
  const plainAge = draft.age.normalize('NFKC').replace(/[\s岁]/gu, '');
  const age = /^\d{1,3}$/.test(plainAge) && Number(plainAge) <= 120 ? Number(plainAge) : null;
  if (plainAge !== '' && age === null) note({ code: 'application.member_age_unread', severity: 'wrong', path: `members.${at}.age`, facts: { row, name, text: draft.age.trim() } });
  const income = readIncome(draft.income);
  if (!income.ok) note({ code: 'application.member_income_unread', severity: 'wrong', path: `members.${at}.income`, facts: { row, name, text: draft.income.trim(), problem: income.problem } });
  return {
    name, age, relation: draft.relation.trim(), employer: draft.employer.trim(), job: draft.job.trim(), incomeFen: income.ok ? income.incomeFen : null, health: draft.health.trim(),
  };
}

/** Unknown is what is not there: two forms with the same marks are the same form. */
function knownTicks(groups: Readonly<Record<string, TriState>>): Readonly<Record<string, TriState>> {
  return Object.fromEntries(Object.entries(groups).filter(([, tick]) => tick !== 'unknown').toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

function writtenDifferences(written: ApplicationDraft['written'], register: RegisterFacts): ApplicationForm['written'] {
  const kept = basicFields.flatMap((field): [BasicField, string][] => {
    const text = written[field].trim();
    return text === '' || saysTheSame(field, text, register) ? [] : [[field, text]];
  });
  return Object.fromEntries(kept);
}

/** Whether the paper says of a field what the register says: 2013年3月 agrees with any day of that month, a sex with either way of writing it. */
export function saysTheSame(field: BasicField, text: string, register: RegisterFacts): boolean {
  switch (field) {
    case 'name': return nameKey(text) === nameKey(register.name);
    case 'sex': return parseSex(text) === register.sex;
    case 'birthDate': return register.birthDate !== null && sameBirth(text, register.birthDate);
    case 'idNumber': return register.idNumber !== null && cleanIdNumber(text) === register.idNumber;
    case 'phone': return digitsOf(text) === digitsOf(register.phone);
    case 'nativePlace': case 'hukouType': {
      const [ours, theirs] = [register[field], text].map((one) => one.normalize('NFKC').replace(/\s|户口$|户$/gu, '')) as [string, string];
      return ours === theirs;
    }
  }
}

function sameBirth(text: string, birthDate: IsoDate): boolean {
  const date = parseIsoDate(text);
  if (date !== null) return date === birthDate;
  const month = /^(\d{4})[-./年]?(\d{1,2})月?$/.exec(text.normalize('NFKC').replace(/\s/gu, ''));
  return month !== null && birthDate.startsWith(`${month[1]}-${(month[2] ?? '').padStart(2, '0')}`);
}
