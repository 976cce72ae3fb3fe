import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ledgerAccounts } from '#shared/domain/ledger/accounts.ts';
import { isBalanced } from '#shared/domain/ledger/posting.ts';
import { Positions } from '#shared/domain/ledger/positions.ts';
import { reversalOf } from '#shared/domain/ledger/postings-for.ts';
import { balancesOf, totalsOf } from '#shared/domain/ledger/totals.ts';
import type { JournalEntry } from '#shared/domain/ledger/entry.ts';
import { playTerm, steps } from './term-model.ts';

const everything = { terms: null, from: null, to: null };
const runs = { numRuns: 2000 };

function balances(entries: readonly JournalEntry[]): Record<string, number> {
  const found = balancesOf(totalsOf(entries, everything));
  return Object.fromEntries(ledgerAccounts.map(({ code }) => [code, found.get(code) ?? 0]));
}

test('the journal balances after every event of any term', () => {
  fc.assert(fc.property(steps, (story) => {
    playTerm(story, (entry) => { expect(isBalanced(entry.postings)).toBe(true); });
  }), runs);
});

test('all accounts together are zero, and no pupil is owed or has been paid less than nothing', () => {
  fc.assert(fc.property(steps, (story) => {
    const { entries } = playTerm(story);
    expect(Object.values(balances(entries)).reduce((sum, net) => sum + net, 0)).toBe(0);
    const positions = new Positions();
    for (const entry of entries) positions.apply(entry.postings);
    expect(positions.impossible()).toBeNull();
  }), runs);
});

test('a reversal of anything that can be reversed returns every balance', () => {
  fc.assert(fc.property(steps, fc.nat(), (story, pick) => {
    const { entries } = playTerm(story);
    const target = entries[pick % Math.max(1, entries.length)];
    fc.pre(target !== undefined && !entries.some((entry) => entry.reversesId === target.id));
    const positions = new Positions();
    for (const entry of entries) if (entry.programmeKey === target!.programmeKey) positions.apply(entry.postings);
    const result = reversalOf(target!.postings, positions);
    fc.pre(result.ok);
    const postings = result.ok ? result.postings : [];
    expect(isBalanced(postings)).toBe(true);
    const undone = [...entries, { ...target!, id: entries.length + 1, reversesId: target!.id, postings }];
    expect(balances(undone)).toEqual(balances(entries.filter((entry) => entry !== target)));
  }), runs);
});

test('each account equals what the facts that still stand say, counted plainly', () => {
  fc.assert(fc.property(steps, (story) => {
    const { entries, facts } = playTerm(story);
    const plain = { opening: 0, received: 0, returned: 0, due: 0, paid: 0, bounced: 0, recovered: 0 };
    for (const fact of facts.values()) {
      const amount = 'lines' in fact ? fact.lines.reduce((sum, line) => sum + line.fen, 0) : fact.fen;
      if (fact.kind === 'opening_balance') plain.opening += amount;
      if (fact.kind === 'receipt') plain.received += amount;
      if (fact.kind === 'returned_to_treasury') plain.returned += amount;
      if (fact.kind === 'entitlement_approved') plain.due += amount;
      if (fact.kind === 'entitlement_withdrawn') plain.due -= amount;
      if (fact.kind === 'line_paid') plain.paid += amount;
      if (fact.kind === 'recovery') plain.recovered += amount;
    }
    for (const entry of entries) {
      if (entry.effectKind !== 'line_failed') continue;
      for (const posting of entry.postings) if (posting.accountCode === 'cash') plain.bounced += posting.debitFen - posting.creditFen;
    }
    const found = balances(entries);
    expect(found['fund_opening']).toBe(0 - plain.opening);
    expect(found['fund_received']).toBe(0 - plain.received);
    expect(found['fund_returned']).toBe(plain.returned);
    expect(found['aid_due']).toBe(plain.due);
    expect(found['cash']).toBe(plain.opening + plain.received - plain.returned - plain.paid + plain.bounced + plain.recovered);
    const owed = 0 - (found['payable_due']! + found['payable_submitted']! + found['payable_failed']! + found['payable_recovered']!);
    expect(owed - found['overpaid']!).toBe(plain.due - plain.paid + plain.bounced + plain.recovered);
  }), runs);
});
