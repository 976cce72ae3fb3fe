import { formatChineseDate, isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf, termKey } from '#shared/domain/calendar/term.ts';
import type { DossierRows } from '#shared/domain/dossier/dossier-rows.ts';
import type { DossierView, DossierWords } from '#shared/domain/dossier/dossier-view.ts';
import { catalogueOfYear } from '#shared/domain/identification/group-catalogue.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { dossierLineStates } from '#shared/text/dossier.ts';
import { entitlementStateNames } from '#shared/text/entitlements.ts';
import { caseEventTexts, evidenceKindTexts, routeTexts } from '#shared/text/identification.ts';
import { matchRuleTexts } from '#shared/text/lists.ts';
import { noticeKindNames, noticeStateNames } from '#shared/text/notices.ts';
import { consistencyTexts, visitPurposeTexts, visitVerdictTexts, visitWayTexts } from '#shared/text/visits.ts';

export const autumn = termKey('2025-2026-1');
const year = schoolYearOf(autumn);
export const view: DossierView = { school: '柳溪九年一贯制学校', term: autumn, clear: false, accounts: true, visitVerdicts: true, dayOf: (at) => formatChineseDate(isoDate(at.slice(0, 10))) };
export const words: DossierWords = {
  route: routeTexts, caseEvent: caseEventTexts, evidence: evidenceKindTexts, rule: matchRuleTexts, visitWay: visitWayTexts, visitPurpose: visitPurposeTexts, consistency: consistencyTexts, visitVerdict: visitVerdictTexts, noticeKind: noticeKindNames, noticeState: noticeStateNames,
  groups: (of) => catalogueOfYear([], of), entitlementState: entitlementStateNames, lineState: dossierLineStates, programme: (key) => `项目${key}`, classGroup: (id) => `2023级${id}班`,
};

/** A pupil on the roster and nothing more. */
export const plainPupil: DossierRows = {
  pupil: {
    studentId: 7, name: '李明', formerName: '', sex: 'male', birthDate: isoDate('2016-05-03'), idType: 'resident_id', idNumber: '999999201605030017', idCheck: 'ok',
    registryNo: 'G999999201605030017', schoolStudentNo: '', classRollNo: '12', stage: 'primary', entryYear: 2023, yearOffset: 0, classId: 2, classNo: 2,
    className: '2023级2班', headTeacher: '何老师', boardingMode: 'boarding', status: 'enrolled', statusFrom: null, attributes: { homeAddress: '云岭县青石镇柳溪村3组18号' },
    fileName: '名册.xls', rowNo: 12, importedAt: '2025-09-03T01:00:00.000Z',
  },
  members: [{ studentId: 7, name: '李吉祥', relation: '父亲', idNumber: '999999198001010019', phone: '13900005678', isGuardian: 'yes', isHead: 'yes' }],
  groups: [], cases: [], determinations: [], caseEvents: [], visits: [], notices: [], entitlements: [], payments: [], payees: [], movements: [], acts: [],
};

/** The same pupil through a whole term: listed, determined, announced, failed once, paid. */
export const aidedPupil: DossierRows = {
  ...plainPupil,
  groups: [{
    studentId: 7, schoolYear: year, groupKey: 'subsistence_allowance', evidenceKind: 'list_row', adopted: true, issuer: '云岭县民政局', rule: 'head_id', decision: 'confirmed',
    decidedBy: '周敏', decidedAt: '2025-09-16T01:00:00.000Z', certificateNo: '', note: '', riskCleared: 'unknown', fileName: '低保名单.xlsx', rowNo: 5,
  }],
  cases: [{ studentId: 7, caseId: 1, schoolYear: year, route: 'list_match', state: 'confirmed' }],
  determinations: [
    { id: 1, caseId: 1, grade: '困难', body: '学校认定工作组', decidedOn: isoDate('2025-09-12'), reason: '', effectiveTerm: autumn, supersedesId: null },
    { id: 2, caseId: 1, grade: '特别困难', body: '学校认定工作组', decidedOn: isoDate('2025-09-22'), reason: '父亲患病', effectiveTerm: autumn, supersedesId: 1 },
  ],
  caseEvents: [{ caseId: 1, event: 'determine', toState: 'determined', note: '', by: '周敏', at: '2025-09-22T02:00:00.000Z' }],
  visits: [{ studentId: 7, visitId: 4, schoolYear: year, visitedOn: isoDate('2025-09-10'), way: 'on_site', purpose: 'verification', visitors: [{ name: '王芳', role: '班主任' }, { name: '刘洋', role: '' }], consistent: 'consistent', verdict: 'true' }],
  notices: [{
    studentId: 7, noticeId: 3, no: '公示〔2025〕3号', kind: 'identification', term: autumn, title: '认定名单的公示', postedOn: isoDate('2025-09-26'), endOn: isoDate('2025-10-11'),
    takenDownOn: null, state: 'ended', withdrawn: false,
  }],
  entitlements: [{
    studentId: 7, id: 11, term: autumn, programmeKey: 'living', standard: '小学寄宿 625.00 元/学期', dueFen: fen(62500), state: 'approved', noticeId: 3, noticeWaivedReason: null,
    proposedBy: '周敏', proposedAt: '2025-10-12T01:00:00.000Z', approvedBy: '何校长', approvedAt: '2025-10-13T01:00:00.000Z', withdrawnBy: null, withdrawnAt: null, withdrawnReason: null,
  }],
  payments: [
    { studentId: 7, lineId: 21, entitlementId: 11, term: autumn, programmeName: '生活补助', batchNo: '2025-01', holderName: '李吉祥', holderRelation: 'parent', accountNo: '6228480000000001234', amountFen: fen(62500), paidFen: fen(0), state: 'reissued', paidOn: null, reason: '户名不符' },
    { studentId: 7, lineId: 22, entitlementId: 11, term: autumn, programmeName: '生活补助', batchNo: '2025-02', holderName: '李吉祥', holderRelation: 'parent', accountNo: '6228480000000001234', amountFen: fen(62500), paidFen: fen(62500), state: 'paid', paidOn: isoDate('2025-10-28'), reason: '' },
  ],
  payees: [{ studentId: 7, holderName: '李吉祥', holderRelation: 'parent', accountNo: '6228480000000001234', bankName: '云岭农商行', validFrom: isoDate('2025-09-01'), live: true }],
  movements: [
    { studentId: 7, kind: 'change_boarding', effectiveDate: isoDate('2024-09-01'), from: { boardingMode: 'day' }, to: { boardingMode: 'boarding' }, evidence: '家长申请', corrected: false, by: '周敏', at: '2024-09-01T01:00:00.000Z', fileName: null, rowNo: null },
    { studentId: 7, kind: 'change_class', effectiveDate: isoDate('2025-09-01'), from: { classId: 1 }, to: { classId: 2 }, evidence: '', corrected: true, by: '周敏', at: '2025-09-01T01:00:00.000Z', fileName: '名册.xls', rowNo: 12 },
  ],
  acts: [{ studentId: 7, at: '2025-10-29T01:00:00.000Z', by: '周敏', what: '查看完整号码' }],
};
