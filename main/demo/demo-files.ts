import { classLabel, demoSchool } from './demo-school.ts';
import type { DemoAdult, DemoFamily, DemoPopulation, DemoPupil } from './demo-school.ts';
import { Random } from './random.ts';
import { csvLine, htmlTableFile, sheetFile, textFile } from './sheet-bytes.ts';

/** Who of the demo's pupils belongs to which special group, chosen by the seed; the lists of the departments are made from this. */
export interface DemoGroups {
  readonly allowance: readonly DemoFamily[];
  readonly monitored: readonly DemoFamily[];
  readonly disabledPupils: readonly DemoPupil[];
  readonly disabledParents: readonly { readonly family: DemoFamily; readonly adult: DemoAdult }[];
  readonly orphans: readonly DemoPupil[];
}

export function chooseGroups(population: DemoPopulation, seed: number): DemoGroups {
  const random = new Random(seed + 1);
  const families = population.families.filter((family) => family.children.length > 0);
  const take = (share: number) => families.filter(() => random.chance(share));
  const monitored = take(0.09);
  const disabledParents = take(0.03).map((family) => ({ family, adult: family.spouse ?? family.head }));
  return {
    allowance: take(0.11),
    monitored,
    disabledPupils: population.pupils.filter(() => random.chance(0.012)),
    disabledParents,
    orphans: population.pupils.filter((pupil) => pupil.members.length === 1 && random.chance(0.25)),
  };
}

const sexLabel = { male: '男', female: '女' } as const;

const cemsHeadings = [
  '学校标识码', '姓名', '性别', '出生日期', '出生地行政区划代码', '籍贯', '民族', '国籍/地区', '身份证件类型', '港澳台侨外',
  '健康状况', '政治面貌', '身份证件号', '户口性质', '户口所在地行政区划代码', '班号', '入学年月', '入学方式', '就读方式',
  '现住址', '通信地址', '家庭地址', '联系电话', '邮政编码', '是否独生子女', '是否受过学前教育', '是否留守儿童',
  '是否需要申请资助', '是否享受一补', '是否孤儿', '是否烈士或优抚子女', '上下学距离', '上下学交通方式', '是否需要乘坐校车',
  '曾用名', '身份证件有效期', '血型', '特长', '学籍辅号', '班内学号', '学生来源', '电子信箱', '主页地址', '残疾类型', '是否由政府购买学位', '随班就读',
  ...[1, 2].flatMap((n) => ['姓名', '关系', '关系说明', '现住址', '户口所在地行政区划', '联系电话', '是否监护人', '身份证件类型', '身份证件号', '民族', '工作单位', '职务'].map((heading) => `成员${n}${heading}`)),
];

function memberCells(adult: DemoAdult | undefined, village: string): string[] {
  if (!adult) return Array.from({ length: 12 }, () => '');
  return [adult.name, adult.relation, '', village, '', adult.phone, '是', '居民身份证', adult.idNumber, '汉族', '', '务农'];
}

/** The troubles planted in the roster, by place in the list: what the repair list must find. */
const spoilt: Readonly<Record<number, (idNumber: string) => string>> = {
  17: (id) => id.slice(0, 17) + (id.endsWith('0') ? '1' : '0'),
  63: (id) => id.slice(0, 17),
  120: () => '',
  201: (id) => ` ${id} `,
  305: (id) => id.toLowerCase(),
  410: (id) => id.slice(0, 10) + '13' + id.slice(12),
};

/** 学籍导入 in the published order of 70 columns, as .xls. */
export function rosterFile(population: DemoPopulation): File {
  const rows = population.pupils.map((pupil, place) => {
    const address = `云岭县柳溪镇${pupil.village}`;
    const [first, second] = pupil.members;
    return [
      demoSchool.code, pupil.name, sexLabel[pupil.sex], pupil.birthDate, '', '', '汉族', '中国', '居民身份证', '否',
      '健康或良好', pupil.yearLevel >= 8 && place % 3 === 0 ? '共青团员' : '群众', (spoilt[place] ?? ((id: string) => id))(pupil.idNumber), '农业', '', classLabel(pupil),
      `${pupil.entryYear}09`, '就近', pupil.boarding ? '住校' : '走读', address, address, address, first?.phone ?? '', '', '', '是', '非留守儿童',
      '', '', '', '', '3', '步行', '否', '', '', '', '', '', String(pupil.rollNo), '正常入学', '', '', '', '否', '',
      ...memberCells(first, address), ...memberCells(second, address),
    ];
  });
  return sheetFile('1-学籍导入-全校.xls', 'xls', [{ name: '学生基本信息', rows: [cemsHeadings, ...rows] }]);
}

/** The school's own list of a month later: pupils gone, one new, boarding changed, a note above and a total below, as .xlsx. */
export function newerRosterFile(population: DemoPopulation): { file: File; gone: DemoPupil[]; changed: DemoPupil[] } {
  const gone = [population.pupils[44]!, population.pupils[402]!];
  const changed = [population.pupils[230]!, population.pupils[500]!];
  const rows = population.pupils.filter((pupil) => !gone.includes(pupil)).map((pupil, index) => [
    String(index + 1), pupil.name, pupil.idNumber, sexLabel[pupil.sex], classLabel(pupil),
    (changed.includes(pupil) ? !pupil.boarding : pupil.boarding) ? '√' : '', pupil.registryNo,
  ]);
  const sheet = {
    name: '在校生',
    rows: [
      ['柳溪九年一贯制学校 2025 年秋季在校学生名册'],
      ['填表人：周敏　　住校的打√'],
      ['序号', '学生姓名', '身份证号码', '性别', '所在班级', '是否住校', '全国学籍号'],
      ...rows,
      ['合计', `${rows.length} 人`],
    ],
    merges: ['A1:G1', 'A2:G2'],
  };
  return { file: sheetFile('2-九月在校名册.xlsx', 'xlsx', [sheet]), gone, changed };
}

/** 低保: only the head of the household, GBK .csv with a title and a total. */
export function allowanceFile(groups: DemoGroups): File {
  const others = [['外乡户', '赵无名', '999999196001010012'], ['外乡户', '钱某某', '999999195511230031']] as const;
  const rows = [
    ...groups.allowance.map((family, n) => [family.village, family.head.name, family.head.idNumber, `DB9999-${String(n + 1).padStart(4, '0')}`, '202401', String(family.children.length + 2), '']),
    ...others.map(([village, name, id], n) => [village, name, id, `DB9999-9${n}`, '202401', '2', '']),
  ];
  return textFile('3-城乡低保名单_9月.csv', [
    '云岭县民政局城乡低保对象名单,,,,,,', '统计时间：2025年9月,,,,,,',
    csvLine(['所属村', '户主姓名', '户主身份证号', '低保证号', '起始保障年月', '保障人数', '备注']),
    ...rows.map(csvLine),
    csvLine(['合计', `${rows.length} 户`, '', '', '', '', '']),
  ], 'gb18030');
}

/** 乡村振兴: one person a row, with the risk cleared or not; some pupils of other schools. */
export function monitoredFile(groups: DemoGroups): File {
  const kinds = ['脱贫户', '脱贫不稳定户', '边缘易致贫户', '突发严重困难户'];
  const rows = groups.monitored.flatMap((family, n) => {
    const kind = kinds[n % kinds.length]!;
    const cleared = kind === '脱贫户' ? '' : n % 3 === 0 ? '是' : '否';
    const household = `9999${String(n + 1).padStart(6, '0')}`;
    const person = (name: string, sex: string, id: string, relation: string, inSchool: string) =>
      ['云岭县', '柳溪镇', family.village, household, `${household}${relation.length}${name.length}`, kind, name, sex, '居民身份证', id, id.slice(6, 14), relation, family.head.name, family.head.idNumber, inSchool, cleared, '202406'];
    return [
      person(family.head.name, '男', family.head.idNumber, '户主', '非在校生'),
      ...family.children.map((child) => person(child.name, sexLabel[child.sex], child.idNumber, '子女', child.stage === 'primary' ? '小学' : '初中')),
    ];
  });
  const headings = ['县', '乡', '村', '户编号', '人口编号', '户类型', '姓名', '性别', '证件类型', '证件号码', '出生日期', '与户主关系', '户主姓名', '户主证件号码', '在校生状况', '风险是否已消除', '识别监测时间'];
  return sheetFile('4-脱贫与监测对象.xlsx', 'xlsx', [{ name: 'Sheet1', rows: [['防返贫监测信息（柳溪镇）'], headings, ...rows], merges: ['A1:Q1'] }]);
}

/** 残联: the 20-digit certificate number stands in the ID column; pupils and parents mixed. */
export function disabilityFile(groups: DemoGroups): File {
  const rows = [
    ...groups.disabledPupils.map((pupil, n) => ['柳溪镇', pupil.name, `${pupil.idNumber}4${(n % 3) + 1}`, '肢体', `${['一', '二', '三'][n % 3]}级`]),
    ...groups.disabledParents.map(({ adult }, n) => ['柳溪镇', adult.name, `${adult.idNumber}6${(n % 2) + 1}`, '精神', `${['一', '二'][n % 2]}级`]),
    ['柳溪镇', '孙外乡', '99999919700101003641', '肢体', '一级'],
  ];
  return sheetFile('5-持证残疾人.xlsx', 'xlsx', [{ name: '持证', rows: [['乡镇', '姓名', '残疾人证号', '残疾类别', '残疾等级'], ...rows] }]);
}

/** 孤儿和事实无人抚养儿童: saved by a web system, some without an ID number. */
export function orphanFile(groups: DemoGroups): File {
  const rows = groups.orphans.map((pupil, n) => [
    String(n + 1), pupil.name, sexLabel[pupil.sex], `${pupil.birthDate.slice(0, 4)}-${pupil.birthDate.slice(4, 6)}-${pupil.birthDate.slice(6)}`,
    n % 3 === 1 ? '' : pupil.idNumber, n % 2 === 0 ? '孤儿' : '事实无人抚养儿童', pupil.village,
  ]);
  return htmlTableFile('6-孤儿和事实无人抚养儿童.xls', [['序号', '儿童姓名', '性别', '出生日期', '身份证号', '类别', '家庭住址'], ...rows]);
}

/** The families in hardship by any list, and some who applied themselves: whom the determination group decided on. */
export function hardshipPupils(population: DemoPopulation, groups: DemoGroups, seed: number): { pupil: DemoPupil; grade: string; reason: string }[] {
  const random = new Random(seed + 2);
  const byFamily = new Map<number, string>();
  for (const family of groups.allowance) byFamily.set(family.number, '低保家庭');
  for (const family of groups.monitored) if (!byFamily.has(family.number)) byFamily.set(family.number, '脱贫或监测家庭');
  for (const { family } of groups.disabledParents) if (!byFamily.has(family.number)) byFamily.set(family.number, '父母残疾');
  const own = new Map<number, string>();
  for (const pupil of groups.disabledPupils) own.set(pupil.serial, '本人残疾');
  for (const pupil of groups.orphans) own.set(pupil.serial, '孤儿或事实无人抚养');
  return population.pupils.flatMap((pupil) => {
    const reason = own.get(pupil.serial) ?? byFamily.get(pupil.family) ?? (random.chance(0.04) ? '家庭成员患重病，支出大' : undefined);
    if (!reason) return [];
    const grade = own.has(pupil.serial) ? '特别困难' : reason === '低保家庭' ? '困难' : '一般困难';
    return [{ pupil, grade, reason }];
  });
}

/** 认定结果 of the school's group, a list with the class in one cell. */
export function determinationFile(decided: ReturnType<typeof hardshipPupils>): File {
  const rows = decided.map(({ pupil, grade, reason }, n) => [String(n + 1), pupil.name, classLabel(pupil), pupil.idNumber, grade, reason, '2025-09-22', '学校认定工作组']);
  return sheetFile('7-认定结果.xlsx', 'xlsx', [{
    name: '认定', rows: [['2025—2026学年家庭经济困难学生认定结果'], ['序号', '姓名', '班级', '身份证号', '困难等级', '认定原因', '认定日期', '认定机构'], ...rows], merges: ['A1:H1'],
  }]);
}

/** 认定结果 of the next 学年, for pupils a year older. */
export function continuedFile(pupils: readonly DemoPupil[]): File {
  const rows = pupils.map((pupil, n) => [String(n + 1), pupil.name, classLabel({ ...pupil, yearLevel: pupil.yearLevel + 1 }), pupil.idNumber, '困难', '家庭情况没有变化', '2026-09-22', '学校认定工作组']);
  return sheetFile('21-认定结果.xlsx', 'xlsx', [{
    name: '认定', rows: [['2026—2027学年家庭经济困难学生认定结果'], ['序号', '姓名', '班级', '身份证号', '困难等级', '认定原因', '认定日期', '认定机构'], ...rows], merges: ['A1:H1'],
  }]);
}

/** A card number that passes the check every card passes (Luhn), of a bank that does not exist. */
function accountOf(serial: number): string {
  const digits = `62999900${String(serial).padStart(10, '0')}`;
  const sum = [...digits].reduce((total, digit, place) => {
    const value = Number(digit) * (place % 2 === 1 ? 2 : 1);
    return total + (value > 9 ? value - 9 : value);
  }, 0);
  return `${digits}${(10 - (sum % 10)) % 10}`;
}

/** 收款账户: pupils' own cards, a guardian's card for the younger, brothers and sisters on one card, one on a teacher's. */
export function payeeFile(population: DemoPopulation, decided: ReturnType<typeof hardshipPupils>): File {
  const families = new Map(population.families.map((family) => [family.number, family]));
  const rows = decided.map(({ pupil }, n) => {
    const { head } = families.get(pupil.family)!;
    const guardians = pupil.yearLevel <= 5;
    const [name, relation, id, account] = guardians
      ? [head.name, head.relation, head.idNumber, accountOf(100000 + pupil.family)]
      : [pupil.name, '本人', pupil.idNumber, accountOf(pupil.serial)];
    return [String(n + 1), pupil.name, pupil.idNumber, classLabel(pupil), name, relation, id, n === 12 ? staffAccounts[0]![1] : account, '云岭农村商业银行柳溪支行'];
  });
  return sheetFile('8-收款账户.xlsx', 'xlsx', [{ name: '账户', rows: [['序号', '学生姓名', '学生身份证号', '班级', '账户户名', '与学生关系', '户名身份证号', '银行账号', '开户行'], ...rows] }]);
}

const staffAccounts = [['何志远', '6299990000009990001', '999999197503040011'], ['周敏', '6299990000009990002', '999999198807150028']] as const;

export function staffFile(): File {
  return sheetFile('9-教职工账户.xlsx', 'xlsx', [{ name: '教职工', rows: [['姓名', '银行账号', '身份证号'], ...staffAccounts] }]);
}

/** 在校学生信息 as the aid system exports it: two who left are still there, one who came is missing. */
export function systemRosterFile(population: DemoPopulation): File {
  const rows = population.pupils.slice(0, -1).map((pupil) => [pupil.name, sexLabel[pupil.sex], pupil.registryNo, pupil.idNumber, `${pupil.entryYear}级`, String(pupil.classNo), pupil.boarding ? '住校' : '走读']);
  return sheetFile('10-系统-在校学生信息.xls', 'xls', [{ name: '在校学生信息', rows: [['姓名', '性别', '学籍号', '身份证号', '年级', '班级', '就读方式'], ...rows] }]);
}

export function systemIdentificationFile(decided: ReturnType<typeof hardshipPupils>): File {
  const rows = decided.slice(2).map(({ pupil, grade }, n) => [pupil.name, pupil.registryNo, pupil.idNumber, n === 5 ? '特别困难' : grade, '20250922']);
  return sheetFile('11-系统-困难认定名单.xlsx', 'xlsx', [{ name: '认定', rows: [['姓名', '学籍号', '身份证号', '认定困难级别名称', '认定时间'], ...rows] }]);
}

export interface DemoAidLine { readonly name: string; readonly idNumber: string; readonly programme: string; readonly yuan: string }

export function systemAidFile(lines: readonly DemoAidLine[]): File {
  const rows = lines.slice(1).map((line, n) => [line.name, line.idNumber, line.programme, n === 3 ? '500.00' : line.yuan]);
  return sheetFile('13-系统-资助名单.xlsx', 'xlsx', [{ name: '资助名单', rows: [['姓名', '身份证号', '资助项目', '资助金额'], ...rows] }]);
}

/** A blank template as a school downloads it. The real one is not known to the program, which learns whatever the user gives it. */
export function templateFile(): File {
  return sheetFile('14-家庭经济信息录入模板.xls', 'xls', [{
    name: '家庭经济信息',
    rows: [['学生姓名', '学籍号', '身份证件号', '年级', '班级', '是否低保', '是否孤儿', '是否残疾', '认定困难级别名称', '认定时间', '认定原因']],
  }]);
}
