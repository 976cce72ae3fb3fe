import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readCoverage } from '#main/print/font-coverage.ts';
import { paperData } from '#main/print/paper-data.ts';
import { printResources } from '#main/print/resources.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import { awkwardNames } from './sample-names.ts';
import { entitlementList, noticePaper } from './sample-papers.ts';

const { fontFiles } = printResources();
const coverage = readCoverage(fontFiles);
const covers = (text: string, from = coverage) => [...text].every((character) => from.has(character.codePointAt(0)!));

describe('fonts shipped with the program', () => {
  test('show rare name characters', () => {
    expect(covers('𠮷䶮㛃喆堃昇璟燚𬭚·〓零壹贰叁肆伍陆柒捌玖拾佰仟万亿元角分整')).toBe(true);
    expect(awkwardNames.every((name) => covers(name))).toBe(true);
    expect(covers('😀')).toBe(false);
  });

  test('𠮷 comes from the rare-character font alone', () => {
    expect(covers('𠮷', readCoverage(fontFiles.slice(0, -1)))).toBe(false);
    expect(covers('𠮷', readCoverage(fontFiles.slice(-1)))).toBe(true);
  });
});

describe('what a template reads', () => {
  test('every amount is worded by the one function', () => {
    fc.assert(fc.property(fc.array(fc.integer({ min: -1_000_000_00, max: 1_000_000_00 }), { minLength: 1 }), (amounts) => {
      const list = entitlementList(1);
      const data = paperData({ ...list, lines: amounts.map((amount) => ({ ...list.lines[0]!, amountFen: fen(amount) })) }, coverage);
      const { lines, totals } = data.paper as { lines: { amountYuan: string }[]; totals: { totalYuan: string } };
      expect(lines.map((line) => line.amountYuan)).toEqual(amounts.map((amount) => formatYuan(fen(amount))));
      expect(totals.totalYuan).toBe(formatYuan(fen(amounts.reduce((sum, amount) => sum + amount, 0))));
    }));
  });

  test('print numbers differ with the content and not with the clock', () => {
    const paper = noticePaper(3);
    expect(paperData(paper, coverage).printNo).toBe(paperData(noticePaper(3), coverage).printNo);
    expect(paperData(paper, coverage).printNo).not.toBe(paperData(noticePaper(4), coverage).printNo);
  });

  test('signs without a glyph are dropped, and a variation selector is no missing character', () => {
    const paper = noticePaper(1);
    const data = paperData({ ...paper, lines: [{ ...paper.lines[0]!, name: '葛\u{e0100}\u0000\u202e亮\ufe0f' }] }, coverage);
    expect(data.missing).toEqual([]);
    expect(data.paper).toMatchObject({ lines: [{ name: '葛亮' }] });
  });

  test('the clock on paper is 北京时间', () => {
    const list = entitlementList(1);
    expect(paperData({ ...list, imprint: { ...list.imprint, printedAt: '2025-10-19T18:30:00.000Z' } }, coverage)).toMatchObject({ printedAt: '2025-10-20 02:30', datedOn: '2025-10-20' });
  });
});
