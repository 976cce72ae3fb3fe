import { expect, test } from 'vitest';
import { parseFile } from '#main/files/parse-file.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { openTestSchool, refusalOf, signInAs } from '#test/helpers/test-app.ts';
import type { PaySchool } from './payment-school.ts';
import { AUTUMN, cardNo, importReturn, openPaySchool, returnFile, sendBatch, syntheticId } from './payment-school.ts';

function sheet(rows: string[][], name = '导出.xlsx'): File {
  return new File([new Uint8Array(writeXlsx([{ name: 'Sheet1', rows }]))], name);
}

async function importExport(open: Pick<PaySchool, 'client' | 'schoolId'>, kind: string, rows: string[][], more: Record<string, unknown> = {}) {
  return open.client.imports.confirm({ schoolId: open.schoolId, term: AUTUMN, purpose: 'system_export', file: sheet(rows, `${kind}-${rows.length}.xlsx`), options: { kind, ...more } });
}

const idOf = (n: number): string => syntheticId(n, '20150307');

/** Four boarders with confirmed hardship, three of them paid. */
async function paidSchool(): Promise<PaySchool> {
  const open = await openPaySchool(4);
  open.db.run(`UPDATE identification_case SET state = 'confirmed'`);
  await open.client.funds.recordReceipt({ schoolId: open.schoolId, term: AUTUMN, programmeKey: 'yw.board', source: 'central', docNo: '财教〔2025〕86号', receivedOn: isoDate('2025-10-10'), fen: fen(250_000) });
  await sendBatch(open);
  await importReturn(open, returnFile(open.pupils.map((pupil, i) => `${i + 1}|${pupil.name}父|${pupil.accountNo}|625.00|${i === 3 ? '失败|账号不存在' : '成功|'}`)));
  return open;
}

test('the three differences by name, from files in any layout', async () => {
  const open = await paidSchool();
  const { client, schoolId } = open;
  const before = await client.comparison.overview({ schoolId, term: AUTUMN });
  expect(before.results.map((result) => result.total)).toEqual([null, null, null, null, null]);
  expect(before.infoRate).toBe('没有结果');
  await importExport(open, 'roster', [
    ['学生姓名', '性别', '身份证件号', '年级', '班级', '就读方式'],
    ['学生甲', '男', idOf(1), '七年级', '2班', '住校'], ['学生乙', '男', idOf(2), '七年级', '2班', '走读'],
    ['学生丙', '男', idOf(3), '七年级', '2班', ''], ['转走生', '男', idOf(77), '七年级', '2班', '住校'],
  ]);
  await importExport(open, 'identification', [
    ['姓名', '身份证号', '认定（困难）级别名称'], ['学生甲', idOf(1), '家庭经济困难'], ['学生乙', idOf(2), '不困难'], ['学生丙', idOf(3), '特别困难'], ['学生丁', idOf(4), '困难'],
  ]);
  await importExport(open, 'aid_list', [
    ['序号', '姓名', '身份证号', '资助项目', '资助金额'],
    ['1', '学生甲', idOf(1), '寄宿生生活补助', '625'], ['2', '学生乙', idOf(2), '寄宿生生活补助', '750.00'], ['3', '学生丁', idOf(4), '寄宿生生活补助', '625'],
  ]);
  const { results, exports, projectRate, infoRate, boardingNotCompared } = await client.comparison.overview({ schoolId, term: AUTUMN });
  expect(exports.map((one) => [one.kindLabel, one.rowCount, one.inUse])).toEqual([['资助名单', 3, true], ['困难学生认定', 4, true], ['在校学生信息', 4, true]]);
  const of = async (code: 'Z1' | 'Z2' | 'Z3') => (await client.comparison.differences({ schoolId, term: AUTUMN, code })).rows.map((row) => `${row.kind} ${row.name} ${row.detail}`);
  expect(await of('Z1')).toEqual(['left_only 转走生 ', 'right_only 学生丁 ', 'mismatch 学生乙 就读方式：系统在校学生“走读”，本校实际在校学生“住校”']);
  expect(boardingNotCompared).toBe(1);
  expect((await of('Z2')).sort()).toEqual(['left_only 学生乙 ', 'mismatch 学生丙 困难等级：本校认定的困难学生“困难”，系统困难学生“特别困难”'].sort());
  expect(await of('Z3')).toEqual(['left_only 学生丁 ', 'right_only 学生丙 ', 'mismatch 学生乙 金额：系统资助名单“750.00”，本校实际发放“625.00”']);
  expect(results.map((result) => result.total)).toEqual([3, 2, 3, 0, 0]);
  expect([projectRate, infoRate]).toEqual(['100%', '66.66%']);
  const { rows } = await client.comparison.differences({ schoolId, term: AUTUMN, code: 'Z1' });
  expect(rows[1]!.idNumber).not.toContain('20150307');
});

test('a newer export takes the place of the older; a withdrawn one gives it back; another part stands beside it', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  const total = async () => (await client.comparison.overview({ schoolId, term: AUTUMN })).results[0]!.total;
  const header = ['姓名', '身份证号'];
  await importExport(open, 'roster', [header, ['学生甲', idOf(1)]]);
  expect(await total()).toBe(1);
  await importExport(open, 'roster', [header, ['学生甲', idOf(1)], ['学生乙', idOf(2)], ['多出来', idOf(9)]]);
  expect(await total()).toBe(1);
  const { exports } = await client.comparison.overview({ schoolId, term: AUTUMN });
  expect(exports.map((one) => one.inUse)).toEqual([true, false]);
  await client.comparison.withdrawExport({ schoolId, term: AUTUMN, exportId: exports[0]!.id, reason: '导错学期' });
  expect(await total()).toBe(1);
  await importExport(open, 'roster', [header, ['学生乙', idOf(2)], ['', '']], { adds: true });
  expect(await total()).toBe(0);
  expect((await client.comparison.overview({ schoolId, term: AUTUMN })).results[0]!.verdict).toBe('零误差');
});

test('a pupil without numbers is proposed; what a person says is kept', async () => {
  const open = await openPaySchool(2);
  const { client, schoolId } = open;
  await importExport(open, 'roster', [['姓名', '身份证号', '年级', '班级'], ['学生甲', '', '七年级', '2班'], ['学生乙', idOf(2), '', '']]);
  const ask = () => client.comparison.differences({ schoolId, term: AUTUMN, code: 'Z1' });
  const { rows, proposals } = await ask();
  expect(rows.map((row) => row.name)).toEqual(['学生甲', '学生甲']);
  expect(proposals).toMatchObject([{ because: '姓名、班级相同', left: { name: '学生甲' } }]);
  const { pairKey } = proposals[0]!;
  expect((await refusalOf(client.comparison.judgePair({ schoolId, term: AUTUMN, code: 'Z1', pairKey: 'x|y', verdict: 'same' }))).data.code).toBe('comparison.pair_unknown');
  await client.comparison.judgePair({ schoolId, term: AUTUMN, code: 'Z1', pairKey, verdict: 'different' });
  expect((await ask()).proposals).toEqual([]);
  await client.comparison.judgePair({ schoolId, term: AUTUMN, code: 'Z1', pairKey, verdict: 'same' });
  expect((await ask()).rows).toEqual([]);
});

test('causes and resolutions stay with the difference and stand on the certificate', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  expect((await refusalOf(client.comparison.certificate({ schoolId, term: AUTUMN }))).data.code).toBe('comparison.not_compared');
  await importExport(open, 'roster', [['姓名', '身份证号'], ['<b>转走生</b>', idOf(77)]]);
  const { rows } = await client.comparison.differences({ schoolId, term: AUTUMN, code: 'Z1' });
  await client.comparison.setNote({ schoolId, term: AUTUMN, code: 'Z1', elementKey: rows[0]!.elementKey, cause: '转学未同步', resolution: '学籍系统已提交', resolvedOn: isoDate('2025-10-30') });
  expect((await client.comparison.differences({ schoolId, term: AUTUMN, code: 'Z1' })).rows[0]!.note).toMatchObject({ cause: '转学未同步', by: '周敏' });
  expect((await client.comparison.overview({ schoolId, term: AUTUMN })).results[0]!.resolved).toBe(1);
  await client.comparison.confirmSchoolReady({ schoolId, term: AUTUMN });
  expect((await client.comparison.overview({ schoolId, term: AUTUMN }))).toMatchObject({ schoolRate: '100%', schoolReady: { by: '周敏' } });
  const pdf = await client.comparison.certificate({ schoolId, term: AUTUMN });
  expect(new TextDecoder('latin1').decode((await pdf.arrayBuffer()).slice(0, 5))).toBe('%PDF-');
}, 120_000);

test('a template is learned in its own order and filled so; unknown stays empty, never 否', async () => {
  const open = await paidSchool();
  const { client, schoolId } = open;
  const headings = ['姓名', '身份证号', '学籍号', '是否低保', '监护人电话', '资助项目', '资助金额', '银行卡号'];
  const learned = await client.imports.confirm({ schoolId, purpose: 'template', file: sheet([['寄宿生资助名单导入模板'], headings], '空白模板.xlsx'), options: { content: 'aid_list', name: '资助名单（寄宿）' } });
  expect(learned.facts).toMatchObject({ 列数: 8 });
  const [template] = await client.comparison.templates({ schoolId });
  expect(template).toMatchObject({ name: '资助名单（寄宿）', columns: headings.map((heading) => ({ heading })) });
  const paste = await client.comparison.paste({ schoolId, term: AUTUMN, templateId: template!.id, programmeKey: 'yw.board' });
  expect(paste.rows[0]).toEqual(['学生甲', idOf(1), '', '', '', '义务教育生活补助·寄宿', '625.00', cardNo(1)]);
  expect(paste.rows).toHaveLength(4);
  expect(paste.rows.flat()).not.toContain('否');
  expect(paste.text.split('\n')[0]).toBe(paste.rows[0]!.join('\t'));
  expect(paste.html).toContain(`mso-number-format:'\\@'">${idOf(1)}</td>`);
  const file = await client.comparison.pasteSheet({ schoolId, term: AUTUMN, templateId: template!.id, programmeKey: 'yw.board' });
  const { table } = await parseFile(new Uint8Array(await file.arrayBuffer()));
  expect(table.rows[0]).toEqual(headings);
  expect(table.rows[1]!.slice(0, 2)).toEqual(['学生甲', idOf(1)]);
});

test('a hardship template: evidence says 是, a missing decision is refused by name, 不困难 gives its reason', async () => {
  const open = await openPaySchool(1);
  open.db.run(`UPDATE identification_case SET state = 'confirmed'`);
  const { client, schoolId } = open;
  open.add({ name: '学生壬', idNumber: idOf(21), grade: null, groups: ['subsistence_allowance'] });
  open.add({ name: '学生癸', idNumber: idOf(22), grade: '不困难', groups: ['orphan'] });
  open.add({ name: '无号生', grade: '困难' });
  open.db.run(`UPDATE identification_case SET state = 'confirmed' WHERE state = 'determined'`);
  await client.imports.confirm({ schoolId, purpose: 'template', file: sheet([['姓名', '身份证号', '是否低保', '是否孤儿', '认定(困难)级别名称', '认定时间', '认定原因']]), options: { content: 'hardship' } });
  const [template] = await client.comparison.templates({ schoolId });
  const paste = await client.comparison.paste({ schoolId, term: AUTUMN, templateId: template!.id });
  expect(paste.rows).toEqual([
    ['学生甲', idOf(1), '', '', '困难', '20250922', '评议'],
    ['学生癸', idOf(22), '', '是', '不困难', '20250922', '不困难'],
  ]);
  expect(paste.refused.map((one) => `${one.name}：${one.reason}`)).toEqual(['学生壬：还没有认定结论', '无号生：没有身份证号，也没有学籍号']);
});

test('a changed header stops with what changed, until the new template is taken knowingly', async () => {
  const { client, schoolId } = await openTestSchool();
  const learn = (headings: string[], more: Record<string, unknown> = {}) =>
    client.imports.confirm({ schoolId, purpose: 'template', file: sheet([headings], `${headings.length}.xlsx`), options: { content: 'aid_list', ...more } });
  await learn(['姓名', '身份证号', '资助金额']);
  const refused = await refusalOf(learn(['姓名', '身份证号', '资助标准', '资助金额']));
  expect(refused.data.sentence).toContain('模板表头与已登记版本不一致');
  expect(refused.data.sentence).toContain('多了“资助标准”');
  await learn(['姓名', '身份证号', '资助标准', '资助金额'], { replaceChanged: true });
  const templates = await client.comparison.templates({ schoolId });
  expect(templates).toHaveLength(1);
  expect(templates[0]!.columns).toHaveLength(4);
});

test('an export that can not be compared is refused, and a formula in a name runs nowhere', async () => {
  const open = await openPaySchool(1);
  const { client, schoolId } = open;
  expect((await refusalOf(importExport(open, 'roster', [['姓名', '性别'], ['学生甲', '男']]))).data.sentence).toContain('身份证号');
  expect((await refusalOf(importExport(open, 'aid_list', [['姓名', '身份证号'], ['学生甲', idOf(1)]]))).data.sentence).toContain('资助项目');
  const bad = await refusalOf(importExport(open, 'aid_list', [['姓名', '身份证号', '资助金额'], ['学生甲', idOf(1), '六百左右']], { programmeKey: 'yw.board' }));
  expect(bad.data.problems!.map((problem) => problem.code)).toContain('comparison.amount_unreadable');
  expect((await client.comparison.overview({ schoolId, term: AUTUMN })).exports).toEqual([]);
  open.db.run(`UPDATE student SET name = '=HYPERLINK("x")'`);
  await client.imports.confirm({ schoolId, purpose: 'template', file: sheet([['姓名', '身份证号']]), options: { content: 'aid_list' } });
  const [template] = await client.comparison.templates({ schoolId });
  const paste = await client.comparison.paste({ schoolId, term: AUTUMN, templateId: template!.id });
  expect(paste.text.startsWith(`'=HYPERLINK`)).toBe(true);
  expect(paste.html).toContain('&quot;x&quot;');
  await signInAs(open, 'inspector');
  expect((await refusalOf(client.comparison.paste({ schoolId, term: AUTUMN, templateId: template!.id }))).code).toBe('FORBIDDEN');
});
