import { describe, expect, it } from 'vitest';
import { formatTriState, parseTriState, readTriState, triStates } from '#shared/domain/tri-state.ts';

describe('three states', () => {
  it.each(['是', '√', '有', '1', 'y', 'Yes', '✓', ' 是 ', '１', 'Ｙ'])('%s is yes', (text) => expect(parseTriState(text)).toBe('yes'));
  it.each(['否', '×', '无', '0', 'n', '没有', '非', 'x'])('%s is no', (text) => expect(parseTriState(text)).toBe('no'));
  it.each(['', '  ', '不详', '未知'])('"%s" is unknown, never 否', (text) => expect(readTriState(text)).toBe('unknown'));
  it('a word that is neither is left to a person', () => {
    expect(readTriState('单亲')).toBeNull();
    expect(parseTriState('单亲')).toBe('unknown');
  });
  it('leaves as it came', () => {
    for (const value of triStates) expect(parseTriState(formatTriState(value))).toBe(value);
  });
});
