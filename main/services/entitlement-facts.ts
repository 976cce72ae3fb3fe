import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf, termRange } from '#shared/domain/calendar/term.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { triStates } from '#shared/domain/tri-state.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { yearLevel } from '#shared/domain/roster/year-level.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { DeterminationFact, GroupFact, PupilFacts } from '#shared/domain/entitlement/pupil-facts.ts';
import type { SplitFacts } from '#shared/domain/entitlement/split.ts';
import { supportOf } from '#shared/domain/entitlement/support-months.ts';
import { determinationInTerm } from '#shared/domain/identification/determination.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import { formatPupilClass, formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { CaseFact, DeterminationRow, GroupRow, MovementFact, PupilRow, SnapshotFact } from '#main/db/queries/entitlement-facts.ts';
import {
  listAnswers, listCaseFacts, listDeterminationRows, listElsewhere, listGroupRows, listPupils, listSelections, listSnapshotFacts, listTermMovements,
} from '#main/db/queries/entitlement-facts.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import type { AwardTierRow } from '#main/db/repositories/local-programme.ts';
import { listAwardTiers } from '#main/db/repositories/local-programme.ts';
import { listSupportMonths, listSupportPlans } from '#main/db/repositories/support-month.ts';
import { leftOn } from './attendance-entries.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { catalogueOf } from './programme-names.ts';

/** One pupil as this subject shows and judges him: names for people, facts for the rules. */
export interface PupilInTerm {
  readonly row: PupilRow;
  readonly className: string;
  readonly facts: PupilFacts;
}

/** What the school has set: catalogue with its own additions, region, 校籍分离 profile; in a term, with each programme as it is in it. */
export function policyOf(db: ReadableDb, schoolId: number, settings: Settings, term: TermKey | null = null): EntitlementPolicy {
  return policyWith(catalogueOf(db, schoolId, term), settings);
}

export function policyWith(catalogue: Catalogue, settings: Settings): EntitlementPolicy {
  const regions = settings.region === '' || settings.region === NATIONAL ? [] : [settings.region];
  return { catalogue, regions, splitProfile: settings.splitProfile };
}

/** The facts of every pupil of the school in one term, in the order of class and name. Rows the same, facts the same. */
export function loadPupils(db: ReadableDb, schoolId: number, term: TermKey, settings: Settings): readonly PupilInTerm[] {
  const year = schoolYearOf(term);
  const snapshots = new Map(listSnapshotFacts(db, schoolId, term).map((one) => [one.studentId, one]));
  const movements = groupBy(listTermMovements(db, schoolId, termRange(term)));
  const cases = new Map(listCaseFacts(db, schoolId, year).map((one) => [one.studentId, one]));
  const chains = groupBy(listDeterminationRows(db, schoolId, year), (one) => one.caseId);
  const groups = groupBy(listGroupRows(db, schoolId, year, term));
  const answers = groupBy(listAnswers(db, schoolId, term));
  const selections = groupBy(listSelections(db, schoolId, term));
  const plans = listSupportPlans(db, schoolId, term);
  const months = groupBy(listSupportMonths(db, schoolId, term));
  const elsewhere = groupBy(listElsewhere(db, schoolId, term));
  const held = groupBy(liveOnly(listEntitlements(db, schoolId, term)));
  const tiers = listAwardTiers(db, schoolId).filter((tier) => isInForce(tier, term));
  const catalogue = groupCatalogueOf(db, schoolId, year);
  return listPupils(db, schoolId).map((row): PupilInTerm => {
    const id = row.studentId;
    const oneCase = cases.get(id);
    const determination = determinationOf(oneCase, chains, term, year, settings.gradeSet);
    const groupRows = groups.get(id) ?? [];
    const seat = { ...row, className: row.classDisplayName ?? '' };
    return {
      row,
      className: formatPupilClass(seat, year),
      facts: {
        studentId: id,
        stage: row.stage,
        entryYear: row.entryYear,
        yearLevel: formatPupilYear(seat, year) || '年级不详',
        level: row.entryYear === null ? null : yearLevel(row.stage, row.entryYear, year, row.yearOffset),
        boarding: boardingOf(row, movements.get(id) ?? []),
        rosterSource: sourceOf(row, snapshots.get(id)),
        status: row.status,
        statusFrom: row.statusFrom,
        transferredInOn: movements.get(id)?.find((one) => one.kind === 'transfer_in')?.effectiveDate ?? null,
        caseEnded: caseEndedOf(oneCase),
        determination,
        groups: groupsOf(groupRows.filter((one) => one.pending === 0), catalogue),
        pendingGroups: groupsOf(groupRows.filter((one) => one.pending === 1), catalogue),
        hukou: hukouOf(row.hukouType),
        split: splitOf(row.splitJson),
        awardTiers: tiersOf(tiers, determination),
        selections: selections.get(id) ?? [],
        ...(row.stage === 'vocational' && plans.length > 0
          ? { support: plans.map((plan) => supportOf(plan.programmeKey, plan.months, new Map((months.get(id) ?? []).map((one) => [one.month, one.halfMonths])), leftOn(row))) } : {}),
        answers: answers.get(id) ?? [],
        held: (held.get(id) ?? []).map((one) => one.programmeKey),
        elsewhere: elsewhere.get(id) ?? [],
      },
    };
  });
}

/** A 班主任 sees the pupils of its own classes; everyone else the whole school. */
export function isInClasses(classIds: readonly number[] | null, pupil: PupilInTerm): boolean {
  return classIds === null || (pupil.row.classId !== null && classIds.includes(pupil.row.classId));
}

export function liveOnly(records: readonly EntitlementRecord[]): EntitlementRecord[] {
  return records.filter((one) => one.state !== 'withdrawn');
}

function groupBy<Row extends { studentId: number }>(rows: readonly Row[]): Map<number, Row[]>;
function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number): Map<number, Row[]>;
function groupBy<Row>(rows: readonly Row[], keyOf: (row: Row) => number = (row) => (row as { studentId: number }).studentId): Map<number, Row[]> {
  const groups = new Map<number, Row[]>();
  for (const row of rows) {
    const group = groups.get(keyOf(row));
    if (group === undefined) groups.set(keyOf(row), [row]);
    else group.push(row);
  }
  return groups;
}

/** A change of 就读方式 counts from the next term (handbook 1.7): inside the term the way before the first change stands. */
function boardingOf(row: PupilRow, movements: readonly MovementFact[]): PupilFacts['boarding'] {
  const first = movements.filter((one) => one.kind === 'change_boarding').at(-1);
  if (first === undefined) return row.boarding;
  const before = (JSON.parse(first.fromJson) as { boardingMode?: unknown }).boardingMode;
  return before === 'day' || before === 'boarding' ? before : row.boarding;
}

function sourceOf(row: PupilRow, snapshot: SnapshotFact | undefined): PupilFacts['rosterSource'] {
  if (snapshot !== undefined && snapshot.fileName !== null && snapshot.rowNo !== null) return { fileName: snapshot.fileName, rowNo: snapshot.rowNo, asOf: snapshot.asOf };
  if (row.fileName === null || row.rowNo === null || row.fileDate === null) return null;
  return { fileName: row.fileName, rowNo: row.rowNo, asOf: row.fileDate as SnapshotFact['asOf'] };
}

function caseEndedOf(oneCase: CaseFact | undefined): PupilFacts['caseEnded'] {
  if (oneCase?.state === 'declined') return 'declined';
  return oneCase !== undefined && (oneCase.state === 'revoked' || (oneCase.state === 'expired' && oneCase.revoked === 1)) ? 'revoked' : null;
}

const undecided: ReadonlySet<string> = new Set(['declined', 'applied', 'pre_identified', 'revoked']);

function determinationOf(
  oneCase: CaseFact | undefined, chains: ReadonlyMap<number, readonly DeterminationRow[]>, term: TermKey, year: SchoolYear, gradeSet: readonly string[],
): DeterminationFact | null {
  if (oneCase === undefined || undecided.has(oneCase.state) || oneCase.revoked === 1) return null;
  const decided = determinationInTerm(chains.get(oneCase.caseId) ?? [], term);
  if (decided === null) return null;
  return {
    id: decided.id, gradeLabel: decided.grade, isHardship: isHardshipGrade(decided.grade, gradeSet), body: decided.body, decidedOn: decided.decidedOn, schoolYear: year,
  };
}

/** One fact a group; of several pieces of evidence all are quoted. */
function groupsOf(rows: readonly GroupRow[], catalogue: GroupCatalogue): GroupFact[] {
  const evidence = new Map<string, string[]>();
  for (const row of rows) evidence.set(row.groupKey, [...(evidence.get(row.groupKey) ?? []), wordEvidence(row)]);
  return [...evidence].map(([key, texts]) => ({ key, label: catalogue.label(key), evidence: [...new Set(texts)].filter((text) => text !== '').join('、') }));
}

function wordEvidence(row: GroupRow): string {
  if (row.kind === 'certificate') return row.certificateNo === '' ? '证件' : `证件尾号 ${row.certificateNo.slice(-4)}`;
  if (row.kind === 'declaration') return '承诺书';
  const head = row.path === 'household' && row.headName ? `户主 ${row.headName}，` : '';
  const risk = row.riskCleared === 'yes' ? '，风险已消除' : '';
  const confirmed = row.decidedOn === null ? '' : `，${row.decidedOn} 确认`;
  return `${head}${row.fileName ?? '名单'}第 ${row.rowNo ?? '?'} 行${confirmed}${risk}`;
}

/** 户口性质 as rosters write it; anything else is unknown, never 农业. */
function hukouOf(text: string | null): PupilFacts['hukou'] {
  const plain = (text ?? '').normalize('NFKC').replace(/\s/g, '');
  if (/^(2|非农|城镇|城市|居民)/.test(plain)) return 'non_agricultural';
  return /^(1$|农业|农村|1农业)/.test(plain) ? 'agricultural' : 'unknown';
}

const splitQuestions = [
  'registryHere', 'hasRegistry', 'repeatCandidate', 'countySafetyNet', 'sameCounty', 'cityRunSchool', 'proof', 'registrySchoolPaid',
] as const satisfies readonly (keyof SplitFacts)[];

/** The answers of table 1.8 as the roster keeps them; null when nobody noted a 校籍分离. */
function splitOf(json: string): SplitFacts | null {
  const given = JSON.parse(json) as Partial<Record<string, string>>;
  if (!splitQuestions.some((question) => given[question] !== undefined)) return null;
  const answer = (question: keyof SplitFacts): TriState => triStates.find((state) => state === given[question]) ?? 'unknown';
  return Object.fromEntries(splitQuestions.map((question) => [question, answer(question)])) as unknown as SplitFacts;
}

/** The 资助档 of a grade, by programme. */
export function tiersOf(tiers: readonly AwardTierRow[], determination: DeterminationFact | null): PupilFacts['awardTiers'] {
  if (determination === null) return {};
  return Object.fromEntries(tiers.filter((tier) => tier.hardshipGrade === determination.gradeLabel).map((tier) => [tier.programmeKey, tier.awardTier]));
}
