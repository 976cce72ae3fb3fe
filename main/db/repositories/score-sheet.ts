import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import type { Answers } from '#shared/domain/scoring/score-table.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

/** One side of a sheet: the family's own answers, or the verified ones. */
export interface FilledSide {
  readonly answers: Answers;
  readonly onDate: IsoDate;
  readonly by: string;
}

export interface StoredSheet {
  readonly id: number;
  readonly studentId: number;
  readonly term: TermKey;
  readonly tableId: number;
  readonly trial: boolean;
  readonly self: FilledSide | null;
  readonly verified: FilledSide | null;
  readonly groupKeys: readonly string[];
  readonly scoredOn: IsoDate | null;
  readonly withdrawnReason: string | null;
  readonly enteredBy: string;
  readonly at: string;
  readonly fileName: string | null;
  readonly rowNo: number | null;
}

interface Row {
  readonly id: number; readonly studentId: number; readonly term: TermKey; readonly tableId: number; readonly trial: number;
  readonly selfJson: string | null; readonly selfOn: IsoDate | null; readonly selfBy: string;
  readonly verifiedJson: string | null; readonly verifiedOn: IsoDate | null; readonly verifiedBy: string;
  readonly groupsJson: string; readonly scoredOn: IsoDate | null; readonly withdrawnReason: string | null;
  readonly enteredBy: string; readonly at: string; readonly fileName: string | null; readonly rowNo: number | null;
}

const columns = `s.id, s.student_id AS studentId, s.term, s.table_id AS tableId, s.trial, s.self_json AS selfJson, s.self_on AS selfOn, s.self_by AS selfBy,
  s.verified_json AS verifiedJson, s.verified_on AS verifiedOn, s.verified_by AS verifiedBy, s.groups_json AS groupsJson, s.scored_on AS scoredOn,
  s.withdrawn_reason AS withdrawnReason, a.display_name AS enteredBy, s.at, f.name AS fileName, s.row_no AS rowNo`;
const tables = 'score_sheet s JOIN account a ON a.id = s.account_id LEFT JOIN imported_file f ON f.id = s.imported_file_id';

function sideOf(json: string | null, onDate: IsoDate | null, by: string): FilledSide | null {
  return json === null || onDate === null ? null : { answers: JSON.parse(json) as Answers, onDate, by };
}

function parsed({ trial, selfJson, selfOn, selfBy, verifiedJson, verifiedOn, verifiedBy, groupsJson, ...row }: Row): StoredSheet {
  return {
    ...row, trial: trial === 1, self: sideOf(selfJson, selfOn, selfBy), verified: sideOf(verifiedJson, verifiedOn, verifiedBy), groupKeys: JSON.parse(groupsJson) as string[],
  };
}

/** The sheet that holds for each pupil in a term: the last one, whatever version it is under; withdrawn ones too. */
export function listSheetsInForce(db: ReadableDb, schoolId: number, term: TermKey): StoredSheet[] {
  return db.all<Row>(
    `SELECT ${columns} FROM ${tables} WHERE s.school_id = ? AND s.term = ? AND s.trial = 0
       AND s.id = (SELECT max(l.id) FROM score_sheet l WHERE l.student_id = s.student_id AND l.term = s.term AND l.trial = 0)`, schoolId, term).map(parsed);
}

/** The last sheet of each pupil that was filled to try this table, in whatever term. */
export function listTrialSheets(db: ReadableDb, schoolId: number, tableId: number): StoredSheet[] {
  return db.all<Row>(
    `SELECT ${columns} FROM ${tables} WHERE s.school_id = ? AND s.table_id = ? AND s.trial = 1
       AND s.id = (SELECT max(l.id) FROM score_sheet l WHERE l.student_id = s.student_id AND l.trial = 1 AND l.table_id = s.table_id)`, schoolId, tableId).map(parsed);
}

/** Every sheet ever filled for a pupil in a 学年, oldest first; sheets of a trial left out. */
export function listSheetsOfPupil(db: ReadableDb, schoolId: number, studentId: number, year: SchoolYear): StoredSheet[] {
  return db.all<Row>(
    `SELECT ${columns} FROM ${tables} WHERE s.school_id = ? AND s.student_id = ? AND s.term IN (? || '-1', ? || '-2') AND s.trial = 0 ORDER BY s.id`,
    schoolId, studentId, year, year).map(parsed);
}

export interface NewSheet {
  readonly schoolId: number;
  readonly studentId: number;
  readonly term: TermKey;
  readonly tableId: number;
  readonly trial: boolean;
  readonly self: FilledSide | null;
  readonly verified: FilledSide | null;
  readonly groupKeys: readonly string[];
  readonly scoredOn: IsoDate | null;
  readonly withdrawnReason: string | null;
  readonly source: { readonly importedFileId: number; readonly rowNo: number } | null;
}

export function insertSheet(db: WritableDb, one: NewSheet, { accountId, at }: Stamp): number {
  return db.run(
    `INSERT INTO score_sheet (school_id, student_id, term, table_id, trial, self_json, self_on, self_by, verified_json, verified_on, verified_by, groups_json, scored_on,
       withdrawn_reason, account_id, at, imported_file_id, row_no) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.studentId, one.term, one.tableId, one.trial,
    one.self === null ? null : JSON.stringify(one.self.answers), one.self?.onDate ?? null, one.self?.by ?? '',
    one.verified === null ? null : JSON.stringify(one.verified.answers), one.verified?.onDate ?? null, one.verified?.by ?? '',
    JSON.stringify(one.groupKeys), one.scoredOn, one.withdrawnReason, accountId, at, one.source?.importedFileId ?? null, one.source?.rowNo ?? null).lastId;
}
