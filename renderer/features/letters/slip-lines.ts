import type { Letter, SlipEntry, SlipRow } from '#shared/contract/letters.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { isSameSlip, slipProblems } from '#shared/domain/letters/slip.ts';
import { readTypedSlip, typedSlip } from '#shared/domain/letters/slip-sheet.ts';
import type { SlipColumn, TypedSlip } from '#shared/domain/letters/slip-sheet.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { SlipDraft } from './slip-draft.ts';

/** A pupil's line of the sheet: what its cells show, and what of it is wrong. */
export interface SlipLine {
  readonly row: SlipRow;
  readonly typed: TypedSlip;
  readonly changed: boolean;
  readonly wrong: ReadonlySet<SlipColumn>;
  /** Sentences on the whole line, as the core would refuse it. */
  readonly problems: readonly string[];
  readonly entry: SlipEntry | null;
}

const cellWords: Readonly<Record<SlipColumn, string>> = {
  givenOn: '发放日期看不懂，请写成 9-1 或 2025-09-01', returnedOn: '交回日期看不懂，请写成 9-8 或 2025-09-08', choice: '选择看不懂，请填 1（申请）或 2（不申请）', signer: '', relation: '', note: '',
};

const columnsOf: Readonly<Record<string, readonly SlipColumn[]>> = {
  'letter.given_before_issue': ['givenOn'], 'letter.given_in_future': ['givenOn'], 'letter.returned_without_given': ['givenOn'], 'letter.returned_before_given': ['returnedOn'],
  'letter.returned_in_future': ['returnedOn'], 'letter.answer_without_return': ['returnedOn'],
};

/** The lines of some pupils with what was typed for them; checked here as it will be checked there. */
export function slipLines(rows: readonly SlipRow[], draft: SlipDraft, letters: readonly Letter[], year: SchoolYear, today: IsoDate): SlipLine[] {
  const issued = new Map(letters.map((letter) => [letter.id, letter.issuedOn]));
  return rows.map((row): SlipLine => {
    const typed = { ...typedSlip(row), ...draft.get(row.studentId) };
    const { slip, wrong } = readTypedSlip(typed, year);
    if (slip === null) return { row, typed, changed: true, wrong: new Set(wrong), problems: wrong.map((column) => `${row.name}：${cellWords[column]}`), entry: null };
    if (isSameSlip(slip, row)) return { row, typed, changed: false, wrong: new Set(), problems: [], entry: null };
    const issuedOn = issued.get(row.letterId ?? 0);
    if (issuedOn === undefined) return { row, typed, changed: true, wrong: new Set(), problems: [sentenceOf('letter.none_for_pupil', { name: row.name, className: row.className })], entry: null };
    const problems = slipProblems(slip, issuedOn, today);
    return {
      row, typed, changed: true, wrong: new Set(problems.flatMap((one) => columnsOf[one.code] ?? [])),
      problems: problems.map((one) => sentenceOf(one.code, { name: row.name, ...one.facts } as never)), entry: { studentId: row.studentId, ...slip },
    };
  });
}
