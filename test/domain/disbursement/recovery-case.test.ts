import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { evaluateRecovery, nextRecoveryStep, recoveryStepKinds } from '#shared/domain/disbursement/recovery-case.ts';
import type { RecoveryFacts, RecoveryStepKind } from '#shared/domain/disbursement/recovery-case.ts';
import { fen } from '#shared/domain/money/fen.ts';

const today = isoDate('2025-11-12');
const step = (kind: RecoveryStepKind, promisedBy: string | null = null): RecoveryFacts['steps'][number] => ({ kind, promisedFen: promisedBy === null ? null : fen(100), promisedBy: promisedBy === null ? null : isoDate(promisedBy) });
const receipt = (amount: number, on = '2025-11-01') => ({ amountFen: fen(amount), receivedOn: isoDate(on) });

describe('a case of a wrong payment (handbook 4.2)', () => {
  it.each([
    ['nothing said', [], [], 'found'], ['asked', ['asked'], [], 'asked'], ['only noted', ['noted'], [], 'found'], ['asked, then noted', ['asked', 'noted'], [], 'asked'],
    ['agreed after refusing', ['asked', 'refused', 'agreed'], [], 'agreed'], ['refused after a part', ['agreed', 'refused'], [40], 'refused'], ['a part back', ['agreed'], [40], 'partly'],
    ['all back in parts', ['agreed'], [40, 60], 'closed'], ['all back without a word', [], [100], 'closed'],
  ] as const)('%s', (_, kinds, amounts, state) => {
    const facts = { amountFen: fen(100), steps: kinds.map((kind) => step(kind, kind === 'agreed' ? '2025-12-01' : null)), receipts: amounts.map((amount) => receipt(amount)) };
    expect(evaluateRecovery(facts, today).state).toBe(state);
  });

  it('is overdue from the day after the last promise, and no more once the promise is renewed or the money is there', () => {
    const facts = (promisedBy: string[], amounts: number[] = []): RecoveryFacts => ({ amountFen: fen(100), steps: promisedBy.map((day) => step('agreed', day)), receipts: amounts.map((amount) => receipt(amount)) });
    expect(evaluateRecovery(facts(['2025-11-12']), today).overdueSince).toBeNull();
    expect(evaluateRecovery(facts(['2025-11-11']), today).overdueSince).toBe('2025-11-11');
    expect(nextRecoveryStep(evaluateRecovery(facts(['2025-11-11']), today))).toContain('再去催');
    expect(evaluateRecovery(facts(['2025-11-11', '2025-11-20']), today).overdueSince).toBeNull();
    expect(evaluateRecovery(facts(['2025-11-11'], [100]), today)).toMatchObject({ overdueSince: null, closedOn: '2025-11-01' });
  });

  it('is closed exactly when the money is back, whatever was said and in whatever parts', () => {
    fc.assert(fc.property(
      fc.integer({ min: 1, max: 1_000_000 }), fc.array(fc.constantFrom(...recoveryStepKinds), { maxLength: 6 }), fc.array(fc.record({ share: fc.integer({ min: 1, max: 100 }), day: fc.nat({ max: 60 }) }), { maxLength: 5 }),
      (amount, kinds, parts) => {
        let open = amount;
        const receipts = parts.flatMap(({ share, day }) => {
          const part = Math.min(open, Math.ceil((amount * share) / 100));
          open -= part;
          return part === 0 ? [] : [receipt(part, addDays(isoDate('2025-10-01'), day))];
        });
        const standing = evaluateRecovery({ amountFen: fen(amount), steps: kinds.map((kind) => step(kind, kind === 'agreed' ? '2025-10-15' : null)), receipts }, today);
        expect(standing.recoveredFen + standing.remainingFen).toBe(amount);
        expect(standing.remainingFen).toBe(open);
        expect(standing.state === 'closed').toBe(open === 0);
        expect(standing.closedOn === null).toBe(open !== 0);
        if (open === 0) expect(receipts.map((each) => each.receivedOn)).toContain(standing.closedOn);
      }), { numRuns: 500 });
  });
});
