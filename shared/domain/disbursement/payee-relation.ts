import type { TriState } from '#shared/domain/tri-state.ts';

/** Who the holder of an account is to the pupil, as far as the text tells. */
export const payeeRelations = ['self', 'parent', 'guardian', 'grandparent', 'relative', 'teacher', 'classmate', 'other', 'unknown'] as const;
export type PayeeRelation = (typeof payeeRelations)[number];

/** The two kinds of payee a programme may allow (`payee.allowed`, handbook 4.12). */
export const payeeKinds = ['self', 'guardian'] as const;
export type PayeeKind = (typeof payeeKinds)[number];

/** The default of `payee.allowed`: 本人 and 监护人. */
export const defaultPayeeKinds: readonly PayeeKind[] = payeeKinds;

const words: readonly (readonly [PayeeRelation, readonly string[]])[] = [
  ['teacher', ['教师', '老师', '班主任', '教职工', '校长']],
  ['classmate', ['同学', '同班']],
  ['self', ['本人', '学生', '自己', '学生本人']],
  ['grandparent', ['祖父', '祖母', '爷爷', '奶奶', '外公', '外婆', '姥姥', '姥爷', '公公', '婆婆', '祖孙']],
  ['guardian', ['监护人']],
  ['parent', ['父', '母', '爸', '妈']],
  ['relative', ['兄', '弟', '姐', '妹', '哥', '叔', '伯', '姑', '舅', '姨', '亲属', '亲戚', '婶']],
  ['other', ['其他', '其它', '非亲属', '邻居', '村干部']],
];

/**
 * Reads the relation as a list writes it (父亲, 母女, 监护人, 本人 …). Order matters: 班主任 before anything else, because a teacher's
 * card is a fault wherever it turns up (handbook 4.1), and 外祖父 is a grandparent though it holds the sign for father.
 */
export function parsePayeeRelation(text: string): PayeeRelation {
  const clean = text.replace(/[\s　()（）]/gu, '');
  if (clean === '') return 'unknown';
  for (const [relation, signs] of words) {
    const hit = relation === 'self' ? signs.includes(clean) : signs.some((sign) => clean.includes(sign));
    if (hit) return relation;
  }
  return 'other';
}

/** The relation in Chinese, for screen, paper and files. */
export function formatPayeeRelation(relation: PayeeRelation): string {
  return relationText[relation];
}

const relationText: Readonly<Record<PayeeRelation, string>> = {
  self: '本人', parent: '父母', guardian: '监护人', grandparent: '祖父母', relative: '亲属', teacher: '教师', classmate: '同学', other: '其他', unknown: '未注明',
};

/**
 * Which permitted kind of payee the holder is, or null when none (CHK-21). Parents are guardians by law; grandparents and relatives only
 * when the roster records them as the pupil's guardian. Teacher and classmate are never permitted, whatever a programme allows.
 */
export function payeeKindOf(relation: PayeeRelation, recordedGuardian: TriState): PayeeKind | null {
  switch (relation) {
    case 'self': return 'self';
    case 'parent': case 'guardian': return 'guardian';
    case 'grandparent': case 'relative': case 'other': case 'unknown': return recordedGuardian === 'yes' ? 'guardian' : null;
    case 'teacher': case 'classmate': return null;
  }
}
