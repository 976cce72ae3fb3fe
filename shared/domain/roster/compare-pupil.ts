import type { IsoDate } from '../calendar/iso-date.ts';
import { formatIdDocumentType, needsRepair } from '../identity/id-document.ts';
import { maskIdNumber } from '../identity/id-number.ts';
import { formatSex } from '../identity/sex.ts';
import { formatTriState } from '../tri-state.ts';
import { formatBoardingMode } from './boarding-mode.ts';
import type { PupilPlace } from './place-pupil.ts';
import { isYearName } from './place-pupil.ts';
import type { ClassGroup, HouseholdMemberRecord, PupilRecord } from './pupil-record.ts';
import type { PupilReading } from './read-pupil-row.ts';
import type { MemberReading } from './read-member.ts';
import type { StudentAttributes } from './student-attributes.ts';
import { formatAttributeName } from './student-attributes.ts';
import { formatStudentStatus, isOnRoll } from './student-status.ts';
import type { StudentStatus } from './student-status.ts';

/** One field a newer roster changes, as shown to the person who confirms; identity numbers are masked. */
export interface FieldChange {
  readonly field: string;
  readonly before: string;
  readonly after: string;
}

export type MemberChange =
  | { readonly kind: 'add'; readonly member: MemberReading }
  | { readonly kind: 'update'; readonly memberId: number; readonly patch: Partial<HouseholdMemberRecord> };

export interface PupilChanges {
  readonly fields: readonly FieldChange[];
  readonly patch: Partial<PupilRecord>;
  /** The class moves: kept apart because the class may have to be made first. */
  readonly place: PupilPlace | null;
  readonly status: { readonly to: StudentStatus; readonly date: IsoDate | null } | null;
  readonly members: readonly MemberChange[];
}

/**
 * What a row would change of a pupil. An empty cell changes nothing (unknown is not 否); a number that fails its check never replaces one
 * that passed; members are added and corrected, never taken away. A pupil who had left and stands in the file again is 在读 again.
 */
export function comparePupil(known: PupilRecord, seat: ClassGroup | null, members: readonly HouseholdMemberRecord[], reading: PupilReading): PupilChanges {
  const fields: FieldChange[] = [];
  const patch: Record<string, unknown> = {};
  const set = (key: keyof PupilRecord, field: string, before: string, after: string, value: unknown): void => {
    fields.push({ field, before, after });
    patch[key] = value;
  };
  if (reading.name !== known.name) {
    set('name', '姓名', known.name, reading.name, reading.name);
    patch['nameKey'] = reading.nameKey;
  }
  if (reading.formerName && reading.formerName !== known.formerName) set('formerName', '曾用名', known.formerName, reading.formerName, reading.formerName);
  const fills = (empty: boolean): boolean => !reading.derived || empty;
  if (reading.sex && reading.sex !== known.sex && fills(known.sex === 'unknown')) set('sex', '性别', formatSex(known.sex), formatSex(reading.sex), reading.sex);
  if (reading.birthDate && reading.birthDate !== known.birthDate && fills(known.birthDate === null)) {
    set('birthDate', '出生日期', known.birthDate ?? '', reading.birthDate, reading.birthDate);
  }
  compareNumbers(known, reading, set, patch);
  if (reading.schoolStudentNo && reading.schoolStudentNo !== known.schoolStudentNo) set('schoolStudentNo', '校内学号', known.schoolStudentNo, reading.schoolStudentNo, reading.schoolStudentNo);
  if (reading.classRollNo && reading.classRollNo !== known.classRollNo) set('classRollNo', '班内学号', known.classRollNo, reading.classRollNo, reading.classRollNo);
  if (reading.boarding && reading.boarding !== known.boardingMode) {
    set('boardingMode', '就读方式', formatBoardingMode(known.boardingMode), formatBoardingMode(reading.boarding), reading.boarding);
  }
  compareAttributes(known.attributes, reading.attributes, fields, patch);
  const place = comparePlace(known, seat, reading.place, fields);
  const status = compareStatus(known.status, reading, fields);
  return { fields: [...fields, ...describeMembers(members, reading.members)], patch, place, status, members: compareMembers(members, reading.members) };
}

type Setter = (key: keyof PupilRecord, field: string, before: string, after: string, value: unknown) => void;

function compareNumbers(known: PupilRecord, reading: PupilReading, set: Setter, patch: Record<string, unknown>): void {
  if (reading.idType && reading.idType !== known.idType) set('idType', '身份证件类型', formatIdDocumentType(known.idType), formatIdDocumentType(reading.idType), reading.idType);
  const spoils = reading.idNumber !== undefined && needsRepair(reading.idCheck) && known.idNumber !== '' && !needsRepair(known.idCheck);
  if (reading.idNumber && reading.idNumber !== known.idNumber && !spoils) {
    set('idNumber', '身份证件号', maskIdNumber(known.idNumber), maskIdNumber(reading.idNumber), reading.idNumber);
    patch['idCheck'] = reading.idCheck;
  }
  // A list that still has the temporary L number does not take the formal one away.
  const olderNumber = reading.registryNo?.startsWith('L') === true && /^[GJ]/.test(known.registryNo);
  if (reading.registryNo && reading.registryNo !== known.registryNo && !olderNumber) {
    set('registryNo', '学籍号', maskIdNumber(known.registryNo), maskIdNumber(reading.registryNo), reading.registryNo);
    patch['registryCheck'] = reading.registryCheck;
  }
}

function compareAttributes(known: StudentAttributes, read: StudentAttributes, fields: FieldChange[], patch: Record<string, unknown>): void {
  const merged: Record<string, string> = { ...known };
  let changed = false;
  for (const [key, value] of Object.entries(read)) {
    const before = merged[key] ?? '';
    if (before === value) continue;
    merged[key] = value;
    changed = true;
    fields.push({ field: formatAttributeName(key), before: wordOf(before), after: wordOf(value) });
  }
  if (changed) patch['attributes'] = merged;
}

function wordOf(value: string): string {
  return value === 'yes' || value === 'no' ? formatTriState(value) : value;
}

function comparePlace(known: PupilRecord, seat: ClassGroup | null, place: PupilPlace | null, fields: FieldChange[]): PupilPlace | null {
  if (!place) return null;
  // A list that says 三年级 and no class has nothing against the class of that year he sits in.
  const sameClass = seat !== null && seat.stage === place.stage && seat.entryYear === place.classEntryYear
    && (seat.displayName === place.className || isYearName(place.className));
  const classMoves = place.className !== '' && !sameClass;
  // A row that names the class he sits in says nothing against his repeating a year.
  const yearMoves = place.entryYear !== null && !(sameClass && place.yearOffset === 0)
    && (place.stage !== known.stage || place.entryYear !== known.entryYear || place.yearOffset !== known.yearOffset);
  if (!yearMoves && !classMoves) return null;
  const before = seat?.displayName ?? (known.entryYear === null ? '' : `${known.entryYear}级`);
  fields.push({ field: '年级班级', before, after: place.className || (place.entryYear === null ? '' : `${place.entryYear}级`) });
  return sameClass ? { ...place, className: seat.displayName, classNo: seat.classNo } : place;
}

function compareStatus(known: StudentStatus, reading: PupilReading, fields: FieldChange[]): PupilChanges['status'] {
  const to = reading.status ?? (isOnRoll(known) ? known : 'enrolled');
  if (to === known) return null;
  fields.push({ field: '学籍状态', before: formatStudentStatus(known), after: formatStudentStatus(to) });
  return { to, date: reading.statusDate ?? null };
}

/** The known member a reading speaks of: same ID number, else the same name. */
function findMember(members: readonly HouseholdMemberRecord[], read: MemberReading): HouseholdMemberRecord | undefined {
  return (read.idNumber ? members.find((member) => member.idNumber === read.idNumber) : undefined) ?? members.find((member) => member.nameKey === read.nameKey);
}

function compareMembers(members: readonly HouseholdMemberRecord[], readings: readonly MemberReading[]): MemberChange[] {
  const changes: MemberChange[] = [];
  for (const read of readings) {
    const member = findMember(members, read);
    if (!member) {
      changes.push({ kind: 'add', member: read });
      continue;
    }
    const patch = patchMember(member, read);
    if (Object.keys(patch).length > 0) changes.push({ kind: 'update', memberId: member.id, patch });
  }
  return changes;
}

function patchMember(member: HouseholdMemberRecord, read: MemberReading): Partial<HouseholdMemberRecord> {
  const spoils = needsRepair(read.idCheck) && member.idNumber !== '' && !needsRepair(member.idCheck);
  const newNumber = read.idNumber !== '' && read.idNumber !== member.idNumber && !spoils;
  const attributes = { ...member.attributes, ...read.attributes };
  return {
    ...(read.name !== member.name && { name: read.name, nameKey: read.nameKey }),
    ...(read.relation && read.relation !== member.relation && { relation: read.relation }),
    ...(read.idType && read.idType !== member.idType && { idType: read.idType }),
    ...(newNumber && { idNumber: read.idNumber, idCheck: read.idCheck }),
    ...(read.phone && read.phone !== member.phone && { phone: read.phone }),
    ...(read.isGuardian !== 'unknown' && read.isGuardian !== member.isGuardian && { isGuardian: read.isGuardian }),
    ...(read.isHead !== 'unknown' && read.isHead !== member.isHead && { isHead: read.isHead }),
    ...(read.disabilityCertificateNo && read.disabilityCertificateNo !== member.disabilityCertificateNo && { disabilityCertificateNo: read.disabilityCertificateNo }),
    ...(JSON.stringify(attributes) !== JSON.stringify(member.attributes) && { attributes }),
  };
}

function describeMembers(members: readonly HouseholdMemberRecord[], readings: readonly MemberReading[]): FieldChange[] {
  return compareMembers(members, readings).map((change) => {
    if (change.kind === 'add') return { field: '家庭成员', before: '', after: `${change.member.name}${change.member.relation ? `（${change.member.relation}）` : ''}` };
    const member = members.find(({ id }) => id === change.memberId);
    return { field: '家庭成员', before: member?.name ?? '', after: `${change.patch.name ?? member?.name ?? ''}（资料更新）` };
  });
}
