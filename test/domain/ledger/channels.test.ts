import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { bookOf, codeIn, ledgerAccounts, roleOf } from '#shared/domain/ledger/accounts.ts';
import { excessOf, outstandingOf } from '#shared/domain/ledger/allotment.ts';
import { channelInForce } from '#shared/domain/ledger/book.ts';
import type { LedgerFact } from '#shared/domain/ledger/events.ts';
import { bookOfPostings, isBalanced } from '#shared/domain/ledger/posting.ts';
import { Positions } from '#shared/domain/ledger/positions.ts';
import { postingsFor } from '#shared/domain/ledger/postings-for.ts';
import { totalsOf } from '#shared/domain/ledger/totals.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { chainStepKeys, chainsOf, postingsOfStep } from '#shared/domain/settlement/chain.ts';
import { formatSplit, shareBySource } from '#shared/domain/settlement/source-shares.ts';
import { statementOf } from '#shared/domain/settlement/statement.ts';
import { playTerm, steps } from './term-model.ts';

const seed = 20_260_301;
const term = termKey('2024-2025-1');
const onDate = isoDate('2024-10-15');
const place = { programmeKey: 'yw.board', term, onDate };
const money = { ...place, source: 'county' as const, docNo: '云财〔2024〕1号', fen: fen(62_500) };
const lines = [{ entitlementId: 1, studentId: 1, paymentLineId: 1, fen: fen(62_500) }];

describe('books', () => {
  it('each account of a programme is in two books under two codes, and the auxiliary ones in one', () => {
    expect(new Set(ledgerAccounts.map(({ code }) => code)).size).toBe(ledgerAccounts.length);
    for (const { code, role, book } of ledgerAccounts) {
      expect([roleOf(code), bookOf(code)]).toEqual([role, book]);
      if (book !== 'own_funds') expect(codeIn(book, role as never)).toBe(code);
    }
  });

  it.each<LedgerFact>([
    { kind: 'allotted', ...money }, { kind: 'allotment_reduced', ...money }, { kind: 'receipt', ...money }, { kind: 'receipt', ...money, allotted: true }, { kind: 'opening_balance', ...money },
    { kind: 'returned_to_treasury', ...money }, { kind: 'carried_in', ...money }, { kind: 'carried_out', ...money }, { kind: 'moved_in', ...money }, { kind: 'moved_out', ...money },
    { kind: 'entitlement_approved', ...place, lines },
  ])('$kind posts in its channel\'s book alone', (event) => {
    for (const channel of ['school_account', 'one_card'] as const) {
      const result = postingsFor(event, new Positions(), channel);
      expect(result.ok && isBalanced(result.postings) && bookOfPostings(result.postings)).toBe(channel);
    }
  });

  it('money that lies in one book is not moved in the other', () => {
    const positions = new Positions();
    expect(postingsFor({ kind: 'entitlement_approved', ...place, lines }, positions, 'one_card').ok).toBe(true);
    expect(postingsFor({ kind: 'batch_submitted', ...place, lines }, positions, 'school_account')).toEqual({ ok: false, problem: { code: 'other_channel' } });
    expect(() => { positions.apply([{ accountCode: 'payable_due', programmeKey: 'yw.board', source: null, studentId: 2, entitlementId: 2, paymentLineId: null, debitFen: fen(0), creditFen: fen(5) }]); }).toThrow(RangeError);
  });

  it('the auxiliary ledger posts in its own accounts whatever the channel, and never in a statement', () => {
    const own = { ...money, programmeKey: 'own.set_aside' };
    const facts: LedgerFact[] = [{ kind: 'set_aside', ...own }, { kind: 'own_grant', ...own, studentId: 7, fen: fen(100) }, { kind: 'donation', ...own }, { kind: 'own_returned', ...own, fen: fen(5) }, { kind: 'own_opening', ...own }];
    const entries = facts.map((event, index) => {
      const result = postingsFor(event, new Positions(), 'one_card');
      expect(result.ok && bookOfPostings(result.postings)).toBe('own_funds');
      return { id: index, onDate, term, programmeKey: own.programmeKey, effectKind: event.kind, reversesId: null, postings: result.ok ? result.postings : [] };
    });
    expect(statementOf(totalsOf(entries, { terms: null, from: null, to: null }), { kind: 'term', term, asOf: null }).programmes).toEqual([]);
  });

  it('the latest decision in force counts, the later recorded where two begin together', () => {
    const rules = [
      { programmeKey: 'a', validFrom: '2024-2025-1', channel: 'one_card' as const }, { programmeKey: 'a', validFrom: '2025-2026-1', channel: 'school_account' as const },
      { programmeKey: 'a', validFrom: '2025-2026-1', channel: 'one_card' as const },
    ];
    expect(['2023-2024-2', '2024-2025-2', '2025-2026-1'].map((when) => channelInForce(rules, 'a', when))).toEqual(['school_account', 'one_card', 'one_card']);
    expect(channelInForce(rules, 'b', '2025-2026-1')).toBe('school_account');
  });
});

describe('下达 and 到账', () => {
  it.each([
    [{ fen: 100, reducedFen: 0, arrivedFen: 0 }, 100, 0], [{ fen: 100, reducedFen: 20, arrivedFen: 30 }, 50, 0], [{ fen: 100, reducedFen: 0, arrivedFen: 130 }, 0, 30], [{ fen: 100, reducedFen: 100, arrivedFen: 0 }, 0, 0],
  ])('%o leaves %i open and %i over', (line, openFen, overFen) => {
    expect(outstandingOf(line)).toEqual({ openFen, overFen });
    expect(excessOf(line, openFen)).toBe(0);
    expect(excessOf(line, openFen + 1)).toBe(1);
  });
});

describe('properties', () => {
  it('a term told in one book and in the other differs in nothing but its accounts', () => {
    fc.assert(fc.property(steps, (story) => {
      const { entries } = playTerm(story);
      const mirrored = entries.map((entry) => ({ ...entry, postings: entry.postings.map((posting) => ({ ...posting, accountCode: codeIn('one_card', posting.accountCode as never) })) }));
      const everything = { terms: null, from: null, to: null };
      const scope = { kind: 'term' as const, term, asOf: null };
      const [own, card] = [entries, mirrored].map((journal) => statementOf(totalsOf(journal, everything), scope));
      expect(card!.programmes.map((row) => ({ ...row, channel: 'school_account' }))).toEqual(own!.programmes);
      expect(card!.channels.every((one) => one.channel === 'one_card')).toBe(true);
      const both = statementOf(totalsOf([...entries, ...mirrored], everything), scope);
      for (const { channel, totals } of both.channels) expect(totals).toEqual((channel === 'one_card' ? card : own)!.totals);
    }), { seed, numRuns: 500 });
  });

  it('every number of the chain is the sum of the postings it names, and the chain explains the balance', () => {
    fc.assert(fc.property(steps, (story) => {
      const { entries } = playTerm(story);
      for (const chain of chainsOf(totalsOf(entries, { terms: null, from: null, to: null }))) {
        for (const key of chainStepKeys) {
          const { accounts, kinds, side } = postingsOfStep(key);
          let net = 0;
          for (const entry of entries) {
            if (entry.programmeKey !== chain.programmeKey || !kinds.includes(entry.effectKind)) continue;
            for (const posting of entry.postings) if (accounts.includes(posting.accountCode)) net += posting.debitFen - posting.creditFen;
          }
          expect(chain.steps[key], key).toBe(side === 'debit' ? net : 0 - net);
        }
        const { opening, received, moved, paid, recovered, returned, balance } = chain.steps;
        expect(balance).toBe(opening + received + moved - paid + recovered - returned);
      }
    }), { seed, numRuns: 500 });
  });

  it('a prescribed split adds up to the fen, strays by less than one, and leaves the totals as they are', () => {
    const weights = fc.record({ central: fc.nat(100), province: fc.nat(100), county: fc.nat(100) }).filter((one) => one.central + one.province + one.county > 0);
    fc.assert(fc.property(steps, weights, (story, weight) => {
      const split = new Map(Object.entries(weight)) as never;
      const { entries } = playTerm(story);
      const totals = totalsOf(entries, { terms: null, from: null, to: null });
      const scope = { kind: 'term' as const, term, asOf: null };
      const plain = statementOf(totals, scope);
      const shared = statementOf(totals, scope, () => split);
      expect(shared.totals).toEqual(plain.totals);
      const whole = weight.central + weight.province + weight.county;
      for (const row of shared.programmes) {
        for (const key of ['due', 'paid', 'recovered', 'cashBalance', 'budgetBalance'] as const) expect(row.sources.reduce((sum, one) => sum + one[key], 0), key).toBe(row[key]);
        for (const source of row.sources) expect(Math.abs(source.due - (row.due * ((weight as Record<string, number>)[source.source] ?? 0)) / whole)).toBeLessThan(1.01);
      }
    }), { seed, numRuns: 500 });
  });
});

it('60 : 20 : 20 of 3,439,250.00, and of a sum that does not divide', () => {
  const split = new Map([['central', 60], ['province', 20], ['county', 20]] as const);
  expect(Object.fromEntries(shareBySource(343_925_000, new Map(), split))).toMatchObject({ central: 206_355_000, province: 68_785_000, county: 68_785_000, unspecified: 0 });
  expect(Object.fromEntries(shareBySource(31_251, new Map(), split))).toMatchObject({ central: 18_751, province: 6_250, county: 6_250 });
  expect(formatSplit(split)).toBe('中央 60 : 省 20 : 县 20');
});
