import type { ScoreGridRow, ScoreResultView, SheetTraceView } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { determinationInTerm } from '#shared/domain/identification/determination.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { evaluateScore } from '#shared/domain/scoring/evaluate-score.ts';
import type { ScoreResult, SheetTrace } from '#shared/domain/scoring/evaluate-score.ts';
import { carryAnswers } from '#shared/domain/scoring/read-answer.ts';
import { versionWords } from '#shared/text/scoring.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import type { FilledSide, StoredSheet } from '#main/db/repositories/score-sheet.ts';
import { listSheetsInForce, listSheetsOfPupil, listTrialSheets } from '#main/db/repositories/score-sheet.ts';
import type { StoredScoreTable } from '#main/db/repositories/score-table.ts';
import { findScoreTable, listScoreTables } from '#main/db/repositories/score-table.ts';
import { groupsOfYear } from './scoring-entries.ts';
import { notFound } from './refusal.ts';

export function viewResult(result: ScoreResult): ScoreResultView {
  return {
    selfTotal: result.self?.total ?? null, verifiedTotal: result.verified?.total ?? null, total: result.total, complete: result.complete,
    bypassGroup: result.bypass === null ? null : formatSpecialGroup(result.bypass.groupKey), proposal: result.proposal,
  };
}

/** The result of a sheet on the day it is of: its own, or today while it is open. */
export function resultOfSheet(table: StoredScoreTable, sheet: Pick<StoredSheet, 'self' | 'verified' | 'groupKeys' | 'scoredOn'>, today: IsoDate): ScoreResult {
  const onDate = sheet.scoredOn ?? sheet.verified?.onDate ?? sheet.self?.onDate ?? today;
  return evaluateScore(table.table, { self: sheet.self?.answers ?? null, verified: sheet.verified?.answers ?? null, groupKeys: sheet.groupKeys, onDate });
}

export interface GridScope {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
  readonly classIds: readonly number[] | null;
}

/** The pupils a term's score sheets are kept for: those at the school, and those who left with a case of the 学年. */
export function pupilsToScore(db: ReadableDb, { schoolId, term, classIds }: GridScope): readonly PupilLine[] {
  const cases = new Set(listCases(db, schoolId, schoolYearOf(term)).map((one) => one.studentId));
  return listPupilLines(db, schoolId).filter((line) =>
    (line.status === 'enrolled' || line.status === 'suspended' || cases.has(line.studentId)) && (classIds === null || classIds.includes(line.classId ?? 0)));
}

const viewSide = (side: FilledSide | null): ScoreGridRow['self'] => (side === null ? null : { ...side, answers: structuredClone(side.answers) as NonNullable<ScoreGridRow['self']>['answers'] });

/** Every pupil with the sheet of the term under this version. Groups are those of a sheet that is complete, so that its result stays what it was. */
export function gridOfTerm(db: ReadableDb, table: StoredScoreTable, scope: GridScope): ScoreGridRow[] {
  const { schoolId, term, today } = scope;
  const year = schoolYearOf(term);
  const sheets = new Map((table.state === 'adopted' ? listSheetsInForce(db, schoolId, term) : listTrialSheets(db, schoolId, table.id))
    .filter((sheet) => sheet.withdrawnReason === null).map((sheet) => [sheet.studentId, sheet]));
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const chains = Map.groupBy(listDeterminations(db, schoolId, year), (one) => one.caseId);
  const groups = groupsOfYear(db, schoolId, term);
  const names = new Map(listScoreTables(db, schoolId).map((one) => [one.id, versionWords(one)]));
  return pupilsToScore(db, scope).map((line) => {
    const any = sheets.get(line.studentId);
    const sheet = any?.tableId === table.id ? any : undefined;
    const one = cases.get(line.studentId);
    const groupKeys = sheet?.scoredOn ? sheet.groupKeys : groups.get(line.studentId) ?? [];
    const held = { self: sheet?.self ?? null, verified: sheet?.verified ?? null, scoredOn: sheet?.scoredOn ?? null };
    return {
      studentId: line.studentId, name: line.name, pinyin: line.pinyin, classId: line.classId, className: formatPupilClass(line, year), caseState: one?.state ?? null,
      groupKeys: [...groupKeys], groups: groupKeys.map(formatSpecialGroup), self: viewSide(held.self), verified: viewSide(held.verified), scoredOn: held.scoredOn,
      result: viewResult(resultOfSheet(table, { ...held, groupKeys }, today)),
      otherVersion: any && any.tableId !== table.id ? names.get(any.tableId) ?? '' : null,
      decided: one === undefined ? null : determinationInTerm(chains.get(one.caseId) ?? [], term)?.grade ?? null,
    };
  });
}

export interface PupilScores {
  readonly schoolId: number;
  readonly studentId: number;
  readonly schoolYear: SchoolYear;
  readonly today: IsoDate;
  readonly classIds: readonly number[] | null;
}

/** Why this score: each sheet of the 学年 with its version and the whole reckoning, newest first. */
export function explainScores(db: ReadableDb, { schoolId, studentId, schoolYear, today, classIds }: PupilScores) {
  const pupil = listPupilLines(db, schoolId).find((line) => line.studentId === studentId);
  if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
  const sheets = listSheetsOfPupil(db, schoolId, studentId, schoolYear);
  const last = new Map(sheets.map((sheet) => [sheet.term, sheet.id]));
  return {
    studentId, name: pupil.name, className: formatPupilClass(pupil, schoolYear),
    sheets: sheets.toReversed().map((sheet) => viewSheet(db, schoolId, sheet, last.get(sheet.term) === sheet.id && sheet.withdrawnReason === null, today)),
  };
}

function viewSheet(db: ReadableDb, schoolId: number, sheet: StoredSheet, current: boolean, today: IsoDate) {
  const table = findScoreTable(db, schoolId, sheet.tableId);
  if (!table) throw new Error(`sheet ${sheet.id} has no table`);
  const result = resultOfSheet(table, sheet, today);
  const now = groupsOfYear(db, schoolId, sheet.term).get(sheet.studentId) ?? [];
  const side = (filled: FilledSide | null, trace: SheetTrace | null) => (filled === null || trace === null ? null : { onDate: filled.onDate, by: filled.by, trace: trace as unknown as SheetTraceView });
  return {
    id: sheet.id, term: sheet.term, tableId: table.id, tableName: table.name, versionNo: table.versionNo, effectiveFrom: table.effectiveFrom, source: table.source,
    current, scoredOn: sheet.scoredOn, weights: table.table.weights, decimals: table.table.decimals,
    self: side(sheet.self, result.self), verified: side(sheet.verified, result.verified),
    groups: sheet.groupKeys.map(formatSpecialGroup), groupsChanged: current && now.join() !== sheet.groupKeys.join(),
    result: viewResult(result), withdrawn: sheet.withdrawnReason, enteredBy: sheet.enteredBy, at: sheet.at, fileName: sheet.fileName, rowNo: sheet.rowNo,
  };
}

/** Answers of a sheet as they read under another table. */
export function carriedSheet(table: StoredScoreTable, sheet: StoredSheet): Pick<StoredSheet, 'self' | 'verified'> {
  const carried = (side: FilledSide | null): FilledSide | null => (side === null || sheet.tableId === table.id ? side : { ...side, answers: carryAnswers(table.table, side.answers) });
  return { self: carried(sheet.self), verified: carried(sheet.verified) };
}
