import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { writeText } from '#main/files/write-text.ts';
import { writeXls } from '#main/files/write-xls.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';

/** A synthetic resident ID: area 999999 exists nowhere. Odd serials are boys. */
export function syntheticId(birthDate: string, serial: number): string {
  const first17 = `999999${birthDate.replaceAll('-', '')}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

export type Rows = readonly (readonly string[])[];

export function xlsxFile(name: string, rows: Rows, merges: { top: number; left: number; bottom: number; right: number }[] = []): File {
  return new File([writeXlsx([{ name: 'Sheet1', rows, merges }]) as BlobPart], name);
}

export function xlsFile(name: string, rows: Rows): File {
  return new File([writeXls([{ name: 'Sheet1', rows }]) as BlobPart], name);
}

export function gbkFile(name: string, rows: Rows): File {
  return new File([writeText(rows, { encoding: 'gb18030', separator: ',', quotes: 'where_needed' } as never) as BlobPart], name);
}

/** The 46 pupil and 2 × 12 member columns of the 学籍 template, in its order (handbook 1.9). */
export const templateHeadings = [
  ...('学校标识码 姓名 性别 出生日期 出生地行政区划代码 籍贯 民族 国籍/地区 身份证件类型 港澳台侨外 健康状况 政治面貌 身份证件号 户口性质 户口所在地行政区划代码 班号 入学年月 入学方式 就读方式 '
    + '现住址 通信地址 家庭地址 联系电话 邮政编码 是否独生子女 是否受过学前教育 是否留守儿童 是否需要申请资助 是否享受一补 是否孤儿 是否烈士或优抚子女 上下学距离 上下学交通方式 是否需要乘坐校车 '
    + '曾用名 身份证件有效期 血型 特长 学籍辅号 班内学号 学生来源 电子信箱 主页地址 残疾类型 是否由政府购买学位 随班就读').split(' '),
  ...[1, 2].flatMap((slot) => '姓名 关系 关系说明 现住址 户口所在地行政区划 联系电话 是否监护人 身份证件类型 身份证件号 民族 工作单位 职务'.split(' ').map((part) => `成员${slot}${part}`)),
];

/** A row of that template from what it should hold; the rest is empty. */
export function templateRow(values: Readonly<Record<string, string>>): string[] {
  return templateHeadings.map((heading) => values[heading] ?? '');
}
