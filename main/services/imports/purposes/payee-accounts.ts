import * as z from 'zod';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf, termOfDate } from '#shared/domain/calendar/term.ts';
import { accountFindings } from '#shared/domain/disbursement/account-checks.ts';
import { checkAccountNumber, maskAccount } from '#shared/domain/identity/bank-account.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow } from '#shared/domain/tabular/mapped-table.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { listRegistryNumbers } from '#main/db/queries/pupil-name.ts';
import type { CardKind, PayeeAccountRow } from '#main/db/repositories/payee-account.ts';
import { findLivePayeeAccount, insertPayeeAccount, listLivePayeeAccounts } from '#main/db/repositories/payee-account.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findingRow } from '../../payee-checks.ts';
import type { GivenAccount } from '../../payees.ts';
import { correctFailedLines, isSameAccount, newAccountOf } from '../../payees.ts';
import { isOfClass } from '../../pupil-finder.ts';
import type { ImportContext, ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

type PayeeField = 'student_name' | 'student_id' | 'registry_no' | 'class_label' | 'holder_name' | 'relation' | 'holder_id' | 'account_no' | 'bank_name' | 'card_kind';

const fields: FieldCatalogue<PayeeField> = [
  { key: 'student_name', label: '学生姓名', kind: 'name', aliases: ['姓名', '受助学生', '学生'] },
  { key: 'student_id', label: '学生身份证号', kind: 'id_number', aliases: ['身份证号', '身份证号码', '学生身份证', '学生证件号', '身份证件号', '证件号码'] },
  { key: 'registry_no', label: '学籍号', kind: 'text', aliases: ['全国学籍号'] },
  { key: 'class_label', label: '班级', kind: 'class', aliases: ['所在班级', '年级班级', '班级名称'] },
  { key: 'holder_name', label: '户名', kind: 'name', aliases: ['开户名', '账户名', '账户户名', '银行户名', '户主姓名', '持卡人', '持卡人姓名', '收款人', '收款人姓名', '监护人姓名', '家长姓名', '账户姓名'] },
  { key: 'relation', label: '与学生关系', kind: 'text', aliases: ['关系', '户主与学生关系', '持卡人与学生关系', '收款人与学生关系', '与持卡人关系'] },
  { key: 'holder_id', label: '户主证件号', kind: 'id_number', aliases: ['户主身份证号', '户名身份证号', '账户身份证号', '持卡人身份证号', '收款人身份证号', '监护人身份证号', '家长身份证号', '开户人身份证', '持卡人证件号码', '监护人身份证件号'] },
  { key: 'account_no', label: '账号', kind: 'account_no', aliases: ['帐号', '卡号', '银行卡号', '社保卡号', '银行账号', '收款账号', '一卡通账号', '一卡通号', '社会保障卡号', '银行卡账号', '收款人账号', '收款人卡号', '收款人银行卡号', '收款人银行账号'], required: true },
  { key: 'bank_name', label: '开户行', kind: 'text', aliases: ['开户银行', '银行', '银行名称', '发卡行', '开户网点', '收款人开户行', '收款人开户银行'] },
  { key: 'card_kind', label: '卡种', kind: 'text', aliases: ['卡类型', '账户类型', '卡别'] },
];

const optionsSchema = z.object({
  /** A list without any holder column, e.g. of pupils' own 社保卡: only when the user says so is the pupil taken for the holder. */
  withoutHolder: z.enum(['refuse', 'self']).default('refuse'),
});
type Options = z.infer<typeof optionsSchema>;

interface Given { readonly row: number; readonly account: Omit<GivenAccount, 'studentId'>; readonly studentId: number | null; readonly candidates: readonly number[]; readonly changed: boolean }

function cardKindOf(text: string): CardKind {
  if (text.includes('社')) return 'social_security';
  if (text.includes('资助')) return 'aid_card';
  if (text.includes('存折') || text.includes('折')) return 'passbook';
  return text.includes('卡') ? 'bank_card' : 'unknown';
}

type Found = { readonly kind: 'one'; readonly pupil: PupilLine } | { readonly kind: 'several'; readonly pupils: readonly PupilLine[] } | { readonly kind: 'none'; readonly problem: Problem };

/** Finds pupils by number first, then by name, with the class to tell namesakes apart. Never guesses between two. */
class PupilFinder {
  readonly #byId: ReadonlyMap<string, readonly PupilLine[]>;
  readonly #byRegistryNo: ReadonlyMap<string, PupilLine>;
  readonly #byName: ReadonlyMap<string, PupilLine[]>;
  readonly #stages: readonly EducationStage[];
  readonly #term: TermKey;

  constructor(db: ReadableDb, context: ImportContext<Options>) {
    const pupils = listPupilLines(db, context.schoolId);
    this.#byId = Map.groupBy(pupils.filter((pupil) => pupil.idNumber !== ''), (pupil) => pupil.idNumber);
    const byStudent = new Map(pupils.map((pupil) => [pupil.studentId, pupil]));
    this.#byRegistryNo = new Map(listRegistryNumbers(db, context.schoolId).flatMap(({ studentId, number }) => {
      const pupil = byStudent.get(studentId);
      return pupil ? [[number, pupil] as const] : [];
    }));
    this.#byName = Map.groupBy(pupils.filter((pupil) => pupil.status === 'enrolled'), (pupil) => pupil.nameKey);
    this.#stages = (findSchool(db, context.schoolId)?.stages ?? []) as readonly EducationStage[];
    this.#term = context.term ?? termOfDate(context.today);
  }

  classOf(pupil: PupilLine): string {
    return formatPupilClass(pupil, schoolYearOf(this.#term));
  }

  find(row: MappedRow<PayeeField>): Found {
    const name = row.text('student_name');
    const number = row.isSpoiltNumber('student_id') ? '' : cleanIdNumber(row.text('student_id'));
    const carrying = this.#byId.get(number) ?? [];
    // Two pupils entered under one number: the name says whose row it is, and without a name a person does.
    if (carrying.length > 1 && name === '') return { kind: 'several', pupils: carrying };
    const byNumber = carrying.find((pupil) => pupil.nameKey === nameKey(name)) ?? carrying[0] ?? this.#byRegistryNo.get(cleanIdNumber(row.text('registry_no')));
    if (byNumber && name !== '' && nameKey(name) !== byNumber.nameKey) {
      return { kind: 'none', problem: rowProblem(row, 'student_name', 'payee.student_name_differs', { name, rosterName: byNumber.name }) };
    }
    if (byNumber) return { kind: 'one', pupil: byNumber };
    if (name === '') return { kind: 'none', problem: rowProblem(row, 'student_name', 'payee.student_key_missing', {}) };
    const named = this.#byName.get(nameKey(name)) ?? [];
    if (named.length === 0) return { kind: 'none', problem: rowProblem(row, 'student_name', 'payee.student_unknown', { name }) };
    const classLabel = row.text('class_label');
    const inClass = classLabel === '' ? named : named.filter((pupil) => this.#isInClass(pupil, classLabel));
    const [first, ...others] = inClass;
    return first && others.length === 0 && number === '' ? { kind: 'one', pupil: first } : { kind: 'several', pupils: first ? inClass : named };
  }

  #isInClass(pupil: PupilLine, text: string): boolean {
    return isOfClass(pupil, text, this.#stages, schoolYearOf(this.#term));
  }
}

function readAccount(row: MappedRow<PayeeField>, pupilName: string, options: Options): { account: Omit<GivenAccount, 'studentId'>; problems: Problem[] } {
  const problems: Problem[] = [];
  const spoilt = row.isSpoiltNumber('account_no');
  const accountNo = spoilt ? '' : checkAccountNumber(row.text('account_no')).number;
  if (spoilt) problems.push(rowProblem(row, 'account_no', 'payee.account_cell_spoilt', { value: row.text('account_no') }));
  else if (accountNo === '') problems.push(rowProblem(row, 'account_no', 'payee.account_cell_empty', {}));
  if (row.isSpoiltNumber('holder_id')) problems.push(rowProblem(row, 'holder_id', 'payee.id_cell_spoilt', { value: row.text('holder_id') }));
  const self = row.text('holder_name') === '' && options.withoutHolder === 'self';
  const holderName = self ? pupilName : row.text('holder_name');
  if (holderName === '') problems.push(rowProblem(row, 'holder_name', 'payee.holder_missing', {}));
  const relation = row.text('relation') || (self ? '本人' : '');
  const holderIdNumber = row.text('holder_id') || (self || relation === '本人' ? row.text('student_id') : '');
  return { problems, account: { holderName, relation, holderIdNumber, accountNo, bankName: row.text('bank_name'), cardKind: cardKindOf(row.text('card_kind')) } };
}

/** The same card again in a list with fewer columns: what the list does not say is not thereby gone. */
function withKnown(given: Omit<GivenAccount, 'studentId'>, live: PayeeAccountRow | undefined): Omit<GivenAccount, 'studentId'> {
  if (live === undefined || live.accountNo !== given.accountNo || live.holderName !== given.holderName) return given;
  return {
    ...given, relation: given.relation || live.relationText, holderIdNumber: given.holderIdNumber || live.holderIdNumber, bankName: given.bankName || live.bankName,
    cardKind: given.cardKind === 'unknown' ? live.cardKind : given.cardKind,
  };
}

class PayeeAnalysis {
  readonly given: Given[] = [];
  readonly #seen = new Map<number, { row: number; accountNo: string }>();
  readonly #finder: PupilFinder;
  readonly #live: ReadonlyMap<number, PayeeAccountRow>;
  readonly #context: ImportContext<Options>;

  constructor(db: ReadableDb, context: ImportContext<Options>) {
    this.#finder = new PupilFinder(db, context);
    this.#live = new Map(listLivePayeeAccounts(db, context.schoolId).map((account) => [account.studentId, account]));
    this.#context = context;
  }

  read(row: MappedRow<PayeeField>): RowReading {
    const found = this.#finder.find(row);
    const pupilName = found.kind === 'one' ? found.pupil.name : row.text('student_name');
    const { account, problems } = readAccount(row, pupilName, this.#context.options);
    const wrong = [...problems, ...(found.kind === 'none' ? [found.problem] : [])];
    if (wrong.length > 0 || found.kind === 'none') return { rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: wrong };
    return found.kind === 'one' ? this.#readOne(row, found.pupil, account) : this.#readSeveral(row, found.pupils, account);
  }

  #readOne(row: MappedRow<PayeeField>, pupil: PupilLine, given: Omit<GivenAccount, 'studentId'>): RowReading {
    const live = this.#live.get(pupil.studentId);
    const account = withKnown(given, live);
    const before = this.#seen.get(pupil.studentId);
    if (before && before.accountNo !== account.accountNo) {
      return { rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: [rowProblem(row, 'account_no', 'payee.twice_in_file', { row: before.row })] };
    }
    this.#seen.set(pupil.studentId, { row: row.rowNumber, accountNo: account.accountNo });
    const stamp = { today: this.#context.today, at: '', accountId: 0, importedFileId: 0, rowNo: row.rowNumber };
    const same = before !== undefined || (live !== undefined && isSameAccount(live, newAccountOf({ ...account, studentId: pupil.studentId }, stamp)));
    this.given.push({ row: row.rowNumber, account, studentId: pupil.studentId, candidates: [], changed: !same });
    const warnings = accountFindings(account.accountNo).map((finding) => ({ ...rowProblem(row, 'account_no', 'payee.account_luhn', {}), code: finding.code, sentence: findingRow(finding).sentence }));
    const replaces = live && !same ? [rowProblem(row, 'account_no', 'payee.replaces_other', { masked: maskAccount(live.accountNo) })] : [];
    const who = `${this.#finder.classOf(pupil)} ${pupil.name}`.trim();
    const understanding = `${account.holderName}（${account.relation || '关系未注明'}）→ ${who}${same ? '，没有变化' : ''}`;
    return { rowNumber: row.rowNumber, bucket: warnings.length + replaces.length > 0 ? 'look' : 'ok', understanding, problems: [...warnings, ...replaces] };
  }

  /** A name that fits several pupils, or one whose number or class is another than the list's: a person says who is meant. */
  #readSeveral(row: MappedRow<PayeeField>, pupils: readonly PupilLine[], account: Omit<GivenAccount, 'studentId'>): RowReading {
    this.given.push({ row: row.rowNumber, account, studentId: null, candidates: pupils.map((pupil) => pupil.studentId), changed: true });
    const name = row.text('student_name');
    const problem = pupils.length > 1
      ? rowProblem(row, 'student_name', 'payee.student_ambiguous', { name: name || (pupils[0]?.name ?? ''), count: pupils.length })
      : rowProblem(row, 'student_name', 'payee.student_by_name_only', { name, className: pupils.map((pupil) => this.#finder.classOf(pupil)).join('') });
    return {
      rowNumber: row.rowNumber, bucket: 'look', understanding: `${pupils.map((pupil) => `${this.#finder.classOf(pupil)} ${pupil.name}`).join('、')}，请选`, problems: [problem],
      choices: [...pupils.map((pupil) => ({ key: `student:${pupil.studentId}`, label: `${this.#finder.classOf(pupil)} ${pupil.name}` })), { key: 'skip', label: '这一行不导入' }],
    };
  }
}

/** 收款账户: a list of pupils' accounts from school, bank or county. A changed account replaces the old one and keeps it as history. */
export const payeeAccountsPurpose: ImportPurpose<PayeeField, readonly Given[], Options, Record<string, never>> = {
  purpose: 'payee_accounts',
  label: '收款账户',
  readPermission: 'payee.read',
  writePermission: 'payee.write',
  fields,
  options: optionsSchema as z.ZodType<Options>,
  decisions: z.object({}) as z.ZodType<Record<string, never>>,
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: false,

  analyse(db, table, context) {
    const analysis = new PayeeAnalysis(db, context);
    const rows = table.rows.map((row) => analysis.read(row));
    const changed = analysis.given.filter((given) => given.changed).length;
    return {
      rows, fileProblems: [], plan: analysis.given,
      counts: [{ key: 'changed', label: '新登记或更换', count: changed }, { key: 'same', label: '没有变化', count: analysis.given.length - changed }],
    };
  },

  commit(db, table, { plan }, context) {
    let written = 0;
    let correctedLines = 0;
    let skipped = 0;
    for (const given of plan) {
      const studentId = given.studentId ?? chosenPupil(context.rowChoices.get(given.row), given.candidates);
      if (studentId === null) skipped += 1;
      if (studentId === null || !given.changed) continue;
      const stamp = { today: context.today, at: context.at, accountId: context.accountId, importedFileId: context.importedFileId, rowNo: given.row };
      const account = newAccountOf({ ...given.account, studentId }, stamp);
      const live = findLivePayeeAccount(db, studentId);
      if (live && isSameAccount(live, account)) continue;
      insertPayeeAccount(db, account, live ? { id: live.id, reason: `导入 ${context.fileName} 第 ${given.row} 行` } : null);
      correctedLines += correctFailedLines(db, studentId, stamp, `导入 ${context.fileName} 第 ${given.row} 行`);
      written += 1;
    }
    return {
      accepted: table.rows.length - context.leftOut.size, refused: context.leftOut.size,
      facts: { 新登记或更换: written, 失败款已更正: correctedLines, ...(skipped > 0 ? { 选择不导入: skipped } : {}) },
    };
  },
};

function chosenPupil(choice: string | undefined, candidates: readonly number[]): number | null {
  const studentId = Number(/^student:(\d+)$/u.exec(choice ?? '')?.[1] ?? NaN);
  return candidates.includes(studentId) ? studentId : null;
}
