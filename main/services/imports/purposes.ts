import type { ImportPurposeKey } from '#shared/contract/imports.ts';
import type { ImportPurpose } from './purpose.ts';
import { departmentListPurpose } from './purposes/department-list.ts';
import { homeVisitsPurpose } from './purposes/home-visits.ts';
import { determinationsPurpose } from './purposes/determinations.ts';
import { moneyStatementPurpose } from './purposes/money-statement.ts';
import { negativeListPurpose } from './purposes/negative-list.ts';
import { rosterPurpose } from './purposes/roster.ts';
import { bankReturnPurpose } from './purposes/bank-return.ts';
import { payeeAccountsPurpose } from './purposes/payee-accounts.ts';
import { scoreSheetPurpose } from './purposes/score-sheet.ts';
import { staffAccountsPurpose } from './purposes/staff-accounts.ts';
import { systemExportPurpose } from './purposes/system-export.ts';
import { templatePurpose } from './purposes/template.ts';
import { applicationSummaryPurpose } from './purposes/application-summary.ts';
import { attendanceSheetPurpose } from './purposes/attendance-sheet.ts';

/** Every import purpose by its key. A subject adds its own here: one import line, one entry. */
const purposes: Readonly<Partial<Record<ImportPurposeKey, ImportPurpose>>> = {
  department_list: departmentListPurpose as ImportPurpose,
  determinations: determinationsPurpose as ImportPurpose,
  home_visits: homeVisitsPurpose as ImportPurpose,
  negative_list: negativeListPurpose as ImportPurpose,
  money_statement: moneyStatementPurpose as ImportPurpose,
  roster: rosterPurpose as ImportPurpose,
  payee_accounts: payeeAccountsPurpose as ImportPurpose,
  staff_accounts: staffAccountsPurpose as ImportPurpose,
  bank_return: bankReturnPurpose as ImportPurpose,
  system_export: systemExportPurpose as ImportPurpose,
  template: templatePurpose as ImportPurpose,
  application_summary: applicationSummaryPurpose as ImportPurpose,
  score_sheet: scoreSheetPurpose as ImportPurpose,
  attendance_sheet: attendanceSheetPurpose as ImportPurpose,
};

export function findPurpose(key: ImportPurposeKey): ImportPurpose | undefined {
  return purposes[key];
}
