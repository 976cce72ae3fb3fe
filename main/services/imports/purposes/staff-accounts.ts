import * as z from 'zod';
import { checkAccountNumber, maskAccount } from '#shared/domain/identity/bank-account.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import { insertStaffAccount, listStaffAccounts } from '#main/db/repositories/payee-account.ts';
import type { ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

type StaffField = 'name' | 'account_no' | 'id_number';

const fields: FieldCatalogue<StaffField> = [
  { key: 'name', label: '姓名', kind: 'name', aliases: ['教师姓名', '职工姓名', '户名', '教职工姓名'], required: true },
  { key: 'account_no', label: '账号', kind: 'account_no', aliases: ['帐号', '卡号', '银行卡号', '工资卡号', '银行账号', '社保卡号'], required: true },
  { key: 'id_number', label: '身份证号', kind: 'id_number', aliases: ['身份证', '身份证号码', '证件号码', '证件号'] },
];

interface NewStaff { readonly rowNo: number; readonly name: string; readonly accountNo: string; readonly idNumber: string }

/** 教职工账户: the list no pupil's money may go to (handbook 4.3). */
export const staffAccountsPurpose: ImportPurpose<StaffField, readonly NewStaff[], Record<string, never>, Record<string, never>> = {
  purpose: 'staff_accounts',
  label: '教职工账户',
  readPermission: 'payee.read',
  writePermission: 'payee.write',
  fields,
  options: z.object({}) as z.ZodType<Record<string, never>>,
  decisions: z.object({}) as z.ZodType<Record<string, never>>,
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: false,

  analyse(db, table, context) {
    const known = new Map(listStaffAccounts(db, context.schoolId).map((staff) => [staff.accountNo, staff.name]));
    const plan: NewStaff[] = [];
    const rows = table.rows.map((row): RowReading => {
      const spoilt = row.isSpoiltNumber('account_no');
      const accountNo = spoilt ? '' : checkAccountNumber(row.text('account_no')).number;
      if (accountNo === '') {
        const problem = spoilt ? rowProblem(row, 'account_no', 'payee.account_cell_spoilt', { value: row.text('account_no') }) : rowProblem(row, 'account_no', 'payee.account_cell_empty', {});
        return { rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: [problem] };
      }
      const name = row.text('name');
      if (name === '') return { rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: [rowProblem(row, 'name', 'payee.holder_missing', {})] };
      if (known.has(accountNo)) return { rowNumber: row.rowNumber, bucket: 'ok', understanding: `${name} ${maskAccount(accountNo)}：已登记，没有变化`, problems: [] };
      known.set(accountNo, name);
      plan.push({ rowNo: row.rowNumber, name, accountNo, idNumber: row.isSpoiltNumber('id_number') ? '' : cleanIdNumber(row.text('id_number')) });
      return { rowNumber: row.rowNumber, bucket: 'ok', understanding: `${name} ${maskAccount(accountNo)}：新登记`, problems: [] };
    });
    return { rows, fileProblems: [], counts: [{ key: 'new', label: '新登记', count: plan.length }], plan };
  },

  commit(db, table, { plan }, context) {
    for (const staff of plan) {
      insertStaffAccount(db, {
        schoolId: context.schoolId, name: staff.name, accountNo: staff.accountNo, idNumber: staff.idNumber, importedFileId: context.importedFileId, rowNo: staff.rowNo,
        recordedBy: context.accountId, recordedAt: context.at,
      });
    }
    return { accepted: table.rows.length - context.leftOut.size, refused: context.leftOut.size, facts: { 新登记: plan.length } };
  },
};
