import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextLineState } from '#shared/domain/disbursement/line-state.ts';
import { lineStateText } from '#shared/domain/disbursement/line-state-text.ts';
import type { RecoveryCause } from '#shared/domain/disbursement/recovery-case.ts';
import type { LineRow } from '#main/db/repositories/payment-batch.ts';
import { insertLineAct, setLineState } from '#main/db/repositories/payment-line.ts';
import { insertRecoveryCase, nextRecoveryNo } from '#main/db/repositories/recovery-case.ts';
import type { WriteScope } from './procedure.ts';
import { refuse } from './refusal.ts';

/** Marks one paid line as a wrong payment and opens its case, inside the caller's transaction. Gives the case and its number. */
export function openRecoveryCase(
  { db, session, at }: Pick<WriteScope<unknown>, 'db' | 'session' | 'at'>, schoolId: number, line: LineRow,
  found: { readonly cause: RecoveryCause; readonly note: string; readonly foundOn: IsoDate },
): { readonly caseId: number; readonly no: string } {
  const after = nextLineState(line.state, 'find_wrong');
  if (after === null) throw refuse('return.line_not_open', { student: line.studentName, state: lineStateText[line.state] });
  setLineState(db, line.id, after);
  insertLineAct(db, { lineId: line.id, move: 'find_wrong', before: line.state, after, onDate: found.foundOn, note: found.note, evidence: '', accountId: session.accountId, at });
  const no = nextRecoveryNo(db, schoolId, found.foundOn.slice(0, 4));
  const caseId = insertRecoveryCase(db, {
    schoolId, no, lineId: line.id, cause: found.cause, foundOn: found.foundOn, foundHow: found.note, amountFen: line.amountFen, openedBy: session.accountId, openedAt: at,
  });
  return { caseId, no };
}
