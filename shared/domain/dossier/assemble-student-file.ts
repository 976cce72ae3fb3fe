import { schoolYearOf } from '../calendar/term.ts';
import type { TermKey } from '../calendar/term.ts';
import { formatPayeeRelation } from '../disbursement/payee-relation.ts';
import { determinationInTerm } from '../identification/determination.ts';
import { maskIdNumber } from '../identity/id-number.ts';
import { sumFen } from '../money/fen.ts';
import { formatBoardingMode } from '../roster/boarding-mode.ts';
import { formatPupilClass } from '../roster/pupil-class.ts';
import { formatStudentStatus } from '../roster/student-status.ts';
import { formatVisitors } from '../visits/visit.ts';
import { basicFacts } from './basic-facts.ts';
import { describeSource } from './describe-source.ts';
import type { DossierGroup, DossierRows } from './dossier-rows.ts';
import { maskingOf } from './dossier-view.ts';
import type { DossierView, DossierWords, Masking } from './dossier-view.ts';
import { evaluateCompleteness } from './evaluate-completeness.ts';
import { describeMovements } from './describe-movements.ts';
import { listTrace } from './list-trace.ts';
import type {
  FileDetermination, FileEntitlement, FileGroup, FileMember, FileNotice, FilePayment, FileVisit, StudentFile,
} from './student-file.ts';

/**
 * One pupil's file out of what the archive holds (一生一档, handbook 7.1, 7.3). Sections are in the order of time, the newest first where
 * a person looks for today's state; nothing is left out because it is superseded, withdrawn or failed.
 */
export function assembleStudentFile(rows: DossierRows, view: DossierView, words: DossierWords): StudentFile {
  const { pupil } = rows;
  const shown = maskingOf(view);
  const entitlements = listEntitlements(rows, view, words);
  const live = entitlements.filter((one) => one.stateKey !== 'withdrawn');
  return {
    studentId: pupil.studentId,
    name: pupil.name,
    school: view.school,
    className: formatPupilClass(pupil, schoolYearOf(view.term)),
    classId: pupil.classId,
    status: formatStudentStatus(pupil.status),
    boarding: formatBoardingMode(pupil.boardingMode),
    hardshipGrade: gradeInTerm(rows, view.term),
    idNumber: shown.id(pupil.idNumber),
    registryNo: shown.id(pupil.registryNo),
    guardians: rows.members.filter((one) => one.isGuardian === 'yes').map((one) => `${one.name}${one.relation === '' ? '' : `（${one.relation}）`}`).join('、'),
    basic: basicFacts(rows, view, shown),
    members: listMembers(rows, shown),
    groups: listGroups(rows, view, words),
    determinations: listDeterminations(rows, words),
    visits: listVisits(rows, view, words),
    notices: listNotices(rows, words),
    entitlements,
    payments: listPayments(rows, view, words),
    movements: describeMovements(rows.movements, words.classGroup),
    completeness: evaluateCompleteness(rows, view.term, words.groups(schoolYearOf(view.term))),
    trace: listTrace(rows, words),
    totals: { dueFen: sumFen(live.map((one) => one.dueFen)), paidFen: sumFen(live.map((one) => one.paidFen)) },
  };
}

function gradeInTerm(rows: DossierRows, term: TermKey): string {
  const year = schoolYearOf(term);
  const current = rows.cases.find((one) => one.schoolYear === year);
  if (!current || current.state === 'declined' || current.state === 'revoked') return '';
  return determinationInTerm(rows.determinations.filter((one) => one.caseId === current.caseId), term)?.grade ?? '';
}

function listMembers(rows: DossierRows, shown: Masking): FileMember[] {
  return rows.members.map((one) => ({
    name: one.name, relation: one.relation, idNumber: shown.id(one.idNumber), phone: shown.phone(one.phone),
    roles: [...(one.isGuardian === 'yes' ? ['guardian' as const] : []), ...(one.isHead === 'yes' ? ['household_head' as const] : [])],
  }));
}

function listGroups(rows: DossierRows, view: DossierView, words: DossierWords): FileGroup[] {
  return rows.groups.toSorted((a, b) => (a.schoolYear === b.schoolYear ? words.groups(a.schoolYear).compare(a.groupKey, b.groupKey) : a.schoolYear < b.schoolYear ? 1 : -1))
    .map((one) => ({
      schoolYear: one.schoolYear,
      group: `${words.groups(one.schoolYear).label(one.groupKey)}${one.riskCleared === 'yes' ? '（风险已消除）' : ''}`,
      evidence: describeEvidence(one, words),
      foundBy: describeFinding(one, view, words),
    }));
}

function describeEvidence(group: DossierGroup, words: DossierWords): string {
  const source = describeSource(group);
  if (group.evidenceKind === 'list_row') return [group.issuer ?? '', source].filter((part) => part !== '').join('：') || words.evidence.list_row;
  const certificate = group.certificateNo === '' ? '' : `（证号 ${maskIdNumber(group.certificateNo)}）`;
  return `${words.evidence[group.evidenceKind]}${certificate}${group.note === '' ? '' : `，${group.note}`}`;
}

function describeFinding(group: DossierGroup, view: DossierView, words: DossierWords): string {
  const rule = group.rule === null ? '' : words.rule[group.rule];
  const decided = group.decidedBy === null ? '' : `${group.decidedBy} ${group.decidedAt === null ? '' : view.dayOf(group.decidedAt)}确认`;
  const standing = group.adopted ? '' : group.decision === 'pending' ? '待确认' : '未列入本学年认定';
  return [rule, decided, standing].filter((part) => part !== '').join('；');
}

function listDeterminations(rows: DossierRows, words: DossierWords): FileDetermination[] {
  const replaced = new Set(rows.determinations.map((one) => one.supersedesId));
  return rows.cases.toSorted((a, b) => (a.schoolYear < b.schoolYear ? 1 : -1)).flatMap((one) =>
    rows.determinations.filter((decision) => decision.caseId === one.caseId).toSorted((a, b) => b.id - a.id).map((decision): FileDetermination => ({
      schoolYear: one.schoolYear, route: words.route[one.route], grade: decision.grade, body: decision.body, decidedOn: decision.decidedOn,
      reason: decision.reason, effectiveTerm: decision.effectiveTerm, superseded: replaced.has(decision.id),
    })));
}

function listVisits(rows: DossierRows, view: DossierView, words: DossierWords): FileVisit[] {
  return rows.visits.toSorted((a, b) => (a.visitedOn === b.visitedOn ? b.visitId - a.visitId : a.visitedOn < b.visitedOn ? 1 : -1)).map((one) => ({
    schoolYear: one.schoolYear, visitedOn: one.visitedOn, way: words.visitWay[one.way], purpose: words.visitPurpose[one.purpose], visitors: formatVisitors(one.visitors),
    consistent: words.consistency[one.consistent], verdict: one.verdict === null || !view.visitVerdicts ? '' : words.visitVerdict[one.verdict],
  }));
}

function listNotices(rows: DossierRows, words: DossierWords): FileNotice[] {
  return rows.notices.toSorted((a, b) => b.noticeId - a.noticeId).map((one) => ({
    noticeId: one.noticeId, term: one.term, no: one.no, title: one.title === '' ? words.noticeKind[one.kind] : one.title, postedOn: one.postedOn, endOn: one.endOn,
    takenDownOn: one.takenDownOn, state: one.withdrawn ? '提前撤回' : words.noticeState[one.state],
  }));
}

function listEntitlements(rows: DossierRows, view: DossierView, words: DossierWords): FileEntitlement[] {
  return rows.entitlements.toSorted((a, b) => (a.term === b.term ? b.id - a.id : a.term < b.term ? 1 : -1)).map((one) => ({
    id: one.id, term: one.term, programme: words.programme(one.programmeKey), standard: one.standard, dueFen: one.dueFen,
    paidFen: sumFen(rows.payments.filter((line) => line.entitlementId === one.id).map((line) => line.paidFen)),
    stateKey: one.state, state: words.entitlementState[one.state],
    decidedBy: one.approvedBy === null ? '' : `${one.approvedBy} ${one.approvedAt === null ? '' : view.dayOf(one.approvedAt)}`.trim(),
  }));
}

function listPayments(rows: DossierRows, view: DossierView, words: DossierWords): FilePayment[] {
  return rows.payments.toSorted((a, b) => b.lineId - a.lineId).map((one) => ({
    lineId: one.lineId, entitlementId: one.entitlementId, term: one.term, programme: one.programmeName, batchNo: one.batchNo,
    holder: view.accounts ? `${one.holderName}（${formatPayeeRelation(one.holderRelation)}）` : '',
    account: view.accounts ? `…${one.accountNo.slice(-4)}` : '',
    amountFen: one.amountFen, stateKey: one.state, state: words.lineState[one.state], paidOn: one.paidOn, reason: one.reason,
  }));
}
