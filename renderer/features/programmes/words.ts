import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { nextTerm, previousTerm } from '#shared/domain/calendar/term.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { rateUnitNames } from '#shared/text/programmes.ts';

type Rate = ProgrammeView['rates'][number];
type Rule = ProgrammeView['rules'][number];

export const boardingNames = { boarding: '寄宿', day: '非寄宿' } as const;

export function wordStages(stages: readonly EducationStage[]): string {
  return stages.map(formatStage).join('、');
}

export function wordAmount(rate: Rate): string {
  if (rate.fen === null) return '—';
  const high = rate.highFen === null ? '' : `–${formatYuan(rate.highFen)}`;
  return `${formatYuan(rate.fen)}${high} 元/${rateUnitNames[rate.unit]}`;
}

const startWords = { known: '', reported: '（据报）', seen: '（始见）', standing: '长期', not_known: '起始不详' } as const;

export function wordPeriod(row: { validFrom: TermKey | null; validTo: TermKey | null; startMark?: Rate['startMark'] }): string {
  const mark = row.startMark ?? 'known';
  const from = row.validFrom === null ? (mark === 'known' ? '' : startWords[mark]) : `${formatTermShort(row.validFrom)}${startWords[mark]}`;
  if (row.validTo === null) return row.validFrom === null ? from || '长期' : `${from} 起`;
  return `${from} 至 ${formatTermShort(row.validTo)}`;
}

export function wordRule(rule: Rule): string {
  const who = `${wordStages(rule.stages)}${rule.boarding === null ? '' : boardingNames[rule.boarding]}学生`;
  const hardship = rule.needsHardship ? '，须本学年认定为困难' : '';
  const groups = rule.groups === null ? '' : `，且属于：${rule.groups.map(formatSpecialGroup).join('、')}`;
  return `${who}${hardship}${groups}${rule.selection === 'by_hand' ? '，按名单选定' : ''}`;
}

/** Terms to choose from: three years back, two ahead. */
export function termsAround(term: TermKey): { value: string; label: string }[] {
  let one = term;
  for (let step = 0; step < 6; step += 1) one = previousTerm(one);
  const terms: TermKey[] = [];
  for (let step = 0; step < 11; step += 1) {
    terms.push(one);
    one = nextTerm(one);
  }
  return terms.map((value) => ({ value, label: formatTermShort(value) }));
}
