import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { textFile } from './listed-school.ts';

/** A fictional pupil of a school of twenty classes, with the one guardian the files know. */
export interface YearPupil {
  readonly name: string;
  readonly className: string;
  readonly idNumber: string;
  readonly guardian: string;
  readonly guardianId: string;
  readonly village: string;
}

const surnames = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'明华芳军强静丽伟敏涛艳杰娟勇超霞平刚桂英文慧建国志春晓玉海宁'];
const labels = ['一', '二', '三', '四', '五', '六', '七', '八', '九'].flatMap((year) => ['1', '2'].map((no) => `${year}（${no}）班`)).concat('七（3）班', '八（3）班');

function numberOf(birth: string, serial: number): string {
  const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
  return first17 + idCheckSign(first17);
}

function nameOf(index: number, shift: number): string {
  return `${surnames[index % 20] ?? ''}${given[(Math.floor(index / 20) + shift) % 30] ?? ''}${given[(index * 7 + Math.floor(index / 600) * 11 + shift) % 30] ?? ''}`;
}

function pupilAt(index: number): YearPupil {
  const year = Math.min(9, 1 + Math.floor((index % 20) / 2));
  const day = `${String(1 + (Math.floor(index / 20) % 12)).padStart(2, '0')}${String(1 + (index % 28)).padStart(2, '0')}`;
  const label = labels[index % 20] ?? '';
  const level = '一二三四五六七八九'.indexOf(label[0] ?? '一') + 1;
  return {
    name: nameOf(index, 0), className: label, idNumber: numberOf(`${2019 - (level > 0 ? level : year)}${day}`, 100 + Math.floor(index / 20)),
    guardian: nameOf(index, 11), guardianId: numberOf(`198${index % 10}${day}`, 300 + Math.floor(index / 20)), village: `云岭县柳溪镇${'东西南北中'[index % 5]}村`,
  };
}

/** Pupils of twenty classes; the n-th is the same in every run, and no two have one name. */
export function yearPupils(count: number): readonly YearPupil[] {
  return Array.from({ length: count }, (_, index) => pupilAt(index));
}

export const thousandPupils: readonly YearPupil[] = yearPupils(1000);

type UploadFile = ReturnType<typeof textFile>;

export function rosterUploadOf(pupils: readonly YearPupil[]): UploadFile {
  return textFile('在校学生名册_9月.csv', [
    '姓名,性别,身份证件号,班级,就读方式,家庭地址,成员1姓名,成员1关系,成员1身份证件号,成员1是否监护人',
    ...pupils.map((one, index) => `${one.name},${Number(one.idNumber[16]) % 2 === 1 ? '男' : '女'},${one.idNumber},${one.className},${index % 4 === 0 ? '住校' : '走读'},${one.village},${one.guardian},父亲,${one.guardianId},是`),
  ]);
}

export const rosterUpload: UploadFile = rosterUploadOf(thousandPupils);

export function subsistenceUpload(name: string, pupils: readonly YearPupil[]): UploadFile {
  return textFile(name, ['户主姓名,身份证号码,村（社区）,低保证号', ...pupils.map((one, index) => `${one.guardian},${one.guardianId},${one.village.slice(-2)},DB9999-${1000 + index}`)]);
}

export function applicationsUpload(name: string, pupils: readonly YearPupil[], on: string): UploadFile {
  return textFile(name, [
    '班级,学生姓名,申请日期,家庭人口,家庭人均年收入（元）,成员1姓名,成员1关系,成员1职业,成员1年收入（元）,成员1健康状况,家长手机号码,困难原因,承诺句已手抄,承诺签字人,承诺签字日期,监护人同意,同意的监护人,监护人与学生关系,同意日期',
    ...pupils.map((one, index) => `${one.className},${one.name},${on},2,6000,${one.guardian},父亲,务农,12000,良好,139${String(index).padStart(8, '0')},父亲一人务农,是,${one.guardian},${on},是,${one.guardian},父亲,${on}`),
  ]);
}

export function visitsUpload(name: string, pupils: readonly YearPupil[], on: string): UploadFile {
  return textFile(name, [
    '班级,学生姓名,家访日期,家访方式,家访人,与申请是否一致,所见情况', ...pupils.map((one) => `${one.className},${one.name},${on},实地,王芳、刘洋,一致,砖房两间，与申请相符`),
  ]);
}
