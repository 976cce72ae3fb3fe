import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { assembleStudentFile } from '#shared/domain/dossier/assemble-student-file.ts';
import type { DossierEntitlement, DossierPayment, DossierRows } from '#shared/domain/dossier/dossier-rows.ts';
import type { DossierView, DossierWords } from '#shared/domain/dossier/dossier-view.ts';
import type { StudentFile } from '#shared/domain/dossier/student-file.ts';
import type { EntitlementReason } from '#shared/domain/entitlement/reason.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import { reasonText } from '#shared/domain/reconciliation/return-words.ts';
import type { ReasonKey } from '#shared/domain/reconciliation/return-words.ts';
import { dossierLineStates } from '#shared/text/dossier.ts';
import { entitlementStateNames, wordReason } from '#shared/text/entitlements.ts';
import { caseEventTexts, evidenceKindTexts, routeTexts } from '#shared/text/identification.ts';
import { matchRuleTexts } from '#shared/text/lists.ts';
import { noticeKindNames, noticeStateNames } from '#shared/text/notices.ts';
import { consistencyTexts, visitPurposeTexts, visitVerdictTexts, visitWayTexts } from '#shared/text/visits.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { readDossierTables } from '#main/db/queries/dossier.ts';
import type { DossierTables, StoredDossierEntitlement } from '#main/db/queries/dossier.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { Session } from './core.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { programmeNames } from './programme-names.ts';
import { wallDay } from './wall-clock.ts';

/** How much of a pupil an account sees. Cards are for those who keep them; a 班主任 is not among them. */
export function dossierView(db: ReadableDb, session: Session, place: { readonly schoolId: number; readonly term: TermKey }, clear: boolean): DossierView {
  return { school: findSchool(db, place.schoolId)?.name ?? '', term: place.term, clear, accounts: session.can('payee.read'), visitVerdicts: session.can('visit.read'), dayOf: (at) => formatChineseDate(wallDay(at)) };
}

/** The files of these pupils, in the order asked for. */
export function studentFiles(db: ReadableDb, schoolId: number, studentIds: readonly number[], view: DossierView): StudentFile[] {
  const words = dossierWords(db, schoolId);
  return rowsOfPupils(readDossierTables(db, schoolId, studentIds), studentIds).map((rows) => assembleStudentFile(rows, view, words));
}

function dossierWords(db: ReadableDb, schoolId: number): DossierWords {
  const classes = new Map(listClassGroups(db, schoolId).map((group) => [group.id, group.displayName]));
  return {
    route: routeTexts, caseEvent: caseEventTexts, evidence: evidenceKindTexts, rule: matchRuleTexts, visitWay: visitWayTexts, visitPurpose: visitPurposeTexts, consistency: consistencyTexts, visitVerdict: visitVerdictTexts, noticeKind: noticeKindNames, noticeState: noticeStateNames,
    groups: catalogues(db, schoolId), entitlementState: entitlementStateNames, lineState: dossierLineStates, programme: programmeNames(db, schoolId),
    classGroup: (id) => classes.get(id) ?? '',
  };
}

/** The catalogue of each 学年 a file speaks of, put together once. */
function catalogues(db: ReadableDb, schoolId: number): DossierWords['groups'] {
  const known = new Map<SchoolYear, GroupCatalogue>();
  return (year) => {
    const before = known.get(year);
    if (before !== undefined) return before;
    const catalogue = groupCatalogueOf(db, schoolId, year);
    known.set(year, catalogue);
    return catalogue;
  };
}

/** Parts the tables by pupil, in one pass each. */
function rowsOfPupils(tables: DossierTables, studentIds: readonly number[]): DossierRows[] {
  const byStudent = <Row extends { readonly studentId: number }>(rows: readonly Row[]): ((id: number) => readonly Row[]) => {
    const groups = Map.groupBy(rows, (row) => row.studentId);
    return (id) => groups.get(id) ?? [];
  };
  const pupils = new Map(tables.pupils.map((pupil) => [pupil.studentId, pupil]));
  const caseOwners = new Map(tables.cases.map((one) => [one.caseId, one.studentId]));
  const byCaseOwner = <Row extends { readonly caseId: number }>(rows: readonly Row[]): ((id: number) => readonly Row[]) => {
    const groups = Map.groupBy(rows, (row) => caseOwners.get(row.caseId) ?? 0);
    return (id) => groups.get(id) ?? [];
  };
  const members = byStudent(tables.members);
  const groups = byStudent(tables.groups);
  const cases = byStudent(tables.cases);
  const determinations = byCaseOwner(tables.determinations);
  const caseEvents = byCaseOwner(tables.caseEvents);
  const visits = byStudent(tables.visits);
  const notices = byStudent(tables.notices);
  const entitlements = byStudent(tables.entitlements.map(wordedEntitlement));
  const payments = byStudent(tables.payments.map(wordedPayment));
  const payees = byStudent(tables.payees);
  const movements = byStudent(tables.movements);
  const acts = byStudent(tables.acts);
  return studentIds.flatMap((id) => {
    const pupil = pupils.get(id);
    return pupil === undefined ? [] : [{
      pupil, members: members(id), groups: groups(id), cases: cases(id), determinations: determinations(id), caseEvents: caseEvents(id), visits: visits(id), notices: notices(id),
      entitlements: entitlements(id), payments: payments(id), payees: payees(id), movements: movements(id), acts: acts(id),
    }];
  });
}

/** The standard as the trace of the calculation gives it, without its document. */
function wordedEntitlement({ traceJson, awardTier, ...row }: StoredDossierEntitlement): DossierEntitlement {
  const reasons = JSON.parse(traceJson) as EntitlementReason[];
  const rate = reasons.find((reason) => reason.code === 'entitlement.rate_applies');
  const standard = rate === undefined ? awardTier ?? '' : wordReason('entitlement.rate_applies', { ...rate.facts, document: null, validFrom: null } as never).replace(/（[^（]*）$/, '');
  return { ...row, standard };
}

function wordedPayment({ reasonRaw, reasonKey, ...row }: DossierTables['payments'][number]): DossierPayment {
  const reason = row.state === 'paid' ? '' : reasonRaw || (reasonKey === null ? '' : reasonText[reasonKey as ReasonKey].label);
  return { ...row, reason };
}
