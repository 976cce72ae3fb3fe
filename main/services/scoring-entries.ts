import type { Problem } from '#shared/contract/base.ts';
import type { ScoreSide } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import { inversionsOf } from '#shared/domain/identification/procedure.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import { evaluateScore } from '#shared/domain/scoring/evaluate-score.ts';
import { carryAnswers, checkAnswers } from '#shared/domain/scoring/read-answer.ts';
import type { Answers } from '#shared/domain/scoring/score-table.ts';
import { moveTable, tableInForce } from '#shared/domain/scoring/table-state.ts';
import { versionWords } from '#shared/text/scoring.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listCaseGroups, listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { insertSheet, listSheetsInForce, listTrialSheets } from '#main/db/repositories/score-sheet.ts';
import type { FilledSide, NewSheet, StoredSheet } from '#main/db/repositories/score-sheet.ts';
import { listScoreTables } from '#main/db/repositories/score-table.ts';
import type { StoredScoreTable } from '#main/db/repositories/score-table.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import { decisionBasis } from './decision-basis.ts';
import type { BasisChange } from './decision-basis.ts';
import { procedureOf } from './procedure-of-school.ts';
import { problemOf, refuse } from './refusal.ts';

/** One side of one pupil's sheet, as typed, pasted or imported. */
export interface SheetEntry {
  readonly studentId: number;
  readonly side: ScoreSide;
  readonly answers: Answers;
  readonly onDate: IsoDate;
  readonly by: string;
  readonly source: { readonly importedFileId: number; readonly rowNo: number } | null;
}

export interface SheetContext {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly table: StoredScoreTable;
  readonly today: IsoDate;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
}

export interface PlannedSheet {
  readonly studentId: number;
  readonly name: string;
  readonly problems: readonly Problem[];
  /** Null: the same as what is there, nothing is written. */
  readonly sheet: NewSheet | null;
}

/** Sheets are filled under a version, or to try a table; a draft may still lose the very items that are filled. */
export function requireFillable(table: StoredScoreTable): void {
  if (table.state !== 'adopted' && moveTable(table.state, 'adopt') === null) throw refuse('scoring.table_state', { name: table.name, state: table.state, wanted: '录入测评' });
}

/** The groups each pupil's case of the 学年 has now. */
export function groupsOfYear(db: ReadableDb, schoolId: number, term: TermKey): ReadonlyMap<number, readonly string[]> {
  const year = schoolYearOf(term);
  const live = Map.groupBy(listCaseGroups(db, schoolId, year).filter((group) => group.removedAt === null), (group) => group.caseId);
  return new Map(listCases(db, schoolId, year).map((one) => [one.studentId, [...new Set((live.get(one.caseId) ?? []).map((group) => group.groupKey))].toSorted()]));
}

type Standing = ReturnType<typeof loadStanding>;

function loadStanding(db: ReadableDb, { schoolId, term, table }: SheetContext) {
  const year = schoolYearOf(term);
  const sheets = table.state === 'adopted' ? listSheetsInForce(db, schoolId, term) : listTrialSheets(db, schoolId, table.id);
  const chains = Map.groupBy(listDeterminations(db, schoolId, year), (one) => one.caseId);
  return {
    pupils: new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line])),
    sheets: new Map(sheets.map((sheet) => [sheet.studentId, sheet])),
    groups: groupsOfYear(db, schoolId, term),
    decided: new Map(listCases(db, schoolId, year).map((one) => [one.studentId, currentDetermination(chains.get(one.caseId) ?? [])])),
    facts: listProcedureFacts(db, schoolId, year),
    procedure: procedureOf(db, schoolId, year).spec,
    basis: decisionBasis(db, schoolId, year),
    versions: listScoreTables(db, schoolId),
  };
}

/** Works out what a table of entries will store, pupil by pupil, without writing: what is said before is what is done after. */
export function planSheets(db: ReadableDb, entries: readonly SheetEntry[], context: SheetContext): readonly PlannedSheet[] {
  const standing = loadStanding(db, context);
  const seen = new Map<number, number>();
  return entries.map((entry, position) => {
    const twice = seen.get(entry.studentId);
    seen.set(entry.studentId, entry.source?.rowNo ?? position + 1);
    const planned = planSheet(entry, standing, context);
    return twice === undefined ? planned : { ...planned, problems: [...planned.problems, problemOf('identification.same_pupil_twice', { name: planned.name, row: twice }, placeOf(entry))] };
  });
}

function placeOf(entry: SheetEntry): { row?: number } {
  return entry.source === null ? {} : { row: entry.source.rowNo };
}

function planSheet(entry: SheetEntry, standing: Standing, context: SheetContext): PlannedSheet {
  const place = placeOf(entry);
  const { studentId } = entry;
  const pupil = standing.pupils.get(studentId);
  if (!pupil) return { studentId, name: '', sheet: null, problems: [problemOf('identification.student_unknown', {}, place)] };
  if (context.classIds !== null && !context.classIds.includes(pupil.classId ?? 0)) return { studentId, name: '', sheet: null, problems: [problemOf('identification.not_your_class', {}, place)] };
  const before = standing.sheets.get(studentId) ?? null;
  const sheet = sheetOf(entry, before, standing.groups.get(studentId) ?? [], context);
  const problems = [...checkAnswers(context.table.table, entry.answers).map(({ code, facts }) => problemOf(code, facts as never, place)), ...dateProblems(entry, sheet, pupil, before, standing, context)];
  return { studentId, name: pupil.name, problems, sheet: before !== null && isSame(before, sheet) ? null : sheet };
}

/** The pupil's sheet with the new side: the other side stays, carried over by key where it was filled under another version. */
function sheetOf({ studentId, side, answers, onDate, by, source }: SheetEntry, before: StoredSheet | null, groupKeys: readonly string[], { schoolId, term, table }: SheetContext): NewSheet {
  const kept = (one: FilledSide | null | undefined): FilledSide | null =>
    (!one || before?.withdrawnReason ? null : before?.tableId === table.id ? one : { ...one, answers: carryAnswers(table.table, one.answers) });
  const filled: FilledSide = { answers, onDate, by };
  const sides = { self: side === 'self' ? filled : kept(before?.self), verified: side === 'verified' ? filled : kept(before?.verified) };
  const sheet = { schoolId, studentId, term, tableId: table.id, trial: table.state !== 'adopted', ...sides, groupKeys, withdrawnReason: null, source };
  return { ...sheet, scoredOn: dayOfResult(sheet, table) };
}

/** The day a sheet came to its result: that of the later side that counts; null while something needed is missing. A bypass, too, is somebody's finding. */
function dayOfResult({ self, verified, groupKeys }: Pick<NewSheet, 'self' | 'verified' | 'groupKeys'>, { table }: StoredScoreTable): IsoDate | null {
  const counted = [...(table.weights.self > 0 ? [self] : []), ...(table.weights.verified > 0 ? [verified] : [])].filter((side) => side !== null);
  const [last] = counted.map((side) => side.onDate).toSorted().toReversed();
  if (last === undefined || (verified === null && table.weights.verified > 0)) return null;
  const result = evaluateScore(table, { self: self?.answers ?? null, verified: verified?.answers ?? null, groupKeys, onDate: last });
  return result.complete ? last : null;
}

function isSame(before: StoredSheet, next: NewSheet): boolean {
  const key = (sheet: StoredSheet | NewSheet): string => JSON.stringify([sheet.tableId, sheet.term, sheet.self, sheet.verified, sheet.groupKeys], sorted);
  return before.withdrawnReason === null && key(before) === key(next);
}

/** Answers are the same whatever order their items stand in. */
function sorted(_key: string, value: unknown): unknown {
  return value !== null && typeof value === 'object' && !Array.isArray(value) ? Object.fromEntries(Object.entries(value).toSorted(([left], [right]) => (left < right ? -1 : 1))) : value;
}

function dateProblems(
  entry: SheetEntry, sheet: NewSheet, { name }: PupilLine, before: StoredSheet | null, standing: Standing, { table, today, term }: SheetContext,
): readonly Problem[] {
  const place = placeOf(entry);
  const { onDate } = entry;
  if (onDate > today) return [problemOf('scoring.date_in_future', { date: onDate, today }, place)];
  const problems: Problem[] = [];
  if (sheet.self && sheet.verified && sheet.verified.onDate < sheet.self.onDate) {
    problems.push(problemOf('scoring.verified_before_self', { name, verified: sheet.verified.onDate, self: sheet.self.onDate }, place));
  }
  if (table.state !== 'adopted') return problems;
  const inForce = tableInForce(standing.versions, onDate);
  // A sheet begun under a version stays under it.
  if (inForce?.id !== table.id && (before?.tableId !== table.id || before.withdrawnReason !== null)) {
    problems.push(inForce === null ? problemOf('scoring.none_in_force', { date: onDate, version: versionWords(table) }, place)
      : problemOf('scoring.not_in_force', { date: onDate, version: versionWords(table), now: versionWords(inForce) }, place));
  }
  // A revision (动态调整) is scored anew in its own term, after the decision it revises.
  const decided = standing.decided.get(entry.studentId) ?? null;
  if (sheet.scoredOn !== null && (decided === null || decided.effectiveTerm >= term)) {
    const facts = standing.facts.get(entry.studentId) ?? [];
    problems.push(...inversionsOf(standing.procedure, facts, { step: 'score', onDate: sheet.scoredOn }).map((one) => problemOf('procedure.dates_inverted', { name, ...one }, place)));
  }
  return problems.length > 0 ? problems : standing.basis(scoreChange({ studentId: entry.studentId, name, before, scoredOn: sheet.scoredOn, place }, standing.facts));
}

interface ScoreChange {
  readonly studentId: number;
  readonly name: string;
  readonly before: StoredSheet | null;
  /** The day of the new result; null: it comes to none, or is withdrawn. */
  readonly scoredOn: IsoDate | null;
  readonly place?: { readonly row?: number };
}

/** What another result of the term, or none, does to what the pupil's decision rests on. */
export function scoreChange({ studentId, name, before, scoredOn, place = {} }: ScoreChange, facts: ReadonlyMap<number, readonly ProcedureFact[]>): BasisChange {
  const known = facts.get(studentId) ?? [];
  const old = before === null ? -1 : known.findIndex((fact) => fact.step === 'score' && fact.onDate === before.scoredOn);
  const next: readonly ProcedureFact[] = scoredOn === null ? [] : [{ step: 'score', onDate: scoredOn }];
  return { studentId, name, before: known, after: [...known.filter((_, index) => index !== old), ...next], place };
}

/** Stores a plan that has no problems. */
export function applySheets(db: WritableDb, plan: readonly PlannedSheet[], stamp: Stamp): { readonly changed: number; readonly unchanged: number; readonly complete: number } {
  const sheets = plan.flatMap(({ sheet }) => (sheet === null ? [] : [sheet]));
  for (const sheet of sheets) insertSheet(db, sheet, stamp);
  return { changed: sheets.length, unchanged: plan.length - sheets.length, complete: sheets.filter((sheet) => sheet.scoredOn !== null).length };
}
