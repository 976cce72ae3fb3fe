import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { ApplicationDraft, MemberDraft } from '#shared/domain/applications/application-form.ts';
import { emptyDraft, emptyMember } from '#shared/domain/applications/application-form.ts';
import { applicationEvents, applicationStates, isAtSchool, moveApplication } from '#shared/domain/applications/application-state.ts';
import { compareForms } from '#shared/domain/applications/compare-forms.ts';
import { draftOfForm } from '#shared/domain/applications/draft-of-form.ts';
import { areChecksDone, standingChecks } from '#shared/domain/applications/evidence-check.ts';
import { familyRelations, formatFamilyRelation, formatPairRelation, parseFamilyRelation } from '#shared/domain/applications/family-relation.ts';
import { evaluateConsentNeed } from '#shared/domain/applications/guardian-consent.ts';
import { parseHealthStatus } from '#shared/domain/applications/health-status.ts';
import { comparePerHead, computePerHead } from '#shared/domain/applications/per-head-income.ts';
import { readApplication } from '#shared/domain/applications/read-application.ts';
import type { RegisterFacts } from '#shared/domain/applications/read-application.ts';
import { readIncome } from '#shared/domain/applications/read-income.ts';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { formProblemSentence } from '#shared/text/applications.ts';

const today = isoDate('2025-10-31');
const register: RegisterFacts = {
  name: '李明', sex: 'male', birthDate: isoDate('2013-03-07'), idNumber: '999999201303070014', nativePlace: '云岭县', hukouType: '农村', phone: '13900000001', stage: 'junior',
};
const context = { register, today, supportedGroups: null };

describe('与学生关系', () => {
  it.each([
    ['父亲', 'male', 'father'], ['父女', 'female', 'father'], ['父子关系', 'male', 'father'], ['母 子', 'male', 'mother'], ['祖孙', 'male', 'grandparent'], ['爷爷', 'female', 'paternal_grandfather'],
    ['姥姥', 'male', 'maternal_grandmother'], ['兄妹', 'female', 'elder_brother'], ['兄妹', 'male', 'younger_sister'], ['姐弟', 'male', 'elder_sister'], ['姐弟', 'female', 'younger_brother'],
    ['兄妹', 'unknown', null], ['（继父）', 'male', 'stepfather'], ['邻居', 'male', null], ['', 'male', null],
  ] as const)('%s on the form of a %s pupil is %s', (text, sex, relation) => {
    expect(parseFamilyRelation(text, sex)).toBe(relation);
  });
  it('either wording of a relation is read back as it, or as the wider one the pair stands for', () => {
    fc.assert(fc.property(fc.constantFrom(...familyRelations), fc.constantFrom('male' as const, 'female' as const), (relation, sex) => {
      expect(parseFamilyRelation(formatFamilyRelation(relation), sex)).toBe(relation);
      expect(parseFamilyRelation(formatPairRelation(relation, sex), sex)).not.toBeNull();
    }));
  });
});

describe('健康状况', () => {
  it.each([['良好', 'good'], ['健 康', 'good'], ['体质较差', 'frail'], ['有慢性病', 'chronic'], ['身体伤残', 'disabled'], ['肢体残疾二级', 'disabled'], ['无残疾', null], ['', null]] as const)('%s is %s', (text, status) => {
    expect(parseHealthStatus(text)).toBe(status);
  });
});

describe('年收入', () => {
  it.each([
    ['32000', 3_200_000], ['３２０００元', 3_200_000], ['3.2万', 3_200_000], ['约3万元左右', 3_000_000], ['32,000.50', 3_200_050], ['无', 0], ['0', 0], ['', null], ['不详', null], ['/', null], ['12000/年', 1_200_000],
  ])('%s is %s fen', (text, amount) => {
    expect(readIncome(text)).toEqual({ ok: true, incomeFen: amount });
  });
  it.each([['每月2000', 'monthly'], ['2000元/月', 'monthly'], ['2-3万', 'range'], ['1万至2万', 'range'], ['-500', 'negative'], ['不多', 'not_an_amount'], ['1.234', 'too_many_decimals']] as const)('%s is refused as %s', (text, problem) => {
    expect(readIncome(text)).toEqual({ ok: false, problem });
  });
  it('a heading in 万元 counts for cells that name no unit', () => {
    expect(readIncome('3.2', 'ten_thousand')).toEqual({ ok: true, incomeFen: 3_200_000 });
    expect(readIncome('32000元', 'ten_thousand')).toEqual({ ok: true, incomeFen: 3_200_000 });
  });
});

describe('家庭人均年收入', () => {
  it('is the sum of the members over members and pupil, to the fen, and nothing while one is unknown', () => {
    fc.assert(fc.property(fc.array(fc.option(fc.integer({ min: 0, max: 50_000_000 }), { nil: null }), { maxLength: 8 }), (incomes) => {
      const computed = computePerHead(incomes.map((income) => (income === null ? null : fen(income))));
      const known = incomes.filter((income) => income !== null);
      const sum = known.reduce((total, income) => total + income, 0);
      expect(computed).toMatchObject({ sumFen: sum, people: incomes.length + 1, unknownIncomes: incomes.length - known.length });
      if (incomes.length === 0 || known.length < incomes.length) expect(computed.perHeadFen).toBeNull();
      else expect(Math.abs((computed.perHeadFen ?? 0) * computed.people - sum) * 2).toBeLessThanOrEqual(computed.people);
    }));
  });
  const three = computePerHead([fen(1_200_000), fen(2_400_000), fen(0)]);
  it.each([
    ['the same to the yuan', 900_050, 4, { kind: 'same' }], ['of 5 people as written', 720_000, 5, { kind: 'differs', slip: 'family_size' }], ['the pupil not counted', 1_200_000, 4, { kind: 'differs', slip: 'pupil_not_counted' }],
    ['a month', 75_000, 4, { kind: 'differs', slip: 'monthly' }], ['in 万元', 90, 4, { kind: 'differs', slip: 'ten_thousand' }], ['the whole household', 3_600_000, 4, { kind: 'differs', slip: 'whole_household' }],
    ['something else', 800_000, 4, { kind: 'differs', slip: null, differenceFen: -100_000 }],
  ] as const)('%s', (_name, written, familySize, comparison) => {
    expect(comparePerHead(fen(written), three, familySize)).toMatchObject(comparison);
  });
  it('says nothing where nothing was written or nothing can be computed', () => {
    expect(comparePerHead(null, three, 4)).toEqual({ kind: 'not_written' });
    expect(comparePerHead(fen(100), computePerHead([null]), 2)).toEqual({ kind: 'not_computed' });
  });
});

describe('监护人同意', () => {
  it.each([
    ['preschool', '2010-01-01', true, 'preschool'], ['junior', '2011-09-06', true, 'under_14'], ['junior', '2011-09-05', false, 'old_enough'], ['junior', null, true, 'birth_unknown'],
  ] as const)('%s born %s: %s (%s)', (stage, born, needed, reason) => {
    expect(evaluateConsentNeed(stage, born === null ? null : isoDate(born), isoDate('2025-09-05'))).toMatchObject({ needed, reason });
  });
  it('a child of 29 February is fourteen on 1 March', () => {
    const born = isoDate('2012-02-29');
    expect(evaluateConsentNeed('junior', born, isoDate('2026-02-28')).needed).toBe(true);
    expect(evaluateConsentNeed('junior', born, isoDate('2026-03-01')).needed).toBe(false);
  });
});

describe('a form read from its texts', () => {
  const text = fc.string({ maxLength: 12 });
  const tick = fc.constantFrom('yes' as const, 'no' as const, 'unknown' as const);
  const member = fc.record({
    name: text, age: fc.oneof(text, fc.integer({ min: 0, max: 120 }).map(String)), relation: fc.oneof(text, fc.constantFrom('父亲', '母子', '祖孙')), employer: text, job: text,
    income: fc.oneof(text, fc.integer({ min: 0, max: 300_000 }).map(String), fc.constantFrom('3.2万', '无', '每月2000')), health: fc.constantFrom('良好', '残疾', ''),
  }) satisfies fc.Arbitrary<MemberDraft>;
  const draft: fc.Arbitrary<ApplicationDraft> = fc.record({
    layout: fc.constantFrom('one_sheet' as const, 'two_page' as const), appliedOn: fc.oneof(text, fc.constantFrom('2025-09-05', '2025.9.5', '20250905')),
    written: fc.record({ name: fc.oneof(text, fc.constant('李明')), sex: text, birthDate: fc.oneof(text, fc.constant('2013年3月')), idNumber: text, nativePlace: text, hukouType: text, phone: text }),
    familySize: fc.oneof(text, fc.integer({ min: 1, max: 9 }).map(String)), address: text, postcode: fc.oneof(text, fc.constant('637000')), guardianPhone: fc.oneof(text, fc.constant('139 0000 0001')),
    members: fc.array(member, { maxLength: 5 }), groups: fc.dictionary(fc.constantFrom('orphan', 'disabled_student', 'subsistence_allowance'), tick), otherGroup: text, perHead: fc.oneof(text, fc.constant('9000')),
    circumstances: fc.record({ disaster: text, accident: text, weakLabour: text, unemployment: text, debt: text, other: text }),
    promise: fc.record({ handwritten: tick, signedBy: text, signedOn: fc.oneof(text, fc.constant('2025-09-05')) }),
    consent: fc.record({ given: tick, signedBy: text, relation: text, signedOn: text }), aid: fc.record({ boarding: tick, nonBoarding: tick }),
  });

  it('is the same form when written as texts and read again, and each problem has a sentence', () => {
    fc.assert(fc.property(draft, (one) => {
      const { form, problems } = readApplication(one, context);
      const again = readApplication(draftOfForm(form), context);
      expect(again.form).toEqual(form);
      expect(compareForms(form, again.form)).toEqual([]);
      for (const problem of problems) expect(formProblemSentence(problem)).toMatch(/\p{Script=Han}/u);
    }), { numRuns: 300 });
  });
  it('keeps of 基本情况 only what the paper says otherwise', () => {
    const written = { name: '李 明', sex: '男', birthDate: '2013年3月', idNumber: '９９９９９９２０１３０３０７００１４', nativePlace: '云岭县', hukouType: '农村户口', phone: '139-0000-0001' };
    expect(readApplication({ ...emptyDraft('one_sheet'), written }, context).form.written).toEqual({});
    expect(readApplication({ ...emptyDraft('one_sheet'), written: { ...written, birthDate: '2013年4月', phone: '13900000002' } }, context).form.written).toEqual({ birthDate: '2013年4月', phone: '13900000002' });
  });
  it('a number that may not be seen is kept as written and not compared', () => {
    const hidden = { ...context, register: { ...register, idNumber: null } };
    const { form, problems } = readApplication({ ...emptyDraft('one_sheet'), written: { ...emptyDraft('one_sheet').written, idNumber: '999999201303070014' } }, hidden);
    expect(form.written.idNumber).toBe('999999201303070014');
    expect(problems.filter(({ code }) => code === 'application.differs')).toEqual([]);
  });
  it('asks 其他情况 only in the layout that has the rule: no group ticked, or a disabled member', () => {
    const asks = (one: Partial<ApplicationDraft>): unknown => readApplication({ ...emptyDraft('two_page'), ...one }, context).problems.find(({ code }) => code === 'application.other_needed')?.facts;
    expect(asks({})).toEqual({ why: 'no_group' });
    expect(asks({ layout: 'one_sheet' })).toBeUndefined();
    expect(asks({ groups: { orphan: 'yes' } })).toBeUndefined();
    expect(asks({ groups: { orphan: 'yes' }, members: [{ ...emptyMember, name: '李大', health: '肢体残疾' }] })).toEqual({ why: 'disabled_member' });
    expect(asks({ circumstances: { ...emptyDraft('two_page').circumstances, other: '父亲残疾' } })).toBeUndefined();
  });
});

describe('states of a form', () => {
  it('a form counts after being received and corrected, never after withdrawal; only a draft or a withdrawn one is received', () => {
    for (const from of applicationStates) {
      for (const event of applicationEvents) {
        const move = moveApplication(from, event);
        expect(move.ok).toBe(event === 'receive' ? !isAtSchool(from) : isAtSchool(from));
        if (move.ok) expect(isAtSchool(move.to)).toBe(event !== 'withdraw');
      }
    }
  });
});

describe('papers of proof', () => {
  const check = (item: string, result: 'accepted' | 'missing' | 'rejected') => ({ item, result, checkedOn: today });
  it('the last look at each paper counts; done is some paper and none open', () => {
    expect(areChecksDone([])).toBe(false);
    expect(areChecksDone([check('低保证', 'missing'), check('低保证', 'accepted')])).toBe(true);
    expect(areChecksDone([check('低保证', 'accepted'), check('户口本', 'accepted'), check('低保证', 'rejected')])).toBe(false);
    expect(standingChecks([check('低保证', 'missing'), check('低保证', 'accepted')])).toEqual([check('低保证', 'accepted')]);
  });
});
