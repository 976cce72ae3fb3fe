import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CaseEvent } from '#shared/domain/identification/case-state.ts';
import type { WritableDb } from '#main/db/connection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import { listAnnouncedEntries, listHeldStudents, listStudentsStillAsNoticed } from '#main/db/repositories/public-notice.ts';
import type { ObjectionRecord } from '#main/db/repositories/objection.ts';
import { moveCases } from './identification-cases.ts';

type NoticeEvent = Extract<CaseEvent, 'post_notice' | 'end_notice' | 'withdraw_notice'>;
type By = { readonly onDate: IsoDate; readonly accountId: number; readonly at: string };

/**
 * An identification notice moves the cases it lists: 公示中 when hung, 公示无异议 when ended, back to 已认定 when withdrawn (handbook 2.2).
 * A case that has moved on by itself meanwhile (a new decision, a waiver) stays where it is, and so does one whose objection waits for its answer.
 * 班级公示 confirms nothing: the school's notice comes after it.
 */
export function moveCasesWithNotice(db: WritableDb, notice: NoticeRecord, event: NoticeEvent, by: By): void {
  if (notice.kind !== 'identification' || (event === 'end_notice' && notice.level === 'class')) return;
  const studentIds = listStudentsStillAsNoticed(db, notice.id, event === 'end_notice');
  moveCasesOf(db, notice, studentIds, event, by);
}

/** An objection to a line of an identification notice puts its case into 异议处理. */
export function holdCase(db: WritableDb, objection: ObjectionRecord, by: By): void {
  if (objection.noticeKind !== 'identification' || objection.studentId === null) return;
  moveCasesOf(db, { ...objection, no: objection.no }, [objection.studentId], 'object', by);
}

/**
 * Where the last open objection to a pupil is dealt with and the decision stands: 公示中 again, and 公示无异议 at once where a school's notice of this
 * decision is over for everybody else. An objection to a whole notice frees all its pupils that no other one holds.
 */
export function releaseCases(db: WritableDb, objection: ObjectionRecord, by: By): void {
  if (objection.noticeKind !== 'identification') return;
  const year = schoolYearOf(objection.term);
  const held = listHeldStudents(db, objection.schoolId, year);
  const about = objection.studentId === null ? listStudentsStillAsNoticed(db, objection.noticeId) : [objection.studentId];
  const free = about.filter((studentId) => !held.has(studentId));
  if (free.length === 0) return;
  moveCasesOf(db, objection, free, 'uphold', by);
  const over = new Map<number, ReadonlySet<number>>();
  for (const entry of listAnnouncedEntries(db, objection.schoolId, year)) {
    if (entry.kind !== 'identification' || entry.level !== 'school' || entry.ended === 0 || over.has(entry.noticeId)) continue;
    over.set(entry.noticeId, new Set(listStudentsStillAsNoticed(db, entry.noticeId)));
  }
  moveCasesOf(db, objection, free.filter((studentId) => [...over.values()].some((students) => students.has(studentId))), 'end_notice', by);
}

function moveCasesOf(db: WritableDb, about: Pick<NoticeRecord, 'schoolId' | 'term' | 'no'>, studentIds: readonly number[], event: CaseEvent, by: By): void {
  const { schoolId, term, no } = about;
  moveCases(db, { schoolId, schoolYear: schoolYearOf(term), studentIds, event, onDate: by.onDate, note: no, impossible: 'skip' }, { accountId: by.accountId, at: by.at });
}
