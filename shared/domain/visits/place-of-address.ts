/** Where an address is not written down. */
export const placeUnknown = '住址未填';

const province = /^[^省市区县]{2,8}?(?:省|自治区)/u;
const city = /^[^市县镇村]{2,8}?(?:市|自治州|地区|盟)/u;
const county = /^[^镇乡村社街]{1,8}?(?:自治县|县|(?<![社小园校])区|旗|市)/u;
const town = /^.{1,10}?(?:街道办事处|街道|镇|乡|苏木|农场|林场)/u;
const village = /^.{1,14}?(?:居民委员会|村民委员会|居委会|村委会|行政村|社区|嘎查|村(?!社区))/u;
const street = /^.{1,14}?(?:大道|路|街|巷|小区|花园|新村|家属院)/u;

/**
 * The village or community an address lies in, with its town where it is written: what one outing can cover. 云岭县城关镇柳溪村三组 → 城关镇柳溪村.
 * Only a proposal: people write addresses in every way, so the group's name is theirs to change (handbook 9.2 masks addresses to 村/社区 as well).
 */
export function placeOfAddress(address: string): string {
  const plain = address.normalize('NFKC').replace(/[\s　]/gu, '');
  if (plain === '') return placeUnknown;
  const rest = [province, city, county, county].reduce(strip, plain);
  const townName = town.exec(rest)?.[0] ?? '';
  const below = rest.slice(townName.length);
  const placed = townName + (village.exec(below)?.[0] ?? street.exec(below)?.[0] ?? '');
  return placed === '' ? [...rest].slice(0, 8).join('') : placed;
}

/** An administrative name goes where something is left behind it; alone it is all there is. */
function strip(text: string, part: RegExp): string {
  const found = part.exec(text)?.[0] ?? '';
  return found.length < text.length ? text.slice(found.length) : text;
}

/** Groups of an outing in the order of a route: by name, those without an address last. */
export function comparePlaces(left: string, right: string): number {
  if (left === right) return 0;
  if (left === placeUnknown) return 1;
  if (right === placeUnknown) return -1;
  return left < right ? -1 : 1;
}
