import { nameKey } from '#shared/domain/identity/person-name.ts';
import type { MatchRule, ReturnRow, SentLine } from './reconcile.ts';

type Rule = Exclude<MatchRule, 'line_no'>;

/**
 * Finds the payment that was made ready but never exported and that a row seems to tell of: by full account, else by holder's ID, else by name, and of the
 * row's amount in fen (handbook 4.5: success for a line not exported). Undefined where there is none. Such a row settles nothing: money that
 * moved without a file needs a person's word.
 */
export function unsentFinder(unsent: readonly SentLine[]): (row: ReturnRow) => { readonly lineId: number; readonly rule: MatchRule } | undefined {
  const byKey = Map.groupBy(unsent.flatMap((line) => keysOf(line).map((key) => ({ key, line }))), ({ key }) => key);
  return (row) => {
    const told = tellsOf(row);
    if (told === null) return undefined;
    const found = byKey.get(`${told.rule} ${told.key}`)?.find(({ line }) => row.amountFen === null || row.amountFen === line.amountFen);
    return found && { lineId: found.line.lineId, rule: told.rule };
  };
}

function keysOf(line: SentLine): readonly string[] {
  return [`account ${line.accountNo}`, ...(line.holderIdNumber === null ? [] : [`holder_id ${line.holderIdNumber}`]), `holder_name ${nameKey(line.holderName)}`];
}

function tellsOf(row: ReturnRow): { readonly rule: Rule; readonly key: string } | null {
  if (row.accountNo !== '' && !row.accountNo.includes('*')) return { rule: 'account', key: row.accountNo };
  if (row.holderIdNumber !== '') return { rule: 'holder_id', key: row.holderIdNumber };
  return row.holderName === '' ? null : { rule: 'holder_name', key: nameKey(row.holderName) };
}
