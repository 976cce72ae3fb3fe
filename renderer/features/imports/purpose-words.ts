/** What each purpose is called on screen. */
export const purposeWords: Readonly<Record<string, string>> = {
  attendance_sheet: '中职考勤表', roster: '学生名册', department_list: '部门名单', determinations: '认定结果', payee_accounts: '收款账户', staff_accounts: '教职工账户',
  bank_return: '银行回盘', system_export: '系统导出', template: '空白模板', application_summary: '申请表汇总', application_form: '申请表（单份）', score_sheet: '量化测评表',
  negative_list: '负面名单', money_statement: '对账文件',
};
