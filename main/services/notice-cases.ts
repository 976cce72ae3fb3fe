import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CaseEvent } from '#shared/domain/identification/case-state.ts';
import { moveCase } from '#shared/domain/identification/case-state.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { insertCaseMove, listNoticedCases } from '#main/db/repositories/noticed-case.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';

type NoticeEvent = Extract<CaseEvent, 'post_notice' | 'end_notice' | 'withdraw_notice'>;

/**
 * An identification notice moves the cases it lists: 公示中 when hung, 公示无异议 when ended, back to 已认定 when withdrawn (handbook 2.2).
 * A case that has moved on by itself meanwhile (a new decision, a waiver) stays where it is.
 */
export function moveCasesWithNotice(db: WritableDb, notice: NoticeRecord, event: NoticeEvent, by: { onDate: IsoDate; accountId: number; at: string }): void {
  if (notice.kind !== 'identification') return;
  for (const { caseId, state } of listNoticedCases(db, notice.id)) {
    const move = moveCase(state, event);
    if (move.ok) insertCaseMove(db, { caseId, event, from: state, to: move.to, note: notice.no, ...by });
  }
}
