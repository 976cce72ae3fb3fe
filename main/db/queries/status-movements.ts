import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { StatusMovement } from '#shared/domain/roster/movement.ts';
import type { ReadableDb } from '#main/db/connection.ts';

export interface StatusMovementRow {
  readonly movementId: number;
  readonly studentId: number;
  readonly kind: StatusMovement;
  readonly effectiveDate: IsoDate;
}

/** 休学, 复学, 转入, 转出, 退学, 毕业 and 死亡 inside a period that nobody has taken back, by day. */
export function listStatusMovements(db: ReadableDb, schoolId: number, range: { readonly from: IsoDate; readonly to: IsoDate }): StatusMovementRow[] {
  return db.all<StatusMovementRow>(
    `SELECT m.id AS movementId, m.student_id AS studentId, m.kind, m.effective_date AS effectiveDate
     FROM movement m JOIN student s ON s.id = m.student_id
     WHERE s.school_id = ? AND m.kind IN ('suspend', 'resume', 'transfer_out', 'transfer_in', 'withdraw', 'graduate', 'decease') AND m.effective_date BETWEEN ? AND ?
       AND NOT EXISTS (SELECT 1 FROM movement c WHERE c.corrects_id = m.id)
     ORDER BY m.effective_date, m.id`, schoolId, range.from, range.to);
}
