import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { allocate, fen } from '#shared/domain/money/fen.ts';

/** What a document prescribes of one programme's payments, as whole weights: 中央 60 省 20 县 20. */
export type PrescribedSplit = ReadonlyMap<FundingSource, number>;

/**
 * Splits what was used of a programme's pot among the sources that filled it. Where a place prescribed the shares, by them, to the 分
 * (`allocate`), whatever each source gave: one that gave too little is then short and says so. Without them the central money goes
 * first, then 省 市 县 校内 社会, each up to what it gave; what nobody gave stands under 未注明来源. The parts always add up to the whole.
 *
 * The proportions of central and local money are not known nationally (handbook 4.6) and a payment to a pupil does not say whose
 * money it was. So the split is worked out each time and never stored. All amounts in fen.
 */
export function shareBySource(used: number, given: ReadonlyMap<FundingSource, number>, prescribed: PrescribedSplit | null = null): Map<FundingSource, number> {
  if (prescribed !== null) {
    const parts = allocate(fen(used), fundingSources.map((source) => prescribed.get(source) ?? 0));
    return new Map(fundingSources.map((source, index) => [source, parts[index] ?? 0]));
  }
  const shares = new Map<FundingSource, number>();
  let rest = used;
  for (const source of fundingSources) {
    if (source === 'unspecified') continue;
    const part = Math.min(rest, Math.max(0, given.get(source) ?? 0));
    shares.set(source, part);
    rest -= part;
  }
  shares.set('unspecified', rest);
  return shares;
}

/** A source that gave less than its prescribed share of what was paid. */
export interface SourceShortage {
  readonly programmeKey: string;
  readonly source: FundingSource;
  /** How much is missing, in fen, positive. */
  readonly fen: number;
}

const labels: Readonly<Record<FundingSource, string>> = {
  central: '中央', province: '省', city: '市', county: '县', school: '校内', donor: '社会', unspecified: '未注明来源',
};

/** 中央/省/市/县/校内/社会 */
export function formatFundingSource(source: FundingSource): string {
  return labels[source];
}

/** 中央 60 : 省 20 : 县 20 */
export function formatSplit(split: PrescribedSplit): string {
  return fundingSources.filter((source) => (split.get(source) ?? 0) > 0).map((source) => `${labels[source]} ${split.get(source)}`).join(' : ');
}
