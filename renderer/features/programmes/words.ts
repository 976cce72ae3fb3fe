import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { rateUnitNames } from '#shared/text/programmes.ts';
import { wordQuantities } from '#shared/text/programme-rules.ts';

type Rate = ProgrammeView['rates'][number];

export const payeeNames: Readonly<Record<ProgrammeView['payeeKind'], string>> = { family: '发给学生或监护人', school: '拨给学校', none: '不发给个人' };

export const boardingChoices = [{ value: '', label: '不分' }, { value: 'boarding', label: '寄宿' }, { value: 'day', label: '非寄宿' }];

export function wordAmount(rate: Rate): string {
  if (rate.fen === null) return '—';
  const high = rate.highFen === null ? '' : `–${formatYuan(rate.highFen)}`;
  return `${formatYuan(rate.fen)}${high} 元/${rateUnitNames[rate.unit]}`;
}

/** 通常 100 天 · 分 5 次发 */
export function wordExtras(rate: Rate): string {
  return [wordQuantities(rate.unit, rate.usualQuantity, rate.maxQuantity), rate.payments > 1 ? `分 ${rate.payments} 次发` : ''].filter((words) => words !== '').join('，');
}

const startWords = { known: '', reported: '（据报）', seen: '（始见）', standing: '长期', not_known: '起始不详' } as const;

export function wordPeriod(row: { validFrom: TermKey | null; validTo: TermKey | null; startMark?: Rate['startMark'] }): string {
  const mark = row.startMark ?? 'known';
  const from = row.validFrom === null ? (mark === 'known' ? '' : startWords[mark]) : `${formatTermShort(row.validFrom)}${startWords[mark]}`;
  if (row.validTo === null) return row.validFrom === null ? from || '长期' : `${from} 起`;
  return `${from} 至 ${formatTermShort(row.validTo)}`;
}
