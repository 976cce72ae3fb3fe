import type { EvidencePolicy } from './special-group.ts';
import { findSpecialGroup } from './special-group.ts';

/** What stands behind a pupil's group (handbook 2.6): a department's row, a certificate seen, a written promise. */
export const evidenceKinds = ['list_row', 'certificate', 'declaration'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Whether what is there is enough under the group's policy. `asked`: enough to enter, and still to be asked for. */
export type EvidenceState = 'enough' | 'asked';

/** Judges one group's evidence. It never blocks: a missing paper is a question for the 资助专干, the body decides. */
export function evidenceState(groupKey: string, kinds: readonly EvidenceKind[], policy: EvidencePolicy = policyOf(groupKey)): EvidenceState {
  if (policy === 'optional' || kinds.includes('certificate')) return 'enough';
  if (kinds.includes('list_row')) return policy === 'required' ? 'asked' : 'enough';
  return kinds.includes('declaration') && policy === 'replaced_by_declaration' ? 'enough' : 'asked';
}

function policyOf(groupKey: string): EvidencePolicy {
  return findSpecialGroup(groupKey)?.evidence ?? 'required';
}
