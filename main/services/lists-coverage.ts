import type { CoverageGap, UnlistedClaim } from '#shared/contract/lists.ts';
import { schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCaseGroups, listCases } from '#main/db/queries/identification.ts';
import { listRosterMarks, listStandingEvidence } from '#main/db/queries/lists.ts';
import type { StandingEvidence } from '#main/db/queries/lists.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { groupCatalogueOf } from './group-catalogue.ts';

export interface Coverage {
  readonly listedPupils: number;
  readonly covered: number;
  readonly declined: number;
  readonly gaps: CoverageGap[];
  readonly claims: UnlistedClaim[];
}

/** The roster's own marks that claim a group; a mark is a claim, never evidence. */
const rosterMarks: Readonly<Record<string, string>> = {
  orphan: 'orphan', martyrChild: 'entitled_group', disabled: 'disabled_student', subsistenceAllowance: 'subsistence_allowance', formerPoverty: 'out_of_poverty_household',
};

/** Rows in force of this 学年 up to the term, by pupil. */
export function standingEvidence(db: ReadableDb, schoolId: number, term: TermKey): ReadonlyMap<number, readonly StandingEvidence[]> {
  const [autumn] = termsOf(schoolYearOf(term));
  return Map.groupBy(listStandingEvidence(db, schoolId, autumn, term), (row) => row.studentId);
}

/**
 * The coverage worklist (handbook 2.7): pupils on a list without case, application or waiver (应助未助), cases that miss a listed group,
 * and, the other way round, groups claimed by a certificate, a promise or the roster without any row behind them.
 */
export function coverageOfTerm(db: ReadableDb, schoolId: number, term: TermKey, classIds: readonly number[] | null): Coverage {
  const year = schoolYearOf(term);
  const pupils = listPupilLines(db, schoolId)
    .filter((line) => (line.status === 'enrolled' || line.status === 'suspended') && (classIds === null || classIds.includes(line.classId ?? 0)));
  const evidence = standingEvidence(db, schoolId, term);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const groups = Map.groupBy(listCaseGroups(db, schoolId, year), (group) => group.caseId);
  const marks = Map.groupBy(listRosterMarks(db, schoolId, Object.keys(rosterMarks)), (mark) => mark.studentId);
  const catalogue = groupCatalogueOf(db, schoolId, year);
  const gaps: CoverageGap[] = [];
  const claims: UnlistedClaim[] = [];
  let declined = 0;
  let listedPupils = 0;
  for (const pupil of pupils) {
    const person = { studentId: pupil.studentId, studentName: pupil.name, className: formatPupilClass(pupil, year), classId: pupil.classId };
    const rows = evidence.get(pupil.studentId) ?? [];
    const one = cases.get(pupil.studentId);
    const ever = one ? groups.get(one.caseId) ?? [] : [];
    const own = ever.filter((group) => group.removedAt === null);
    const listed = new Set(rows.map((row) => row.groupKey));
    for (const group of own) {
      if (group.kind === 'list_row') listed.add(group.groupKey);
    }
    if (rows.length > 0) listedPupils += 1;
    if (rows.length > 0 && one?.state === 'declined') declined += 1;
    else {
      // Evidence once taken out with a reason is no gap: somebody has looked at it.
      const missing = rows.filter((row) => !ever.some((group) => group.groupKey === row.groupKey));
      if (missing.length > 0) gaps.push({ ...person, why: one === undefined || one.state === 'revoked' ? 'no_case' : 'group_missing', groups: missing.map((row) => viewEvidence(row, catalogue)) });
    }
    for (const [groupKey, claimedBy] of claimsOf(own, marks.get(pupil.studentId) ?? [], catalogue)) {
      if (!listed.has(groupKey)) claims.push({ ...person, groupKey, groupLabel: catalogue.label(groupKey), claimedBy });
    }
  }
  return { listedPupils, covered: listedPupils - declined - gaps.filter((gap) => gap.why === 'no_case').length, declined, gaps, claims };
}

function viewEvidence(row: StandingEvidence, catalogue: GroupCatalogue): CoverageGap['groups'][number] {
  return {
    groupKey: row.groupKey, groupLabel: catalogue.label(row.groupKey), listId: row.listId, listLabel: formatListKind(row.kind, row.listGroupKey),
    rowNo: row.rowNo, riskCleared: row.riskCleared,
  };
}

function claimsOf(
  own: readonly { readonly groupKey: string; readonly kind: 'list_row' | 'certificate' | 'declaration' }[], marks: readonly { readonly key: string }[],
  catalogue: GroupCatalogue,
): readonly (readonly [string, UnlistedClaim['claimedBy']])[] {
  const claims = new Map<string, UnlistedClaim['claimedBy']>();
  for (const mark of marks) {
    const groupKey = rosterMarks[mark.key];
    if (groupKey !== undefined) claims.set(groupKey, 'roster');
  }
  for (const group of own) {
    if (group.kind !== 'list_row') claims.set(group.groupKey, group.kind);
  }
  return [...claims].toSorted(([left], [right]) => catalogue.compare(left, right));
}
