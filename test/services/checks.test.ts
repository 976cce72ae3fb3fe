import { afterAll, beforeAll, expect, test } from 'vitest';
import { refusalOf } from '#test/helpers/test-app.ts';
import { openWholeSchool } from '../security/whole-school.ts';
import type { WholeSchool } from '../security/whole-school.ts';

let whole: WholeSchool;
beforeAll(async () => { whole = await openWholeSchool(); await whole.asAdministrator(); }, 120_000);
afterAll(() => { whole.close(); });

const list = async () => whole.client.checks.list({ schoolId: whole.schoolId, term: whole.term });

test('a term as schools live it: the shared account, the rows that settled nothing, the money that waits', async () => {
  const { checks, totals } = await list();
  expect(checks.map((check) => check.no)).toEqual(Array.from({ length: 32 }, (_, index) => String(index + 1).padStart(2, '0')));
  const of = (no: string) => checks.find((check) => check.no === no)!;
  expect(of('21').findings.map((finding) => finding.subject.label.split(' ')[0]).toSorted()).toEqual(['曾国栋', '曾文静']);
  expect(of('25').findings.map((finding) => finding.sentence).join('')).toContain('“金额不足” 1 行 650.00 元');
  expect(of('26').findings.map((finding) => finding.sentence).join('')).toContain('还有 6,625.00 元没有发到学生');
  expect(of('29').lacks).toEqual(['本学期没有导入财务明细账和银行流水，只核对了回盘和台账。']);
  expect(totals.blockOpen).toBe(2);
});

test('an explanation holds by account and reason, is taken back, and what was not seen is not explained', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const [finding] = (await list()).checks.find((check) => check.no === '25')!.findings;
  const { key, fingerprint } = finding!;
  expect((await refusalOf(whole.client.checks.explain({ ...at, findings: [{ key, fingerprint: 'other' }], reason: '已向银行查实' }))).code).toBe('BAD_INPUT');
  expect(await whole.client.checks.explain({ ...at, findings: [{ key, fingerprint }], reason: '已向银行查实', operationId: 'explain-0001' })).toEqual({ explained: 1 });
  expect(await whole.client.checks.explain({ ...at, findings: [{ key, fingerprint }], reason: '已向银行查实', operationId: 'explain-0001' })).toEqual({ explained: 1 });
  const said = (await list()).checks.find((check) => check.no === '25')!;
  expect(said).toMatchObject({ open: 2, explained: 1 });
  expect(said.findings.find((one) => one.key === key)?.explanation).toMatchObject({ reason: '已向银行查实' });
  expect(whole.db.get<{ n: number }>('SELECT count(*) AS n FROM check_explanation')?.n).toBe(1);
  await whole.client.checks.takeBack({ ...at, key, reason: '银行又来电话' });
  expect((await list()).checks.find((check) => check.no === '25')).toMatchObject({ open: 3, explained: 0 });
  expect((await refusalOf(whole.client.checks.takeBack({ ...at, key, reason: '再来一次' }))).data.code).toBe('checks.not_explained');
});

test('what an account may not read it neither sees nor explains', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const hits = (await list()).checks.find((check) => check.no === '13')!;
  expect(hits.findings.length).toBeGreaterThan(0);
  await whole.signIn('money', 'finance');
  const hidden = (await list()).checks.find((check) => check.no === '13')!;
  expect(hidden).toMatchObject({ hidden: true, findings: [], examined: 0, lacks: [] });
  const { key, fingerprint } = hits.findings[0]!;
  expect((await refusalOf(whole.client.checks.explain({ ...at, findings: [{ key, fingerprint }], reason: '不归我管' }))).data.code).toBe('checks.not_yours');
  await whole.asAdministrator();
});

test('the report and the workbook come out', async () => {
  const at = { schoolId: whole.schoolId, term: whole.term };
  const paper = await whole.client.checks.print(at);
  expect(paper.type).toBe('application/pdf');
  expect(new TextDecoder().decode((await paper.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
  const { read, utils } = await import('@e965/xlsx');
  const book = read(new Uint8Array(await (await whole.client.checks.exportXlsx(at)).arrayBuffer()));
  expect(book.SheetNames).toEqual(['自查结果', '问题清单']);
  expect(utils.sheet_to_json(book.Sheets['自查结果']!)).toHaveLength(32);
});
