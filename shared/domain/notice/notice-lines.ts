import type { Fen } from '#shared/domain/money/fen.ts';
import type { NoticeKind, NoticeLine, NoticeSwitches } from '#shared/domain/notice/notice-fields.ts';

/** What a notice may learn about a pupil. The numbers of identity are here only to be kept off the paper. */
export interface NoticePupil {
  readonly studentId: number;
  readonly name: string;
  readonly school: string;
  readonly yearLevel: string;
  readonly className: string;
  readonly major: string | null;
  readonly programme: string | null;
  readonly hardshipGrade: string | null;
  readonly amountFen: Fen | null;
  readonly classRollNo: string | null;
  readonly schoolStudentNo: string | null;
  /** ID and registry numbers: a roll number that repeats their digits is not used. */
  readonly identityNumbers: readonly string[];
}

export interface NoticeEntry {
  readonly studentId: number;
  readonly line: NoticeLine;
}

export type NoticeLines =
  | { readonly ok: true; readonly entries: readonly NoticeEntry[] }
  | { readonly ok: false; readonly undistinguished: readonly NoticePupil[] };

/**
 * Makes the lines in the order given, with only the fields of the whitelist.
 * Pupils of one name are told apart by class, then by 班内学号 or 校内学号, never by digits of an ID or 学籍号 (handbook 1.5, 6.1);
 * where no such number helps they are handed back so that the class can be asked.
 */
export function buildNoticeLines(kind: NoticeKind, pupils: readonly NoticePupil[], switches: NoticeSwitches): NoticeLines {
  const namesakes = groupNamesakes(pupils);
  const undistinguished: NoticePupil[] = [];
  const entries = pupils.map((pupil, index): NoticeEntry => {
    const group = namesakes.get(placeOf(pupil)) ?? [];
    const digits = distinctPupils(group) > 1 ? distinguishingDigits(pupil, group) : null;
    if (digits === undefined) undistinguished.push(pupil);
    return { studentId: pupil.studentId, line: lineOf(kind, pupil, index + 1, digits ?? null, switches) };
  });
  return undistinguished.length > 0 ? { ok: false, undistinguished } : { ok: true, entries };
}

function lineOf(kind: NoticeKind, pupil: NoticePupil, ordinal: number, rollDigits: string | null, switches: NoticeSwitches): NoticeLine {
  return {
    ordinal,
    name: pupil.name,
    rollDigits,
    school: pupil.school,
    yearLevel: pupil.yearLevel,
    className: pupil.className,
    major: pupil.major,
    programme: kind === 'aid_list' ? pupil.programme : null,
    hardshipGrade: switches.showTier ? pupil.hardshipGrade : null,
    amountFen: switches.showAmount && kind === 'aid_list' ? pupil.amountFen : null,
  };
}

function placeOf(pupil: NoticePupil): string {
  return JSON.stringify([pupil.name, pupil.yearLevel, pupil.className]);
}

function groupNamesakes(pupils: readonly NoticePupil[]): Map<string, NoticePupil[]> {
  const groups = new Map<string, NoticePupil[]>();
  for (const pupil of pupils) {
    const group = groups.get(placeOf(pupil));
    if (group === undefined) groups.set(placeOf(pupil), [pupil]);
    else group.push(pupil);
  }
  return groups;
}

function distinctPupils(group: readonly NoticePupil[]): number {
  return new Set(group.map((pupil) => pupil.studentId)).size;
}

/** The school's own number that is different for each pupil of the group; undefined when there is none. */
function distinguishingDigits(pupil: NoticePupil, group: readonly NoticePupil[]): string | undefined {
  for (const numberOf of [(one: NoticePupil) => one.classRollNo, (one: NoticePupil) => one.schoolStudentNo]) {
    const own = usableDigits(pupil, numberOf(pupil));
    if (own === null) continue;
    const others = group.filter((one) => one.studentId !== pupil.studentId).map((one) => usableDigits(one, numberOf(one)));
    if (others.every((other) => other !== null && other !== own)) return own;
  }
  return undefined;
}

const LONGEST_ROLL_NO = 10;
const TELLTALE_DIGITS = 4;

function usableDigits(pupil: NoticePupil, number: string | null): string | null {
  const digits = number?.trim() ?? '';
  if (!/^[0-9A-Za-z-]+$/.test(digits) || digits.length > LONGEST_ROLL_NO) return null;
  const repeatsIdentity = digits.length >= TELLTALE_DIGITS && pupil.identityNumbers.some((identity) => identity.includes(digits));
  return repeatsIdentity ? null : digits;
}
