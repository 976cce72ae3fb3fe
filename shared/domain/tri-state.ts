/** Every flag about a pupil: an empty cell is `unknown`, never 否 (handbook README, decision 3). */
export type TriState = 'yes' | 'no' | 'unknown';

export const triStates = ['yes', 'no', 'unknown'] as const satisfies readonly TriState[];

const yesWords = new Set(['是', '有', '√', '✓', '✔', '☑', '对', '1', 'Y', 'YES', 'T', 'TRUE', '已', '需要', '享受']);
const noWords = new Set(['否', '无', '没有', '不是', '×', '✗', '✘', 'X', '☒', '非', '0', 'N', 'NO', 'F', 'FALSE', '未', '不需要', '不享受', '不', '-']);

/** Reads a cell; null when it says something that is neither yes nor no (a person must look). A blank cell is `unknown`. */
export function readTriState(text: string): TriState | null {
  if (text === '' || text === '否') return text === '' ? 'unknown' : 'no';
  if (text === '是') return 'yes';
  const plain = text.normalize('NFKC').replace(/[\s\u200b-\u200d\ufeff]/g, '').toUpperCase();
  if (plain === '' || plain === '未知' || plain === '不详' || plain === '不清楚') return 'unknown';
  if (yesWords.has(plain)) return 'yes';
  if (noWords.has(plain)) return 'no';
  return null;
}

/** Reads a cell where only yes counts as yes: blank and unreadable texts are `unknown`, because nothing unread may become 否. */
export function parseTriState(text: string): TriState {
  return readTriState(text) ?? 'unknown';
}

/** 是 / 否, and an empty text for unknown: unknown leaves as an empty cell. */
export function formatTriState(value: TriState): string {
  return value === 'yes' ? '是' : value === 'no' ? '否' : '';
}
