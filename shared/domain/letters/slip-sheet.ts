import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { startYearOf } from '#shared/domain/calendar/term.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { parseClassLabel } from '#shared/domain/roster/class-label.ts';
import type { Slip, SlipChoice } from './slip.ts';

/** The columns of a class's sheet, in the order they stand: typed as texts, so that a wrong one is shown as it was typed. */
export const slipColumns = ['givenOn', 'returnedOn', 'choice', 'signer', 'relation', 'note'] as const;
export type SlipColumn = (typeof slipColumns)[number];
export type TypedSlip = Readonly<Record<SlipColumn, string>>;

/** A stored slip as its cells show it. */
export function typedSlip(slip: Slip): TypedSlip {
  const choice = slip.choice === null ? '' : slip.choice === 'apply' ? '申请' : '不申请';
  return { givenOn: slip.givenOn ?? '', returnedOn: slip.returnedOn ?? '', choice, signer: slip.signer, relation: slip.relation, note: slip.note };
}

/**
 * A day as people type it into a sheet: in full, or as month and day (9-1, 9.1, 9/1, 9月1日, 0901), which then lies in the 学年: August to
 * December in its first year, January to July in its second. Null: no day.
 */
export function readSlipDay(text: string, year: SchoolYear): IsoDate | null {
  const plain = text.normalize('NFKC').trim();
  const full = parseIsoDate(plain);
  if (full !== null) return full;
  const short = /^(\d{1,2})[-./月](\d{1,2})[日号]?$/.exec(plain) ?? /^(\d{2})(\d{2})$/.exec(plain);
  if (short === null) return null;
  const [month, day] = [Number(short[1]), Number(short[2])];
  return parseIsoDate(`${startYearOf(year) + (month >= 8 ? 0 : 1)}-${month}-${day}`);
}

const applyWords = /^(1|y|s|申|申请|要申请|是|符合|符合申请|符合、申请)$/i;
const notApplyWords = /^(2|0|n|b|不|不申|不申请|否|不符合|放弃|不符合不申请|不符合、不申请)$/i;

/** The tick as people write it: 申请, 申, 1, 是 · 不申请, 不, 2, 否. Null: left empty; undefined: not understood. */
export function readChoice(text: string): SlipChoice | null | undefined {
  const plain = text.normalize('NFKC').replace(/[\s,，]/gu, '');
  if (plain === '') return null;
  return applyWords.test(plain) ? 'apply' : notApplyWords.test(plain) ? 'not_apply' : undefined;
}

export interface ReadSlip {
  /** Null while a cell is wrong. */
  readonly slip: Slip | null;
  readonly wrong: readonly SlipColumn[];
}

/** The typed cells of a pupil as a slip; every cell that can't be read is named. */
export function readTypedSlip(typed: TypedSlip, year: SchoolYear): ReadSlip {
  const givenOn = typed.givenOn.trim() === '' ? null : readSlipDay(typed.givenOn, year) ?? undefined;
  const returnedOn = typed.returnedOn.trim() === '' ? null : readSlipDay(typed.returnedOn, year) ?? undefined;
  const choice = readChoice(typed.choice);
  const wrong: SlipColumn[] = [];
  if (givenOn === undefined) wrong.push('givenOn');
  if (returnedOn === undefined) wrong.push('returnedOn');
  if (choice === undefined) wrong.push('choice');
  if (givenOn === undefined || returnedOn === undefined || choice === undefined) return { slip: null, wrong };
  return { slip: { givenOn, returnedOn, choice, signer: typed.signer.trim(), relation: typed.relation.trim(), note: typed.note.trim() }, wrong };
}

export interface SheetPupil {
  readonly studentId: number;
  readonly name: string;
  readonly className: string;
}

/** What of a paste could not be placed. */
export type PasteProblem =
  | { readonly kind: 'no_pupil' | 'several' | 'twice'; readonly name: string }
  | { readonly kind: 'beyond_end'; readonly row: number };

export interface PastedSheet {
  readonly cells: ReadonlyMap<number, Partial<TypedSlip>>;
  readonly problems: readonly PasteProblem[];
}

type Heading = SlipColumn | 'name' | 'className' | 'apply' | 'notApply';

const headings: readonly (readonly [RegExp, Heading])[] = [
  [/^(学生)?姓名$/, 'name'], [/^(年级)?班级$|^班$/, 'className'], [/发(放|出|送)|已发|告知(日期|时间)/, 'givenOn'], [/(交|收|返)回|已回|回收|已交/, 'returnedOn'],
  [/^(□)?(不符合|不申请|放弃)/, 'notApply'], [/^(□)?(符合|申请)(条件)?$/, 'apply'], [/选择|是否申请|意愿/, 'choice'], [/关系/, 'relation'], [/签(名|字)/, 'signer'], [/备注|说明/, 'note'],
];

function readHeadings(row: readonly string[]): readonly (Heading | null)[] | null {
  const found = row.map((cell) => headings.find(([pattern]) => pattern.test(cell.replace(/[\s（）()]/gu, '')))?.[1] ?? null);
  return found.includes('name') ? found : null;
}

const mark = /^([√✓✔vV]|对|是|已?(发|交|回|收)?)$/u;

const cross = /^([×✗✕╳xX]|否|不|不是)$/u;

/** √ in a column of days stands for the day of this round; √ under 申请 or 不申请 for that tick, × under 申请 for the other. */
function readCells(row: readonly string[], columns: readonly (Heading | null)[], roundDay: string): Partial<TypedSlip> {
  const cells: Partial<Record<SlipColumn, string>> = {};
  for (const [at, heading] of columns.entries()) {
    const text = (row[at] ?? '').trim();
    if (text === '' || heading === null || heading === 'name' || heading === 'className') continue;
    if (heading === 'apply') cells.choice = mark.test(text) || text === '1' ? '申请' : cross.test(text) ? '不申请' : text;
    else if (heading === 'notApply') cells.choice = mark.test(text) || text === '1' ? '不申请' : cross.test(text) ? cells.choice ?? '' : text;
    else if ((heading === 'givenOn' || heading === 'returnedOn') && mark.test(text)) cells[heading] = roundDay;
    else cells[heading] = text;
  }
  return cells;
}

/** Rows with a heading 姓名, of one class or many: each finds its pupil by name, and by class where two have one name. */
export function placePastedByName(
  rows: readonly (readonly string[])[], pupils: readonly SheetPupil[], here: ReadonlySet<number>, roundDay: string,
): PastedSheet | null {
  const [head = [], ...body] = rows;
  const columns = readHeadings(head);
  if (columns === null) return null;
  const byName = Map.groupBy(pupils, (pupil) => nameKey(pupil.name));
  const cells = new Map<number, Partial<TypedSlip>>();
  const problems: PasteProblem[] = [];
  for (const row of body) {
    const name = (row[columns.indexOf('name')] ?? '').trim();
    if (name === '') continue;
    const found = pickPupil(byName.get(nameKey(name)) ?? [], (row[columns.indexOf('className')] ?? '').trim(), here);
    if (found === 'none') problems.push({ kind: 'no_pupil', name });
    else if (found === 'several') problems.push({ kind: 'several', name });
    else if (cells.has(found.studentId)) problems.push({ kind: 'twice', name });
    else cells.set(found.studentId, readCells(row, columns, roundDay));
  }
  return { cells, problems };
}

function pickPupil(named: readonly SheetPupil[], className: string, here: ReadonlySet<number>): SheetPupil | 'none' | 'several' {
  const label = className === '' ? null : parseClassLabel(className);
  const inClass = label === null ? named.filter((pupil) => here.has(pupil.studentId)) : named.filter((pupil) => {
    const own = parseClassLabel(pupil.className);
    return own !== null && own.level === label.level && own.classNo === label.classNo && own.entryYear === label.entryYear;
  });
  const candidates = inClass.length > 0 ? inClass : named;
  const [one, ...more] = candidates;
  return one === undefined ? 'none' : more.length > 0 ? 'several' : one;
}

/** Cells without a heading: downwards and to the right from the cell they were pasted on, as Excel would. */
export function placePastedCells(rows: readonly (readonly string[])[], pupils: readonly SheetPupil[], column: SlipColumn): PastedSheet {
  const columns = slipColumns.slice(slipColumns.indexOf(column));
  const cells = new Map<number, Partial<TypedSlip>>();
  const problems: PasteProblem[] = [];
  for (const [index, row] of rows.entries()) {
    const pupil = pupils[index];
    if (pupil === undefined) {
      problems.push({ kind: 'beyond_end', row: index + 1 });
      break;
    }
    cells.set(pupil.studentId, Object.fromEntries(row.flatMap((text, at) => (columns[at] === undefined ? [] : [[columns[at], text.trim()]]))));
  }
  return { cells, problems };
}
