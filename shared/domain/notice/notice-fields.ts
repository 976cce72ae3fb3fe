import type { Fen } from '#shared/domain/money/fen.ts';

/** The two results a term announces: who was identified, and who is to be aided. */
export const NOTICE_KINDS = ['identification', 'aid_list'] as const;
export type NoticeKind = (typeof NOTICE_KINDS)[number];

/**
 * The only columns a notice can have (教财厅函〔2017〕28号; handbook 6.1). The list is closed: there is no field for
 * an ID, 学籍号, address, phone, birth date, card, special group, illness, income or guardian, and none can be added by a setting.
 */
export const NOTICE_COLUMNS = ['ordinal', 'name', 'school', 'yearLevel', 'className', 'major', 'programme', 'hardshipGrade', 'amount'] as const;
export type NoticeColumn = (typeof NOTICE_COLUMNS)[number];

/** One printed line. Every property is one of the columns above; `rollDigits` tells apart two pupils of one name in one class. */
export interface NoticeLine {
  readonly ordinal: number;
  readonly name: string;
  readonly rollDigits: string | null;
  readonly school: string;
  readonly yearLevel: string;
  readonly className: string;
  readonly major: string | null;
  readonly programme: string | null;
  readonly hardshipGrade: string | null;
  readonly amountFen: Fen | null;
}

/** The two columns a county may want beyond the whitelist; both off unless somebody switches them on. */
export interface NoticeSwitches {
  readonly showTier: boolean;
  readonly showAmount: boolean;
}

export const DEFAULT_SWITCHES: NoticeSwitches = { showTier: false, showAmount: false };

/** The columns that a notice of this kind prints: 专业 only where a line has one, 年级 only where the name of a class doesn't begin with it. */
export function noticeColumns(kind: NoticeKind, switches: NoticeSwitches, lines: readonly Pick<NoticeLine, 'yearLevel' | 'className' | 'major'>[]): readonly NoticeColumn[] {
  const columns: NoticeColumn[] = ['ordinal', 'name'];
  if (lines.some((line) => !line.className.startsWith(line.yearLevel))) columns.push('yearLevel');
  columns.push('className');
  if (lines.some((line) => line.major !== null)) columns.push('major');
  if (kind === 'aid_list') columns.push('programme');
  if (switches.showTier) columns.push('hardshipGrade');
  if (switches.showAmount && kind === 'aid_list') columns.push('amount');
  return columns;
}
