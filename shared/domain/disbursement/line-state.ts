/**
 * The states of one payment line (handbook 4.2). `unanswered` is the handbook's unknown: sent, and no usable answer came back.
 * `reissued` ends a failed line; its money lives on in a new line of a new batch, so owed money is counted once.
 */
export const paymentLineStates = [
  'due', 'submitted', 'transferred', 'paid', 'failed', 'unanswered', 'corrected', 'reissued', 'wrong', 'recovered', 'waived', 'withdrawn',
] as const;
export type PaymentLineState = (typeof paymentLineStates)[number];

export const paymentLineMoves = [
  'submit', 'transfer', 'pay', 'fail', 'leave_unanswered', 'correct', 'reissue', 'drop_reissue', 'find_wrong', 'recover', 'waive', 'withdraw',
] as const;
export type PaymentLineMove = (typeof paymentLineMoves)[number];

/**
 * The one table of moves. `fail` out of paid is a payment the bank reports as bounced after all, `pay` out of failed a late success:
 * both come only from a corrected return file. `drop_reissue` takes back a re-issue whose batch was withdrawn before it left the house.
 */
const moves: Readonly<Record<PaymentLineState, Readonly<Partial<Record<PaymentLineMove, PaymentLineState>>>>> = {
  due: { submit: 'submitted', waive: 'waived', withdraw: 'withdrawn' },
  submitted: { transfer: 'transferred', pay: 'paid', fail: 'failed', leave_unanswered: 'unanswered', withdraw: 'withdrawn' },
  transferred: { pay: 'paid', fail: 'failed', leave_unanswered: 'unanswered' },
  unanswered: { pay: 'paid', fail: 'failed', leave_unanswered: 'unanswered' },
  paid: { find_wrong: 'wrong', fail: 'failed', leave_unanswered: 'unanswered' },
  failed: { correct: 'corrected', waive: 'waived', pay: 'paid', leave_unanswered: 'unanswered' },
  corrected: { reissue: 'reissued', waive: 'waived' },
  reissued: { drop_reissue: 'corrected' },
  wrong: { recover: 'recovered' },
  recovered: {},
  waived: {},
  withdrawn: {},
};

/** Where a move leads, or null when the line's state does not allow it (handbook 4.2). */
export function nextLineState(state: PaymentLineState, move: PaymentLineMove): PaymentLineState | null {
  return moves[state][move] ?? null;
}

/** The moves a line in this state allows, for the window to offer. */
export function movesFrom(state: PaymentLineState): readonly PaymentLineMove[] {
  return Object.keys(moves[state]) as PaymentLineMove[];
}

/** True while the bank has the line and has not settled it: these lines wait for a return row. */
export function awaitsAnswer(state: PaymentLineState): boolean {
  return state === 'submitted' || state === 'transferred' || state === 'unanswered';
}

/**
 * True when the line holds part of its entitlement's money, so that a second ordinary line for it would pay twice (CHK-24).
 * A reissued line holds nothing: its successor does. A recovered one gave the money back.
 */
export function holdsMoney(state: PaymentLineState): boolean {
  switch (state) {
    case 'due': case 'submitted': case 'transferred': case 'paid': case 'failed':
    case 'unanswered': case 'corrected': case 'wrong': case 'waived':
      return true;
    case 'reissued': case 'recovered': case 'withdrawn':
      return false;
  }
}
