import { idCheckSign } from '#shared/domain/identity/id-number.ts';
import { Random } from '#main/demo/random.ts';

export interface BenchPerson {
  readonly name: string;
  readonly idNumber: string;
  readonly sex: '男' | '女';
}

const surnames = [...'李王张刘陈杨赵黄周吴徐孙胡朱高林何郭马罗'];
const given = [...'明华芳军强静丽伟敏涛艳杰娟勇超霞平刚桂英文慧建国志春晓玉海'];

/** Fictional people with numbers of the area no place has; the n-th is the same in every run. */
export function makePeople(count: number, firstYear = 2008): BenchPerson[] {
  const random = new Random(count);
  return Array.from({ length: count }, (_, n) => {
    const year = firstYear + (n % 10);
    const month = String(1 + (Math.floor(n / 10) % 12)).padStart(2, '0');
    const day = String(1 + (Math.floor(n / 120) % 28)).padStart(2, '0');
    const first17 = `999999${year}${month}${day}${String(Math.floor(n / 3360) % 1000).padStart(3, '0')}`;
    const sex = Number(first17[16]) % 2 === 1 ? '男' : '女';
    return { name: random.pick(surnames) + random.pick(given) + random.pick(given), idNumber: first17 + idCheckSign(first17), sex };
  });
}
