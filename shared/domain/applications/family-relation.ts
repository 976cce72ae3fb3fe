import type { SexOrUnknown } from '../identity/sex.ts';

/** Who a member of the household is to the pupil. What no word fixes (祖孙, 兄弟) stays as wide as it was written. */
export const familyRelations = [
  'father', 'mother', 'stepfather', 'stepmother', 'foster_father', 'foster_mother', 'paternal_grandfather', 'paternal_grandmother', 'maternal_grandfather',
  'maternal_grandmother', 'grandparent', 'great_grandparent', 'elder_brother', 'younger_brother', 'elder_sister', 'younger_sister', 'brother', 'sister', 'uncle_or_aunt',
  'cousin', 'guardian', 'other',
] as const;
export type FamilyRelation = (typeof familyRelations)[number];

const words: Readonly<Record<FamilyRelation, readonly string[]>> = {
  father: ['父亲', '父', '爸爸', '爸', '生父', '父子', '父女'],
  mother: ['母亲', '母', '妈妈', '妈', '生母', '母子', '母女'],
  stepfather: ['继父', '后爸', '继父子', '继父女'],
  stepmother: ['继母', '后妈', '继母子', '继母女'],
  foster_father: ['养父', '养父子', '养父女'],
  foster_mother: ['养母', '养母子', '养母女'],
  paternal_grandfather: ['爷爷', '祖父', '爷', '爷孙'],
  paternal_grandmother: ['奶奶', '祖母', '奶', '婆婆', '阿婆'],
  maternal_grandfather: ['外公', '外祖父', '姥爷', '公公', '外爷'],
  maternal_grandmother: ['外婆', '外祖母', '姥姥', '外奶'],
  grandparent: ['祖孙', '外祖孙', '祖父母', '外祖父母', '隔代'],
  great_grandparent: ['曾祖父', '曾祖母', '太爷爷', '太奶奶', '太外公', '太外婆', '曾祖孙'],
  elder_brother: ['哥哥', '哥', '兄', '兄长', '大哥', '二哥', '胞兄'],
  younger_brother: ['弟弟', '弟', '小弟', '胞弟'],
  elder_sister: ['姐姐', '姐', '姊', '大姐', '二姐', '胞姐'],
  younger_sister: ['妹妹', '妹', '小妹', '胞妹'],
  brother: ['兄弟'],
  sister: ['姐妹', '姊妹'],
  uncle_or_aunt: ['叔叔', '叔', '伯父', '伯伯', '大伯', '姑姑', '姑妈', '姑', '舅舅', '舅', '姨妈', '姨', '姨母', '婶婶', '伯母', '舅妈', '姑父', '姨父', '叔侄', '伯侄', '姑侄', '舅甥', '姨甥', '叔父'],
  cousin: ['堂兄', '堂弟', '堂姐', '堂妹', '表哥', '表弟', '表姐', '表妹', '堂哥', '表兄'],
  guardian: ['监护人', '法定监护人'],
  other: ['其他', '其它', '亲属', '亲戚'],
};

const byWord = new Map(familyRelations.flatMap((relation) => words[relation].map((word) => [word, relation] as const)));

/** Pair words that mean another person in a boy's form than in a girl's. */
const bySex: Readonly<Record<string, Readonly<Record<'male' | 'female', FamilyRelation>>>> = {
  兄妹: { male: 'younger_sister', female: 'elder_brother' }, 姐弟: { male: 'elder_sister', female: 'younger_brother' }, 姊弟: { male: 'elder_sister', female: 'younger_brother' },
};

/**
 * Reads 与学生关系 in either wording (handbook 2.5): the role (父亲, 爷爷) or the pair (父女, 祖孙). 兄妹 is the elder brother on a girl's form and the
 * younger sister on a boy's; without the pupil's sex it can't be told and is null, as is every word not known.
 */
export function parseFamilyRelation(text: string, pupilSex: SexOrUnknown): FamilyRelation | null {
  const word = text.normalize('NFKC').replace(/[\s()（）、,，。.]/gu, '').replace(/关系$/u, '');
  const pair = bySex[word];
  if (pair) return pupilSex === 'unknown' ? null : pair[pupilSex];
  return byWord.get(word) ?? null;
}

/** The role, as a form in role wording prints it: 父亲. */
export function formatFamilyRelation(relation: FamilyRelation): string {
  return words[relation][0] ?? '';
}

type PairWords = readonly [ofBoy: string, ofGirl: string];

const pairs: Readonly<Partial<Record<FamilyRelation, PairWords>>> = {
  father: ['父子', '父女'], mother: ['母子', '母女'], stepfather: ['继父子', '继父女'], stepmother: ['继母子', '继母女'], foster_father: ['养父子', '养父女'],
  foster_mother: ['养母子', '养母女'], paternal_grandfather: ['祖孙', '祖孙'], paternal_grandmother: ['祖孙', '祖孙'], maternal_grandfather: ['外祖孙', '外祖孙'],
  maternal_grandmother: ['外祖孙', '外祖孙'], grandparent: ['祖孙', '祖孙'], elder_brother: ['兄弟', '兄妹'], younger_brother: ['兄弟', '姐弟'],
  elder_sister: ['姐弟', '姐妹'], younger_sister: ['兄妹', '姐妹'], brother: ['兄弟', '兄妹'], sister: ['姐弟', '姐妹'],
};

/** The pair, as a form in pair wording prints it: 父女. Where there is no pair word, or the pupil's sex is not known, the role. */
export function formatPairRelation(relation: FamilyRelation, pupilSex: SexOrUnknown): string {
  const pair = pairs[relation];
  return pair === undefined || pupilSex === 'unknown' ? formatFamilyRelation(relation) : pair[pupilSex === 'male' ? 0 : 1];
}

