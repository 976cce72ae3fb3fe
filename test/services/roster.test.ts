import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { openTestSchool, refusalOf, signInAs, signInAsAdministrator } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';
import { syntheticId } from './roster-files.ts';

const term = termKey('2025-2026-1');
const day = isoDate;

async function addClass(open: OpenSchool, classNo: number, entryYear = 2023): Promise<number> {
  return (await open.client.roster.saveClass({ schoolId: open.schoolId, term, classId: null, stage: 'primary', entryYear, classNo })).id;
}

async function addPupil(open: OpenSchool, name: string, over: Partial<Parameters<OpenSchool['client']['roster']['add']>[0]> = {}): Promise<number> {
  const { studentId } = await open.client.roster.add({ schoolId: open.schoolId, term, name, stage: 'primary', entryYear: 2023, enrolledOn: day('2025-09-01'), ...over });
  return studentId;
}

const get = (open: OpenSchool, studentId: number) => open.client.roster.get({ schoolId: open.schoolId, term, studentId });
const move = (open: OpenSchool, studentIds: number[], kind: 'suspend' | 'resume' | 'transfer_out' | 'decease' | 'graduate', date: string) =>
  open.client.roster.move({ schoolId: open.schoolId, term, studentIds, kind, effectiveDate: day(date), evidence: '审批表' });

describe('a pupil by hand', () => {
  it('is added, corrected, and every field keeps what it held before', async () => {
    const open = await openTestSchool();
    const classId = await addClass(open, 1);
    const good = syntheticId('2017-03-07', 1);
    const bad = `${good.slice(0, 17)}${good[17] === '1' ? '2' : '1'}`;
    const { studentId, problems } = await open.client.roster.add({ schoolId: open.schoolId, term, name: '李明', stage: 'primary', entryYear: 2023, classId, enrolledOn: day('2025-09-01'), idNumber: bad, boardingMode: 'day' });
    expect(problems.map(({ code }) => code)).toEqual(['roster.id_bad_checksum']);
    const saved = await open.client.roster.update({ schoolId: open.schoolId, term, studentId, idNumber: ` ${good} `, sex: 'male', name: '李鸣' });
    expect(saved).toMatchObject({ changed: ['姓名', '性别', '身份证件号'], problems: [] });
    const pupil = await get(open, studentId);
    expect(pupil).toMatchObject({ name: '李鸣', idCheck: 'ok', className: '三年级(1)班', movements: [{ kind: 'enrol' }] });
    expect(pupil.changes.map(({ field, before }) => `${field} ${before}`)).toEqual(expect.arrayContaining(['姓名 李明', `身份证件号 999***********${bad.slice(-4)}`]));
    expect((await open.client.roster.search({ schoolId: open.schoolId, term, text: 'limi' })).map(({ name }) => name)).toEqual(['李鸣']);
    const wrongSex = await open.client.roster.update({ schoolId: open.schoolId, term, studentId, sex: 'female' });
    expect(wrongSex.problems.map(({ code }) => code)).toEqual(['roster.id_sex_mismatch']);
  });

  it('has a household whose numbers are masked until asked for, and the asking is kept', async () => {
    const open = await openTestSchool();
    const studentId = await addPupil(open, '李明');
    const father = syntheticId('1985-06-15', 5);
    const { memberId } = await open.client.roster.saveMember({ schoolId: open.schoolId, term, studentId, memberId: null, member: { name: '李建国', relation: '父亲', isGuardian: 'yes', idNumber: father, phone: '13800000001' } });
    await open.client.roster.saveMember({ schoolId: open.schoolId, term, studentId, memberId, member: { name: '李建国', relation: '父亲', isGuardian: 'yes', isHead: 'yes' } });
    const pupil = await get(open, studentId);
    expect(pupil.members).toMatchObject([{ idNumberMasked: expect.stringContaining('*') as string, idCheck: 'ok', phoneMasked: '*******0001', isHead: 'yes' }]);
    expect(JSON.stringify(pupil)).not.toContain(father);
    expect(await open.client.roster.showSensitive({ schoolId: open.schoolId, studentId, memberId, field: 'idNumber' })).toEqual({ value: father });
    const audit = open.app.core.archive!.database.reader.all<{ method: string; detail: string }>('SELECT method, detail_json AS detail FROM audit ORDER BY seq DESC LIMIT 1');
    expect(audit[0]).toMatchObject({ method: 'roster.showSensitive' });
    expect(audit[0]?.detail).not.toContain(father);
    await open.client.roster.removeMember({ schoolId: open.schoolId, term, studentId, memberId });
    expect((await get(open, studentId)).members).toEqual([]);
  });
});

describe('movements', () => {
  it('follow the transition table; all of a list or none', async () => {
    const open = await openTestSchool();
    const first = await addPupil(open, '甲甲');
    const second = await addPupil(open, '乙乙');
    expect(await move(open, [first, second], 'suspend', '2025-10-08')).toEqual({ moved: 2 });
    await move(open, [first], 'resume', '2025-10-20');
    const refused = await refusalOf(move(open, [second, first], 'resume', '2025-10-21'));
    expect(refused.data).toMatchObject({ code: 'roster.movement_impossible', sentence: expect.stringContaining('甲甲') as string });
    expect((await get(open, second)).status).toBe('suspended');
    expect((await refusalOf(move(open, [first], 'transfer_out', '2025-12-01'))).data.code).toBe('roster.movement_in_future');
    expect((await refusalOf(move(open, [first], 'transfer_out', '2025-10-01'))).data.code).toBe('roster.movement_before_last');
    await move(open, [second], 'decease', '2025-10-25');
    expect((await refusalOf(move(open, [second], 'resume', '2025-10-26'))).data.code).toBe('roster.movement_impossible');
  });

  it('are corrected by a second record, the latest first, and can not be changed even by raw SQL', async () => {
    const open = await openTestSchool();
    const studentId = await addPupil(open, '甲甲');
    await move(open, [studentId], 'suspend', '2025-10-08');
    await move(open, [studentId], 'transfer_out', '2025-10-10');
    const [, suspended, left] = (await get(open, studentId)).movements;
    const correct = (movementId: number) => open.client.roster.correctMovement({ schoolId: open.schoolId, term, movementId, reason: '登记错了' });
    expect((await refusalOf(correct(suspended!.id))).data.code).toBe('roster.movement_not_last');
    await correct(left!.id);
    expect(await get(open, studentId)).toMatchObject({ status: 'suspended', statusFrom: '2025-10-08' });
    expect((await refusalOf(correct(left!.id))).data.code).toBe('roster.movement_corrected');
    await correct(suspended!.id);
    expect(await get(open, studentId)).toMatchObject({ status: 'enrolled', statusFrom: '2025-09-01' });
    const { writer } = open.app.core.archive!.database;
    expect(() => writer.run('DELETE FROM movement')).toThrow(/corrected, not deleted/);
    expect(() => writer.run("UPDATE movement SET evidence = ''")).toThrow(/corrected, not changed/);
  });

  it('a class of another year makes a pupil repeat one: his own entry year stays', async () => {
    const open = await openTestSchool();
    const third = await addClass(open, 1, 2023);
    const second = await addClass(open, 1, 2024);
    const studentId = await addPupil(open, '甲甲', { classId: third });
    await open.client.roster.place({ schoolId: open.schoolId, term, studentIds: [studentId], effectiveDate: day('2025-10-01'), classId: second, boardingMode: 'boarding' });
    expect(await get(open, studentId)).toMatchObject({ className: '二年级(1)班', entryYear: 2023, yearOffset: -1, boardingMode: 'boarding' });
    const [, seat] = (await get(open, studentId)).movements;
    expect(seat).toMatchObject({ kind: 'change_class', from: '2023级1班', to: '2024级1班（留级）' });
  });
});

describe('who may see what', () => {
  it('a 班主任 sees his class only, masked, and changes nothing', async () => {
    const open = await openTestSchool();
    const mine = await addClass(open, 1);
    const other = await addClass(open, 2);
    const his = await addPupil(open, '甲甲', { classId: mine, idNumber: syntheticId('2017-03-07', 1) });
    const notHis = await addPupil(open, '乙乙', { classId: other });
    await signInAs(open, 'class_teacher', 'teacher', [mine]);
    expect((await open.client.roster.list({ schoolId: open.schoolId, term })).rows.map(({ name }) => name)).toEqual(['甲甲']);
    expect((await open.client.roster.search({ schoolId: open.schoolId, term, text: 'yy' }))).toEqual([]);
    expect((await open.client.roster.classes({ schoolId: open.schoolId, term })).map(({ id }) => id)).toEqual([mine]);
    expect((await open.client.roster.repairs({ schoolId: open.schoolId, term })).every(({ studentId }) => studentId === his)).toBe(true);
    expect((await refusalOf(get(open, notHis))).code).toBe('NOT_FOUND');
    expect((await refusalOf(open.client.roster.showSensitive({ schoolId: open.schoolId, studentId: his, field: 'idNumber' }))).code).toBe('FORBIDDEN');
    expect((await refusalOf(move(open, [his], 'suspend', '2025-10-08'))).code).toBe('FORBIDDEN');
    await signInAsAdministrator(open);
  });

  it('lists by filter, and the totals are those of the rows', async () => {
    const open = await openTestSchool();
    const classId = await addClass(open, 1);
    await addPupil(open, '甲甲', { classId, boardingMode: 'boarding' });
    await addPupil(open, '乙乙', { classId, boardingMode: 'day' });
    const gone = await addPupil(open, '丙丙');
    await move(open, [gone], 'graduate', '2025-10-01');
    const all = await open.client.roster.list({ schoolId: open.schoolId, term });
    expect(all).toMatchObject({ total: 3, totals: { pupils: 3, boarding: 1, day: 1, boardingUnknown: 1, byStatus: { enrolled: 2, graduated: 1 } } });
    const some = await open.client.roster.list({ schoolId: open.schoolId, term, filter: { boarding: ['boarding'], classIds: [classId], text: 'jj' } });
    expect(some.rows.map(({ name }) => name)).toEqual(['甲甲']);
    expect(some.totals.pupils).toBe(1);
  });
});

describe('the working-day calendar', () => {
  it('knows announced years and says of others that it does not; the school may enter one', async () => {
    const open = await openTestSchool();
    const known = await open.client.calendar.year({ year: 2025 });
    expect(known).toMatchObject({ announced: true, complete: false });
    expect(known.holidays).toContainEqual({ date: '2025-10-01', name: '国庆节' });
    expect(known.workWeekends).toContain('2025-09-28');
    expect(await open.client.calendar.year({ year: 2031 })).toMatchObject({ announced: false, complete: false, holidays: [] });
    await open.client.calendar.setYear({ year: 2031, complete: true, source: '国办发明电〔2030〕9号', days: [{ date: day('2031-01-01'), kind: 'holiday', name: '元旦', source: '' }] });
    expect(await open.client.calendar.year({ year: 2031 })).toMatchObject({ complete: true, source: '国办发明电〔2030〕9号', holidays: [{ date: '2031-01-01', name: '元旦' }] });
  });
});
