import type { DepartmentListOptions } from '#shared/contract/lists.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import { checkIdNumber, cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import { localGroupKey } from '#shared/domain/identification/special-group.ts';
import type { ListFieldKey } from '#shared/domain/matching/list-fields.ts';
import { coverageOfRow, listKindSpecs, readRowGroup } from '#shared/domain/matching/list-kind.ts';
import type { GroupReading } from '#shared/domain/matching/list-kind.ts';
import { readComparableId, readListRow, readRiskCleared } from '#shared/domain/matching/list-row.ts';
import type { ListRowCells } from '#shared/domain/matching/list-row.ts';
import type { MatchIndex } from '#shared/domain/matching/match-index.ts';
import { matchRow } from '#shared/domain/matching/match-row.ts';
import type { Match, RowMatch } from '#shared/domain/matching/match-row.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { understandRow } from '#main/services/lists-understanding.ts';
import { rowProblem } from '../row-problem.ts';
import type { RowReading } from '../purpose.ts';

type ListRowSource = MappedRow<ListFieldKey>;

/** A row of the file, read and matched; everything the archive keeps of it. */
export interface PlannedListRow {
  readonly rowNo: number;
  readonly cells: ListRowCells;
  /** null: the row itself says it belongs to no group. */
  readonly groupKey: string | null;
  readonly riskCleared: TriState;
  readonly raw: readonly (readonly [string, string])[];
  readonly match: RowMatch;
  readonly problems: readonly Problem[];
  readonly reading: RowReading;
}

export interface ReadingAids {
  readonly index: MatchIndex;
  /** The groups of the year the list is for. */
  readonly catalogue: GroupCatalogue;
  readonly today: IsoDate;
  /** Pupils as sentences name them, by student id. */
  readonly pupils: ReadonlyMap<number, string>;
  /** The roster's word for a household member, by member id. */
  readonly relations: ReadonlyMap<number, string>;
}

const notOurs: RowMatch = { bucket: 'not_ours', matches: [] };

/** Reads and matches every row of a department's list: one planned row for each row of the table, in its order. */
export function readDepartmentRows(table: MappedTable<ListFieldKey>, options: DepartmentListOptions, aids: ReadingAids): readonly PlannedListRow[] {
  const numberIsHeads = isHeadsNumber(table);
  const firstRowOf = new Map<string, { readonly rowNo: number; readonly name: string }>();
  return table.rows.map((row) => {
    const cells = readCells(row, numberIsHeads);
    const problems = numberProblems(row, aids.today);
    if (Object.values(cells).every((text) => text === '')) problems.push(rowProblem(row, 'name', 'lists.row_empty', {}));
    const repeats = noteNumber(row, cells, numberIsHeads, firstRowOf, problems);
    const group = readRowGroup(options.kind, { category: row.text('category'), householdType: row.text('householdType') }, options.groupKey, aids.catalogue.parse);
    groupProblems(row, group, problems);
    otherProblems(row, problems);
    const groupKey = group.kind === 'group' ? group.key : group.kind === 'unknown' ? localGroupKey(group.text) : null;
    const match = groupKey === null ? notOurs : matchRow(readListRow(cells, coverageOfRow(options.kind, groupKey, aids.catalogue.coverage)), aids.index);
    const planned = {
      rowNo: row.rowNumber, cells, groupKey, riskCleared: readRiskCleared(row.text('riskCleared')) ?? 'unknown',
      raw: row.cells.map((text, column) => [table.headings[column] ?? '', text] as const).filter(([, text]) => text !== ''), match, problems,
    };
    return { ...planned, reading: readingOf(planned, group, options, repeats, aids) };
  });
}

/** 户主姓名 beside a bare 身份证号码 (a usual 低保 layout): the number is the head's. */
function isHeadsNumber({ mapping }: MappedTable<ListFieldKey>): boolean {
  return mapping.name === undefined && mapping.headName !== undefined && mapping.headIdNumber === undefined && mapping.idNumber !== undefined;
}

function readCells(row: ListRowSource, numberIsHeads: boolean): ListRowCells {
  const usable = (key: ListFieldKey): string => (row.isSpoiltNumber(key) ? '' : cleanIdNumber(row.text(key)));
  return {
    name: row.text('name'),
    idNumber: numberIsHeads ? '' : usable('idNumber'),
    headName: row.text('headName'),
    headIdNumber: numberIsHeads ? usable('idNumber') : usable('headIdNumber'),
    certificateNo: usable('certificateNo'),
    birthDate: row.text('birthDate'),
    village: row.text('village'),
  };
}

const numberKeys = ['idNumber', 'headIdNumber', 'certificateNo'] as const;

function numberProblems(row: ListRowSource, today: IsoDate): Problem[] {
  const problems: Problem[] = [];
  for (const key of numberKeys) {
    const clean = cleanIdNumber(row.text(key));
    if (clean === '' || /^[无\-—/]+$/u.test(clean)) continue;
    if (row.isSpoiltNumber(key) || /^[\d.]+E\+?\d+$/u.test(clean)) problems.push(rowProblem(row, key, 'lists.id_spoilt', {}));
    else if (readComparableId(clean) === null) {
      if (isForeignDocument(clean) || key === 'certificateNo') continue;
      const tail = /^\d{17}[\dX](\d)(\d)$/u.exec(clean);
      if (tail) {
        problems.push(rowProblem(row, key, 'lists.certificate_bad_tail', { category: tail[1]!, grade: tail[2]! }));
        continue;
      }
      const length = [...clean].length;
      const hasLength = length === 15 || length === 18 || length === 20;
      problems.push(hasLength ? rowProblem(row, key, 'lists.id_bad_char', {}) : rowProblem(row, key, 'lists.id_bad_length', { length }));
    } else if (clean.length === 18 && checkIdNumber(clean, { today }).result === 'bad_checksum') {
      problems.push(rowProblem(row, key, 'lists.id_bad_checksum', {}));
    }
  }
  return problems;
}

/** Passports and permits: a letter or two, then digits. They are kept and can't be compared. */
function isForeignDocument(number: string): boolean {
  return /^[A-Z]{1,2}\d{6,10}$/u.test(number);
}

/** Two names under one number can't both be right; the same person twice is usual (several allowances, several years). */
function noteNumber(
  row: ListRowSource, cells: ListRowCells, numberIsHeads: boolean, firstRowOf: Map<string, { readonly rowNo: number; readonly name: string }>, problems: Problem[],
): number | null {
  const [number, name, key] = numberIsHeads ? [cells.headIdNumber, cells.headName, 'idNumber' as const] : [cells.idNumber, cells.name, 'idNumber' as const];
  if (number === '') return null;
  const clean = name.replace(/\s/gu, '');
  const first = firstRowOf.get(number);
  if (first === undefined) {
    firstRowOf.set(number, { rowNo: row.rowNumber, name: clean });
    return null;
  }
  if (clean !== '' && first.name !== '' && first.name !== clean) {
    problems.push(rowProblem(row, key, 'lists.same_id_other_name', { row: first.rowNo }));
    return null;
  }
  return first.rowNo;
}

function groupProblems(row: ListRowSource, group: GroupReading, problems: Problem[]): void {
  if (group.kind === 'missing') problems.push(rowProblem(row, 'category', 'lists.group_missing', {}));
  if (group.kind === 'unknown') {
    const key: ListFieldKey = row.text('category') === '' ? 'householdType' : 'category';
    problems.push(rowProblem(row, key, 'lists.group_unknown', { text: group.text }));
  }
}

function otherProblems(row: ListRowSource, problems: Problem[]): void {
  const risk = row.text('riskCleared');
  if (risk !== '' && readRiskCleared(risk) === null) problems.push(rowProblem(row, 'riskCleared', 'lists.risk_unread', { text: risk }));
  const birth = row.text('birthDate');
  if (birth !== '' && parseIsoDate(birth) === null) problems.push(rowProblem(row, 'birthDate', 'lists.birth_unread', { text: birth }));
}

const wrongCodes = new Set(['lists.id_spoilt', 'lists.id_bad_length', 'lists.id_bad_char', 'lists.certificate_bad_tail', 'lists.same_id_other_name', 'lists.row_empty', 'lists.group_missing']);

function readingOf(
  planned: Omit<PlannedListRow, 'reading'>, group: GroupReading, options: DepartmentListOptions, repeats: number | null, aids: ReadingAids,
): RowReading {
  const { problems, match } = planned;
  const named = match.matches.map((one) => ({ ...one, pupil: aids.pupils.get(one.studentId) ?? '', relation: one.memberId === null ? null : aids.relations.get(one.memberId) ?? '' }));
  const sentence = understandRow({ bucket: match.bucket, noGroup: group.kind === 'none' ? group.text : null, decidedByPerson: false, matches: named });
  const wrong = problems.find((problem) => wrongCodes.has(problem.code));
  const base = {
    rowNumber: planned.rowNo, problems,
    understanding: wrong ? `${wrong.cell ? `${wrong.cell}：` : ''}${wrong.sentence}` : sentence + (repeats === null ? '' : `；与第 ${repeats} 行是同一个人`),
  };
  if (wrong) return { ...base, bucket: 'wrong' };
  if (group.kind === 'unknown') return { ...base, bucket: 'look', choices: groupChoices(options, group.text, aids.catalogue), defaultChoice: `group:${localGroupKey(group.text)}` };
  if (match.bucket === 'needs_decision') return { ...base, bucket: 'look', choices: pupilChoices(match.matches, aids), defaultChoice: 'later' };
  return { ...base, bucket: problems.length > 0 ? 'look' : 'ok' };
}

/** A word nobody knows keeps its own name unless the user says which group it is. */
function groupChoices(options: DepartmentListOptions, text: string, catalogue: GroupCatalogue): RowReading['choices'] {
  return [
    { key: `group:${localGroupKey(text)}`, label: `单列为“${text}”` },
    ...listKindSpecs[options.kind].groups.filter((key) => catalogue.find(key) !== null).map((key) => ({ key: `group:${key}`, label: catalogue.label(key) })),
    { key: 'no_group', label: '不属于特殊困难群体' },
  ];
}

function pupilChoices(matches: readonly Match[], aids: ReadingAids): RowReading['choices'] {
  const one = matches.map((match) => ({ key: `pupil:${match.studentId}`, label: `是 ${aids.pupils.get(match.studentId) ?? ''}` }));
  const all = matches.length > 1 && matches.every((match) => match.memberId !== null)
    ? [{ key: `pupil:${matches.map((match) => match.studentId).join(',')}`, label: '都是（同一家庭）' }] : [];
  return [{ key: 'later', label: '导入后再定' }, ...one, ...all, { key: 'not_ours', label: '不是本校学生' }];
}
