import * as z from 'zod';
import { negativeListOptionsSchema } from '#shared/contract/verification.ts';
import type { NegativeListOptions } from '#shared/contract/verification.ts';
import type { Problem } from '#shared/contract/base.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { cleanIdNumber } from '#shared/domain/identity/id-number.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { readComparableId } from '#shared/domain/matching/list-row.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedRow, MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { negativeKindsOf } from '#shared/domain/verification/negative-kind.ts';
import type { NegativeKind } from '#shared/domain/verification/negative-kind.ts';
import { HouseholdIndex, matchNegative } from '#shared/domain/verification/negative-match.ts';
import type { NegativeFinding } from '#shared/domain/verification/negative-match.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertNegativeHit, insertNegativeList, insertNegativeRow, listNegativeKindRows } from '#main/db/repositories/verification.ts';
import { householdIndexOf } from '#main/services/negative-households.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import type { ImportAnalysis, ImportCommitContext, ImportContext, ImportOutcome, ImportPurpose, RowReading } from '../purpose.ts';
import { rowProblem } from '../row-problem.ts';

type NegativeField = 'name' | 'idNumber' | 'unit' | 'detail' | 'remark';
type NegativeTableRow = MappedRow<NegativeField>;

const fields: FieldCatalogue<NegativeField> = [
  { key: 'name', label: '姓名', kind: 'name', aliases: ['人员姓名', '职工姓名', '教职工姓名', '法定代表人', '法人代表', '法人姓名', '法定代表人姓名', '高管姓名', '负责人', '经营者', '经营者姓名', '车主', '车主姓名', '机动车所有人', '权利人', '权利人姓名', '产权人', '参保人', '参保人姓名', '纳税人姓名', '缴费人', '户主姓名', '对象姓名'] },
  { key: 'idNumber', label: '身份证号', kind: 'id_number', aliases: ['身份证号码', '证件号码', '证件号', '身份证', '公民身份号码', '公民身份证号', '居民身份证号码', '法定代表人身份证号', '法人身份证号', '法人代表身份证号码', '高管身份证号', '经营者身份证号', '车主身份证号', '权利人证件号', '权利人证件号码', '产权人身份证号', '社会保障号', '社会保障号码', '参保人身份证号', '纳税人识别号'] },
  { key: 'unit', label: '单位', kind: 'text', aliases: ['工作单位', '单位名称', '所在单位', '企业名称', '公司名称', '企业', '字号名称', '商户名称', '缴费单位', '参保单位', '扣缴单位', '号牌号码', '车牌号', '车牌号码', '坐落', '房屋坐落', '不动产坐落'] },
  { key: 'detail', label: '职务或内容', kind: 'text', aliases: ['职务', '岗位', '岗位类别', '编制类型', '人员类别', '人员性质', '职务(职称)', '经营范围', '注册资本', '车型', '车辆型号', '品牌型号', '建筑面积', '面积', '缴费基数', '险种', '税种', '项目'] },
  { key: 'remark', label: '备注', kind: 'text', aliases: ['说明', '备注说明', '登记状态', '企业状态', '状态'] },
];

interface PlannedNegativeRow {
  readonly rowNo: number;
  readonly name: string;
  readonly idNumber: string;
  readonly detail: string;
  readonly findings: readonly NegativeFinding[];
}

export interface NegativePlan {
  readonly rows: readonly PlannedNegativeRow[];
  readonly kind: NegativeKind | null;
}

/** A list of the negative check, held against the households as it is read (handbook 2.8). Any layout; a row that means nobody of the school is kept to be compared again. */
export const negativeListPurpose: ImportPurpose<NegativeField, NegativePlan, NegativeListOptions, object> = {
  purpose: 'negative_list',
  label: '负面名单',
  readPermission: 'verification.write',
  writePermission: 'verification.write',
  fields,
  options: negativeListOptionsSchema,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: false,
  analyse,
  commit,
};

function analyse(db: ReadableDb, table: MappedTable<NegativeField>, context: ImportContext<NegativeListOptions>): ImportAnalysis<NegativePlan> {
  const kind = negativeKindsOf(listNegativeKindRows(db, context.schoolId)).find((one) => one.key === context.options.kindKey && one.active) ?? null;
  const { term } = context;
  const index = term === null ? new HouseholdIndex([]) : householdIndexOf(db, context.schoolId, term);
  const pupils = new Map(listPupilLines(db, context.schoolId).map((line) => [line.studentId, term === null ? line.name : `${line.name}（${formatPupilClass(line, schoolYearOf(term))}）`]));
  const rows: RowReading[] = [];
  const plan: PlannedNegativeRow[] = [];
  for (const row of table.rows) {
    const problems = problemsOf(row);
    const comparable = row.isSpoiltNumber('idNumber') ? null : readComparableId(row.text('idNumber'));
    const planned = {
      rowNo: row.rowNumber, name: row.text('name'), idNumber: comparable?.id ?? '',
      detail: [row.text('unit'), row.text('detail'), row.text('remark')].filter((text) => text !== '').join('，'),
    };
    const findings = matchNegative({ nameKey: nameKey(planned.name), idNumber: planned.idNumber }, index);
    plan.push({ ...planned, findings });
    rows.push(readingOf(row, problems, findings, pupils));
  }
  const count = (strength: 'number' | 'name' | null): number => plan.filter(({ findings }, at) => rows[at]?.bucket !== 'wrong'
    && (strength === null ? findings.length === 0 : findings.some((one) => one.strength === 'number') ? strength === 'number' : findings.length > 0 && strength === 'name')).length;
  return {
    rows, fileProblems: fileProblemsOf(table, kind, term !== null),
    counts: [
      { key: 'number', label: '证件号命中', count: count('number') }, { key: 'name', label: '只有姓名相同', count: count('name') }, { key: 'none', label: '不是本校家庭', count: count(null) },
    ],
    plan: { rows: plan, kind },
  };
}

function fileProblemsOf({ mapping }: MappedTable<NegativeField>, kind: NegativeKind | null, hasTerm: boolean): Problem[] {
  return [
    ...(mapping.name === undefined && mapping.idNumber === undefined ? [problemOf('verification.no_person_column', {})] : []),
    ...(hasTerm ? [] : [problemOf('verification.term_missing', {})]), ...(kind === null ? [problemOf('verification.kind_unknown', {})] : []),
  ];
}

function problemsOf(row: NegativeTableRow): Problem[] {
  const number = cleanIdNumber(row.text('idNumber'));
  if (row.text('name') === '' && number === '') return [rowProblem(row, 'name', 'verification.row_empty', {})];
  if (row.isSpoiltNumber('idNumber') || /^[\d.]+E\+?\d+$/u.test(number)) return [rowProblem(row, 'idNumber', 'verification.id_spoilt', {})];
  if (number !== '' && readComparableId(number) === null && /^[\dX]+$/u.test(number)) return [rowProblem(row, 'idNumber', 'verification.id_unreadable', { length: number.length })];
  return [];
}

const wrongCodes = new Set(['verification.row_empty', 'verification.id_spoilt']);

function readingOf(row: NegativeTableRow, problems: readonly Problem[], findings: readonly NegativeFinding[], pupils: ReadonlyMap<number, string>): RowReading {
  const wrong = problems.find((problem) => wrongCodes.has(problem.code));
  const base = { rowNumber: row.rowNumber, problems };
  if (wrong) return { ...base, bucket: 'wrong', understanding: `${wrong.cell ? `${wrong.cell}：` : ''}${wrong.sentence}` };
  const named = (strength: 'number' | 'name'): string => findings.filter((one) => one.strength === strength)
    .map(({ person }) => `${pupils.get(person.studentId) ?? ''}的${person.source === 'pupil' ? '本人' : person.relation || '家庭成员'}`).join('、');
  const said = [
    ...(named('number') === '' ? [] : [sentenceOf('verification.understood_number', { pupils: named('number') })]),
    ...(named('name') === '' ? [] : [sentenceOf('verification.understood_name', { pupils: named('name') })]),
  ];
  return { ...base, bucket: said.length > 0 || problems.length > 0 ? 'look' : 'ok', understanding: said.length > 0 ? said.join('；') : sentenceOf('verification.understood_none', {}) };
}

function commit(
  db: WritableDb, table: MappedTable<NegativeField>, { plan }: ImportAnalysis<NegativePlan>, context: ImportCommitContext<NegativeListOptions, object>,
): ImportOutcome {
  const { schoolId, term, options } = context;
  if (term === null) throw refuse('verification.term_missing', {});
  if (plan.kind === null) throw refuse('verification.kind_unknown', {});
  const stamp = { accountId: context.accountId, at: context.at };
  const listId = insertNegativeList(db, {
    schoolId, kindKey: plan.kind.key, kindLabel: plan.kind.label, issuer: options.issuer, asOf: options.asOf, term, importedFileId: context.importedFileId, leftOutCount: context.leftOut.size,
  }, stamp);
  let byNumber = 0;
  let byName = 0;
  for (const row of plan.rows) {
    if (context.leftOut.has(row.rowNo)) continue;
    const rowId = insertNegativeRow(db, { listId, rowNo: row.rowNo, name: row.name, nameKey: nameKey(row.name), idNumber: row.idNumber, detail: row.detail });
    for (const { person, strength, nameDiffers } of row.findings) {
      insertNegativeHit(db, { rowId, studentId: person.studentId, personName: person.name, relation: person.relation, source: person.source, strength, nameDiffers }, context.at);
      if (strength === 'number') byNumber += 1;
      else byName += 1;
    }
  }
  const accepted = table.rows.length - context.leftOut.size;
  return { accepted, refused: context.leftOut.size, facts: { 证件号命中: byNumber, 只有姓名相同: byName } };
}
