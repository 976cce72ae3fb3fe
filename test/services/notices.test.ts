import { describe, expect, test } from 'vitest';
import { refusalOf } from '#test/helpers/test-app.ts';
import { AUTUMN, caseOf, determine, openAidSchool } from './aid-school.ts';

const date = (text: string): never => text as never;

async function withThree() {
  const school = await openAidSchool('2025-09-15T09:00:00+08:00');
  const ids = [school.add({ name: '李明', idNumber: '999999201503070019' }), school.add({ name: '王芳', stage: 'primary' }), school.add({ name: '孙悦', grade: '不困难' })];
  return { ...school, ids };
}

describe('a notice of the identification result', () => {
  test('lists those in hardship with the whitelist only, and its dates by the real calendar', async () => {
    const { client, schoolId } = await withThree();
    const preview = await client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification', basisDocument: '教财〔2018〕16号', postedOn: date('2025-09-15') });
    expect(preview.sheet.lines.map((line) => line.name).sort()).toEqual(['李明', '王芳']);
    expect(preview.sheet.columns).toEqual(['ordinal', 'name', 'className']);
    expect(Object.keys(preview.sheet.lines[0]!).sort()).toEqual(
      ['amountFen', 'className', 'hardshipGrade', 'major', 'name', 'ordinal', 'programme', 'rollDigits', 'school', 'yearLevel']);
    expect(preview.sheet.lines.every((line) => line.hardshipGrade === null && line.amountFen === null)).toBe(true);
    expect(JSON.stringify(preview)).not.toContain('999999201503070019');
    expect([preview.endOn, preview.takeDownOn, preview.verified, preview.warnings]).toEqual(['2025-09-22', '2025-09-23', true, []]);
  });

  test('skips the holidays of National Day and counts the working Sunday before it', async () => {
    const { client, schoolId } = await withThree();
    const preview = await client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification', postedOn: date('2025-09-26') });
    // Counted: Sunday 28 September (working), 29, 30, then 9 and 10 October; Saturday 11 October is a working day.
    expect([preview.endOn, preview.takeDownOn]).toEqual(['2025-10-10', '2025-10-11']);
  });

  test('says 未核节假日 where the year is not announced, and warns about switches and short periods', async () => {
    const { client, schoolId } = await withThree();
    const preview = await client.notices.preview({
      schoolId, term: AUTUMN, kind: 'identification', postedOn: date('2031-09-15'), days: 3, showTier: true, showAmount: true,
    });
    expect(preview.verified).toBe(false);
    expect(preview.sheet.period).toContain('未核节假日');
    expect(preview.warnings.map((warning) => warning.code)).toEqual(['notice.short_period', 'notice.holidays_unknown', 'notice.tier_shown', 'notice.amount_shown']);
    expect(preview.sheet.columns).toEqual(['ordinal', 'name', 'className', 'hardshipGrade']);
  });

  test('refuses sensitive numbers in what somebody typed, except the phones of the settings', async () => {
    const { client, schoolId } = await withThree();
    await client.settings.update({ schoolId, settings: { officePhone: '0393-6822345' } });
    const make = (place: string) => client.notices.create({ schoolId, term: AUTUMN, kind: 'identification', place });
    const refused = await refusalOf(make('公示栏，咨询 13800138000'));
    expect(refused.code).toBe('BAD_INPUT');
    expect(refused.data.sentence).toContain('“公示地点”里有像电话号码的数字（13…00）');
    expect((await refusalOf(make('李明 999999201503070019'))).data.problems?.[0]?.code).toBe('notice.text_has_sensitive');
    expect(await make('公示栏，咨询 0393-6822345')).toMatchObject({ lineCount: 2 });
  });

  test('tells namesakes of one class apart by roll number, and refuses when it can’t', async () => {
    const school = await openAidSchool();
    const { client, schoolId } = school;
    school.add({ name: '张伟', rollNo: '07', idNumber: '999999201503070019' });
    school.add({ name: '张伟', rollNo: '31' });
    const preview = await client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification' });
    expect(preview.sheet.lines.map((line) => line.rollDigits)).toEqual(['07', '31']);
    school.add({ name: '张伟', rollNo: '31' });
    const refused = await refusalOf(client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification' }));
    expect(refused.data.sentence).toBe('七年级(2)班有同名学生（张伟），而且没有可用的班内学号或校内学号来区分。请先在名册里补上学号；不能用身份证号或学籍号区分。');
  });
});

describe('states', () => {
  test('run from draft to taken down, and move the cases along', async () => {
    const { client, schoolId, db, ids, setNow } = await withThree();
    const { id, no } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
    expect(no).toBe('公示〔2025-2026-1〕1号');
    const on = { schoolId, noticeId: id };
    expect((await refusalOf(client.notices.post({ ...on, postedOn: date('2025-09-16') }))).data.code).toBe('notice.posted_in_future');
    expect(await client.notices.post({ ...on, postedOn: date('2025-09-15') })).toEqual({ endOn: '2025-09-22', takeDownOn: '2025-09-23', verified: true });
    expect(caseOf(db, ids[0]!).state).toBe('noticed');
    setNow('2025-09-22T20:00:00+08:00');
    expect((await refusalOf(client.notices.end(on))).data.sentence).toContain('公示期到 2025-09-22 为止（含当天）');
    setNow('2025-09-23T08:00:00+08:00');
    expect((await client.notices.list({ schoolId, term: AUTUMN }))[0]).toMatchObject({ canEnd: true, takeDownOverdue: false, steps: ['end', 'withdraw'] });
    await client.notices.end(on);
    expect(caseOf(db, ids[0]!).state).toBe('confirmed');
    setNow('2025-09-24T08:00:00+08:00');
    expect((await client.notices.list({ schoolId, term: AUTUMN }))[0]).toMatchObject({ state: 'ended', takeDownOverdue: true });
    expect((await refusalOf(client.notices.takeDown({ ...on, takenDownOn: date('2025-09-22') }))).data.code).toBe('notice.taken_down_too_early');
    await client.notices.takeDown({ ...on, takenDownOn: date('2025-09-23') });
    const [row] = await client.notices.list({ schoolId, term: AUTUMN });
    expect(row).toMatchObject({ state: 'taken_down', takenDownOn: '2025-09-23', endedConfirmedOn: '2025-09-23', objectionCount: 0, resultNote: '公示期内未收到异议。', takeDownOverdue: false, steps: [] });
    expect((await refusalOf(client.notices.end(on))).data.sentence).toBe('这份公示现在是“已撤下”，不能结束公示。');
  });

  test('a notice withdrawn before its time proves nothing and its cases go back', async () => {
    const { client, schoolId, db, ids } = await withThree();
    const { id } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
    await client.notices.post({ schoolId, noticeId: id, postedOn: date('2025-09-15') });
    await client.notices.withdraw({ schoolId, noticeId: id, reason: '班级写错' });
    expect(caseOf(db, ids[0]!).state).toBe('determined');
    expect((await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' })).lineCount).toBe(2);
  });

  test('a draft whose list has changed is not hung, and only a draft is discarded', async () => {
    const { client, schoolId, db, ids, add } = await withThree();
    const { id } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
    add({ name: '新来' });
    determine(db, caseOf(db, ids[0]!).id, '不困难', caseOf(db, ids[0]!).determinationId);
    const refused = await refusalOf(client.notices.post({ schoolId, noticeId: id, postedOn: date('2025-09-15') }));
    expect(refused.data.sentence).toContain('新增 1 人次，减少 1 人次');
    await client.notices.discard({ schoolId, noticeId: id });
    const again = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
    await client.notices.post({ schoolId, noticeId: again.id, postedOn: date('2025-09-15') });
    expect((await refusalOf(client.notices.discard({ schoolId, noticeId: again.id }))).data.code).toBe('notice.state_forbids');
    expect(() => db.run('DELETE FROM notice_entry')).toThrow(/keeps its list/);
    expect(() => db.run(`UPDATE notice_entry SET line_json = '{}'`)).toThrow(/keeps the list/);
    expect(() => db.run('DELETE FROM public_notice')).toThrow();
  });

  test('what a standing notice has announced is not announced again', async () => {
    const { client, schoolId, db, ids } = await withThree();
    const { id } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'identification' });
    await client.notices.post({ schoolId, noticeId: id, postedOn: date('2025-09-15') });
    expect((await refusalOf(client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification' }))).data.code).toBe('notice.nobody_to_list');
    determine(db, caseOf(db, ids[0]!).id, '特别困难', caseOf(db, ids[0]!).determinationId);
    expect((await client.notices.preview({ schoolId, term: AUTUMN, kind: 'identification' })).sheet.lines.map((line) => line.name)).toEqual(['李明']);
  });
});

describe('a notice of the aid list', () => {
  test('lists pupil and programme, amounts only by switch, and prints', async () => {
    const { client, schoolId } = await withThree();
    expect((await refusalOf(client.notices.preview({ schoolId, term: AUTUMN, kind: 'aid_list' }))).data.code).toBe('notice.nobody_to_list');
    await client.entitlements.calculate({ schoolId, term: AUTUMN });
    const shown = await client.notices.preview({ schoolId, term: AUTUMN, kind: 'aid_list', showAmount: true });
    expect(shown.sheet.columns).toEqual(['ordinal', 'name', 'className', 'programme', 'amount']);
    const { id } = await client.notices.create({ schoolId, term: AUTUMN, kind: 'aid_list', basisDocument: '濮教资助〔2022〕234号' });
    const { sheet } = await client.notices.get({ schoolId, noticeId: id });
    expect(sheet.lines.map((line) => [line.programme, line.amountFen])).toEqual([['义务教育生活补助·寄宿', null], ['义务教育生活补助·寄宿', null]]);
    const pdf = await client.notices.print({ schoolId, noticeId: id });
    expect(pdf.type).toBe('application/pdf');
  });
});
