import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** An entry for the plain-text journal: its postings already added up by account, programme and source. */
export interface PlainEntry {
  readonly onDate: IsoDate;
  readonly entryNo: number;
  /** 记-12, or empty. */
  readonly voucher: string;
  readonly memo: string;
  readonly operationId: string;
  readonly lines: readonly { readonly account: readonly string[]; readonly netFen: number }[];
}

/** Two blanks, a tab or a semicolon end a name in that format, and a colon divides it: none of them may come out of a name of ours. */
function plainName(text: string): string {
  return text.replace(/[\s　]+/gu, ' ').replaceAll(':', '：').replaceAll(';', '；').replace(/^[([{!*]+/u, '').trim() || '未命名';
}

function plainText(text: string): string {
  return text.replace(/[\s　]+/gu, ' ').replaceAll(';', '；').replaceAll('|', '／').trim();
}

/** Fen as a decimal without separators; digits are moved, never divided. */
function decimal(fen: number): string {
  const digits = String(Math.abs(fen)).padStart(3, '0');
  return `${fen < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`;
}

/**
 * The journal as plain text that ledger and hledger both read: one transaction an entry, dated, with its number as code, the operation id as a tag,
 * amounts in CNY with two decimals. Each transaction adds up to nought, as the entry did; sums of nought are left out.
 */
export function formatPlainJournal(title: string, entries: readonly PlainEntry[]): string {
  const blocks = entries.map((entry) => {
    const lines = entry.lines.filter((line) => line.netFen !== 0);
    if (lines.length === 0) return '';
    return [
      `${entry.onDate} * (${entry.entryNo}) ${plainText(entry.memo)}`,
      `    ; operation: ${plainText(entry.operationId)}`,
      ...(entry.voucher === '' ? [] : [`    ; voucher: ${plainText(entry.voucher)}`]),
      ...lines.map(({ account, netFen }) => `    ${account.map(plainName).join(':')}  ${decimal(netFen)} CNY`),
    ].join('\n');
  }).filter((block) => block !== '');
  return `; ${plainText(title)}\n\n${blocks.join('\n\n')}\n`;
}
