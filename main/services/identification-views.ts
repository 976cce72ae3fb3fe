import type { CaseGroup, Register, RegisterRow } from '#shared/contract/identification.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { currentDetermination, determinationInTerm } from '#shared/domain/identification/determination.ts';
import { evaluateProcedure, findInversions } from '#shared/domain/identification/procedure.ts';
import { evidenceAsks } from '#shared/domain/identification/evidence.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import type { GradeSet } from '#shared/domain/identification/hardship-grade.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import { matchDifferenceTexts, matchRuleTexts } from '#shared/text/lists.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findCase, listCaseEvents, listCaseGroups, listCases, listDeterminations } from '#main/db/queries/identification.ts';
import type { CaseGroupLine, DeterminationLine } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { coverageOfTerm, standingEvidence } from './lists-coverage.ts';
import { procedureOf } from './procedure-of-school.ts';
import { notFound } from './refusal.ts';
import { wallDay } from './wall-clock.ts';

/** Several rows may say it: one that is not cleared decides, then one that is; silence stays unknown. */
export function riskOf(rows: readonly { readonly riskCleared: TriState | null }[]): TriState {
  return rows.some((row) => row.riskCleared === 'no') ? 'no' : rows.some((row) => row.riskCleared === 'yes') ? 'yes' : 'unknown';
}

/** The pupils a 学年's register shows: those at the school, and those who left with a case of the year. */
export function registerOfTerm(db: ReadableDb, schoolId: number, term: TermKey, gradeSet: GradeSet, classIds: readonly number[] | null): Register {
  const year = schoolYearOf(term);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const groups = Map.groupBy(listCaseGroups(db, schoolId, year), (group) => group.caseId);
  const chains = Map.groupBy(listDeterminations(db, schoolId, year), (one) => one.caseId);
  const evidence = standingEvidence(db, schoolId, term);
  const catalogue = groupCatalogueOf(db, schoolId, year);
  const rows = listPupilLines(db, schoolId)
    .filter((line) => (line.status === 'enrolled' || line.status === 'suspended' || cases.has(line.studentId)) && (classIds === null || classIds.includes(line.classId ?? 0)))
    .map((line): RegisterRow => {
      const one = cases.get(line.studentId);
      const chain = one ? chains.get(one.caseId) ?? [] : [];
      const ever = one ? groups.get(one.caseId) ?? [] : [];
      const own = ever.filter((group) => group.removedAt === null);
      const listed = Map.groupBy((evidence.get(line.studentId) ?? []).filter((row) => !ever.some((group) => group.groupKey === row.groupKey)), (row) => row.groupKey);
      const inForce = determinationInTerm(chain, term) as DeterminationLine | null;
      return {
        studentId: line.studentId, name: line.name, pinyin: line.pinyin, classId: line.classId, className: formatPupilClass(line, year), stage: line.stage, status: line.status,
        case: one ? { caseId: one.caseId, route: one.route, state: one.state, appliedOn: one.appliedOn, familyConfirmedOn: one.familyConfirmedOn } : null,
        groups: viewGroups(own, catalogue, one !== undefined && (one.appliedOn !== null || (inForce !== null && isHardshipGrade(inForce.grade, gradeSet)))),
        listedGroups: [...listed].map(([groupKey, all]) => ({ groupKey, label: catalogue.label(groupKey), riskCleared: riskOf(all) })),
        determination: inForce === null ? null : viewDetermination(inForce),
        earlier: Math.max(0, chain.length - 1),
      };
    });
  return { schoolYear: year, gradeSet: [...gradeSet], rows, counts: countRegister(rows, gradeSet, coverageOfTerm(db, schoolId, term, classIds).gaps.filter((gap) => gap.why === 'no_case').length) };
}

function countRegister(rows: readonly RegisterRow[], gradeSet: GradeSet, gaps: number): Register['counts'] {
  const decided = rows.filter((row) => row.determination !== null);
  const grades = [...new Set([...gradeSet, ...decided.map((row) => row.determination?.grade ?? '')])];
  const cases = rows.filter((row) => row.case !== null);
  return {
    pupils: rows.length, cases: cases.length, decided: decided.length, undecided: cases.length - decided.length,
    byGrade: grades.map((grade) => ({ grade, count: decided.filter((row) => row.determination?.grade === grade).length })),
    byRoute: identificationRoutes.map((route) => ({ route, count: cases.filter((row) => row.case?.route === route).length })),
    gaps,
  };
}

/** What a group of a case still lacks under the catalogue of the year, in sentences. Another group that stands alone shows the hardship a 残疾 group asks for. */
function asksOf(groupKey: string, all: readonly CaseGroupLine[], live: readonly CaseGroupLine[], catalogue: GroupCatalogue, hardshipShown: boolean): string[] {
  const beside = live.some((group) => group.groupKey !== groupKey && catalogue.find(group.groupKey)?.needsHardship === false);
  const label = catalogue.label(groupKey);
  const evidence = all.map((group) => ({ kind: group.kind, certificateNo: group.disabilityNo }));
  const ended = catalogue.ended.some((group) => group.key === groupKey) ? [sentenceOf('groups.ended', { label })] : [];
  return [...ended, ...evidenceAsks(catalogue.find(groupKey), label, evidence, hardshipShown || beside).map(({ code, facts }) => sentenceOf(code, facts as never))];
}

function viewGroups(own: readonly CaseGroupLine[], catalogue: GroupCatalogue, hardshipShown: boolean): CaseGroup[] {
  return [...Map.groupBy(own, (group) => group.groupKey)].toSorted(([left], [right]) => catalogue.compare(left, right)).map(([groupKey, all]) => ({
    groupKey, label: catalogue.label(groupKey), ...stateOf(asksOf(groupKey, all, own, catalogue, hardshipShown)), riskCleared: riskOf(all),
    evidence: all.map((group) => ({
      caseGroupId: group.caseGroupId, kind: group.kind, listMatchId: group.listMatchId,
      listLabel: group.listKind === null ? null : formatListKind(group.listKind, group.listGroupKey), rowNo: group.rowNo,
      certificateMasked: maskIdNumber(group.certificateNo), note: group.note,
    })),
  }));
}

function stateOf(asks: string[]): Pick<CaseGroup, 'evidenceState' | 'asks'> {
  return { evidenceState: asks.length === 0 ? 'enough' : 'asked', asks };
}

function viewDetermination(one: DeterminationLine): NonNullable<RegisterRow['determination']> {
  return {
    determinationId: one.id, grade: one.grade, body: one.body, decidedOn: one.decidedOn, reason: one.reason, effectiveTerm: one.effectiveTerm, supersedesId: one.supersedesId,
  };
}

export interface CaseStory {
  readonly studentId: number;
  readonly schoolId: number;
  readonly schoolYear: SchoolYear;
  readonly classIds: readonly number[] | null;
  readonly gradeSet: GradeSet;
}

/** Everything behind one pupil's case, in sentences: which row of which file, by what rule, confirmed by whom; each decision and each step. */
export function explainCase(db: ReadableDb, { schoolId, studentId, schoolYear, classIds, gradeSet }: CaseStory) {
  const pupil = listPupilLines(db, schoolId).find((line) => line.studentId === studentId);
  if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
  const one = findCase(db, schoolId, studentId, schoolYear) ?? null;
  const groups = one === null ? [] : listCaseGroups(db, schoolId, schoolYear, one.caseId);
  const chain = one === null ? [] : listDeterminations(db, schoolId, schoolYear, one.caseId);
  const inForce = currentDetermination(chain);
  const catalogue = groupCatalogueOf(db, schoolId, schoolYear);
  const hardshipShown = one !== null && (one.appliedOn !== null || (inForce !== null && isHardshipGrade(inForce.grade, gradeSet)));
  const standing = groups.filter((group) => group.removedAt === null);
  return {
    studentId, name: pupil.name, className: formatPupilClass(pupil, schoolYear), schoolYear,
    case: one === null ? null : { caseId: one.caseId, route: one.route, state: one.state, appliedOn: one.appliedOn, familyConfirmedOn: one.familyConfirmedOn },
    groups: [...Map.groupBy(groups, (group) => group.groupKey)].toSorted(([left], [right]) => catalogue.compare(left, right)).map(([groupKey, all]) => {
      const live = all.filter((group) => group.removedAt === null);
      return {
        groupKey, label: catalogue.label(groupKey), ...stateOf(live.length === 0 ? [] : asksOf(groupKey, live, standing, catalogue, hardshipShown)), riskCleared: riskOf(live),
        reasons: all.map((group) => ({
          caseGroupId: group.caseGroupId, kind: group.kind, sentence: sentenceOfEvidence(group),
          differences: group.differences.map((code) => matchDifferenceTexts[code]), listId: group.listId, rowNo: group.rowNo,
          removed: group.removedAt === null ? null : { at: group.removedAt, by: group.removedBy ?? '', reason: group.removedReason ?? '' },
        })),
      };
    }),
    determinations: chain.map((line) => ({
      ...viewDetermination(line), by: line.by, at: line.at, fileName: line.fileName, rowNo: line.rowNo, inForce: line.id === inForce?.id,
      sentence: sentenceOf('identification.why_grade', { body: line.body, on: line.decidedOn, grade: line.grade, reason: line.reason, by: line.by }),
    })),
    procedure: standingOfCase(db, { schoolId, schoolYear, studentId, name: pupil.name, route: one?.route ?? null }),
    events: one === null ? [] : listCaseEvents(db, one.caseId),
  };
}

function standingOfCase(
  db: ReadableDb, { schoolId, schoolYear, studentId, name, route }: { readonly schoolId: number; readonly schoolYear: SchoolYear; readonly studentId: number; readonly name: string; readonly route: IdentificationRoute | null },
) {
  const { spec, name: procedureName, source } = procedureOf(db, schoolId, schoolYear);
  const facts = listProcedureFacts(db, schoolId, schoolYear, studentId).get(studentId) ?? [];
  return {
    name: procedureName, source, steps: [...evaluateProcedure(spec, route, facts)],
    inversions: findInversions(spec, facts).map((one) => sentenceOf('procedure.dates_inverted', { name, ...one })),
  };
}

function sentenceOfEvidence(group: CaseGroupLine): string {
  switch (group.kind) {
    case 'list_row':
      return sentenceOf('identification.why_list', {
        list: formatListKind(group.listKind ?? 'other', group.listGroupKey), row: group.rowNo ?? 0, rule: group.rule === null ? '' : matchRuleTexts[group.rule],
        file: group.fileName ?? '', on: dayOr(group.importedAt),
        by: group.decidedBy === null ? sentenceOf('identification.why_automatic', {}) : sentenceOf('identification.why_confirmed', { by: group.decidedBy, on: dayOr(group.decidedAt) }),
      }) + (group.listWithdrawnAt === null ? '' : `（名单已于 ${dayOr(group.listWithdrawnAt)} 撤回）`);
    case 'certificate':
      return sentenceOf('identification.why_certificate', { number: maskIdNumber(group.certificateNo), by: group.by, on: wallDay(group.at) });
    case 'declaration':
      return sentenceOf('identification.why_declaration', { by: group.by, on: wallDay(group.at) });
  }
}

function dayOr(at: string | null): string {
  return at === null ? '' : wallDay(at);
}
