import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import type { IssuedLetter, LetterFacts } from '#shared/domain/letters/letter.ts';
import { carryForward, composeLetter, fillPupil, gradeKeyOf, letterFor, letterProblems, unknownPlaceholders } from '#shared/domain/letters/letter.ts';
import { letterTemplateOf, letterTemplates } from '#shared/domain/letters/letter-template.ts';

const year = schoolYear('2025-2026');
const facts: LetterFacts = {
  school: '柳溪学校', schoolYear: year, grades: ['特别困难', '困难', '一般困难'], groups: ['低保家庭学生', '孤儿'], noticeDays: 5, noticeUnit: 'workday', officePhone: '0999-1234567', countyPhone: '',
  replyBy: isoDate('2025-09-10'),
};

describe('the wording of a letter', () => {
  test.each(letterTemplates.map((one) => [one.key, one] as const))('%s is filled from the school alone; the pupil stays for the printing', (_key, template) => {
    const filled = composeLetter(template, facts);
    expect(unknownPlaceholders(`${filled.title}${filled.body}${filled.slipText}`)).toEqual([]);
    expect(filled.title).toBe('柳溪学校2025–2026学年家庭经济困难学生认定和资助申请告知书');
    expect(filled.body).toContain('低保家庭学生、孤儿');
    expect(filled.body).toContain('公示 5 个工作日');
    expect(filled.body).toContain('2025年9月10日');
    expect(filled.body).toContain('监督电话：＿＿＿＿＿＿。');
    expect(filled.body).not.toMatch(/\{/);
  });

  test('a text that looks like a placeholder of a value is not filled twice, and dollar signs are text', () => {
    const odd = composeLetter({ title: '{学校}', body: '{班级} {姓名}', slipText: '{回执期限}' }, { ...facts, school: '$&{学年}' }, ['回执期限']);
    expect(odd).toEqual({ title: '$&{学年}', body: '{班级} {姓名}', slipText: '{回执期限}' });
    expect(fillPupil('{班级}的{姓名}', { className: '三年级(1)班', name: '$1{班级}' })).toBe('三年级(1)班的$1{班级}');
  });

  test('what nobody can fill is named and refused; dates are held to the year', () => {
    const wording = { title: '{校长}告知书', body: '{姓名}{校长}{ 姓名}', slipText: '收到' };
    expect(letterProblems(wording, year, isoDate('2025-05-31'), isoDate('2025-05-30')).map((one) => one.code)).toEqual(['letter.placeholder_unknown', 'letter.issued_outside_year', 'letter.reply_before_issue']);
    expect(letterProblems(wording, year, isoDate('2025-09-01'), null)[0]?.facts).toEqual({ names: '{校长}、{ 姓名}' });
    expect(letterProblems({ ...wording, title: '告知书', body: '{姓名}' }, year, isoDate('2025-06-20'), isoDate('2025-06-20'))).toEqual([]);
  });

  test("last year's own words with this year's name", () => {
    const before = { title: '柳溪学校2024–2025学年告知书', body: '2024-2025学年与2024年', slipText: '2024–2025学年' };
    expect(carryForward(before, schoolYear('2024-2025'), year)).toEqual({ title: '柳溪学校2025–2026学年告知书', body: '2025–2026学年与2024年', slipText: '2025–2026学年' });
    expect(letterTemplateOf(year).confidence).toBe('P');
  });
});

describe('which letter a pupil is given', () => {
  const letter = (id: number, issuedOn: string, grades: IssuedLetter['grades'], withdrawn = false): IssuedLetter => ({ id, issuedOn: isoDate(issuedOn), grades, withdrawn });
  const letters = [letter(1, '2025-09-01', null), letter(2, '2025-09-05', ['junior:1']), letter(3, '2025-09-06', null, true), letter(4, '2025-09-05', ['junior:1'])];
  test.each([['junior:1', 4], ['primary:3', 1], [null, 1]] as const)('%s → letter %s', (grade, id) => {
    expect(letterFor(letters, grade)?.id).toBe(id);
  });
  test('nobody is given a letter that is not for his grade', () => {
    expect(letterFor([letter(2, '2025-09-05', ['junior:1'])], 'primary:3')).toBeNull();
    expect(letterFor([letter(2, '2025-09-05', ['junior:1'])], null)).toBeNull();
  });
  test('the grade is the year the pupil sits in, not the one he entered for', () => {
    expect(gradeKeyOf({ stage: 'primary', entryYear: 2023, yearOffset: 0 }, year)).toBe('primary:3');
    expect(gradeKeyOf({ stage: 'primary', entryYear: 2023, yearOffset: -1 }, year)).toBe('primary:2');
    expect(gradeKeyOf({ stage: 'primary', entryYear: 2015, yearOffset: 0 }, year)).toBeNull();
  });
});
