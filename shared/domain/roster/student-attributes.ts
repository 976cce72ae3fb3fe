/** The further columns of a roster that are kept as given (handbook 1.9): text as written, flags in three states. */
export const studentAttributes = [
  { key: 'ethnicGroup', label: '民族', kind: 'text', aliases: ['民族名称'] },
  { key: 'nationality', label: '国籍/地区', kind: 'text', aliases: ['国籍', '国籍地区'] },
  { key: 'overseasCategory', label: '港澳台侨外', kind: 'text', aliases: ['港澳台侨外码'] },
  { key: 'healthStatus', label: '健康状况', kind: 'text', aliases: ['健康状况码'] },
  { key: 'politicalStatus', label: '政治面貌', kind: 'text', aliases: ['政治面貌码'] },
  { key: 'hukouType', label: '户口性质', kind: 'text', aliases: ['户籍性质', '户口类型', '户口类别'] },
  { key: 'hukouArea', label: '户口所在地行政区划代码', kind: 'text', aliases: ['户口所在地', '户口所在地行政区划', '户口所在地行政区划码', '户籍所在地', '户籍地址', '户籍'] },
  { key: 'birthPlace', label: '出生地行政区划代码', kind: 'text', aliases: ['出生地', '出生所在地', '出生地行政区划码'] },
  { key: 'nativePlace', label: '籍贯', kind: 'text', aliases: ['籍贯地行政区划码'] },
  { key: 'homeAddress', label: '家庭地址', kind: 'text', aliases: ['家庭住址', '家庭现地址', '住址'] },
  { key: 'presentAddress', label: '现住址', kind: 'text', aliases: ['现居住地', '现住地址'] },
  { key: 'mailAddress', label: '通信地址', kind: 'text', aliases: ['通讯地址'] },
  { key: 'postcode', label: '邮政编码', kind: 'text', aliases: ['邮编', '家庭邮政编码'] },
  { key: 'phone', label: '联系电话', kind: 'phone', aliases: ['电话', '手机', '手机号', '手机号码', '家长电话', '家庭电话', '联系方式'] },
  { key: 'entryMonth', label: '入学年月', kind: 'text', aliases: ['入学时间', '入学日期', '入园日期', '入校时间'] },
  { key: 'entryMode', label: '入学方式', kind: 'text', aliases: [] },
  { key: 'studentSource', label: '学生来源', kind: 'text', aliases: [] },
  { key: 'auxRegistryNo', label: '学籍辅号', kind: 'text', aliases: ['辅号', 'xjfh'] },
  { key: 'major', label: '专业简称', kind: 'text', aliases: ['专业', '专业名称', '修读专业'] },
  { key: 'programmeLength', label: '学制', kind: 'text', aliases: [] },
  { key: 'studentCategory', label: '学生类别', kind: 'text', aliases: [] },
  { key: 'leftBehind', label: '是否留守儿童', kind: 'text', aliases: ['留守儿童', '是否留守', 'sflsetm'] },
  { key: 'onlyChild', label: '是否独生子女', kind: 'flag', aliases: ['独生子女'] },
  { key: 'preschoolBefore', label: '是否受过学前教育', kind: 'flag', aliases: ['学前教育'] },
  { key: 'applyAid', label: '是否需要申请资助', kind: 'flag', aliases: ['申请资助'] },
  { key: 'livingAllowance', label: '是否享受一补', kind: 'flag', aliases: ['享受一补', '一补', 'sfxsyb'] },
  { key: 'orphan', label: '是否孤儿', kind: 'flag', aliases: ['孤儿', 'sfge'] },
  { key: 'martyrChild', label: '是否烈士或优抚子女', kind: 'flag', aliases: ['烈士或优抚子女', '是否烈士子女', '烈士优抚子女', 'sflshyfzn'] },
  { key: 'migrantChild', label: '是否进城务工人员随迁子女', kind: 'flag', aliases: ['随迁子女', '是否随迁子女', '是否进城务工人员子女'] },
  { key: 'disabled', label: '是否残疾', kind: 'flag', aliases: ['残疾', '是否残疾幼儿', '是否残疾学生'] },
  { key: 'disabilityType', label: '残疾类型', kind: 'text', aliases: ['残疾人类型', '残疾(人)类型', '残疾幼儿类别', '残疾类别', 'cjlxm'] },
  { key: 'disabilityCertificateNo', label: '残疾人证号', kind: 'text', aliases: ['残疾证号', '学生残疾证号'] },
  { key: 'inclusiveEducation', label: '随班就读', kind: 'text', aliases: ['是否随班就读', 'sbjdm'] },
  { key: 'subsistenceAllowance', label: '是否低保', kind: 'flag', aliases: ['低保', '低保户', '是否低保户'] },
  { key: 'formerPoverty', label: '是否建档立卡', kind: 'flag', aliases: ['建档立卡', '是否建档立卡贫困户', '是否脱贫户', '脱贫户'] },
  { key: 'boughtPlace', label: '是否由政府购买学位', kind: 'flag', aliases: ['政府购买学位'] },
  { key: 'schoolBus', label: '是否需要乘坐校车', kind: 'flag', aliases: ['是否乘坐校车'] },
  { key: 'distance', label: '上下学距离', kind: 'text', aliases: [] },
  { key: 'transport', label: '上下学交通方式', kind: 'text', aliases: [] },
  { key: 'bloodType', label: '血型', kind: 'text', aliases: [] },
  { key: 'remark', label: '备注', kind: 'text', aliases: ['说明'] },
] as const satisfies readonly { key: string; label: string; kind: 'text' | 'flag' | 'phone'; aliases: readonly string[] }[];

export type StudentAttributeKey = (typeof studentAttributes)[number]['key'];

/** What is kept of a pupil beside the columns the rules use. A flag not known is absent. */
export type StudentAttributes = Readonly<Partial<Record<StudentAttributeKey, string>>>;

const labels = new Map<string, string>(studentAttributes.map(({ key, label }) => [key, label]));

export function formatAttributeName(key: string): string {
  return labels.get(key) ?? key;
}
