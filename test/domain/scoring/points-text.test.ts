import { describe, expect, test } from 'vitest';
import { formatPoints, parsePoints } from '#shared/domain/scoring/points-text.ts';

const fixed = (score: number) => ({ kind: 'fixed', score });

describe('what a choice is worth', () => {
  test.each([
    ['12', fixed(1200)], [' 6.3 分', fixed(630)], ['－２', fixed(-200)], ['0~15', { kind: 'judged', min: 0, max: 1500 }], ['０～１５分', { kind: 'judged', min: 0, max: 1500 }],
    ['-5至15', { kind: 'judged', min: -500, max: 1500 }], ['0-15', { kind: 'judged', min: 0, max: 1500 }],
    ['', { kind: 'unknown' }], ['？', { kind: 'unknown' }], ['分值不明', { kind: 'unknown' }], ['十', null], ['6.305', null], ['0~', null],
  ])('%j', (text, points) => {
    const read = parsePoints(text);
    expect(read).toEqual(points);
    if (read !== null) expect(parsePoints(formatPoints(read))).toEqual(read);
  });
});
