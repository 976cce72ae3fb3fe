import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { CaseEvent } from '#shared/domain/identification/case-state.ts';
import { moveCase } from '#shared/domain/identification/case-state.ts';
import { caseEventTexts, caseStateTexts } from '#shared/text/identification.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { listCases } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertCaseEvent, updateCaseDetails } from '#main/db/repositories/identification-case.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import { refuse } from './refusal.ts';

export interface CasesToMove {
  readonly schoolId: number;
  readonly schoolYear: SchoolYear;
  readonly studentIds: readonly number[];
  readonly event: CaseEvent;
  readonly onDate: string | null;
  readonly note: string;
  /** What to do with a case the event can't happen to: a notice skips it, a person is told. */
  readonly impossible: 'refuse' | 'skip';
}

/**
 * Moves the cases of these pupils by one event and writes it down; answers how many moved. Pupils without a case are skipped.
 * Notices use it for 公示 (`post_notice`, `end_notice`, `withdraw_notice`), people for the rest.
 */
export function moveCases(db: WritableDb, move: CasesToMove, stamp: Stamp): number {
  const cases = new Map(listCases(db, move.schoolId, move.schoolYear).map((one) => [one.studentId, one]));
  const names = new Map(listPupilLines(db, move.schoolId).map((line) => [line.studentId, line.name]));
  let moved = 0;
  for (const studentId of new Set(move.studentIds)) {
    const one = cases.get(studentId);
    if (!one) continue;
    const result = moveCase(one.state, move.event);
    if (!result.ok) {
      if (move.impossible === 'skip') continue;
      throw refuse('identification.state_forbids', { name: names.get(studentId) ?? '', state: caseStateTexts[one.state], event: caseEventTexts[move.event] });
    }
    if (move.event === 'apply') updateCaseDetails(db, one.caseId, { route: 'application', appliedOn: move.onDate ?? one.appliedOn, familyConfirmedOn: one.familyConfirmedOn });
    insertCaseEvent(db, { caseId: one.caseId, event: move.event, fromState: one.state, toState: result.to, onDate: move.onDate, note: move.note }, stamp);
    moved += 1;
  }
  return moved;
}
