import type { MatchDifference, MatchPath, MatchRule, RowBucket } from '#shared/domain/matching/match-row.ts';
import { matchDifferenceTexts, matchRuleTexts } from '#shared/text/lists.ts';
import { sentenceOf } from '#shared/text/sentences.ts';

/** A pupil of a row as the sentence names him: 李明（七年级(2)班）. */
export interface NamedMatch {
  readonly pupil: string;
  /** How the relative found stands to the pupil; '' when unknown, null when the row is the pupil. */
  readonly relation: string | null;
  readonly path: MatchPath;
  readonly rule: MatchRule;
  readonly differences: readonly MatchDifference[];
}

export interface RowToUnderstand {
  readonly bucket: RowBucket;
  /** What the row itself says instead of a group; null when it has one. */
  readonly noGroup: string | null;
  readonly decidedByPerson: boolean;
  /** The pupils the row stands for, or the candidates while it waits. */
  readonly matches: readonly NamedMatch[];
}

/** One sentence of what we made of a list row, the same in the preview, in the list and in the why-panel. */
export function understandRow(row: RowToUnderstand): string {
  if (row.noGroup !== null) return sentenceOf('lists.understood_no_group', { text: row.noGroup });
  const [first] = row.matches;
  if (row.bucket === 'not_ours' || first === undefined) {
    return sentenceOf(row.decidedByPerson ? 'lists.understood_decided_not_ours' : 'lists.understood_not_ours', {});
  }
  const pupils = row.matches.map((match) => match.pupil).join('、');
  if (row.bucket === 'needs_decision') return sentenceOf('lists.understood_candidates', { pupils, why: whyDoubtful(row.matches) });
  const relation = [...new Set(row.matches.map((match) => match.relation ?? '').filter((text) => text !== ''))].join('、');
  switch (first.path) {
    case 'direct':
      return sentenceOf('lists.understood_pupil', { pupils });
    case 'certificate':
      return sentenceOf('lists.understood_certificate', { pupils, relation: first.relation === null ? '' : relation || '家长' });
    case 'household':
      return sentenceOf(first.rule === 'head_id' ? 'lists.understood_head' : 'lists.understood_member', { pupils, relation });
    case 'fuzzy':
      return first.relation === null ? sentenceOf('lists.understood_pupil', { pupils }) : sentenceOf('lists.understood_member', { pupils, relation });
    case 'manual':
      return sentenceOf('lists.understood_manual', { pupils });
  }
}

/** The first doubt in words: a name rule that only proposes, or what differs. */
export function whyDoubtful(matches: readonly Pick<NamedMatch, 'path' | 'rule' | 'differences'>[]): string {
  const proposed = matches.find((match) => match.path === 'fuzzy');
  const differences = [...new Set(matches.flatMap((match) => match.differences))].map((code) => matchDifferenceTexts[code]);
  return [...(proposed ? [matchRuleTexts[proposed.rule]] : []), ...differences].join('，');
}
