import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CaseEvent } from '#shared/domain/identification/case-state.ts';
import type { WritableDb } from '#main/db/connection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import { listStudentsStillAsNoticed } from '#main/db/repositories/public-notice.ts';
import { moveCases } from './identification-cases.ts';

type NoticeEvent = Extract<CaseEvent, 'post_notice' | 'end_notice' | 'withdraw_notice'>;

/**
 * An identification notice moves the cases it lists: 公示中 when hung, 公示无异议 when ended, back to 已认定 when withdrawn (handbook 2.2).
 * A case that has moved on by itself meanwhile (a new decision, a waiver) stays where it is.
 */
export function moveCasesWithNotice(db: WritableDb, notice: NoticeRecord, event: NoticeEvent, by: { onDate: IsoDate; accountId: number; at: string }): void {
  if (notice.kind !== 'identification') return;
  const studentIds = listStudentsStillAsNoticed(db, notice.id);
  const { schoolId, no, term } = notice;
  moveCases(db, { schoolId, schoolYear: schoolYearOf(term), studentIds, event, onDate: by.onDate, note: no, impossible: 'skip' }, { accountId: by.accountId, at: by.at });
}
