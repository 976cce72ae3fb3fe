import * as z from 'zod';
import type { Problem } from '#shared/contract/base.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { MonthKey } from '#shared/domain/entitlement/support-months.ts';
import { formatMonth, monthsOfTerm, readSupportMonth } from '#shared/domain/entitlement/support-months.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow } from '#shared/domain/tabular/mapped-table.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { insertSupportMonth } from '#main/db/repositories/support-month.ts';
import { attendanceRows } from '#main/services/attendance-entries.ts';
import { assertTermOpen } from '#main/services/journal.ts';
import { PupilFinder } from '#main/services/pupil-finder.ts';
import { problemOf } from '#main/services/refusal.ts';
import type { ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

const chinese = ['一', '二', '三', '四', '五', '六', '七', '八', '九', '十', '十一', '十二'] as const;

const fields: FieldCatalogue = [
  { key: 'name', label: '姓名', kind: 'name', aliases: ['学生姓名', '学生'], required: true },
  { key: 'className', label: '班级', kind: 'class', aliases: ['班级名称', '所在班级', '班别'] },
  { key: 'idNumber', label: '身份证号', kind: 'id_number', aliases: ['身份证号码', '身份证件号', '证件号码'] },
  ...chinese.map((word, index) => ({ key: `m${index + 1}`, label: `${index + 1}月`, kind: 'text' as const, aliases: [`${index + 1}月份`, `${word}月`, `${word}月份`, `${String(index + 1).padStart(2, '0')}月`, `${index + 1}月在校`, `${index + 1}月考勤`] })),
];

interface PlannedMonth { readonly rowNo: number; readonly studentId: number; readonly month: MonthKey; readonly halfMonths: number }

const keyOfMonth = (month: MonthKey): string => `m${Number(month.slice(5))}`;

/** The months of one row, with a problem at each cell that can't be read or may not be filled. */
function monthsIn(row: MappedRow, term: TermKey, name: string, closedIn: (month: MonthKey) => string) {
  const problems: Problem[] = [];
  const months = monthsOfTerm(term).flatMap((month) => {
    const text = row.text(keyOfMonth(month));
    const halfMonths = readSupportMonth(text);
    if (halfMonths === undefined) problems.push(rowProblem(row, keyOfMonth(month), 'attendance.cell_unreadable', { value: text, month: formatMonth(month) }));
    if (halfMonths === undefined || halfMonths === null) return [];
    if (halfMonths > 0 && closedIn(month) !== '') problems.push(rowProblem(row, keyOfMonth(month), 'attendance.month_closed', { name, month: formatMonth(month), why: closedIn(month) }));
    return [{ month, halfMonths }];
  });
  return { months, problems };
}

function readRows(db: ReadableDb, rows: readonly MappedRow[], { schoolId, term }: { readonly schoolId: number; readonly term: TermKey }) {
  const known = new Map(attendanceRows(db, { schoolId, term, classIds: null }).map((row) => [row.studentId, row]));
  const finder = new PupilFinder(listPupilLines(db, schoolId), (findSchool(db, schoolId)?.stages ?? []) as readonly EducationStage[], schoolYearOf(term));
  const seen = new Map<number, number>();
  const plan: PlannedMonth[] = [];
  const readings = rows.map((row): RowReading => {
    const name = row.text('name');
    const wrong = (problems: readonly Problem[]): RowReading => ({ rowNumber: row.rowNumber, bucket: 'wrong', understanding: problems[0]?.sentence ?? '', problems: [...problems] });
    const found = finder.find({ name, classLabel: row.text('className'), idNumber: row.isSpoiltNumber('idNumber') ? '' : row.text('idNumber') });
    if (found.kind === 'none') return wrong([rowProblem(row, 'name', 'identification.pupil_not_found', { name, className: row.text('className') })]);
    if (found.kind === 'several') return wrong([rowProblem(row, 'name', 'identification.pupil_ambiguous', { name, classes: row.text('className') })]);
    const { studentId } = found.pupil;
    const pupil = known.get(studentId);
    if (pupil === undefined) return wrong([rowProblem(row, 'name', 'attendance.not_vocational', { name })]);
    const earlier = seen.get(studentId);
    if (earlier !== undefined) return wrong([rowProblem(row, 'name', 'attendance.pupil_repeated', { name, row: earlier })]);
    seen.set(studentId, row.rowNumber);
    const { months, problems } = monthsIn(row, term, name, (month) => pupil.cells.find((cell) => cell.month === month)?.closed ?? '');
    if (problems.length > 0) return wrong(problems);
    if (months.length === 0) return wrong([rowProblem(row, 'name', 'attendance.row_empty', { name })]);
    plan.push(...months.filter((one) => pupil.cells.find((cell) => cell.month === one.month)?.halfMonths !== one.halfMonths).map((one) => ({ rowNo: row.rowNumber, studentId, ...one })));
    return { rowNumber: row.rowNumber, bucket: 'ok', understanding: sentenceOf('attendance.row_read', { name, months: months.length, halves: months.reduce((sum, one) => sum + one.halfMonths, 0) }), problems: [] };
  });
  return { readings, plan };
}

/** 中职考勤表: a pupil a row, a month a column; 1, 0.5 and 0, or the words schools write. */
export const attendanceSheetPurpose: ImportPurpose<string, readonly PlannedMonth[], Record<string, never>, Record<string, never>> = {
  purpose: 'attendance_sheet',
  label: '中职考勤表',
  readPermission: 'entitlement.read',
  writePermission: 'entitlement.propose',
  fields,
  options: z.object({}) as z.ZodType<Record<string, never>>,
  decisions: z.object({}) as z.ZodType<Record<string, never>>,
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: true,

  analyse(db, table, { schoolId, term }) {
    if (term === null) return { rows: [], fileProblems: [problemOf('attendance.no_months', {})], counts: [], plan: [] };
    const hasMonth = monthsOfTerm(term).some((month) => table.rows.some((row) => row.text(keyOfMonth(month)) !== ''));
    const { readings, plan } = readRows(db, table.rows, { schoolId, term });
    return { rows: readings, fileProblems: hasMonth ? [] : [problemOf('attendance.no_months', {})], counts: [{ key: 'new', label: '要登记的月份', count: plan.length }], plan };
  },

  commit(db, table, { plan }, context) {
    if (context.term !== null) assertTermOpen(db, context.schoolId, context.term);
    const taken = plan.filter((one) => !context.leftOut.has(one.rowNo));
    for (const { rowNo, studentId, month, halfMonths } of taken) {
      insertSupportMonth(db, { schoolId: context.schoolId, studentId, month, halfMonths, note: '', importedFileId: context.importedFileId, rowNo }, { accountId: context.accountId, at: context.at });
    }
    return { accepted: table.rows.length - context.leftOut.size, refused: context.leftOut.size, facts: { 登记月份: taken.length } };
  },
};
