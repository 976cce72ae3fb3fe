import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { beforeAll, describe, expect, test } from 'vitest';
import { createApp } from '#main/app.ts';
import type { App } from '#main/app.ts';
import { cardOf, ids } from '../fixtures/messy/people.ts';
import { refusalOf } from '../helpers/test-app.ts';

/*
 * One autumn term of 云溪镇中心学校 from the files of test/fixtures/messy, which no part of the program made. Every figure below was worked
 * out by hand from those files and the handbook: 寄宿 小学 625.00, 初中 750.00; 非寄宿 312.50 and 375.00 (四类 only).
 */

const password = 'yunxi-2025-pass';
const people = { admin: '周敏', maker: '周敏（经办）', checker: '何志远（复核）' } as const;
const day = (text: string) => text as never;
let today = '2025-09-03';
let app: App;
let client: App['client'];
let at: { schoolId: number; term: never };
let schoolId = 0;

async function actAs(login: keyof typeof people): Promise<void> {
  await client.session.lock({ leaving: false });
  await client.archives.unlock({ archiveId: '云溪', login, password });
}

type Purpose = Parameters<App['client']['imports']['preview']>[0]['purpose'];
type Preview = Awaited<ReturnType<App['client']['imports']['preview']>>;

/** Row numbers by bucket, and every cell complained of. */
function judged(preview: Preview) {
  const rowsIn = (bucket: 'ok' | 'look' | 'wrong') => preview.rows.filter((row) => row.bucket === bucket).map(({ row }) => row);
  return {
    ok: rowsIn('ok').length, look: rowsIn('look'), wrong: rowsIn('wrong'),
    cells: preview.rows.flatMap((row) => row.problems.map((problem) => `${problem.cell} ${problem.code}`)),
  };
}

async function bring(purpose: Purpose, name: string, options: Record<string, unknown> = {}, rows: Record<string, string> = {}) {
  const file = new File([readFileSync(new URL(`../fixtures/messy/${name}`, import.meta.url))], name);
  const target = { ...at, purpose, file, options };
  const preview = await client.imports.preview(target);
  expect(preview.fileProblems).toEqual([]);
  const { ok, look, wrong } = preview.buckets;
  expect(ok + look + wrong).toBe(preview.rowCount);
  for (const problem of preview.rows.flatMap((row) => row.problems)) {
    expect(problem.cell, problem.code).toMatch(/^[A-Z]+\d+$/);
    expect(problem.sentence.length).toBeGreaterThan(10);
  }
  if (wrong > 0) {
    // Refused whole: the file is named, then each wrong cell with its sheet.
    const { code, data } = await refusalOf(client.imports.confirm(target));
    const [summary, ...cells] = data.problems as { sentence: string; cell?: string; sheet?: string }[];
    expect([code, summary!.sentence.startsWith(name), cells.length > 0 && cells.every((problem) => /^[A-Z]+\d+$/.test(problem.cell ?? ''))]).toEqual(['BAD_INPUT', true, true]);
    if (name.endsWith('.xlsx')) expect(new Set(cells.map((problem) => problem.sheet))).toEqual(new Set([preview.sheet]));
  }
  const done = await client.imports.confirm({ ...target, leaveOutWrongRows: wrong > 0, decisions: { rows } });
  expect([done.accepted, done.refused]).toEqual([ok + look, wrong]);
  return { preview, done, ...judged(preview) };
}

async function pupil(name: string, className = ''): Promise<number> {
  const { rows } = await client.roster.list({ ...at, filter: { text: name } });
  const found = rows.filter((row) => row.name === name && row.className.includes(className));
  expect(found, name).toHaveLength(1);
  return found[0]!.studentId;
}

/** The two 李明 of 三（2）班 are told apart by the way they attend. */
async function liMing(boardingMode: 'boarding' | 'day'): Promise<number> {
  const { rows } = await client.roster.list({ ...at, filter: { text: '李明' } });
  return rows.find((row) => row.boardingMode === boardingMode)!.studentId;
}

beforeAll(async () => {
  const archivesRoot = mkdtempSync(join(tmpdir(), 'yidang-messy-'));
  app = createApp({ archivesRoot, now: () => new Date(`${today}T09:00:00+08:00`), kdf: { logN: 10 } });
  ({ client } = app);
  await client.archives.create({
    archiveId: '云溪', administrator: { login: 'admin', displayName: people.admin, password },
    school: { name: '云溪镇中心学校', code: '9999990002', stages: ['preschool', 'primary', 'junior'], county: '云岭县', ownership: 'public' },
  });
  const [school] = await client.schools.list();
  schoolId = school!.id;
  at = { schoolId, term: '2025-2026-1' as never };
  for (const role of ['maker', 'checker'] as const) await client.accounts.add({ login: role, displayName: people[role], role, password });
  await actAs('maker');
  return () => {
    app.leave();
    rmSync(archivesRoot, { recursive: true, force: true });
  };
});

describe('one term from files the program did not make', () => {
  test('2 the roster: a web page named .xls, two header rows, the header again on its second page', async () => {
    const { preview, ...roster } = await bring('roster', '1-在校学生名册.xls');
    expect(preview.headerRows).toEqual([3, 4]);
    expect(preview.setAside.map(({ row, why }) => [row, why])).toEqual([[1, 'title'], [2, 'title'], [3, 'header'], [4, 'header'], [16, 'header'], [32, 'total'], [33, 'note']]);
    expect(preview.notes.map(({ code }) => code)).toEqual(['imports.hidden_rows']);
    expect(roster).toMatchObject({
      ok: 18, look: [15, 17, 18, 19, 20], wrong: [31],
      cells: [
        'G15 roster.boarding_unreadable', 'E17 roster.id_old15', 'E18 roster.id_lost_digits', 'E19 roster.id_birth_mismatch', 'E20 roster.same_number_other_name', 'B31 roster.name_missing',
      ],
    });
    const { rows } = await client.roster.list(at);
    expect(rows.map((row) => `${row.className} ${row.name}`).toSorted()).toEqual([
      '大(1)班 王小满', '大班 阿依古丽', '一年级(1)班 赵一言', '一年级(1)班 赵一诺', '三年级(2)班 李明', '三年级(2)班 李明', '三年级(2)班 买买提•艾力', '三年级(2)班 𠮷云霞', '三年级(2)班 陈思远',
      '三年级(2)班 刘大壮', '五年级(1)班 周强', '五年级(1)班 吴小燕', '五年级(1)班 孙悦', '五年级(1)班 孙越', '五年级(1)班 何小军', '七年级(1)班 何小梅', '七年级(1)班 何小兰', '七年级(1)班 张伟',
      '七年级(2)班 张伟', '七年级(1)班 欧阳清风', '九年级(1)班 马·伊德里斯', '九年级(1)班 杨过', '九年级(1)班 郑爽然',
    ].toSorted());
    const order = rows.map((row) => row.stage);
    expect(order).toEqual([...order].toSorted((a, b) => ['preschool', 'primary', 'junior'].indexOf(a) - ['preschool', 'primary', 'junior'].indexOf(b)));
    // Full-width digits and a small x are the same number; blanks in it too.
    for (const [name, number] of [['陈思远', ids.陈思远], ['刘大壮', ids.刘大壮]] as const) {
      expect((await client.roster.showSensitive({ schoolId, studentId: await pupil(name), field: 'idNumber' })).value).toBe(number);
    }
    const repairs = await client.roster.repairs(at);
    expect(repairs.filter(({ kind }) => kind === 'id' || kind === 'duplicate').map(({ name, kind }) => `${name} ${kind}`)).toEqual(['周强 id', '吴小燕 id', '孙越 id', '孙越 duplicate', '孙悦 duplicate']);
    // 大班 is a class, the only one of its year: its children are not without one.
    expect(repairs.filter(({ kind }) => kind === 'place')).toEqual([]);
    expect(repairs.filter(({ kind }) => kind === 'boarding').map(({ name }) => name)).toEqual(['陈思远', '刘大壮']);
  });

  test('2 the same web page again adds nothing, and a list that only says 三年级 moves nobody', async () => {
    const name = '1-在校学生名册.xls';
    const again = new File([readFileSync(new URL(`../fixtures/messy/${name}`, import.meta.url)), '\n'], name);
    const same = await client.imports.preview({ ...at, purpose: 'roster', file: again });
    expect(same.counts.filter(({ count }) => count > 0).map(({ key, count }) => [key, count])).toEqual([['unchanged', 23]]);
    const list = new File([`姓名,身份证件号,班级\n陈思远,${ids.陈思远},三年级\n周强,,五年级\n新来的,${ids.钱小宝},六年级\n`], '五年级以上.csv');
    const preview = await client.imports.preview({ ...at, purpose: 'roster', file: list });
    expect(preview.rows.map((row) => [row.bucket, row.understanding])).toEqual([
      ['ok', '没有变化 陈思远 女 2017-06-01 三年级'], ['look', '没有变化 周强 五年级'], ['ok', '新增 新来的 男 2014-01-01 六年级'],
    ]);
  });

  test('2 what is wrong comes back in the user\'s own file, and rows above a header are never lost in silence', async () => {
    const name = '1-在校学生名册.xls';
    const target = { ...at, purpose: 'roster' as const, file: new File([readFileSync(new URL(`../fixtures/messy/${name}`, import.meta.url))], name) };
    const copy = await client.imports.preview({ ...target, file: await client.imports.errorCopy(target) });
    expect([copy.rowCount, copy.columns.at(-1)?.heading, copy.mappingFrom]).toEqual([24, '错误原因', 'remembered']);
    expect(copy.rows.filter((row) => (row.cells[copy.columns.length - 1] ?? '') !== '').map((row) => row.row)).toEqual([15, 17, 18, 19, 31]);
    const lower = await client.imports.preview({ ...target, reading: { headerRow: 16 } });
    expect(lower.notes.map(({ code }) => code)).toContain('imports.rows_above_header');
    expect(lower.notes.find(({ code }) => code === 'imports.rows_above_header')!.sentence).toContain('10 行');
  });

  test('3 the departments\' lists: each row in one bucket, by the rule that holds', async () => {
    today = '2025-09-15';
    const subsistence = await bring('department_list', '2-低保名单.txt', { kind: 'subsistence' });
    expect(subsistence.preview).toMatchObject({ kind: 'text', encoding: 'utf-16le', separator: '\t', headerRows: [3], rowCount: 6 });
    expect(subsistence).toMatchObject({ ok: 4, look: [6, 8], wrong: [], cells: ['D8 lists.id_bad_checksum'] });
    const rural = await bring('department_list', '3-脱贫户和监测对象.csv', { kind: 'rural' });
    expect(rural.preview).toMatchObject({ kind: 'text', encoding: 'utf-8', separator: ',', rowCount: 9 });
    expect(rural).toMatchObject({ ok: 8, look: [10], wrong: [], cells: [] });
    const disability = await bring('department_list', '4-残联持证人员.xlsx', { kind: 'disability' });
    expect(disability.preview).toMatchObject({ sheet: '持证人员', rowCount: 5 });
    expect(disability).toMatchObject({ ok: 3, look: [4], wrong: [7], cells: ['D7 lists.certificate_bad_tail'] });
    const orphan = await bring('department_list', '5-孤儿名单.xls', { kind: 'orphan' });
    expect(orphan).toMatchObject({ ok: 1, look: [2, 3], wrong: [], cells: [] });

    const lists = await client.lists.list(at);
    expect(Object.fromEntries(lists.map((list) => [list.kind, [list.rowCount, list.leftOut, list.buckets.matched, list.buckets.needsDecision, list.buckets.notOurs]]))).toEqual({
      subsistence: [6, 0, 3, 2, 1], rural: [9, 0, 5, 1, 3], disability: [5, 1, 2, 1, 1], orphan: [3, 0, 0, 2, 1],
    });
    const { rows } = await client.lists.rows(at);
    const rules = rows.flatMap((row) => row.matches.map((match) => `${row.listLabel.slice(0, 2)}${row.rowNo} ${match.rule} ${match.studentName}${match.decision === 'automatic' ? '' : '？'}`));
    expect(rules.toSorted()).toEqual([
      '低保4 head_id 李明', '低保5 head_id 赵一诺', '低保5 head_id 赵一言', '低保6 head_id 何小军？', '低保6 head_id 何小兰？', '低保6 head_id 何小梅？',
      '低保8 member_name_village 马·伊德里斯？', '低保9 head_id 陈思远',
      '脱贫2 member_id 买买提•艾力', '脱贫3 head_id 买买提•艾力', '脱贫4 pupil_id 买买提•艾力', '脱贫5 member_id 周强', '脱贫6 head_id 周强', '脱贫10 name_only 张伟？', '脱贫10 name_only 张伟？',
      '残疾3 certificate_member 郑爽然', '残疾4 certificate_pupil 𠮷云霞？', '残疾5 certificate_pupil 欧阳清风',
      '孤儿2 name_birth 李明？', '孤儿3 name_only 张伟？', '孤儿3 name_only 张伟？',
    ].toSorted());
    const risk = rows.filter((row) => row.groupKey === 'monitored_marginal');
    expect(risk.map((row) => [row.rowNo, row.riskCleared])).toEqual([[5, 'yes'], [6, 'yes']]);
  });

  test('3 the doubtful rows are decided by a person', async () => {
    const { rows } = await client.lists.rows({ ...at, buckets: ['needs_decision'] });
    const boardingZhang = await pupil('张伟', '七年级(1)班');
    const decisions = rows.map((row) => {
      const all = row.matches.map((match) => match.studentId);
      const studentIds = row.name === '张伟' ? [boardingZhang] : all;
      return row.listLabel.startsWith('孤儿') && row.name === '张伟'
        ? { rowId: row.rowId, decision: { kind: 'not_ours' as const }, note: '村里另有其人' }
        : { rowId: row.rowId, decision: { kind: 'confirm' as const, studentIds }, note: '与户口本核对' };
    });
    expect(decisions).toHaveLength(6);
    await client.lists.decide({ schoolId, decisions });
    // 低保 6 rows − 钱多多; 脱贫 9 − 3; 残联 4 − 1; 孤儿 3 − 2.
    const { buckets } = await client.lists.rows(at);
    expect(buckets).toEqual({ matched: 5 + 6 + 3 + 1, needsDecision: 0, notOurs: 1 + 3 + 1 + 2 });
    await client.roster.update({ ...at, studentId: await pupil('周强'), idNumber: ids.周强 });
    await client.roster.update({ ...at, studentId: await pupil('吴小燕'), idNumber: ids.吴小燕 });
    expect((await client.roster.repairs(at)).filter(({ kind }) => kind === 'id').map(({ name }) => name)).toEqual(['孙越']);
  });

  test('4 the decisions: class and name only, two of one name in one class', async () => {
    today = '2025-09-22';
    const found = await client.identification.previewFromMatches(at);
    // 李明(走读)…郑爽然: 李明 ×2, 赵一诺, 赵一言, 陈思远, 买买提, 周强, 何 ×3, 马, 张伟, 𠮷云霞, 欧阳清风, 郑爽然.
    expect(found.rows).toHaveLength(15);
    await client.identification.createFromMatches({ ...at, route: 'list_match', studentIds: found.rows.map((row) => row.studentId) });
    const decision = { body: '认定工作组', decidedOn: day('2025-09-22') };
    const decided = await bring('determinations', '6-认定结果.xlsx', { route: 'application', ...decision });
    expect(decided).toMatchObject({
      ok: 16, look: [], wrong: [6, 20, 21], cells: ['B6 identification.pupil_ambiguous', 'B20 identification.pupil_not_found', 'C21 identification.grade_unknown'],
    });
    await client.identification.save({
      ...at, entries: [{ studentId: await liMing('boarding'), grade: '特别困难', reason: '农村低保' }], decision: { ...decision, effectiveTerm: at.term },
    });
    const { counts } = await client.identification.register(at);
    // 特别困难: 赵 ×2, 买买提, 马, 李明; 困难: 𠮷, 陈, 周, 何 ×3, 欧阳, 郑; 一般困难: 刘, 吴, 张, 杨.
    expect(counts).toMatchObject({ pupils: 23, cases: 18, decided: 17, undecided: 1, gaps: 0 });
    expect(Object.fromEntries(counts.byGrade.map(({ grade, count }) => [grade, count]))).toMatchObject({ 特别困难: 5, 困难: 8, 一般困难: 4 });
  });

  async function notice(kind: 'identification' | 'aid_list', postedOn: string, lines: number): Promise<void> {
    today = postedOn;
    const made = await client.notices.create({ ...at, kind, basisDocument: '', place: '校门公示栏' });
    expect(made.lineCount).toBe(lines);
    const posted = await client.notices.post({ schoolId, noticeId: made.id, postedOn: day(postedOn) });
    today = posted.takeDownOn;
    await client.notices.end({ schoolId, noticeId: made.id, resultNote: '无异议' });
    await client.notices.takeDown({ schoolId, noticeId: made.id, takenDownOn: posted.takeDownOn });
  }

  test('5 and 6 what is due, to the fen, and who gets nothing and why', async () => {
    await notice('identification', '2025-09-23', 17);
    const { proposed } = await client.entitlements.calculate(at);
    // 寄宿: 5 小学 × 625 + 5 初中 × 750; 非寄宿: 赵 ×2 × 312.50 + 欧阳 375.
    expect(proposed).toEqual({ count: 13, sumFen: 687_500 + 100_000 });
    const { rows, byProgramme } = await client.entitlements.list(at);
    expect(byProgramme.map(({ programmeKey, count, sumFen }) => [programmeKey, count, sumFen]).toSorted()).toEqual([['yw.board', 10, 687_500], ['yw.day', 3, 100_000]]);
    expect(rows.map((row) => `${row.studentName} ${row.amountFen}`).toSorted()).toEqual([
      '李明 62500', '买买提•艾力 62500', '𠮷云霞 62500', '周强 62500', '何小军 62500', '何小梅 75000', '何小兰 75000', '张伟 75000', '马·伊德里斯 75000', '郑爽然 75000',
      '赵一诺 31250', '赵一言 31250', '欧阳清风 37500',
    ].toSorted());
    const open = await client.entitlements.unproposed(at);
    // Nobody knows whether 陈思远 (低保) boards: both items are open. 刘大壮 is in no group, so only boarding could bring him anything.
    expect(open.map((row) => `${row.studentName} ${row.programmeKey} ${row.kind}`).toSorted()).toEqual([
      '陈思远 yw.board needs_answer', '陈思远 yw.day needs_answer', '刘大壮 yw.board needs_answer', '刘大壮 yw.day not', '吴小燕 yw.day not', '李明 yw.day not', '杨过 yw.day not',
    ].toSorted());
    await notice('aid_list', '2025-10-13', 13);
    await actAs('checker');
    const approved = await client.entitlements.approve({ ...at, entitlementIds: rows.map((row) => row.id), expectedCount: 13, expectedSumFen: 787_500 as never });
    expect(approved).toMatchObject({ count: 13, sumFen: 787_500 });
    await actAs('maker');
  });

  test('7 the accounts: a card Excel ate, a grandfather\'s card for three cousins, the teacher\'s own', async () => {
    today = '2025-10-22';
    // 杨过 of another class and 刘大壮 of another number: the list may mean them, and only a person may say so.
    const accounts = await bring('payee_accounts', '7-一卡通账户.xlsx', {}, { 19: `student:${await pupil('杨过')}`, 20: 'skip' });
    expect(accounts.preview.headerRows).toEqual([2, 3]);
    expect(accounts).toMatchObject({
      ok: 14, look: [19, 20], wrong: [7], cells: ['G7 payee.account_cell_spoilt', 'A19 payee.student_by_name_only', 'A20 payee.student_by_name_only'],
    });
    expect((await client.payees.list(at)).filter((row) => ['杨过', '刘大壮'].includes(row.studentName)).map((row) => [row.studentName, row.account?.holderName ?? null]).toSorted())
      .toEqual([['刘大壮', null], ['杨过', '杨铁心']]);
    await client.payees.addStaff({ schoolId, name: '张老师', accountNo: cardOf(20), idNumber: ids.张老师 });
    const shut = async (programmeKey: string) => Object.fromEntries((await client.payments.candidates({ ...at, programmeKey })).blocked
      .map((one) => [one.studentName, one.findings.filter(({ severity }) => severity === 'block').map(({ code }) => code).toSorted()]));
    const cousin = ['payee.relation_not_allowed', 'payee.shared_not_judged'];
    expect(await shut('yw.board')).toEqual({ 周强: ['payee.account_missing'], 何小军: cousin, 何小梅: cousin, 何小兰: cousin });
    expect(await shut('yw.day')).toEqual({ 欧阳清风: ['payee.account_of_staff', 'payee.relation_not_allowed'] });
    for (const name of ['何小军', '何小梅', '何小兰']) {
      const studentId = await pupil(name);
      const [member] = (await client.roster.get({ ...at, studentId })).members;
      await client.roster.saveMember({ ...at, studentId, memberId: member!.id, member: { name: '何德福', relation: '祖父', isGuardian: 'yes' } });
    }
    // Guardian of each, yet cousins are not siblings: a person says that the card may serve all three.
    expect(await shut('yw.board')).toEqual({ 周强: ['payee.account_missing'], 何小军: ['payee.shared_not_judged'], 何小梅: ['payee.shared_not_judged'], 何小兰: ['payee.shared_not_judged'] });
    const [shared] = await client.payees.history({ schoolId, studentId: await pupil('何小军') });
    expect((await client.payees.judgeSharing({ schoolId, accountId: shared!.id, reason: '父母均外出，祖父为三人监护人' })).students.toSorted()).toEqual(['何小兰', '何小军', '何小梅']);
    await client.payees.set({
      schoolId, studentId: await pupil('周强'), holderName: '周铁柱', relation: '父亲', holderIdNumber: ids.周铁柱, accountNo: cardOf(4), bankName: '云岭农商行', reason: '原表卡号丢位',
    });
    expect(await shut('yw.board')).toEqual({});
  });

  interface Batch { readonly id: number; readonly files: readonly { readonly name: string; readonly bytes: Uint8Array }[] }

  async function send(programmeKey: string, profileKey: string, purpose: 'ordinary' | 'reissue', count: number, sumFen: number): Promise<Batch> {
    const made = await client.payments.make({ ...at, programmeKey, purpose, profileKey, docNo: '云财教〔2025〕18号', source: 'central' });
    expect(made.totals).toMatchObject({ count, sumFen });
    await actAs('checker');
    await client.payments.release({ schoolId, batchId: made.id, count, sumFen: sumFen as never });
    await actAs('maker');
    const { files } = await client.payments.export({ schoolId, batchId: made.id });
    return { id: made.id, files: await Promise.all(files.map(async (file) => ({ name: file.name, bytes: new Uint8Array(await file.arrayBuffer()) }))) };
  }

  let board: Batch;
  let dayBatch: Batch;
  let profileKey = '';

  test('7 the batches: GBK can\'t write 𠮷, two files of one day have two names, the bytes are these', async () => {
    today = '2025-10-24';
    for (const [programmeKey, fen, source] of [['yw.board', 700_000, 'central'], ['yw.day', 100_000, 'county']] as const) {
      await client.funds.recordReceipt({ ...at, programmeKey, source, fen: fen as never, docNo: `云财教〔2025〕18号${programmeKey}`, receivedOn: day('2025-10-22') });
    }
    const refused = await refusalOf(client.payments.make({ ...at, programmeKey: 'yw.board', profileKey: 'preset.pipe_text', source: 'central' }));
    expect(refused.code).toBe('BAD_INPUT');
    expect(refused.data.problems!.map(({ sentence }) => sentence.includes('𠮷云霞') && sentence.includes('GB18030'))).toEqual([true]);
    const pipe = (await client.payments.profiles({ schoolId })).find((each) => each.profileKey === 'preset.pipe_text')!.profile;
    ({ profileKey } = await client.payments.saveProfile({ schoolId, profile: { ...pipe, name: '农商行', encoding: 'gb18030' } }));
    board = await send('yw.board', profileKey, 'ordinary', 10, 687_500);
    dayBatch = await send('yw.day', profileKey, 'ordinary', 2, 62_500);
    expect([...board.files, ...dayBatch.files].map(({ name }) => name)).toEqual(['yunxizhenzhongxinxuexiao2025102401.txt', 'yunxizhenzhongxinxuexiao2025102402.txt']);
    const lines = iconv.decode(Buffer.from(board.files[0]!.bytes), 'gb18030').split('\r\n');
    // By stage, class and name in 拼音; the pupils behind the lines are 𠮷云霞, 李明, 买买提, 何小军, 周强, then 初中.
    expect(lines.at(-1)).toBe('');
    expect(lines.slice(0, -1).map((text) => text.slice(text.indexOf('|') + 1)).toSorted()).toEqual([
      `李建国|${cardOf(1)}|625.00|${ids.李建国}|`, `艾力·吐尔逊|${cardOf(2)}|625.00|${ids.艾力}|`, `𠮷云霞|${cardOf(3)}|625.00|${ids.吉云霞}|`, `周铁柱|${cardOf(4)}|625.00|${ids.周铁柱}|`,
      `何德福|${cardOf(5)}|625.00|${ids.何德福}|`, `何德福|${cardOf(5)}|750.00|${ids.何德福}|`, `何德福|${cardOf(5)}|750.00|${ids.何德福}|`, `张志远|${cardOf(6)}|750.00|${ids.张志远}|`,
      `马国强|${cardOf(7)}|750.00|${ids.马国强}|`, `何秀英|${cardOf(8)}|750.00|${ids.何秀英}|`,
    ].toSorted());
    expect(lines.slice(0, -1).map((text) => Number(text.split('|')[0]))).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    const { lines: kept } = await client.payments.get({ schoolId, batchId: board.id });
    expect(kept.map((line) => line.classLabel)).toEqual([
      '三年级(2)班', '三年级(2)班', '三年级(2)班', '五年级(1)班', '五年级(1)班', '七年级(1)班', '七年级(1)班', '七年级(1)班', '九年级(1)班', '九年级(1)班',
    ]);
    expect(iconv.decode(Buffer.from(dayBatch.files[0]!.bytes), 'gb18030')).toBe(`1|赵大海|${cardOf(9)}|312.50|${ids.赵大海}|\r\n2|赵大海|${cardOf(9)}|312.50|${ids.赵大海}|\r\n`);
    const again = await client.payments.export({ schoolId, batchId: dayBatch.id, reason: 'U 盘丢失' });
    expect(again.files.map((file) => file.name)).toEqual(['yunxizhenzhongxinxuexiao2025102402.txt']);
    expect(new Uint8Array(await again.files[0]!.arrayBuffer())).toEqual(dayBatch.files[0]!.bytes);
  });

  test('8 the return: every row in one bucket, every payment in one state, the sums are the file\'s', async () => {
    today = '2025-10-29';
    const { preview, ...returned } = await bring('bank_return', '8-回盘-寄宿.xlsx', { batchIds: [board.id] });
    expect(preview.setAside.map(({ row, why }) => [row, why])).toEqual([[1, 'title'], [2, 'header'], [15, 'total']]);
    expect(returned).toMatchObject({ ok: 8, look: [5, 11, 13, 14], wrong: [] });
    const extra = preview.extra as { buckets: { bucket: string; count: number; sumFen: number }[]; fileTotals: object; lines: object; unknownWords: object[] };
    expect(extra.buckets.filter(({ count }) => count > 0).map(({ bucket, count, sumFen }) => [bucket, count, sumFen]).toSorted()).toEqual([
      ['failed', 2, 137_500], ['not_in_batch', 2, 125_000], ['paid', 6, 412_500], ['partial', 1, 70_000], ['repeated', 1, 75_000],
    ]);
    // The bank's own total line says 12 rows, 8,200.00.
    expect(extra.fileTotals).toEqual({ rows: 12, sumFen: 820_000, withoutAmount: 0 });
    expect(extra.lines).toEqual({
      paid: { count: 6, sumFen: 412_500 }, failed: { count: 2, sumFen: 137_500 }, unanswered: { count: 2, sumFen: 137_500 }, total: { count: 10, sumFen: 687_500 },
    });
    expect(extra.unknownWords).toEqual([]);
    const plain = await bring('bank_return', '8-回盘-走读.txt', { batchIds: [dayBatch.id] });
    expect(plain).toMatchObject({ ok: 2, look: [], wrong: [] });
    const work = await client.returns.worklist(at);
    expect(work.map((line) => `${line.studentName} ${line.state} ${line.reasonKey ?? ''} ${line.amountFen}`).toSorted()).toEqual([
      '周强 failed account_state 62500', '马·伊德里斯 failed holder_mismatch 75000', '𠮷云霞 unanswered  62500', '郑爽然 unanswered  75000',
    ].toSorted());
    const waiting = work.filter((line) => line.state === 'unanswered').map((line) => line.lineId);
    await client.returns.recordByHand({ schoolId, lineIds: waiting, result: 'paid', onDate: day('2025-10-28'), evidence: '银行回单' });
  });

  test('8 the failed one goes out again on its own', async () => {
    today = '2025-11-05';
    const failed = (await client.returns.worklist(at)).find((line) => line.studentName === '周强')!;
    await client.returns.correct({ schoolId, lineIds: [failed.lineId], note: '已到银行激活' });
    const reissue = await send('yw.board', profileKey, 'reissue', 1, 62_500);
    expect(reissue.files.map(({ name }) => name)).toEqual(['yunxizhenzhongxinxuexiao2025110501.txt']);
    // The card in the bank's csv is another one than ours: that money is not this payment.
    const other = await bring('bank_return', '8-回盘-补发.csv', { batchIds: [reissue.id] });
    expect(other).toMatchObject({ ok: 0, look: [2] });
    const open = (await client.returns.worklist(at)).filter((line) => line.batchId === reissue.id);
    expect(open.map((line) => [line.studentName, line.state])).toEqual([['周强', 'unanswered']]);
    today = '2025-11-08';
    await client.returns.recordByHand({ schoolId, lineIds: open.map((line) => line.lineId), result: 'paid', onDate: day('2025-11-07'), evidence: '银行回单' });
  });

  test('9 the statement, by term and by year', async () => {
    today = '2025-11-20';
    const term = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: at.term, asOf: null } });
    const figures = (of: object) => ({ openingCash: 0, received: 0, due: 0, paid: 0, failed: 0, notSubmitted: 0, inFlight: 0, returned: 0, outstanding: 0, budgetBalance: 0, cashBalance: 0, ...of });
    expect(term.programmes.find((one) => one.programmeKey === 'yw.board')).toMatchObject(figures({
      received: 700_000, due: 687_500, paid: 612_500, failed: 75_000, outstanding: 75_000, budgetBalance: 12_500, cashBalance: 87_500,
    }));
    expect(term.programmes.find((one) => one.programmeKey === 'yw.day')).toMatchObject(figures({
      received: 100_000, due: 100_000, paid: 62_500, notSubmitted: 37_500, outstanding: 37_500, budgetBalance: 0, cashBalance: 37_500,
    }));
    expect(term.totals).toMatchObject(figures({
      received: 800_000, due: 787_500, paid: 675_000, failed: 75_000, notSubmitted: 37_500, outstanding: 112_500, budgetBalance: 12_500, cashBalance: 125_000,
    }));
    expect(term.persons).toBe(13);
    const year = await client.settlement.statement({ schoolId, scope: { kind: 'calendar_year', year: 2025, asOf: null } });
    expect(year.totals).toMatchObject({ received: 800_000, paid: 675_000, cashBalance: 125_000 });
    const before = await client.settlement.statement({ schoolId, scope: { kind: 'as_of', date: day('2025-10-28') } });
    // On 28 October: six by the file and two by the bank's advice. The day pupils' file has no dates and was booked on the 29th, 周强 was paid in November.
    expect(before.totals).toMatchObject(figures({
      received: 800_000, due: 787_500, paid: 550_000, failed: 137_500, notSubmitted: 37_500, inFlight: 62_500, outstanding: 237_500, budgetBalance: 12_500, cashBalance: 250_000,
    }));
    const trial = await client.ledger.trialBalance(at);
    expect(trial.debitFen).toBe(trial.creditFen);
  });

  test('10 三个零误差 by name, and the paste sheet in the template\'s own words', async () => {
    expect(await bring('system_export', '9-系统在校学生.xls', { kind: 'roster' })).toMatchObject({ ok: 23, look: [], wrong: [] });
    expect(await bring('system_export', '9-系统困难学生.xls', { kind: 'identification' })).toMatchObject({ ok: 18, look: [], wrong: [] });
    expect(await bring('system_export', '9-系统资助名单.xlsx', { kind: 'aid_list' })).toMatchObject({ ok: 11, look: [], wrong: [] });
    const differences = async (code: 'Z1' | 'Z2' | 'Z3') => (await client.comparison.differences({ ...at, code })).rows.map((row) => `${row.kind} ${row.name}`).toSorted();
    expect(await differences('Z1')).toEqual(['left_only 钱小宝', 'mismatch 𠮷云霞', 'right_only 孙越'].toSorted());
    expect(await differences('Z2')).toEqual(['left_only 吴小燕', 'mismatch 刘大壮', 'right_only 钱小宝'].toSorted());
    expect(await differences('Z3')).toEqual(['left_only 马·伊德里斯', 'left_only 钱小宝', 'mismatch 何小兰', 'right_only 周强', 'right_only 赵一言'].toSorted());
    const { results, boardingNotCompared } = await client.comparison.overview(at);
    expect(Object.fromEntries(results.map((result) => [result.code, result.total]))).toMatchObject({ Z1: 3, Z2: 3, Z3: 5, P1: 0, P2: 0 });
    expect(boardingNotCompared).toBe(2);
    const template = await bring('template', '9-资助名单模板.xls', { content: 'aid_list' });
    expect(template.preview.headerRows).toEqual([1, 2]);
    const [learned] = await client.comparison.templates({ schoolId });
    expect(learned!.columns.map(({ heading, field }) => [heading, field])).toEqual([
      ['序号', 'ordinal'], ['*姓名', 'name'], ['身份证件号', 'idNumber'], ['资助金额', 'amount'], ['学籍号', 'registryNo'], ['年级班级', 'className'], ['备注', null],
    ]);
    const paste = await client.comparison.paste({ ...at, templateId: learned!.id, programmeKey: 'yw.day' });
    // The system's list comes before the money: everyone approved is on it.
    expect(paste.rows).toEqual([
      ['1', '赵一诺', ids.赵一诺, '312.50', '', '一年级(1)班', ''], ['2', '赵一言', ids.赵一言, '312.50', '', '一年级(1)班', ''], ['3', '欧阳清风', ids.欧阳清风, '375.00', '', '七年级(1)班', ''],
    ]);
  });

  test('11 一生一档 of a pupil who had everything', async () => {
    const file = await client.dossier.get({ ...at, studentId: await pupil('周强') });
    expect(file.totals).toEqual({ dueFen: 62_500, paidFen: 62_500 });
    expect(file.payments.map((payment) => payment.stateKey).toSorted()).toEqual(['paid', 'reissued']);
    expect(file.groups.map(({ group }) => group)).toContain('边缘易致贫家庭学生（风险已消除）');
    const pdf = await client.dossier.print({ ...at, studentId: await pupil('𠮷云霞') });
    expect(Buffer.from(await pdf.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  });

  test('every list goes 大班, 一年级 … 九年级', async () => {
    const years = ['大', '一', '二', '三', '四', '五', '六', '七', '八', '九'];
    const inOrder = (what: string, classes: readonly string[]): void => {
      const places = classes.map((text) => years.indexOf(text.slice(0, 1)));
      expect(places.length, what).toBeGreaterThan(1);
      expect(places, what).toEqual(places.toSorted((left, right) => left - right));
    };
    for (const { id, kind } of await client.notices.list(at)) {
      const { sheet } = await client.notices.get({ schoolId, noticeId: id });
      if (kind === 'identification') inOrder('notice', sheet.lines.map((line) => line.yearLevel));
      else for (const lines of Map.groupBy(sheet.lines, (line) => line.programme).values()) inOrder('aid notice', lines.map((line) => line.yearLevel));
    }
    inOrder('classes', (await client.roster.classes(at)).map((row) => row.className));
    inOrder('roster', (await client.roster.list(at)).rows.map((row) => row.className));
    inOrder('register', (await client.identification.register(at)).rows.map((row) => row.className));
    inOrder('payees', (await client.payees.list(at)).map((row) => row.classLabel));
    inOrder('dossiers', (await client.dossier.list(at)).map((row) => row.className));
    const { rows } = await client.entitlements.list(at);
    for (const own of Map.groupBy(rows, (row) => row.programmeKey).values()) inOrder('entitlements', own.map((row) => row.className));
    inOrder('unproposed', (await client.entitlements.unproposed(at)).map((row) => row.className));
    for (const code of ['Z1', 'Z2', 'Z3'] as const) {
      const { rows: found } = await client.comparison.differences({ ...at, code });
      for (const own of Map.groupBy(found, (row) => row.kind).values()) if (own.length > 1) inOrder(code, own.map((row) => row.className));
    }
  });

  test('9 the term closes only when every fen has an answer', async () => {
    today = '2025-11-24';
    const open = await client.settlement.closing(at);
    expect(open.mayClose).toBe(false);
    // Two amounts owed, and the self-check, whose findings carry no sum: the teacher's card is still registered.
    expect(open.checks.filter((check) => check.severity === 'blocks' && !check.passed).map(({ key, fen }) => [fen, key]).toSorted()).toEqual([[0, 'self_check'], [37_500, 'not_submitted'], [75_000, 'failed']]);
    await client.payees.set({
      schoolId, studentId: await pupil('欧阳清风'), holderName: '欧阳清风', relation: '本人', holderIdNumber: ids.欧阳清风, accountNo: cardOf(21), bankName: '云岭农商行', reason: '原登记为班主任的卡',
    });
    const own = await send('yw.day', profileKey, 'ordinary', 1, 37_500);
    expect(iconv.decode(Buffer.from(own.files[0]!.bytes), 'gb18030')).toBe(`1|欧阳清风|${cardOf(21)}|375.00|${ids.欧阳清风}|\r\n`);
    const work = await client.returns.worklist(at);
    today = '2025-11-26';
    await client.returns.recordByHand({ schoolId, lineIds: work.filter((line) => line.batchId === own.id).map((line) => line.lineId), result: 'paid', onDate: day('2025-11-26'), evidence: '银行回单' });
    const given = work.find((line) => line.studentName === '马·伊德里斯')!;
    await client.returns.waive({ schoolId, lineId: given.lineId, note: '家长书面放弃', evidence: '放弃资助申请书' });
    await client.funds.recordReturn({ ...at, programmeKey: 'yw.board', source: 'central', fen: 50_000 as never, docNo: '云财教〔2025〕44号', onDate: day('2025-11-26') });
    const { totals } = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: at.term, asOf: null } });
    // Due 7,875 − 750 given up; paid 6,750 + 375; back to 财政 500.
    expect(totals).toMatchObject({ received: 800_000, due: 712_500, paid: 712_500, failed: 0, notSubmitted: 0, outstanding: 0, returned: 50_000, budgetBalance: 37_500, cashBalance: 37_500 });
    today = '2026-02-02';
    await actAs('checker');
    // With the card replaced and the money given up, the self-check blocks nothing.
    const blocking = (await client.checks.list({ schoolId, term: at.term })).checks.flatMap((check) => check.findings).filter((finding) => finding.severity === 'block' && finding.explanation === null);
    expect(blocking.map((finding) => `CHK-${finding.no} ${finding.subject.label} ${finding.sentence}`)).toEqual([]);
    const begun = await client.settlement.close({ ...at, note: '' });
    expect(begun).toMatchObject({ locked: false, carried: [] });
    await actAs('admin');
    const closed = await client.settlement.sign({ schoolId, actId: begun.actId });
    expect(closed.carried.map(({ programmeKey, source, fen }) => [programmeKey, source, fen])).toEqual([['yw.board', 'central', 37_500]]);
    const spring = await client.settlement.statement({ schoolId, scope: { kind: 'term', term: '2025-2026-2' as never, asOf: null } });
    expect(spring.totals).toMatchObject({ openingCash: 37_500, received: 0, due: 0, cashBalance: 37_500 });
    await actAs('maker');
    const late = await refusalOf(client.funds.recordReceipt({ ...at, programmeKey: 'yw.board', source: 'central', fen: 100 as never, docNo: '云财教〔2025〕50号', receivedOn: day('2026-01-10') }));
    expect(late.code).toBe('REFUSED');
  });
});
