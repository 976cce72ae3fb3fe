/** What became of a difference: nobody spoke yet; it has a reason and stays; it was set right; it goes on to the next term with a person's name. */
export const differenceStates = ['open', 'explained', 'resolved', 'carried'] as const;
export type DifferenceState = (typeof differenceStates)[number];

const labels: Readonly<Record<DifferenceState, string>> = { open: '未处理', explained: '已说明', resolved: '已处理', carried: '结转下期' };

export function formatDifferenceState(state: DifferenceState): string {
  return labels[state];
}

/** The comparisons of handbook 4.7; the third for each channel's own statement. */
export const reconciliationPairs = ['list', 'finance', 'bank', 'one_card'] as const;
export type ReconciliationPair = (typeof reconciliationPairs)[number];

export interface PairWords {
  readonly title: string;
  readonly left: string;
  readonly right: string;
}

const words: Readonly<Record<ReconciliationPair, PairWords>> = {
  list: { title: '系统名单与台账应发', left: '系统名单', right: '台账应发' },
  finance: { title: '台账与财务明细账', left: '台账', right: '财务明细账' },
  bank: { title: '财务明细账与银行流水', left: '财务明细账', right: '银行流水' },
  one_card: { title: '台账已发与一卡通回单', left: '台账（一卡通备查）', right: '一卡通回单' },
};

export function wordsOfPair(pair: ReconciliationPair): PairWords {
  return words[pair];
}

/** Whose papers a statement is. */
export const statementKinds = ['finance', 'bank', 'one_card'] as const;
export type StatementKind = (typeof statementKinds)[number];

const kindLabels: Readonly<Record<StatementKind, string>> = { finance: '财务明细账', bank: '银行流水', one_card: '一卡通回单' };

export function formatStatementKind(kind: StatementKind): string {
  return kindLabels[kind];
}
