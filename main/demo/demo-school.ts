import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { Random } from './random.ts';

/** The fictional school of the demo. No person, number, card or place in it exists. */
export const demoSchool = {
  name: '柳溪九年一贯制学校', code: '9999990001', stages: ['primary', 'junior'] as ('primary' | 'junior')[], county: '云岭县', ownership: 'public' as const,
};

export const demoTerm = '2025-2026-1';
const schoolYearStart = 2025;

export interface DemoAdult {
  readonly name: string;
  readonly relation: string;
  readonly idNumber: string;
  readonly phone: string;
}

export interface DemoPupil {
  readonly serial: number;
  readonly name: string;
  readonly sex: 'male' | 'female';
  readonly birthDate: string;
  readonly idNumber: string;
  readonly registryNo: string;
  readonly stage: 'primary' | 'junior';
  readonly entryYear: number;
  /** 一 to 九, as the school counts. */
  readonly yearLevel: number;
  readonly classNo: number;
  readonly rollNo: number;
  readonly boarding: boolean;
  readonly village: string;
  readonly members: readonly DemoAdult[];
  readonly family: number;
}

export interface DemoFamily {
  readonly number: number;
  readonly village: string;
  readonly head: DemoAdult;
  readonly spouse: DemoAdult | null;
  readonly children: readonly DemoPupil[];
}

const surnames = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗梁宋郑谢韩唐冯于董萧程曹袁邓许傅沈曾彭吕'];
const maleNames = ['明', '小军', '志强', '浩然', '子轩', '宇航', '俊杰', '文博', '家豪', '振华', '海涛', '天佑', '国栋', '思远', '一鸣', '启航', '泽宇', '立诚', '晓东', '建国', '永康', '少华', '承志', '雨生'];
const femaleNames = ['欣', '乐乐', '小芳', '雨涵', '思琪', '梦洁', '佳怡', '若曦', '秀英', '晓燕', '婷婷', '诗雅', '静怡', '玉兰', '春花', '紫萱', '可欣', '美玲', '冬梅', '文静', '彩霞', '丽娜', '舒畅', '清悦'];
const adultMale = ['国强', '建军', '德明', '永福', '长贵', '有才', '大勇', '志刚', '春生', '广林', '新民', '正平', '吉祥', '家声', '守田', '万山'];
const adultFemale = ['桂兰', '秀英', '玉梅', '春香', '素芬', '翠花', '月琴', '凤霞', '淑珍', '巧云', '红梅', '金凤'];
const villages = ['柳溪村', '上坪村', '青石村', '河湾村', '大塘村', '竹林村', '桃园村', '马鞍村', '石桥村', '云台村', '松岭村', '白水村'];

/** Names a clerk's program trips over: minority names with dots, characters outside GBK, one-character and compound names. */
const rareChildren: readonly [string, 'male' | 'female'][] = [
  ['买买提·吐尔逊', 'male'], ['阿依古丽·艾山', 'female'], ['李𠮷祥', 'male'], ['王䶮', 'male'], ['欧阳若兰', 'female'], ['张㛃', 'female'], ['陈喆', 'male'], ['卓玛央金', 'female'],
];

function date(year: number, month: number, day: number): string {
  return `${year}${String(month).padStart(2, '0')}${String(day).padStart(2, '0')}`;
}

/** Makes ID numbers of the area 999999, which no place has, each serial once per birth date. */
class IdMaker {
  readonly #used = new Map<string, number>();

  make(birth: string, sex: 'male' | 'female'): string {
    const last = this.#used.get(`${birth}${sex}`) ?? (sex === 'male' ? -1 : 0);
    const serial = last + 2;
    this.#used.set(`${birth}${sex}`, serial);
    const first17 = `999999${birth}${String(serial).padStart(3, '0')}`;
    return first17 + idCheckSign(first17);
  }
}

function makeAdult(random: Random, ids: IdMaker, surname: string, sex: 'male' | 'female', relation: string, youngest: number): DemoAdult {
  const birth = date(youngest - random.integer(0, 14), random.integer(1, 12), random.integer(1, 28));
  return {
    name: surname + random.pick(sex === 'male' ? adultMale : adultFemale),
    relation,
    idNumber: ids.make(birth, sex),
    phone: `199${String(random.integer(0, 99_999_999)).padStart(8, '0')}`,
  };
}

interface Place { yearLevel: number; classNo: number; rollNo: number }

/** 606 places: nine year levels, two or three classes each. */
function makePlaces(random: Random): Place[] {
  const places: Place[] = [];
  for (let yearLevel = 1; yearLevel <= 9; yearLevel += 1) {
    const classes = yearLevel <= 4 ? 2 : yearLevel <= 6 ? 2 : 3;
    for (let classNo = 1; classNo <= classes; classNo += 1) {
      const size = 27 + random.integer(0, 6);
      for (let rollNo = 1; rollNo <= size; rollNo += 1) places.push({ yearLevel, classNo, rollNo });
    }
  }
  return places;
}

export interface DemoPopulation {
  readonly pupils: readonly DemoPupil[];
  readonly families: readonly DemoFamily[];
}

/** The school's pupils and their families; about one family in nine has two children at the school. */
export function makePopulation(seed: number): DemoPopulation {
  const random = new Random(seed);
  const ids = new IdMaker();
  const places = makePlaces(random);
  // Shuffled, so that brothers and sisters land in different years.
  for (let i = places.length - 1; i > 0; i -= 1) {
    const j = random.integer(0, i);
    [places[i], places[j]] = [places[j]!, places[i]!];
  }
  const families: DemoFamily[] = [];
  const pupils: DemoPupil[] = [];
  const rare = [...rareChildren];
  while (places.length > 0) {
    const number = families.length + 1;
    const village = random.pick(villages);
    const rareChild = random.chance(0.02) ? rare.shift() : undefined;
    const surname = rareChild?.[0].startsWith('欧阳') ? '欧阳' : rareChild ? [...rareChild[0]][0]! : random.pick(surnames);
    const fatherless = random.chance(0.06);
    const head = fatherless
      ? makeAdult(random, ids, surname, 'male', '祖父', 1958)
      : makeAdult(random, ids, surname, 'male', '父亲', 1988);
    const spouse = fatherless || random.chance(0.05) ? null : makeAdult(random, ids, random.pick(surnames), 'female', '母亲', 1990);
    const count = random.chance(0.11) ? 2 : 1;
    const children: DemoPupil[] = [];
    for (let n = 0; n < count; n += 1) {
      const place = places.pop();
      if (!place) break;
      const sex = rareChild && n === 0 ? rareChild[1] : random.chance(0.52) ? 'male' : 'female';
      const name = rareChild && n === 0 ? rareChild[0] : surname + random.pick(sex === 'male' ? maleNames : femaleNames);
      const birthYear = schoolYearStart - 6 - place.yearLevel;
      const birthDate = date(birthYear, random.integer(1, 12), random.integer(1, 28));
      const idNumber = ids.make(birthDate, sex);
      const stage = place.yearLevel <= 6 ? 'primary' : 'junior';
      const entryYear = stage === 'primary' ? schoolYearStart - place.yearLevel + 1 : schoolYearStart - (place.yearLevel - 6) + 1;
      const boarding = random.chance(stage === 'junior' ? 0.62 : place.yearLevel >= 4 ? 0.24 : 0.06);
      children.push({
        serial: pupils.length + children.length + 1, name, sex, birthDate, idNumber, registryNo: `G${idNumber}`, stage, entryYear,
        yearLevel: place.yearLevel, classNo: place.classNo, rollNo: place.rollNo, boarding, village, family: number,
        members: spouse ? [head, spouse] : [head],
      });
    }
    pupils.push(...children);
    families.push({ number, village, head, spouse, children });
  }
  return { pupils: pupils.toSorted(bySeat), families };
}

function bySeat(a: DemoPupil, b: DemoPupil): number {
  return a.yearLevel - b.yearLevel || a.classNo - b.classNo || a.rollNo - b.rollNo;
}

const chineseDigits = ['〇', '一', '二', '三', '四', '五', '六', '七', '八', '九'];

/** The class as this school writes it: 七（2）班. */
export function classLabel(pupil: Pick<DemoPupil, 'yearLevel' | 'classNo'>): string {
  return `${chineseDigits[pupil.yearLevel]}（${pupil.classNo}）班`;
}

/** The class as the program names it: 七年级(2)班. */
export function yearClassLabel(pupil: Pick<DemoPupil, 'yearLevel' | 'classNo'>): string {
  return `${chineseDigits[pupil.yearLevel]}年级(${pupil.classNo})班`;
}
