import * as z from 'zod';
import type { Problem } from '#shared/contract/base.ts';
import { isoDateSchema } from '#shared/contract/base.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { visitPurposes, visitWays } from '#shared/domain/visits/visit.ts';
import type { VisitRecord } from '#shared/domain/visits/visit.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findAccount } from '#main/db/repositories/account.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { PupilFinder } from '#main/services/pupil-finder.ts';
import type { FoundPupil } from '#main/services/pupil-finder.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import { applyVisits, planVisits } from '#main/services/visit-records.ts';
import type { PlacedProblem, PlannedVisit, VisitContext, VisitEntry } from '#main/services/visit-records.ts';
import { rowProblem } from '../row-problem.ts';
import type { ImportAnalysis, ImportCommitContext, ImportContext, ImportOutcome, ImportPurpose, RowReading } from '../purpose.ts';
import { classOf, readVisitRow } from './home-visit-row.ts';
import type { VisitFieldKey, VisitFileRow } from './home-visit-row.ts';

const optionsSchema = z.object({
  /** What the file itself doesn't say. */
  visitedOn: isoDateSchema.nullable().default(null),
  way: z.enum(visitWays).nullable().default(null),
  visitors: z.string().trim().max(200).default(''),
  purpose: z.enum(visitPurposes).default('verification'),
});
export type VisitFileOptions = z.output<typeof optionsSchema>;

const fields: FieldCatalogue<VisitFieldKey> = [
  { key: 'name', label: '姓名', kind: 'name', aliases: ['学生姓名', '学生', '被访学生', '姓 名'], required: true },
  { key: 'yearLabel', label: '年级', kind: 'class', aliases: ['年级名称', '所在年级'] },
  { key: 'className', label: '班级', kind: 'class', aliases: ['班级名称', '所在班级', '班别', '年级班级', '年级、班级', '班'] },
  { key: 'idNumber', label: '身份证号', kind: 'id_number', aliases: ['身份证号码', '学生身份证号', '证件号码', '身份证件号'] },
  { key: 'visitedOn', label: '家访日期', kind: 'date', aliases: ['家访时间', '走访日期', '走访时间', '入户日期', '入户时间', '日期', '时间'] },
  { key: 'way', label: '家访方式', kind: 'text', aliases: ['走访方式', '方式', '家访形式', '形式'] },
  { key: 'visitors', label: '家访人', kind: 'name', aliases: ['家访教师', '走访人', '家访人员', '走访人员', '走访教师', '家访老师', '入户人员'] },
  { key: 'respondent', label: '受访人', kind: 'name', aliases: ['被访人', '家长姓名', '接访人', '受访家长'] },
  { key: 'respondentRelation', label: '与学生关系', kind: 'text', aliases: ['关系', '受访人关系'] },
  { key: 'address', label: '家庭住址', kind: 'text', aliases: ['家庭地址', '住址', '走访地址'] },
  { key: 'household', label: '家庭成员', kind: 'text', aliases: ['家庭成员情况', '家庭人口', '家庭情况'] },
  { key: 'income', label: '家庭年收入', kind: 'text', aliases: ['年收入', '家庭年收入（元）', '年收入（元）', '全家年收入'] },
  { key: 'incomeNote', label: '收入来源', kind: 'text', aliases: ['主要收入来源', '收入情况'] },
  { key: 'spendingNote', label: '支出与负债', kind: 'text', aliases: ['主要支出', '大项支出', '负债', '支出情况', '大项支出与负债'] },
  { key: 'housing', label: '住房', kind: 'text', aliases: ['住房情况', '居住条件', '居住情况'] },
  { key: 'health', label: '健康', kind: 'text', aliases: ['健康状况', '家庭成员健康'] },
  { key: 'findings', label: '家访情况', kind: 'text', aliases: ['所见情况', '走访情况', '家访记录', '家访内容', '核查情况', '了解到的情况'] },
  { key: 'consistent', label: '是否一致', kind: 'text', aliases: ['与申请是否一致', '是否与申请一致', '是否与申报一致', '与申报是否一致', '是否属实一致'] },
  { key: 'differs', label: '不一致之处', kind: 'text', aliases: ['不一致情况', '不符之处', '差异说明'] },
  { key: 'familyWords', label: '家长意见', kind: 'text', aliases: ['家长的话', '家长反馈', '家长诉求', '家长意见和建议'] },
  { key: 'verdict', label: '家访结论', kind: 'text', aliases: ['结论', '核查结论', '是否属实', '走访结论'] },
  { key: 'conclusion', label: '结论说明', kind: 'text', aliases: ['处理意见', '意见', '建议'] },
  { key: 'policyTold', label: '讲解政策', kind: 'flag', aliases: ['是否讲解政策', '政策宣讲', '政策宣传'] },
  { key: 'entrustedTo', label: '委托给', kind: 'text', aliases: ['受委托单位', '委托单位', '受委托人'] },
  { key: 'entrustedReason', label: '委托原因', kind: 'text', aliases: ['为何委托'] },
  { key: 'photosReason', label: '不宜拍照原因', kind: 'text', aliases: ['不拍照原因', '未拍照原因'] },
];

/** A class's summary of its visits: one row a visit. What was recorded before is refused in its cell, so that a longer file can't count twice. */
export const homeVisitsPurpose: ImportPurpose<VisitFieldKey, readonly (VisitEntry | null)[], VisitFileOptions, object> = {
  purpose: 'home_visits',
  label: '家访汇总表',
  readPermission: 'visit.read',
  writePermission: 'visit.write',
  fields,
  options: optionsSchema,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: true,
  analyse,
  commit,
};

interface ReadRow {
  readonly entry: VisitEntry | null;
  readonly wrong: readonly Problem[];
  readonly look: readonly Problem[];
}

function analyse(db: ReadableDb, table: MappedTable<VisitFieldKey>, context: ImportContext<VisitFileOptions>): ImportAnalysis<readonly (VisitEntry | null)[]> {
  const asked = contextOf(db, context);
  if (asked === null) {
    const rows = table.rows.map((row): RowReading => ({ rowNumber: row.rowNumber, bucket: 'wrong', understanding: '', problems: [] }));
    return { rows, fileProblems: [problemOf('lists.term_missing', {})], counts: [], plan: [] };
  }
  const pupils = listPupilLines(db, context.schoolId).filter((line) => line.status === 'enrolled' || line.status === 'suspended');
  // A 班主任 finds its own pupils only: to it, others are not on the roster.
  const finder = new PupilFinder(
    asked.classIds === null ? pupils : pupils.filter((line) => asked.classIds?.includes(line.classId ?? 0)), (findSchool(db, context.schoolId)?.stages ?? []) as readonly EducationStage[], asked.year);
  const read = table.rows.map((row) => readRow(row, finder, asked, context.options));
  const planned = planVisits(db, read.flatMap(({ entry }) => (entry === null ? [] : [entry])), asked);
  const byRow = new Map(planned.map((one) => [one.source?.rowNo ?? 0, one]));
  const rows = read.map((one, at) => readingOf(table.rows[at]!, one, byRow.get(table.rows[at]!.rowNumber)));
  const taken = planned.filter((one) => one.wrong.length === 0);
  return {
    rows, fileProblems: [], plan: read.map(({ entry }) => entry),
    counts: [
      { key: 'visits', label: '家访', count: taken.length },
      { key: 'inconsistent', label: '其中不一致', count: taken.filter((one) => one.visit.consistent === 'inconsistent').length },
    ],
  };
}

function commit(
  db: WritableDb, _table: MappedTable<VisitFieldKey>, analysis: ImportAnalysis<readonly (VisitEntry | null)[]>, context: ImportCommitContext<VisitFileOptions, object>,
): ImportOutcome {
  const asked = contextOf(db, context);
  if (asked === null) throw refuse('lists.term_missing', {});
  const entries = analysis.plan.flatMap((entry) => (entry === null || entry.source === null || context.leftOut.has(entry.source.rowNo)
    ? [] : [{ ...entry, source: { importedFileId: context.importedFileId, rowNo: entry.source.rowNo } }]));
  const ids = applyVisits(db, entries, asked, { accountId: context.accountId, at: context.at });
  return { accepted: ids.length, refused: analysis.rows.length - ids.length, facts: { 家访: ids.length } };
}

function contextOf(db: ReadableDb, { schoolId, term, today, accountId }: Pick<ImportContext<object>, 'schoolId' | 'term' | 'today' | 'accountId'>): VisitContext | null {
  const account = findAccount(db, accountId);
  return term === null ? null : { schoolId, year: schoolYearOf(term), today, classIds: account?.role === 'class_teacher' ? account.classIds : null };
}

function readRow(row: VisitFileRow, finder: PupilFinder, { year }: VisitContext, options: VisitFileOptions): ReadRow {
  const found = finder.find({ name: row.text('name'), classLabel: classOf(row), idNumber: row.isSpoiltNumber('idNumber') ? '' : row.text('idNumber') });
  const who = pupilProblems(row, found, year);
  const { visit, wrong } = readVisitRow(row, options);
  const all = [...who.wrong, ...wrong];
  if (found.kind !== 'found' || visit === null || all.length > 0) return { entry: null, wrong: all, look: who.look };
  return { entry: { studentId: found.pupil.studentId, visit, source: { importedFileId: 0, rowNo: row.rowNumber } }, wrong: [], look: who.look };
}

function pupilProblems(row: VisitFileRow, found: FoundPupil, year: VisitContext['year']): { readonly wrong: readonly Problem[]; readonly look: readonly Problem[] } {
  switch (found.kind) {
    case 'none':
      return { wrong: [rowProblem(row, 'name', 'identification.pupil_not_found', { name: row.text('name'), className: classOf(row) })], look: [] };
    case 'several':
      return { wrong: [rowProblem(row, 'name', 'identification.pupil_ambiguous', { name: row.text('name'), classes: found.pupils.map((pupil) => formatPupilClass(pupil, year)).join('、') })], look: [] };
    case 'found': {
      const className = formatPupilClass(found.pupil, year);
      return {
        wrong: [],
        look: [
          ...(found.differs.includes('name') ? [rowProblem(row, 'name', 'identification.name_differs', { listed: row.text('name'), ours: found.pupil.name })] : []),
          ...(found.differs.includes('class') ? [rowProblem(row, 'className', 'identification.class_differs', { listed: classOf(row), ours: className })] : []),
          ...(found.by === 'name' ? [rowProblem(row, 'name', 'identification.pupil_by_name_only', { name: found.pupil.name, className })] : []),
        ],
      };
    }
  }
}

/** The column a field of the record came from. */
const columnOf: Readonly<Partial<Record<keyof VisitRecord, VisitFieldKey>>> = {
  visitedOn: 'visitedOn', visitors: 'visitors', entrustedTo: 'entrustedTo', entrustedReason: 'entrustedReason', differs: 'differs', photosReason: 'photosReason', way: 'way',
};

function inCell(row: VisitFileRow, { field, problem }: PlacedProblem): Problem {
  const key = (field === null ? undefined : columnOf[field]) ?? 'name';
  return { ...problem, row: row.rowNumber, cell: row.address(key) || row.address('name') || null, column: key, value: row.text(key) };
}

function readingOf(row: VisitFileRow, read: ReadRow, planned: PlannedVisit | undefined): RowReading {
  const wrong = [...read.wrong, ...(planned?.wrong ?? []).map((one) => inCell(row, one))];
  const look = [...read.look, ...(planned?.look ?? []).map((one) => inCell(row, one))];
  const said = planned === undefined ? '' : sentenceOf('visit.imported', { name: planned.name, date: planned.visit.visitedOn, way: planned.visit.way, consistent: planned.visit.consistent });
  return { rowNumber: row.rowNumber, bucket: wrong.length > 0 ? 'wrong' : look.length > 0 ? 'look' : 'ok', understanding: wrong[0]?.sentence ?? said, problems: [...wrong, ...look] };
}
