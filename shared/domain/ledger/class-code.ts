import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** 支出功能分类, 部门预算支出经济分类, 政府预算支出经济分类: under which finance books what a programme pays. */
export const classCodeKinds = ['functional', 'economic_department', 'economic_government'] as const;
export type ClassCodeKind = (typeof classCodeKinds)[number];

const labels: Readonly<Record<ClassCodeKind, string>> = {
  functional: '支出功能分类', economic_department: '部门预算支出经济分类', economic_government: '政府预算支出经济分类',
};

export function formatClassCodeKind(kind: ClassCodeKind): string {
  return labels[kind];
}

/** A class code of one programme from a day on; an empty code takes the earlier one away. Data, never code: finance says which (handbook 4.6). */
export interface ClassCode {
  readonly programmeKey: string;
  readonly kind: ClassCodeKind;
  readonly code: string;
  readonly name: string;
  readonly validFrom: IsoDate;
  /** Document or budget year's table it comes from. */
  readonly docNo: string;
}

const from = '2007-01-01' as IsoDate;
const source = '政府收支分类科目（一档预置，请与本校财务核对）';

/** What is known without any school's own word: 高中 funds (handbook 4.6, confidence C). Everything else is entered by the school. */
export const presetClassCodes: readonly ClassCode[] = ['gz.grant', 'gz.fee', 'gz.boardfee.henan'].flatMap((programmeKey): ClassCode[] => [
  { programmeKey, kind: 'functional', code: '2050204', name: '高中教育', validFrom: from, docNo: source },
  { programmeKey, kind: 'economic_department', code: '30308', name: '助学金', validFrom: from, docNo: source },
  { programmeKey, kind: 'economic_government', code: '50902', name: '助学金', validFrom: from, docNo: source },
]);

const shapes: Readonly<Record<ClassCodeKind, RegExp>> = {
  // 类 3, 款 2, 项 2 digits.
  functional: /^2\d{2}(?:\d{2}(?:\d{2})?)?$/u,
  economic_department: /^3\d{2}(?:\d{2})?$/u,
  economic_government: /^5\d{2}(?:\d{2})?$/u,
};

/** Whether the digits can be a code of this kind: 功能 2, 部门经济 3, 政府经济 5 in front, in whole 类款项. Empty takes a code away. */
export function isClassCode(kind: ClassCodeKind, code: string): boolean {
  return code === '' || shapes[kind].test(code);
}

/** The code in force on a day: the latest begun, the later recorded where two begin together; null where none was given or it was taken away. */
export function classCodeOn(codes: readonly ClassCode[], programmeKey: string, kind: ClassCodeKind, day: IsoDate): ClassCode | null {
  let found: ClassCode | null = null;
  for (const code of codes) {
    if (code.programmeKey === programmeKey && code.kind === kind && code.validFrom <= day && (found === null || code.validFrom >= found.validFrom)) found = code;
  }
  return found === null || found.code === '' ? null : found;
}
