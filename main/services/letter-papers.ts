import type { SlipRow } from '#shared/contract/letters.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { fillPupil } from '#shared/domain/letters/letter.ts';
import type { LetterWording } from '#shared/domain/letters/letter.ts';
import { followUpTexts, slipChoiceTexts } from '#shared/text/letters.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { LetterRecord, ToldProgramme } from '#main/db/repositories/letter.ts';
import { listLetters } from '#main/db/repositories/letter.ts';
import { listClassCounts } from '#main/db/queries/roster.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { Paper } from '#main/print/paper.ts';
import type { FamilyLetterSheet } from '#main/print/papers/family-letter.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { slipRows } from './letter-register.ts';
import type { LetterPlace } from './letter-register.ts';

export type LetterPaperKind = 'letters' | 'register' | 'reminder';

export interface LetterPrintJob {
  /** What files are named. */
  readonly what: string;
  readonly largest: number;
  readonly rows: readonly SlipRow[];
  paper(rows: readonly SlipRow[]): Paper;
}

interface LetterPrintAsk extends LetterPlace {
  readonly what: LetterPaperKind;
  readonly asked: readonly number[] | null;
  readonly onlyNotGiven: boolean;
  readonly imprint: Imprint;
}

/** One pupil's sheet of an issued letter, or of one not issued yet. */
export function sheetOf(
  letter: LetterWording & { readonly programmes: readonly ToldProgramme[]; readonly issuedOn: IsoDate; readonly replyBy: IsoDate | null },
  pupil: { readonly className: string; readonly name: string },
): FamilyLetterSheet {
  return {
    className: pupil.className, name: pupil.name, title: fillPupil(letter.title, pupil),
    paragraphs: fillPupil(letter.body, pupil).split('\n').map((line) => line.trim()).filter((line) => line !== ''),
    slipText: fillPupil(letter.slipText, pupil), programmes: letter.programmes, issuedOn: letter.issuedOn, replyBy: letter.replyBy,
  };
}

/** What is to be printed, for whom: pupils without a letter have none to print, a reminder names only those something is asked of. */
export function letterPrintJob(db: ReadableDb, ask: LetterPrintAsk): LetterPrintJob {
  const year = schoolYearOf(ask.term);
  const common = { school: findSchool(db, ask.schoolId)?.name ?? '', yearName: formatSchoolYear(year), imprint: ask.imprint };
  const letters = new Map(listLetters(db, ask.schoolId, year).map((letter) => [letter.id, letter]));
  const teachers = new Map(listClassCounts(db, ask.schoolId).map((one) => [one.id, one.headTeacher]));
  const rows = slipRows(db, ask).filter((row) => ask.asked === null || ask.asked.includes(row.classId ?? 0));
  const classFacts = (of: readonly SlipRow[]): { className: string; headTeacher: string } => ({ className: of[0]?.className ?? '', headTeacher: teachers.get(of[0]?.classId ?? 0) ?? '' });
  const letterOf = (row: SlipRow): LetterRecord | undefined => letters.get(row.letterId ?? 0);
  switch (ask.what) {
    case 'letters':
      return {
        what: '告知书', largest: 60, rows: rows.filter((row) => row.letterId !== null && isOnRoll(row) && (!ask.onlyNotGiven || row.standing === 'not_given')),
        paper: (of) => ({ kind: 'family_letter', school: common.school, imprint: common.imprint, sheets: of.flatMap((row) => { const letter = letterOf(row); return letter ? [sheetOf(letter, row)] : []; }) }),
      };
    case 'register':
      return { what: '告知档案', largest: 300, rows, paper: (of) => ({ kind: 'slip_register', ...common, ...classFacts(of), ...countsOf(of), lines: of.map(registerLine) }) };
    case 'reminder':
      return {
        what: '催收名单', largest: 300, rows: rows.filter((row) => row.todo.length > 0),
        paper: (of) => ({
          kind: 'slip_reminder', ...common, ...classFacts(of), asOf: ask.today, replyBy: of[0]?.replyBy ?? null,
          lines: of.map((row, index) => ({ ordinal: index + 1, name: row.name, todo: todoWords(row), givenOn: row.givenOn })),
        }),
      };
  }
}

function isOnRoll(row: SlipRow): boolean {
  return row.status === 'enrolled' || row.status === 'suspended';
}

function countsOf(rows: readonly SlipRow[]): { given: number; returned: number; apply: number; notApply: number } {
  return {
    given: rows.filter((row) => row.standing !== 'not_given').length, returned: rows.filter((row) => row.standing === 'returned').length,
    apply: rows.filter((row) => row.choice === 'apply').length, notApply: rows.filter((row) => row.choice === 'not_apply').length,
  };
}

function registerLine(row: SlipRow, index: number) {
  const { name, givenOn, returnedOn, signer, relation, note } = row;
  return { ordinal: index + 1, name, givenOn, returnedOn, choice: row.choice === null ? '' : slipChoiceTexts[row.choice], signer, relation, note };
}

/** What is asked of the family, with what of the slip is lacking. */
function todoWords(row: SlipRow): string {
  return row.todo.map((todo) => {
    if (todo === 'not_returned' && row.overdue) return '回执未交（已过期限）';
    if (todo !== 'incomplete') return followUpTexts[todo];
    return `回执不全（${[row.choice === null ? '没有勾选' : '', row.signer === '' ? '没有签名' : ''].filter((word) => word !== '').join('、')}）`;
  }).join('；');
}
