/** Facts a log row may carry, by the name they were written under. What isn't here is not shown in the list. */
const names: Readonly<Record<string, string>> = {
  login: '账号', role: '角色', name: '名称', code: '标识码', county: '县', count: '数量', rows: '行数', students: '学生数', file: '文件', fileName: '文件',
  from: '来源', keptAs: '留作', term: '学期', schoolYear: '学年', programme: '项目', programmeKey: '项目', amountFen: '金额（分）', sumFen: '合计（分）',
  batchNo: '批次', no: '编号', docNo: '文号', reason: '原因', state: '状态', kind: '种类', decision: '判定', grade: '等级', onDate: '日期', purpose: '用途',
  inserted: '新增', updated: '更新', removed: '移除', before: '原', after: '现', changed: '改动', school: '学校', administrator: '管理员', displayName: '姓名',
  active: '可用', validUntil: '有效期', noticeDays: '公示天数', lockMinutes: '自动锁定分钟', onePersonMode: '一人模式', gradeSet: '困难等级', studentId: '学生编号',
  sha256: '文件指纹', field: '字段', recipient: '接收方', lines: '行数', matched: '匹配', confirmed: '确认', rejected: '否决',
};

function wordValue(value: unknown): string {
  if (value === null || value === '') return '空';
  if (value === true) return '是';
  if (value === false) return '否';
  if (Array.isArray(value)) return value.every((one) => typeof one !== 'object') ? value.join('、') : `${value.length} 项`;
  if (typeof value === 'object') return `（${wordEntries(value)}）`;
  return String(value);
}

function wordEntries(value: object): string {
  return Object.entries(value).filter(([key]) => names[key] !== undefined).map(([key, one]) => `${names[key]} ${wordValue(one)}`).join('，');
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
