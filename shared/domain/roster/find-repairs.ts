import type { IsoDate } from '../calendar/iso-date.ts';
import type { DocumentCheckResult } from '../identity/id-document.ts';
import { needsRepair } from '../identity/id-document.ts';
import type { RegistryNumberResult } from '../identity/registry-number.ts';
import { checkPersonName } from '../identity/person-name.ts';
import type { SexOrUnknown } from '../identity/sex.ts';

export interface RepairSubject {
  readonly studentId: number;
  readonly name: string;
  readonly nameKey: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idNumber: string;
  readonly idCheck: DocumentCheckResult;
  readonly registryNo: string;
  readonly registryCheck: RegistryNumberResult;
  readonly classId: number | null;
  readonly boardingMode: string;
}

export type Repair =
  | { readonly kind: 'id'; readonly studentId: number; readonly check: DocumentCheckResult }
  | { readonly kind: 'registry'; readonly studentId: number; readonly check: RegistryNumberResult }
  | { readonly kind: 'duplicate'; readonly studentId: number; readonly of: 'id' | 'registry' | 'person'; readonly others: readonly number[] }
  | { readonly kind: 'place' | 'boarding' | 'name'; readonly studentId: number };

/**
 * The repair list (handbook 1.11): everything a person should mend, which never kept anyone from being imported. A missing ID number is on it,
 * since no department's list can then be matched; a G number that differs from a changed ID is not.
 */
export function findRepairs(subjects: readonly RepairSubject[]): Repair[] {
  const repairs: Repair[] = [];
  const byId = groupBy(subjects, ({ idNumber }) => idNumber);
  const byRegistry = groupBy(subjects, ({ registryNo }) => registryNo);
  const byPerson = groupBy(subjects, personKey);
  const duplicate = (of: 'id' | 'registry' | 'person', subject: RepairSubject, group: readonly RepairSubject[] | undefined): void => {
    const others = (group ?? []).filter((other) => other.studentId !== subject.studentId).map((other) => other.studentId);
    if (others.length > 0) repairs.push({ kind: 'duplicate', studentId: subject.studentId, of, others });
  };
  for (const subject of subjects) {
    const { studentId } = subject;
    if (needsRepair(subject.idCheck)) repairs.push({ kind: 'id', studentId, check: subject.idCheck });
    if (['bad_shape', 'bad_date', 'bad_checksum'].includes(subject.registryCheck)) repairs.push({ kind: 'registry', studentId, check: subject.registryCheck });
    duplicate('id', subject, byId.get(subject.idNumber));
    duplicate('registry', subject, byRegistry.get(subject.registryNo));
    if (subject.idNumber === '') duplicate('person', subject, byPerson.get(personKey(subject)));
    if (subject.classId === null) repairs.push({ kind: 'place', studentId });
    if (subject.boardingMode === 'unknown') repairs.push({ kind: 'boarding', studentId });
    if (checkPersonName(subject.name)) repairs.push({ kind: 'name', studentId });
  }
  return repairs;
}

function personKey({ nameKey, sex, birthDate, idNumber }: RepairSubject): string {
  return birthDate && idNumber === '' ? `${nameKey}|${sex}|${birthDate}` : '';
}

function groupBy(subjects: readonly RepairSubject[], key: (subject: RepairSubject) => string): Map<string, RepairSubject[]> {
  const groups = new Map<string, RepairSubject[]>();
  for (const subject of subjects) {
    const found = key(subject);
    if (found === '') continue;
    const group = groups.get(found);
    if (group) group.push(subject);
    else groups.set(found, [subject]);
  }
  return groups;
}
