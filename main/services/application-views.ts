import type { ApplicationRow, ApplicationView } from '#shared/contract/applications.ts';
import type { ApplicationDraft, ApplicationForm, MemberDraft } from '#shared/domain/applications/application-form.ts';
import { emptyDraft, emptyMember } from '#shared/domain/applications/application-form.ts';
import { isAtSchool } from '#shared/domain/applications/application-state.ts';
import { compareForms } from '#shared/domain/applications/compare-forms.ts';
import { draftOfForm } from '#shared/domain/applications/draft-of-form.ts';
import { standingChecks } from '#shared/domain/applications/evidence-check.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import { ageOn } from '#shared/domain/applications/guardian-consent.ts';
import { computePerHead } from '#shared/domain/applications/per-head-income.ts';
import type { ApplicationContext } from '#shared/domain/applications/read-application.ts';
import { readApplication, saysTheSame } from '#shared/domain/applications/read-application.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseCompactDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { compareSpecialGroups, findSpecialGroup, formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { maskPhone } from '#shared/domain/identity/phone.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { HouseholdMemberRecord } from '#shared/domain/roster/pupil-record.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { StudentStatus } from '#shared/domain/roster/student-status.ts';
import { fieldLabel, formProblemSentence } from '#shared/text/applications.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findCase, listCases } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findApplication, listApplicationEvents, listApplicationVersions, listApplications } from '#main/db/repositories/application-form.ts';
import type { ApplicationVersion, StoredApplication } from '#main/db/repositories/application-form.ts';
import { listEvidenceChecks } from '#main/db/repositories/evidence-check.ts';
import { listHouseholdMembers } from '#main/db/repositories/household-member.ts';
import { findStudent } from '#main/db/repositories/student.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import { applicationContexts, registerFactsOf, supportedGroups } from './application-facts.ts';
import type { SummaryLine } from './application-sheets.ts';
import type { Session } from './core.ts';
import { notFound } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface Place {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
}

/** Every pupil at the school, and those who left with a form, each with the state of its form. */
export function applicationRows(db: ReadableDb, { schoolId, term, today }: Place, classIds: readonly number[] | null): ApplicationRow[] {
  const year = schoolYearOf(term);
  const forms = listApplications(db, schoolId, year);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const checks = Map.groupBy(listEvidenceChecks(db, schoolId, year), (check) => check.studentId);
  const contexts = applicationContexts(db, schoolId, term, today);
  return listPupilLines(db, schoolId)
    .filter((line) => (isOnRoll(line.status as StudentStatus) || forms.has(line.studentId)) && (classIds === null || classIds.includes(line.classId ?? 0)))
    .map((line): ApplicationRow => {
      const stored = forms.get(line.studentId);
      const standing = standingChecks(checks.get(line.studentId) ?? []);
      const one = cases.get(line.studentId);
      return {
        studentId: line.studentId, name: line.name, pinyin: line.pinyin, classId: line.classId, className: formatPupilClass(line, year), stage: line.stage, onRoll: isOnRoll(line.status as StudentStatus),
        ...rowOfForm(stored, contexts(line.studentId)), caseState: one?.state ?? null, route: one?.route ?? null,
        papers: standing.length, papersDone: standing.filter((check) => check.result === 'accepted').length,
      };
    });
}

type FormPart = Omit<ApplicationRow, 'studentId' | 'name' | 'pinyin' | 'classId' | 'className' | 'stage' | 'onRoll' | 'caseState' | 'route' | 'papers' | 'papersDone'>;

function rowOfForm(stored: StoredApplication | undefined, context: ApplicationContext | undefined): FormPart {
  const nothing: FormPart = {
    state: 'none', openDraft: false, appliedOn: null, familySize: null, perHeadFen: null, computedFen: null, groups: [], looks: [], lacks: [], version: null, by: null, at: null,
  };
  const draft = stored?.form ? draftOfForm(stored.form) : stored?.draft;
  if (!stored || !draft || !context) return nothing;
  const { form, problems } = readApplication(draft, context);
  const sentences = (severity: 'wrong' | 'look'): string[] => problems.filter((problem) => problem.severity === severity).map(formProblemSentence);
  return {
    state: stored.state, openDraft: stored.form !== null && stored.draft !== null, appliedOn: form.appliedOn, familySize: form.familySize, perHeadFen: form.perHeadFen,
    computedFen: computePerHead(form.members.map((member) => member.incomeFen)).perHeadFen,
    groups: tickedGroups(form).map(formatSpecialGroup), looks: sentences('look'), lacks: stored.form === null ? sentences('wrong') : [],
    version: stored.versionNo, by: stored.versionBy ?? stored.draftBy, at: stored.versionAt ?? stored.draftAt,
  };
}

/** The groups a family ticked, in the order of the form. */
export function tickedGroups(form: ApplicationForm): string[] {
  return Object.keys(form.groups).filter((key) => form.groups[key] === 'yes').toSorted(compareSpecialGroups);
}

/** The lines of a summary: forms at the school, or every pupil with what there is of its form. */
export function summaryLines(
  db: ReadableDb, session: Session, { schoolId, term, today, classId, which }: Place & { readonly classId?: number | undefined; readonly which: 'all' | 'received' },
): readonly SummaryLine[] {
  const forms = listApplications(db, schoolId, schoolYearOf(term));
  return applicationRows(db, { schoolId, term, today }, session.classIds)
    .filter((row) => (classId === undefined || row.classId === classId) && (which === 'all' || (row.state !== 'none' && isAtSchool(row.state))))
    .map(({ studentId, name, className }): SummaryLine => {
      const stored = forms.get(studentId);
      const draft = stored?.form ? draftOfForm(stored.form) : stored?.draft ?? null;
      return { studentId, name, className, draft: draft && maskedDraft(draft, session) };
    });
}

/** One pupil's form with everything around it. Numbers and addresses only as far as the account may see them. */
export function applicationView(db: ReadableDb, session: Session, place: Place & { readonly studentId: number }): ApplicationView {
  const { schoolId, studentId, term, today } = place;
  const year = schoolYearOf(term);
  const line = listPupilLines(db, schoolId).find((one) => one.studentId === studentId);
  const student = findStudent(db, schoolId, studentId);
  if (!line || !student) throw notFound('这名学生');
  const stored = findApplication(db, schoolId, year, studentId);
  const versions = stored ? listApplicationVersions(db, stored.formId) : [];
  const register = registerFactsOf(student);
  const { draft, draftFrom } = draftToShow(stored, () => prefilledDraft(student, listHouseholdMembers(db, studentId), { today, layout: settingsOf(db, schoolId).applicationLayout, clear: session.can('sensitive.show') }));
  const checks = listEvidenceChecks(db, schoolId, year, studentId);
  const standing = new Set(standingChecks(checks).map((check) => check.id));
  const { idNumber, ...facts } = register;
  return {
    studentId, name: line.name, classId: line.classId, className: formatPupilClass(line, year), onRoll: isOnRoll(student.status), formId: stored?.formId ?? null, state: stored?.state ?? 'none',
    register: { ...facts, idNumberMasked: maskIdNumber(idNumber ?? ''), phone: session.can('sensitive.show') ? facts.phone : maskPhone(facts.phone) },
    draft: maskedDraft(draft, session), draftFrom, draftSaved: stored?.draftAt ? { at: stored.draftAt, by: stored.draftBy ?? '' } : null,
    idNumberHidden: !session.can('sensitive.show') && draft.written.idNumber !== '' && !saysTheSame('idNumber', draft.written.idNumber, register),
    supportedGroups: [...supportedGroups(db, schoolId, term).get(studentId) ?? []],
    versions: viewVersions(versions), events: stored ? listApplicationEvents(db, stored.formId) : [],
    caseState: findCase(db, schoolId, studentId, year)?.state ?? null,
    checks: checks.map(({ studentId: _studentId, ...check }) => ({ ...check, standing: standing.has(check.id) })),
    paperProposals: paperProposals(stored?.form ?? null),
  };
}

function draftToShow(stored: StoredApplication | undefined, prefill: () => ApplicationDraft): Pick<ApplicationView, 'draft' | 'draftFrom'> {
  if (stored?.draft) return { draft: stored.draft, draftFrom: 'draft' };
  return stored?.form ? { draft: draftOfForm(stored.form), draftFrom: 'version' } : { draft: prefill(), draftFrom: 'register' };
}

/** What the register knows is put on a new form; what only the family can say is not. */
export function prefilledDraft(
  student: StudentRow, members: readonly HouseholdMemberRecord[], { today, layout, clear }: { readonly today: IsoDate; readonly layout: FormLayoutKey; readonly clear: boolean },
): ApplicationDraft {
  const { attributes } = student;
  const blank = emptyDraft(layout);
  const guardian = members.find((member) => member.isGuardian === 'yes') ?? members[0];
  return {
    ...blank,
    ...(clear ? { address: attributes.mailAddress ?? attributes.presentAddress ?? attributes.homeAddress ?? '', postcode: attributes.postcode ?? '', guardianPhone: guardian?.phone ?? '' } : {}),
    members: members.map((member): MemberDraft => {
      const birth = member.idType === 'resident_id' ? parseCompactDate(member.idNumber.slice(6, 14)) : null;
      return {
        ...emptyMember, name: member.name, relation: member.relation, age: birth === null ? '' : String(ageOn(birth, today)), employer: member.attributes['employer'] ?? '', job: member.attributes['job'] ?? '',
      };
    }),
  };
}

/** A number the family wrote otherwise is seen by those who may see numbers; phone and address by those who type them as well. */
function maskedDraft(draft: ApplicationDraft, session: Session): ApplicationDraft {
  const written = session.can('sensitive.show') ? draft.written : { ...draft.written, idNumber: '' };
  if (session.can('identification.write') || session.can('sensitive.show')) return { ...draft, written };
  return { ...draft, written: { ...written, phone: maskPhone(written.phone) }, guardianPhone: maskPhone(draft.guardianPhone), address: draft.address === '' ? '' : '（不显示）' };
}

function viewVersions(versions: readonly ApplicationVersion[]): ApplicationView['versions'] {
  return versions.map(({ form, fileName, rowNo, ...version }, at) => {
    const before = versions[at - 1];
    const changes = before === undefined ? [] : compareForms(before.form, form)
      .map(({ path, before: old, after }) => (path === 'written.idNumber' || /phone|address/iu.test(path) ? `${fieldLabel(path)}有改动` : `${fieldLabel(path)}：${old === '' ? '空' : old} → ${after === '' ? '空' : after}`));
    return { ...version, appliedOn: form.appliedOn, from: fileName === null ? '录入' : `${fileName}${rowNo === null || rowNo === 0 ? '' : ` 第 ${rowNo} 行`}`, changes };
  });
}

/** The papers the ticked groups ask for, as the catalogue names them; each place differs, so they are proposals. */
function paperProposals(form: ApplicationForm | null): string[] {
  if (form === null) return [];
  const ofGroups = tickedGroups(form).map((key) => {
    const proof = findSpecialGroup(key)?.proof ?? '';
    return proof === '' ? `${formatSpecialGroup(key)}证明` : `${formatSpecialGroup(key)}：${proof}`;
  });
  return ['户口本复印件', ...ofGroups].map((item) => item.slice(0, 60));
}
