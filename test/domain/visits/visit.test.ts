import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear } from '#shared/domain/calendar/term.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import { findInversions, missingBeforeDecision } from '#shared/domain/identification/procedure.ts';
import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import type { ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import { checkVisit, visitDays } from '#shared/domain/visits/check-visit.ts';
import { comparePlaces, placeOfAddress, placeUnknown } from '#shared/domain/visits/place-of-address.ts';
import { asksPhoto, emptyNotes, formatVisitors, parseVisitors } from '#shared/domain/visits/visit.ts';
import type { VisitRecord } from '#shared/domain/visits/visit.ts';
import { decisionLeftBare, inversionsOfVisit } from '#shared/domain/visits/visit-in-procedure.ts';
import type { VisitStep } from '#shared/domain/visits/visit-in-procedure.ts';
import { coverageByClass, isStopDone } from '#shared/domain/visits/visit-plan.ts';

const spec = (key: string): ProcedureSpec => procedurePresets.find((one) => one.key === key)!.spec;
const year = schoolYear('2025-2026');
const today = isoDate('2025-10-31');
const base: VisitRecord = {
  ...emptyNotes, purpose: 'verification', way: 'on_site', visitedOn: isoDate('2025-09-10'), visitors: [{ name: '王芳', role: '班主任' }, { name: '刘洋', role: '' }],
  consistent: 'unknown', verdict: null, policyTold: 'unknown', entrustedTo: '', entrustedReason: '', photosUnsuitable: false, photosReason: '',
};
const alone = [{ name: '王芳', role: '' }];
const codes = (visit: Partial<VisitRecord>, key = 'default') => {
  const { wrong, look } = checkVisit({ ...base, ...visit }, spec(key), year, today);
  return [wrong.map((one) => `${one.field} ${one.code}`), look.map((one) => `${one.field} ${one.code}`)];
};

describe('a record of a visit', () => {
  it.each([
    [{}, [], []],
    [{ visitedOn: isoDate('2025-11-01') }, ['visitedOn visit.in_future'], []],
    [{ visitedOn: isoDate('2025-10-31') }, [], []],
    [{ visitedOn: isoDate('2025-05-01') }, [], []],
    [{ visitedOn: isoDate('2025-04-30') }, ['visitedOn visit.outside_year'], []],
    [{ visitors: [] }, ['visitors visit.no_visitor'], []],
    [{ visitors: [...alone, { name: '王 芳', role: '副校长' }] }, ['visitors visit.visitor_twice'], []],
    [{ visitors: alone }, [], ['visitors visit.too_few_visitors']],
    [{ visitors: alone, way: 'phone' as const }, [], []],
    [{ way: 'entrusted' as const }, ['entrustedTo visit.entrusted_to_missing'], []],
    [{ way: 'entrusted' as const, entrustedTo: '石桥中心校' }, ['entrustedReason visit.entrusted_reason_missing'], []],
    [{ way: 'entrusted' as const, entrustedTo: '石桥中心校', entrustedReason: '学生家在外市' }, [], []],
    [{ entrustedTo: '石桥中心校' }, ['entrustedTo visit.entrusted_otherwise'], []],
    [{ consistent: 'inconsistent' as const }, ['differs visit.differs_missing'], []],
    [{ consistent: 'consistent' as const, differs: '有小汽车' }, ['differs visit.differs_otherwise'], []],
    [{ photosUnsuitable: true }, ['photosReason visit.photos_reason_missing'], []],
  ])('%j', (visit, wrong, look) => { expect(codes(visit)).toEqual([wrong, look]); });

  it('is refused with one visitor on the spot where the place requires the visit, and said where it records it', () => {
    expect(codes({ visitors: alone }, 'jiangsu')).toEqual([['visitors visit.too_few_visitors'], []]);
    expect(codes({ visitors: alone }, 'puyang')).toEqual([[], ['visitors visit.too_few_visitors']]);
    expect(checkVisit({ ...base, visitors: alone }, { ...spec('jiangsu'), visitors: 1 }, year, today)).toEqual({ wrong: [], look: [] });
  });

  it('belongs to the summer before the 学年 or to the 学年', () => { expect(visitDays(year)).toEqual({ from: '2025-05-01', to: '2026-07-31' }); });

  it('asks for a photo only on the spot and where it is fitting', () => {
    expect(asksPhoto(base)).toBe(true);
    expect(asksPhoto({ ...base, photosUnsuitable: true })).toBe(false);
    expect(asksPhoto({ ...base, way: 'online' })).toBe(false);
  });
});

describe('visitors as people write them', () => {
  it.each([
    ['王芳（班主任）、刘洋', '王芳（班主任）、刘洋'], ['王芳 刘洋', '王芳、刘洋'], ['王　芳', '王芳'], ['王 芳 刘洋', '王芳、刘洋'], ['王 芳，刘洋（村干部、网格员）', '王芳、刘洋（村干部、网格员）'],
    ['王芳(班主任)/刘洋;王芳', '王芳（班主任）、刘洋'], ['', ''], ['  ', ''], ['阿依古丽·买买提，刘洋', '阿依古丽·买买提、刘洋'],
  ])('%s', (text, read) => { expect(formatVisitors(parseVisitors(text))).toBe(read); });

  it('are read again as they are printed', () => {
    const name = fc.constantFrom('王芳', '刘洋', '欧阳娜娜', '阿依古丽·买买提', '陈晨');
    const role = fc.constantFrom('', '班主任', '村干部、网格员', '资助专干');
    fc.assert(fc.property(fc.uniqueArray(fc.record({ name, role }), { selector: (one) => one.name, maxLength: 5 }), (visitors) => {
      expect(parseVisitors(formatVisitors(visitors))).toEqual(visitors);
    }));
  });
});

describe('the place of an address', () => {
  it.each([
    ['云岭县城关镇柳溪村三组', '城关镇柳溪村'], ['云岭县大河村', '大河村'], ['四川省广元市苍溪县陵江镇红旗村二组18号', '陵江镇红旗村'], ['广西壮族自治区南宁市马山县古零镇中村社区', '古零镇中村社区'],
    ['重庆市铜梁区巴川街道龙井社区3栋', '巴川街道龙井社区'], ['新乡市原阳县福宁集镇李村', '福宁集镇李村'], ['沁水县中村镇李家村', '中村镇李家村'], ['江苏省南京市江宁区东山街道金盛路小区2号', '东山街道金盛路'], ['柳溪村', '柳溪村'],
    ['内蒙古自治区锡林郭勒盟阿巴嘎旗查干淖尔镇乌兰嘎查', '查干淖尔镇乌兰嘎查'], ['云岭县　城关镇 ', '城关镇'], ['', placeUnknown], ['不详', '不详'], ['人民路12号', '人民路'],
  ])('%s', (address, place) => { expect(placeOfAddress(address)).toBe(place); });

  it('is a piece of the address as it stands, whatever it says', () => {
    const piece = fc.constantFrom('四川省', '苍溪县', '城关镇', '大河村', '柳溪社区', '人民路', '三组', '18号', '区', '市', '村', '镇', '阳光小区', '甲');
    fc.assert(fc.property(fc.array(piece, { minLength: 1, maxLength: 7 }).map((parts) => parts.join('')), (address) => {
      const place = placeOfAddress(address);
      expect(place).not.toBe('');
      expect(address).toContain(place);
    }));
  });

  it('comes by name, the unknown last', () => { expect(['b', placeUnknown, 'a'].toSorted(comparePlaces)).toEqual(['a', 'b', placeUnknown]); });
});

const day = fc.integer({ min: 0, max: 120 }).map((days) => addDays(isoDate('2025-08-20'), days));
const step: fc.Arbitrary<VisitStep> = fc.option(fc.record({ purpose: fc.constantFrom('verification' as const, 'care' as const), visitedOn: day }));
const factsWith = (before: VisitStep, others: readonly ProcedureFact[]): ProcedureFact[] =>
  [...others, ...(before?.purpose === 'verification' ? [{ step: 'visit' as const, onDate: before.visitedOn }] : [])];

describe('a visit among the steps', () => {
  const other = fc.record({ step: fc.constantFrom('application' as const, 'visit' as const, 'determination' as const, 'school_review' as const), onDate: day });

  it('that is let in adds no inversion', () => {
    fc.assert(fc.property(fc.array(other, { maxLength: 5 }), step, step, (others, before, after) => {
      const facts = factsWith(before, others);
      if (inversionsOfVisit(spec('default'), facts, before, after).length > 0) return;
      const changed = factsWith(after, others);
      const pairs = (list: readonly ProcedureFact[]) => findInversions(spec('default'), list).filter((one) => one.earlier === 'visit').map((one) => one.later);
      // A visit taken away may leave a later one as the first: that one stood there before and nobody wrote it now.
      if (after?.purpose === 'verification') expect(pairs(changed).filter((later) => !pairs(others).includes(later))).toEqual([]);
    }));
  });

  it('that a decision rests on can not go, and one it does not rest on can', () => {
    fc.assert(fc.property(fc.array(other, { maxLength: 5 }), step, step, (others, before, after) => {
      const facts = factsWith(before, others);
      const days = others.filter((fact) => fact.step === 'determination').map((fact) => fact.onDate).toSorted();
      const lacks = (list: readonly ProcedureFact[]) => days.filter((on, at) => missingBeforeDecision(spec('jiangsu'), 'application', list, on, days[at - 1] ?? null).includes('visit'));
      const worse = lacks(factsWith(after, others)).some((on) => !lacks(facts).includes(on));
      expect(decisionLeftBare(spec('jiangsu'), 'application', facts, before, after) !== null).toBe(worse);
    }));
  });

  it('after the decision is out of order unless the place visits anew before each later decision; a second one is free', () => {
    const decided: ProcedureFact[] = [{ step: 'determination', onDate: isoDate('2025-09-22') }];
    const late: VisitStep = { purpose: 'verification', visitedOn: isoDate('2025-10-09') };
    expect(inversionsOfVisit(spec('default'), decided, null, late)).toMatchObject([{ earlier: 'visit', later: 'determination' }]);
    expect(inversionsOfVisit(spec('default'), decided, null, { ...late, purpose: 'care' })).toEqual([]);
    expect(inversionsOfVisit({ ...spec('default'), revisionSteps: ['visit'] }, decided, null, late)).toEqual([]);
    expect(inversionsOfVisit(spec('default'), [...decided, { step: 'visit', onDate: isoDate('2025-09-10') }], null, late)).toEqual([]);
    expect(inversionsOfVisit(spec('default'), [{ step: 'application', onDate: isoDate('2025-10-20') }], null, late)).toMatchObject([{ earlier: 'application', later: 'visit' }]);
  });
});

describe('coverage', () => {
  it('puts each due pupil in one of visited, planned and open', () => {
    const visit = fc.record({ visitedOn: day, way: fc.constantFrom('on_site', 'phone'), consistent: fc.constantFrom('consistent', 'inconsistent', 'unknown') });
    const row = fc.record({ className: fc.constantFrom('一班', '二班', '三班'), cause: fc.constantFrom(null, 'applied' as const, 'listed' as const), planned: fc.boolean(), visits: fc.array(visit, { maxLength: 2 }) });
    fc.assert(fc.property(fc.array(row, { maxLength: 30 }), (rows) => {
      const classes = coverageByClass(rows);
      for (const one of classes) expect(one.visited + one.planned + one.open).toBe(one.due);
      expect(classes.reduce((sum, one) => sum + one.due, 0)).toBe(rows.filter((one) => one.cause !== null).length);
      expect(classes.reduce((sum, one) => sum + one.visited + one.beyond, 0)).toBe(rows.filter((one) => one.visits.length > 0).length);
    }));
  });

  it('a stop is done by a visit since the outing was planned, not by an older one', () => {
    const plan = { madeOn: isoDate('2025-10-08'), plannedOn: isoDate('2025-10-11') };
    expect(isStopDone(plan, [{ visitedOn: isoDate('2025-09-10') }])).toBe(false);
    expect(isStopDone(plan, [{ visitedOn: isoDate('2025-10-09') }])).toBe(true);
    expect(isStopDone({ ...plan, plannedOn: isoDate('2025-10-05') }, [{ visitedOn: isoDate('2025-10-05') }])).toBe(true);
    expect(isStopDone({ ...plan, plannedOn: null }, [])).toBe(false);
  });
});
