import { fen } from '#shared/domain/money/fen.ts';
import { amountDue } from '#shared/domain/programmes/amount-due.ts';
import type { Quantity } from '#shared/domain/programmes/amount-due.ts';
import { payableFen } from '#shared/domain/programmes/pick-rate.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import type { BenefitRate } from '#shared/domain/programmes/programme.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { CheckOutcome, FindingCode, FindingFacts } from './check.ts';
import { Outcome } from './check.ts';
import type { CheckDue, CheckFacts } from './check-facts.ts';
import { pupilSubject } from './check-people.ts';

/** 营养改善: at most 200 days a 学年 (handbook 3.2). */
const mealDaysCap = 200;
/** A term has six calendar months, counted in halves. */
const halfMonthsOfTerm = 12;

function quantityOf(rate: BenefitRate, quantity: number | null): Quantity | null {
  switch (rate.unit) {
    case 'term': return { unit: 'term' };
    case 'once': return { unit: 'once' };
    case 'day': return quantity === null ? null : { unit: 'day', days: quantity, cap: null };
    case 'month': return quantity === null ? null : { unit: 'month', halfMonths: quantity };
    case 'year': return null;
  }
}

interface AmountFault {
  readonly code: FindingCode;
  readonly facts: FindingFacts;
}

/** Why an amount is not rate × quantity to the 分; null where it is. */
function amountFault(due: CheckDue, rate: BenefitRate | undefined, facts: CheckFacts): AmountFault | null {
  if (!rate) return { code: 'check.rate_unknown', facts: { rate: due.rateKey } };
  if (!isInForce(rate, facts.term)) return { code: 'check.rate_out_of_term', facts: { from: rate.validFrom, to: rate.validTo } };
  const unit = payableFen(rate);
  if (unit === null) return { code: 'check.rate_not_payable', facts: { kind: rate.figure.kind } };
  const quantity = quantityOf(rate, due.quantity);
  if (quantity === null) return { code: 'check.quantity_missing', facts: {} };
  const owed = amountDue(fen(unit), quantity);
  if (!owed.ok || owed.fen !== due.amountFen) return { code: 'check.amount_differs', facts: { amountFen: due.amountFen, owedFen: owed.ok ? owed.fen : null } };
  return null;
}

/** CHK-16: amount = rate × tier × stage × boarding to the 分; tiers within the national range, their mean at the national average (handbook 3.1, 3.2). */
export function checkAmounts(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('16');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  const rates = new Map(facts.catalogue.rates.map((rate) => [rate.key, rate]));
  for (const due of facts.dues) {
    const pupil = pupils.get(due.studentId);
    if (!pupil || due.adjusted) continue;
    const fault = amountFault(due, rates.get(due.rateKey), facts);
    if (fault) outcome.find(pupilSubject(pupil), fault.code, { part: due.programmeKey, programme: due.programmeName, ...fault.facts });
  }
  for (const [key, several] of Map.groupBy(facts.dues, (due) => `${due.programmeKey} ${pupils.get(due.studentId)?.stage ?? ''}`)) {
    const stage = pupils.get(several[0]?.studentId ?? 0)?.stage;
    if (stage) checkNationalFigures(outcome, key, stage, several, facts);
  }
  return outcome.of(facts.dues.length);
}

function checkNationalFigures(outcome: Outcome, part: string, stage: EducationStage, dues: readonly CheckDue[], facts: CheckFacts): void {
  const [first] = dues;
  if (!first) return;
  const national = facts.catalogue.rates.filter((rate) =>
    rate.programmeKey === first.programmeKey && rate.region === NATIONAL && rate.unit === 'term' && rate.stages.includes(stage) && isInForce(rate, facts.term));
  const subject = { kind: 'programme', id: first.programmeKey, label: first.programmeName } as const;
  for (const { figure, document } of national) {
    if (figure.kind === 'range') {
      const outside = dues.filter((due) => due.amountFen < figure.lowFen || due.amountFen > figure.highFen).length;
      if (outside > 0) outcome.find(subject, 'check.outside_range', { part: `${part} range`, count: outside, lowFen: figure.lowFen, highFen: figure.highFen, document }, 'warn');
    }
    if (figure.kind === 'average') {
      const sum = dues.reduce((total, due) => total + due.amountFen, 0);
      if (sum !== figure.fen * dues.length) outcome.find(subject, 'check.not_average', { part: `${part} average`, sumFen: sum, count: dues.length, averageFen: figure.fen, document }, 'warn');
    }
  }
}

/** CHK-18: days no more than the term has, 200 days in the 学年, months no more than the term's. */
export function checkQuantities(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('18');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  const rates = new Map(facts.catalogue.rates.map((rate) => [rate.key, rate]));
  const counted = facts.dues.filter((due) => due.quantity !== null);
  for (const due of counted) {
    const pupil = pupils.get(due.studentId);
    const unit = rates.get(due.rateKey)?.unit;
    const { quantity } = due;
    if (!pupil || quantity === null) continue;
    const of = { part: due.programmeKey, programme: due.programmeName };
    if (unit === 'day' && quantity > facts.termDays.count) outcome.find(pupilSubject(pupil), 'check.days_over_calendar', { ...of, days: quantity, calendar: facts.termDays.count });
    if (unit === 'day' && quantity + (due.otherTermDays ?? 0) > mealDaysCap) outcome.find(pupilSubject(pupil), 'check.days_over_cap', { ...of, days: quantity + (due.otherTermDays ?? 0), cap: mealDaysCap });
    if (unit === 'month' && quantity > halfMonthsOfTerm) outcome.find(pupilSubject(pupil), 'check.months_over_term', { ...of, halfMonths: quantity });
  }
  if (counted.length > 0 && !facts.termDays.verified) outcome.lack('check.calendar_unannounced');
  return outcome.of(counted.length);
}

/** CHK-20: 免学费 pupils charged and refunded (先收后退). The program keeps no fee records: the year's self-assessment answers. */
export function checkFees(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('20');
  const waived = facts.dues.filter((due) => facts.catalogue.programmes.find((one) => one.key === due.programmeKey)?.shape === 'fee_exemption');
  if (facts.feeAnswer === 'present') outcome.find({ kind: 'term', id: facts.term, label: '' }, 'check.fee_first');
  else if (facts.feeAnswer === 'unanswered') outcome.lack('check.no_fee_records', { count: waived.length });
  return outcome.of(waived.length);
}
