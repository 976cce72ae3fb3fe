import type { VoteOutcome } from '#shared/domain/panels/voting.ts';

/** The same rules told once more by counting ballots one at a time, with fractions instead of percents: what `evaluateCase` must agree with. */
export function countPlainly(
  seats: readonly { readonly memberId: number; readonly present: boolean }[], recused: ReadonlySet<number>, ballots: readonly string[],
  { attendance, majority }: { readonly attendance: number | null; readonly majority: number | null },
): { readonly kind: VoteOutcome['kind']; readonly grades: readonly string[] } {
  let expected = 0;
  let present = 0;
  for (const seat of seats) {
    if (recused.has(seat.memberId)) continue;
    expected += 1;
    if (seat.present) present += 1;
  }
  if (present === 0) return { kind: 'no_quorum', grades: [] };
  if (attendance !== null && present / expected < attendance / 100 - 1e-12) return { kind: 'no_quorum', grades: [] };
  if (ballots.length !== present) return { kind: 'count_differs', grades: [] };
  const names = [...new Set(ballots)].filter((name) => name !== '弃权' && name !== '废票');
  let best: string[] = [];
  let most = 0;
  for (const name of names) {
    let votes = 0;
    for (const ballot of ballots) if (ballot === name) votes += 1;
    if (votes > most) { best = [name]; most = votes; } else if (votes === most) best.push(name);
  }
  if (best.length === 0) return { kind: 'no_grade', grades: [] };
  if (best.length > 1) return { kind: 'tie', grades: best };
  return { kind: majority !== null && most / present < majority / 100 - 1e-12 ? 'short' : 'carried', grades: best };
}

/** Takes the largest and the smallest out one after the other, then divides; rounded by text. Undefined where nothing is left. */
export function meanPlainly(scores: readonly number[], trim: number): number | undefined {
  const left = [...scores];
  for (let round = 0; round < trim; round += 1) {
    if (left.length < 2) return undefined;
    left.splice(left.indexOf(Math.max(...left)), 1);
    left.splice(left.indexOf(Math.min(...left)), 1);
  }
  if (left.length === 0) return undefined;
  let sum = 0n;
  for (const score of left) sum += BigInt(score);
  const tenths = (sum * 10n) / BigInt(left.length);
  return Number((tenths + 5n) / 10n);
}
