import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { AccountCode } from './accounts.ts';
import type { JournalEntry } from './entry.ts';
import type { FundingSource, LedgerFactKind } from './events.ts';

/** Which part of the journal a figure is about. `from`: what lies before it is the opening balance. Dates inclusive. */
export interface JournalRange {
  readonly terms: readonly TermKey[] | null;
  readonly from: IsoDate | null;
  readonly to: IsoDate | null;
}

/** The postings of one account with everything else equal, added up: debit − credit. Every figure is made of these. */
export interface LedgerTotal {
  readonly programmeKey: string;
  readonly term: TermKey;
  readonly source: FundingSource | null;
  readonly studentId: number | null;
  readonly accountCode: AccountCode;
  readonly effectKind: LedgerFactKind;
  readonly when: 'before' | 'within';
  readonly netFen: Fen;
}

/** The totals of a range of the journal: what SQL answers with in the archive, here from entries at hand. */
export function totalsOf(entries: Iterable<JournalEntry>, range: JournalRange): LedgerTotal[] {
  const totals = new Map<string, LedgerTotal>();
  for (const entry of entries) {
    if (range.terms !== null && !range.terms.includes(entry.term)) continue;
    if (range.to !== null && entry.onDate > range.to) continue;
    const when = range.from !== null && entry.onDate < range.from ? 'before' : 'within';
    for (const posting of entry.postings) {
      const { programmeKey, source, studentId, accountCode } = posting;
      const key = JSON.stringify([programmeKey, entry.term, source, studentId, accountCode, entry.effectKind, when]);
      const netFen = fen((totals.get(key)?.netFen ?? 0) + posting.debitFen - posting.creditFen);
      totals.set(key, { programmeKey, term: entry.term, source, studentId, accountCode, effectKind: entry.effectKind, when, netFen });
    }
  }
  return [...totals.values()];
}

/** Σ debit − credit by account; over the whole journal these add up to zero. */
export function balancesOf(totals: Iterable<LedgerTotal>): Map<AccountCode, Fen> {
  const balances = new Map<AccountCode, Fen>();
  for (const total of totals) balances.set(total.accountCode, fen((balances.get(total.accountCode) ?? 0) + total.netFen));
  return balances;
}
