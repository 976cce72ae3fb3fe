import { noticeLineSchema } from '#shared/contract/notices.ts';
import type { NoticeRow } from '#shared/contract/notices.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { NoticeLine } from '#shared/domain/notice/notice-fields.ts';
import type { NoticePeriodRule } from '#shared/domain/notice/notice-period.ts';
import { canEndOn, isTakeDownOverdue, stepsNow } from '#shared/domain/notice/notice-state.ts';
import type { NoticeStep } from '#shared/domain/notice/notice-state.ts';
import type { EvidenceLack } from '#shared/domain/notice/posting-evidence.ts';
import { evidenceLacking } from '#shared/domain/notice/posting-evidence.ts';
import { findSensitiveNumbers } from '#shared/domain/notice/scan-text.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listAttachments } from '#main/db/repositories/attachment.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import { findObjection } from '#main/db/repositories/objection.ts';
import type { NoticeObjections, NoticeRecord } from '#main/db/repositories/public-notice.ts';
import { countObjections, findNotice, listNoticeEntries, listNotices } from '#main/db/repositories/public-notice.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';

/** Refuses ID-, phone- and card-like numbers in what somebody typed for a notice. */
export function checkFreeText(texts: Readonly<Record<string, string>>, settings: Settings): void {
  const problems = Object.entries(texts).flatMap(([field, text]) =>
    findSensitiveNumbers(text, [settings.officePhone, settings.countyPhone]).map(({ kind, shown }) =>
      problemOf('notice.text_has_sensitive', { field, kind, shown })));
  if (problems.length > 0) throw badInput(problems);
}

export function periodRuleOf(notice: NoticeRecord): NoticePeriodRule {
  return { days: notice.days, unit: notice.dayUnit, countFirstDay: notice.countFirstDay };
}

export function schoolNameOf(db: ReadableDb, schoolId: number): string {
  const school = findSchool(db, schoolId);
  if (!school) throw notFound('这所学校');
  return school.name;
}

/** A class as it is called in that 学年; '' where the school has no such class. */
export function classNameOf(db: ReadableDb, schoolId: number, classId: number | null, year: SchoolYear): string {
  const found = classId === null ? undefined : listClassGroups(db, schoolId).find((one) => one.id === classId);
  return found === undefined ? '' : formatPupilClass({ ...found, yearOffset: 0, className: found.displayName }, year);
}

export function noticeOf(db: ReadableDb, schoolId: number, id: number): NoticeRecord {
  const notice = findNotice(db, schoolId, id);
  if (!notice) throw notFound('这份公示');
  return notice;
}

/** The frozen lines, read through the strict schema: what was never allowed can't come back either. */
export function linesOf(db: ReadableDb, notice: NoticeRecord): NoticeLine[] {
  return listNoticeEntries(db, notice.id).map((entry) => noticeLineSchema.parse(JSON.parse(entry.lineJson)));
}

function stepsOf(notice: NoticeRecord, objections: NoticeObjections, today: IsoDate): readonly NoticeStep[] {
  return stepsNow({
    state: notice.state, openObjections: objections.open, openWhole: objections.openWhole, periodOver: notice.endOn !== null && canEndOn(notice.endOn, today),
    othersConfirmed: notice.othersConfirmedOn !== null, takenDown: notice.takenDownOn !== null,
  });
}

export function assertStep(notice: NoticeRecord, step: NoticeStep, objections: NoticeObjections, today: IsoDate): void {
  if (!stepsOf(notice, objections, today).includes(step)) throw refuse('notice.state_forbids', { step, state: notice.state });
}

function lackingOf(db: ReadableDb, notice: NoticeRecord, today: IsoDate): readonly EvidenceLack[] {
  const { state, postedOn, endOn, poster } = notice;
  const pieces = state === 'draft' ? [] : listAttachments(db, notice.schoolId, 'notice', notice.id).filter((piece) => piece.removedAt === null);
  return evidenceLacking({ state, postedOn, endOn, withdrawn: notice.withdrawnReason !== null, poster }, pieces, today);
}

/** A notice with what hangs on it: its steps, its objections by the register, the evidence it lacks. */
export function rowOf(db: ReadableDb, notice: NoticeRecord, today: IsoDate): NoticeRow {
  const { id, no, kind, term, title, state, lineCount, days, dayUnit, postedOn, endOn, takeDownOn, periodVerified, endedConfirmedOn, takenDownOn } = notice;
  const { level, classId, poster, remover, othersConfirmedOn } = notice;
  const objections = countObjections(db, id);
  return {
    id, no, kind, term, title, state, lineCount, days, dayUnit, postedOn, endOn, takeDownOn, periodVerified, endedConfirmedOn, takenDownOn,
    level, classId, poster, remover, othersConfirmedOn,
    className: level === 'class' ? classNameOf(db, notice.schoolId, classId, schoolYearOf(term)) : '',
    objectionNo: notice.objectionId === null ? null : findObjection(db, notice.schoolId, notice.objectionId)?.no ?? null,
    steps: [...stepsOf(notice, objections, today)],
    withdrawnReason: notice.withdrawnReason,
    objectionCount: notice.objectionCount,
    resultNote: notice.resultNote,
    objections: { total: objections.total, open: objections.open, openWhole: objections.openWhole },
    evidenceLacking: [...lackingOf(db, notice, today)],
    canEnd: state === 'posted' && endOn !== null && canEndOn(endOn, today) && objections.open === 0,
    takeDownOverdue: isTakeDownOverdue(notice, today),
  };
}

/** Posted notices of a term whose photos, poster or signed result are not all there. */
export function countWithoutEvidence(db: ReadableDb, { schoolId, term }: { readonly schoolId: number; readonly term: TermKey }, today: IsoDate): number {
  return listNotices(db, schoolId, term).filter((notice) => lackingOf(db, notice, today).length > 0).length;
}
