import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import { isHardshipGrade, parseHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import type { ObjectionOutcome } from '#shared/domain/notice/objection.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { findCase, listDeterminations } from '#main/db/queries/identification.ts';
import { findPupil } from '#main/db/queries/pupil-name.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import type { ObjectionRecord } from '#main/db/repositories/objection.ts';
import { insertObjectionRevision } from '#main/db/repositories/objection.ts';
import type { DecisionInput } from './identification-entries.ts';
import { applyEntries, planEntries } from './identification-entries.ts';
import { badInput, notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

export interface Answer {
  readonly outcome: ObjectionOutcome;
  readonly onDate: IsoDate;
  readonly finding: string;
  readonly decision: DecisionInput | null;
  readonly revisions: readonly { readonly studentId: number; readonly grade: string }[];
}

/** The grade in force of a pupil in a 学年; '' before the first decision. */
export function currentGradeOf(db: ReadableDb, schoolId: number, studentId: number, term: TermKey): string {
  const year = schoolYearOf(term);
  const one = findCase(db, schoolId, studentId, year);
  return one === undefined ? '' : currentDetermination(listDeterminations(db, schoolId, year).filter((row) => row.caseId === one.caseId))?.grade ?? '';
}

/** What stands against the decisions an answer brings, before anything is written. */
function checkRevisions(db: ReadableDb, one: ObjectionRecord, answer: Answer, from: IsoDate): void {
  const { outcome, decision, revisions, onDate } = answer;
  if (outcome === 'uphold') {
    if (revisions.length > 0) throw refuse('objection.uphold_changes_nothing', {});
    return;
  }
  if (revisions.length === 0 || decision === null) {
    // What is wrong with an aid list may be the aid and not the grade; it is put right in 应发 and announced anew.
    if (one.noticeKind === 'aid_list' && revisions.length === 0) return;
    throw refuse('objection.revision_missing', { outcome });
  }
  if (decision.decidedOn < from || decision.decidedOn > onDate) throw refuse('objection.decision_outside', { date: decision.decidedOn, from, to: onDate });
  const { gradeSet } = settingsOf(db, one.schoolId);
  for (const { studentId, grade } of revisions) {
    const name = findPupil(db, one.schoolId, studentId)?.name;
    if (name === undefined) throw notFound('这名学生');
    if (one.studentId !== null && studentId !== one.studentId) throw refuse('objection.revision_elsewhere', { name: findPupil(db, one.schoolId, one.studentId)?.name ?? '' });
    const reading = parseHardshipGrade(grade, gradeSet);
    if (reading.kind === 'blank') throw refuse('objection.revision_missing', { outcome });
    if (reading.kind === 'unknown') continue;
    if (reading.grade === currentGradeOf(db, one.schoolId, studentId, one.term)) throw refuse('objection.grade_same', { name, grade: reading.grade });
    const hardship = isHardshipGrade(reading.grade, gradeSet);
    if (outcome === 'adjust' && !hardship) throw refuse('objection.adjust_is_cancel', { grade: reading.grade });
    if (outcome === 'cancel' && hardship) throw refuse('objection.cancel_is_adjust', { grade: reading.grade });
  }
}

/** An answer that changes a result is a decision like any other: it replaces the old one with its reason, under the rules of the procedure (handbook 2.11). */
export function applyRevisions(db: WritableDb, one: ObjectionRecord, answer: Answer, step: { readonly eventId: number; readonly from: IsoDate; readonly today: IsoDate }, stamp: Stamp): number {
  checkRevisions(db, one, answer, step.from);
  if (answer.revisions.length === 0) return 0;
  const { schoolId, term } = one;
  const schoolYear = schoolYearOf(term);
  const plan = planEntries(db, answer.revisions.map(({ studentId, grade }) => ({
    studentId, grade, reason: `${one.no}：${answer.finding}`, addGroups: [], decision: answer.decision, source: null,
  })), { schoolId, term, today: step.today, gradeSet: settingsOf(db, schoolId).gradeSet, classIds: null });
  const problems = plan.flatMap((entry) => entry.problems);
  if (problems.length > 0) throw badInput(problems);
  applyEntries(db, plan, { schoolId, schoolYear }, stamp);
  const chains = Map.groupBy(listDeterminations(db, schoolId, schoolYear), (row) => row.caseId);
  for (const { studentId } of answer.revisions) {
    const decided = currentDetermination(chains.get(findCase(db, schoolId, studentId, schoolYear)?.caseId ?? 0) ?? []);
    if (decided !== null) insertObjectionRevision(db, step.eventId, decided.id);
  }
  return answer.revisions.length;
}
