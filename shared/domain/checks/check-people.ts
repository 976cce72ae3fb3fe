import { checkIdDocument, needsRepair } from '#shared/domain/identity/id-document.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { checkPersonName } from '#shared/domain/identity/person-name.ts';
import { isOnRoll } from '#shared/domain/roster/student-status.ts';
import type { CheckOutcome, FindingSubject } from './check.ts';
import { Outcome } from './check.ts';
import type { CheckFacts, CheckPupil } from './check-facts.ts';

export function pupilSubject(pupil: Pick<CheckPupil, 'studentId' | 'label'>): FindingSubject {
  return { kind: 'pupil', id: pupil.studentId, label: pupil.label };
}

/** The pupils who are on the term's list, by id. */
export function listedPupils({ pupils, dues }: CheckFacts): CheckPupil[] {
  const listed = new Set(dues.map((due) => due.studentId));
  return pupils.filter((pupil) => listed.has(pupil.studentId));
}

/** CHK-01: a number of 18 signs with its check sign; 15 digits, hidden blanks and full-width signs are said (handbook 1.2). */
export function checkIdNumbers({ pupils, today }: CheckFacts): CheckOutcome {
  const outcome = new Outcome('01');
  const present = pupils.filter((pupil) => isOnRoll(pupil.status));
  for (const pupil of present) {
    if (pupil.idNumber !== cleanIdNumber(pupil.idNumber)) outcome.find(pupilSubject(pupil), 'check.id_unclean');
    const { result } = checkIdDocument(pupil.idType, pupil.idNumber, { today });
    if (needsRepair(result)) outcome.find(pupilSubject(pupil), 'check.id_number', { result });
  }
  return outcome.of(present.length);
}

/** CHK-02: one ID or 学籍号 borne by two pupils of the register, whatever year they came in. */
export function checkDuplicates({ pupils }: CheckFacts): CheckOutcome {
  const outcome = new Outcome('02');
  const search = (which: 'id' | 'registry', numberOf: (pupil: CheckPupil) => string): void => {
    for (const [number, bearers] of Map.groupBy(pupils, numberOf)) {
      const [first, ...others] = bearers;
      if (number !== '' && first && others.length > 0) outcome.find(pupilSubject(first), 'check.number_twice', { part: which, others: others.map((one) => one.label) });
    }
  };
  search('id', (pupil) => cleanIdNumber(pupil.idNumber));
  search('registry', (pupil) => pupil.registryNo.trim().toUpperCase());
  return outcome.of(pupils.length);
}

/** Signs of GBK's own blocks end here; what lies beyond can't be written to a GBK file (handbook 1.5). */
function rareSigns(name: string): string[] {
  return [...name].filter((sign) => { const point = sign.codePointAt(0) ?? 0; return point > 0xffff || (point >= 0x3400 && point <= 0x4dbf); });
}

/** CHK-03: names on the list are the roster's; another writing beside the same number, a damaged or a rare sign is said. */
export function checkNames(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('03');
  const listed = listedPupils(facts);
  const names = Map.groupBy(facts.lines, (line) => line.studentId);
  for (const pupil of listed) {
    for (const { name, where, soundsAlike } of pupil.otherNames) outcome.find(pupilSubject(pupil), soundsAlike ? 'check.name_homophone' : 'check.name_differs', { part: where, other: name, where });
    const stale = (names.get(pupil.studentId) ?? []).find((line) => line.studentName !== pupil.name && line.state !== 'paid');
    if (stale) outcome.find(pupilSubject(pupil), 'check.name_on_line', { part: stale.lineId, other: stale.studentName });
    const problem = checkPersonName(pupil.name);
    if (problem !== null) outcome.find(pupilSubject(pupil), 'check.name_suspect', { problem });
    const rare = rareSigns(pupil.name);
    if (rare.length > 0) outcome.find(pupilSubject(pupil), 'check.name_rare', { signs: rare });
  }
  return outcome.of(listed.length);
}

/** CHK-04: sex and birth as recorded against what the number says (handbook 1.2). */
export function checkBirthAndSex({ pupils, today }: CheckFacts): CheckOutcome {
  const outcome = new Outcome('04');
  const present = pupils.filter((pupil) => isOnRoll(pupil.status));
  for (const pupil of present) {
    const read = checkIdDocument(pupil.idType, pupil.idNumber, { today });
    if (read.sex && pupil.sex !== 'unknown' && read.sex !== pupil.sex) outcome.find(pupilSubject(pupil), 'check.sex_differs', { recorded: pupil.sex, read: read.sex });
    if (read.birthDate && pupil.birthDate !== null && read.birthDate !== pupil.birthDate) {
      outcome.find(pupilSubject(pupil), 'check.birth_differs', { recorded: pupil.birthDate, read: read.birthDate });
    }
  }
  return outcome.of(present.length);
}

/** CHK-08: a 中职 pupil whose number is 在读 in 义务教育 or 普通高中 as well. */
export function checkVocational({ pupils, otherRosters }: CheckFacts): CheckOutcome {
  const outcome = new Outcome('08');
  const vocational = pupils.filter((pupil) => pupil.stage === 'vocational' && isOnRoll(pupil.status));
  for (const pupil of vocational) {
    const stages = [...new Set(pupil.activeElsewhere)].filter((stage) => stage !== 'vocational' && stage !== 'preschool');
    if (stages.length > 0) outcome.find(pupilSubject(pupil), 'check.active_elsewhere', { stages });
  }
  if (vocational.length > 0 && !otherRosters) outcome.lack('check.no_other_roster');
  return outcome.of(vocational.length);
}
