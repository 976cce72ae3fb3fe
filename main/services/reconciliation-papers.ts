import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { DifferenceView, PairView } from '#shared/contract/reconciliation.ts';
import type { RegisterColumn, RegisterPart } from '#main/print/papers/register.ts';
import type { RegisterContent } from './register-sheet.ts';
import { formatSide } from './reconciliation-views.ts';

const left = (title: string, share: number): RegisterColumn => ({ title, width: { share }, align: 'left' });
const center = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });
const money = (title: string): RegisterColumn => ({ title, width: { mm: 27 }, align: 'right' });

const amount = (value: Fen | null): string => (value === null ? '' : formatYuan(value));

function handling(one: DifferenceView): string {
  if (one.state === 'open') return one.stateLabel;
  return [one.stateLabel, one.note, one.responsible === '' ? '' : `责任人 ${one.responsible}`, one.dueOn === null ? '' : `${one.dueOn} 前`].filter(Boolean).join('；');
}

function differencePart(heading: string, rows: readonly DifferenceView[]): RegisterPart {
  return {
    heading: `${heading}（${rows.length} 项）`, total: null,
    rows: rows.map((one) => [one.onDate ?? '', one.who, [one.what, one.carriedIn ? '上期结转' : ''].filter(Boolean).join('　'), amount(one.leftFen), amount(one.rightFen), formatYuan(one.differenceFen), handling(one)]),
  };
}

/** 对账表: both sums, what agrees and by what, every difference with its explanation and the person who answers for it, and four signatures. */
export function reconciliationContent(view: PairView, school: string, term: TermKey): RegisterContent {
  const byRule = Map.groupBy(view.matches, (match) => match.ruleLabel);
  const sum = (rows: readonly { readonly fen: Fen }[]): string => formatYuan(rows.reduce((total, row) => total + row.fen, 0) as Fen);
  const of = (kind: DifferenceView['kind']): DifferenceView[] => view.differences.filter((one) => one.kind === kind);
  return {
    title: `${school}对账表`, subtitle: `${view.title}　${formatTerm(term)}`, wide: true,
    facts: [
      { label: view.leftLabel, text: formatSide(view.left) }, { label: view.rightLabel, text: formatSide(view.right) }, { label: '差额', text: `${formatYuan(view.differenceFen)} 元` },
      { label: '相符', text: formatSide(view.matched) }, { label: '差异', text: `${view.differences.length} 项，未处理 ${view.counts.open} 项` }, { label: '结论', text: view.stateLabel },
    ],
    columns: [center('日期', 21), left('姓名或户名', 0.7), left('内容', 1.6), money(`${view.leftLabel.slice(0, 6)}（元）`), money(`${view.rightLabel.slice(0, 6)}（元）`), money('差额（元）'), left('处理、责任人和期限', 1.3)],
    parts: [
      {
        heading: '一、相符的', rows: [...byRule].map(([rule, rows]) => ['', '', `按${rule}相符 ${rows.length} 组`, sum(rows), sum(rows.filter((row) => row.rightCount > 0 || row.leftCount === 0)), '', '']),
        total: ['', '', '合计', formatYuan(view.matched.fen), formatYuan(view.matched.fen), '', ''],
      },
      differencePart('二、金额不同', of('differs')), differencePart(`三、只在${view.leftLabel}`, of('left_only')), differencePart(`四、只在${view.rightLabel}`, of('right_only')),
    ],
    notes: [`注：收为正，付为负，容差为零。${view.leftLabel}合计减${view.rightLabel}合计等于各项差异之和。`], signatures: ['资助经办', '财务会计', '复核', '校长（公章）'],
  };
}
