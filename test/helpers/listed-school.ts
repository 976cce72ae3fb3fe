import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import type { App } from '#main/app.ts';

const autumn = '2025-2026-1' as never;

/** A synthetic number: area 999999, this birth date and serial, the right check sign. */
function idOf(birth: string, serial: number): string {
  const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

const ids = {
  liMing: idOf('20130307', 1), liHua: idOf('20170901', 2), chenXin: idOf('20161010', 2), wuTong: idOf('20140101', 1),
  liJixiang: idOf('19800101', 1), chenGuilan: idOf('19550512', 6), wuYan: idOf('19850606', 3), zhaoGuoqiang: idOf('19790909', 3),
};

export function textFile(name: string, lines: readonly string[]): { name: string; mimeType: string; buffer: Buffer } {
  return { name, mimeType: 'text/csv', buffer: Buffer.from(`\uFEFF${lines.join('\r\n')}\r\n`) };
}

/** A 低保 list: one sure row, one with a name typed otherwise, one without a number, one of another school. */
export const subsistenceFile = textFile('城乡低保名单_9月.csv', [
  '户主姓名,身份证号码,村（社区）,低保证号',
  `李吉祥,${ids.liJixiang},柳溪村,DB5101-0022`,
  `陈桂莲,${ids.chenGuilan},大河村,DB5101-0026`,
  '张强,,大河村,DB5101-0027',
  `赵国强,${ids.zhaoGuoqiang},城关镇,DB5101-0025`,
]);

/** Six pupils with their guardians, as a roster file brings them. */
export async function importSmallRoster(client: App['client'], schoolId: number): Promise<void> {
  const file = textFile('在校学生.csv', [
    '姓名,性别,出生日期,身份证件号,班级,就读方式,家庭地址,成员1姓名,成员1关系,成员1身份证件号,成员1是否监护人',
    `李明,男,2013-03-07,${ids.liMing},七（2）班,住校,云岭县城关镇柳溪村三组,李吉祥,父亲,${ids.liJixiang},是`,
    `李华,女,2017-09-01,${ids.liHua},三（1）班,走读,云岭县城关镇柳溪村三组,李吉祥,父亲,${ids.liJixiang},是`,
    `陈欣,女,2016-10-10,${ids.chenXin},四（2）班,走读,云岭县大河村,陈桂兰,祖母,${ids.chenGuilan},是`,
    `吴桐,男,2014-01-01,${ids.wuTong},六（1）班,走读,云岭县大河村,吴燕,母亲,${ids.wuYan},是`,
    '张小军,男,2015-06-01,,五（1）班,走读,云岭县大河村,张强,父亲,,是',
    '张小军,男,2015-06-01,,五（2）班,走读,云岭县大河村,张伟,父亲,,是',
  ]);
  await client.imports.confirm({ schoolId, term: autumn, purpose: 'roster', file: new File([new Uint8Array(file.buffer)], file.name), options: {} });
}

/** The list above already in. */
export async function importSubsistenceList(client: App['client'], schoolId: number): Promise<void> {
  const file = new File([new Uint8Array(subsistenceFile.buffer)], subsistenceFile.name);
  await client.imports.confirm({ schoolId, term: autumn, purpose: 'department_list', file, options: { kind: 'subsistence' } });
}
