import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import type { Slip } from './slip.ts';
import { slipStanding } from './slip.ts';

/**
 * What still has to be asked of a family: 未告知, 已发未回, 回执不全 (no tick or no signature), 选了申请没有申请, 在名单上又不申请而没有放弃声明
 * (应签放弃声明), 选了不申请却有申请.
 */
export const followUps = ['not_given', 'not_returned', 'incomplete', 'no_application', 'waiver_due', 'contradicts'] as const;
export type FollowUp = (typeof followUps)[number];

/** What is known of a pupil beside his slip. */
export interface SlipSurroundings {
  /** On a department's list in force. */
  readonly listed: boolean;
  readonly case: { readonly route: IdentificationRoute; readonly state: CaseState } | null;
  /** A 放弃声明 of the 学年 that was not revoked. */
  readonly hasWaiver: boolean;
}

const ended: ReadonlySet<CaseState> = new Set<CaseState>(['declined', 'revoked', 'expired']);

/** The open questions of one pupil on the roll, in the order they are asked (handbook 6.5: every pupil, special groups that decline need a waiver). */
export function followUpsOf(slip: Slip, around: SlipSurroundings): readonly FollowUp[] {
  const standing = slipStanding(slip);
  if (standing === 'not_given') return ['not_given'];
  if (standing === 'given') return ['not_returned'];
  const live = around.case !== null && !ended.has(around.case.state) ? around.case : null;
  const found: FollowUp[] = [];
  if (slip.choice === null || slip.signer === '') found.push('incomplete');
  if (slip.choice === 'apply' && live === null) found.push('no_application');
  if (slip.choice === 'not_apply' && around.listed && !around.hasWaiver) found.push('waiver_due');
  if (slip.choice === 'not_apply' && live?.route === 'application') found.push('contradicts');
  return found;
}

/** Whether the day until which slips were asked back has passed; without such a day nothing is overdue. */
export function isReplyOverdue(slip: Slip, replyBy: IsoDate | null, today: IsoDate): boolean {
  return slipStanding(slip) === 'given' && replyBy !== null && replyBy < today;
}
