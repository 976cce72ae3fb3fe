import { describe, expect, test } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { termKey } from '#shared/domain/calendar/term.ts';
import { checkDefinitions, checkNos, findingFingerprint, findingKey } from '#shared/domain/checks/check.ts';
import type { CheckNo, CheckSeverity } from '#shared/domain/checks/check.ts';
import type { CheckFacts } from '#shared/domain/checks/check-facts.ts';
import { checks, runChecks } from '#shared/domain/checks/run-checks.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { checkTitles } from '#shared/text/check-titles.ts';
import { cleanFacts, due, line, pupil, term } from './clean-school.ts';
import type { Open } from './clean-school.ts';

type Facts = Open<CheckFacts>;
const openDue = due as (...of: Parameters<typeof due>) => Facts['dues'][number];
const openLine = line as (...of: Parameters<typeof line>) => Facts['lines'][number];
const openPupil = pupil as (...of: Parameters<typeof pupil>) => Facts['pupils'][number];

interface Plant {
  readonly no: CheckNo;
  readonly what: string;
  readonly code: string;
  readonly severity?: CheckSeverity;
  readonly plant: (facts: Facts) => void;
}

const plant = (no: CheckNo, code: string, what: string, change: Plant['plant'], severity?: CheckSeverity): Plant => ({ no, code, what, plant: change, ...(severity ? { severity } : {}) });
const deadline = {
  receiptId: 7, programmeKey: 'yw.board', term, receivedOn: isoDate('2025-10-15'), docNo: '财教〔2025〕86号', fen: 125_000, payableFen: 125_000, paidFen: 0, onTimeFen: 0, openFen: 125_000, nothingApproved: false,
  dueOn: isoDate('2025-11-14'), warnFrom: isoDate('2025-11-04'), verified: true, state: 'overdue', daysLate: 17,
} as unknown as NonNullable<Facts['deadlines']>[number];

/** One fault for each check at least; every row of handbook 4.11 is named by its number. */
const plants: readonly Plant[] = [
  plant('01', 'check.id_number', 'a number of 15 digits', (f) => { f.pupils[2]!.idNumber = '999999150307001'; f.pupils[2]!.birthDate = null; f.pupils[2]!.sex = 'unknown'; }),
  plant('01', 'check.id_number', 'a wrong check sign', (f) => { f.pupils[2]!.idNumber = `${f.pupils[2]!.idNumber.slice(0, 17)}${f.pupils[2]!.idNumber.endsWith('1') ? '2' : '1'}`; }),
  plant('01', 'check.id_unclean', 'a full-width sign', (f) => { f.pupils[2]!.idNumber = f.pupils[2]!.idNumber.replace('9', '９'); }),
  plant('02', 'check.number_twice', 'two pupils with one 学籍号', (f) => { f.pupils[2]!.registryNo = f.pupils[0]!.registryNo; }),
  plant('03', 'check.name_homophone', 'a homophone in a department list', (f) => { f.pupils[0]!.otherNames = [{ name: '学生佳', where: '“低保.xlsx”第 3 行', soundsAlike: true }]; }),
  plant('03', 'check.name_rare', 'a sign GBK does not have', (f) => { f.pupils[0]!.name = '王䶮'; f.lines[0]!.studentName = '王䶮'; }),
  plant('03', 'check.name_on_line', 'a line under another name', (f) => { f.lines[0]!.studentName = '学生贾'; f.lines[0]!.state = 'submitted'; f.batches[0]!.ledgerPaidFen = 62_500; }),
  plant('04', 'check.sex_differs', 'sex against the number', (f) => { f.pupils[2]!.sex = 'female'; }),
  plant('04', 'check.birth_differs', 'birth against the number', (f) => { f.pupils[2]!.birthDate = isoDate('2015-03-08'); }),
  plant('05', 'check.left_before_term', 'graduated before the term', (f) => { f.pupils[0]!.status = 'graduated'; f.pupils[0]!.statusFrom = isoDate('2025-07-01'); f.lines = [f.lines[1]!]; f.batches[0]!.lineCount = 1; f.batches[0]!.sumFen = 62_500; f.batches[0]!.files = []; f.batches[0]!.ledgerPaidFen = 62_500; }),
  plant('05', 'check.not_on_roster', 'not in the roster of the term', (f) => { f.pupils[0]!.onTermRoster = 'no'; }),
  plant('06', 'check.boarding_differs', 'a day pupil on the boarders’ standard', (f) => { f.pupils[0]!.boarding = 'day'; }),
  plant('06', 'check.stage_differs', 'a 初中 pupil on the 小学 standard', (f) => { f.pupils[0]!.stage = 'junior'; }),
  plant('07', 'check.split', '学籍 elsewhere, school funds should pay', (f) => { f.pupils[0]!.split = { kind: 'school_funds_pay', row: 4 }; }),
  plant('08', 'check.active_elsewhere', 'a 中职 pupil in a 高中 roster', (f) => { f.pupils[2]!.stage = 'vocational'; f.pupils[2]!.yearLevel = 1; f.pupils[2]!.activeElsewhere = ['senior']; }),
  plant('09', 'check.uncovered', 'listed and not identified', (f) => { f.uncovered = [{ studentId: 3, groups: ['农村低保'], reason: '名单上有，还没有认定个案' }]; }, 'list'),
  plant('10', 'check.grade_missing', 'no grade', (f) => { f.dues[0]!.madeOn = null; f.dues[0]!.holds = null; }),
  plant('10', 'check.grade_expired', 'a grade of the year before', (f) => { const old = { ...f.dues[0]!.holds!, schoolYear: '2024-2025' as never }; f.dues[0]!.madeOn = old; f.dues[0]!.holds = old; }),
  plant('10', 'check.grade_changed', 'changed after the list', (f) => { f.dues[0]!.holds = { ...f.dues[0]!.holds!, id: 9, grade: '特别困难' }; }),
  plant('10', 'check.not_in_hardship', '不困难 and funded', (f) => { f.dues[0]!.holds = { ...f.dues[0]!.holds!, id: 9, grade: '不困难', isHardship: false }; }),
  plant('11', 'check.no_longer_funded', 'funded last term only', (f) => { f.fundedBefore = [1, 2, 3]; }, 'list'),
  plant('12', 'check.claim_unlisted', 'a group by certificate only', (f) => { f.claims = [{ studentId: 1, group: '农村低保', basis: '证件' }]; }),
  plant('13', 'check.negative_hit', 'a parent on the payroll list', (f) => { f.openHits = [{ hitId: 1, studentId: 1, kind: '财政供养人员', person: '甲父' }]; }),
  plant('14', 'check.notice_short', 'three days', (f) => { f.notices[0]!.days = 3; }),
  plant('14', 'check.sent_before_notice_end', 'sent before the end', (f) => { f.batches[0]!.exportedOn = isoDate('2025-10-10'); }),
  plant('14', 'check.notice_sensitive', 'a number on the notice', (f) => { f.notices[0]!.sensitive = ['99…19']; }),
  plant('14', 'check.notice_columns', 'a forbidden column', (f) => { f.notices[0]!.forbiddenColumns = ['phone']; }),
  plant('15', 'check.file_incomplete', 'no copy of the ID', (f) => { f.files[0]!.missing = ['id_copy']; }),
  plant('16', 'check.amount_differs', 'one 分 too many', (f) => { f.dues[0]!.amountFen = 62_501; }),
  plant('16', 'check.rate_out_of_term', 'the standard of before 2024 春', (f) => { f.dues[0]!.rateKey = 'yw.board.primary.1'; f.dues[0]!.amountFen = 50_000; f.lines[0]!.amountFen = 50_000; f.batches[0]!.sumFen = 112_500; f.batches[0]!.files[0]!.sumFen = 112_500; f.batches[0]!.ledgerPaidFen = 112_500; }),
  plant('16', 'check.outside_range', 'a tier under the national range', (f) => { grant(f, [59_999, 170_001]); }, 'warn'),
  plant('16', 'check.not_average', 'tiers off the national average', (f) => { grant(f, [65_000, 115_000]); }, 'warn'),
  plant('17', 'check.programmes_exclude', 'boarder and day pupil at once', (f) => { f.dues.push(openDue(3, 1, { programmeKey: 'yw.day', programmeName: '义务教育生活补助·非寄宿', rateKey: 'yw.day.primary', amountFen: 31_250 })); }),
  plant('17', 'check.programme_twice', 'one programme twice under one number', (f) => { f.pupils.push(openPupil(4, { idNumber: f.pupils[0]!.idNumber })); f.dues.push(openDue(3, 4)); }),
  plant('17', 'check.paid_elsewhere', 'two places pay', (f) => { f.dues[0]!.alsoElsewhere = true; }),
  plant('18', 'check.days_over_calendar', 'more days than the term has', (f) => { meals(f, 106, null); }),
  plant('18', 'check.days_over_cap', 'over 200 days in the 学年', (f) => { meals(f, 101, 100); }),
  plant('19', 'check.set_off_line', 'a recovery against fees', (f) => { f.lines[0]!.notes = ['抵扣学费 300 元']; }),
  plant('19', 'check.set_off_admitted', 'admitted in the self-assessment', (f) => { f.setOffAnswer = 'present'; }),
  plant('20', 'check.fee_first', 'charged first, refunded later', (f) => { f.feeAnswer = 'present'; }),
  plant('21', 'check.payee', 'an account of staff', (f) => { f.payeeFaults = [{ studentId: 1, severity: 'block', code: 'payee.account_of_staff', sentence: '账号是教职工的。' }]; }),
  plant('21', 'check.paid_to_teacher', 'sent to the class teacher', (f) => { f.lines[0]!.holderRelation = 'teacher'; }),
  plant('22', 'check.payee', 'a number that fails Luhn', (f) => { f.payeeFaults = [{ studentId: 1, severity: 'warn', code: 'payee.account_luhn', sentence: '账号校验位不对。' }]; }),
  plant('23', 'check.batch_sum', 'a sum that is not its lines’', (f) => { f.batches[0]!.sumFen = 125_001; f.batches[0]!.files[0]!.sumFen = 125_001; }),
  plant('23', 'check.file_too_long', 'more rows than the bank takes', (f) => { f.batches[0]!.rowLimit = 1; }),
  plant('23', 'check.formula_text', 'a name that is a formula', (f) => { f.lines[0]!.holderName = '=1+1'; }),
  plant('23', 'check.batch_not_approved', 'a line nobody approved', (f) => { f.dues[0]!.state = 'proposed'; }),
  plant('24', 'check.export_without_reason', 'exported again without a reason', (f) => { f.batches[0]!.exports.push({ exportNo: 2, reason: ' ' }); }),
  plant('24', 'check.reissue_of_unfailed', 'a re-issue of what was paid', (f) => { f.batches.push({ ...f.batches[0]!, batchId: 2, no: '2025-02', purpose: 'reissue', lineCount: 1, sumFen: 1, files: [], ledgerPaidFen: 0, exportedOn: null }); f.lines[0]!.amountFen = 62_499; f.batches[0]!.sumFen = 124_999; f.batches[0]!.files = []; f.batches[0]!.ledgerPaidFen = 124_999; f.lines.push(openLine(3, 1, 1, { batchId: 2, amountFen: 1, state: 'due', paidOn: null, reissueOf: { lineId: 1, state: 'paid', everFailed: false } })); }),
  plant('24', 'check.paid_above_due', 'two live lines for one due', (f) => { f.batches.push({ ...f.batches[0]!, batchId: 2, no: '2025-02', lineCount: 1, sumFen: 62_500, files: [], ledgerPaidFen: 0, exportedOn: null }); f.lines.push(openLine(3, 1, 1, { batchId: 2, state: 'due', paidOn: null })); }),
  plant('25', 'check.return_rows', 'a row of nobody', (f) => { f.returnBuckets = [{ returnFileId: 1, fileName: '回盘.txt', bucket: 'not_in_batch', bucketLabel: '不在批次', count: 1, sumFen: 62_500 }]; }),
  plant('26', 'check.pay_overdue', 'past the last day', (f) => { f.deadlines = [deadline]; }),
  plant('26', 'check.pay_soon', 'ten days before it', (f) => { f.deadlines = [{ ...deadline, state: 'soon', daysLate: 0 }]; }),
  plant('27', 'check.paid_after_leaving', 'paid after leaving', (f) => { f.pupils[0]!.status = 'transferred_out'; f.pupils[0]!.statusFrom = isoDate('2025-10-20'); }, 'list'),
  plant('27', 'check.to_be_sent_after_leaving', 'not yet sent', (f) => { f.pupils[0]!.status = 'transferred_out'; f.pupils[0]!.statusFrom = isoDate('2025-10-20'); f.lines[0]!.state = 'due'; f.lines[0]!.paidOn = null; f.batches[0]!.ledgerPaidFen = 62_500; }, 'block'),
  plant('28', 'check.balance_negative', 'less than nothing left', (f) => { f.balances[0]!.cashFen = -1; }),
  plant('28', 'check.balance_undecided', 'left after the term', (f) => { f.balances[0]!.cashFen = 100; f.today = isoDate('2026-02-01'); }),
  plant('29', 'check.ledger_differs', 'ledger and bank apart by one 分', (f) => { f.batches[0]!.ledgerPaidFen = 124_999; }),
  plant('29', 'check.reconciliation_open', 'a difference nobody explained', (f) => { f.reconciliationOpen = { count: 1, fen: 5 }; }),
  plant('30', 'check.set_aside_short', 'set aside too little', (f) => { f.setAside = [{ year: 2025, stage: 'senior', stageLabel: '普通高中', hasRule: true, required: true, hasIncome: true, dueFen: 300, setAsideFen: 200, shortFen: 100 }]; }),
  plant('30', 'check.forbidden_use', 'spent on receptions', (f) => { f.ownSpending = [{ entryNo: 4, fundId: 1, fundName: '校内资助经费', text: '接待费', fen: 100 }]; }),
  plant('31', 'check.system_differs', 'Z3 is not zero', (f) => { f.differences[2]!.count = 2; }),
  plant('32', 'check.approved_by_maker', 'approved by its maker', (f) => { f.dues[0]!.oneHand = true; }),
  plant('32', 'check.released_by_maker', 'released by its maker', (f) => { f.batches[0]!.onePerson = true; }),
];

function grant(facts: Facts, amounts: readonly [number, number]): void {
  const rule = facts.catalogue.rules.find((one) => one.programmeKey === 'gz.grant')!;
  for (const [index, amountFen] of amounts.entries()) {
    facts.pupils[index]!.stage = 'senior';
    facts.pupils[index]!.yearLevel = 1;
    facts.dues[index] = { ...facts.dues[index]!, programmeKey: 'gz.grant', programmeName: '普通高中国家助学金', ruleKey: rule.key, rateKey: 'gz.grant.x', amountFen };
    facts.lines[index]!.amountFen = amountFen;
  }
  const sum = amounts[0] + amounts[1];
  Object.assign(facts.batches[0]!, { sumFen: sum, files: [], ledgerPaidFen: sum });
  const model = facts.catalogue.rates.find((one) => one.key === 'yw.board.primary')!;
  for (const amountFen of amounts) {
    facts.catalogue.rates.push({ ...model, key: `gz.grant.${amountFen}`, programmeKey: 'gz.grant', region: '某县', stages: ['senior'], boarding: null, figure: { kind: 'local', fen: amountFen as never }, validFrom: null });
  }
  for (const one of facts.dues) one.rateKey = `gz.grant.${one.amountFen}`;
}

function meals(facts: Facts, days: number, otherTermDays: number | null): void {
  const amountFen = days * 500;
  Object.assign(facts.dues[0]!, { programmeKey: 'yw.meal', programmeName: '营养改善', rateKey: 'yw.meal', amountFen, quantity: days, otherTermDays });
  facts.lines[0]!.amountFen = amountFen;
  const sum = amountFen + 62_500;
  Object.assign(facts.batches[0]!, { sumFen: sum, files: [], ledgerPaidFen: sum });
}

function found(facts: CheckFacts): { no: string; code: string; severity: string }[] {
  return runChecks(facts).flatMap((outcome) => outcome.findings.map(({ no, code, severity }) => ({ no, code, severity })));
}

describe('CHK-01 … CHK-32', () => {
  test('a clean school raises none, and no fact is missing', () => {
    expect(found(cleanFacts())).toEqual([]);
    expect(runChecks(cleanFacts()).flatMap((outcome) => outcome.lacks)).toEqual([]);
  });

  test('every check has a planted fault', () => {
    expect(checkNos.filter((no) => !plants.some((one) => one.no === no))).toEqual([]);
  });

  test.each(plants.map((one) => [`CHK-${one.no} ${one.code} ${one.what}`, one] as const))('%s', (_name, { no, code, severity, plant: change }) => {
    const facts = cleanFacts();
    change(facts);
    const own = checks[no](facts).findings;
    const hit = own.find((finding) => finding.code === code);
    expect(hit, JSON.stringify(own)).toBeDefined();
    expect(hit!.severity).toBe(severity ?? checkDefinitions.find((one) => one.no === no)!.severity);
    // Worded whole: what is wrong and what to do.
    const sentence = sentenceOf(hit!.code as never, hit!.facts as never);
    expect(sentence).toMatch(/。$/);
    expect(sentence).not.toMatch(/undefined|null|NaN|\[object/);
    const keys = runChecks(facts).flatMap((outcome) => outcome.findings.map(findingKey));
    expect(new Set(keys).size).toBe(keys.length);
  });

  test('the fault of one check is not raised by the others, but for the faults that are two', () => {
    const double = new Set(['05', '08', '10', '16', '17', '18', '23', '24', '27', '03', '06', '01']);
    for (const { no, what, plant: change } of plants) {
      if (double.has(no)) continue;
      const facts = cleanFacts();
      change(facts);
      expect([...new Set(found(facts).map((finding) => finding.no))], what).toEqual([no]);
    }
  });
});

describe('what is missing is said', () => {
  const lacking: readonly (readonly [CheckNo, string, (facts: Facts) => void])[] = [
    ['05', 'check.no_term_roster', (f) => { f.termRosterImported = false; }],
    ['08', 'check.no_other_roster', (f) => { f.otherRosters = false; f.pupils[2]!.stage = 'vocational'; }],
    ['09', 'check.no_lists', (f) => { f.listsImported = false; }],
    ['11', 'check.no_term_before', (f) => { f.fundedBefore = null; }],
    ['13', 'check.no_negative_lists', (f) => { f.openHits = null; }],
    ['15', 'check.items_nowhere', (f) => { f.itemsNowhere = ['id_copy']; }],
    ['18', 'check.calendar_unannounced', (f) => { f.termDays.verified = false; f.dues[0]!.quantity = 10; }],
    ['19', 'check.set_off_unanswered', (f) => { f.setOffAnswer = 'unanswered'; }],
    ['20', 'check.no_fee_records', (f) => { f.feeAnswer = 'unanswered'; }],
    ['22', 'check.accounts_not_seen', (f) => { f.uncheckedAccounts = 3; }],
    ['26', 'check.no_pay_days', (f) => { f.deadlines = null; }],
    ['29', 'check.no_finance_files', (f) => { f.reconciliationOpen = null; }],
    ['30', 'check.no_set_aside_rule', (f) => { f.setAside = [{ year: 2025, stage: 'senior', stageLabel: '普通高中', hasRule: false, required: true, hasIncome: false, dueFen: 0, setAsideFen: 0, shortFen: 0 }]; }],
    ['31', 'check.not_compared', (f) => { f.differences[0]!.count = null; }],
  ];
  test.each(lacking)('CHK-%s %s', (no, code, change) => {
    const facts = cleanFacts();
    change(facts);
    const { lacks } = checks[no](facts);
    expect(lacks.map((lack) => lack.code)).toContain(code);
    for (const lack of lacks) expect(sentenceOf(lack.code as never, lack.facts as never)).toMatch(/。$/);
  });
});

test('an explanation holds for the facts it was given for: key and fingerprint', () => {
  const facts = cleanFacts();
  facts.dues[0]!.amountFen = 62_501;
  const [before] = checks['16'](facts).findings;
  facts.today = isoDate('2026-01-15');
  const [sameMatter] = checks['16'](facts).findings;
  expect([findingKey(sameMatter!), findingFingerprint(sameMatter!)]).toEqual([findingKey(before!), findingFingerprint(before!)]);
  facts.dues[0]!.amountFen = 62_502;
  const [after] = checks['16'](facts).findings;
  expect(findingKey(after!)).toBe(findingKey(before!));
  expect(findingFingerprint(after!)).not.toBe(findingFingerprint(before!));
});

test('a fingerprint does not change with the day: a deadline past by one day or by ten is one matter', () => {
  const facts = cleanFacts();
  facts.deadlines = [deadline];
  const before = checks['26'](facts).findings.map(findingFingerprint);
  facts.deadlines = [{ ...deadline, daysLate: 30 }];
  expect(checks['26'](facts).findings.map(findingFingerprint)).toEqual(before);
});

test('terms other than the one asked about keep their own standards', () => {
  const facts = cleanFacts();
  facts.term = termKey('2023-2024-1');
  expect(checks['16'](facts).findings.map((finding) => finding.code)).toEqual(['check.rate_out_of_term', 'check.rate_out_of_term']);
});

test('every check has its title and its row', () => {
  expect(Object.keys(checkTitles).sort()).toEqual([...checkNos]);
  expect(checkDefinitions.map((one) => one.no)).toEqual([...checkNos]);
});
