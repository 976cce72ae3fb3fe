import { read, utils } from '@e965/xlsx';
import { expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, schoolYear, termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { ReportTables } from '#shared/contract/settlement-reports.ts';
import { cardNo, importReturn, openPaySchool, programmeKey, returnFile, sendBatch } from './payment-school.ts';
import { workedExample } from './worked-example.ts';

const term = termKey('2024-2025-1');
const year = schoolYear('2024-2025');

/** The workbook's sheets, cell by cell, as Excel holds them. */
async function readWorkbook(file: File): Promise<{ name: string; rows: string[][] }[]> {
  const book = read(new Uint8Array(await file.arrayBuffer()));
  return book.SheetNames.map((name) => ({ name, rows: utils.sheet_to_json<unknown[]>(book.Sheets[name]!, { header: 1, defval: '' }).map((row) => row.map(String)) }));
}

const partOf = (report: ReportTables, heading: string) => report.parts.find((part) => part.heading === heading)!;

test('学期, 学年 and 自然年 of the worked example are one table: rows, their sum, and columns', async () => {
  const { client, schoolId } = await workedExample();
  const report = await client.settlementReports.report({ schoolId, report: { kind: 'views', schoolYear: year } });
  expect(report.parts.map((part) => part.heading)).toEqual(['到账', '应发', '已发', '2024–2025学年秋季学期余额与2024年底余额', '2024–2025学年春季学期余额与2025年底余额', '与各口径结算表逐项核对']);
  expect(partOf(report, '已发')).toMatchObject({
    rows: [
      ['2024–2025学年秋季学期', '—', '600,000.00', '81,250.00', '—', '681,250.00'], ['2024–2025学年春季学期', '—', '—', '—', '—', '0.00'], ['2024–2025学年（学年口径）', '', '', '', '', '681,250.00'],
    ],
    total: ['列合计＝自然年口径', '0.00', '600,000.00', '81,250.00', '0.00', '681,250.00'],
  });
  expect(partOf(report, '2024–2025学年秋季学期余额与2024年底余额')).toMatchObject({
    rows: [['2024–2025学年秋季学期期末余额（学期口径）', '18,750.00'], ['加：本学期2024年以后的已发', '81,250.00']], total: ['2024年底余额（自然年口径）', '100,000.00'],
  });
  const check = partOf(report, '与各口径结算表逐项核对');
  expect(check.total).toEqual(['合计', '12 项', '', '', '全部相符']);
  expect(check.rows.every((row) => row.at(-1) === '相符')).toBe(true);
});

test('执行情况: amounts, 人次 and rates that never round up', async () => {
  const { client, schoolId } = await workedExample();
  const [row] = await client.settlementReports.execution({ schoolId, scope: { kind: 'term', term } });
  expect(row).toMatchObject({ openingFen: 0, allottedFen: 0, receivedFen: 70_000_000, dueHeads: 1100, dueFen: 68_750_000, paidHeads: 1090, paidFen: 68_125_000, waitingFen: 625_000, balanceFen: 1_875_000, arrivalRate: null, useRate: 9732, paymentRate: 9909 });
  const [first] = await client.settlementReports.execution({ schoolId, scope: { kind: 'calendar_year', year: 2024 } });
  expect(first).toMatchObject({ paidHeads: 960, paidFen: 60_000_000, balanceFen: 10_000_000, useRate: 8571, paymentRate: 8727 });
  const report = await client.settlementReports.report({ schoolId, report: { kind: 'execution', scope: { kind: 'school_year', schoolYear: year } } });
  expect(report.parts[0]!.total).toEqual(['合计', '—', '—', '700,000.00', '1100', '687,500.00', '1090', '681,250.00', '—', '18,750.00', '—', '97.32%', '99.09%']);
});

test('every report leaves as .xlsx with numbers that add up, and as PDF; an empty school has tables without rows', { timeout: 120_000 }, async () => {
  const { client, schoolId } = await workedExample();
  const sheets = await readWorkbook(await client.settlementReports.take({ schoolId, report: { kind: 'execution', scope: { kind: 'term', term } }, format: 'xlsx' }));
  expect(sheets[0]!.rows.at(-1)!.slice(3, 8)).toEqual(['700000', '1100', '687500', '1090', '681250']);
  for (const report of [{ kind: 'views', schoolYear: year }, { kind: 'school_ledger', term, wholeYear: true }, { kind: 'execution', scope: { kind: 'as_of', date: isoDate('2025-02-15') } }] as const) {
    const pdf = await client.settlementReports.take({ schoolId, report, format: 'pdf' });
    expect(new TextDecoder('latin1').decode((await pdf.arrayBuffer()).slice(0, 5)), report.kind).toBe('%PDF-');
    expect(pdf.name).toMatch(/^柳溪九年一贯制学校.*2024–2025学年.*\.pdf$|截至2025年2月15日/);
    const book = await readWorkbook(await client.settlementReports.take({ schoolId, report, format: 'xlsx' }));
    expect(book.length, report.kind).toBeGreaterThan(1);
  }
  const none = await client.settlementReports.report({ schoolId, report: { kind: 'views', schoolYear: schoolYear('2020-2021') } });
  expect(none.parts.filter((part) => part.rows.some((row) => row.some((cell) => /[1-9]/.test(cell) && /\.\d\d$/.test(cell))))).toEqual([]);
});

test('一校一资助台账: where the money came from, who was due and paid, batch by batch, what is left', { timeout: 60_000 }, async () => {
  const school = await openPaySchool(3);
  const { client, schoolId } = school;
  const autumn = termKey('2025-2026-1');
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  await client.allotments.record({ schoolId, term: autumn, docNo: '云财教〔2025〕18号', issuedOn: isoDate('2025-09-20'), source: 'central', budgetYear: 2025, lines: [{ programmeKey, fen: fen(200_000) }] });
  const [line] = await client.allotments.list({ schoolId, term: autumn });
  await client.funds.recordReceipt({ schoolId, term: autumn, programmeKey, source: 'central', docNo: '云财教〔2025〕18号', allotmentLineId: line!.id, receivedOn: isoDate('2025-10-10'), fen: fen(200_000), memo: '秋季生活补助' });
  const { batch } = await sendBatch(school);
  await importReturn(school, returnFile([1, 2, 3].map((no) => `${no}|学生${'甲乙丙'[no - 1]}父|${cardNo(no)}|625.00|${no === 3 ? '失败' : '成功'}|${no === 3 ? '销户' : ''}`)), { batchIds: [batch.id], settledOn: '2025-10-31' });
  const report = await client.settlementReports.report({ schoolId, report: { kind: 'school_ledger', term: autumn } });
  expect(report.parts.map((part) => part.heading)).toEqual(['一、资金来源与收支', '二、应助与实助', '三、发放批次', '四、结余与结转', '五、公示与系统录入']);
  expect(report.parts[0]!.rows.map((row) => row.slice(2, 8))).toEqual([
    ['下达', '中央', '云财教〔2025〕18号', '2025-09-20', '2,000.00', ''], ['到账', '中央', '云财教〔2025〕18号', '2025-10-10', '', '2,000.00'],
  ]);
  expect(report.parts[1]!.rows[0]!.slice(3)).toEqual(['625.00×3', '3', '1,875.00', '2', '1,250.00', '—', '625.00', '失败待补发 625.00']);
  expect(report.parts[2]!.rows[0]!.slice(3, 12)).toEqual(['银行代发', '2025-10-31', '2025-10-31', '3', '1,875.00', '2', '1,250.00', '1', '625.00']);
  expect(report.parts[3]!.rows[0]!.slice(3)).toEqual(['—', '2,000.00', '1,250.00', '—', '750.00', '—', '未结算']);
  expect(report.parts[4]!.rows.at(-1)!.at(-1)).toBe('没有导入系统的资助名单，未核对');
  expect(report.facts.find((fact) => fact.label === '学籍在册')?.text).toBe('3 人');
  expect(await client.settlementReports.progress({ schoolId, term: autumn })).toMatchObject([{ dueHeads: 3, dueFen: 187_500, paidHeads: 2, paidFen: 125_000, waitingFen: 62_500, failedFen: 62_500 }]);
  const whole = await client.settlementReports.report({ schoolId, report: { kind: 'school_ledger', term: nextTerm(autumn), wholeYear: true } });
  expect(whole.parts[1]!.total!.slice(4, 8)).toEqual(['3', '1,875.00', '2', '1,250.00']);
});
