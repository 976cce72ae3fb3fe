/** 在读 · 休学 · 转出 · 退学 · 毕业 · 死亡 (handbook 1.7). A pupil who has left stays in the roster with the day it happened. */
export const studentStatuses = ['enrolled', 'suspended', 'transferred_out', 'withdrawn', 'graduated', 'deceased'] as const;
export type StudentStatus = (typeof studentStatuses)[number];

const statusNames: Readonly<Record<StudentStatus, string>> = {
  enrolled: '在读', suspended: '休学', transferred_out: '转出', withdrawn: '退学', graduated: '毕业', deceased: '死亡',
};

export function formatStudentStatus(status: StudentStatus): string {
  return statusNames[status];
}

const statusWords: readonly (readonly [RegExp, StudentStatus])[] = [
  [/^(在读|在校|在籍|正常|是|复学|转入|01(在读)?|借读)/, 'enrolled'],
  [/^休学/, 'suspended'],
  [/^(转出|转学|已转|10(转学)?$|调出)/, 'transferred_out'],
  [/^(退学|辍学|注销|开除|除名|03(退学)?$|离校)/, 'withdrawn'],
  [/^(毕业|结业|肄业|已毕业|07(毕业)?$)/, 'graduated'],
  [/^(死亡|已故|去世)/, 'deceased'],
];

/** Reads 学籍状态 or 就读状态; null for a blank cell and for a word never met. */
export function parseStudentStatus(text: string): StudentStatus | null {
  const plain = text.normalize('NFKC').replace(/\s/g, '');
  return plain === '' ? null : (statusWords.find(([word]) => word.test(plain))?.[1] ?? null);
}

/** True while the school still has the pupil: 在读 or 休学. */
export function isOnRoll(status: StudentStatus): boolean {
  return status === 'enrolled' || status === 'suspended';
}
