import { describe, expect, it, test } from 'vitest';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import { evidenceAsks } from '#shared/domain/identification/evidence.ts';
import type { GroupEvidence } from '#shared/domain/identification/evidence.ts';
import { catalogueOfYear, groupRowProblems } from '#shared/domain/identification/group-catalogue.ts';
import type { GroupRow } from '#shared/domain/identification/group-catalogue.ts';
import { coverageStanding } from '#shared/domain/identification/coverage-standing.ts';
import { caseStates } from '#shared/domain/identification/case-state.ts';
import { specialGroups } from '#shared/domain/identification/special-group.ts';

const y2024 = schoolYear('2024-2025');
const y2025 = schoolYear('2025-2026');
const y2026 = schoolYear('2026-2027');

const row = (part: Partial<GroupRow> & Pick<GroupRow, 'key' | 'label'>): GroupRow => ({
  owner: 'civil_affairs', coverage: 'household', evidence: 'replaced_by_list', maxDisabilityGrade: null, needsHardship: false, proof: '', source: '云教助〔2025〕9号', validFrom: y2025, validTo: null, ...part,
});

describe('the catalogue of a year', () => {
  it('is what ships where the school said nothing, with what its procedure says of 残疾', () => {
    const catalogue = catalogueOfYear([], y2025, { maxDisabilityGrade: 2, needsHardship: true });
    expect(catalogue.groups.map((group) => group.key)).toEqual(specialGroups.map((group) => group.key));
    expect(catalogue.find('disabled_student')).toMatchObject({ maxDisabilityGrade: 2, needsHardship: true, origin: 'shipped' });
    expect(catalogue.find('orphan')).toMatchObject({ maxDisabilityGrade: null, needsHardship: false });
  });

  it('keeps the words of the older form for the years of that form', () => {
    expect([catalogueOfYear([], schoolYear('2022-2023')).label('out_of_poverty_household'), catalogueOfYear([], y2024).label('out_of_poverty_household')]).toEqual(['建档立卡', '脱贫家庭学生']);
  });

  it('a later row holds from its year on and never reaches back', () => {
    const own = [row({ key: 'subsistence_allowance', label: '最低生活保障家庭学生', evidence: 'required' })];
    expect([y2024, y2025, y2026].map((year) => catalogueOfYear(own, year).label('subsistence_allowance'))).toEqual(['低保家庭学生', '最低生活保障家庭学生', '最低生活保障家庭学生']);
    expect(catalogueOfYear(own, y2024).find('subsistence_allowance')?.evidence).toBe('replaced_by_list');
    expect(catalogueOfYear(own, y2025).parse('最低生活保障家庭学生').keys).toEqual(['subsistence_allowance']);
    expect(catalogueOfYear(own, y2025).parse('农村低保').keys).toEqual(['subsistence_allowance']);
  });

  it('of two rows of one year the later entered counts', () => {
    const own = [row({ key: 'orphan', label: '孤儿甲' }), row({ key: 'orphan', label: '孤儿乙' })];
    expect(catalogueOfYear(own, y2025).label('orphan')).toBe('孤儿乙');
  });

  it('an ended group is no longer offered, keeps its name, and can be taken up again', () => {
    const own = [row({ key: 'hardship_worker_child', label: '困难职工家庭子女', validTo: y2025 })];
    const after = catalogueOfYear(own, y2026);
    expect([catalogueOfYear(own, y2025).find('hardship_worker_child')?.label, after.find('hardship_worker_child'), after.label('hardship_worker_child'), after.ended.map((group) => group.key)])
      .toEqual(['困难职工家庭子女', null, '困难职工家庭子女', ['hardship_worker_child']]);
    expect(catalogueOfYear([...own, row({ key: 'hardship_worker_child', label: '困难职工家庭子女', validFrom: y2026 })], y2026).ended).toEqual([]);
  });

  it('a group of its own stands after the form, by its own name', () => {
    const catalogue = catalogueOfYear([row({ key: 'local:困境儿童', label: '困境儿童', coverage: 'person' })], y2025);
    expect([catalogue.groups.at(-1)?.key, catalogue.coverage('local:困境儿童'), catalogue.parse('困境儿童').keys, catalogue.compare('local:困境儿童', 'orphan') > 0])
      .toEqual(['local:困境儿童', 'person', ['local:困境儿童'], true]);
    expect(catalogueOfYear([], y2025).label('local:别处的群体')).toBe('别处的群体');
  });
});

test.each<[string, Partial<GroupRow> & Pick<GroupRow, 'key' | 'label'>, string[]]>([
  ['a good row', { key: 'orphan', label: '孤儿' }, []],
  ['a group of its own', { key: 'local:困境儿童', label: '困境儿童' }, []],
  ['a year that has passed', { key: 'orphan', label: '孤儿', validFrom: y2024 }, ['groups.year_past']],
  ['an end before the beginning', { key: 'orphan', label: '孤儿', validFrom: y2026, validTo: y2025 }, ['groups.years_reversed']],
  ['a key nobody has', { key: 'orphans', label: '孤儿们' }, ['groups.key_unknown']],
  ['the name of another group', { key: 'orphan', label: ' 低保家庭 学生' }, ['groups.label_taken']],
  ['a 残疾 grade for a group without certificate', { key: 'orphan', label: '孤儿', maxDisabilityGrade: 2 }, ['groups.grade_without_disability']],
  ['a list nobody keeps', { key: 'sudden_event', label: '突发事件', owner: 'school' }, ['groups.list_without_owner']],
])('%s', (_name, part, codes) => {
  expect(groupRowProblems(row(part), [], y2025).map((problem) => problem.code)).toEqual(codes);
});

describe('what evidence still lacks', () => {
  const card = (grade: number): string => `9999992015030700194${grade}`;
  const evidence = (kind: GroupEvidence['kind'], certificateNo = ''): GroupEvidence => ({ kind, certificateNo });
  const asks = (key: string, own: GroupRow[], given: GroupEvidence[], hardshipShown = true): string[] => {
    const catalogue = catalogueOfYear(own, y2025);
    return evidenceAsks(catalogue.find(key), catalogue.label(key), given, hardshipShown).map((ask) => ask.code);
  };
  const needy = [row({ key: 'disabled_student', label: '残疾学生', owner: 'disabled_persons', coverage: 'disabled', maxDisabilityGrade: 2, needsHardship: true })];

  test.each<[string, string[], string[]]>([
    ['a list row where the list replaces the paper', asks('subsistence_allowance', [], [evidence('list_row')]), []],
    ['a promise where only the list replaces the paper', asks('subsistence_allowance', [], [evidence('declaration')]), ['groups.declaration_not_enough']],
    ['nothing', asks('subsistence_allowance', [], []), ['groups.paper_asked']],
    ['a list row where the paper is required', asks('martyr_child', [], [evidence('list_row')]), ['groups.list_not_enough']],
    ['a promise where the year allows it', asks('orphan', [row({ key: 'orphan', label: '孤儿', evidence: 'replaced_by_declaration' })], [evidence('declaration')]), []],
    ['nothing where nothing is needed', asks('orphan', [row({ key: 'orphan', label: '孤儿', evidence: 'optional' })], []), []],
    ['残疾 2 级 where 2 is the limit', asks('disabled_student', needy, [evidence('list_row', card(2))]), []],
    ['残疾 3 级 beyond it', asks('disabled_student', needy, [evidence('list_row', card(3))]), ['groups.grade_beyond']],
    ['the heavier of two cards counts', asks('disabled_student', needy, [evidence('list_row', card(4)), evidence('certificate', card(1))]), []],
    ['a number without a grade', asks('disabled_student', needy, [evidence('list_row', '999999201503070019')]), ['groups.grade_unread']],
    ['no hardship beside it', asks('disabled_student', needy, [evidence('list_row', card(1))], false), ['groups.hardship_asked']],
    ['a group no catalogue has', asks('local:别处', [], [evidence('list_row')]), ['groups.list_not_enough']],
  ])('%s', (_name, got, expected) => { expect(got).toEqual(expected); });
});

test('a listed pupil is identified, has applied, has declined, or is a gap', () => {
  const at = (state: (typeof caseStates)[number], appliedOn: string | null, decided: boolean): string => {
    const standing = coverageStanding({ state, appliedOn: appliedOn as never, decided }, false);
    return standing.kind === 'gap' ? standing.reason : standing.kind;
  };
  expect(coverageStanding(null, false)).toEqual({ kind: 'gap', reason: 'no_case' });
  expect([at('pre_identified', null, false), at('pre_identified', '2025-09-03', false), at('applied', null, false), at('determined', null, true)]).toEqual(['no_decision', 'applied', 'applied', 'identified']);
  expect([at('declined', null, true), at('revoked', '2025-09-03', true), at('expired', null, false), at('expired', null, true), at('filed', null, true)]).toEqual(['declined', 'revoked', 'expired', 'identified', 'identified']);
  expect([coverageStanding(null, true).kind, coverageStanding({ state: 'applied', appliedOn: null, decided: false }, true).kind]).toEqual(['declined', 'declined']);
  for (const state of caseStates) expect(['identified', 'applied', 'declined', 'gap']).toContain(coverageStanding({ state, appliedOn: null, decided: true }, false).kind);
});
