import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';

/**
 * Splits what was used of a programme's pot among the sources that filled it: the central money first, then 省 市 县 校内 社会, each
 * up to what it gave; what nobody gave stands under 未注明来源, so that the parts always add up to the whole.
 *
 * The proportions of central and local money are not known nationally (handbook 4.6) and a payment to a pupil does not say whose
 * money it was. So the split is worked out from this one visible order and never stored. All amounts in fen.
 */
export function shareBySource(used: number, given: ReadonlyMap<FundingSource, number>): Map<FundingSource, number> {
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

const labels: Readonly<Record<FundingSource, string>> = {
  central: '中央', province: '省', city: '市', county: '县', school: '校内', donor: '社会', unspecified: '未注明来源',
};

/** 中央/省/市/县/校内/社会 */
export function formatFundingSource(source: FundingSource): string {
  return labels[source];
}
