import type { PayeeFinding } from './account-checks.ts';
import type { StandingFinding } from './payability.ts';

/** A failed payment about to be sent again to another account, with nothing kept that proves the new one. */
export interface ReissueFinding {
  readonly code: 'payment.reissue_without_evidence';
  readonly severity: 'warn';
  readonly failedLine: string;
}

export type PaymentFinding = PayeeFinding | StandingFinding | ReissueFinding;

/** What only tells more of the same finding: with another count of scans or another judge it is still the same one. */
const aside: ReadonlySet<string> = new Set(['severity', 'evidence', 'decidedBy', 'reason']);

/**
 * Names a finding so that a judgement of it can be kept: the account and the facts it rests on. Another account, other people on it or another date is another
 * finding, which nobody has judged yet (CHK-21, CHK-22).
 */
export function findingKey(finding: PaymentFinding, accountId: number | null): string {
  const facts = Object.entries(finding).filter(([name]) => name !== 'code' && !aside.has(name)).map(([name, value]) => `${name}=${Array.isArray(value) ? value.toSorted().join(',') : String(value)}`);
  return [finding.code, accountId ?? 0, ...facts.toSorted()].join(' ');
}
