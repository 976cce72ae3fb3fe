import fc from 'fast-check';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import type { JournalEntry } from '#shared/domain/ledger/entry.ts';
import type { FundingSource, LedgerFact } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { Positions } from '#shared/domain/ledger/positions.ts';
import { postingsFor, reversalOf } from '#shared/domain/ledger/postings-for.ts';
import { fen } from '#shared/domain/money/fen.ts';

export const term = termKey('2024-2025-1');
const days = ['2024-09-20', '2024-10-15', '2024-12-20', '2025-01-10', '2025-01-28', '2025-02-20'].map(isoDate);

/** One thing that may happen in a term. Numbers are picks, read modulo what exists, so that any list is a story that can be told. */
export interface Step {
  readonly act: 'fund' | 'approve' | 'withdraw' | 'submit' | 'pay' | 'fail' | 'recover' | 'return' | 'reverse';
  readonly pick: number;
  readonly amount: number;
  readonly day: number;
}

export const steps = fc.array(
  fc.record({
    act: fc.constantFrom<Step['act']>('fund', 'approve', 'approve', 'withdraw', 'submit', 'submit', 'pay', 'pay', 'fail', 'recover', 'return', 'reverse'),
    pick: fc.nat({ max: 10_000 }), amount: fc.integer({ min: 1, max: 500_000 }), day: fc.nat({ max: days.length - 1 }),
  }),
  { maxLength: 40 });

/** A term played step by step: the journal, and beside it the same story kept as one plain list of facts. */
export interface PlayedTerm {
  readonly entries: JournalEntry[];
  /** Kind, programme, source, day and fen of what still stands (reversed facts are taken out). */
  readonly facts: Map<number, LedgerFact>;
}

const programmes = ['yw.board', 'yw.day'];

/** Plays the steps; what the ledger refuses is not posted. `check` is called after every entry. */
export function playTerm(story: readonly Step[], check?: (entry: JournalEntry) => void): PlayedTerm {
  const entries: JournalEntry[] = [];
  const facts = new Map<number, LedgerFact>();
  const remembered = new Map<number, LedgerFact>();
  const approved: { entitlementId: number; fen: number; programmeKey: string }[] = [];
  const sent: { paymentLineId: number; entitlementId: number; fen: number; programmeKey: string }[] = [];
  const post = (entry: JournalEntry): void => { entries.push(entry); check?.(entry); };
  const positionsOf = (programmeKey: string): Positions => {
    const positions = new Positions();
    for (const entry of entries) if (entry.programmeKey === programmeKey) positions.apply(entry.postings);
    return positions;
  };
  for (const step of story) {
    if (step.act === 'reverse') {
      const target = entries[step.pick % Math.max(1, entries.length)];
      if (!target || entries.some((entry) => entry.reversesId === target.id)) continue;
      const result = reversalOf(target.postings, positionsOf(target.programmeKey));
      if (!result.ok) continue;
      post({ ...target, id: entries.length + 1, reversesId: target.id, postings: result.postings });
      // A reversal of a reversal puts the fact back, and stands for it from then on.
      if (!facts.delete(target.id)) facts.set(entries.length, originalFact(entries, target, remembered));
      continue;
    }
    const event = eventOf(step, approved, sent);
    if (!event) continue;
    const result = postingsFor(event, positionsOf(event.programmeKey));
    if (!result.ok) continue;
    const id = entries.length + 1;
    post({ id, onDate: event.onDate, term: event.term, programmeKey: event.programmeKey, effectKind: event.kind, reversesId: null, postings: result.postings });
    facts.set(id, event);
    remembered.set(id, event);
    if (event.kind === 'entitlement_approved') approved.push(...event.lines.map((line) => ({ ...line, programmeKey: event.programmeKey })));
    if (event.kind === 'batch_submitted') sent.push(...event.lines.map((line) => ({ ...line, programmeKey: event.programmeKey })));
  }
  return { entries, facts };
}

function originalFact(entries: readonly JournalEntry[], entry: JournalEntry, remembered: ReadonlyMap<number, LedgerFact>): LedgerFact {
  let current = entry;
  while (current.reversesId !== null) current = entries[current.reversesId - 1] as JournalEntry;
  return remembered.get(current.id) as LedgerFact;
}

function eventOf(
  step: Step,
  approved: readonly { entitlementId: number; fen: number; programmeKey: string }[],
  sent: readonly { paymentLineId: number; entitlementId: number; fen: number; programmeKey: string }[],
): LedgerFact | null {
  const onDate = days[step.day] as IsoDate;
  const programmeKey = programmes[step.pick % programmes.length] as string;
  const source = fundingSources[step.pick % fundingSources.length] as FundingSource;
  const right = approved[step.pick % Math.max(1, approved.length)];
  const line = sent[step.pick % Math.max(1, sent.length)];
  const amount = fen(step.amount);
  const whole = step.amount % 2 === 0;
  switch (step.act) {
    case 'fund': return step.pick % 5 === 0
      ? { kind: 'opening_balance', programmeKey, source, fen: amount, term, onDate }
      : { kind: 'receipt', programmeKey, source, docNo: '财教〔2024〕1号', fen: amount, term, onDate };
    case 'return': return { kind: 'returned_to_treasury', programmeKey, source, docNo: '退〔2025〕1号', fen: amount, term, onDate };
    case 'approve': {
      const entitlementId = approved.length + 1;
      return { kind: 'entitlement_approved', programmeKey, term, onDate, lines: [{ entitlementId, studentId: entitlementId % 7, fen: amount }] };
    }
    case 'withdraw': return right
      ? { kind: 'entitlement_withdrawn', programmeKey: right.programmeKey, term, onDate, lines: [{ entitlementId: right.entitlementId, studentId: right.entitlementId % 7, fen: whole ? fen(right.fen) : amount }] }
      : null;
    case 'submit': return right
      ? { kind: 'batch_submitted', programmeKey: right.programmeKey, term, onDate, lines: [{ paymentLineId: sent.length + 1, entitlementId: right.entitlementId, studentId: right.entitlementId % 7, fen: whole ? fen(right.fen) : amount }] }
      : null;
    default: {
      if (!line) return null;
      const lines = [{ paymentLineId: line.paymentLineId, entitlementId: line.entitlementId, studentId: line.entitlementId % 7, fen: fen(line.fen) }];
      const kind = step.act === 'pay' ? 'line_paid' : step.act === 'fail' ? 'line_failed' : 'recovery';
      return { kind, programmeKey: line.programmeKey, term, onDate, lines };
    }
  }
}
