import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYear, termKey } from '#shared/domain/calendar/term.ts';
import type { CheckBatch, CheckDue, CheckFacts, CheckLine, CheckNotice, CheckPupil } from '#shared/domain/checks/check-facts.ts';
import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { PRESET_CATALOGUE } from '#shared/domain/programmes/catalogue.ts';

export const term = termKey('2025-2026-1');

/** A mutable copy, so that a test can plant one fault. */
export type Open<Value> = Value extends readonly (infer Item)[] ? Open<Item>[] : Value extends string | number | boolean | null ? Value : { -readonly [Key in keyof Value]: Open<Value[Key]> };

function idOf(serial: number): string {
  const first17 = `99999920150307${String(serial * 2 + 1).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

export function pupil(studentId: number, over: Partial<CheckPupil> = {}): CheckPupil {
  const name = `学生${'甲乙丙丁戊己'[studentId - 1] ?? '庚'}`;
  return {
    studentId, label: `${name} 四年级(1)班`, name, nameKey: name, idType: 'resident_id', idNumber: idOf(studentId), registryNo: `G${idOf(studentId)}`, sex: 'male', birthDate: isoDate('2015-03-07'),
    stage: 'primary', yearLevel: 4, boarding: 'boarding', status: 'enrolled', statusFrom: null, onTermRoster: 'yes', otherNames: [], activeElsewhere: [], split: null, ...over,
  };
}

const decision = { id: 1, grade: '困难', isHardship: true, schoolYear: schoolYear('2025-2026') };
const rule = PRESET_CATALOGUE.rules.find((one) => one.programmeKey === 'yw.board' && one.needsHardship)!;

export function due(entitlementId: number, studentId: number, over: Partial<CheckDue> = {}): CheckDue {
  return {
    entitlementId, studentId, programmeKey: 'yw.board', programmeName: '义务教育生活补助·寄宿', amountFen: 62_500, state: 'approved', rateKey: 'yw.board.primary', ruleKey: rule.key, quantity: null, adjusted: false,
    madeOn: decision, holds: decision, proposedBy: '周敏', oneHand: false, noticeEndsOn: isoDate('2025-10-10'), noticeWaived: false, alsoElsewhere: false, otherTermDays: null, ...over,
  };
}

export function line(lineId: number, entitlementId: number, studentId: number, over: Partial<CheckLine> = {}): CheckLine {
  return {
    lineId, batchId: 1, entitlementId, studentId, studentName: pupil(studentId).name, amountFen: 62_500, state: 'paid', holderName: `${pupil(studentId).name}父`, holderRelation: 'parent', paidOn: isoDate('2025-11-05'),
    recoveredFen: 0, reissueOf: null, notes: [], ...over,
  };
}

const batch: CheckBatch = {
  batchId: 1, no: '2025-01', programmeKey: 'yw.board', purpose: 'ordinary', state: 'exported', lineCount: 2, sumFen: 125_000, exportedOn: isoDate('2025-11-01'), rowLimit: 1000,
  files: [{ name: 'a.txt', lineCount: 2, sumFen: 125_000 }], exports: [{ exportNo: 1, reason: '' }], onePerson: false, createdBy: '周敏', ledgerPaidFen: 125_000,
};

const notice: CheckNotice = {
  noticeId: 1, no: '公示2025-01', kind: 'aid_list', state: 'ended', days: 5, dayUnit: 'workday', endOn: isoDate('2025-10-10'), periodVerified: true, sensitive: [], forbiddenColumns: [],
};

/** A school of three pupils with nothing wrong: two boarders funded and paid, one not in hardship. */
export function cleanFacts(): Open<CheckFacts> {
  const facts: CheckFacts = {
    term, today: isoDate('2025-12-01'), pupils: [pupil(1), pupil(2), pupil(3)], termRosterImported: true, otherRosters: true, dues: [due(1, 1), due(2, 2)], catalogue: PRESET_CATALOGUE,
    lines: [line(1, 1, 1), line(2, 2, 2)], batches: [batch], notices: [notice], noticeDays: 5, uncovered: [], listsImported: true, fundedBefore: [1, 2], claims: [], openHits: [],
    files: [{ studentId: 1, missing: [] }, { studentId: 2, missing: [] }], itemsNowhere: [], payeeFaults: [], uncheckedAccounts: 0, setOffAnswer: 'absent', feeAnswer: 'absent', moneyNotes: [{ subjectId: 1, label: '财教〔2025〕86号', text: '秋季生活补助' }],
    returnBuckets: [], deadlines: [], balances: [
      { programmeKey: 'yw.board', programmeName: '义务教育生活补助·寄宿', source: 'central', sourceLabel: '中央', view: 'term', viewLabel: '2025 秋', budgetFen: 0, cashFen: 0, oneCard: false },
    ],
    termClosed: false, reconciliationOpen: { count: 0, fen: 0 }, setAside: [], ownSpending: [], termDays: { count: 105, verified: true },
    differences: [{ code: 'Z1', count: 0 }, { code: 'Z2', count: 0 }, { code: 'Z3', count: 0 }, { code: 'P1', count: 0 }, { code: 'P2', count: 0 }],
  };
  return structuredClone(facts) as Open<CheckFacts>;
}
