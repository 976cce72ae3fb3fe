import * as z from 'zod';
import { applicationPileSchema } from '#shared/contract/applications.ts';
import type { Problem } from '#shared/contract/base.ts';
import { draftOfSummaryRow, summaryFields } from '#shared/domain/applications/summary-fields.ts';
import type { SummaryKey } from '#shared/domain/applications/summary-fields.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listApplications, saveApplicationDraft } from '#main/db/repositories/application-form.ts';
import { applicantFinder, baseDraft, importContext, joinedClass, pileAction, pileSentence, pupilProblems, standingProblems, withPileOptions } from '#main/services/application-import.ts';
import type { PileOptions } from '#main/services/application-import.ts';
import { applyReceipts, planReceipts, wordFormProblem } from '#main/services/application-receipt.ts';
import type { FormToReceive, PlannedReceipt } from '#main/services/application-receipt.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import type { ImportAnalysis, ImportCommitContext, ImportContext, ImportOutcome, ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

type SummaryRow = MappedRow<SummaryKey>;

/** The forms of the rows, by row number; null where no pupil was found. */
export interface SummaryPlan {
  readonly forms: readonly (FormToReceive & { readonly rowNo: number })[];
}

/** 班级申请汇总表: one row a pupil, members side by side. */
export const applicationSummaryPurpose: ImportPurpose<SummaryKey, SummaryPlan, PileOptions, object> = {
  purpose: 'application_summary',
  label: '申请表汇总',
  readPermission: 'identification.read',
  writePermission: 'identification.write',
  fields: summaryFields,
  options: applicationPileSchema,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: true,
  keepsBytes: true,
  analyse,
  commit,
};

interface ReadRow {
  readonly row: SummaryRow;
  readonly pupil: PupilLine | null;
  readonly form: FormToReceive | null;
  readonly problems: readonly { readonly problem: Problem; readonly wrong: boolean }[];
}

function analyse(db: ReadableDb, table: MappedTable<SummaryKey>, context: ImportContext<PileOptions>): ImportAnalysis<SummaryPlan> {
  const { term } = context;
  if (term === null) {
    const rows = table.rows.map((row): RowReading => ({ rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: [] }));
    return { rows, fileProblems: [problemOf('lists.term_missing', {})], counts: [], plan: { forms: [] } };
  }
  const year = schoolYearOf(term);
  const read = readRows(db, table, { ...context, term });
  const forms = read.flatMap(({ row, form }) => (form === null ? [] : [{ ...form, rowNo: row.rowNumber }]));
  const receipts = planReceipts(db, forms, importContext(db, { ...context, term }));
  const byRow = new Map(forms.map((form, at) => [form.rowNo, receipts[at] as PlannedReceipt]));
  const rows = read.map(({ row, pupil, problems }): RowReading => {
    const receipt = byRow.get(row.rowNumber);
    const own = receipt ? [...standingProblems(receipt).map((problem) => inCell(row, problem)), ...looksOf(row, receipt)] : [];
    const wrong = problems.some((one) => one.wrong) || (receipt !== undefined && pileAction(receipt) === null);
    const look = problems.length > 0 || (receipt !== undefined && (pileAction(receipt) === 'draft' || pileAction(receipt) === 'correct' || own.length > 0));
    const all = [...problems.map((one) => one.problem), ...own];
    return {
      rowNumber: row.rowNumber, bucket: wrong ? 'wrong' : look ? 'look' : 'ok', problems: all,
      understanding: wrong ? all[0]?.sentence ?? '' : receipt && pupil ? pileSentence(receipt, pupil, year) : `${row.text('name')}：没有填写，不动`,
    };
  });
  const count = (action: string): number => rows.filter((row) => {
    const receipt = byRow.get(row.rowNumber);
    return row.bucket !== 'wrong' && receipt !== undefined && pileAction(receipt) === action;
  }).length;
  return {
    rows, fileProblems: [], plan: { forms },
    counts: [
      { key: 'receive', label: '收下', count: count('receive') }, { key: 'correct', label: '更正', count: count('correct') }, { key: 'draft', label: '存为草稿', count: count('draft') },
      { key: 'same', label: '没有变化', count: count('same') },
    ],
  };
}

function readRows(db: ReadableDb, table: MappedTable<SummaryKey>, context: ImportContext<PileOptions> & { readonly term: NonNullable<ImportContext<PileOptions>['term']> }): readonly ReadRow[] {
  const year = schoolYearOf(context.term);
  const { finder, byId } = applicantFinder(db, importContext(db, context), year);
  const stored = listApplications(db, context.schoolId, year);
  const firsts = new Map<number, number>();
  const tenThousands = new Set((Object.keys(table.mapping) as SummaryKey[]).filter((key) => /万元?/u.test(table.headings[table.mapping[key] ?? -1] ?? '')));
  return table.rows.map((row): ReadRow => {
    const named = { name: row.text('name'), classLabel: joinedClass(row.text('yearLabel'), row.text('className')), idNumber: row.isSpoiltNumber('idNumber') ? '' : row.text('idNumber') };
    const known = byId.get(Number(row.text('studentId')));
    const found = known && known.name === named.name ? { kind: 'found', pupil: known, by: 'id', differs: [] } as const : finder.find(named);
    const problems = pupilProblems(found, named, year).map(({ severity, code, facts }) => ({ problem: rowProblem(row, code.includes('class_differs') ? 'className' : 'name', code, facts as never), wrong: severity === 'wrong' }));
    if (found.kind !== 'found') return { row, pupil: null, form: null, problems };
    const { pupil } = found;
    const first = firsts.get(pupil.studentId);
    if (first !== undefined) return { row, pupil, form: null, problems: [...problems, { problem: rowProblem(row, 'name', 'application.row_twice', { name: pupil.name, row: first }), wrong: true }] };
    firsts.set(pupil.studentId, row.rowNumber);
    if (!isFilled(row, table)) return { row, pupil, form: null, problems };
    const draft = draftOfSummaryRow(baseDraft(stored.get(pupil.studentId), context.options.layout), (key) => cellText(row, key, tenThousands));
    return { row, pupil, problems, form: { studentId: pupil.studentId, draft: withPileOptions(draft, context.options), reason: `导入 ${context.fileName}`.slice(0, 200), source: null } };
  });
}

const identity: ReadonlySet<string> = new Set<SummaryKey>(['studentId', 'name', 'yearLabel', 'className', 'idNumber']);

/** A row that only names its pupil was left blank: the sheet of a whole class is filled for some. */
function isFilled(row: SummaryRow, table: MappedTable<SummaryKey>): boolean {
  return (Object.keys(table.mapping) as SummaryKey[]).some((key) => !identity.has(key) && row.text(key) !== '');
}

/** A bare number under a heading in 万元 is given its unit. */
function cellText(row: SummaryRow, key: SummaryKey, tenThousands: ReadonlySet<SummaryKey>): string {
  const text = row.text(key);
  return tenThousands.has(key) && /^[\d０-９.．,，]+$/u.test(text) ? `${text}万元` : text;
}

/** A problem of the form knows its field; the file's reader wants the cell. */
function inCell(row: SummaryRow, problem: Problem): Problem {
  const key = keyOfPath(problem.column ?? '');
  const cell = row.address(key) || row.address('name');
  return { ...problem, row: row.rowNumber, cell: cell || null, column: row.address(key) === '' ? 'name' : key, value: row.text(key) };
}

/** `members.0.income` of the draft is 成员1 of the sheet. */
function keyOfPath(path: string): SummaryKey {
  const member = /^members\.(\d+)\.(\w+)$/.exec(path);
  return (member ? `members.${Number(member[1]) + 1}.${member[2] ?? 'name'}` : path) as SummaryKey;
}

/** What a person should look at; what a form of this kind never says is not complained of row by row. */
function looksOf(row: SummaryRow, receipt: PlannedReceipt): readonly Problem[] {
  if (pileAction(receipt) === 'same') return [];
  return receipt.formProblems.filter((problem) => problem.severity === 'look' && (row.address(keyOfPath(problem.path)) !== '' || !/_missing$|unsigned|not_handwritten|other_needed|no_members/.test(problem.code)))
    .map((problem) => inCell(row, wordFormProblem(problem)));
}

function commit(db: WritableDb, table: MappedTable<SummaryKey>, analysis: ImportAnalysis<SummaryPlan>, context: ImportCommitContext<PileOptions, object>): ImportOutcome {
  const { term, schoolId } = context;
  if (term === null) throw refuse('lists.term_missing', {});
  const forms = analysis.plan.forms.filter(({ rowNo }) => !context.leftOut.has(rowNo))
    .map(({ rowNo, ...form }) => ({ ...form, source: { importedFileId: context.importedFileId, rowNo } }));
  const receipts = planReceipts(db, forms, importContext(db, { ...context, term }));
  const done = takeInPile(db, receipts, { schoolId, schoolYear: schoolYearOf(term) }, { accountId: context.accountId, at: context.at });
  return { accepted: table.rows.length - context.leftOut.size, refused: context.leftOut.size, facts: done };
}

/** Takes in what is complete and keeps as drafts what lacks a consent; the counts by what was done. */
export function takeInPile(
  db: WritableDb, receipts: readonly PlannedReceipt[], place: { readonly schoolId: number; readonly schoolYear: string }, stamp: { readonly accountId: number; readonly at: string },
): { readonly 收下: number; readonly 更正: number; readonly 存为草稿: number; readonly 没有变化: number } {
  const of = (action: string): readonly PlannedReceipt[] => receipts.filter((receipt) => pileAction(receipt) === action);
  applyReceipts(db, [...of('receive'), ...of('correct')], place, stamp);
  for (const { studentId, draft } of of('draft')) saveApplicationDraft(db, { ...place, studentId }, draft, stamp);
  return { 收下: of('receive').length, 更正: of('correct').length, 存为草稿: of('draft').length, 没有变化: of('same').length };
}
