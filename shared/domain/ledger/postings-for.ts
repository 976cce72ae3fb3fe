import { assertNever } from '#shared/domain/assert-never.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { AccountCode, OwedAccount, ProgrammeRole } from './accounts.ts';
import { codeIn } from './accounts.ts';
import type { PaymentChannel } from './book.ts';
import type { EntitlementEventLine, LedgerFact, PaymentEventLine } from './events.ts';
import type { Posting, PostingPlace } from './posting.ts';
import { credit, debit, mirror } from './posting.ts';
import type { EntitlementPosition, LinePosition, Positions } from './positions.ts';

/** Why an event can't be: our own acts may not promise or send more than is owed. What the bank says happened is always posted. */
export type LedgerProblem =
  | { readonly code: 'not_positive' }
  | { readonly code: 'no_lines' }
  | { readonly code: 'more_than_owed'; readonly entitlementId: number; readonly askedFen: number; readonly owedFen: number }
  | { readonly code: 'in_flight'; readonly entitlementId: number; readonly submittedFen: number }
  | { readonly code: 'more_than_paid'; readonly paymentLineId: number; readonly askedFen: number; readonly paidFen: number }
  | { readonly code: 'other_channel' }
  | { readonly code: 'overtaken'; readonly entitlementId: number | null };

export type PostingResult = { readonly ok: true; readonly postings: Posting[] } | { readonly ok: false; readonly problem: LedgerProblem };

/** Internal way out of a loop over thousands of lines; never leaves this file. */
class Impossible extends Error {
  readonly problem: LedgerProblem;
  constructor(problem: LedgerProblem) {
    super(problem.code);
    this.problem = problem;
  }
}

/**
 * The double entry of an event (handbook 4.1, 4.6): pure, balanced line by line. `positions` says where each entitlement's money
 * lies before the event and is moved on by it. Amounts in fen, all positive; nothing is posted when the result is not ok
 * (the positions are then spoilt and must be thrown away). `channel` is the programme's in that term and says which book is posted;
 * pupils' money that lies in the other book refuses the event.
 */
export function postingsFor(event: LedgerFact, positions: Positions, channel: PaymentChannel = 'school_account'): PostingResult {
  if (positions.book !== null && positions.book !== channel) return { ok: false, problem: { code: 'other_channel' } };
  try {
    const postings = postingsOf(event, positions, channel);
    return { ok: true, postings };
  } catch (error) {
    if (error instanceof Impossible) return { ok: false, problem: error.problem };
    throw error;
  }
}

/**
 * The entry that undoes another, or why it can't be undone: money it moved has moved on since, so that the later entry must be
 * reversed first.
 */
export function reversalOf(postings: readonly Posting[], positions: Positions): PostingResult {
  const mirrored = mirror(postings);
  positions.apply(mirrored);
  const impossible = positions.impossible();
  if (impossible === null) return { ok: true, postings: mirrored };
  return { ok: false, problem: { code: 'overtaken', entitlementId: 'entitlementId' in impossible ? impossible.entitlementId : null } };
}

function postingsOf(event: LedgerFact, positions: Positions, channel: PaymentChannel): Posting[] {
  const pot: PostingPlace = { programmeKey: event.programmeKey, source: null, studentId: null, entitlementId: null, paymentLineId: null };
  if ('lines' in event) positions.claim(channel);
  if (!('lines' in event)) return fundPostings(event, channel, { ...pot, source: event.source });
  switch (event.kind) {
    case 'entitlement_approved':
      return eachLine(event.lines, { pot, channel, positions }, approve);
    case 'entitlement_withdrawn':
      return eachLine(event.lines, { pot, channel, positions }, withdraw);
    case 'batch_submitted':
      return eachLine(event.lines, { pot, channel, positions }, submit);
    case 'line_paid':
      return eachLine(event.lines, { pot, channel, positions }, pay);
    case 'line_failed':
      return eachLine(event.lines, { pot, channel, positions }, fail);
    case 'recovery':
      return eachLine(event.lines, { pot, channel, positions }, recover);
    default:
      return assertNever(event);
  }
}

type FundFact = Exclude<LedgerFact, { lines: unknown }>;

/** What comes into or leaves a pot as a whole. */
function fundPostings(event: FundFact, channel: PaymentChannel, place: PostingPlace): Posting[] {
  const move = (to: ProgrammeRole, from: ProgrammeRole): Posting[] => transfer(codeIn(channel, to), codeIn(channel, from), event.fen, place);
  switch (event.kind) {
    case 'opening_balance': case 'carried_in': return move('cash', 'fund_opening');
    case 'receipt': return [...move('cash', 'fund_received'), ...(event.allotted === true ? move('allotment_arrived', 'allotment_open') : [])];
    case 'returned_to_treasury': return move('fund_returned', 'cash');
    case 'carried_out': return move('fund_carried', 'cash');
    case 'moved_out': return move('fund_moved', 'cash');
    case 'moved_in': return move('cash', 'fund_moved');
    case 'allotted': return move('allotment_open', 'allotment_given');
    case 'allotment_reduced': return move('allotment_given', 'allotment_open');
    case 'own_opening': return transfer('own_cash', 'own_opening', event.fen, place);
    case 'set_aside': return transfer('own_cash', 'own_set_aside', event.fen, place);
    case 'donation': return transfer('own_cash', 'own_donated', event.fen, place);
    case 'own_grant': return transfer('own_granted', 'own_cash', event.fen, { ...place, studentId: event.studentId });
    case 'own_returned': return transfer('own_returned', 'own_cash', event.fen, place);
    default: return assertNever(event);
  }
}

function transfer(to: AccountCode, from: AccountCode, amount: Fen, place: PostingPlace): Posting[] {
  if (amount <= 0) throw new Impossible({ code: 'not_positive' });
  return [debit(to, amount, place), credit(from, amount, place)];
}

type Line = EntitlementEventLine & Partial<PaymentEventLine>;
type LineRule<Of extends Line> = (line: Of, mover: Mover) => void;

interface Moving {
  readonly pot: PostingPlace;
  readonly channel: PaymentChannel;
  readonly positions: Positions;
}

function eachLine<Of extends Line>(lines: readonly Of[], moving: Moving, rule: LineRule<Of>): Posting[] {
  if (lines.length === 0) throw new Impossible({ code: 'no_lines' });
  const postings: Posting[] = [];
  for (const line of lines) {
    if (line.fen <= 0) throw new Impossible({ code: 'not_positive' });
    rule(line, new Mover(line, moving, postings));
  }
  return postings;
}

type MovedRole = keyof Omit<EntitlementPosition, 'approved'> | 'cash' | 'aid_due';

/** Moves one line's money between the accounts of its entitlement and keeps the positions in step. */
class Mover {
  readonly entitlement: EntitlementPosition;
  readonly payment: LinePosition;
  readonly #place: PostingPlace;
  readonly #postings: Posting[];

  readonly #channel: PaymentChannel;

  constructor(line: Line, { pot, channel, positions }: Moving, postings: Posting[]) {
    this.#channel = channel;
    this.entitlement = positions.entitlement(line.entitlementId);
    this.payment = line.paymentLineId === undefined ? { submitted: 0, paid: 0 } : positions.line(line.paymentLineId);
    this.#place = { ...pot, studentId: line.studentId, entitlementId: line.entitlementId, paymentLineId: line.paymentLineId ?? null };
    this.#postings = postings;
  }

  debit(account: MovedRole, amount: number): void {
    if (amount === 0) return;
    this.#postings.push(debit(codeIn(this.#channel, account), fen(amount), this.#place));
    this.#count(account, amount);
  }

  credit(account: MovedRole, amount: number): void {
    if (amount === 0) return;
    this.#postings.push(credit(codeIn(this.#channel, account), fen(amount), this.#place));
    this.#count(account, -amount);
  }

  /** Takes as much as there is out of what is owed in these accounts, in this order; what could not be taken is given back. */
  drain(accounts: readonly OwedAccount[], amount: number): number {
    let rest = amount;
    for (const account of accounts) {
      const part = Math.min(rest, this.entitlement[account]);
      this.debit(account, part);
      rest -= part;
    }
    return rest;
  }

  #count(account: MovedRole, net: number): void {
    if (account === 'cash') this.payment.paid -= net;
    else if (account === 'aid_due') this.entitlement.approved += net;
    else if (account === 'overpaid') this.entitlement.overpaid += net;
    else this.entitlement[account] -= net;
    if (account === 'payable_submitted') this.payment.submitted -= net;
  }
}

const approve: LineRule<Line> = (line, mover) => {
  mover.debit('aid_due', line.fen);
  mover.credit('payable_due', line.fen);
};

/** A withdrawn right is no longer owed; what had already been paid for it is to be asked back. */
const withdraw: LineRule<Line> = (line, mover) => {
  const { entitlement } = mover;
  const { approved, payable_submitted: submitted } = entitlement;
  if (line.fen > approved) throw new Impossible({ code: 'more_than_owed', entitlementId: line.entitlementId, askedFen: line.fen, owedFen: approved });
  const open = entitlement.payable_due + entitlement.payable_recovered + entitlement.payable_failed;
  if (line.fen > open && submitted > 0) throw new Impossible({ code: 'in_flight', entitlementId: line.entitlementId, submittedFen: submitted });
  mover.debit('overpaid', mover.drain(['payable_due', 'payable_recovered', 'payable_failed'], line.fen));
  mover.credit('aid_due', line.fen);
};

/** What failed or came back goes out before what was never sent: a re-issue adds nothing to what is owed (handbook 4.2). */
const submit: LineRule<Line> = (line, mover) => {
  const { entitlement } = mover;
  const owedFen = entitlement.payable_failed + entitlement.payable_recovered + entitlement.payable_due;
  if (line.fen > owedFen) throw new Impossible({ code: 'more_than_owed', entitlementId: line.entitlementId, askedFen: line.fen, owedFen });
  mover.drain(['payable_failed', 'payable_recovered', 'payable_due'], line.fen);
  mover.credit('payable_submitted', line.fen);
};

/** The bank's word is posted even when more was paid than is owed: then the excess is asked back. */
const pay: LineRule<Line> = (line, mover) => {
  const own = Math.min(line.fen, mover.payment.submitted);
  mover.debit('payable_submitted', own);
  mover.debit('overpaid', mover.drain(['payable_failed', 'payable_due', 'payable_recovered'], line.fen - own));
  mover.credit('cash', line.fen);
};

/** A refusal of a line in flight, or of one that had been reported paid and bounced: then the cash is back. */
const fail: LineRule<PaymentEventLine> = (line, mover) => {
  const own = Math.min(line.fen, mover.payment.submitted);
  const bounced = line.fen - own;
  if (bounced > mover.payment.paid) {
    throw new Impossible({ code: 'more_than_paid', paymentLineId: line.paymentLineId, askedFen: line.fen, paidFen: mover.payment.submitted + mover.payment.paid });
  }
  mover.debit('payable_submitted', own);
  mover.debit('cash', bounced);
  settle(line.fen, 'payable_failed', mover);
};

/** Money back from a payee first clears what was paid too much; the rest is owed again until it is sent anew or withdrawn. */
const recover: LineRule<PaymentEventLine> = (line, mover) => {
  if (line.fen > mover.payment.paid) {
    throw new Impossible({ code: 'more_than_paid', paymentLineId: line.paymentLineId, askedFen: line.fen, paidFen: mover.payment.paid });
  }
  mover.debit('cash', line.fen);
  settle(line.fen, 'payable_recovered', mover);
};

function settle(amount: number, owed: 'payable_failed' | 'payable_recovered', mover: Mover): void {
  const excess = Math.min(amount, mover.entitlement.overpaid);
  mover.credit('overpaid', excess);
  mover.credit(owed, amount - excess);
}
