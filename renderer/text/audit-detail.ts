import { parseTermKey, formatTermShort } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { PRESET_PROGRAMMES } from '#shared/domain/programmes/preset-programmes.ts';

/** Facts a log row may carry, by the name they were written under. What isn't here is not shown in the list. */
const names: Readonly<Record<string, string>> = {
  login: '账号', role: '角色', name: '名称', code: '标识码', county: '县', count: '数量', rows: '行数', students: '学生数', file: '文件', fileName: '文件',
  from: '来源', keptAs: '留作', term: '学期', schoolYear: '学年', programme: '项目', programmeKey: '项目', amountFen: '金额', sumFen: '合计',
  batchNo: '批次', no: '编号', docNo: '文号', reason: '原因', state: '状态', kind: '种类', decision: '判定', grade: '等级', onDate: '日期', purpose: '用途',
  inserted: '新增', updated: '更新', removed: '移除', before: '原', after: '现', changed: '改动', school: '学校', administrator: '管理员', displayName: '姓名',
  active: '可用', validUntil: '有效期', noticeDays: '公示天数', lockMinutes: '自动锁定分钟', onePersonMode: '一人模式', warningsJudgedBeforeRelease: '放行前处理提醒', gradeSet: '困难等级', studentId: '学生编号',
  closedOn: '结算日期', carriedFen: '结转下期', reopened: '重新开账', reversedEntries: '冲回分录', printed: '打印', exported: '导出', scope: '范围',
  sha256: '文件指纹', field: '字段', recipient: '接收方', lines: '行数', matched: '匹配', confirmed: '确认', rejected: '否决',
};

/** Codes a log row carries, by their field; what isn't here is shown as it was written. */
const words: Readonly<Record<string, string>> = {
  'purpose.attendance_sheet': '中职考勤表', 'purpose.roster': '学生名册', 'purpose.department_list': '部门名单', 'purpose.determinations': '认定结果', 'purpose.payee_accounts': '收款账户',
  'purpose.staff_accounts': '教职工账户', 'purpose.bank_return': '银行回盘', 'purpose.system_export': '系统导出', 'purpose.template': '空白模板', 'purpose.home_visits': '家访汇总表',
  'purpose.negative_list': '负面名单', 'kind.closing': '结算', 'kind.reopening': '重新开账',
  'printed.settlement_statement': '结算表', 'printed.views': '口径核对表', 'printed.execution': '执行情况表', 'printed.school_ledger': '一校一台账',
  'exported.settlement_statement': '结算表', 'exported.views': '口径核对表', 'exported.execution': '执行情况表', 'exported.school_ledger': '一校一台账',
  'purpose.money_statement': '对账文件', 'printed.account_book': '账簿', 'exported.account_book': '账簿', 'printed.vouchers': '凭证', 'exported.vouchers': '凭证', 'printed.reconciliation': '对账表', 'exported.reconciliation': '对账表', 'exported.plain_journal': '纯文本账簿',
  'decision.add': '列入', 'decision.not_add': '不列入', 'decision.keep': '保留', 'decision.end': '结束', 'kind.explain': '家庭说明', 'kind.check': '核实材料', 'kind.decide': '处理意见', 'kind.dismiss': '不是同一人', 'kind.reopen': '重新打开',
  'purpose.ordinary': '正常发放', 'purpose.reissue': '失败补发', 'kind.identification': '认定结果', 'kind.aid_list': '资助名单',
  'role.administrator': '管理员', 'role.maker': '操作', 'role.checker': '审核', 'role.finance': '财务', 'role.class_teacher': '班主任', 'role.inspector': '只读检查',
  'decision.confirmed': '确认', 'decision.rejected': '否决', 'kind.confirm': '确认', 'kind.reject': '否决', 'kind.transfer_out': '转出', 'kind.transfer_in': '转入',
};

function wordField(key: string, value: unknown): string {
  if (key.endsWith('Fen') && typeof value === 'number') return `${formatYuan(value as Fen)} 元`;
  if (typeof value !== 'string') return wordValue(value);
  if (key === 'term') { const term = parseTermKey(value); return term === null ? value : formatTermShort(term); }
  if (key.startsWith('programme')) return PRESET_PROGRAMMES.find((one) => one.key === value)?.name ?? value;
  return words[`${key}.${value}`] ?? wordValue(value);
}

function wordValue(value: unknown): string {
  if (value === null || value === '') return '空';
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object') ? value.join('、') : `${value.length} 项`;
  if (typeof value === 'object') return `（${wordEntries(value)}）`;
  return String(value);
}

function wordEntries(value: object): string {
  return Object.entries(value).filter(([key]) => names[key] !== undefined).map(([key, one]) => `${names[key]} ${wordField(key, one)}`).join('，');
}

/** The detail of a log row in Chinese, as far as its facts have names. */
export function formatAuditDetail(detail: string): string {
  try {
    const parsed: unknown = JSON.parse(detail);
    return typeof parsed === 'object' && parsed !== null ? wordEntries(parsed) : '';
  } catch {
    return '';
  }
}
