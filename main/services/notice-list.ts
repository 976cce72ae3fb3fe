import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { NoticeKind, NoticeLine, NoticeSwitches } from '#shared/domain/notice/notice-fields.ts';
import type { NoticeLevel } from '#shared/domain/notice/notice-level.ts';
import type { NoticePupil } from '#shared/domain/notice/notice-lines.ts';
import { buildNoticeLines } from '#shared/domain/notice/notice-lines.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import { findObjection, listObjectionRevisions } from '#main/db/repositories/objection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import { listAnnouncedEntries, listHeldStudents, listNoticeEntries } from '#main/db/repositories/public-notice.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { liveOnly, loadPupils, policyOf } from './entitlement-facts.ts';
import { classLevelObstacles } from './notice-levels.ts';
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
  readonly level: NoticeLevel;
  readonly classId: number | null;
  /** Only what the answer to this objection changed. */
  readonly objectionId: number | null;
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

/** Each level announces a decision once. A pupil whose objection waits for its answer is left out; `heldBack` counts them. */
function identified(db: ReadableDb, choice: NoticeChoice, settings: Settings): Candidate[] {
  const held = listHeldStudents(db, choice.schoolId, schoolYearOf(choice.term));
  return toAnnounce(db, choice, settings).filter((one) => !held.has(one.pupil.facts.studentId));
}

/** Pupils this notice would list, were it not for an objection that waits for its answer. */
export function heldBack(db: ReadableDb, choice: NoticeChoice, settings: Settings): number {
  if (choice.kind !== 'identification') return 0;
  const held = listHeldStudents(db, choice.schoolId, schoolYearOf(choice.term));
  return held.size === 0 ? 0 : toAnnounce(db, choice, settings).filter((one) => held.has(one.pupil.facts.studentId)).length;
}

function toAnnounce(db: ReadableDb, choice: NoticeChoice, settings: Settings): Candidate[] {
  const announced = new Set(listAnnouncedEntries(db, choice.schoolId, schoolYearOf(choice.term))
    .filter((entry) => entry.kind === 'identification' && entry.level === choice.level && entry.state !== 'draft').map((entry) => entry.determinationId));
  const revised = choice.objectionId === null ? null : new Set(listObjectionRevisions(db, choice.schoolId, choice.objectionId).map((one) => one.determinationId));
  const school = schoolName(db, choice.schoolId);
  return loadPupils(db, choice.schoolId, choice.term, settings).flatMap((pupil) => {
    const { determination } = pupil.facts;
    if (!determination?.isHardship || announced.has(determination.id) || !isOnRoll(pupil.facts.status)) return [];
    if (choice.level === 'class' && pupil.row.classId !== choice.classId) return [];
    if (revised !== null && !revised.has(determination.id)) return [];
    return [{ pupil, programmeKey: null, determinationId: determination.id, subject: subjectOf(pupil, school, null) }];
  });
}

/** The classes with something to hang in 班级公示, and how many pupils each. */
export function classesToAnnounce(db: ReadableDb, place: Pick<NoticeChoice, 'schoolId' | 'term'>, settings: Settings): { classId: number; className: string; count: number }[] {
  const classes = new Map<number, { classId: number; className: string; count: number }>();
  const choice: NoticeChoice = { ...place, kind: 'identification', level: 'class', classId: null, objectionId: null, showTier: false, showAmount: false };
  const announced = new Set(listAnnouncedEntries(db, place.schoolId, schoolYearOf(place.term)).filter((entry) => entry.level === 'class').map((entry) => entry.determinationId));
  for (const { pupil, determinationId } of toAnnounce(db, { ...choice, level: 'school' }, settings)) {
    const { classId } = pupil.row;
    if (classId === null || announced.has(determinationId)) continue;
    classes.set(classId, { classId, className: pupil.className, count: (classes.get(classId)?.count ?? 0) + 1 });
  }
  return [...classes.values()];
}

/** A draft whose list is no longer what would be listed today must not be hung, nor at the school's board before its 班级公示 is over. */
export function checkStillTrue(db: ReadableDb, notice: NoticeRecord, settings: Settings, postedOn: IsoDate): void {
  const kept = listNoticeEntries(db, notice.id);
  const programmeKeys = notice.kind === 'aid_list' ? [...new Set(kept.flatMap((entry) => entry.programmeKey ?? []))] : undefined;
  const now = listForNotice(db, { ...notice, programmeKeys }, settings);
  const today = new Set(now.map(identityOf));
  const listed = new Set(kept.map(identityOf));
  const added = [...today].filter((one) => !listed.has(one)).length;
  const removed = [...listed].filter((one) => !today.has(one)).length;
  if (added + removed > 0) throw refuse('notice.list_changed', { added, removed });
  const obstacles = classLevelObstacles(db, notice, now, postedOn);
  if (obstacles.length > 0) throw refuse('notice.class_level_first', { classes: obstacles });
}

const identityOf = (one: Pick<ListedLine, 'studentId' | 'programmeKey' | 'determinationId'>): string => `${one.studentId} ${one.programmeKey} ${one.determinationId}`;

function aided(db: ReadableDb, choice: NoticeChoice, settings: Settings): Candidate[] {
  const announced = new Set(listAnnouncedEntries(db, choice.schoolId, schoolYearOf(choice.term))
    .filter((entry) => entry.kind === 'aid_list' && entry.term === choice.term && entry.state !== 'draft' && entry.overturned === 0)
    .map((entry) => `${entry.studentId} ${entry.programmeKey}`));
  const about = choice.objectionId === null ? undefined : findObjection(db, choice.schoolId, choice.objectionId);
  const { catalogue } = policyOf(db, choice.schoolId, settings);
  const pupils = new Map(loadPupils(db, choice.schoolId, choice.term, settings).map((pupil, place) => [pupil.facts.studentId, { pupil, place }]));
  const school = schoolName(db, choice.schoolId);
  return liveOnly(listEntitlements(db, choice.schoolId, choice.term))
    .filter((one) => !announced.has(`${one.studentId} ${one.programmeKey}`))
    .filter((one) => choice.programmeKeys === undefined || choice.programmeKeys.includes(one.programmeKey))
    .filter((one) => about === undefined || (one.studentId === about.studentId && one.programmeKey === about.programmeKey))
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
