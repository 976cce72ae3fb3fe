import { yearOf } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { HouseholdIndex } from '#shared/domain/verification/negative-match.ts';
import type { HouseholdPerson } from '#shared/domain/verification/negative-match.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listRosterHouseholds } from '#main/db/queries/verification.ts';
import { listApplications } from '#main/db/repositories/application-form.ts';

/** The year in an 18-digit number; null where there is none. */
function yearIn(idNumber: string): number | null {
  return /^\d{17}[\dX]$/.test(idNumber) ? Number(idNumber.slice(6, 10)) : null;
}

/** Everyone a negative list is held against: the roster's households, and who the applications of the 学年 name beside them. */
export function householdsOf(db: ReadableDb, schoolId: number, term: TermKey): readonly HouseholdPerson[] {
  const roster = listRosterHouseholds(db, schoolId).map((person): HouseholdPerson => ({ ...person, birthYear: yearIn(person.idNumber) }));
  const pupils = new Set(roster.map((person) => person.studentId));
  const known = new Set(roster.map((person) => `${person.studentId} ${person.nameKey}`));
  const applied = [...listApplications(db, schoolId, schoolYearOf(term)).values()].flatMap(({ studentId, form }) =>
    (form === null || !pupils.has(studentId) ? [] : form.members.map((member): HouseholdPerson => ({
      studentId, source: 'application', name: member.name, nameKey: nameKey(member.name), relation: member.relation, idNumber: '',
      birthYear: member.age === null || form.appliedOn === null ? null : yearOf(form.appliedOn) - member.age,
    }))));
  return [...roster, ...applied.filter((person) => !known.has(`${person.studentId} ${person.nameKey}`))];
}

export function householdIndexOf(db: ReadableDb, schoolId: number, term: TermKey): HouseholdIndex {
  return new HouseholdIndex(householdsOf(db, schoolId, term));
}

/** What applications say of a person's work, by pupil and name. */
export function declaredWork(db: ReadableDb, schoolId: number, term: TermKey): (studentId: number, personName: string) => string {
  const forms = listApplications(db, schoolId, schoolYearOf(term));
  return (studentId, personName) => {
    const member = forms.get(studentId)?.form?.members.find((one) => nameKey(one.name) === nameKey(personName));
    return member === undefined ? '' : [member.employer, member.job].filter((part) => part !== '').join('，');
  };
}
