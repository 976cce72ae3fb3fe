import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { nextLineState } from '#shared/domain/disbursement/line-state.ts';
import { parsePayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import { checkAccountNumber, maskAccount } from '#shared/domain/identity/bank-account.ts';
import { checkIdNumber, cleanIdNumber, maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { PayeeAccount, PayeeRow } from '#shared/contract/payees.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { findPupil } from '#main/db/queries/pupil-name.ts';
import type { NewPayeeAccount, PayeeAccountRow } from '#main/db/repositories/payee-account.ts';
import {
  findLivePayeeAccount, findPayeeAccount, insertJudgement, insertPayeeAccount, insertStaffAccount, listPayeeHistory, listStaffAccounts, markPayeeChecked, removeStaffAccount,
} from '#main/db/repositories/payee-account.ts';
import { insertLineAct, listFailedLinesOf, setLineState } from '#main/db/repositories/payment-line.ts';
import { PayeeBook, findingRow, payeeRulesOf, setPayeeRules } from './payee-checks.ts';
import { api, read, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

/** An account as anyone may see it: the last four digits of the card, the ends of the ID. */
export function maskedAccount(row: PayeeAccountRow): PayeeAccount {
  return {
    id: row.id, holderName: row.holderName, relation: row.holderRelation, relationText: row.relationText, holderIdMasked: row.holderIdNumber === '' ? '' : maskIdNumber(row.holderIdNumber),
    accountMasked: maskAccount(row.accountNo), bankName: row.bankName, cardKind: row.cardKind, validFrom: row.validFrom, checkedOn: row.checkedOn, source: row.source,
    fileName: row.fileName, rowNo: row.rowNo, recordedBy: row.recordedByName, recordedAt: row.recordedAt, replacedOn: row.replacedOn, replaceReason: row.replaceReason,
  };
}

export interface GivenAccount {
  readonly studentId: number;
  readonly holderName: string;
  readonly relation: string;
  readonly holderIdNumber: string;
  readonly accountNo: string;
  readonly bankName: string;
  readonly cardKind: NewPayeeAccount['cardKind'];
}

export interface AccountStamp {
  readonly today: IsoDate;
  readonly at: string;
  readonly accountId: number;
  readonly importedFileId: number | null;
  readonly rowNo: number | null;
}

/** What is stored of an account as given: cleaned numbers, the relation read, the ID checked. */
export function newAccountOf(given: GivenAccount, stamp: AccountStamp): NewPayeeAccount {
  const idNumber = cleanIdNumber(given.holderIdNumber);
  return {
    studentId: given.studentId, holderName: given.holderName.trim(), holderRelation: parsePayeeRelation(given.relation), relationText: given.relation.trim(),
    holderIdNumber: idNumber, holderIdCheck: idNumber === '' ? 'missing' : checkIdNumber(idNumber, { today: stamp.today }).result,
    accountNo: checkAccountNumber(given.accountNo).number, bankName: given.bankName.trim(), cardKind: given.cardKind, validFrom: stamp.today,
    source: stamp.importedFileId === null ? 'entered' : 'imported', importedFileId: stamp.importedFileId, rowNo: stamp.rowNo, recordedBy: stamp.accountId, recordedAt: stamp.at,
  };
}

export function isSameAccount(a: NewPayeeAccount, b: NewPayeeAccount): boolean {
  return a.accountNo === b.accountNo && a.holderName === b.holderName && a.holderIdNumber === b.holderIdNumber && a.relationText === b.relationText
    && a.bankName === b.bankName && a.cardKind === b.cardKind;
}

/** A new account corrects the pupil's failed payments, so that they can be sent again (handbook 4.2: failed → corrected). */
export function correctFailedLines(db: WritableDb, studentId: number, stamp: AccountStamp, note: string): number {
  const failed = listFailedLinesOf(db, studentId);
  for (const line of failed) {
    const after = nextLineState(line.state, 'correct');
    if (!after) continue;
    setLineState(db, line.id, after);
    insertLineAct(db, { lineId: line.id, move: 'correct', before: line.state, after, onDate: stamp.today, note, evidence: '', accountId: stamp.accountId, at: stamp.at });
  }
  return failed.length;
}

function accountIn(db: WritableDb, schoolId: number, id: number): PayeeAccountRow {
  const account = findPayeeAccount(db, schoolId, id);
  if (!account) throw notFound('这个收款账户');
  return account;
}

function rowOf(book: PayeeBook, pupil: PayeeBook['pupils'][number], year: SchoolYear): PayeeRow {
  const account = book.accountOf(pupil.studentId);
  return {
    studentId: pupil.studentId, studentName: pupil.name, classId: pupil.classId, classLabel: formatPupilClass(pupil, year), status: pupil.status,
    account: account ? maskedAccount(account) : null, sharedWith: book.othersOn(pupil.studentId).map((other) => other.studentName),
    findings: book.findings(pupil.studentId, null).map(findingRow),
  };
}

export const payeesService = {
  list: api.payees.list.handler(read(({ db, input }) => {
    const book = new PayeeBook(db, input.schoolId);
    const year = schoolYearOf(input.term);
    return book.pupils.filter((pupil) => pupil.status === 'enrolled' || book.accountOf(pupil.studentId)).map((pupil) => rowOf(book, pupil, year));
  })),

  history: api.payees.history.handler(read(({ db, input }) => listPayeeHistory(db, input.schoolId, input.studentId).map(maskedAccount))),

  set: api.payees.set.handler(write(({ db, input, session, today, at, note }) => {
    const pupil = findPupil(db, input.schoolId, input.studentId);
    if (!pupil) throw notFound('这个学生');
    const stamp: AccountStamp = { today, at, accountId: session.accountId, importedFileId: null, rowNo: null };
    const account = newAccountOf(input, stamp);
    if (account.accountNo === '') throw refuse('payee.account_missing', {});
    const before = findLivePayeeAccount(db, input.studentId);
    if (before && isSameAccount(before, account)) throw refuse('payee.same_account', {});
    if (before && input.reason === '') throw refuse('payee.reason_needed', {});
    const accountId = insertPayeeAccount(db, account, before ? { id: before.id, reason: input.reason } : null);
    const correctedLines = correctFailedLines(db, input.studentId, stamp, input.reason || '登记账户');
    note({ student: pupil.name, account: maskAccount(account.accountNo), replaces: before ? maskAccount(before.accountNo) : null, reason: input.reason, correctedLines });
    return { accountId, findings: new PayeeBook(db, input.schoolId).findings(input.studentId, null).map(findingRow), correctedLines };
  })),

  reveal: api.payees.reveal.handler(write(({ db, input, note }) => {
    const account = accountIn(db, input.schoolId, input.accountId);
    note({ shown: 'account', studentId: account.studentId, account: maskAccount(account.accountNo) });
    return { accountNo: account.accountNo, holderIdNumber: account.holderIdNumber };
  })),

  markChecked: api.payees.markChecked.handler(write(({ db, input, today, note }) => {
    for (const id of input.accountIds) markPayeeChecked(db, accountIn(db, input.schoolId, id).id, today);
    note({ accounts: input.accountIds.length });
    return { done: true as const };
  })),

  judgeSharing: api.payees.judgeSharing.handler(write(({ db, input, session, today, note }) => {
    const account = accountIn(db, input.schoolId, input.accountId);
    const sharers = new PayeeBook(db, input.schoolId).pupilsOn(account.accountNo);
    if (account.replacedOn !== null || sharers.length < 2) throw refuse('payee.not_shared', {});
    const students = sharers.map((sharer) => sharer.studentName);
    insertJudgement(db, {
      schoolId: input.schoolId, accountNo: account.accountNo, studentIds: sharers.map((sharer) => sharer.studentId), reason: input.reason, decidedBy: session.accountId, decidedOn: today,
    });
    note({ account: maskAccount(account.accountNo), students, reason: input.reason });
    return { students };
  })),

  staff: api.payees.staff.handler(read(({ db, input }) => listStaffAccounts(db, input.schoolId).map((staff) => ({
    id: staff.id, name: staff.name, accountMasked: maskAccount(staff.accountNo), idMasked: staff.idNumber === '' ? '' : maskIdNumber(staff.idNumber), recordedAt: staff.recordedAt,
  })))),

  addStaff: api.payees.addStaff.handler(write(({ db, input, session, at, note }) => {
    const accountNo = checkAccountNumber(input.accountNo).number;
    const known = listStaffAccounts(db, input.schoolId).find((staff) => staff.accountNo === accountNo);
    if (known) throw refuse('payee.staff_exists', { name: known.name });
    const staffAccountId = insertStaffAccount(db, {
      schoolId: input.schoolId, name: input.name, accountNo, idNumber: cleanIdNumber(input.idNumber), importedFileId: null, rowNo: null, recordedBy: session.accountId, recordedAt: at,
    });
    const pupilsOnIt = new PayeeBook(db, input.schoolId).pupilsOn(accountNo).map((pupil) => pupil.studentName);
    note({ name: input.name, account: maskAccount(accountNo), pupilsOnIt });
    return { staffAccountId, pupilsOnIt };
  })),

  removeStaff: api.payees.removeStaff.handler(write(({ db, input, today, note }) => {
    if (removeStaffAccount(db, input.schoolId, input.staffAccountId, today) === 0) throw notFound('这个教职工账户');
    note({ staffAccountId: input.staffAccountId, reason: input.reason });
    return { done: true as const };
  })),

  rules: api.payees.rules.handler(read(({ db, input }) => ruleRows(payeeRulesOf(db, input.schoolId)))),

  setRule: api.payees.setRule.handler(write(({ db, input, note }) => {
    const before = payeeRulesOf(db, input.schoolId);
    const { programmeKey, allowed } = input.rule;
    const after = programmeKey === null ? { ...before, all: allowed } : { ...before, byProgramme: { ...before.byProgramme, [programmeKey]: allowed } };
    setPayeeRules(db, input.schoolId, after);
    note({ before, after });
    return ruleRows(after);
  })),
};

function ruleRows(rules: ReturnType<typeof payeeRulesOf>) {
  return [
    { programmeKey: null, allowed: [...rules.all] },
    ...Object.entries(rules.byProgramme).map(([programmeKey, allowed]) => ({ programmeKey, allowed: [...allowed] })),
  ];
}
