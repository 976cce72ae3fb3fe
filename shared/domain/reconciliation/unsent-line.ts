import { nameKey } from '#shared/domain/identity/person-name.ts';
import type { MatchRule, ReturnRow, SentLine } from './reconcile.ts';

/**
 * The payment that was made ready but never exported and that this row seems to tell of: by full account, else by holder's ID, else by name, and of the
 * row's amount (handbook 4.5: success for a line not exported). Undefined where there is none. Such a row settles nothing: money that
 * moved without a file needs a person's word.
 */
export function findUnsentLine(unsent: readonly SentLine[], row: ReturnRow): { readonly lineId: number; readonly rule: MatchRule } | undefined {
  const rule = ruleOf(row);
  if (rule === null) return undefined;
  const line = unsent.find((each) => isSame(each, row, rule) && (row.amountFen === null || row.amountFen === each.amountFen));
  return line && { lineId: line.lineId, rule };
}

function ruleOf(row: ReturnRow): Exclude<MatchRule, 'line_no'> | null {
  if (row.accountNo !== '' && !row.accountNo.includes('*')) return 'account';
  if (row.holderIdNumber !== '') return 'holder_id';
  return row.holderName === '' ? null : 'holder_name';
}

function isSame(line: SentLine, row: ReturnRow, rule: Exclude<MatchRule, 'line_no'>): boolean {
  switch (rule) {
    case 'account': return line.accountNo === row.accountNo;
    case 'holder_id': return line.holderIdNumber === row.holderIdNumber;
    case 'holder_name': return nameKey(line.holderName) === nameKey(row.holderName);
  }
}
