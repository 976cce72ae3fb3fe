import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { contract } from '#shared/contract/contract.ts';
import { emptyDraft } from '#shared/domain/applications/application-form.ts';
import { findMethod } from '#main/shells/cli/methods.ts';
import { demoPassword } from '#main/demo/demo-run.ts';
import { importSmallRoster } from '#test/helpers/listed-school.ts';
import { lightAnswers, smallTable } from '#test/helpers/score-school.ts';
import { addPanels } from './whole-panels.ts';
import type { WholePanels } from './whole-panels.ts';
import { addLetters } from './whole-letters.ts';
import { openWholeSchool } from './whole-school.ts';
import { scoreWholeSchool } from './score-whole-school.ts';
import type { WholeSchool } from './whole-school.ts';

let whole: WholeSchool;
let second: number;
let secrets: string[];
let panels: WholePanels;

beforeAll(async () => {
  whole = await openWholeSchool();
  await whole.asAdministrator();
  const added = await whole.client.schools.add({ school: { name: '城关小学', code: '9999990002', stages: ['primary', 'junior'], county: '云岭县', ownership: 'public' } });
  second = added.id;
  await importSmallRoster(whole.client, second);
  await scoreWholeSchool(whole);
  panels = await addPanels(whole);
  await whole.client.adjustments.propose({ schoolId: whole.schoolId, term: whole.term, entitlementId: first(`SELECT id FROM entitlement WHERE state = 'approved' AND school_id = ${whole.schoolId} AND term = '${whole.term}' LIMIT 1`), afterFen: 100 as never, effectiveOn: '2025-10-01' as never, reason, evidence: reason });
  await whole.client.attachments.add({ schoolId: whole.schoolId, subject: 'case', subjectId: first('SELECT id FROM identification_case LIMIT 1'), kind: '其他材料', file: new File(['%PDF-1.4 户口本'], '户口本复印件.pdf') });
  const visited = { schoolId: whole.schoolId, term: whole.term, way: 'on_site' as const, visitedOn: '2025-11-10' as never, visitors: [{ name: '霍去病', role: '班主任' }, { name: '卫青', role: '' }] };
  const pupil = first(`SELECT id FROM student WHERE school_id = ${whole.schoolId} AND status = 'enrolled' ORDER BY id DESC LIMIT 1`);
  await whole.client.visits.record({ ...visited, visits: [{ ...visited, purpose: 'care', studentId: pupil, findings: '土坯房三间' }] });
  await whole.client.visits.savePlan({ ...visited, planId: null, name: '柳溪河谷一线', plannedOn: null, stops: [{ studentId: pupil, place: '柳溪' }] });
  const talk = { talkedOn: '2025-11-11' as never, talker: '霍去病', topics: ['life' as const], said: '想念外出务工的母亲' };
  await whole.client.talks.record({ ...visited, studentId: pupil, talk });
  await whole.client.returns.findWrong({ schoolId: whole.schoolId, lineId: first(`SELECT id FROM payment_line WHERE state = 'paid' ORDER BY id DESC LIMIT 1`), note: '打到同名家长' });
  await addLetters(whole);
  await whole.client.rectifications.open({ schoolId: whole.schoolId, source: 'audit', foundOn: '2025-11-10' as never, what: '审计发现账户混用', measure: '更正', responsible: '何丽', dueOn: '2025-11-20' as never });
  // A closing that waits for its second signature.
  await whole.client.settlement.close({ schoolId: whole.schoolId, term: '2024-2025-2' as never });
  await whole.client.attachments.add({ schoolId: whole.schoolId, subject: 'objection', subjectId: first('SELECT id FROM objection LIMIT 1'), kind: '核查佐证', file: new File(['%PDF-1.4 佐证'], '异议核查佐证.pdf') });
  const rows = whole.db.all<{ text: string }>(`SELECT name AS text FROM student WHERE school_id = ?1 UNION SELECT account_no FROM payee_account UNION SELECT account_no FROM staff_account
    UNION SELECT no FROM public_notice WHERE school_id = ?1 UNION SELECT name FROM department_list l JOIN imported_file f ON f.id = l.imported_file_id WHERE l.school_id = ?1
    UNION SELECT objector_name FROM objection WHERE school_id = ?1 UNION SELECT objector_contact FROM objection WHERE school_id = ?1 UNION SELECT no FROM objection WHERE school_id = ?1
    UNION SELECT file_name FROM attachment WHERE school_id = ?1 UNION SELECT name FROM visit_plan WHERE school_id = ?1 UNION SELECT findings FROM home_visit_version
    UNION SELECT said FROM counselling_talk_version`.replaceAll('?1', String(whole.schoolId)));
  const own = whole.db.all<{ name: string }>(`SELECT name FROM student WHERE school_id = ${second} UNION SELECT m.name FROM household_member m JOIN student s ON s.id = m.student_id WHERE s.school_id = ${second}
    UNION SELECT display_name FROM account UNION SELECT name FROM imported_file WHERE school_id = ${second}`).map(({ name }) => name);
  secrets = rows.map(({ text }) => text).filter((text) => text.length > 1 && !own.some((name) => name.includes(text)));
  await whole.signIn('second', 'administrator', { schoolId: second });
}, 120_000);
afterAll(() => { whole.close(); });

const first = (sql: string): number => whole.db.get<{ id: number }>(sql)?.id ?? 0;
const day = '2025-11-15';
const reason = '核对后更正';

/** Ids of the first school's objects, in every method that takes one. Each is asked in the name of the second school. */
function reaches(): Readonly<Record<string, readonly object[]>> {
  const { schoolId: foreign, term } = whole;
  const at = { schoolId: second, term };
  const of = (table: string, where = '1'): number => first(`SELECT id FROM ${table} WHERE ${where} ORDER BY id LIMIT 1`);
  const studentId = first(`SELECT s.id FROM student s JOIN payment_line l ON l.student_id = s.id WHERE s.school_id = ${foreign} LIMIT 1`);
  const studentIds = [studentId];
  const ownStudent = of('student', `school_id = ${second}`);
  const memberId = of('household_member', `student_id = ${studentId}`);
  const classId = of('class_group', `school_id = ${foreign}`);
  const entitlementId = of('entitlement', `school_id = ${foreign}`);
  const entitlementIds = [entitlementId];
  const adjustmentId = of('entitlement_adjustment');
  const batchId = of('payment_batch');
  const lineId = of('payment_line', `state = 'failed'`) || of('payment_line');
  const paidLine = of('payment_line', `state = 'paid'`);
  const accountId = of('payee_account');
  const noticeId = of('public_notice');
  const objectionId = of('objection');
  const listId = of('department_list');
  const rowId = of('list_row', `id IN (SELECT row_id FROM list_match)`);
  const entryId = of('journal_entry', `kind = 'receipt'`) || of('journal_entry');
  const exportId = of('system_export');
  const templateId = of('template_profile');
  const visitId = of('home_visit');
  const planId = of('visit_plan');
  const talkId = of('counselling_talk');
  const talk = { talkedOn: day, talker: '甲', topics: ['life'], said: '乙' };
  const visited = { way: 'on_site', visitedOn: day, visitors: [{ name: '甲', role: '' }, { name: '乙', role: '' }] };
  const otherAccount = of('account', `login = 'checker' OR role = 'maker'`);
  const account = { displayName: '甲', role: 'administrator', classIds: [], validUntil: null, active: true };
  const school = { name: '改名小学', code: '9999990009', stages: ['primary'], county: '云岭县', ownership: 'public' };
  return {
    'schools.add': [{ school }],
    'schools.update': [{ schoolId: foreign, school }],
    'accounts.add': [{ login: 'new1', ...account, password: demoPassword, schoolId: null }, { login: 'new2', ...account, password: demoPassword, schoolId: foreign }],
    'accounts.update': [
      { accountId: otherAccount, ...account, schoolId: second }, { accountId: first(`SELECT id FROM account WHERE login = 'second'`), ...account, schoolId: null },
      { accountId: first(`SELECT id FROM account WHERE login = 'second'`), ...account, schoolId: foreign },
    ],
    'accounts.setPassword': [{ accountId: otherAccount, password: demoPassword }],
    'accounts.newRecoveryKey': [{}],
    'dossier.list': [{ ...at, classIds: [classId] }],
    'dossier.get': [{ ...at, studentId }], 'dossier.preview': [{ ...at, studentId }], 'dossier.print': [{ ...at, studentId }],
    'dossier.printMany': [{ ...at, classIds: [classId] }],
    'imports.confirm': [{ ...at, purpose: 'department_list', file: new File(['户主姓名,身份证号码\r\n李吉祥,\r\n'], '低保.csv'), options: { kind: 'subsistence', replacesListId: listId }, leaveOutWrongRows: true }],
    'roster.list': [{ ...at, filter: { classIds: [classId] } }],
    'roster.get': [{ ...at, studentId }],
    'roster.add': [{ ...at, name: '新来', stage: 'primary', entryYear: 2023, classId, enrolledOn: day }],
    'roster.update': [{ ...at, studentId, name: '改名' }],
    'roster.saveMember': [
      { ...at, studentId, memberId: null, member: { name: '外人' } }, { ...at, studentId, memberId, member: { name: '外人' } }, { ...at, studentId: ownStudent, memberId, member: { name: '外人' } },
    ],
    'roster.removeMember': [{ ...at, studentId, memberId }, { ...at, studentId: ownStudent, memberId }],
    'roster.move': [{ ...at, studentIds, kind: 'transfer_out', effectiveDate: day }, { ...at, studentIds: [ownStudent, studentId], kind: 'transfer_out', effectiveDate: day }],
    'roster.place': [{ ...at, studentIds, effectiveDate: day, boardingMode: 'day' }, { ...at, studentIds: [ownStudent], effectiveDate: day, classId }],
    'roster.correctMovement': [{ ...at, movementId: first(`SELECT m.id FROM movement m JOIN student s ON s.id = m.student_id WHERE s.school_id = ${foreign} AND m.kind <> 'enrol' LIMIT 1`) || of('movement'), reason }],
    'roster.saveClass': [{ ...at, classId, stage: 'primary', entryYear: 2023, classNo: 1, headTeacher: '外人' }],
    'roster.showSensitive': [{ schoolId: second, studentId, field: 'idNumber' }, { schoolId: second, studentId: ownStudent, memberId, field: 'idNumber' }],
    'roster.exportFile': [{ ...at, filter: { classIds: [classId] }, purpose: reason }],
    'funds.reverse': [{ schoolId: second, entryId, reason }],
    'funds.recordReceipt': [{ ...at, programmeKey: 'yw.board', source: 'central', docNo: '外校〔2025〕1号', receivedOn: day, fen: 100, allotmentLineId: of('allotment_line') }],
    ...Object.fromEntries(Object.entries({ record: { event: 'progress', onDate: day, text: reason }, amend: { measure: reason, responsible: '外人', dueOn: day, reason }, close: { onDate: day, text: reason, verifier: '外人', evidence: reason } })
      .map(([name, input]) => [`rectifications.${name}`, [{ schoolId: second, rectificationId: of('rectification'), ...input }]])),
    'ownFunds.voidIncome': [{ schoolId: second, incomeId: of('set_aside_income'), reason }], 'ownFunds.movements': [{ schoolId: second, fundId: of('own_fund') }],
    'ownFunds.receive': [{ ...at, fundId: of('own_fund'), kind: 'donation', year: 2025, fen: 100, onDate: day, voucherNo: '1' }],
    'ownFunds.spend': [{ ...at, fundId: of('own_fund'), kind: 'own_returned', fen: 1, onDate: day, voucherNo: '1' }],
    'ownFunds.reverse': [{ schoolId: second, entryId, reason }], 'ownFunds.printFund': [{ schoolId: second, fundId: of('own_fund') }],
    'allotments.reduce': [{ schoolId: second, lineId: of('allotment_line'), docNo: '外校〔2025〕2号', issuedOn: day, fen: 1 }],
    'settlement.sign': [{ schoolId: second, actId: of('term_act') }], 'settlement.withdraw': [{ schoolId: second, actId: of('term_act'), reason }],
    'ledger.entry': [{ schoolId: second, entryId }],
    'accountBooks.auxiliary': [{ schoolId: second, book: 'school_account', by: 'pupil', studentId }], 'accountBooks.printAuxiliary': [{ schoolId: second, book: 'school_account', by: 'pupil', studentId }],
    'accountBooks.auxiliaryXlsx': [{ schoolId: second, book: 'school_account', by: 'pupil', studentId }],
    'vouchers.assign': [{ schoolId: second, month: whole.db.get<{ month: string }>('SELECT substr(on_date, 1, 7) AS month FROM journal_entry WHERE id = ?', entryId)?.month, entryIds: [entryId] }],
    'reconciliation.withdrawStatement': [{ schoolId: second, statementId: of('money_statement'), reason }],
    'ledger.ofStudent': [{ schoolId: second, studentId }],
    'comparison.withdrawExport': [{ ...at, exportId, reason }],
    'comparison.paste': [{ ...at, templateId }], 'comparison.pasteSheet': [{ ...at, templateId }],
    'notices.get': [{ schoolId: second, noticeId }], 'notices.print': [{ schoolId: second, noticeId }], 'notices.discard': [{ schoolId: second, noticeId }],
    'notices.post': [{ schoolId: second, noticeId, postedOn: day }], 'notices.end': [{ schoolId: second, noticeId }],
    'notices.printResult': [{ schoolId: second, noticeId }], 'notices.confirmOthers': [{ schoolId: second, noticeId }],
    'notices.preview': [{ ...at, kind: 'identification', level: 'class', classId }, { ...at, kind: 'identification', objectionId }],
    'notices.create': [{ ...at, kind: 'identification', level: 'class', classId }, { ...at, kind: 'identification', objectionId }],
    'notices.takeDown': [{ schoolId: second, noticeId, takenDownOn: day }], 'notices.withdraw': [{ schoolId: second, noticeId, reason }],
    'programmes.voidRow': (['rate', 'rule', 'tier'] as const).map((what) => ({ schoolId: second, what, id: localOf(what), reason })),
    'programmes.close': (['rate', 'rule', 'tier'] as const).map((what) => ({ schoolId: second, what, id: localOf(what), validTo: term })),
    'objections.receive': [{ schoolId: second, noticeId, ordinal: 1, receivedOn: day, channel: 'phone', named: false, claim: reason }],
    'objections.get': [{ schoolId: second, objectionId }], 'objections.reveal': [{ schoolId: second, objectionId }], 'objections.printForm': [{ schoolId: second, objectionId }],
    'objections.check': [{ schoolId: second, objectionId, onDate: day, checkers: ['外人'] }],
    'objections.answer': [{ schoolId: second, objectionId, onDate: day, finding: reason, outcome: 'uphold', replyWay: '电话' }],
    'objections.conclude': [{ schoolId: second, objectionId, onDate: day, finding: reason, outcome: 'uphold', replyWay: '电话' }],
    'objections.reconsider': [{ schoolId: second, objectionId, onDate: day, body: '县资助中心' }],
    'objections.close': [{ schoolId: second, objectionId, onDate: day }], 'objections.withdraw': [{ schoolId: second, objectionId, onDate: day, reason }],
    'entitlements.applyChanges': [{ ...at, entitlementIds }],
    'entitlements.answer': [{ ...at, studentId, programmeKey: 'yw.board', question: 'left_in_term', decision: 'pay', reason }],
    'entitlements.choose': [{ ...at, programmeKey: 'yw.board', studentIds, reason }, { ...at, programmeKey: 'pt.free', studentIds, reason }],
    'entitlements.approve': [{ ...at, entitlementIds, expectedCount: 1, expectedSumFen: first(`SELECT amount_due_fen AS id FROM entitlement WHERE id = ${entitlementId}`), noticeWaivedReason: null }],
    'entitlements.withdraw': [{ ...at, entitlementIds, reason }],
    'entitlements.why': [{ schoolId: second, entitlementId }],
    'adjustments.propose': [{ ...at, entitlementId, afterFen: 100, effectiveOn: '2025-10-01', reason, evidence: reason }],
    'adjustments.proposeChanges': [{ ...at, entitlementIds, evidence: reason }],
    'adjustments.decide': [{ ...at, adjustmentId, decision: 'approve', note: reason }], 'adjustments.apply': [{ ...at, adjustmentId }],
    'adjustments.takeBack': [{ ...at, adjustmentId, note: reason }], 'adjustments.print': [{ ...at, adjustmentId }],
    'attendance.setPlan': [{ ...at, programmeKey: 'zz.grant', months: ['2025-10'], basis: reason }], 'attendance.record': [{ ...at, entries: [{ studentId, month: '2025-10', halfMonths: 2 }], note: reason }],
    'attendance.file': [{ ...at, classId, format: 'xlsx' }],
    'standings.list': [{ ...at, classId }], 'standings.why': [{ ...at, studentId, programmeKey: 'yw.board' }], 'standings.file': [{ ...at, classId, format: 'xlsx' }],
    'entitlements.print': [{ ...at, classId }], 'entitlements.exportXlsx': [{ ...at, classId }],
    'lists.rows': [{ ...at, listId }],
    'lists.decide': [{ schoolId: second, decisions: [{ rowId, decision: { kind: 'confirm', studentIds: [ownStudent] } }] }, { schoolId: second, decisions: [{ rowId, decision: { kind: 'not_ours' } }] }],
    'lists.rematch': [{ schoolId: second, listId }], 'lists.withdraw': [{ schoolId: second, listId, reason }], 'lists.reveal': [{ schoolId: second, rowId }],
    'verification.act': [{ schoolId: second, hitIds: [of('negative_hit')], event: 'explain', onDate: day, text: reason }],
    'verification.rematch': [{ schoolId: second, listId: of('negative_list') }], 'verification.withdraw': [{ schoolId: second, listId: of('negative_list'), reason }],
    'recheck.start': [{ ...at, previousListId: null, nextListId: listId }, { ...at, previousListId: listId, nextListId: listId }],
    'recheck.get': [{ schoolId: second, recheckId: of('group_recheck') }], 'recheck.print': [{ schoolId: second, recheckId: of('group_recheck') }],
    'recheck.decide': [{ schoolId: second, recheckId: of('group_recheck'), lines: [{ studentId, groupKey: 'orphan' }], decision: 'add', reason, decidedOn: day }],
    'coverage.followUp': [{ ...at, studentIds, onDate: day, way: 'phone', result: reason }], 'coverage.print': [{ ...at, classId }],
    'identification.createFromMatches': [{ ...at, route: 'list_match', studentIds }],
    'identification.check': [{ ...at, entries: [{ studentId, routeIfNew: 'application', grade: '困难', reason }], decision: { body: '学校', decidedOn: day, effectiveTerm: term } }],
    'identification.save': [{ ...at, entries: [{ studentId, routeIfNew: 'application', grade: '困难', reason }], decision: { body: '学校', decidedOn: day, effectiveTerm: term } }],
    'identification.removeEvidence': [{ schoolId: second, caseGroupId: of('case_group'), reason }],
    'identification.recordEvent': [{ ...at, studentIds, event: 'decline', onDate: day, note: reason }],
    'identification.explain': [{ schoolId: second, studentId, schoolYear: '2025-2026' }],
    'registers.responsibility': [{ schoolId: second, studentId, schoolYear: '2025-2026' }], 'registers.printResponsibility': [{ schoolId: second, studentId, schoolYear: '2025-2026' }],
    'payees.history': [{ schoolId: second, studentId }],
    'payees.set': [{ schoolId: second, studentId, holderName: '外人', relation: '父亲', accountNo: '6228480000000009999', reason }],
    'payees.reveal': [{ schoolId: second, accountId }], 'payees.markChecked': [{ schoolId: second, accountIds: [accountId] }],
    'payees.judgeSharing': [{ schoolId: second, accountId, reason }], 'payees.removeStaff': [{ schoolId: second, staffAccountId: of('staff_account'), reason }],
    'payments.make': [{ ...at, programmeKey: 'yw.board', profileKey: 'preset.text', studentIds }],
    'payments.get': [{ schoolId: second, batchId }],
    'payments.release': [{ schoolId: second, batchId, count: 1, sumFen: 1 }],
    'payments.export': [{ schoolId: second, batchId, reason }], 'payments.controlSheet': [{ schoolId: second, batchId }], 'payments.withdraw': [{ schoolId: second, batchId, reason }],
    'payments.saveProfile': [{ schoolId: second, profileKey: 'own.1', profile: profile() }], 'payments.removeProfile': [{ schoolId: second, profileKey: 'own.1' }],
    'returns.get': [{ schoolId: second, returnFileId: of('return_file') }],
    'returns.correct': [{ schoolId: second, lineIds: [lineId], note: reason }], 'returns.waive': [{ schoolId: second, lineId, note: reason }],
    'returns.recordByHand': [{ schoolId: second, lineIds: [lineId], result: 'paid', onDate: day, evidence: reason }],
    'returns.findWrong': [{ schoolId: second, lineId: paidLine, note: reason }],
    'returns.recordRecovery': [{ schoolId: second, lineId: paidLine, amountFen: 100, way: 'bank', receivedOn: day, reason }],
    'returns.acts': [{ schoolId: second, lineId }],
    'returns.recordStep': [{ schoolId: second, caseId: of('recovery_case'), kind: 'asked', onDate: day, person: '外人', note: reason }],
    'payments.checks': [{ schoolId: second, of: { kind: 'batch', batchId } }], 'payments.signatureSheet': [{ schoolId: second, batchId }],
    'payments.judgeChecks': [{ schoolId: second, of: { kind: 'batch', batchId }, items: [{ studentId, key: 'payee.account_luhn 1' }], reason }],
    'payments.unwritable': [{ ...at, programmeKey: 'yw.board', profileKey: 'preset.pipe_text' }],
    'scoring.table': [{ schoolId: second, tableId: of('score_table') }],
    'scoring.draft': [{ schoolId: second, name: '照搬', from: { kind: 'version', tableId: of('score_table') } }],
    'scoring.saveDraft': [{ schoolId: second, tableId: of('score_table'), changedAt: '', name: '改', region: '', source: '', table: smallTable }],
    'scoring.moveDraft': [{ schoolId: second, tableId: of('score_table'), move: 'discard' }],
    'scoring.adopt': [{ schoolId: second, tableId: of('score_table'), effectiveFrom: day, decision: reason }],
    'scoring.trial': [{ schoolId: second, tableId: of('score_table'), schoolYear: '2025-2026' }],
    'scoring.grid': [{ ...at, tableId: of('score_table') }],
    ...Object.fromEntries(['checkSheets', 'saveSheets'].map((method) => [`scoring.${method}`, [
      { ...at, tableId: of('score_table'), side: 'verified', onDate: day, by: reason, entries: [{ studentId: ownStudent, answers: lightAnswers }] },
      { ...at, tableId: of('score_table'), side: 'verified', onDate: day, by: reason, entries: [{ studentId, answers: lightAnswers }] },
    ]])),
    'scoring.withdraw': [{ ...at, studentId, reason }],
    'scoring.explain': [{ schoolId: second, studentId, schoolYear: '2025-2026' }],
    'scoring.blankPdf': [{ ...at, tableId: of('score_table') }], 'scoring.summaryPdf': [{ ...at, tableId: of('score_table') }],
    'scoring.sheetsPdf': [{ ...at, tableId: of('score_table'), studentIds }], 'scoring.sheetXlsx': [{ ...at, tableId: of('score_table'), side: 'self', classId }],
    'talks.open': [{ schoolId: second, talkId }], 'talks.record': [{ ...at, studentId, talk }], 'talks.correct': [{ schoolId: second, talkId, version: 1, talk, reason }],
    'talks.strikeOut': [{ schoolId: second, talkId, reason }], 'talks.finishFollowUp': [{ schoolId: second, talkId, doneOn: day, result: reason }], 'talks.print': [{ schoolId: second, talkId }],
    'visits.brief': [{ schoolId: second, studentId, schoolYear: '2025-2026' }], 'visits.open': [{ schoolId: second, visitId }],
    'visits.correct': [{ schoolId: second, visitId, version: 1, visit: visited, reason }], 'visits.strikeOut': [{ schoolId: second, visitId, reason }],
    'visits.record': [{ ...at, visits: [{ ...visited, studentId }] }],
    'visits.savePlan': [{ ...at, planId, name: '甲', plannedOn: null, visitors: [], stops: [{ studentId: ownStudent, place: '甲' }] }, { ...at, planId: null, name: '甲', plannedOn: null, visitors: [], stops: [{ studentId, place: '甲' }] }],
    'visits.dropPlan': [{ schoolId: second, planId }], 'visits.printPlan': [{ schoolId: second, planId }], 'visits.printVisit': [{ schoolId: second, visitId }],
    'visits.printSheets': [{ ...at, planId }, { ...at, classIds: [classId] }, { ...at, studentIds }],
    'applications.get': [{ ...at, studentId }], 'applications.saveDraft': [{ ...at, studentId, draft: emptyDraft('two_page') }], 'applications.discardDraft': [{ ...at, studentId }],
    'applications.receive': [{ ...at, studentId, draft: { ...emptyDraft('two_page'), appliedOn: day } }], 'applications.withdraw': [{ ...at, studentId, reason, declineCase: false }],
    'applications.recordCheck': [{ ...at, studentId, item: '户口本', result: 'accepted', reviewer: '王老师', checkedOn: day }],
    'applications.exportSummary': [{ ...at, classId, which: 'all' }], 'applications.print': [{ ...at, studentId, content: 'prefilled' }], 'applications.printMany': [{ ...at, classIds: [classId], content: 'prefilled' }],
    'letters.record': [{ ...at, entries: [{ studentId, givenOn: day, returnedOn: null, choice: null }] }],
    'waivers.record': [{ ...at, studentId, reason, signer: '外人', relation: '父亲', signedOn: day }], 'waivers.revoke': [{ ...at, waiverId: of('waiver'), revokedOn: day, reason }],
    'waivers.form': [{ ...at, waiverId: of('waiver') }, { ...at, studentId }],
    'emergencies.record': [{ ...at, studentId, kind: 'illness', happenedOn: day, reportedOn: day, reportedBy: '外人', what: reason }],
    'emergencies.addStep': [{ ...at, emergencyId: of('emergency'), act: 'close', onDate: day, what: reason }],
    'emergencies.refer': [{ ...at, emergencyId: of('emergency'), onDate: day, evidence: 'declaration', what: reason }], 'emergencies.form': [{ ...at, emergencyId: of('emergency') }],
    'letters.withdraw': [{ ...at, letterId: of('letter'), reason }], 'letters.history': [{ ...at, studentId }], 'letters.print': [{ ...at, what: 'register', classIds: [classId] }],
    ...reachesOfPanels(at, ownStudent),
    'attachments.list': [{ schoolId: second, subject: 'negative_hit', subjectId: of('negative_hit') }, { schoolId: second, subject: 'term_act', subjectId: of('term_act') }, { schoolId: second, subject: 'objection', subjectId: objectionId }, { schoolId: second, subject: 'notice', subjectId: noticeId }, { schoolId: second, subject: 'recovery_case', subjectId: of('recovery_case') }, { schoolId: second, subject: 'payment_batch', subjectId: batchId }, { schoolId: second, subject: 'payee_account', subjectId: accountId }, { schoolId: second, subject: 'case', subjectId: of('identification_case', `school_id = ${foreign}`) }],
    'attachments.add': [{ schoolId: second, subject: 'case', subjectId: of('identification_case', `school_id = ${foreign}`), kind: '其他材料', file: new File(['%PDF-1.4 承诺书'], '承诺书.pdf') }],
    'attachments.get': [{ schoolId: second, attachmentId: of('attachment') }], 'attachments.remove': [{ schoolId: second, attachmentId: of('attachment'), reason }],
  };
}

/** Bodies and meetings of the first school, and the second school's own pupil put among them. */
function reachesOfPanels(at: { readonly schoolId: number; readonly term: never }, ownStudent: number): Readonly<Record<string, readonly object[]>> {
  const { panelId, memberId, meetingId, meetingCaseId, caseId } = panels;
  const meeting = { ...at, meetingId };
  const particulars = { purpose: 'first', heldOn: '2025-10-21', place: '', chairId: null, recorder: '', method: 'score', tieRule: 'chair', trim: 1, maxScoreHundredths: 10_000, remarks: '' };
  const body = { type: 'review_panel', level: 'school', name: '外来', appointedOn: '2025-09-01', fromOn: '2025-09-01' };
  const decision = { body: '学校', decidedOn: '2025-10-25', effectiveTerm: at.term };
  return {
    'panels.get': [{ ...at, panelId }], 'panels.save': [{ ...at, ...body, panelId }], 'panels.addMember': [{ ...at, panelId, kind: 'pupil', studentId: ownStudent, fromOn: '2025-09-01' }],
    'panels.setRelatives': [{ ...at, panelId, memberId, relatives: [] }], 'panels.endMember': [{ ...at, panelId, memberId, untilOn: '2025-10-01', reason }],
    'panels.recordPosting': [{ ...at, panelId, place: '门口', postedOn: '2025-09-02' }], 'panels.printMembers': [{ ...at, panelId }],
    'meetings.create': [{ ...at, panelId, ...particulars }], 'meetings.get': [meeting], 'meetings.update': [{ ...meeting, ...particulars }], 'meetings.discard': [meeting], 'meetings.candidates': [meeting],
    'meetings.addCases': [{ ...meeting, caseIds: [caseId] }], 'meetings.removeCases': [{ ...meeting, meetingCaseIds: [meetingCaseId] }], 'meetings.setAttendance': [{ ...meeting, seats: [{ memberId, present: false }] }],
    'meetings.decideRecusal': [{ ...meeting, meetingCaseId, memberId, decision: 'recused', reason }], 'meetings.saveEntries': [{ ...meeting, entries: [{ meetingCaseId, heldOver: true, reason }] }],
    'meetings.revote': [{ ...meeting, meetingCaseId }], 'meetings.checkClosing': [meeting], 'meetings.close': [meeting], 'meetings.sign': [{ ...meeting, signedOn: '2025-10-25' }],
    'meetings.correct': [{ ...meeting, meetingCaseId, grade: '困难', reason }], 'meetings.previewDecision': [{ ...meeting, meetingCaseIds: [meetingCaseId], decision }],
    'meetings.decide': [{ ...meeting, meetingCaseIds: [meetingCaseId], decision }], 'meetings.ofStudent': [{ schoolId: second, studentId: first(`SELECT id FROM student WHERE school_id = ${whole.schoolId} LIMIT 1`), schoolYear: '2025-2026' }],
    'meetings.printAttendance': [meeting], 'meetings.printBallots': [meeting], 'meetings.printMinutes': [meeting], 'meetings.printKey': [meeting],
  };
}

function localOf(what: 'rate' | 'rule' | 'tier'): number {
  return first(`SELECT id FROM ${{ rate: 'local_benefit_rate', rule: 'local_eligibility_rule', tier: 'award_tier_rule' }[what]} LIMIT 1`) || 1;
}

function profile(): object {
  return JSON.parse(whole.db.get<{ json: string }>('SELECT profile_json AS json FROM payment_batch LIMIT 1')!.json) as object;
}

const idField = /(Id|Ids)$/;

function methodNames(): string[] {
  return Object.entries(contract).flatMap(([subject, methods]) => Object.keys(methods).map((name) => `${subject}.${name}`));
}

/** Everything stored about the first school, table by table, without what is written for every act. */
function fingerprint(): string {
  const { db } = whole;
  const skipped = new Set(['audit', 'operation', 'school', 'imported_file', 'column_mapping', 'setting']);
  const tables = db.all<{ name: string }>(`SELECT name FROM sqlite_schema WHERE type = 'table' AND name NOT LIKE 'sqlite_%'`).map(({ name }) => name).filter((name) => !skipped.has(name));
  return JSON.stringify(tables.map((name) => {
    const columns = db.all<{ name: string }>(`SELECT name FROM pragma_table_info('${name}')`).map((column) => column.name);
    const where = columns.includes('school_id') ? ` WHERE school_id IS NOT ${second}` : columns.includes('student_id') ? ` WHERE student_id NOT IN (SELECT id FROM student WHERE school_id = ${second})` : '';
    return [name, db.all(`SELECT * FROM ${name}${where}`).length, hashOf(db.all(`SELECT * FROM ${name}${where}`))];
  }));
}

function hashOf(rows: readonly unknown[]): number {
  let hash = 0;
  for (const sign of JSON.stringify(rows)) hash = (hash * 31 + sign.charCodeAt(0)) | 0;
  return hash;
}

test('the table has every method that takes an id of something', () => {
  const table = reaches();
  const due = methodNames().filter((name) => {
    const shape = (findMethod(name)!.input as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};
    return Object.keys(shape).some((field) => idField.test(field) && !['schoolId', 'operationId', 'archiveId'].includes(field));
  });
  expect(due.filter((name) => !(name in table))).toEqual([]);
});

describe('an administrator of the second school', () => {
  test('reaches nothing of the first by its ids', async () => {
    const leaks: string[] = [];
    for (const [name, inputs] of Object.entries(reaches())) {
      const command = findMethod(name)!.kind === 'command';
      for (const input of inputs) {
        const before = command ? fingerprint() : '';
        const said = await findMethod(name)!.call(whole.client, input).then(
          (answer) => JSON.stringify(answer) ?? '',
          (error: { code?: string; data?: unknown; message: string }) => {
            if (!['NOT_FOUND', 'REFUSED', 'FORBIDDEN', 'BAD_INPUT'].includes(error.code ?? '')) leaks.push(`${name} broke: ${error.message}`);
            if (error.code === 'BAD_INPUT' && JSON.stringify(error.data).includes('core.field_invalid')) leaks.push(`${name} was asked wrongly: ${error.message}`);
            return JSON.stringify(error.data) ?? '';
          });
        const found = secrets.filter((one) => said.includes(one) && !JSON.stringify(input).includes(one));
        if (found.length > 0) leaks.push(`${name} ${JSON.stringify(input)} told ${found.slice(0, 3).join(' ')}`);
        if (command && fingerprint() !== before) leaks.push(`${name} ${JSON.stringify(input)} changed the first school`);
      }
    }
    expect(leaks).toEqual([]);
  }, 120_000);

  test('is refused in the first school’s own name, whatever the method', async () => {
    for (const name of methodNames()) {
      const { permission, input, call } = findMethod(name)!;
      const fields = (input as { shape?: Record<string, unknown> } | undefined)?.shape ?? {};
      if (!('schoolId' in fields) || permission === 'open') continue;
      const asked = reaches()[name]?.[0] ?? { term: whole.term };
      const error: { code?: string } = await call(whole.client, { ...asked, schoolId: whole.schoolId }).then((answer) => ({ code: `answered ${JSON.stringify(answer).slice(0, 200)}` }), (refused: { code?: string }) => refused);
      expect(['REFUSED', 'BAD_INPUT', 'NOT_FOUND'], `${name}: ${error.code}`).toContain(error.code);
    }
  });

  test('sees neither accounts nor the log nor the schools beside its own', async () => {
    const { client } = whole;
    expect((await client.accounts.list()).map((account) => account.login)).toEqual(['second']);
    expect((await client.schools.list()).map((school) => school.id)).toEqual([second]);
    expect((await client.session.current())?.schools.map((school) => school.id)).toEqual([second]);
    const { rows, total } = await client.audit.list({ limit: 500 });
    expect(rows.filter((row) => row.schoolId !== second && row.schoolId !== null)).toEqual([]);
    expect(secrets.filter((one) => JSON.stringify(rows).includes(one))).toEqual([]);
    expect(total).toBe(rows.length);
    const seen = [
      await client.roster.list({ schoolId: second, term: whole.term }), await client.roster.search({ schoolId: second, term: whole.term, text: '9999', limit: 50 }),
      await client.imports.history({ schoolId: second }), await client.payees.list({ schoolId: second, term: whole.term }), await client.payees.staff({ schoolId: second }),
      await client.lists.rows({ schoolId: second, term: whole.term }), await client.identification.register({ schoolId: second, term: whole.term }),
      await client.ledger.entries({ schoolId: second }), await client.notices.list({ schoolId: second, term: whole.term }), await client.returns.worklist({ schoolId: second, term: whole.term }),
      await client.comparison.overview({ schoolId: second, term: whole.term }), await client.payments.list({ schoolId: second, term: whole.term }), await client.home.term({ schoolId: second, term: whole.term }),
    ];
    expect(secrets.filter((one) => JSON.stringify(seen).includes(one))).toEqual([]);
  });
});
