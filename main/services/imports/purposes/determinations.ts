import * as z from 'zod';
import { determinationsOptionsSchema } from '#shared/contract/identification.ts';
import type { DeterminationsOptions } from '#shared/contract/identification.ts';
import type { Problem } from '#shared/contract/base.ts';
import { permissionsOf } from '#shared/domain/access/role.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { routeTexts } from '#shared/text/identification.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findAccount } from '#main/db/repositories/account.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { applyEntries, planEntries } from '#main/services/identification-entries.ts';
import type { Entry, EntryContext, PlannedEntry } from '#main/services/identification-entries.ts';
import { PupilFinder } from '#main/services/pupil-finder.ts';
import type { FoundPupil } from '#main/services/pupil-finder.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import { settingsOf } from '#main/services/settings.ts';
import { hitWarnings } from '#main/services/verification-views.ts';
import { rowProblem } from '../row-problem.ts';
import type { ImportAnalysis, ImportCommitContext, ImportContext, ImportOutcome, ImportPurpose, RowReading } from '../purpose.ts';

type DeterminationFieldKey = 'name' | 'className' | 'yearLabel' | 'idNumber' | 'grade' | 'reason' | 'route' | 'body' | 'decidedOn';
type DecisionRow = MappedRow<DeterminationFieldKey>;

const fields: FieldCatalogue<DeterminationFieldKey> = [
  { key: 'name', label: '姓名', kind: 'name', aliases: ['学生姓名', '学生', '姓 名'], required: true },
  { key: 'yearLabel', label: '年级', kind: 'class', aliases: ['年级名称', '所在年级'] },
  { key: 'className', label: '班级', kind: 'class', aliases: ['班级名称', '所在班级', '班别', '年级班级', '年级、班级', '班'] },
  { key: 'idNumber', label: '身份证号', kind: 'id_number', aliases: ['身份证号码', '学生身份证号', '学生身份证号码', '证件号码', '身份证件号', '公民身份号码'] },
  { key: 'grade', label: '困难等级', kind: 'text', aliases: ['认定等级', '认定档次', '困难档次', '认定结果', '困难类型', '困难程度', '认定困难等级', '等级', '档次', '家庭经济困难等级'], required: true },
  { key: 'reason', label: '认定理由', kind: 'text', aliases: ['理由', '认定原因', '困难原因', '认定依据', '原因', '调整理由'] },
  { key: 'route', label: '途径', kind: 'text', aliases: ['认定途径', '申请方式', '认定方式'] },
  { key: 'body', label: '认定机构', kind: 'text', aliases: ['认定组织', '认定小组', '认定单位'] },
  { key: 'decidedOn', label: '认定日期', kind: 'date', aliases: ['认定时间', '会议日期', '评定日期'] },
];

interface PlannedDecision {
  readonly rowNo: number;
  readonly entry: Entry | null;
}

export interface DeterminationsPlan {
  readonly rows: readonly PlannedDecision[];
}

/** A decision list as a body issued it: name, class, perhaps an ID, grade, reason. Its decisions supersede, never overwrite. */
export const determinationsPurpose: ImportPurpose<DeterminationFieldKey, DeterminationsPlan, DeterminationsOptions, object> = {
  purpose: 'determinations',
  label: '认定结果',
  readPermission: 'identification.read',
  writePermission: 'identification.write',
  fields,
  options: determinationsOptionsSchema,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: true,
  analyse,
  commit,
};

function analyse(db: ReadableDb, table: MappedTable<DeterminationFieldKey>, context: ImportContext<DeterminationsOptions>): ImportAnalysis<DeterminationsPlan> {
  if (context.term === null) {
    const rows = table.rows.map((row): RowReading => ({ rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: [] }));
    return { rows, fileProblems: [problemOf('lists.term_missing', {})], counts: [], plan: { rows: [] } };
  }
  const read = readRows(db, table, { ...context, term: context.term });
  const plan = planEntries(db, read.flatMap(({ entry }) => (entry === null ? [] : [entry])), entryContext(db, { ...context, term: context.term }));
  const planned = new Map(plan.map((one) => [one.source?.rowNo ?? 0, one]));
  const warnings = warningsFor(db, plan, context.schoolId, schoolYearOf(context.term), context.accountId);
  const rows = read.map((one, at): RowReading => warned(readingOf(table.rows[at]!, one, planned.get(one.rowNo)), warnings.get(planned.get(one.rowNo)?.studentId ?? 0) ?? []));
  const count = (change: PlannedEntry['change']): number => rows.filter((row) => row.bucket !== 'wrong' && planned.get(row.rowNumber)?.change === change).length;
  return {
    rows,
    fileProblems: [],
    counts: [
      { key: 'first', label: '新认定', count: count('first') },
      { key: 'change', label: '调整', count: count('change') },
      { key: 'same', label: '与已有相同', count: count('same') },
    ],
    plan: { rows: read.map(({ rowNo, entry }) => ({ rowNo, entry })) },
  };
}

function commit(
  db: WritableDb, _table: MappedTable<DeterminationFieldKey>, analysis: ImportAnalysis<DeterminationsPlan>, context: ImportCommitContext<DeterminationsOptions, object>,
): ImportOutcome {
  if (context.term === null) throw refuse('lists.term_missing', {});
  const { term } = context;
  const entries = analysis.plan.rows.flatMap(({ rowNo, entry }) =>
    (entry === null || context.leftOut.has(rowNo) ? [] : [{ ...entry, source: { importedFileId: context.importedFileId, rowNo } }]));
  const plan = planEntries(db, entries, entryContext(db, { ...context, term }));
  const effects = applyEntries(db, plan, { schoolId: context.schoolId, schoolYear: schoolYearOf(term) }, { accountId: context.accountId, at: context.at });
  return {
    accepted: entries.length,
    refused: analysis.rows.length - entries.length,
    facts: { 新认定: effects.firstDecisions, 调整: effects.changedDecisions, 新建个案: effects.casesOpened, 与已有相同: effects.unchanged },
  };
}

/** What the body should know of those it decides about, for an account that may read it. */
function warningsFor(db: ReadableDb, plan: readonly PlannedEntry[], schoolId: number, year: SchoolYear, accountId: number): ReadonlyMap<number, readonly string[]> {
  const account = findAccount(db, accountId);
  if (!account || !permissionsOf(account.role).has('verification.read')) return new Map();
  return hitWarnings(db, schoolId, year, plan.filter((entry) => entry.determination !== null).map((entry) => entry.studentId));
}

/** A warning asks for a look and keeps nothing out. */
function warned(reading: RowReading, warnings: readonly string[]): RowReading {
  if (warnings.length === 0) return reading;
  return { ...reading, bucket: reading.bucket === 'ok' ? 'look' : reading.bucket, understanding: [reading.understanding, ...warnings].filter((text) => text !== '').join('；') };
}

function entryContext(db: ReadableDb, context: Pick<ImportContext<object>, 'schoolId' | 'today' | 'accountId'> & { readonly term: TermKey }): EntryContext {
  const { schoolId, term, today } = context;
  const account = findAccount(db, context.accountId);
  return { schoolId, term, today, gradeSet: settingsOf(db, schoolId).gradeSet, classIds: account?.role === 'class_teacher' ? account.classIds : null };
}

interface ReadDecision {
  readonly rowNo: number;
  readonly entry: Entry | null;
  readonly wrong: readonly Problem[];
  readonly look: readonly Problem[];
}

function readRows(db: ReadableDb, table: MappedTable<DeterminationFieldKey>, context: ImportContext<DeterminationsOptions> & { readonly term: TermKey }): readonly ReadDecision[] {
  const year = schoolYearOf(context.term);
  const finder = new PupilFinder(
    listPupilLines(db, context.schoolId).filter((line) => line.status === 'enrolled' || line.status === 'suspended'),
    (findSchool(db, context.schoolId)?.stages ?? []) as readonly EducationStage[], year);
  return table.rows.map((row) => readRow(row, finder, year, context));
}

function readRow(row: DecisionRow, finder: PupilFinder, year: SchoolYear, context: ImportContext<DeterminationsOptions> & { readonly term: TermKey }): ReadDecision {
  const wrong: Problem[] = [];
  const look: Problem[] = [];
  const found = finder.find({ name: row.text('name'), classLabel: classOf(row), idNumber: row.isSpoiltNumber('idNumber') ? '' : row.text('idNumber') });
  notePupil(row, found, year, wrong, look);
  if (row.text('grade') === '') wrong.push(rowProblem(row, 'grade', 'identification.grade_missing', {}));
  const date = row.text('decidedOn');
  const decidedOn = date === '' ? context.options.decidedOn : parseIsoDate(date);
  if (date !== '' && decidedOn === null) wrong.push(rowProblem(row, 'decidedOn', 'identification.date_unread', { text: date }));
  if (date === '' && decidedOn === null) wrong.push(rowProblem(row, 'decidedOn', 'identification.date_missing', {}));
  const body = row.text('body') || context.options.body;
  if (body === '') wrong.push(rowProblem(row, 'body', 'identification.body_missing', {}));
  const route = readRoute(row, context.options.route, wrong);
  if (found.kind === 'none' || found.kind === 'several' || wrong.length > 0 || decidedOn === null) return { rowNo: row.rowNumber, entry: null, wrong, look };
  return {
    rowNo: row.rowNumber, wrong, look,
    entry: {
      studentId: found.pupil.studentId, addGroups: [], grade: row.text('grade'), reason: row.text('reason'), ...route,
      decision: { body, decidedOn, effectiveTerm: context.options.effectiveTerm ?? context.term }, source: { importedFileId: 0, rowNo: row.rowNumber },
    },
  };
}

function classOf(row: DecisionRow): string {
  const [year, one] = [row.text('yearLabel'), row.text('className')];
  return one === '' ? year : year === '' || /[年级高初大中小]/u.test(one) ? one : `${year}${one}`;
}

function notePupil(row: DecisionRow, found: FoundPupil, year: SchoolYear, wrong: Problem[], look: Problem[]): void {
  switch (found.kind) {
    case 'none':
      wrong.push(rowProblem(row, 'name', 'identification.pupil_not_found', { name: row.text('name'), className: classOf(row) }));
      break;
    case 'several':
      wrong.push(rowProblem(row, 'name', 'identification.pupil_ambiguous', { name: row.text('name'), classes: found.pupils.map((pupil) => formatPupilClass(pupil, year)).join('、') }));
      break;
    case 'found':
      if (found.differs.includes('name')) look.push(rowProblem(row, 'name', 'identification.name_differs', { listed: row.text('name'), ours: found.pupil.name }));
      if (found.differs.includes('class')) look.push(rowProblem(row, 'className', 'identification.class_differs', { listed: classOf(row), ours: formatPupilClass(found.pupil, year) }));
      if (found.by === 'name') look.push(rowProblem(row, 'name', 'identification.pupil_by_name_only', { name: found.pupil.name, className: formatPupilClass(found.pupil, year) }));
      break;
  }
}

/** The route a cell names is the pupil's; the one chosen for the file opens cases and changes none. */
function readRoute(row: DecisionRow, fallback: IdentificationRoute | null, wrong: Problem[]): Pick<Entry, 'route' | 'routeIfNew'> {
  const text = row.text('route').replace(/\s/gu, '');
  if (text === '') return fallback === null ? {} : { routeIfNew: fallback };
  const route = identificationRoutes.find((one) => routeTexts[one] === text || routeTexts[one].startsWith(text));
  if (route === undefined) wrong.push(rowProblem(row, 'route', 'identification.route_unknown', { text }));
  return { route };
}

/** A problem found in the plan knows its row; the file's reader wants the cell. */
function inCell(row: DecisionRow, problem: Problem): Problem {
  const key: DeterminationFieldKey = problem.code.startsWith('identification.grade') ? 'grade' : 'name';
  return problem.cell ? problem : { ...problem, cell: row.address(key) || null, column: key, value: row.text(key) };
}

function readingOf(row: DecisionRow, read: ReadDecision, planned: PlannedEntry | undefined): RowReading {
  const wrong = [...read.wrong, ...(planned?.problems ?? []).map((problem) => inCell(row, problem))];
  const problems = [...wrong, ...read.look];
  const understanding = wrong[0]?.sentence ?? planned?.sentence ?? '';
  return { rowNumber: read.rowNo, bucket: wrong.length > 0 ? 'wrong' : read.look.length > 0 ? 'look' : 'ok', understanding, problems };
}
