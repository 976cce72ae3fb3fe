import type { IsoDate } from '../calendar/iso-date.ts';

/** What a person found of one paper of proof (handbook 2.2 `evidence`: per item reviewer and date). */
export const checkResults = ['accepted', 'missing', 'rejected'] as const;
export type CheckResult = (typeof checkResults)[number];

export interface EvidenceCheck {
  readonly item: string;
  readonly result: CheckResult;
  readonly checkedOn: IsoDate;
}

/** The check that counts for each paper: its last one. Checks come oldest first. */
export function standingChecks<Check extends EvidenceCheck>(checks: readonly Check[]): readonly Check[] {
  return [...new Map(checks.map((check) => [check.item, check])).values()];
}

/** True when there is a paper and none is missing or turned down: the step 材料核验 is done. */
export function areChecksDone(checks: readonly EvidenceCheck[]): boolean {
  const standing = standingChecks(checks);
  return standing.length > 0 && standing.every((check) => check.result === 'accepted');
}
