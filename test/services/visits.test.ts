import { expect, test } from 'vitest';
import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { VisitInput } from '#shared/contract/visits.ts';
import { importSmallRoster, importSubsistenceList } from '#test/helpers/listed-school.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';

const term = '2025-2026-1' as never;
const year = '2025-2026' as never;
const on = (text: string): never => text as never;
const two = [{ name: '王芳', role: '班主任' }, { name: '刘洋', role: '资助专干' }];
const visit = (more: Partial<VisitInput> = {}): VisitInput => ({ way: 'on_site', visitedOn: on('2025-09-10'), visitors: two, ...more });
const decision = { body: '学校认定工作组', decidedOn: on('2025-09-22'), effectiveTerm: term };

async function openSchool() {
  const open = await openTestSchool();
  await importSmallRoster(open.client, open.schoolId);
  await importSubsistenceList(open.client, open.schoolId);
  const { rows } = await open.client.visits.register({ schoolId: open.schoolId, term });
  const idOf = (name: string): number => rows.find((row) => row.name === name)!.studentId;
  return { ...open, idOf };
}

async function follow(open: Awaited<ReturnType<typeof openSchool>>, key: string): Promise<void> {
  const { revisionSteps, ...rest } = procedurePresets.find((one) => one.key === key)!.spec;
  await open.client.procedure.set({ schoolId: open.schoolId, validFrom: year, name: '本校程序', source: '', spec: { ...rest, revisionSteps: [...revisionSteps] } });
}

test('the register says who is to be visited, where, and what there is', async () => {
  const { client, schoolId, idOf } = await openSchool();
  await client.identification.save({ schoolId, term, entries: [{ studentId: idOf('吴桐'), route: 'application', appliedOn: on('2025-09-02') }] });
  const before = await client.visits.register({ schoolId, term });
  expect(before.procedure).toEqual({ name: '通用：各步登记，缺的提示', mode: 'recorded', visitors: 2 });
  expect(before.rows.filter((row) => row.cause !== null).map((row) => [row.name, row.cause, row.place])).toEqual([
    ['李明', 'listed', '城关镇柳溪村'], ['李华', 'listed', '城关镇柳溪村'], ['吴桐', 'applied', '大河村'],
  ].toSorted((a, b) => before.rows.findIndex((row) => row.name === a[0]) - before.rows.findIndex((row) => row.name === b[0])));
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ consistent: 'inconsistent', differs: '父亲在外务工' }) }] });
  const { rows, coverage } = await client.visits.register({ schoolId, term });
  expect(rows.find((row) => row.name === '李明')!.visits).toMatchObject([{ visitors: '王芳（班主任）、刘洋（资助专干）', consistent: 'inconsistent', papers: [], asksPhoto: true, bare: false }]);
  expect(coverage.map(({ due, visited, open }) => [due, visited, open])).toEqual(expect.arrayContaining([[1, 1, 0]]));
  expect(JSON.stringify(rows)).not.toContain('父亲在外务工');
  expect(JSON.stringify(rows)).not.toContain('三组');
});

test('先家访后认定: no decision before the visit, and the visit lets it through', async () => {
  const open = await openSchool();
  const { client, schoolId, idOf } = open;
  await follow(open, 'jiangsu');
  const entries = [{ studentId: idOf('李明'), route: 'list_match' as const, grade: '困难', reason: '低保' }];
  expect((await refusalOf(client.identification.save({ schoolId, term, decision, entries }))).data.sentence).toContain('没有“家访”的记录');
  const alone = await refusalOf(client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ visitors: two.slice(0, 1) }) }] }));
  expect(alone.data.sentence).toBe('李明：实地家访只写了 1 人，本校的认定程序要求 2 人，没有登记；请补上同去的人，确实只去了一人的请再走访');
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ purpose: 'care' }) }] });
  expect((await refusalOf(client.identification.save({ schoolId, term, decision, entries }))).data.sentence).toContain('没有“家访”的记录');
  const { visitIds: [visitId] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ visitedOn: on('2025-09-12') }) }] });
  await client.identification.save({ schoolId, term, decision, entries });
  const gone = await refusalOf(client.visits.strikeOut({ schoolId, visitId: visitId!, reason: '登记错人' }));
  expect(gone.data.sentence).toContain('2025-09-22 的认定以这次家访为前提');
  const moved = await refusalOf(client.visits.correct({ schoolId, visitId: visitId!, version: 1, visit: visit({ visitedOn: on('2025-09-25') }), reason: '日期写错' }));
  expect(moved.data.problems?.map((one) => one.code)).toEqual(['visit.after_decision', 'visit.decision_needs_it']);
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ visitedOn: on('2025-09-15') }) }] });
  await client.visits.strikeOut({ schoolId, visitId: visitId!, reason: '登记错人' });
});

test('one visitor is said and taken in where the place only records; a visit after the decision is 日常走访', async () => {
  const { client, schoolId, idOf } = await openSchool();
  const one = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李华'), ...visit({ visitors: two.slice(0, 1) }) }] });
  expect(one.look.map((problem) => problem.sentence)).toEqual(['李华：实地家访只写了 1 人，本校的认定程序要求 2 人；已登记，请补上同去的人']);
  await client.identification.save({ schoolId, term, decision, entries: [{ studentId: idOf('李明'), route: 'list_match', grade: '困难', reason: '低保' }] });
  const late = { studentId: idOf('李明'), ...visit({ visitedOn: on('2025-10-09') }) };
  expect((await refusalOf(client.visits.record({ schoolId, term, visits: [late] }))).data.sentence)
    .toBe('李明 在 2025-09-22 已经认定，2025-10-09 的走访不能作为认定前的家访；是认定以后去的，请把用途改为“日常走访”');
  await client.visits.record({ schoolId, term, visits: [{ ...late, purpose: 'care' }] });
});

test('a table of visits goes in whole or not at all, once', async () => {
  const { client, schoolId, idOf } = await openSchool();
  const visits = ['李明', '李华'].map((name) => ({ studentId: idOf(name), ...visit() }));
  const refused = await refusalOf(client.visits.record({ schoolId, term, visits: [...visits, { studentId: idOf('陈欣'), ...visit({ visitedOn: on('2026-01-01') }) }, visits[0]!] }));
  expect(refused.data.problems?.map((one) => one.code)).toEqual(['visit.in_future', 'visit.same_pupil_twice']);
  expect((await client.visits.register({ schoolId, term })).rows.flatMap((row) => row.visits)).toEqual([]);
  const first = await client.visits.record({ schoolId, term, visits, operationId: 'visits-0001' });
  expect(await client.visits.record({ schoolId, term, visits, operationId: 'visits-0001' })).toEqual(first);
  expect((await refusalOf(client.visits.record({ schoolId, term, visits }))).data.problems?.map((one) => one.code)).toEqual(['visit.repeated', 'visit.repeated']);
  await client.visits.record({ schoolId, term, visits: [{ ...visits[0]!, way: 'phone' }] });
});

test('a correction keeps what was written before, with its reason, and does not overwrite another’s', async () => {
  const { app, client, schoolId, idOf } = await openSchool();
  const { visitIds: [visitId] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ findings: '土坯房三间' }) }] });
  const better = visit({ findings: '砖房两间', incomeFen: fen(1_800_000), verdict: 'true' });
  expect((await refusalOf(client.visits.correct({ schoolId, visitId: visitId!, version: 1, visit: visit({ findings: '土坯房三间' }), reason: '没有改' }))).data.code).toBe('visit.nothing_changed');
  await client.visits.correct({ schoolId, visitId: visitId!, version: 1, visit: better, reason: '住房写错' });
  expect((await refusalOf(client.visits.correct({ schoolId, visitId: visitId!, version: 1, visit: visit(), reason: '再改' }))).data.code).toBe('visit.changed_meanwhile');
  const opened = await client.visits.open({ schoolId, visitId: visitId! });
  expect(opened.visit).toMatchObject({ version: 2, findings: '砖房两间', incomeFen: 1_800_000, reason: '住房写错', by: '周敏' });
  expect(opened.versions.map((one) => [one.version, one.findings])).toEqual([[1, '土坯房三间']]);
  await client.visits.strikeOut({ schoolId, visitId: visitId!, reason: '登记错人' });
  expect((await client.visits.register({ schoolId, term })).rows.flatMap((row) => row.visits)).toEqual([]);
  expect((await client.visits.open({ schoolId, visitId: visitId! })).visit).toMatchObject({ voided: true, reason: '登记错人' });
  expect((await refusalOf(client.visits.correct({ schoolId, visitId: visitId!, version: 3, visit: better, reason: '恢复' }))).data.code).toBe('visit.struck_out_already');
  const { writer } = app.core.archive!.database;
  expect(() => writer.run("UPDATE home_visit_version SET findings = ''")).toThrow(/corrected by a new version/);
  expect(() => writer.run('DELETE FROM home_visit_version')).toThrow(/are kept/);
});

test('who reads a record is in the log, and what it says is neither there nor beside the operation', async () => {
  const { app, client, schoolId, idOf } = await openSchool();
  const { visitIds: [visitId] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ findings: '母亲长期卧床' }) }] });
  await client.visits.open({ schoolId, visitId: visitId! });
  const { rows } = await client.audit.list({ limit: 5 });
  expect(rows[0]).toMatchObject({ method: 'visits.open', account: '周敏' });
  const { reader } = app.core.archive!.database;
  const kept = reader.all<{ text: string }>('SELECT detail_json AS text FROM audit UNION ALL SELECT output_json FROM operation').map(({ text }) => text).join('\n');
  expect(kept).not.toContain('卧床');
});

test('without the permission for visits the case shows that there was one, and no more', async () => {
  const open = await openSchool();
  const { client, schoolId, idOf } = open;
  const { visitIds: [visitId] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ findings: '母亲长期卧床', consistent: 'consistent' }) }] });
  await signInAs(open, 'inspector');
  const brief = await client.visits.brief({ schoolId, studentId: idOf('李明'), schoolYear: year });
  expect(brief).toEqual([{ visitId, purpose: 'verification', way: 'on_site', visitedOn: '2025-09-10', visitors: '王芳（班主任）、刘洋（资助专干）', consistent: 'consistent' }]);
  for (const call of [client.visits.open({ schoolId, visitId: visitId! }), client.visits.register({ schoolId, term }), client.visits.printVisit({ schoolId, visitId: visitId! })]) {
    expect((await refusalOf(call as Promise<unknown>)).code).toBe('FORBIDDEN');
  }
  await signInAsAdministrator(open);
  await signInAs(open, 'checker');
  expect((await client.visits.open({ schoolId, visitId: visitId! })).visit.findings).toBe('母亲长期卧床');
  expect((await refusalOf(client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李华'), ...visit() }] }))).code).toBe('FORBIDDEN');
});

test('a class teacher records and reads its own class, and an outing to several classes is not its to rewrite', async () => {
  const open = await openSchool();
  const { client, schoolId, idOf } = open;
  const { rows } = await client.visits.register({ schoolId, term });
  const { visitIds: [foreign] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('陈欣'), ...visit() }] });
  const stops = ['李明', '陈欣'].map((name) => ({ studentId: idOf(name), place: '柳溪' }));
  const { planId } = await client.visits.savePlan({ schoolId, term, planId: null, name: '柳溪、大河', plannedOn: on('2025-11-08'), visitors: two, stops });
  await signInAs(open, 'class_teacher', 'teacher', [rows.find((row) => row.name === '李明')!.classId!]);
  expect((await client.visits.register({ schoolId, term })).rows.map((row) => row.name)).toEqual(['李明']);
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit() }] });
  expect((await refusalOf(client.visits.record({ schoolId, term, visits: [{ studentId: idOf('陈欣'), ...visit({ way: 'phone' }) }] }))).data.sentence).toBe('陈欣 不是您班上的学生，没有登记');
  expect((await refusalOf(client.visits.open({ schoolId, visitId: foreign! }))).code).toBe('NOT_FOUND');
  const [plan] = await client.visits.plans({ schoolId, term });
  expect([plan!.stops.map((stop) => stop.name), plan!.elsewhere]).toEqual([['李明'], 1]);
  expect((await refusalOf(client.visits.dropPlan({ schoolId, planId }))).data.code).toBe('visit.plan_of_others');
});

test('an outing is planned by village, ticked off by visits, changed and dropped', async () => {
  const { client, schoolId, idOf } = await openSchool();
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit() }] });
  const stops = ['李明', '李华'].map((name) => ({ studentId: idOf(name), place: '城关镇柳溪村' }));
  const { planId } = await client.visits.savePlan({ schoolId, term, planId: null, name: '柳溪村', plannedOn: on('2025-11-08'), visitors: two, stops });
  const [plan] = await client.visits.plans({ schoolId, term });
  expect([plan!.done, plan!.stops.map((stop) => [stop.name, stop.done])]).toEqual([0, [['李明', false], ['李华', false]]]);
  expect((await client.visits.register({ schoolId, term })).rows.find((row) => row.name === '李华')!.plan).toEqual({ planId, name: '柳溪村', plannedOn: '2025-11-08' });
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李华'), ...visit({ visitedOn: on('2025-10-31') }) }] });
  expect((await client.visits.plans({ schoolId, term }))[0]).toMatchObject({ done: 1 });
  expect((await refusalOf(client.visits.savePlan({ schoolId, term, planId, name: '柳溪村', plannedOn: null, visitors: [], stops: [stops[0]!, stops[0]!] }))).data.code).toBe('visit.plan_pupil_twice');
  await client.visits.savePlan({ schoolId, term, planId, name: '柳溪村二次', plannedOn: null, visitors: [], stops: [{ ...stops[1]!, place: '柳溪三组' }] });
  expect((await client.visits.plans({ schoolId, term })).map((one) => [one.name, one.stops.map((stop) => stop.place)])).toEqual([['柳溪村二次', ['柳溪三组']]]);
  await client.visits.dropPlan({ schoolId, planId });
  expect(await client.visits.plans({ schoolId, term })).toEqual([]);
});

test('sheets for the bag, the record, the plan and the coverage are papers, and printing them is in the log', async () => {
  const open = await openSchool();
  const { client, schoolId, idOf } = open;
  const { visitIds: [visitId] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit({ findings: '砖房两间' }) }] });
  const { planId } = await client.visits.savePlan({ schoolId, term, planId: null, name: '柳溪村/一', plannedOn: null, visitors: two, stops: [{ studentId: idOf('李华'), place: '柳溪' }] });
  const sheets = await client.visits.printSheets({ schoolId, term, planId });
  expect([sheets.pupils, sheets.file.name]).toEqual([1, '柳溪村_一-家访记录表.pdf']);
  expect((await client.visits.printSheets({ schoolId, term, studentIds: ['李明', '陈欣'].map(idOf) })).pupils).toBe(2);
  expect((await client.visits.printSheets({ schoolId, term })).pupils).toBe(1);
  for (const file of [await client.visits.printVisit({ schoolId, visitId: visitId! }), await client.visits.printPlan({ schoolId, planId }), await client.visits.printCoverage({ schoolId, term })]) {
    expect(Buffer.from(await file.arrayBuffer()).subarray(0, 5).toString('latin1')).toBe('%PDF-');
  }
  expect((await client.audit.list({ limit: 3 })).rows.map((row) => row.method)).toEqual(['visits.printCoverage', 'visits.printPlan', 'visits.printVisit']);
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李华'), ...visit() }] });
  expect((await refusalOf(client.visits.printSheets({ schoolId, term }))).data.code).toBe('visit.no_pupils');
});

test('scans and photos belong to the visit, and only who may read it reaches them', async () => {
  const open = await openSchool();
  const { client, schoolId, idOf } = open;
  const { visitIds: [visitId] } = await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('李明'), ...visit() }] });
  await client.attachments.add({ schoolId, subject: 'visit', subjectId: visitId!, kind: '签字的家访记录', file: new File(['%PDF-1.4 家访'], '家访.pdf') });
  expect((await client.visits.register({ schoolId, term })).rows.find((row) => row.name === '李明')!.visits[0]!.papers).toEqual(['签字的家访记录']);
  await signInAs(open, 'finance');
  expect((await refusalOf(client.attachments.list({ schoolId, subject: 'visit', subjectId: visitId! }))).code).toBe('FORBIDDEN');
});

const sheet = (...lines: string[]): File => new File([`\uFEFF${lines.join('\r\n')}\r\n`], '家访汇总.csv');

test('a summary sheet as a class teacher types it is read; each cell that can not be read is named, and nothing of it goes in by itself', async () => {
  const { client, schoolId, idOf } = await openSchool();
  await client.visits.record({ schoolId, term, visits: [{ studentId: idOf('吴桐'), ...visit({ visitedOn: on('2025-10-12'), way: 'phone' }) }] });
  const file = sheet(
    '柳溪九年一贯制学校 2025 年秋季家访汇总表,,,,,,,,', '班级,学生姓名,走访时间,走访方式,走访人员,与申请是否一致,不一致之处,年收入,走访情况',
    '七（2）班,李明,2025年10月12日,入户,王 芳（班主任）、刘洋,不一致,父亲在外务工,约1.8万元,砖房两间', '三1班,李华,2025.10.12,实地,王芳,基本一致,,,', '四2班,陈欣,2025.13.1,电话,王芳,一致,,不详,',
    '六1班,吴桐,2025-10-12,电话,王芳、刘洋,一致,,,', '五（1）班,张小军,2025-10-12,飞鸽,王芳、刘洋,也许,,很少,', '一1,无此人,2025-10-12,实地,王芳、刘洋,一致,,,', '合计,6 户,,,,,,,',
  );
  const preview = await client.imports.preview({ schoolId, term, purpose: 'home_visits', file });
  expect(preview.rows.map((row) => [row.bucket, row.problems.map((one) => `${one.cell} ${one.code}`)])).toEqual([
    ['ok', []], ['look', ['E4 visit.too_few_visitors']], ['wrong', ['C5 visit.date_unread']], ['wrong', ['C6 visit.repeated']],
    ['wrong', ['D7 visit.way_unknown', 'F7 visit.consistent_unknown', 'H7 visit.income_unread']], ['wrong', ['B8 identification.pupil_not_found']],
  ]);
  expect((await refusalOf(client.imports.confirm({ schoolId, term, purpose: 'home_visits', file }))).data.sentence).toContain('什么都没有保存');
  const done = await client.imports.confirm({ schoolId, term, purpose: 'home_visits', file, leaveOutWrongRows: true });
  expect([done.accepted, done.refused]).toEqual([2, 4]);
  const { rows } = await client.visits.register({ schoolId, term });
  const [visited] = rows.find((row) => row.name === '李明')!.visits;
  expect((await client.visits.open({ schoolId, visitId: visited!.visitId })).visit).toMatchObject({
    visitedOn: '2025-10-12', way: 'on_site', visitors: [{ name: '王芳', role: '班主任' }, { name: '刘洋', role: '' }], consistent: 'inconsistent', differs: '父亲在外务工', incomeFen: 1_800_000, fileName: '家访汇总.csv', rowNo: 3,
  });
});

test('a class teacher imports its own class, and the rows of another are nobody it knows', async () => {
  const open = await openSchool();
  const { client, schoolId } = open;
  const { rows } = await client.visits.register({ schoolId, term });
  await signInAs(open, 'class_teacher', 'teacher', [rows.find((row) => row.name === '李明')!.classId!]);
  const file = sheet('姓名,家访日期,方式,家访人', '李明,2025-10-12,实地,王芳、刘洋', '陈欣,2025-10-12,实地,王芳、刘洋');
  const preview = await client.imports.preview({ schoolId, term, purpose: 'home_visits', file });
  expect(preview.rows.map((row) => row.problems.map((one) => one.code))).toEqual([['identification.pupil_by_name_only'], ['identification.pupil_not_found']]);
});

test('一生一档 tells that a family was visited; whether it was true only to whom visits are open; what was found to nobody', async () => {
  const open = await openSchool();
  const { client, schoolId, idOf } = open;
  const studentId = idOf('李明');
  await client.visits.record({ schoolId, term, visits: [{ studentId, ...visit({ consistent: 'consistent', verdict: 'mostly_true', findings: '母亲长期卧床', conclusion: '建议评议' }) }] });
  const told = await client.dossier.get({ schoolId, term, studentId });
  expect(told.visits).toEqual([{ schoolYear: '2025-2026', visitedOn: '2025-09-10', way: '实地', purpose: '认定走访', visitors: '王芳（班主任）、刘洋（资助专干）', consistent: '一致', verdict: '基本属实' }]);
  expect(JSON.stringify(told)).not.toMatch(/卧床|建议评议/);
  await signInAs(open, 'inspector');
  expect((await client.dossier.get({ schoolId, term, studentId })).visits[0]).toMatchObject({ consistent: '一致', verdict: '' });
});
