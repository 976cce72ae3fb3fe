import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { emptyDraft } from '#shared/domain/applications/application-form.ts';
import { draftOfForm } from '#shared/domain/applications/draft-of-form.ts';
import { formatFamilyRelation, formatPairRelation, parseFamilyRelation } from '#shared/domain/applications/family-relation.ts';
import { formLayouts } from '#shared/domain/applications/form-layout.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import { evaluateConsentNeed } from '#shared/domain/applications/guardian-consent.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { monthOf, parseIsoDate, yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { specialGroups } from '#shared/domain/identification/special-group.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { formatPupilClass, formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { circumstanceTexts } from '#shared/text/applications.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listApplications } from '#main/db/repositories/application-form.ts';
import { listSchoolMembers } from '#main/db/repositories/household-member.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listStudents } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import type { ApplicationSheet, ApplicationTick } from '#main/print/papers/application-form.ts';
import { prefilledDraft } from './application-views.ts';

/** What a form is printed from: `filled` the form at the school (or its draft), `prefilled` what the register knows, for the family to go on. */
export type SheetContent = 'filled' | 'prefilled';

export interface SheetAsk {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
  readonly content: SheetContent;
  /** Null: each form's own layout; a prefilled one the school's. */
  readonly layout: FormLayoutKey | null;
  readonly schoolLayout: FormLayoutKey;
  /** Whole numbers, for those who may see them. */
  readonly clear: boolean;
  /** Addresses and phones of the register may go on a prefilled form. */
  readonly showsContacts: boolean;
}

export interface PrintableForm {
  readonly studentId: number;
  readonly classId: number | null;
  readonly className: string;
  readonly name: string;
  readonly layout: FormLayoutKey;
  readonly sheet: ApplicationSheet;
}

/** The forms of these pupils ready to be printed, in the order of classes; pupils without a form are left out of filled ones. */
export function printableForms(db: ReadableDb, ask: SheetAsk, wants: (line: PupilLine) => boolean): readonly PrintableForm[] {
  const year = schoolYearOf(ask.term);
  const school = findSchool(db, ask.schoolId)?.name ?? '';
  const stored = listApplications(db, ask.schoolId, year);
  const students = new Map(listStudents(db, ask.schoolId).map((student) => [student.id, student]));
  const members = listSchoolMembers(db, ask.schoolId);
  return listPupilLines(db, ask.schoolId).filter(wants).flatMap((line): PrintableForm[] => {
    const student = students.get(line.studentId);
    const one = stored.get(line.studentId);
    const filled = one?.form ? draftOfForm(one.form) : one?.draft ?? null;
    if (!student || (ask.content === 'filled' && filled === null)) return [];
    const draft = ask.content === 'filled' && filled ? filled
      : prefilledDraft(student, members.get(line.studentId) ?? [], { today: ask.today, layout: ask.schoolLayout, clear: ask.showsContacts });
    const layout = ask.layout ?? draft.layout;
    const className = formatPupilClass(line, year);
    return [{ studentId: line.studentId, classId: line.classId, className, name: line.name, layout, sheet: sheetOf({ ...draft, layout }, student, { school, yearName: formatPupilYear(line, year), className, ask }) }];
  });
}

/** A blank form of the layout, for the copier. */
export function blankSheetOf(layout: FormLayoutKey, school: string): ApplicationSheet {
  const draft = emptyDraft(layout);
  return {
    school, yearName: '', className: '', name: '', sex: '', birth: '', idNumber: '', familySize: '', nativePlace: '', hukou: hukouTicks(''), phone: '', address: '', postcode: '', guardianPhone: '', members: [],
    groups: groupTicks({}), otherGroup: '', perHead: '', circumstances: circumstancesOf(draft), aid: aidTicks(draft), consentNeeded: null, promise: { signedBy: '', signedOn: null }, consent: { signedBy: '', relation: '', signedOn: null },
  };
}

interface SheetPlace {
  readonly school: string;
  readonly yearName: string;
  readonly className: string;
  readonly ask: SheetAsk;
}

function sheetOf(draft: ApplicationDraft, student: StudentRow, { school, yearName, className, ask }: SheetPlace): ApplicationSheet {
  const { attributes } = student;
  const { written } = draft;
  const need = evaluateConsentNeed(student.stage, student.birthDate, parseIsoDate(draft.appliedOn) ?? ask.today);
  const number = written.idNumber || student.idNumber;
  const phone = written.phone || (ask.showsContacts ? attributes.phone ?? '' : '');
  return {
    school, yearName, className, name: written.name || student.name, sex: written.sex || formatSex(student.sex), birth: written.birthDate || birthText(student.birthDate),
    idNumber: ask.clear ? number : maskIdNumber(number), familySize: draft.familySize, nativePlace: written.nativePlace || (attributes.nativePlace ?? ''),
    hukou: hukouTicks(written.hukouType || (attributes.hukouType ?? '')), phone: ask.clear ? phone : maskPhone(phone),
    address: draft.address, postcode: draft.postcode, guardianPhone: ask.clear ? draft.guardianPhone : maskPhone(draft.guardianPhone),
    members: draft.members.map((member) => ({ ...member, relation: relationIn(draft.layout, member.relation, student) })),
    groups: groupTicks(draft.groups), otherGroup: draft.otherGroup, perHead: draft.perHead, circumstances: circumstancesOf(draft), aid: aidTicks(draft),
    consentNeeded: need.needed, promise: { signedBy: '', signedOn: null }, consent: { signedBy: '', relation: draft.consent.relation, signedOn: null },
  };
}

function birthText(birthDate: IsoDate | null): string {
  return birthDate === null ? '' : `${yearOf(birthDate)}年${monthOf(birthDate)}月`;
}

/** In the wording of the layout; a word that isn't known stays as it was written. */
function relationIn(layout: FormLayoutKey, text: string, { sex }: StudentRow): string {
  const relation = parseFamilyRelation(text, sex);
  if (relation === null) return text;
  return formLayouts[layout].relationWording === 'pair' ? formatPairRelation(relation, sex) : formatFamilyRelation(relation);
}

const tickOf = (tick: TriState | undefined): boolean | null => (tick === 'yes' ? true : tick === 'no' ? false : null);

function groupTicks(groups: Readonly<Record<string, TriState>>): ApplicationTick[] {
  return specialGroups.filter((group) => group.ordinal <= 14 || groups[group.key] === 'yes').map((group) => ({ label: group.label, ticked: tickOf(groups[group.key]) }));
}

function hukouTicks(text: string): ApplicationTick[] {
  return [{ label: '城镇', ticked: /城/u.test(text) && !/非/u.test(text) ? true : null }, { label: '农村', ticked: /^农|农村|农业/u.test(text) && !/非农/u.test(text) ? true : null }];
}

function circumstancesOf(draft: ApplicationDraft): ApplicationSheet['circumstances'] {
  return formLayouts[draft.layout].circumstances.map((key) => ({ label: circumstanceTexts[key], text: draft.circumstances[key] }));
}

function aidTicks({ aid }: ApplicationDraft): ApplicationTick[] {
  return [{ label: '寄宿生生活补助', ticked: tickOf(aid.boarding) }, { label: '非寄宿生生活补助', ticked: tickOf(aid.nonBoarding) }];
}
