import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf, previousTerm, termRange, termsOf } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { CheckDecision, CheckDue, CheckFacts, CheckPupil, FileItem } from '#shared/domain/checks/check-facts.ts';
import { evaluateSplit } from '#shared/domain/entitlement/split.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { exclusivityGroupOf } from '#shared/domain/programmes/programme.ts';
import { yearLevel } from '#shared/domain/roster/year-level.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { gapReasonTexts } from '#shared/text/special-groups.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { DueRow, PupilNumbers } from '#main/db/queries/check-people.ts';
import { listAppliedAdjustments } from '#main/db/repositories/entitlement-adjustment.ts';
import {
  countLists, hasGeneralRoster, listActiveElsewhere, listDueRows, listFilePieces, listFundedPupils, listOpenHits, listOtherNames, listPupilNumbers, listTermSeats,
} from '#main/db/queries/check-people.ts';
import { coverageGapsOf } from './coverage-gaps.ts';
import { loadPupils } from './entitlement-facts.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { coverageOfTerm, standingEvidence } from './lists-coverage.ts';
import { namePinyin } from './name-pinyin.ts';

export interface FactsScope {
  readonly db: ReadableDb;
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
  readonly settings: Settings;
  readonly policy: EntitlementPolicy;
  /** False: only what the blocking checks ask is read; the rest is left empty. */
  readonly whole: boolean;
}

type PeopleFacts = Pick<CheckFacts, 'pupils' | 'termRosterImported' | 'otherRosters' | 'dues' | 'uncovered' | 'listsImported' | 'fundedBefore' | 'claims' | 'openHits' | 'files' | 'itemsNowhere'>;

/** Who stands in the term's rosters: for each stage the newest roster that has it. */
function seatedIn({ db, schoolId, term }: FactsScope): { readonly imported: boolean; readonly of: (pupil: PupilInTerm, createdAt: string) => TriState } {
  const seats = listTermSeats(db, schoolId, term);
  const newest = new Map(seats.map((seat) => [seat.stage, seat]));
  const seated = new Set(seats.filter((seat) => newest.get(seat.stage)?.snapshotId === seat.snapshotId).map((seat) => seat.studentId));
  return {
    imported: seats.length > 0,
    of: ({ row }, createdAt) => {
      const roster = newest.get(row.stage);
      if (seated.has(row.studentId)) return 'yes';
      return roster === undefined || createdAt > roster.madeAt ? 'unknown' : 'no';
    },
  };
}

function checkPupils(scope: FactsScope, loaded: readonly PupilInTerm[], year: SchoolYear): { readonly pupils: CheckPupil[]; readonly termRosterImported: boolean } {
  const { db, schoolId, term, policy } = scope;
  const numbers = new Map<number, PupilNumbers>(listPupilNumbers(db, schoolId).map((one) => [one.studentId, one]));
  const names = Map.groupBy(listOtherNames(db, schoolId, year, term), (one) => one.studentId);
  const elsewhere = Map.groupBy(listActiveElsewhere(db, schoolId), (one) => one.studentId);
  const seated = seatedIn(scope);
  const pupils = loaded.map((pupil): CheckPupil => {
    const { row, facts, className } = pupil;
    const own = numbers.get(row.studentId);
    return {
      studentId: row.studentId, label: className === '' ? row.name : `${row.name} ${className}`, name: row.name, nameKey: own?.nameKey ?? '', idType: own?.idType ?? 'other', idNumber: row.idNumber, registryNo: row.registryNo,
      sex: row.sex, birthDate: own?.birthDate ?? null, stage: row.stage, yearLevel: row.entryYear === null ? null : yearLevel(row.stage, row.entryYear, year, row.yearOffset),
      boarding: facts.boarding, status: row.status, statusFrom: row.statusFrom, onTermRoster: seated.of(pupil, own?.createdAt ?? ''),
      otherNames: (names.get(row.studentId) ?? []).map(({ name, fileName, rowNo }) => ({ name, where: `“${fileName}”第 ${rowNo} 行`, soundsAlike: namePinyin(name).pinyin === own?.pinyin })),
      activeElsewhere: (elsewhere.get(row.studentId) ?? []).map(({ stage }) => stage), split: facts.split === null ? null : evaluateSplit(facts.split, policy.splitProfile),
    };
  });
  return { pupils, termRosterImported: seated.imported };
}

/** Days or half months of the trace; null where the rate is paid by neither. */
function quantityOf(traceJson: string): number | null {
  if (!traceJson.includes('"quantity"')) return null;
  const trace = JSON.parse(traceJson) as readonly { readonly code?: string; readonly facts?: { readonly quantity?: number | null } }[];
  return trace.find((one) => one.code === 'entitlement.rate_applies')?.facts?.quantity ?? null;
}

function daysOfOtherTerm({ db, schoolId, term, policy }: FactsScope): ReadonlyMap<string, number> {
  const byDay = new Set(policy.catalogue.rates.filter((rate) => rate.unit === 'day').map((rate) => rate.key));
  const other = termsOf(schoolYearOf(term)).find((one) => one !== term);
  if (other === undefined) return new Map();
  return new Map(listDueRows(db, schoolId, other).filter((row) => byDay.has(row.rateKey)).map((row) => [`${row.studentId} ${row.programmeKey}`, quantityOf(row.traceJson) ?? 0]));
}

function checkDues(scope: FactsScope, loaded: ReadonlyMap<number, PupilInTerm>): CheckDue[] {
  const { db, schoolId, term, policy, settings } = scope;
  const otherDays = daysOfOtherTerm(scope);
  const groupOf = (key: string): string => { const programme = findProgramme(policy.catalogue, key); return programme ? exclusivityGroupOf(programme) : key; };
  const madeOn = (row: DueRow): CheckDecision | null => (row.determinationId === null || row.grade === null || row.gradeYear === null
    ? null : { id: row.determinationId, grade: row.grade, isHardship: isHardshipGrade(row.grade, settings.gradeSet), schoolYear: row.gradeYear });
  const adjusted = new Set(listAppliedAdjustments(db, schoolId, term).map((one) => one.entitlementId));
  return listDueRows(db, schoolId, term).map((row): CheckDue => {
    const facts = loaded.get(row.studentId)?.facts;
    const held = facts?.determination ?? null;
    return {
      entitlementId: row.entitlementId, studentId: row.studentId, programmeKey: row.programmeKey, programmeName: findProgramme(policy.catalogue, row.programmeKey)?.name ?? row.programmeKey,
      amountFen: row.amountFen, state: row.state, rateKey: row.rateKey, ruleKey: row.ruleKey, quantity: quantityOf(row.traceJson), adjusted: adjusted.has(row.entitlementId) || row.traceJson.includes('entitlement.months_counted'),
      madeOn: madeOn(row), holds: held === null ? null : { id: held.id, grade: held.gradeLabel, isHardship: held.isHardship, schoolYear: held.schoolYear },
      proposedBy: row.proposedBy, oneHand: row.oneHand === 1, noticeEndsOn: row.noticeEndsOn, noticeWaived: row.noticeWaived === 1,
      alsoElsewhere: (facts?.elsewhere ?? []).some((one) => groupOf(one.programmeKey) === groupOf(row.programmeKey)),
      otherTermDays: otherDays.get(`${row.studentId} ${row.programmeKey}`) ?? null,
    };
  });
}

/** 应助未助: on a list and nothing done; or found in hardship and, once the term has a list of aid, not on it. */
function uncovered({ db, schoolId, term }: FactsScope, loaded: ReadonlyMap<number, PupilInTerm>, dues: readonly CheckDue[], year: SchoolYear): PeopleFacts['uncovered'] {
  const gaps = coverageGapsOf(db, { schoolId, term, classIds: null }).rows;
  const known = new Set(gaps.map((gap) => gap.studentId));
  const funded = new Set(dues.map((due) => due.studentId));
  const catalogue = groupCatalogueOf(db, schoolId, year);
  const unpaid = dues.length === 0 ? [] : [...standingEvidence(db, schoolId, term)].flatMap(([studentId, rows]) => {
    const facts = loaded.get(studentId)?.facts;
    if (known.has(studentId) || funded.has(studentId) || facts?.status !== 'enrolled' || facts.determination?.isHardship !== true) return [];
    return [{ studentId, groups: [...new Set(rows.map((row) => catalogue.label(row.groupKey)))], reason: `已认定“${facts.determination.gradeLabel}”，本学期没有应发` }];
  });
  return [...gaps.map((gap) => ({ studentId: gap.studentId, groups: [...new Set(gap.groups.map((group) => group.groupLabel))], reason: gapReasonTexts[gap.reason] })), ...unpaid];
}

const claimTexts = { certificate: '证件', declaration: '承诺书', roster: '名册上的标记' } as const;

/** What each approved pupil's file lacks; an item kept for nobody is said once. */
function checkFiles({ db, schoolId, term, today }: FactsScope, dues: readonly CheckDue[], paid: ReadonlySet<number>, year: SchoolYear): Pick<PeopleFacts, 'files' | 'itemsNowhere'> {
  const pieces = listFilePieces(db, schoolId, term, year);
  const nowhere: FileItem[] = [];
  if (pieces.length > 0 && pieces.every((piece) => piece.idCopy === 0)) nowhere.push('id_copy');
  if (pieces.length > 0 && pieces.every((piece) => piece.letter === 0)) nowhere.push('letter');
  const over = today > termRange(term).to;
  const byPupil = Map.groupBy(dues.filter((due) => due.state === 'approved'), (due) => due.studentId);
  const files = pieces.map(({ studentId, application, idCopy, letter }) => {
    const own = byPupil.get(studentId) ?? [];
    const found: readonly (readonly [FileItem, boolean])[] = [
      ['application', application === 1], ['determination', own.every((due) => due.holds !== null || due.madeOn !== null)], ['id_copy', idCopy === 1], ['notice', own.every((due) => due.noticeEndsOn !== null || due.noticeWaived)],
      ['letter', letter === 1], ['payment_proof', !over || own.every((due) => paid.has(due.entitlementId))],
    ];
    return { studentId, missing: found.filter(([item, there]) => !there && !nowhere.includes(item)).map(([item]) => item) };
  });
  return { files, itemsNowhere: nowhere };
}

/** Everything the checks ask about pupils, their lists, decisions and files. `paid` are the entitlements a success stands behind. */
export function peopleFacts(scope: FactsScope, paid: ReadonlySet<number>): PeopleFacts {
  const { db, schoolId, term, settings } = scope;
  const year = schoolYearOf(term);
  const list = loadPupils(db, schoolId, term, settings);
  const loaded = new Map(list.map((pupil) => [pupil.row.studentId, pupil]));
  const dues = checkDues(scope, loaded);
  const before = listFundedPupils(db, schoolId, previousTerm(term));
  const catalogue = groupCatalogueOf(db, schoolId, year);
  return {
    ...checkPupils(scope, list, year), otherRosters: hasGeneralRoster(db), dues,
    uncovered: scope.whole ? uncovered(scope, loaded, dues, year) : [], listsImported: countLists(db, schoolId, year) > 0, fundedBefore: before.length === 0 ? null : before,
    claims: (scope.whole ? coverageOfTerm(db, schoolId, term, null).claims : []).filter((claim) => catalogue.find(claim.groupKey)?.owner !== 'school')
      .map((claim) => ({ studentId: claim.studentId, group: claim.groupLabel, basis: claimTexts[claim.claimedBy] })),
    openHits: listOpenHits(db, schoolId, year), ...(scope.whole ? checkFiles(scope, dues, paid, year) : { files: [], itemsNowhere: [] }),
  };
}
