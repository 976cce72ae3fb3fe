import { assertNever } from '#shared/domain/assert-never.ts';
import { parseDisabilityCertificate } from '#shared/domain/identity/disability-certificate.ts';
import type { CatalogueGroup } from './group-catalogue.ts';
import type { EvidencePolicy } from './special-group.ts';
import { findSpecialGroup } from './special-group.ts';

/** What stands behind a pupil's group (handbook 2.6): a department's row, a certificate seen, a written promise. */
export const evidenceKinds = ['list_row', 'certificate', 'declaration'] as const;
export type EvidenceKind = (typeof evidenceKinds)[number];

/** Whether what is there is enough under the group's policy. `asked`: enough to enter, and still to be asked for. */
export type EvidenceState = 'enough' | 'asked';

/** One piece of evidence as the rules of the year read it. The number is a certificate's or the list row's own. */
export interface GroupEvidence {
  readonly kind: EvidenceKind;
  readonly certificateNo: string;
}

/** What is still to be asked of the family, and why. */
export type EvidenceAsk =
  | { readonly code: 'groups.paper_asked'; readonly facts: { readonly label: string; readonly proof: string } }
  | { readonly code: 'groups.list_not_enough'; readonly facts: { readonly label: string; readonly proof: string } }
  | { readonly code: 'groups.declaration_not_enough'; readonly facts: { readonly label: string; readonly proof: string } }
  | { readonly code: 'groups.ended'; readonly facts: { readonly label: string } }
  | { readonly code: 'groups.grade_beyond'; readonly facts: { readonly label: string; readonly grade: number; readonly max: number } }
  | { readonly code: 'groups.grade_unread'; readonly facts: { readonly label: string; readonly max: number } }
  | { readonly code: 'groups.hardship_asked'; readonly facts: { readonly label: string } };

/** Judges one group's evidence. It never blocks: a missing paper is a question for the 资助专干, the body decides. */
export function evidenceState(groupKey: string, kinds: readonly EvidenceKind[], policy: EvidencePolicy = policyOf(groupKey)): EvidenceState {
  if (policy === 'optional' || kinds.includes('certificate')) return 'enough';
  if (kinds.includes('list_row')) return policy === 'required' ? 'asked' : 'enough';
  return kinds.includes('declaration') && policy === 'replaced_by_declaration' ? 'enough' : 'asked';
}

function policyOf(groupKey: string): EvidencePolicy {
  return findSpecialGroup(groupKey)?.evidence ?? 'required';
}

/**
 * Everything a group's evidence still lacks under the catalogue of the year (handbook 2.6): the paper, a 残疾人证 grade that counts, hardship beside it.
 * `group` is null where the catalogue of the year doesn't have it; `hardshipShown` says that something else in the case speaks of hardship.
 * Nothing here blocks: each ask is a question, the body decides.
 */
export function evidenceAsks(group: CatalogueGroup | null, label: string, evidence: readonly GroupEvidence[], hardshipShown: boolean): readonly EvidenceAsk[] {
  const asks: EvidenceAsk[] = [];
  const kinds = evidence.map((one) => one.kind);
  const policy = group?.evidence ?? 'required';
  if (evidenceState(group?.key ?? '', kinds, policy) === 'asked') asks.push(paperAsk(kinds, policy, { label, proof: group?.proof ?? '' }));
  if (group === null) return asks;
  const max = group.maxDisabilityGrade;
  if (max !== null) {
    const grades = evidence.flatMap((one) => parseDisabilityCertificate(one.certificateNo)?.grade ?? []);
    if (grades.length === 0) asks.push({ code: 'groups.grade_unread', facts: { label, max } });
    else if (Math.min(...grades) > max) asks.push({ code: 'groups.grade_beyond', facts: { label, grade: Math.min(...grades), max } });
  }
  if (group.needsHardship && !hardshipShown) asks.push({ code: 'groups.hardship_asked', facts: { label } });
  return asks;
}

function paperAsk(kinds: readonly EvidenceKind[], policy: EvidencePolicy, facts: { readonly label: string; readonly proof: string }): EvidenceAsk {
  switch (policy) {
    case 'required':
      return { code: kinds.includes('list_row') ? 'groups.list_not_enough' : 'groups.paper_asked', facts };
    case 'replaced_by_list':
      return { code: kinds.includes('declaration') ? 'groups.declaration_not_enough' : 'groups.paper_asked', facts };
    case 'replaced_by_declaration':
    case 'optional':
      return { code: 'groups.paper_asked', facts };
    default:
      return assertNever(policy);
  }
}
