import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import type { AidSchool, PupilGiven } from './aid-school.ts';
import { AUTUMN, SPRING, caseOf, determine, openAidSchool } from './aid-school.ts';

const PUPILS: readonly PupilGiven[] = [
  { name: '李明' },
  { name: '王芳', stage: 'primary' },
  { name: '张伟', boarding: 'day', groups: ['out_of_poverty_household'] },
  { name: '赵丽', boarding: 'day', stage: 'primary', groups: ['subsistence_allowance'], hukou: '农业' },
  { name: '陈晨', boarding: 'day', groups: ['orphan'] },
  { name: '刘洋', boarding: 'unknown' },
  { name: '孙悦', grade: '不困难' },
  { name: '周杰', grade: null, groups: ['subsistence_allowance'] },
  { name: '吴桐', grade: null },
];

const anyPupil: fc.Arbitrary<PupilGiven> = fc.record({
  name: fc.constantFrom('甲', '乙', '丙'),
  stage: fc.constantFrom('primary', 'junior'),
  boarding: fc.constantFrom('day', 'boarding', 'unknown'),
  grade: fc.constantFrom('特别困难', '困难', '不困难', null),
  groups: fc.subarray(['out_of_poverty_household', 'orphan', 'disabled_student']),
  status: fc.constantFrom('enrolled', 'enrolled', 'graduated'),
  statusFrom: fc.constantFrom('2025-07-01', '2025-12-01'),
});

async function schoolOfNine(): Promise<AidSchool & { ids: Record<string, number> }> {
  const school = await openAidSchool();
  const ids = Object.fromEntries(PUPILS.map((pupil) => [pupil.name, school.add(pupil)]));
  return { ...school, ids };
}

async function endedNotice(school: AidSchool, kind: 'identification' | 'aid_list' = 'identification'): Promise<number> {
  const { client, schoolId } = school;
  const made = await client.notices.create({ schoolId, term: AUTUMN, kind });
  await client.notices.post({ schoolId, noticeId: made.id, postedOn: '2025-10-10' as never });
  await client.notices.end({ schoolId, noticeId: made.id });
  return made.id;
}

async function approveAll(school: AidSchool, change: Record<string, unknown> = {}) {
  const { client, schoolId } = school;
  const { rows, total } = await client.entitlements.list({ schoolId, term: AUTUMN });
  return client.entitlements.approve({
    schoolId, term: AUTUMN, entitlementIds: rows.map((row) => row.id), expectedCount: total.count, expectedSumFen: total.sumFen, ...change,
  });
}

describe('calculate', () => {
  test('proposes what is due to the fen, and says what it would do first', async () => {
    const { client, schoolId } = await schoolOfNine();
    const preview = await client.entitlements.preview({ schoolId, term: AUTUMN });
    expect(preview).toMatchObject({ pupilCount: 9, toPropose: { count: 4, sumFen: 75_000 + 62_500 + 37_500 + 31_250 }, changes: [] });
    const done = await client.entitlements.calculate({ schoolId, term: AUTUMN });
    expect(done).toMatchObject({ proposed: preview.toPropose, unchanged: { count: 0 }, changeCount: 0, unproposedCount: preview.unproposedCount });
    const list = await client.entitlements.list({ schoolId, term: AUTUMN });
    expect(Object.fromEntries(list.rows.map((row) => [row.studentName, [row.programmeKey, row.amountFen, row.state, row.className]]))).toEqual({
      李明: ['yw.board', 75_000, 'proposed', '七年级(2)班'],
      王芳: ['yw.board', 62_500, 'proposed', '三年级(2)班'],
      张伟: ['yw.day', 37_500, 'proposed', '七年级(2)班'],
      赵丽: ['yw.day', 31_250, 'proposed', '三年级(2)班'],
    });
    expect(list.byProgramme).toEqual([
      { programmeKey: 'yw.board', programmeName: '义务教育生活补助·寄宿', count: 2, sumFen: 137_500 },
      { programmeKey: 'yw.day', programmeName: '义务教育生活补助·非寄宿', count: 2, sumFen: 68_750 },
    ]);
  });

  test('run twice changes nothing', async () => {
    const { client, schoolId } = await schoolOfNine();
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const before = await client.entitlements.list({ schoolId, term: AUTUMN, withdrawn: true });
    expect(await client.entitlements.calculate({ schoolId, term: AUTUMN })).toMatchObject({ proposed: { count: 0 }, unchanged: { count: 4 }, changeCount: 0 });
    expect(await client.entitlements.list({ schoolId, term: AUTUMN, withdrawn: true })).toEqual(before);
  });

  test('lists those in hardship or in a group who get nothing, with why, and nobody else', async () => {
    const { client, schoolId } = await schoolOfNine();
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const rows = await client.entitlements.unproposed({ schoolId, term: AUTUMN });
    const byRoster = (row: { studentName: string }): number => PUPILS.findIndex((one) => one.name === row.studentName);
    expect(rows.toSorted((left, right) => byRoster(left) - byRoster(right)).map((row) => [row.studentName, row.programmeKey, row.kind, row.reasons[0]?.sentence])).toEqual([
      ['陈晨', 'yw.day', 'not', expect.stringMatching(/身份为孤儿，规定要求其一：.*请在“资助项目”中添加本县资格规定/)],
      ['刘洋', 'yw.board', 'needs_answer', '名册没有就读方式，无法判断寄宿或非寄宿；请补全名册'],
      ['刘洋', 'yw.day', 'not', expect.stringContaining('没有特殊困难群体身份')],
      ['周杰', 'yw.board', 'needs_answer', '在低保家庭学生名单中，但本学年还没有认定；请先认定'],
    ]);
  });

  test('takes a person’s answer', async () => {
    const school = await openAidSchool();
    const { client, schoolId } = school;
    const studentId = school.add({ name: '钱进', status: 'transferred_out', statusFrom: '2025-10-10' });
    const [row] = await client.entitlements.unproposed({ schoolId, term: AUTUMN });
    expect(row?.questions).toEqual(['left_in_term']);
    await client.entitlements.answer({ schoolId, term: AUTUMN, studentId, programmeKey: 'yw.board', question: 'left_in_term', decision: 'pay', reason: '县资助中心答复发至本学期' });
    expect((await client.entitlements.calculate({ schoolId, term: AUTUMN })).proposed).toEqual({ count: 1, sumFen: 75_000 });
  });

  test('does not pay one person twice at two schools of the archive', async () => {
    const school = await openAidSchool();
    const { client, schoolId, db } = school;
    school.add({ name: '李明', idNumber: '999999201503070019' });
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const other = await client.schools.add({ school: { name: '镇中学', code: '9999990002', stages: ['junior'], county: '云岭县', ownership: 'public' } });
    const { addPupil } = await import('./aid-school.ts');
    addPupil(db, other.id, { name: '李明', idNumber: '999999201503070019' });
    expect((await client.entitlements.calculate({ schoolId: other.id, term: AUTUMN })).proposed.count).toBe(0);
    const [row] = await client.entitlements.unproposed({ schoolId: other.id, term: AUTUMN });
    expect(row?.reasons.map((reason) => reason.sentence)).toEqual(['本学期已由柳溪九年一贯制学校列入“义务教育生活补助·寄宿”']);
  });
});

describe('changed facts', () => {
  test('show as differences, and a proposal changes only when confirmed', async () => {
    const { client, schoolId, db, ids } = await schoolOfNine();
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    db.run(`UPDATE student SET boarding_mode = 'day' WHERE id = ?`, ids['李明']!);
    db.run(`UPDATE student SET boarding_mode = 'boarding' WHERE id = ?`, ids['张伟']!);
    expect((await client.entitlements.calculate({ schoolId, term: AUTUMN })).changeCount).toBe(2);
    const { changes } = await client.entitlements.preview({ schoolId, term: AUTUMN });
    expect(new Map(changes.map((change) => [change.studentName, [change.kind, change.sentence]]))).toEqual(new Map([
      ['李明', ['no_longer', '现在不再符合：就读方式“走读”，本项目面向寄宿学生']],
      ['张伟', ['no_longer', '现在不再符合：就读方式“住校”，本项目面向非寄宿学生']],
    ]));
    const applied = await client.entitlements.applyChanges({ schoolId, term: AUTUMN, entitlementIds: changes.map((change) => change.entitlementId) });
    expect(applied).toEqual({ updated: 0, withdrawn: 2, proposed: { count: 1, sumFen: 75_000 } });
    const { rows } = await client.entitlements.list({ schoolId, term: AUTUMN });
    expect(rows.find((row) => row.studentName === '张伟')).toMatchObject({ programmeKey: 'yw.board', amountFen: 75_000 });
  });

  test('never change an approved entitlement silently', async () => {
    const school = await schoolOfNine();
    const { client, schoolId, db, ids } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    await approveAll(school, { noticeWaivedReason: '开学急需，先批后公示' });
    db.run(`UPDATE student SET stage = 'primary', entry_year = 2023 WHERE id = ?`, ids['李明']!);
    const { changes } = await client.entitlements.preview({ schoolId, term: AUTUMN });
    expect(changes).toMatchObject([{ studentName: '李明', kind: 'amount_changed', state: 'approved', beforeFen: 75_000, afterFen: 62_500 }]);
    expect(changes[0]?.sentence).toContain('金额由 750.00 变为 625.00');
    const refused = await refusalOf(client.entitlements.applyChanges({ schoolId, term: AUTUMN, entitlementIds: [changes[0]!.entitlementId] }));
    expect(refused.data.code).toBe('entitlement.approved_needs_withdrawal');
    expect(() => db.run('UPDATE entitlement SET amount_due_fen = 1 WHERE id = ?', changes[0]!.entitlementId)).toThrow(/changes by an approved adjustment/);
    expect(() => db.run('DELETE FROM entitlement')).toThrow(/never deleted/);
  });
});

describe('approve', () => {
  test('asks for an ended notice that lists the pupil, or a reason', async () => {
    const school = await schoolOfNine();
    const { client, schoolId } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    await signInAs(school, 'checker');
    const refused = await refusalOf(approveAll(school));
    expect(refused.data).toMatchObject({ code: 'entitlement.not_noticed' });
    expect(refused.data.sentence).toContain('有 4 笔不在已结束的公示名单中');
    await signInAsAdministrator(school);
    await endedNotice(school);
    await signInAs(school, 'checker');
    const done = await approveAll(school);
    expect(done).toMatchObject({ count: 4, sumFen: 206_250, onePerson: false });
    const { rows, approved, total } = await client.entitlements.list({ schoolId, term: AUTUMN });
    expect(approved).toEqual(total);
    expect(rows[0]).toMatchObject({ state: 'approved', notice: 'ended', approvedBy: 'checker', approvedOn: '2025-10-31', onePerson: false });
  });

  test('posts one balanced entry per programme to the journal, equal to the entitlements', async () => {
    const school = await schoolOfNine();
    const { client, schoolId, db } = school;
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    expect(await approveAll(school, { noticeWaivedReason: '急需' })).toMatchObject({ onePerson: true });
    const sums = db.all<{ programme: string; debit: number; credit: number }>(
      `SELECT p.programme_key AS programme, sum(debit_fen) AS debit, sum(credit_fen) AS credit FROM journal_posting p GROUP BY 1 ORDER BY 1`);
    expect(sums).toEqual([{ programme: 'yw.board', debit: 137_500, credit: 137_500 }, { programme: 'yw.day', debit: 68_750, credit: 68_750 }]);
    expect(db.all('SELECT DISTINCT kind FROM journal_entry')).toEqual([{ kind: 'entitlement_approved' }]);
  });

  test('is refused to the one who proposed, unless the one-person mode is on and shown', async () => {
    const school = await schoolOfNine();
    const { client, schoolId } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    expect((await refusalOf(approveAll(school, { noticeWaivedReason: '急需' }))).data.code).toBe('entitlement.same_person');
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    await approveAll(school, { noticeWaivedReason: '急需' });
    const { rows, onePersonMode } = await client.entitlements.list({ schoolId, term: AUTUMN });
    expect(onePersonMode).toBe(true);
    expect(rows.every((row) => row.onePerson && row.notice === 'waived')).toBe(true);
  });

  test('is refused when count or sum are no longer what was seen, or the facts moved', async () => {
    const school = await schoolOfNine();
    const { client, schoolId, db, ids } = school;
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    expect((await refusalOf(approveAll(school, { expectedSumFen: 1 }))).data).toMatchObject({ code: 'entitlement.totals_differ' });
    db.run(`UPDATE student SET boarding_mode = 'day' WHERE id = ?`, ids['李明']!);
    expect((await refusalOf(approveAll(school, { noticeWaivedReason: '急需' }))).data.sentence).toContain('有 1 笔的依据在计算之后变了（李明）');
    expect((await client.entitlements.list({ schoolId, term: AUTUMN })).approved.count).toBe(0);
  });

  test('a changed decision is not covered by the notice of the old one', async () => {
    const school = await schoolOfNine();
    const { client, schoolId, db, ids } = school;
    await endedNotice(school);
    const { id, determinationId } = caseOf(db, ids['李明']!);
    determine(db, id, '特别困难', determinationId);
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    await signInAs(school, 'checker');
    expect((await refusalOf(approveAll(school))).data.sentence).toContain('有 1 笔不在已结束的公示名单中（李明）');
  });

  test('an aid list covers pupil and programme in its term', async () => {
    const school = await schoolOfNine();
    const { client, schoolId } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    await endedNotice(school, 'aid_list');
    await signInAs(school, 'checker');
    expect(await approveAll(school)).toMatchObject({ count: 4 });
    await signInAsAdministrator(school);
    await client.entitlements.calculate({ schoolId, term: SPRING });
    const spring = await client.entitlements.list({ schoolId, term: SPRING });
    expect(new Set(spring.rows.map((row) => row.notice))).toEqual(new Set(['none']));
  });

  test('the identification notice of autumn also covers spring', async () => {
    const school = await schoolOfNine();
    const { client, schoolId } = school;
    await endedNotice(school);
    await client.entitlements.calculate({ schoolId, term: SPRING });
    const { rows } = await client.entitlements.list({ schoolId, term: SPRING });
    expect(new Set(rows.map((row) => row.notice))).toEqual(new Set(['ended']));
  });
});

describe('withdraw', () => {
  test('keeps the row, reverses the journal, and lets the pupil be proposed again', async () => {
    const school = await schoolOfNine();
    const { client, schoolId, db } = school;
    await client.settings.update({ schoolId, settings: { onePersonMode: true } });
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    await approveAll(school, { noticeWaivedReason: '急需' });
    const before = await client.entitlements.list({ schoolId, term: AUTUMN });
    const one = before.rows.find((row) => row.studentName === '李明')!;
    expect(await client.entitlements.withdraw({ schoolId, term: AUTUMN, entitlementIds: [one.id], reason: '家长放弃' })).toEqual({ count: 1, sumFen: 75_000 });
    expect(db.all(`SELECT kind, count(*) AS count FROM journal_entry GROUP BY kind ORDER BY kind`)).toEqual([
      { kind: 'entitlement_approved', count: 2 }, { kind: 'entitlement_withdrawn', count: 1 },
    ]);
    expect((await client.entitlements.calculate({ schoolId, term: AUTUMN })).proposed.count).toBe(1);
    const { rows } = await client.entitlements.list({ schoolId, term: AUTUMN, withdrawn: true });
    expect(rows.filter((row) => row.studentName === '李明').map((row) => [row.state, row.withdrawnReason])).toEqual([['withdrawn', '家长放弃'], ['proposed', null]]);
    expect((await refusalOf(client.entitlements.withdraw({ schoolId, term: AUTUMN, entitlementIds: [one.id], reason: '再撤' }))).data.code).toBe('entitlement.already_withdrawn');
  });
});

describe('why', () => {
  test('answers with rule, facts, decision, evidence, notice and people', async () => {
    const school = await schoolOfNine();
    const { client, schoolId } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    await endedNotice(school);
    await signInAs(school, 'checker');
    await approveAll(school);
    const { rows } = await client.entitlements.list({ schoolId, term: AUTUMN });
    const why = await client.entitlements.why({ schoolId, entitlementId: rows.find((row) => row.studentName === '张伟')!.id });
    expect(why.reasons.map((reason) => `${reason.heading} ${reason.sentence}`)).toEqual([
      '标准 初中非寄宿 375.00 元/学期，2024 春起',
      '学段 七年级 → 初中（2025 级）',
      '就读 就读方式“走读”，名册',
      '在校 本学期在读',
      '认定 困难，2025-09-22 学校认定工作组',
      '依据 脱贫家庭学生（证件尾号 0007）',
      '校籍 名册未标校籍分离',
      '互斥 本学期无互斥项目，同项目无第二笔',
      '公示 认定结果 公示〔2025-2026-1〕1号，2025-10-10 至 2025-10-16，无异议',
      '经办 2025-10-31 周敏',
      '批准 2025-10-31 checker',
    ]);
    expect(why.confidence).toBe('confirmed');
    expect(why.ledgerEntryIds).toHaveLength(1);
  });
});

describe('what a 班主任 sees', () => {
  test('is his class only', async () => {
    const school = await schoolOfNine();
    const { client, schoolId, db } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const { id } = db.get<{ id: number }>(`SELECT id FROM class_group WHERE stage = 'primary'`)!;
    await signInAs(school, 'class_teacher', 'teacher', [id]);
    const { rows, total } = await client.entitlements.list({ schoolId, term: AUTUMN });
    expect(rows.map((row) => row.studentName).sort()).toEqual(['王芳', '赵丽']);
    expect(total.sumFen).toBe(93_750);
    expect((await refusalOf(client.entitlements.calculate({ schoolId, term: AUTUMN }))).code).toBe('FORBIDDEN');
  });
});

describe('paper and workbook', () => {
  test('carry the same lines and the same sum', async () => {
    const school = await schoolOfNine();
    const { client, schoolId } = school;
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const pdf = await client.entitlements.print({ schoolId, term: AUTUMN });
    expect(pdf.name).toBe('审批表 2025-2026-1 全部项目.pdf');
    const xlsx = await client.entitlements.exportXlsx({ schoolId, term: AUTUMN, programmeKey: 'yw.board' });
    expect(xlsx.size).toBeGreaterThan(1000);
    expect((await refusalOf(client.entitlements.print({ schoolId, term: SPRING }))).data.code).toBe('entitlement.nothing_to_print');
  });
});

describe('totals', () => {
  test('equal the sum of their parts in every view, whoever the pupils are', async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(anyPupil, { minLength: 1, maxLength: 25 }), async (pupils) => {
        const school = await openAidSchool();
        const { client, schoolId, db } = school;
        for (const pupil of pupils) school.add(pupil);
        await client.settings.update({ schoolId, settings: { onePersonMode: true } });
        const preview = await client.entitlements.preview({ schoolId, term: AUTUMN });
        expect(preview.toProposeByProgramme.reduce((sum, one) => sum + one.sumFen, 0)).toBe(preview.toPropose.sumFen);
        await client.entitlements.calculate({ schoolId, term: AUTUMN });
        const list = await client.entitlements.list({ schoolId, term: AUTUMN });
        expect(list.total).toEqual(preview.toPropose);
        expect(list.rows.reduce((sum, row) => sum + row.amountFen, 0)).toBe(list.total.sumFen);
        expect(list.byProgramme.reduce((sum, one) => sum + one.sumFen, 0)).toBe(list.total.sumFen);
        if (list.total.count === 0) return;
        await approveAll(school, { noticeWaivedReason: '核对合计' });
        const journal = db.get<{ debit: number; credit: number }>('SELECT sum(debit_fen) AS debit, sum(credit_fen) AS credit FROM journal_posting');
        expect(journal).toEqual({ debit: list.total.sumFen, credit: list.total.sumFen });
      }),
      { numRuns: 12 },
    );
  });
});
