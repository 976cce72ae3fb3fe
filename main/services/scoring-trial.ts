import type { ScoreTrial, ScoreTrialRow } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { termsOf } from '#shared/domain/calendar/term.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { evaluateScore, proposedGrade } from '#shared/domain/scoring/evaluate-score.ts';
import type { ScoreResult } from '#shared/domain/scoring/evaluate-score.ts';
import type { ScoreTable } from '#shared/domain/scoring/score-table.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { listSheetsInForce, listTrialSheets } from '#main/db/repositories/score-sheet.ts';
import type { StoredSheet } from '#main/db/repositories/score-sheet.ts';
import type { StoredScoreTable } from '#main/db/repositories/score-table.ts';
import { groupsOfYear } from './scoring-entries.ts';
import { carriedSheet } from './scoring-views.ts';

export interface TrialScope {
  readonly schoolId: number;
  readonly schoolYear: SchoolYear;
  /** The set of cut-offs to try; null: the last of the table. */
  readonly cutoffsFrom: IsoDate | null;
  readonly gradeSet: readonly string[];
  readonly classIds: readonly number[] | null;
}

/** The last sheet each pupil had in a 学年: spring before autumn. */
function sheetsOfYear(db: ReadableDb, schoolId: number, year: SchoolYear): ReadonlyMap<number, StoredSheet> {
  const sheets = termsOf(year).flatMap((term) => listSheetsInForce(db, schoolId, term)).filter((sheet) => sheet.withdrawnReason === null);
  return new Map(sheets.map((sheet) => [sheet.studentId, sheet]));
}

/** Only the cut-offs that are tried, in force on any day. */
function withCutoffs(table: ScoreTable, from: IsoDate | null): { readonly table: ScoreTable; readonly from: IsoDate | null } {
  const chosen = from === null
    ? table.cutoffs.toSorted((a, b) => (a.validFrom < b.validFrom ? -1 : 1)).at(-1)
    : table.cutoffs.find((one) => one.validFrom === from);
  return { table: { ...table, cutoffs: chosen === undefined ? [] : [chosen] }, from: chosen?.validFrom ?? null };
}

/** The items without which there is no total, on the sides that count. */
function openItems(table: ScoreTable, { self, verified, complete }: ScoreResult): string[] {
  if (complete) return [];
  const sides = [...(table.weights.self > 0 ? [self] : []), ...(table.weights.verified > 0 ? [verified] : [])];
  const labels = sides.flatMap((side) => (side?.sections ?? []).flatMap((section) => section.items.filter((item) => item.state !== 'scored' && item.state !== 'blank').map((item) => item.label)));
  return [...new Set(labels)];
}

/**
 * Runs a table over the cases of a 学年: with what was filled to try it, else with the year's own sheets carried over by key, else with the pupil's groups alone.
 * Beside each the grade that was decided. Reads only; nothing is stored.
 */
export function tryTable(db: ReadableDb, stored: StoredScoreTable, { schoolId, schoolYear, cutoffsFrom, gradeSet, classIds }: TrialScope): ScoreTrial {
  const { table, from } = withCutoffs(stored.table, cutoffsFrom);
  const [, spring] = termsOf(schoolYear);
  const trials = new Map(listTrialSheets(db, schoolId, stored.id).filter((sheet) => sheet.withdrawnReason === null).map((sheet) => [sheet.studentId, sheet]));
  const sheets = sheetsOfYear(db, schoolId, schoolYear);
  const groups = groupsOfYear(db, schoolId, spring);
  const chains = Map.groupBy(listDeterminations(db, schoolId, schoolYear), (one) => one.caseId);
  const cases = new Map(listCases(db, schoolId, schoolYear).map((one) => [one.studentId, one]));
  const rows = listPupilLines(db, schoolId).flatMap((line): ScoreTrialRow[] => {
    const one = cases.get(line.studentId);
    if (!one || one.state === 'declined' || (classIds !== null && !classIds.includes(line.classId ?? 0))) return [];
    const trial = trials.get(line.studentId);
    const sheet = trial ?? sheets.get(line.studentId);
    const sides = sheet === undefined ? { self: null, verified: null } : carriedSheet(stored, sheet);
    const result = evaluateScore(table, {
      self: sides.self?.answers ?? null, verified: sides.verified?.answers ?? null, groupKeys: groups.get(line.studentId) ?? [], onDate: from ?? ('9999-12-31' as IsoDate),
    });
    const proposed = proposedGrade(result.proposal);
    const decided = currentDetermination(chains.get(one.caseId) ?? [])?.grade ?? null;
    return [{
      studentId: line.studentId, name: line.name, classId: line.classId, className: formatPupilClass(line, schoolYear), from: trial ? 'trial' : sheet ? 'sheet' : 'none',
      total: result.total, proposal: result.proposal, proposed, decided, open: openItems(table, result), differs: proposed !== null && decided !== null && proposed !== decided,
    }];
  });
  return { cutoffsFrom: from, grades: gradesOf(rows, gradeSet), rows, cross: crossOf(rows), counts: countTrial(rows) };
}

function gradesOf(rows: readonly ScoreTrialRow[], gradeSet: readonly string[]): string[] {
  return [...new Set([...gradeSet, ...rows.flatMap((row) => [row.decided, row.proposed]).filter((grade) => grade !== null)])];
}

function crossOf(rows: readonly ScoreTrialRow[]): ScoreTrial['cross'] {
  const cells = Map.groupBy(rows, (row) => JSON.stringify([row.proposed, row.decided]));
  return [...cells.values()].flatMap((all) => {
    const [first] = all;
    return first === undefined ? [] : [{ proposed: first.proposed, decided: first.decided, count: all.length }];
  });
}

function countTrial(rows: readonly ScoreTrialRow[]): ScoreTrial['counts'] {
  const both = rows.filter((row) => row.proposed !== null && row.decided !== null);
  const reckoned = rows.filter((row) => row.proposal.kind !== 'open').length;
  return {
    cases: rows.length, reckoned, open: rows.length - reckoned, same: both.filter((row) => !row.differs).length, differ: both.filter((row) => row.differs).length,
    undecided: rows.filter((row) => row.decided === null).length,
  };
}
