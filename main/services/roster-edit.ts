import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { termOfDate } from '#shared/domain/calendar/term.ts';
import { formatIdDocumentType } from '#shared/domain/identity/id-document.ts';
import { cleanIdNumber, maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { checkRecordNumbers } from '#shared/domain/roster/check-record.ts';
import { formatAttributeName } from '#shared/domain/roster/student-attributes.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { insertChange, insertRegistryNumber, updateStudent } from '#main/db/repositories/student.ts';
import type { StudentPatch, StudentRow } from '#main/db/repositories/student.ts';
import { namePinyin } from './name-pinyin.ts';
import { listRepairs } from './roster-repairs.ts';

/** What a person typed over; an absent field stays. */
export type PupilEdit = {
  readonly [Key in 'name' | 'formerName' | 'sex' | 'birthDate' | 'idType' | 'idNumber' | 'registryNo' | 'schoolStudentNo' | 'classRollNo']?: StudentRow[Key] | undefined;
} & {
  readonly attributes?: Readonly<Record<string, string>> | undefined;
  readonly split?: Readonly<Record<string, string>> | undefined;
};

interface Stamp {
  readonly today: IsoDate;
  readonly accountId: number;
  readonly at: string;
}

const fieldNames = {
  name: '姓名', formerName: '曾用名', sex: '性别', birthDate: '出生日期', idType: '身份证件类型', idNumber: '身份证件号', registryNo: '学籍号',
  schoolStudentNo: '校内学号', classRollNo: '班内学号',
} as const;

/** Writes an edit, checks the numbers again, keeps what each field held before; returns the names of the fields that changed. */
export function editPupil(db: WritableDb, before: StudentRow, edit: PupilEdit, stamp: Stamp): string[] {
  const patch = patchOf(before, edit);
  const after = { ...before, ...patch };
  const numbers = checkRecordNumbers(after, stamp.today);
  const keepsLost = after.idNumber === '' && before.idCheck === 'lost_digits' && edit.idNumber === undefined;
  const written = { ...patch, ...numbers, idCheck: keepsLost ? ('lost_digits' as const) : numbers.idCheck };
  updateStudent(db, before.id, written, stamp.at);
  if (numbers.registryNo && numbers.registryNo !== before.registryNo) insertRegistryNumber(db, before.id, numbers.registryNo, stamp.today, null);
  const changed: string[] = [];
  const keep = (field: string, from: string, to: string): void => {
    changed.push(field);
    insertChange(db, { studentId: before.id, memberId: null, field, before: from, after: to, importedFileId: null, rowNo: null }, stamp.accountId, stamp.at);
  };
  for (const key of Object.keys(fieldNames) as (keyof typeof fieldNames)[]) {
    const from = before[key] ?? '';
    const to = ({ ...after, ...numbers })[key] ?? '';
    if (from !== to) keep(fieldNames[key], shown(key, from), shown(key, to));
  }
  for (const [key, value] of Object.entries(edit.attributes ?? {})) {
    const from = (before.attributes as Readonly<Record<string, string>>)[key] ?? '';
    if (from !== value) keep(formatAttributeName(key), from, value);
  }
  if (edit.split && JSON.stringify(edit.split) !== JSON.stringify(before.split)) keep('校籍分离', JSON.stringify(before.split), JSON.stringify(edit.split));
  return changed;
}

function patchOf(before: StudentRow, edit: PupilEdit): StudentPatch {
  const { attributes, split, name, idNumber, ...plain } = edit;
  const merged = attributes && Object.fromEntries(Object.entries({ ...before.attributes, ...attributes }).filter(([, value]) => value !== ''));
  const reading = name === undefined ? undefined : namePinyin(name);
  return {
    ...Object.fromEntries(Object.entries(plain).filter(([, value]) => value !== undefined)),
    ...(idNumber !== undefined && { idNumber: cleanIdNumber(idNumber) }),
    ...(name !== undefined && reading && { name, nameKey: nameKey(name), pinyin: reading.pinyin, pinyinInitials: reading.initials }),
    ...(merged && { attributes: merged }), ...(split && { split }),
  };
}

function shown(key: keyof typeof fieldNames, value: string): string {
  if (key === 'idNumber' || key === 'registryNo') return maskIdNumber(value);
  if (key === 'sex') return formatSex(value as StudentRow['sex']);
  return key === 'idType' ? formatIdDocumentType(value as StudentRow['idType']) : value;
}

/** What is still to mend on a pupil after an edit. */
export function problemsOf(db: WritableDb, schoolId: number, studentId: number, today: IsoDate): Problem[] {
  return listRepairs(db, schoolId, termOfDate(today), null, studentId).map(({ problem }) => problem);
}
