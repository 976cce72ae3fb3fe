import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { comparableId } from '#shared/domain/comparison/compared-id.ts';
import type { SystemExportKind } from '#shared/domain/comparison/export-fields.ts';
import type { ComparedElement } from '#shared/domain/comparison/set-difference.ts';
import type { ComparisonSets, ThreeZeroErrors } from '#shared/domain/comparison/three-zero-errors.ts';
import { compareWithSystem, countDifferences } from '#shared/domain/comparison/three-zero-errors.ts';
import { isAnnounced } from '#shared/domain/identification/case-state.ts';
import type { Determination } from '#shared/domain/identification/determination.ts';
import { determinationInTerm } from '#shared/domain/identification/determination.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { nationalGradeOf } from '#shared/domain/identification/national-grade.ts';
import { formatPlainYuan } from '#shared/domain/money/fen.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ComparedStudentRow } from '#main/db/queries/comparison.ts';
import { listComparedStudents, listFundedProgrammes, listJudgedPairs, listPaid } from '#main/db/queries/comparison.ts';
import { listCaseFacts, listDeterminationRows } from '#main/db/queries/entitlement-facts.ts';
import type { SystemExport, SystemExportRow } from '#main/db/repositories/system-export.ts';
import { listSystemExportRows, listSystemExports } from '#main/db/repositories/system-export.ts';
import { catalogueOf } from './programme-names.ts';
import { settingsOf } from './settings.ts';

export interface TermPlace {
  readonly schoolId: number;
  readonly term: TermKey;
}

/** A pupil's standing decision in a term. */
export interface StandingDecision {
  readonly studentId: number;
  readonly announced: boolean;
  readonly determination: Determination;
}

/** Every decision that holds in the term, revoked cases left out. */
export function listStandingDecisions(db: ReadableDb, { schoolId, term }: TermPlace): StandingDecision[] {
  const year = schoolYearOf(term);
  const chains = Map.groupBy(listDeterminationRows(db, schoolId, year), (row) => row.caseId);
  return listCaseFacts(db, schoolId, year).flatMap((one) => {
    const determination = determinationInTerm(chains.get(one.caseId) ?? [], term);
    if (determination === null || one.revoked === 1 || one.state === 'revoked' || one.state === 'declined') return [];
    return [{ studentId: one.studentId, announced: isAnnounced(one.state), determination }];
  });
}

/** Our own pupil as an element; `ref` is the student's id. */
function ownElement(row: ComparedStudentRow, term: TermKey, attributes: ComparedElement['attributes'], part = ''): ComparedElement {
  return {
    ref: row.studentId, part, name: row.name, nameKey: row.nameKey, idNumber: comparableId(row.idNumber), registryNo: row.registryNo,
    birthDate: row.birthDate ?? '', className: formatPupilClass(row, schoolYearOf(term)), attributes,
  };
}

function systemElement(row: SystemExportRow, attributes: ComparedElement['attributes'], part = ''): ComparedElement {
  const { rowNo, name, nameKey, idNumber, registryNo, birthDate, className } = row;
  return { ref: rowNo, part, name, nameKey, idNumber, registryNo, birthDate, className, attributes };
}

/** The exports of a kind the comparison reads: the newest and the parts added to it; for 资助名单 the newest with each programme. */
export function exportsInUse(exports: readonly SystemExport[], kind: SystemExportKind): SystemExport[] {
  const ofKind = exports.filter((one) => one.kind === kind);
  if (kind === 'aid_list') return ofKind;
  const start = ofKind.findLastIndex((one) => one.adds === 0);
  return start < 0 ? ofKind : ofKind.slice(start);
}

function rosterRows(db: ReadableDb, exports: readonly SystemExport[], kind: 'roster' | 'identification'): SystemExportRow[] | null {
  const used = exportsInUse(exports, kind);
  return used.length === 0 ? null : used.flatMap((one) => listSystemExportRows(db, one.id));
}

/** 资助名单 row by row: for each programme those of the newest export that has it, with what was added to it. */
export function currentAidRows(db: ReadableDb, exports: readonly SystemExport[]): { readonly rows: readonly SystemExportRow[]; readonly usedIds: ReadonlySet<number> } | null {
  const lists = exportsInUse(exports, 'aid_list').toReversed();
  if (lists.length === 0) return null;
  const settled = new Set<string>();
  const usedIds = new Set<number>();
  const rows = lists.flatMap((one) => {
    const own = listSystemExportRows(db, one.id);
    const current = own.filter((row) => row.programmeKey !== null && !settled.has(row.programmeKey));
    if (current.length > 0 || (one.programmeKey !== null && !settled.has(one.programmeKey))) usedIds.add(one.id);
    if (one.adds === 0) for (const key of [one.programmeKey, ...own.map((row) => row.programmeKey)]) if (key !== null) settled.add(key);
    return current;
  });
  return { rows, usedIds };
}

/** The sets A to H of handbook 5.4 for one term. */
export function listComparisonSets(db: ReadableDb, place: TermPlace): ComparisonSets {
  const { schoolId, term } = place;
  const students = listComparedStudents(db, schoolId);
  const byId = new Map(students.map((student) => [student.studentId, student]));
  const exports = listSystemExports(db, schoolId, term);
  const { gradeSet, nationalGrades } = settingsOf(db, schoolId);
  const given = new Set(catalogueOf(db, schoolId).programmes.filter((one) => one.sourceKind === 'school' || one.sourceKind === 'donor').map((one) => one.key));
  const paid = listPaid(db, schoolId, term).flatMap((row) => {
    const student = byId.get(row.studentId);
    return student ? [ownElement(student, term, { amount: formatPlainYuan(row.fen) }, row.programmeKey)] : [];
  });
  return {
    systemRoster: rosterRows(db, exports, 'roster')?.map((row) => systemElement(row, { boarding: row.boardingMode })) ?? null,
    ownRoster: students.filter((student) => student.status === 'enrolled')
      .map((student) => ownElement(student, term, { boarding: student.boardingMode === 'unknown' ? null : student.boardingMode })),
    ownHardship: listStandingDecisions(db, place).flatMap(({ studentId, announced, determination: { grade } }) => {
      const student = byId.get(studentId);
      return student && announced && isHardshipGrade(grade, gradeSet) ? [ownElement(student, term, { grade: nationalGradeOf(grade, nationalGrades) ?? grade })] : [];
    }),
    systemHardship: rosterRows(db, exports, 'identification')
      ?.filter((row) => row.grade !== null && isHardshipGrade(row.grade, gradeSet)).map((row) => systemElement(row, { grade: row.grade })) ?? null,
    systemAid: currentAidRows(db, exports)?.rows
      .map((row) => systemElement(row, { amount: row.amountFen === null ? null : formatPlainYuan(row.amountFen) }, row.programmeKey ?? '')) ?? null,
    paid: paid.filter((element) => !given.has(element.part)),
    paidByHand: paid.filter((element) => given.has(element.part)),
    fundedProgrammes: listFundedProgrammes(db, schoolId, term),
  };
}

export interface TermComparison {
  readonly sets: ComparisonSets;
  readonly found: ThreeZeroErrors;
  /** Pairs a person said are two pupils; not proposed again. */
  readonly rejected: ReadonlySet<string>;
}

/** The term's comparison, worked out anew each time it is asked for. */
export function findComparison(db: ReadableDb, place: TermPlace): TermComparison {
  const judged = listJudgedPairs(db, place.schoolId, place.term);
  const keysOf = (verdict: 'same' | 'different'): Set<string> => new Set(judged.filter((one) => one.verdict === verdict).map((one) => one.pairKey));
  const sets = listComparisonSets(db, place);
  return { sets, found: compareWithSystem(sets, keysOf('same')), rejected: keysOf('different') };
}

/** Z1, Z2, Z3 and P1, P2 added up; null while nothing has been imported. */
export function countOpenDifferences(db: ReadableDb, place: TermPlace): number | null {
  if (listSystemExports(db, place.schoolId, place.term).length === 0) return null;
  const { zero, programmesWithoutList, byHandNotInSystem } = findComparison(db, place).found;
  const zeros = Object.values(zero).reduce((sum, difference) => sum + (difference ? countDifferences(difference) : 0), 0);
  return zeros + (programmesWithoutList?.length ?? 0) + (byHandNotInSystem?.length ?? 0);
}
