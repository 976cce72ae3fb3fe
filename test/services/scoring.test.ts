import { describe, expect, test } from 'vitest';
import type { App } from '#main/app.ts';
import { importSmallRoster, importSubsistenceList } from '#test/helpers/listed-school.ts';
import { adoptTable, heavyAnswers, lightAnswers, smallTable, tryTable } from '#test/helpers/score-school.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;
const year = '2025-2026' as never;
const day = (text: string) => text as never;
const by = '班级评议小组';

async function openSchool() {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  const { rows } = await open.client.identification.register({ schoolId: open.schoolId, term });
  const of = (name: string) => rows.find((row) => row.name === name)!;
  return { ...open, of };
}

async function score(client: App['client'], at: { schoolId: number; tableId: number; studentId: number }, side: 'self' | 'verified', answers: object, onDate = '2025-09-15') {
  const { studentId, ...place } = at;
  return client.scoring.saveSheets({ ...place, term, side, onDate: day(onDate), by, entries: [{ studentId, answers: answers as never }] });
}

async function rowOf(client: App['client'], schoolId: number, tableId: number, name: string) {
  const { rows } = await client.scoring.grid({ schoolId, term, tableId });
  return rows.find((row) => row.name === name)!;
}

describe('tables', () => {
  test('an example is incomplete: it can be tried, not adopted, and says what it lacks', async () => {
    const { client, schoolId } = await openSchool();
    const { examples, rows, inForceId } = await client.scoring.tables({ schoolId });
    expect([examples.length, rows.length, inForceId]).toEqual([4, 0, null]);
    expect(examples.every((example) => example.missing !== '')).toBe(true);
    const { id: tableId } = await client.scoring.draft({ schoolId, name: '照重庆改', from: { kind: 'example', key: 'chongqing_city' } });
    const early = await refusalOf(client.scoring.adopt({ schoolId, tableId, effectiveFrom: day('2025-09-01'), decision: '会议' }));
    expect(early.data.sentence).toBe('“照重庆改”现在是“草稿”，不能采用；请刷新后再看');
    await client.scoring.moveDraft({ schoolId, tableId, move: 'try' });
    const incomplete = await refusalOf(client.scoring.adopt({ schoolId, tableId, effectiveFrom: day('2025-09-01'), decision: '会议' }));
    expect(incomplete.data.sentence).toBe('“照重庆改”还有 2 处不完整，不能采用。健康与其他 › 父母健康：“均健康”的分值不明；采用前请填上，或删去这个选项');
    const tried = await refusalOf(client.scoring.saveDraft({ schoolId, tableId, changedAt: (await client.scoring.table({ schoolId, tableId })).changedAt, name: '改', region: '', source: '', table: smallTable }));
    expect(tried.data.sentence).toContain('现在是“试算中”，不能修改');
  });

  test('a draft with a mistake isn’t tried, and the mistake is named with its place', async () => {
    const { client, schoolId } = await openSchool();
    const wrong = await refusalOf(tryTable(client, schoolId, { table: { ...smallTable, weights: { self: 40, verified: 50 } } }));
    expect(wrong.data.sentence).toBe('“柳溪指标表”还有 1 处要改，不能试算。权重：自评 40% 加核定 50% 是 90%，应为 100%');
  });

  test('an adopted version never changes, in SQL too; a change is a version of its own', async () => {
    const { client, schoolId, app } = await openSchool();
    const first = await adoptTable(client, schoolId);
    expect((await client.scoring.tables({ schoolId })).inForceId).toBe(first);
    const { changedAt, problems } = await client.scoring.table({ schoolId, tableId: first });
    expect(problems).toEqual([]);
    expect((await refusalOf(client.scoring.saveDraft({ schoolId, tableId: first, changedAt, name: '改', region: '', source: '', table: smallTable }))).data.sentence).toContain('“柳溪指标表”现在是“已采用”，不能修改');
    expect((await refusalOf(client.scoring.moveDraft({ schoolId, tableId: first, move: 'discard' }))).data.sentence).toContain('不能作废');
    const { writer } = app.core.archive!.database;
    expect(() => writer.run('UPDATE score_table SET name = ? WHERE id = ?', 'x', first)).toThrow('replaced by a later version');
    expect(() => writer.run('DELETE FROM score_table WHERE id = ?', first)).toThrow('never deleted');
    const { id: second } = await client.scoring.draft({ schoolId, name: '柳溪指标表', from: { kind: 'version', tableId: first } });
    await client.scoring.moveDraft({ schoolId, tableId: second, move: 'try' });
    expect((await refusalOf(client.scoring.adopt({ schoolId, tableId: second, effectiveFrom: day('2025-08-31'), decision: '会议' }))).data.sentence).toContain('早于现行第 1 版 柳溪指标表（2025-09-01 起）的 2025-09-01');
    expect(await client.scoring.adopt({ schoolId, tableId: second, effectiveFrom: day('2025-10-01'), decision: '会议' })).toEqual({ versionNo: 2 });
    expect((await client.scoring.tables({ schoolId })).inForceId).toBe(second);
  });

  test('two editors of one draft don’t overwrite each other', async () => {
    const { client, schoolId, app } = await openSchool();
    const { id: tableId } = await client.scoring.draft({ schoolId, name: '草稿', from: { kind: 'blank' } });
    const { changedAt } = await client.scoring.table({ schoolId, tableId });
    (app as unknown as { setNow(text: string): void }).setNow('2025-10-31T09:05:00+08:00');
    const save = { schoolId, tableId, changedAt, name: '草稿', region: '', source: '', table: smallTable };
    await client.scoring.saveDraft({ ...save, operationId: 'the-first-click' });
    await client.scoring.saveDraft({ ...save, operationId: 'the-first-click' });
    expect((await refusalOf(client.scoring.saveDraft({ ...save, name: '另一人' }))).data.sentence).toContain('刚才被 周敏 改过');
  });
});

describe('sheets', () => {
  test('both sides are weighted 40/60, the line of the day proposes, the decision stays free', async () => {
    const { client, schoolId, of } = await openSchool();
    const tableId = await adoptTable(client, schoolId);
    const { studentId } = of('李明');
    await score(client, { schoolId, tableId, studentId }, 'self', heavyAnswers, '2025-09-10');
    expect(await rowOf(client, schoolId, tableId, '李明')).toMatchObject({ scoredOn: null, result: { selfTotal: 6250, total: null, proposal: { kind: 'open' } } });
    expect(await score(client, { schoolId, tableId, studentId }, 'verified', lightAnswers)).toEqual({ changed: 1, unchanged: 0, complete: 1 });
    // 62.5 × 40 % + 18 × 60 % = 35.8
    expect(await rowOf(client, schoolId, tableId, '李明')).toMatchObject({ scoredOn: '2025-09-15', result: { verifiedTotal: 1800, total: 3580, proposal: { kind: 'grade', grade: '困难' } } });
    expect(await score(client, { schoolId, tableId, studentId }, 'verified', lightAnswers)).toEqual({ changed: 0, unchanged: 1, complete: 0 });
    const story = await client.scoring.explain({ schoolId, studentId, schoolYear: year });
    expect(story.sheets.map((sheet) => [sheet.current, sheet.versionNo, sheet.result.total])).toEqual([[true, 1, 3580], [false, 1, null]]);
    expect(story.sheets[0]?.verified?.trace.sections.map((section) => [section.title, section.raw, section.capped])).toEqual([['家庭', 2000, 2000], ['其他', -200, -200]]);
    await client.identification.save({
      schoolId, term, decision: { body: '学校认定工作组', decidedOn: day('2025-09-22'), effectiveTerm: term }, entries: [{ studentId, route: 'application', grade: '特别困难', reason: '父母重病，评议加重' }],
    });
    expect((await rowOf(client, schoolId, tableId, '李明')).decided).toBe('特别困难');
  });

  test('a complete sheet is the step 量化测评; an open or withdrawn one isn’t', async () => {
    const { client, schoolId, of } = await openSchool();
    const tableId = await adoptTable(client, schoolId);
    const { studentId } = of('李明');
    const stepOf = async () => (await client.identification.explain({ schoolId, studentId, schoolYear: year })).procedure.steps.find((step) => step.step === 'score')!;
    await score(client, { schoolId, tableId, studentId }, 'verified', lightAnswers);
    expect(await stepOf()).toMatchObject({ state: 'not_asked', onDate: null });
    await score(client, { schoolId, tableId, studentId }, 'self', heavyAnswers, '2025-09-10');
    expect(await stepOf()).toMatchObject({ state: 'done', onDate: '2025-09-15' });
    await client.scoring.withdraw({ schoolId, term, studentId, reason: '登错了人' });
    expect(await stepOf()).toMatchObject({ state: 'not_asked', onDate: null });
    expect((await refusalOf(client.scoring.withdraw({ schoolId, term, studentId, reason: '登错了人' }))).data.sentence).toBe('李明 本学期没有测评表，不用撤回');
    expect((await client.scoring.explain({ schoolId, studentId, schoolYear: year })).sheets[0]).toMatchObject({ withdrawn: '登错了人', current: false });
    await score(client, { schoolId, tableId, studentId }, 'verified', heavyAnswers);
    expect((await rowOf(client, schoolId, tableId, '李明')).self).toBeNull();
  });

  test('where the procedure requires it, no decision without a score; a score dated after the decision is refused', async () => {
    const { client, schoolId, of } = await openSchool();
    const tableId = await adoptTable(client, schoolId);
    const { inForce: { spec } } = await client.procedure.get({ schoolId, schoolYear: year });
    await client.procedure.set({ schoolId, validFrom: year, name: '先测评', source: '', spec: { ...spec, steps: { ...spec.steps, score: 'required' } } });
    const { studentId } = of('吴桐');
    const decide = () => client.identification.save({
      schoolId, term, decision: { body: '学校认定工作组', decidedOn: day('2025-09-22'), effectiveTerm: term }, entries: [{ studentId, route: 'application', grade: '困难', reason: '重病' }],
    });
    expect((await refusalOf(decide())).data.sentence).toContain('在 2025-09-22 以前没有“量化测评”的记录');
    await score(client, { schoolId, tableId, studentId }, 'self', lightAnswers, '2025-09-20');
    await score(client, { schoolId, tableId, studentId }, 'verified', lightAnswers, '2025-09-20');
    await decide();
    const late = await refusalOf(score(client, { schoolId, tableId, studentId }, 'verified', heavyAnswers, '2025-09-25'));
    expect(late.data.sentence).toContain('吴桐 的日期倒置：量化测评 2025-09-25 晚于认定 2025-09-22');
  });

  test('old sheets stay under the old version; a new one is refused under a version not in force', async () => {
    const { client, schoolId, of } = await openSchool();
    const first = await adoptTable(client, schoolId);
    await score(client, { schoolId, tableId: first, studentId: of('李明').studentId }, 'verified', lightAnswers);
    const second = await adoptTable(client, schoolId, { name: '新表', from: '2025-10-01', table: { ...smallTable, weights: { self: 0, verified: 100 } } });
    expect((await refusalOf(score(client, { schoolId, tableId: second, studentId: of('吴桐').studentId }, 'verified', lightAnswers, '2025-09-30'))).data.sentence)
      .toBe('2025-09-30 不适用第 2 版 新表（2025-10-01 起），那天适用的是第 1 版 柳溪指标表（2025-09-01 起）；请换版本，或改日期');
    expect((await refusalOf(score(client, { schoolId, tableId: first, studentId: of('吴桐').studentId }, 'verified', lightAnswers, '2025-10-08'))).data.sentence).toContain('那天适用的是第 2 版 新表');
    await score(client, { schoolId, tableId: first, studentId: of('李明').studentId }, 'self', heavyAnswers, '2025-09-12');
    expect((await rowOf(client, schoolId, first, '李明')).result.total).toBe(3580);
    expect((await rowOf(client, schoolId, second, '李明')).otherVersion).toBe('第 1 版 柳溪指标表（2025-09-01 起）');
    await score(client, { schoolId, tableId: second, studentId: of('李明').studentId }, 'verified', heavyAnswers, '2025-10-08');
    const { sheets } = await client.scoring.explain({ schoolId, studentId: of('李明').studentId, schoolYear: year });
    expect(sheets.map((sheet) => [sheet.versionNo, sheet.result.total])).toEqual([[2, 6250], [1, 3580], [1, null]]);
  });

  test('nothing is half stored: one bad answer refuses all, each problem names its pupil', async () => {
    const { client, schoolId, of, app } = await openSchool();
    const tableId = await adoptTable(client, schoolId);
    const entries = [{ studentId: of('李明').studentId, answers: lightAnswers }, { studentId: of('吴桐').studentId, answers: { i4: [{ option: null, count: 1, judged: 2100 as never }], i1: [{ option: 'o9', count: 1, judged: null }] } }];
    const input = { schoolId, term, tableId, side: 'verified' as const, onDate: day('2025-11-02'), by, entries };
    const { problems } = await client.scoring.checkSheets(input);
    expect(problems.map((problem) => [problem.studentId, problem.code])).toEqual([
      [of('李明').studentId, 'scoring.date_in_future'], [of('吴桐').studentId, 'scoring.choice_unknown'], [of('吴桐').studentId, 'scoring.points_out_of_bounds'], [of('吴桐').studentId, 'scoring.date_in_future'],
    ]);
    expect((await refusalOf(client.scoring.saveSheets({ ...input, onDate: day('2025-09-15') }))).code).toBe('BAD_INPUT');
    expect(app.core.archive!.database.reader.get('SELECT count(*) AS n FROM score_sheet')).toEqual({ n: 0 });
    await score(client, { schoolId, tableId, studentId: of('李明').studentId }, 'self', lightAnswers, '2025-09-15');
    expect((await refusalOf(score(client, { schoolId, tableId, studentId: of('李明').studentId }, 'verified', lightAnswers, '2025-09-14'))).data.sentence).toBe('李明 的核定日期 2025-09-14 早于自评日期 2025-09-15；请核对两份表上的日期');
    expect(() => app.core.archive!.database.writer.run('UPDATE score_sheet SET scored_on = NULL')).toThrow('never changed');
  });

  test('a bypass group needs no answers, only somebody’s finding; the result keeps the groups it was made with', async () => {
    const { client, schoolId, of } = await openSchool();
    await importSubsistenceList(client, schoolId);
    const tableId = await adoptTable(client, schoolId, { table: { ...smallTable, bypass: [{ groupKeys: ['subsistence_allowance'], score: 6000 as never, grade: null, clause: '低保直接计 60 分' }] } });
    await client.identification.createFromMatches({ schoolId, term, route: 'list_match', studentIds: [of('李明').studentId] });
    expect(await rowOf(client, schoolId, tableId, '李明')).toMatchObject({ groups: ['低保家庭学生'], scoredOn: null, result: { total: 6000, bypassGroup: '低保家庭学生', proposal: { kind: 'grade', grade: '特别困难' } } });
    expect(await score(client, { schoolId, tableId, studentId: of('李明').studentId }, 'verified', {})).toMatchObject({ complete: 1 });
    const { groups } = await client.identification.explain({ schoolId, studentId: of('李明').studentId, schoolYear: year });
    await client.identification.removeEvidence({ schoolId, caseGroupId: groups[0]!.reasons[0]!.caseGroupId, reason: '低保 9 月已停' });
    const [sheet] = (await client.scoring.explain({ schoolId, studentId: of('李明').studentId, schoolYear: year })).sheets;
    expect(sheet).toMatchObject({ groupsChanged: true, groups: ['低保家庭学生'], result: { total: 6000 } });
  });

  test('a class teacher reaches the own class only', async () => {
    const open = await openSchool();
    const { client, schoolId, of } = open;
    const tableId = await adoptTable(client, schoolId);
    await signInAs(open, 'class_teacher', 'teacher7', [of('李明').classId!]);
    expect((await client.scoring.grid({ schoolId, term, tableId })).rows.map((row) => row.name)).toEqual(['李明']);
    await score(client, { schoolId, tableId, studentId: of('李明').studentId }, 'verified', lightAnswers);
    expect((await refusalOf(score(client, { schoolId, tableId, studentId: of('吴桐').studentId }, 'verified', lightAnswers))).code).toBe('BAD_INPUT');
    expect((await refusalOf(client.scoring.explain({ schoolId, studentId: of('吴桐').studentId, schoolYear: year }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(client.scoring.withdraw({ schoolId, term, studentId: of('吴桐').studentId, reason: '不是我班' }))).code).toBe('NOT_FOUND');
    expect((await refusalOf(client.scoring.draft({ schoolId, name: '我的表', from: { kind: 'blank' } }))).code).toBe('FORBIDDEN');
    await signInAsAdministrator(open);
  });
});

describe('a trial', () => {
  test('shows who would get what beside what was decided, and stores nothing', async () => {
    const { client, schoolId, of, app } = await openSchool();
    const first = await adoptTable(client, schoolId, { table: { ...smallTable, weights: { self: 0, verified: 100 } } });
    const decision = { body: '学校认定工作组', decidedOn: day('2025-09-22'), effectiveTerm: term };
    for (const [name, answers, grade] of [['李明', heavyAnswers, '特别困难'], ['吴桐', lightAnswers, '困难'], ['陈欣', null, '困难']] as const) {
      const { studentId } = of(name);
      if (answers !== null) await score(client, { schoolId, tableId: first, studentId }, 'verified', answers);
      await client.identification.save({ schoolId, term, decision, entries: [{ studentId, route: 'application', grade, reason: '评议' }] });
    }
    await client.identification.save({ schoolId, term, entries: [{ studentId: of('李华').studentId, route: 'application' }] });
    const table = { ...smallTable, weights: { self: 0, verified: 100 }, cutoffs: [{ ...smallTable.cutoffs[0]!, validFrom: day('2026-09-01'), lines: [{ grade: '特别困难', min: 6000 as never }, { grade: '困难', min: 1800 as never }] }] };
    const next = await tryTable(client, schoolId, { name: '明年的表', table });
    const before = app.core.archive!.database.reader.all('SELECT * FROM score_sheet');
    const trial = await client.scoring.trial({ schoolId, tableId: next, schoolYear: year });
    expect(trial.rows.map((row) => [row.name, row.from, row.proposed, row.decided, row.differs])).toEqual([
      ['李华', 'none', null, null, false], ['陈欣', 'none', null, '困难', false], ['吴桐', 'sheet', '困难', '困难', false], ['李明', 'sheet', '特别困难', '特别困难', false],
    ]);
    expect(trial).toMatchObject({ cutoffsFrom: '2026-09-01', counts: { cases: 4, reckoned: 2, open: 2, same: 2, differ: 0, undecided: 1 } });
    expect(trial.cross.reduce((sum, cell) => sum + cell.count, 0)).toBe(4);
    // Filled to try it: the trial takes that, the procedure doesn't.
    await client.scoring.saveSheets({ schoolId, term, tableId: next, side: 'verified', onDate: day('2025-10-30'), by, entries: [{ studentId: of('李明').studentId, answers: lightAnswers }, { studentId: of('陈欣').studentId, answers: { i1: lightAnswers.i1 } }] });
    const again = await client.scoring.trial({ schoolId, tableId: next, schoolYear: year });
    expect(again.rows.find((row) => row.name === '李明')).toMatchObject({ from: 'trial', total: 1800, proposed: '困难', differs: true });
    expect(again.rows.find((row) => row.name === '陈欣')).toMatchObject({ from: 'trial', total: null, open: ['小组评分'] });
    expect((await rowOf(client, schoolId, first, '李明')).result.total).toBe(6250);
    expect(app.core.archive!.database.reader.all('SELECT * FROM score_sheet WHERE trial = 0')).toEqual(before);
  });
});

test('the papers and the sheet to fill', async () => {
  const { client, schoolId, of } = await openSchool();
  const tableId = await adoptTable(client, schoolId);
  const at = { schoolId, term, tableId };
  expect((await refusalOf(client.scoring.sheetsPdf(at))).data.sentence).toContain('没有人有测评表');
  await score(client, { schoolId, tableId, studentId: of('李明').studentId }, 'self', heavyAnswers, '2025-09-10');
  await score(client, { schoolId, tableId, studentId: of('吴桐').studentId }, 'verified', lightAnswers);
  for (const file of [await client.scoring.blankPdf(at), await client.scoring.summaryPdf(at), await client.scoring.sheetsPdf({ ...at, studentIds: [of('李明').studentId] })]) {
    expect(file.name.endsWith('.pdf')).toBe(true);
    expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString()).toBe('%PDF-');
  }
  expect((await client.scoring.sheetsPdf(at)).name).toBe('量化测评表.zip');
  expect((await client.scoring.sheetXlsx({ ...at, side: 'self' })).name).toBe('量化测评自评 柳溪指标表 2025 秋.xlsx');
}, 60_000);
