import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { NoticeKind, NoticeLine, NoticeSwitches } from '#shared/domain/notice/notice-fields.ts';
import type { NoticePupil } from '#shared/domain/notice/notice-lines.ts';
import { buildNoticeLines } from '#shared/domain/notice/notice-lines.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import { listAnnouncedEntries } from '#main/db/repositories/public-notice.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { liveOnly, loadPupils, policyOf } from './entitlement-facts.ts';
import { notFound, refuse } from './refusal.ts';

/** One line with what it stands on, so that an entitlement can find the notice that announced it. */
export interface ListedLine {
  readonly studentId: number;
  readonly programmeKey: string | null;
  readonly determinationId: number | null;
  readonly line: NoticeLine;
}

export interface NoticeChoice extends NoticeSwitches {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly kind: NoticeKind;
  readonly programmeKeys?: readonly string[] | undefined;
}

interface Candidate {
  readonly pupil: PupilInTerm;
  readonly programmeKey: string | null;
  readonly determinationId: number | null;
  readonly subject: NoticePupil;
}

/**
 * The list of a notice made now: results no standing notice has announced yet. Refuses when there is nobody, and when two pupils of one
 * name in one class can't be told apart without an ID.
 */
export function listForNotice(db: ReadableDb, choice: NoticeChoice, settings: Settings): readonly ListedLine[] {
  const candidates = choice.kind === 'identification' ? identified(db, choice, settings) : aided(db, choice, settings);
  if (candidates.length === 0) throw refuse('notice.nobody_to_list', { kind: choice.kind });
  const made = buildNoticeLines(choice.kind, candidates.map((one) => one.subject), choice);
  if (!made.ok) {
    const [first] = made.undistinguished;
    const names = [...new Set(made.undistinguished.filter((one) => one.className === first?.className).map((one) => one.name))];
    throw refuse('notice.same_name_undistinguished', { names, className: first?.className ?? '' });
  }
  return made.entries.map((entry, index): ListedLine => {
    const candidate = candidates[index];
    return { ...entry, programmeKey: candidate?.programmeKey ?? null, determinationId: candidate?.determinationId ?? null };
  });
}

function identified(db: ReadableDb, choice: NoticeChoice, settings: Settings): Candidate[] {
  const announced = new Set(listAnnouncedEntries(db, choice.schoolId, schoolYearOf(choice.term))
    .filter((entry) => entry.kind === 'identification' && entry.state !== 'draft').map((entry) => entry.determinationId));
  const school = schoolName(db, choice.schoolId);
  return loadPupils(db, choice.schoolId, choice.term, settings).flatMap((pupil) => {
    const { determination } = pupil.facts;
    if (!determination?.isHardship || announced.has(determination.id) || !isOnRoll(pupil.facts.status)) return [];
    return [{ pupil, programmeKey: null, determinationId: determination.id, subject: subjectOf(pupil, school, null) }];
  });
}

function aided(db: ReadableDb, choice: NoticeChoice, settings: Settings): Candidate[] {
  const announced = new Set(listAnnouncedEntries(db, choice.schoolId, schoolYearOf(choice.term))
    .filter((entry) => entry.kind === 'aid_list' && entry.term === choice.term && entry.state !== 'draft')
    .map((entry) => `${entry.studentId} ${entry.programmeKey}`));
  const { catalogue } = policyOf(db, choice.schoolId, settings);
  const pupils = new Map(loadPupils(db, choice.schoolId, choice.term, settings).map((pupil, place) => [pupil.facts.studentId, { pupil, place }]));
  const school = schoolName(db, choice.schoolId);
  return liveOnly(listEntitlements(db, choice.schoolId, choice.term))
    .filter((one) => !announced.has(`${one.studentId} ${one.programmeKey}`))
    .filter((one) => choice.programmeKeys === undefined || choice.programmeKeys.includes(one.programmeKey))
    .flatMap((one) => {
      const found = pupils.get(one.studentId);
      if (found === undefined) return [];
      const programme = { name: findProgramme(catalogue, one.programmeKey)?.name ?? one.programmeKey, fen: one.amountFen };
      const { pupil, place } = found;
      return [{ pupil, place, programmeKey: one.programmeKey, determinationId: one.determinationId, subject: subjectOf(pupil, school, programme) }];
    })
    .sort((left, right) => (left.programmeKey < right.programmeKey ? -1 : left.programmeKey > right.programmeKey ? 1 : left.place - right.place));
}

function schoolName(db: ReadableDb, schoolId: number): string {
  const school = findSchool(db, schoolId);
  if (!school) throw notFound('这所学校');
  return school.name;
}

function subjectOf({ row, facts, className }: PupilInTerm, school: string, programme: { name: string; fen: NoticePupil['amountFen'] } | null): NoticePupil {
  return {
    studentId: facts.studentId,
    name: row.name,
    school,
    yearLevel: facts.yearLevel,
    className,
    major: facts.stage === 'vocational' ? row.major : null,
    programme: programme?.name ?? null,
    hardshipGrade: facts.determination?.gradeLabel ?? null,
    amountFen: programme?.fen ?? null,
    classRollNo: row.classRollNo || null,
    schoolStudentNo: row.schoolStudentNo || null,
    identityNumbers: [row.idNumber, row.registryNo].filter((number) => number !== ''),
  };
}
