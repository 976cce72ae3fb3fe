import type { IsoDate } from '../calendar/iso-date.ts';
import { parseIsoDate } from '../calendar/iso-date.ts';
import type { DocumentCheckResult, IdDocumentType } from '../identity/id-document.ts';
import { checkIdDocument, needsRepair, parseIdDocumentType } from '../identity/id-document.ts';
import type { SexOrUnknown } from '../identity/sex.ts';
import { parseSex } from '../identity/sex.ts';
import { cleanIdNumber } from '../identity/id-number.ts';
import { checkPersonName, nameKey } from '../identity/person-name.ts';
import type { RegistryNumberResult } from '../identity/registry-number.ts';
import { checkRegistryNumber } from '../identity/registry-number.ts';
import type { MappedRow } from '../tabular/mapped-table.ts';
import type { TriState } from '../tri-state.ts';
import { readTriState } from '../tri-state.ts';
import type { BoardingMode } from './boarding-mode.ts';
import { parseBoardingMode } from './boarding-mode.ts';
import type { PlaceContext, PlaceProblem, PupilPlace } from './place-pupil.ts';
import { placePupil } from './place-pupil.ts';
import type { MemberColumns, MemberReading } from './read-member.ts';
import { readMembers } from './read-member.ts';
import type { RosterFieldKey } from './roster-fields.ts';
import type { StudentAttributes } from './student-attributes.ts';
import { studentAttributes } from './student-attributes.ts';
import type { StudentStatus } from './student-status.ts';
import { parseStudentStatus } from './student-status.ts';

/** What a cell of a roster row gave cause to say. Never stops the row, `name_missing` apart. */
export type RowNoteCode =
  | `roster.id_${Exclude<DocumentCheckResult, 'ok' | 'not_checked' | 'area_unknown' | 'missing'>}`
  | `roster.registry_${Exclude<RegistryNumberResult, 'ok' | 'missing' | 'id_differs'>}`
  | `roster.${PlaceProblem}`
  | 'roster.name_missing' | 'roster.name_doubtful' | 'roster.sex_unreadable' | 'roster.birth_unreadable' | 'roster.boarding_unreadable'
  | 'roster.other_school' | 'roster.status_unreadable' | 'roster.flag_unreadable' | 'roster.registry_spoilt';

export interface RowNote {
  readonly key: RosterFieldKey;
  readonly code: RowNoteCode;
}

/** One pupil as a row tells it. What the row does not say is undefined, and never replaces what is known. */
export interface PupilReading {
  readonly rowNumber: number;
  readonly name: string;
  readonly nameKey: string;
  readonly formerName?: string;
  readonly sex?: Exclude<SexOrUnknown, 'unknown'>;
  readonly birthDate?: IsoDate;
  /** Sex and birth date were not typed but read off the ID number: they fill a gap and change nothing. */
  readonly derived: boolean;
  readonly idType?: IdDocumentType;
  readonly idNumber?: string;
  readonly idCheck: DocumentCheckResult;
  readonly registryNo?: string;
  readonly registryCheck: RegistryNumberResult;
  readonly schoolStudentNo?: string;
  readonly classRollNo?: string;
  readonly place: PupilPlace | null;
  readonly boarding?: Exclude<BoardingMode, 'unknown'>;
  readonly status?: StudentStatus;
  readonly statusDate?: IsoDate;
  readonly attributes: StudentAttributes;
  readonly members: readonly MemberReading[];
  readonly notes: readonly RowNote[];
}

export interface ReadRowContext extends PlaceContext {
  readonly today: IsoDate;
  /** The school's own 学校标识码: a row of another school's file is told by it. */
  readonly schoolCode: string;
  /** Attribute fields the file has a column for; the others are not asked row by row. */
  readonly mapped: ReadonlySet<string>;
  readonly memberColumns: readonly MemberColumns[];
}

type Row = MappedRow<RosterFieldKey>;

/** Reads one roster row. A bad number, date or word becomes a note; the rest of the row stays good. */
export function readPupilRow(row: Row, context: ReadRowContext): PupilReading {
  const notes: RowNote[] = [];
  const note = (key: RosterFieldKey, code: RowNoteCode): void => { notes.push({ key, code }); };
  const name = row.text('name');
  if (name === '') note('name', 'roster.name_missing');
  else if (checkPersonName(name)) note('name', 'roster.name_doubtful');
  const typed = readSexAndBirth(row, note);
  const document = readDocument(row, typed, context.today, note);
  const registry = readRegistry(row, document.idNumber, context.today, note);
  const birthDate = typed.birthDate ?? document.read.birthDate;
  const sex = typed.sex ?? document.read.sex;
  const { place, problem } = placePupil({
    stage: row.text('stage'), yearLabel: row.text('yearLabel'), classLabel: row.text('classLabel'), entryMonth: row.text('entryMonth'),
    major: row.text('major'), birthDate: birthDate ?? null,
  }, context);
  if (problem) note(row.text('classLabel') ? 'classLabel' : row.text('yearLabel') ? 'yearLabel' : 'entryMonth', `roster.${problem}`);
  const schoolCode = row.text('schoolCode');
  if (schoolCode !== '' && context.schoolCode !== '' && schoolCode !== context.schoolCode) note('schoolCode', 'roster.other_school');
  const boarding = readBoarding(row, note);
  const members = readMembers(row, context);
  for (const member of members) if (member.idCheck === 'lost_digits') note(`${member.slot}.idNumber`, 'roster.id_lost_digits');
  return {
    rowNumber: row.rowNumber, name, nameKey: nameKey(name), place, idCheck: document.idCheck, registryCheck: registry.check,
    derived: !typed.sex && !typed.birthDate,
    attributes: readAttributes(row, context.mapped, note), members, notes,
    ...(row.text('formerName') && { formerName: row.text('formerName') }),
    ...(sex && { sex }), ...(birthDate && { birthDate }),
    ...(document.idType && { idType: document.idType }), ...(document.idNumber && { idNumber: document.idNumber }),
    ...(registry.number && { registryNo: registry.number }),
    ...(row.text('schoolStudentNo') && { schoolStudentNo: row.text('schoolStudentNo') }),
    ...(row.text('classRollNo') && { classRollNo: row.text('classRollNo') }),
    ...(boarding && { boarding }), ...readStatus(row, note),
  };
}

type Note = (key: RosterFieldKey, code: RowNoteCode) => void;
interface Typed { readonly sex?: 'male' | 'female'; readonly birthDate?: IsoDate }

function readSexAndBirth(row: Row, note: Note): Typed {
  const sex = parseSex(row.text('sex'));
  if (sex === null) note('sex', 'roster.sex_unreadable');
  const birthText = row.text('birthDate');
  const birthDate = birthText ? parseIsoDate(birthText) : null;
  // 201503 alone is no day; the ID number will give it.
  if (birthText && !birthDate && !/^(19|20)\d{2}[-/.年]?\d{1,2}月?$/.test(birthText)) note('birthDate', 'roster.birth_unreadable');
  return { ...(sex && sex !== 'unknown' && { sex }), ...(birthDate && { birthDate }) };
}

interface DocumentReading {
  readonly idType?: IdDocumentType;
  readonly idNumber?: string;
  readonly idCheck: DocumentCheckResult;
  readonly read: Typed;
}

/** A number Excel has spoilt is not kept as the pupil's number, but its birth date and the need to type it again are. */
function readDocument(row: Row, typed: Typed, today: IsoDate, note: Note): DocumentReading {
  const idType = parseIdDocumentType(row.text('idType'));
  const raw = row.text('idNumber');
  if (raw !== '' && (row.isSpoiltNumber('idNumber') || /^\d(?:\.\d+)?E\+?\d+$/i.test(cleanIdNumber(raw)))) {
    note('idNumber', 'roster.id_lost_digits');
    const birthDate = /^\d{18}$/.test(raw) ? parseIsoDate(raw.slice(6, 14)) : null;
    return { idCheck: 'lost_digits', read: birthDate ? { birthDate } : {}, ...(idType && { idType }) };
  }
  const { number, result, sex, birthDate } = checkIdDocument(idType ?? 'resident_id', raw, { ...typed, today });
  if (needsRepair(result) && result !== 'missing') note('idNumber', `roster.id_${result as Exclude<DocumentCheckResult, 'ok' | 'not_checked' | 'area_unknown' | 'missing'>}`);
  const trusted = result === 'ok' || result === 'area_unknown';
  return {
    idCheck: result, read: trusted && sex && birthDate ? { sex, birthDate } : {},
    ...(idType && { idType }), ...(number && { idNumber: number }),
  };
}

function readRegistry(row: Row, idNumber: string | undefined, today: IsoDate, note: Note): { readonly number?: string; readonly check: RegistryNumberResult } {
  const raw = row.text('registryNo');
  if (raw === '') return { check: 'missing' };
  if (row.isSpoiltNumber('registryNo')) {
    note('registryNo', 'roster.registry_spoilt');
    return { check: 'missing' };
  }
  const { number, result } = checkRegistryNumber(raw, { idNumber: idNumber ?? null, today });
  if (result === 'bad_shape' || result === 'bad_date' || result === 'bad_checksum') note('registryNo', `roster.registry_${result}`);
  return { check: result, ...(number && { number }) };
}

function readBoarding(row: Row, note: Note): Exclude<BoardingMode, 'unknown'> | null {
  const mode = parseBoardingMode(row.text('boarding'));
  if (mode === null) note('boarding', 'roster.boarding_unreadable');
  if (mode && mode !== 'unknown') return mode;
  const flag: TriState | null = readTriState(row.text('isBoarding'));
  if (flag === 'yes') return 'boarding';
  if (flag === 'no') return 'day';
  const word = flag === null ? parseBoardingMode(row.text('isBoarding')) : 'unknown';
  if (word === null) note('isBoarding', 'roster.boarding_unreadable');
  return word && word !== 'unknown' ? word : null;
}

function readStatus(row: Row, note: Note): { readonly status?: StudentStatus; readonly statusDate?: IsoDate } {
  const text = row.text('status');
  const status = parseStudentStatus(text);
  if (text && !status) note('status', 'roster.status_unreadable');
  const statusDate = parseIsoDate(row.text('statusDate'));
  return { ...(status && { status }), ...(status && statusDate && { statusDate }) };
}

function readAttributes(row: Row, mapped: ReadonlySet<string>, note: Note): StudentAttributes {
  const found: Record<string, string> = {};
  for (const { key, kind } of studentAttributes) {
    if (!mapped.has(key)) continue;
    const text = row.text(key);
    if (text === '') continue;
    if (kind !== 'flag') {
      found[key] = text;
      continue;
    }
    const flag = readTriState(text);
    if (flag === null) note(key, 'roster.flag_unreadable');
    else if (flag !== 'unknown') found[key] = flag;
  }
  return found;
}
