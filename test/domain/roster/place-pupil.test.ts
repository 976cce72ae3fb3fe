import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import { parseBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { movementBetween, movementsFrom, statusAfter, statusOn } from '#shared/domain/roster/movement.ts';
import { parseEntryYear, placePupil } from '#shared/domain/roster/place-pupil.ts';
import type { PlaceTexts } from '#shared/domain/roster/place-pupil.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { parseStudentStatus, studentStatuses } from '#shared/domain/roster/student-status.ts';

const year = schoolYear('2025-2026');
const nineYear: readonly EducationStage[] = ['primary', 'junior'];
const texts = (over: Partial<PlaceTexts>): PlaceTexts => ({ stage: '', yearLabel: '', classLabel: '', entryMonth: '', major: '', birthDate: null, ...over });

describe('placePupil (handbook 1.6)', () => {
  it.each([
    ['a class cell', { classLabel: '三（2）班' }, nineYear, '三年级(2)班', null],
    ['year and class apart', { yearLabel: '三年级', classLabel: '2' }, nineYear, '三年级(2)班', null],
    ['year as a number', { yearLabel: '8', classLabel: '（一）班' }, nineYear, '八年级(1)班', null],
    ['班号 and 入学年月, by age 小学', { classLabel: '02', entryMonth: '202309', birthDate: isoDate('2017-03-07') }, nineYear, '三年级(2)班', null],
    ['班号 and 入学年月, by age 初中', { classLabel: '1', entryMonth: '2025-09-01', birthDate: isoDate('2013-03-07') }, nineYear, '七年级(1)班', null],
    ['named stage', { classLabel: '2023级2班', stage: '初级中学' }, nineYear, '九年级(2)班', null],
    ['entry year that only one stage can be', { classLabel: '2020级1班' }, nineYear, '六年级(1)班', null],
    ['year only', { yearLabel: '四年级' }, nineYear, '四年级', null],
    ['a vocational class with its 专业', { classLabel: '2', entryMonth: '202409', major: '机电' }, ['vocational'] as const, '2024级机电2班', null],
    ['a kindergarten', { classLabel: '大二班' }, ['preschool'] as const, '大(2)班', null],
    ['a name of its own', { classLabel: '小星星班', entryMonth: '202309' }, ['preschool'] as const, '小星星班', null],
    ['senior', { classLabel: '高二（3）班' }, ['senior'] as const, '高二(3)班', null],
  ])('%s', (_what, given, stages, className, problem) => {
    const placed = placePupil(texts(given), { stages, schoolYear: year });
    expect(placed.problem).toBe(problem);
    expect(placed.place && formatPupilClass(placed.place, year)).toBe(className);
  });

  it.each([
    ['nothing', {}, 'place_missing'], ['unreadable', { classLabel: '火箭班' }, 'stage_unclear'], ['two stages fit', { classLabel: '2023级2班' }, 'stage_unclear'],
    ['not of this school', { classLabel: '高一1班', stage: '小学' }, 'class_not_in_school'], ['a class number alone', { classLabel: '2班' }, 'place_missing'],
  ])('says what it can not know: %s', (_what, given, problem) => {
    expect(placePupil(texts(given), { stages: nineYear, schoolYear: year }).problem).toBe(problem);
  });

  it('a pupil who entered a year before his class repeats; one who entered later came from elsewhere', () => {
    const repeats = placePupil(texts({ classLabel: '三（2）班', entryMonth: '202209' }), { stages: ['primary'], schoolYear: year });
    expect(repeats).toMatchObject({ problem: 'repeats_year', place: { entryYear: 2022, yearOffset: -1, classEntryYear: 2023, className: '2023级2班', level: 3 } });
    expect(repeats.place && formatPupilClass(repeats.place, year)).toBe('三年级(2)班');
    expect(placePupil(texts({ classLabel: '三（2）班', entryMonth: '202409' }), { stages: ['primary'], schoolYear: year })).toMatchObject({ problem: null, place: { entryYear: 2023, yearOffset: 0 } });
    expect(placePupil(texts({ classLabel: '七（2）班', entryMonth: '201909' }), { stages: nineYear, schoolYear: year })).toMatchObject({ problem: null, place: { stage: 'junior', entryYear: 2025 } });
  });

  it.each([['202309', 2023, true], ['2023-09-01', 2023, true], ['2023年9月', 2023, true], ['20230901', 2023, true], ['2024-02', 2023, false], ['2023', 2023, true], ['2023/9/1', 2023, true]])(
    '入学年月 %s', (text, expected, autumn) => expect(parseEntryYear(text)).toEqual({ year: expected, autumn }));
  it.each(['', '九月', '99'])('入学年月 "%s" is none', (text) => expect(parseEntryYear(text)).toBeNull());
});

describe('status and its movements (handbook 1.7)', () => {
  it.each([['在读', 'enrolled'], ['01在读', 'enrolled'], ['休学', 'suspended'], ['转学', 'transferred_out'], ['10', 'transferred_out'], ['退学', 'withdrawn'], ['毕业', 'graduated'], ['死亡', 'deceased'], ['', null], ['??', null]])(
    '%s → %s', (text, status) => expect(parseStudentStatus(text)).toBe(status));

  it('nobody comes back from death, and every offered movement leads somewhere', () => {
    expect(movementsFrom('deceased')).toEqual([]);
    for (const status of studentStatuses) {
      for (const movement of movementsFrom(status)) {
        const after = statusAfter(status, movement);
        expect(after).not.toBeNull();
        expect(after && movementBetween(status, after)).not.toBeNull();
      }
    }
    expect(statusAfter('transferred_out', 'suspend')).toBeNull();
  });

  it('the status on a day follows the movements', () => {
    const changes = [
      { effectiveDate: isoDate('2025-10-08'), from: 'enrolled', to: 'suspended' } as const, { effectiveDate: isoDate('2026-03-01'), from: 'suspended', to: 'enrolled' } as const,
    ];
    expect(statusOn(isoDate('2025-10-07'), changes, 'enrolled')).toBe('enrolled');
    expect(statusOn(isoDate('2025-10-08'), changes, 'enrolled')).toBe('suspended');
    expect(statusOn(isoDate('2026-06-01'), changes, 'enrolled')).toBe('enrolled');
    expect(statusOn(isoDate('2025-10-07'), [], 'graduated')).toBe('graduated');
  });

  it.each([['走读', 'day'], ['住校', 'boarding'], ['寄宿', 'boarding'], ['1', 'day'], ['2', 'boarding'], ['不住校', 'day'], ['', 'unknown'], ['借宿', null], ['其他', null]])(
    '就读方式 %s', (text, mode) => expect(parseBoardingMode(text)).toBe(mode));
});
