import { pinyin } from 'pinyin-pro';

export interface NamePinyin {
  /** ouyangming */
  readonly pinyin: string;
  /** oym */
  readonly initials: string;
}

const signReadings = new Map<string, string>();
const surnameReadings = new Map<string, readonly string[]>();

/** A sign's commonest reading; latin letters stand for themselves, other signs for nothing. */
function readSign(sign: string): string {
  let reading = signReadings.get(sign);
  if (reading === undefined) {
    reading = /\p{Script=Han}/u.test(sign) ? pinyin(sign, { toneType: 'none', v: true }).toLowerCase().replace(/[^a-z]/g, '') : sign.toLowerCase().replace(/[^a-z]/g, '');
    signReadings.set(sign, reading);
  }
  return reading;
}

/** The first two signs read as a surname where they are one: 单 is shan, 曾 zeng, 单于 chan yu. */
function readHead(head: string): readonly string[] {
  let readings = surnameReadings.get(head);
  if (!readings) {
    readings = pinyin(head, { toneType: 'none', type: 'array', surname: 'head', v: true }).map((each) => each.toLowerCase().replace(/[^a-z]/g, ''));
    surnameReadings.set(head, readings);
  }
  return readings;
}

/** How a name is typed in a search box: whole pinyin and first letters, without tones. Each sign is looked up once per run. */
export function namePinyin(name: string): NamePinyin {
  const signs = [...name];
  const han = signs.length >= 2 && signs.slice(0, 2).every((sign) => /\p{Script=Han}/u.test(sign));
  const head = han ? readHead(signs.slice(0, 2).join('')) : [];
  const readings = head.length === 2 ? [...head, ...signs.slice(2).map(readSign)] : signs.map(readSign);
  return { pinyin: readings.join(''), initials: readings.map((reading) => reading[0] ?? '').join('') };
}
