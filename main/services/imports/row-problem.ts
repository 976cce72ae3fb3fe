import type { Problem } from '#shared/contract/base.ts';
import type { MappedRow } from '#shared/domain/tabular/mapped-table.ts';
import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import { sentenceOf } from '#shared/text/sentences.ts';

/** A problem of one cell: its code worded, with the row, the address, the value and the field it belongs to. */
export function rowProblem<Key extends string, Code extends SentenceCode>(
  row: MappedRow<Key>, key: Key, code: Code, facts: FactsOf<Code>,
): Problem {
  return {
    code, facts: { ...(facts as object) }, sentence: sentenceOf(code, facts),
    row: row.rowNumber, cell: row.address(key) || null, column: key, value: row.text(key),
  };
}
