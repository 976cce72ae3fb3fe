import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { openTestSchool } from '#test/helpers/test-app.ts';
import type { OpenSchool } from '#test/helpers/test-app.ts';

export const autumn = '2025-2026-1' as TermKey;
export const spring = '2025-2026-2' as TermKey;

/** A synthetic number: area 999999, this birth date and serial, the right check sign. */
export function idOf(birth: string, serial: number): string {
  const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

export const ids = {
  liMing: idOf('20130307', 1), liHua: idOf('20170901', 2), chenXin: idOf('20161010', 2), wuTong: idOf('20140101', 1), ayiguli: idOf('20170512', 4),
  liJixiang: idOf('19800101', 1), chenGuilan: idOf('19550512', 6), wuYan: idOf('19850606', 3), tuerxun: idOf('19820303', 5),
};

export function csvFile(name: string, lines: readonly string[]): File {
  return new File([`\uFEFF${lines.join('\r\n')}\r\n`], name, { type: 'text/csv' });
}

const roster = [
  '姓名,性别,出生日期,身份证件号,班级,就读方式,家庭地址,成员1姓名,成员1关系,成员1身份证件号,成员1是否监护人',
  `李明,男,2013-03-07,${ids.liMing},七（2）班,住校,云岭县城关镇柳溪村三组,李吉祥,父亲,${ids.liJixiang},是`,
  `李华,女,2017-09-01,${ids.liHua},三（1）班,走读,云岭县城关镇柳溪村三组,李吉祥,父亲,${ids.liJixiang},是`,
  `陈欣,女,2016-10-10,${ids.chenXin},四（2）班,走读,云岭县大河村,陈桂兰,祖母,${ids.chenGuilan},是`,
  `吴桐,男,2014-01-01,${ids.wuTong},六（1）班,走读,云岭县大河村,吴燕,母亲,${ids.wuYan},是`,
  '张小军,男,2015-06-01,,五（1）班,走读,云岭县大河村,张伟,父亲,,是',
  '张小军,男,2015-06-01,,五（2）班,走读,云岭县大河村,张强,父亲,,是',
  `阿依古丽·吐尔逊,女,2017-05-12,${ids.ayiguli},三（1）班,走读,云岭县大河村,买买提·吐尔逊,父亲,${ids.tuerxun},是`,
];

export interface ListsSchool extends OpenSchool {
  /** The student id of a pupil by name, or by name and class. */
  pupil(name: string, className?: string): Promise<number>;
  importList(file: File, options: Readonly<Record<string, unknown>>, rows?: Readonly<Record<string, string>>): Promise<number>;
}

/** A school of seven pupils whose roster came in as a file, as in life. */
export async function openListsSchool(): Promise<ListsSchool> {
  const open = await openTestSchool();
  const { client, schoolId } = open;
  await client.imports.confirm({ schoolId, term: autumn, purpose: 'roster', file: csvFile('在校学生.csv', roster), options: {} });
  return {
    ...open,
    async pupil(name, className) {
      const { rows } = await client.identification.register({ schoolId, term: autumn });
      const row = rows.find((one) => one.name === name && (className === undefined || one.className === className));
      if (!row) throw new Error(`${name} ${className ?? ''} not in ${rows.map((one) => one.name + one.className).join()}`);
      return row.studentId;
    },
    async importList(file, options, rows = {}) {
      await client.imports.confirm({ schoolId, term: autumn, purpose: 'department_list', file, options, decisions: { rows, own: {} }, leaveOutWrongRows: true });
      const [list] = await client.lists.list({ schoolId, term: autumn });
      if (!list) throw new Error('the list was not stored');
      return list.listId;
    },
  };
}

export const subsistenceFile = (): File => csvFile('城乡低保名单_9月.csv', [
  '云岭县城乡低保对象花名册,,,',
  '户主姓名,身份证号码,低保证号,保障人数',
  `李吉祥,${ids.liJixiang.toLowerCase()},DB5101-0022,3`,
  `买买提·吐尔逊,${ids.tuerxun},DB5101-0021,4`,
  `陈桂蓝,${ids.chenGuilan},DB5101-0026,1`,
  `赵国强,${idOf('19790909', 3)},DB5101-0025,3`,
  '刘建华,99999919850615304,DB5101-0027,4',
]);
