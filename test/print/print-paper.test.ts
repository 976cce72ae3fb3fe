import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { previewPaper, printPaper, stopPrinting } from '#main/print/print-paper.ts';
import { configurePrinting } from '#main/print/resources.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { awkwardNames } from './sample-names.ts';
import { batchControlSheet, entitlementList, noticePaper, samplePapers } from './sample-papers.ts';

// The shipped templates, whatever a test before this one printed with.
beforeAll(async () => {
  await stopPrinting();
  configurePrinting({ countyTemplateFolder: null });
});
afterAll(() => stopPrinting());

/** Letters drawn on a page; a space draws none. */
const letters = (page: string) => page.match(/<use /g)?.length ?? 0;
const visible = (text: string) => [...text.replace(/\s/g, '')].length;

describe('every paper', () => {
  test.each(Object.entries(samplePapers))('%s is a PDF/A-2b, the same bytes each time', async (_name, paper) => {
    const pdf = await printPaper(paper);
    const text = Buffer.from(pdf).toString('latin1');
    expect(text.slice(0, 8)).toBe('%PDF-1.7');
    expect(text).toMatch(/pdfaid:part[^0-9]{1,3}2/);
    expect(text).toMatch(/pdfaid:conformance[^A-Z]{1,3}B/);
    expect(Buffer.compare(pdf, await printPaper(paper))).toBe(0);
  });

  test('a new worker prints the same bytes', async () => {
    const paper = noticePaper(12);
    const first = await printPaper(paper);
    await stopPrinting();
    expect(Buffer.compare(first, await printPaper(paper))).toBe(0);
  });

  test('lists of 600 run over pages, each with the table head', async () => {
    const pages = await previewPaper(entitlementList(600));
    expect(pages.length).toBeGreaterThan(15);
    const [, second = '', third = ''] = pages;
    expect(letters(second)).toBeGreaterThan(300);
    expect(letters(third)).toBeGreaterThan(300);
  });
});

describe('a name is text', () => {
  test.each([...awkwardNames, '#sys.inputs', '#image("x.png")', '= 标题', '- 项', '/* 注 */', '// 注', '`code`', '~', '--', '\\u{41}', '%s ${a}', '&amp;'])('%s draws one letter for each of its characters', async (name) => {
    const plain = noticePaper(1);
    const line = plain.lines[0]!;
    const [withName] = await previewPaper({ ...plain, printNo: 'A', lines: [{ ...line, name }] });
    const [without] = await previewPaper({ ...plain, printNo: 'A', lines: [{ ...line, name: '' }] });
    expect(letters(withName!) - letters(without!)).toBe(visible(name));
  });

  test('a character of no font prints as 〓 and is named at the head of the page', async () => {
    const plain = noticePaper(1);
    const [page] = await previewPaper({ ...plain, printNo: 'A', lines: [{ ...plain.lines[0]!, name: '王😀' }] });
    const [without] = await previewPaper({ ...plain, printNo: 'A', lines: [{ ...plain.lines[0]!, name: '' }] });
    expect(letters(page!) - letters(without!)).toBe(2 + visible('〓：本机字体中没有的字（U+1F600），请手写补正。'));
    expect((await printPaper({ ...plain, lines: [{ ...plain.lines[0]!, name: '王😀\u0000' }] })).length).toBeGreaterThan(1000);
  });
});

test('a control sheet that does not add up is not printed', async () => {
  const sheet = batchControlSheet(10);
  await expect(printPaper({ ...sheet, totalFen: fen(sheet.totalFen + 1) })).rejects.toThrow('does not add up');
});

test('aborting ends the printing; the next paper is printed by a new worker', async () => {
  const abort = new AbortController();
  const printing = printPaper(entitlementList(600), abort.signal);
  abort.abort(new Error('cancelled by the user'));
  await expect(printing).rejects.toThrow('cancelled by the user');
  expect((await printPaper(noticePaper(1))).length).toBeGreaterThan(1000);
});

test("a county's own template replaces the shipped one", async () => {
  const folder = mkdtempSync(join(tmpdir(), 'county-'));
  try {
    const paper = samplePapers['term_checklist']!;
    const shipped = await printPaper(paper);
    writeFileSync(join(folder, 'term-checklist.typ'), '#import "lib.typ": *\n#show: sheet.with("清单")\n县级样式 #paper.school');
    configurePrinting({ countyTemplateFolder: folder });
    await stopPrinting();
    const [page] = await previewPaper(paper);
    expect(Buffer.compare(shipped, await printPaper(paper))).not.toBe(0);
    expect(letters(page!)).toBeLessThan(100);
  } finally {
    configurePrinting({ countyTemplateFolder: null });
    await stopPrinting();
    rmSync(folder, { recursive: true });
  }
});
