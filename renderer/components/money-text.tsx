import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';

/** Yuan with two decimals and thousands separators; tabular figures come from the page. */
export function MoneyText({ fen, bold = false, bad = false }: { readonly fen: Fen; readonly bold?: boolean; readonly bad?: boolean }): ReactElement {
  const className = `number${bad ? ' bad' : ''}`;
  return bold ? <b className={className}>{formatYuan(fen)}</b> : <span className={className}>{formatYuan(fen)}</span>;
}
