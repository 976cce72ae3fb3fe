import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { CheckOutcome, FindingCode } from './check.ts';
import { Outcome } from './check.ts';
import type { CheckDue, CheckFacts } from './check-facts.ts';
import { pupilSubject } from './check-people.ts';

function byId(facts: CheckFacts) {
  return new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
}

/** CHK-09: 应助未助, each with the reason. A list to work through: the family may have declined (handbook 2.7). */
export function checkUncovered(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('09');
  const pupils = byId(facts);
  for (const { studentId, groups, reason } of facts.uncovered) {
    const pupil = pupils.get(studentId);
    if (pupil) outcome.find(pupilSubject(pupil), 'check.uncovered', { groups, reason });
  }
  if (!facts.listsImported) outcome.lack('check.no_lists');
  return outcome.of(facts.uncovered.length);
}

function decisionFault(due: CheckDue, facts: CheckFacts): FindingCode | null {
  const { madeOn, holds } = due;
  if (madeOn === null && holds === null) return 'check.grade_missing';
  if (holds === null) return 'check.grade_ended';
  if (!holds.isHardship) return 'check.not_in_hardship';
  if (holds.schoolYear !== schoolYearOf(facts.term)) return 'check.grade_expired';
  return madeOn !== null && madeOn.id !== holds.id && madeOn.grade !== holds.grade ? 'check.grade_changed' : null;
}

/** CHK-10: paid without a grade of this 学年, after a change of grade, or though 不困难. Programmes that need no 认定 are left out. */
export function checkGrades(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('10');
  const pupils = byId(facts);
  const rules = new Map(facts.catalogue.rules.map((rule) => [rule.key, rule]));
  const asked = facts.dues.filter((due) => rules.get(due.ruleKey)?.needsHardship ?? due.madeOn !== null);
  for (const due of asked) {
    const pupil = pupils.get(due.studentId);
    const fault = decisionFault(due, facts);
    if (!pupil || fault === null) continue;
    outcome.find(pupilSubject(pupil), fault, { part: due.programmeKey, programme: due.programmeName, before: due.madeOn?.grade ?? null, now: due.holds?.grade ?? null });
  }
  return outcome.of(asked.length);
}

/** CHK-11: paid last term and not this one: the system wants 不困难 for them (handbook 5.2 “第5类学生”). */
export function checkNoLongerFunded(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('11');
  if (facts.fundedBefore === null) {
    outcome.lack('check.no_term_before');
    return outcome.of(0);
  }
  const pupils = byId(facts);
  const now = new Set(facts.dues.map((due) => due.studentId));
  if (facts.dues.length === 0) {
    outcome.lack('check.no_dues_yet');
    return outcome.of(facts.fundedBefore.length);
  }
  for (const studentId of facts.fundedBefore) {
    const pupil = pupils.get(studentId);
    if (pupil && !now.has(studentId) && isOnRoll(pupil.status)) outcome.find(pupilSubject(pupil), 'check.no_longer_funded');
  }
  return outcome.of(facts.fundedBefore.length);
}

/** CHK-12: a special group claimed by certificate, promise or the roster, with no row of a department's list behind it. */
export function checkClaims(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('12');
  const pupils = byId(facts);
  for (const { studentId, group, basis } of facts.claims) {
    const pupil = pupils.get(studentId);
    if (pupil) outcome.find(pupilSubject(pupil), 'check.claim_unlisted', { part: group, group, basis });
  }
  if (!facts.listsImported) outcome.lack('check.no_lists');
  return outcome.of(facts.claims.length);
}

/** CHK-13: a family member on a 财政供养 or 企业高管 list, nobody has decided yet. For review only, never a bar (handbook 2.8). */
export function checkNegativeHits(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('13');
  if (facts.openHits === null) {
    outcome.lack('check.no_negative_lists');
    return outcome.of(0);
  }
  const pupils = byId(facts);
  for (const { hitId, studentId, kind, person } of facts.openHits) {
    const pupil = pupils.get(studentId);
    if (pupil) outcome.find(pupilSubject(pupil), 'check.negative_hit', { part: hitId, kind, person });
  }
  return outcome.of(facts.openHits.length);
}
