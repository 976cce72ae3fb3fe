import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';

export type ListFieldKey =
  | 'name' | 'idNumber' | 'headName' | 'headIdNumber' | 'certificateNo' | 'category' | 'householdType' | 'riskCleared' | 'village' | 'birthDate' | 'relation';

/** The headings departments use (handbook 2.7). No column is required alone: a 低保 list may have only the 户主, an orphan's only a name. */
export const listFields: FieldCatalogue<ListFieldKey> = [
  {
    key: 'name', label: '姓名', kind: 'name',
    aliases: ['成员姓名', '学生姓名', '儿童姓名', '孤儿姓名', '残疾人姓名', '人员姓名', '家庭成员姓名', '家庭成员', '保障对象姓名', '被保障人姓名', '保障对象', '对象姓名', '救助对象姓名', '享受人姓名', '子女姓名', '持证人姓名', '监测对象姓名'],
  },
  {
    key: 'idNumber', label: '身份证号', kind: 'id_number',
    aliases: ['身份证号码', '证件号码', '证件号', '身份证', '公民身份号码', '公民身份证号', '公民身份证号码', '居民身份证号', '居民身份证号码', '身份证件号', '身份证件号码', '成员身份证号', '成员证件号码', '成员身份证号码', '学生身份证号', '学生身份证号码', '儿童身份证号', '儿童身份证号码', '残疾人身份证号', '保障对象身份证号', '对象身份证号', '家庭成员身份证号', '本人身份证号', '持证人身份证号'],
  },
  {
    key: 'headName', label: '户主姓名', kind: 'name',
    aliases: ['户主', '户主(申请人)姓名', '户主（申请人）姓名', '户主/申请人姓名', '申请人姓名', '申请人', '保障户主', '家庭代表姓名', '监护人姓名', '监护人', '法定监护人', '父亲或母亲姓名', '家长姓名'],
  },
  {
    key: 'headIdNumber', label: '户主身份证号', kind: 'id_number',
    aliases: ['户主身份证号码', '户主证件号码', '户主证件号', '户主身份证', '户主证件', '申请人身份证号', '申请人身份证号码', '申请人证件号码', '监护人身份证号', '监护人身份证号码', '监护人证件号码', '家长身份证号', '家长身份证号码'],
  },
  { key: 'certificateNo', label: '残疾人证号', kind: 'id_number', aliases: ['残疾证号', '残疾证号码', '残疾人证号码', '残疾人证件号', '残疾人证', '残疾证', '证号(残疾人证)'] },
  {
    key: 'category', label: '类别', kind: 'text',
    aliases: ['监测对象类别', '监测类别', '监测对象类型', '对象类别', '对象类型', '救助类别', '救助类型', '困难类型', '困难类别', '人员类别', '人员类型', '儿童类别', '儿童类型', '低保类别', '低保类型', '保障类别', '特殊群体类型', '特殊群体', '群体类别', '类型', '身份类别'],
  },
  { key: 'householdType', label: '户类型', kind: 'text', aliases: ['户属性', '农户类型', '农户属性', '家庭类型', '户类别', '贫困户属性'] },
  {
    key: 'riskCleared', label: '风险是否已消除', kind: 'flag',
    aliases: ['风险是否消除', '是否消除风险', '是否已消除风险', '风险消除情况', '消除风险', '风险消除', '是否风险消除', '是否消除', '风险是否解除'],
  },
  { key: 'village', label: '村', kind: 'text', aliases: ['行政村', '村名', '村（居）', '村(居)', '村居', '社区', '村(社区)', '村（社区）', '村/社区', '居委会', '村委会', '所在村', '村级'] },
  { key: 'birthDate', label: '出生日期', kind: 'date', aliases: ['出生年月日', '出生年月', '生日', '出生时间', '儿童出生日期'] },
  { key: 'relation', label: '与户主关系', kind: 'text', aliases: ['与户主的关系', '户主关系', '家庭关系', '与申请人关系'] },
];
