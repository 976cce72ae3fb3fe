import { termRange } from '#shared/domain/calendar/term.ts';
import { evaluateStanding } from '#shared/domain/disbursement/payability.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { defaultStageYears } from '#shared/domain/roster/stage.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { CheckOutcome } from './check.ts';
import { Outcome } from './check.ts';
import type { CheckFacts } from './check-facts.ts';
import { listedPupils, pupilSubject } from './check-people.ts';

/** CHK-05: on the list and not in the roster; left, graduated or 休学 before the term began (handbook 1.7). */
export function checkOnRoster(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('05');
  const listed = listedPupils(facts);
  const { from } = termRange(facts.term);
  for (const pupil of listed) {
    const standing = evaluateStanding(pupil, from);
    if (standing?.severity === 'block') outcome.find(pupilSubject(pupil), 'check.left_before_term', { status: pupil.status, since: pupil.statusFrom });
    else if (pupil.onTermRoster === 'no' && isOnRoll(pupil.status)) outcome.find(pupilSubject(pupil), 'check.not_on_roster');
  }
  if (!facts.termRosterImported) outcome.lack('check.no_term_roster');
  return outcome.of(listed.length);
}

/** CHK-06: 就读方式 and 学段 are those of the standard the amount was taken from. */
export function checkStageAndBoarding(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('06');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  const rates = new Map(facts.catalogue.rates.map((rate) => [rate.key, rate]));
  const rules = new Map(facts.catalogue.rules.map((rule) => [rule.key, rule]));
  for (const due of facts.dues) {
    const pupil = pupils.get(due.studentId);
    const rate = rates.get(due.rateKey);
    if (!pupil) continue;
    const of = { part: due.programmeKey, programme: due.programmeName };
    const needed = rate?.boarding ?? rules.get(due.ruleKey)?.boarding ?? null;
    if (needed !== null && pupil.boarding === 'unknown') outcome.find(pupilSubject(pupil), 'check.boarding_unknown', of);
    else if (needed !== null && pupil.boarding !== needed) outcome.find(pupilSubject(pupil), 'check.boarding_differs', { ...of, needed, boarding: pupil.boarding });
    if (rate && !rate.stages.includes(pupil.stage)) outcome.find(pupilSubject(pupil), 'check.stage_differs', { ...of, stage: pupil.stage, stages: rate.stages });
    if (pupil.yearLevel === null) outcome.find(pupilSubject(pupil), 'check.year_unknown', { ...of, stage: pupil.stage, years: defaultStageYears[pupil.stage] });
  }
  return outcome.of(facts.dues.length);
}

/** CHK-07: 学籍 and school differ, held against table 1.8 (濮教资助〔2022〕234号 二(一)). */
export function checkRegistryPlace(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('07');
  const pupils = new Map(listedPupils(facts).map((pupil) => [pupil.studentId, pupil]));
  for (const due of facts.dues) {
    const pupil = pupils.get(due.studentId);
    const verdict = pupil?.split ?? null;
    if (!pupil || verdict === null || verdict.kind === 'upper_funds_pay') continue;
    const own = findProgramme(facts.catalogue, due.programmeKey)?.sourceKind;
    if (verdict.kind === 'school_funds_pay' && (own === 'school' || own === 'donor')) continue;
    const row = 'row' in verdict ? verdict.row : null;
    outcome.find(pupilSubject(pupil), 'check.split', { part: due.programmeKey, programme: due.programmeName, verdict: verdict.kind, row });
  }
  return outcome.of(pupils.size);
}

/** CHK-17: the same programme twice, two that exclude each other, or more than one place paying (handbook 3.4). */
export function checkTwice(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('17');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  const personOf = (studentId: number): string => pupils.get(studentId)?.idNumber || `#${studentId}`;
  for (const [, dues] of Map.groupBy(facts.dues, (due) => personOf(due.studentId))) {
    const pupil = pupils.get(dues[0]?.studentId ?? 0);
    if (!pupil) continue;
    const groups = Map.groupBy(dues, (due) => findProgramme(facts.catalogue, due.programmeKey)?.exclusivityGroup ?? due.programmeKey);
    for (const [group, several] of groups) {
      if (several.length < 2) continue;
      const names = [...new Set(several.map((due) => due.programmeName))];
      outcome.find(pupilSubject(pupil), names.length === 1 ? 'check.programme_twice' : 'check.programmes_exclude', { part: group, programmes: names });
    }
    for (const due of dues.filter((one) => one.alsoElsewhere)) outcome.find(pupilSubject(pupil), 'check.paid_elsewhere', { part: due.programmeKey, programme: due.programmeName });
  }
  return outcome.of(facts.dues.length);
}
