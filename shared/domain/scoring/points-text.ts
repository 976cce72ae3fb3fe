import { formatScore, parseScore } from './score.ts';
import type { Points } from './score-table.ts';

const unknownWords = new Set(['?', '不明', '分值不明', '待定']);

/**
 * Reads what a choice is worth as a table writes it: 12, -2, 0～15 or 0至15 where the body judges, ? or 不明 where the figure isn't known. An empty text is
 * not known either: it is not 0. null when it is none of these.
 */
export function parsePoints(text: string): Points | null {
  const plain = text.normalize('NFKC').replace(/\s/gu, '').replace(/分/gu, (sign, at: number, whole: string) => (whole.slice(at, at + 2) === '分值' ? sign : ''));
  if (plain === '' || unknownWords.has(plain)) return { kind: 'unknown' };
  const single = parseScore(plain);
  if (single !== null) return { kind: 'fixed', score: single };
  const [, low = '', high = ''] = /^([+-]?[\d.]+)[~∼〜至到–—-]+([+-]?[\d.]+)$/u.exec(plain) ?? [];
  const [min, max] = [parseScore(low), parseScore(high)];
  return min === null || max === null ? null : { kind: 'judged', min, max };
}

/** The text `parsePoints` reads back: 12, 0~15, 不明. */
export function formatPoints(points: Points): string {
  switch (points.kind) {
    case 'fixed': return formatScore(points.score);
    case 'judged': return `${formatScore(points.min)}~${formatScore(points.max)}`;
    case 'unknown': return '不明';
  }
}
