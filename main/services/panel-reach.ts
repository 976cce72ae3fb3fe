import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { PanelLevel } from '#shared/domain/panels/panel.ts';
import { formatPupilClass, formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { MeetingRecord } from '#main/db/queries/panel-meetings.ts';
import { findMeeting } from '#main/db/queries/panel-meetings.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import type { PanelRecord } from '#main/db/repositories/panel.ts';
import { findPanel } from '#main/db/repositories/panel.ts';
import type { Session } from './core.ts';
import { classScope } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

/** A 班主任 reaches the bodies of its own classes only: those of a grade or the school speak of other classes' pupils. */
export function reachesBody(session: Session, body: { readonly level: PanelLevel; readonly classId: number | null }): boolean {
  const classIds = classScope(session);
  return classIds === null || (body.level === 'class' && classIds.includes(body.classId ?? 0));
}

export function panelOf(db: ReadableDb, session: Session, schoolId: number, panelId: number): PanelRecord {
  const panel = findPanel(db, schoolId, panelId);
  if (!panel || !reachesBody(session, panel)) throw notFound('这个评议机构');
  return panel;
}

export function meetingOf(db: ReadableDb, session: Session, schoolId: number, meetingId: number): MeetingRecord {
  const meeting = findMeeting(db, schoolId, meetingId);
  if (!meeting || !reachesBody(session, meeting)) throw notFound('这次评议会');
  return meeting;
}

export function requireOwnBody(session: Session, body: { readonly level: PanelLevel; readonly classId: number | null }): void {
  if (!reachesBody(session, body)) throw refuse('panel.not_your_class', {});
}

/** Whether a pupil's case is this body's business: of its class, its grade, or the school. */
export function belongsTo(panel: Pick<PanelRecord, 'level' | 'classId' | 'stage' | 'entryYear'>, pupil: PupilLine): boolean {
  switch (panel.level) {
    case 'school': return true;
    case 'class': return pupil.classId !== null && pupil.classId === panel.classId;
    case 'grade': return pupil.stage === panel.stage && pupil.entryYear !== null && pupil.entryYear - pupil.yearOffset === panel.entryYear;
  }
}

/** 全校, 四年级, 四年级(2)班, as it is called in the 学年. */
export function placeOfPanel(db: ReadableDb, panel: PanelRecord, year: SchoolYear): string {
  if (panel.level === 'school') return '全校';
  if (panel.level === 'grade') return panel.stage === null ? ''
    : formatPupilYear({ stage: panel.stage, entryYear: panel.entryYear, yearOffset: 0, classNo: null, className: '' }, year) || `${panel.entryYear}级`;
  const own = listClassGroups(db, panel.schoolId).find((one) => one.id === panel.classId);
  return own === undefined ? '' : formatPupilClass({ stage: own.stage, entryYear: own.entryYear, yearOffset: 0, classNo: own.classNo, className: own.displayName }, year);
}

/** The school's pupils by id, read once a call. */
export function pupilsById(db: ReadableDb, schoolId: number): ReadonlyMap<number, PupilLine> {
  return new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line]));
}
