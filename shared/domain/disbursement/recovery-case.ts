import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';

/** Why a payment was wrong (handbook 4.2, 4.10; CHK-27). */
export const recoveryCauses = ['wrong_payee', 'paid_twice', 'not_entitled', 'left_school', 'deceased', 'other'] as const;
export type RecoveryCause = (typeof recoveryCauses)[number];

export const recoveryCauseText: Readonly<Record<RecoveryCause, string>> = {
  wrong_payee: '打错了人或账户', paid_twice: '重复发放', not_entitled: '不符合条件', left_school: '已离校仍发放', deceased: '死亡后仍发放', other: '其他',
};

/** What people do in a case besides taking money back. */
export const recoveryStepKinds = ['asked', 'agreed', 'refused', 'noted'] as const;
export type RecoveryStepKind = (typeof recoveryStepKinds)[number];

export const recoveryStepText: Readonly<Record<RecoveryStepKind, string>> = { asked: '要求退回', agreed: '约定退回', refused: '拒绝退回', noted: '备注' };

export const recoveryStates = ['found', 'asked', 'agreed', 'refused', 'partly', 'closed'] as const;
export type RecoveryState = (typeof recoveryStates)[number];

export const recoveryStateText: Readonly<Record<RecoveryState, string>> = {
  found: '已发现', asked: '已要求退回', agreed: '已约定', refused: '拒绝退回', partly: '部分追回', closed: '已追回',
};

/** What is known of one case: what went out wrongly, what was said, what came back. Steps and receipts in the order they happened. */
export interface RecoveryFacts {
  readonly amountFen: Fen;
  readonly steps: readonly { readonly kind: RecoveryStepKind; readonly promisedFen: Fen | null; readonly promisedBy: IsoDate | null }[];
  readonly receipts: readonly { readonly amountFen: Fen; readonly receivedOn: IsoDate }[];
}

export interface RecoveryStanding {
  readonly state: RecoveryState;
  readonly recoveredFen: Fen;
  readonly remainingFen: Fen;
  /** The day the last part came; null while money is missing. */
  readonly closedOn: IsoDate | null;
  /** The day of the last promise, when it has passed and money is still missing. */
  readonly overdueSince: IsoDate | null;
}

/**
 * Where a case of a wrong payment stands (handbook 4.2: wrong → recovered when the money is back). It is derived, never stored: closed exactly when the
 * receipts make up the amount (fen), whatever was said. The last word asked, agreed or refused counts until then; a note changes nothing.
 */
export function evaluateRecovery({ amountFen, steps, receipts }: RecoveryFacts, today: IsoDate): RecoveryStanding {
  const recoveredFen = fen(receipts.reduce((sum, receipt) => sum + receipt.amountFen, 0));
  const remainingFen = fen(amountFen - recoveredFen);
  if (remainingFen <= 0) return { state: 'closed', recoveredFen, remainingFen, closedOn: receipts.map((receipt) => receipt.receivedOn).toSorted().at(-1) ?? null, overdueSince: null };
  const word = steps.findLast((step) => step.kind !== 'noted');
  const promise = word?.kind === 'agreed' ? word.promisedBy : null;
  return { state: stateOf(word?.kind, recoveredFen), recoveredFen, remainingFen, closedOn: null, overdueSince: promise !== null && promise < today ? promise : null };
}

function stateOf(word: RecoveryStepKind | undefined, recoveredFen: Fen): RecoveryState {
  if (word === 'refused') return 'refused';
  if (recoveredFen > 0) return 'partly';
  return word === 'asked' || word === 'agreed' ? word : 'found';
}

/** The next thing to do in a case, in words. */
export function nextRecoveryStep({ state, overdueSince }: RecoveryStanding): string {
  if (overdueSince !== null) return '约定的日子已过，再去催，或改约';
  switch (state) {
    case 'found': return '找收款人要求退回，记下找了谁、怎么说';
    case 'asked': return '等答复，约定退多少、哪天退';
    case 'agreed': return '到期收款，逐笔登记';
    case 'refused': return '报校长和县资助中心，按当地办法处理';
    case 'partly': return '继续追回余款';
    case 'closed': return '';
  }
}
