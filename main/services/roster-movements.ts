import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatMovementKind, statusAfter } from '#shared/domain/roster/movement.ts';
import type { StatusMovement } from '#shared/domain/roster/movement.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { insertMovement, listMovements } from '#main/db/repositories/movement.ts';
import type { StudentRow } from '#main/db/repositories/student.ts';
import { updateStudent } from '#main/db/repositories/student.ts';
import { refuse } from './refusal.ts';

export interface StatusMove {
  readonly kind: StatusMovement;
  readonly effectiveDate: IsoDate;
  readonly evidence: string;
  readonly importedFileId: number | null;
  readonly rowNo: number | null;
}

interface Stamp {
  readonly today: IsoDate;
  readonly accountId: number;
  readonly at: string;
}

/** Moves a pupil to another status, or refuses what the transition table, the calendar or the order of movements forbids. */
export function moveStudent(db: WritableDb, student: StudentRow, move: StatusMove, stamp: Stamp): void {
  const to = statusAfter(student.status, move.kind);
  if (to === null) {
    throw refuse('roster.movement_impossible', { name: student.name, status: formatStudentStatus(student.status), movement: formatMovementKind(move.kind) });
  }
  checkMovementDate(db, student, move.effectiveDate, stamp.today);
  insertMovement(db, {
    studentId: student.id, kind: move.kind, effectiveDate: move.effectiveDate, from: { status: student.status, statusFrom: student.statusFrom }, to: { status: to },
    evidence: move.evidence, correctsId: null, importedFileId: move.importedFileId, rowNo: move.rowNo, accountId: stamp.accountId, recordedAt: stamp.at,
  });
  updateStudent(db, student.id, { status: to, statusFrom: move.effectiveDate }, stamp.at);
}

/** Not after today, and not before the last status movement that still stands: the history must stay in order. */
export function checkMovementDate(db: WritableDb, student: StudentRow, date: IsoDate, today: IsoDate): void {
  if (date > today) throw refuse('roster.movement_in_future', { date, today });
  const last = listMovements(db, student.id).findLast((movement) => 'status' in movement.to && movement.kind !== 'correct' && movement.correctedById === null);
  if (last && date < last.effectiveDate) throw refuse('roster.movement_before_last', { name: student.name, date, last: last.effectiveDate });
}
