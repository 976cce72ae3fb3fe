import { describe, expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { PRESET_CATALOGUE, findProgramme, withLocal } from '#shared/domain/programmes/catalogue.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import type { Evaluation } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { evaluateEntitlement } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { evaluatePupil, isOutsideProgramme, isWorthExplaining } from '#shared/domain/entitlement/evaluate-pupil.ts';
import type { PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { SplitFacts } from '#shared/domain/entitlement/split.ts';
import { AUTUMN, LOW_INCOME, ORPHAN, OUT_OF_POVERTY, POLICY, pupil } from './pupil.ts';

function evaluate(programmeKey: string, change: Partial<PupilFacts> = {}, policy = POLICY, term = AUTUMN): Evaluation {
  const programme = findProgramme(policy.catalogue, programmeKey);
  if (programme === undefined) throw new Error(programmeKey);
  return evaluateEntitlement(pupil(change), programme, term, policy);
}

function outcome(evaluation: Evaluation): string {
  if (evaluation.kind === 'proposed') return String(evaluation.trace.amountFen);
  return `${evaluation.kind}: ${evaluation.reasons.map((reason) => reason.code.replace('entitlement.', '')).join(', ')}`;
}

const day = { boarding: 'day' } as const;

describe('寄宿', () => {
  it.each<[string, Partial<PupilFacts>, string]>([
    ['初中', {}, '75000'],
    ['小学', { stage: 'primary', yearLevel: '三年级' }, '62500'],
    ['走读', day, 'not: boarding_mismatch'],
    ['就读方式未知', { boarding: 'unknown' }, 'needs_answer: boarding_unknown'],
    ['高中', { stage: 'senior' }, 'not: stage_mismatch'],
    ['不困难', { determination: { ...pupil().determination!, gradeLabel: '不困难', isHardship: false } }, 'not: grade_not_hardship'],
    ['未认定', { determination: null }, 'not: not_identified'],
    ['未认定而有名单', { determination: null, groups: [LOW_INCOME] }, 'needs_answer: determination_missing'],
    ['未认定，名单待确认', { determination: null, pendingGroups: [ORPHAN] }, 'needs_answer: determination_missing'],
    ['放弃', { caseEnded: 'declined' }, 'not: declined'],
    ['认定已取消', { caseEnded: 'revoked', determination: null, groups: [LOW_INCOME] }, 'not: revoked'],
  ])('%s', (_name, change, expected) => {
    expect(outcome(evaluate('yw.board', change))).toBe(expected);
  });
});

describe('非寄宿', () => {
  it.each<[string, Partial<PupilFacts>, string]>([
    ['脱贫', { ...day, groups: [OUT_OF_POVERTY] }, '37500'],
    ['脱贫小学', { ...day, stage: 'primary', groups: [OUT_OF_POVERTY] }, '31250'],
    ['农村低保', { ...day, groups: [LOW_INCOME], hukou: 'agricultural' }, '37500'],
    ['低保，户口性质未登记', { ...day, groups: [LOW_INCOME] }, '37500'],
    ['低保，非农业户口', { ...day, groups: [LOW_INCOME], hukou: 'non_agricultural' }, 'needs_answer: urban_group'],
    ['低保又脱贫，非农业户口', { ...day, groups: [LOW_INCOME, OUT_OF_POVERTY], hukou: 'non_agricultural' }, '37500'],
    ['孤儿不在四类', { ...day, groups: [ORPHAN] }, 'not: group_missing'],
    ['一般困难，无群体', day, 'not: group_missing'],
    ['低保待确认', { ...day, pendingGroups: [LOW_INCOME] }, 'needs_answer: group_pending'],
    ['寄宿', { groups: [LOW_INCOME] }, 'not: boarding_mismatch'],
  ])('%s', (_name, change, expected) => {
    expect(outcome(evaluate('yw.day', change))).toBe(expected);
  });

  it('begins with 2019 秋', () => {
    const spring = evaluate('yw.day', { ...day, groups: [OUT_OF_POVERTY] }, POLICY, termKey('2018-2019-2'));
    expect(outcome(spring)).toBe('not: no_rule_in_term');
  });

  it('follows the county’s own wider rule from its term on', () => {
    const wider: EligibilityRule = {
      ...PRESET_CATALOGUE.rules.find((rule) => rule.key === 'yw.day.four_classes')!,
      key: 'local.1', region: '本县', origin: 'local', groups: null, ruralGroups: [], validFrom: AUTUMN, document: '某教资〔2025〕3号', confidence: 'local',
    };
    const policy = { ...POLICY, catalogue: withLocal({ programmes: [], rates: [], rules: [wider] }) };
    expect(outcome(evaluate('yw.day', { ...day, groups: [ORPHAN] }, policy))).toBe('37500');
    expect(outcome(evaluate('yw.day', { ...day, groups: [ORPHAN] }, policy, termKey('2024-2025-2')))).toBe('not: group_missing');
  });
});

describe('status and dates', () => {
  const on = (status: PupilFacts['status'], date: string | null): Partial<PupilFacts> => ({ status, statusFrom: date === null ? null : isoDate(date) });
  it.each<[string, Partial<PupilFacts>, string]>([
    ['转出在开学前', on('transferred_out', '2025-07-15'), 'not: left_before_term'],
    ['转出在学期第一天', on('transferred_out', '2025-08-01'), 'not: left_before_term'],
    ['转出在学期中', on('transferred_out', '2025-10-10'), 'needs_answer: left_in_term'],
    ['转出在学期后', on('transferred_out', '2026-03-01'), '75000'],
    ['休学在学期中', on('suspended', '2025-11-01'), 'needs_answer: left_in_term'],
    ['退学，日期不详', on('withdrawn', null), 'needs_answer: status_undated'],
    ['死亡在学期中', on('deceased', '2025-10-10'), 'not: deceased'],
    ['死亡，日期不详', on('deceased', null), 'not: deceased'],
    ['死亡在学期后', on('deceased', '2026-02-10'), '75000'],
    ['毕业在学期中', on('graduated', '2026-01-20'), '75000'],
    ['毕业在开学前', on('graduated', '2025-07-01'), 'not: left_before_term'],
    ['尚未入学', on('enrolled', '2026-03-01'), 'not: not_yet_enrolled'],
    ['本学期转入', { transferredInOn: isoDate('2025-10-08') }, 'needs_answer: previous_school_paid'],
    ['早已转入', { transferredInOn: isoDate('2024-10-08') }, '75000'],
  ])('%s', (_name, change, expected) => {
    expect(outcome(evaluate('yw.board', change))).toBe(expected);
  });

  it('takes the answer a person gave, and quotes it', () => {
    const answered = (decision: 'pay' | 'refuse'): Evaluation =>
      evaluate('yw.board', {
        ...on('transferred_out', '2025-10-10'),
        answers: [{ programmeKey: 'yw.board', question: 'left_in_term', decision, reason: '县资助中心电话答复', answeredBy: '周敏', answeredOn: isoDate('2025-10-20') }],
      });
    expect(outcome(answered('pay'))).toBe('75000');
    expect(outcome(answered('refuse'))).toBe('not: answered_refuse');
  });
});

describe('校籍分离', () => {
  const split = (change: Partial<SplitFacts>): Partial<PupilFacts> => ({
    split: {
      registryHere: 'no', hasRegistry: 'yes', repeatCandidate: 'no', countySafetyNet: 'no', sameCounty: 'yes', cityRunSchool: 'no',
      proof: 'yes', registrySchoolPaid: 'no', ...change,
    },
  });
  it.each<[string, Partial<SplitFacts>, string, string, string]>([
    ['1 学籍在本校', { registryHere: 'yes' }, '75000', '75000', '75000'],
    ['2 县有兜底', { countySafetyNet: 'yes' }, 'needs_answer: split_ask', 'needs_answer: split_ask', 'not: split_not_registered_here'],
    ['3 同县他校', {}, 'needs_answer: split_ask', '75000', 'not: split_not_registered_here'],
    ['4 外县', { sameCounty: 'no' }, 'needs_answer: split_ask', 'not: split_school_funds', 'not: split_not_registered_here'],
    ['5 市属学校', { cityRunSchool: 'yes' }, 'needs_answer: split_ask', 'not: split_school_funds', 'not: split_not_registered_here'],
    ['6 无学籍', { hasRegistry: 'no' }, 'needs_answer: split_ask', 'not: split_school_funds', 'not: split_not_registered_here'],
    ['7 复读生', { hasRegistry: 'no', repeatCandidate: 'yes' }, 'needs_answer: split_ask', 'needs_answer: split_ask', 'not: split_not_registered_here'],
    ['学籍校已发', { registrySchoolPaid: 'yes' }, 'not: split_registry_school_paid', 'not: split_registry_school_paid', 'not: split_registry_school_paid'],
    ['同县，未核学籍校是否已发', { registrySchoolPaid: 'unknown' }, 'needs_answer: split_ask', 'needs_answer: split_facts_missing', 'not: split_not_registered_here'],
    ['学籍在哪里不知道', { registryHere: 'unknown' }, 'needs_answer: split_facts_missing', 'needs_answer: split_facts_missing', 'needs_answer: split_facts_missing'],
    ['县别不知道', { sameCounty: 'unknown' }, 'needs_answer: split_facts_missing', 'needs_answer: split_facts_missing', 'not: split_not_registered_here'],
  ])('%s', (_name, change, custom, puyang, strict) => {
    const answer = (splitProfile: 'custom' | 'puyang' | 'strict'): string => outcome(evaluate('yw.board', split(change), { ...POLICY, splitProfile }));
    expect([answer('custom'), answer('puyang'), answer('strict')]).toEqual([custom, puyang, strict]);
  });
});

describe('rates', () => {
  it('stops where only an average is known', () => {
    expect(outcome(evaluate('gz.grant', { stage: 'senior' }))).toBe('needs_answer: rate_missing');
  });

  it('asks for the tier, and pays it once the grade has one', () => {
    const policy = { ...POLICY, regions: ['四川'] };
    expect(outcome(evaluate('gz.grant', { stage: 'senior' }, policy))).toBe('needs_answer: tier_needed');
    expect(outcome(evaluate('gz.grant', { stage: 'senior', awardTiers: { 'gz.grant': '二档' } }, policy))).toBe('115000');
  });

  it('reaches by-hand programmes only through a choice', () => {
    expect(outcome(evaluate('zz.scholar', { stage: 'vocational', level: 2 }))).toBe('not: not_chosen');
    const chosen = { stage: 'vocational', level: 2, selections: [{ programmeKey: 'zz.scholar', reason: '评审通过', quantity: null }] } as const;
    expect(outcome(evaluate('zz.scholar', chosen))).toBe('600000');
    expect(outcome(evaluate('zz.scholar', { ...chosen, level: 1 }))).toBe('not: year_mismatch');
    expect(outcome(evaluate('zz.scholar', { ...chosen, level: null }))).toBe('needs_answer: year_unknown');
  });

  it('asks for the years and the grades a county’s rule names, and pays nobody where the programme is not run', () => {
    const rule: EligibilityRule = {
      ...PRESET_CATALOGUE.rules.find((one) => one.key === 'yw.board')!, key: 'local.1', origin: 'local', yearLevels: [3], hardshipGrades: ['特别困难'], validFrom: AUTUMN,
    };
    const policy = { ...POLICY, catalogue: withLocal({ programmes: [], rates: [], rules: [rule] }) };
    expect(outcome(evaluate('yw.board', {}, policy))).toBe('not: year_mismatch, grade_not_covered');
    const heaviest = { level: 3, determination: { ...pupil().determination!, gradeLabel: '特别困难' } };
    expect(outcome(evaluate('yw.board', heaviest, policy))).toBe('75000');
    const programmes = policy.catalogue.programmes.map((one) => (one.key === 'yw.board' ? { ...one, inUse: false } : one));
    expect(outcome(evaluate('yw.board', heaviest, { ...policy, catalogue: { ...policy.catalogue, programmes } }))).toBe('not: not_in_use');
  });

  it('pays days and half months by their quantity', () => {
    const rate = { key: 'local.9', programmeKey: 'xq.aid', region: '本县', stages: ['preschool'], boarding: null, awardTier: null, usualQuantity: null, maxQuantity: null, payments: 1, unit: 'month',
      figure: { kind: 'rate', fen: fen(10_050) }, validFrom: null, startMark: 'known', validTo: null, document: null, confidence: 'local', origin: 'local' } as const;
    const policy = { ...POLICY, catalogue: withLocal({ programmes: [], rates: [rate], rules: [] }) };
    expect(outcome(evaluate('xq.aid', { stage: 'preschool' }, policy))).toBe('needs_answer: quantity_needed');
    const chosen = (quantity: number) => ({ stage: 'preschool', selections: [{ programmeKey: 'xq.aid', reason: '在园月数', quantity }] } as const);
    expect(outcome(evaluate('xq.aid', chosen(9), policy))).toBe('45225');
  });
});

describe('互斥', () => {
  it('sees the other programme of the group held here, and the same one elsewhere', () => {
    expect(outcome(evaluate('yw.board', { held: ['yw.day'] }))).toBe('not: excluded_by');
    expect(outcome(evaluate('yw.board', { held: ['yw.board'] }))).toBe('75000');
    expect(outcome(evaluate('yw.board', { elsewhere: [{ programmeKey: 'yw.board', schoolName: '镇中学' }] }))).toBe('not: listed_elsewhere');
    expect(outcome(evaluate('yw.board', { elsewhere: [{ programmeKey: 'yw.meal.henan', schoolName: '镇中学' }] }))).toBe('75000');
  });
});

describe('one pupil, all programmes', () => {
  it('gives a pupil at most one programme of an exclusivity group', () => {
    for (const boarding of ['boarding', 'day', 'unknown'] as const) {
      const proposed = evaluatePupil(pupil({ boarding, groups: [OUT_OF_POVERTY] }), AUTUMN, POLICY).filter((one) => one.kind === 'proposed');
      expect(proposed.length).toBe(boarding === 'unknown' ? 0 : 1);
    }
  });

  it('turns two fitting programmes of one group into a choice', () => {
    const rules = POLICY.catalogue.rules.map((rule) => (rule.programmeKey === 'yw.day' ? { ...rule, boarding: null } : rule));
    const rates = POLICY.catalogue.rates.map((rate) => (rate.programmeKey === 'yw.day' ? { ...rate, boarding: null } : rate));
    const found = evaluatePupil(pupil({ groups: [OUT_OF_POVERTY] }), AUTUMN, { ...POLICY, catalogue: { ...POLICY.catalogue, rules, rates } });
    const living = found.filter((one) => one.programmeKey.startsWith('yw.board') || one.programmeKey.startsWith('yw.day'));
    expect(living.map(outcome)).toEqual(['needs_answer: exclusion_choice', 'needs_answer: exclusion_choice']);
  });

  it('explains the day pupil outside the four classes, and not the programmes never meant for him', () => {
    const facts = pupil({ ...day, groups: [ORPHAN] });
    const shown = evaluatePupil(facts, AUTUMN, POLICY).filter((one) => isWorthExplaining(facts, one));
    expect(shown.map((one) => [one.programmeKey, outcome(one)])).toEqual([['yw.day', 'not: group_missing']]);
  });

  it('does not list pupils nobody ever named', () => {
    const facts = pupil({ determination: null });
    const evaluations = evaluatePupil(facts, AUTUMN, POLICY);
    expect(evaluations.some((one) => isWorthExplaining(facts, one))).toBe(false);
    expect(evaluations.filter((one) => !isOutsideProgramme(one)).map(outcome)).toEqual(['not: not_identified']);
  });

  it('writes the trace of why.png: standard, stage, boarding, status, decision, groups, registry, exclusion', () => {
    const evaluation = evaluate('yw.board', { groups: [LOW_INCOME] });
    expect(evaluation.kind === 'proposed' && evaluation.trace.reasons.map((reason) => reason.topic)).toEqual([
      'rate', 'stage', 'boarding', 'status', 'determination', 'groups', 'split', 'exclusion',
    ]);
  });

});
