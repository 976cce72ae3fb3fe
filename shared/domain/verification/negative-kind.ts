/** What a list of the negative check speaks of (handbook 2.8). Which lists a place checks is its own matter, so kinds are data of the school. */
export interface NegativeKind {
  readonly key: string;
  readonly label: string;
  /** What the row's detail is: 单位和职务, 企业名称 … */
  readonly detailLabel: string;
  /** What the family is asked, since a hit proves nothing by itself. */
  readonly ask: string;
  readonly source: string;
  /** Offered when a list is imported. */
  readonly active: boolean;
}

/**
 * What ships: the kinds two provinces name (江苏: 财政供养人员, 企业法人代表或高管; 四川: data of 社保, 税务, 工商), and two that no document of the handbook
 * gives a ground for, which therefore stand switched off until a school names its own.
 */
export const shippedNegativeKinds: readonly NegativeKind[] = [
  { key: 'public_payroll', label: '财政供养人员', detailLabel: '单位和岗位', ask: '是否在编、是否临聘，家庭还有什么困难', source: '苏救助中心〔2024〕4号', active: true },
  { key: 'company_officer', label: '企业法人代表或高管', detailLabel: '企业和职务', ask: '企业是否在经营，是否挂名，去年的收入', source: '苏救助中心〔2024〕4号', active: true },
  { key: 'business_registration', label: '工商登记', detailLabel: '字号和经营范围', ask: '是否在经营，去年的收入', source: '川教厅办函〔2023〕7号', active: true },
  { key: 'social_insurance', label: '社保缴费', detailLabel: '缴费单位和基数', ask: '现在是否在职，去年的收入', source: '川教厅办函〔2023〕7号', active: true },
  { key: 'tax', label: '纳税', detailLabel: '纳税项目', ask: '收入来源和去年的收入', source: '川教厅办函〔2023〕7号', active: true },
  { key: 'vehicle', label: '车辆', detailLabel: '车牌和车型', ask: '车的用途、购买时间和价格', source: '没有全国依据，须有当地文件', active: false },
  { key: 'property', label: '房产', detailLabel: '坐落和面积', ask: '是否自住，购买时间和贷款', source: '没有全国依据，须有当地文件', active: false },
];

/** The kinds of a school: what ships, in place of it the school's own rows, the later for the earlier; the school's further kinds after them. */
export function negativeKindsOf(own: readonly NegativeKind[]): readonly NegativeKind[] {
  const latest = new Map(own.map((row) => [row.key, row]));
  const shipped = shippedNegativeKinds.map((kind) => latest.get(kind.key) ?? kind);
  const known = new Set(shippedNegativeKinds.map((kind) => kind.key));
  return [...shipped, ...[...latest.values()].filter((kind) => !known.has(kind.key))];
}
