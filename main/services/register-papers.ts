import type { RegisterKind, ResponsibilityAct } from '#shared/contract/registers.ts';
import type { SummaryLine } from '#shared/domain/identification/register-summary.ts';
import { compareSpecialGroups } from '#shared/domain/identification/special-group.ts';
import { gradeRank, isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import { formatTerm, formatTermShort } from '#shared/domain/calendar/term.ts';
import { caseStateTexts, routeTexts } from '#shared/text/identification.ts';
import { gradeChangeTexts, registerTexts } from '#shared/text/registers.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper, RegisterPart } from '#main/print/papers/register.ts';
import { refuse } from './refusal.ts';
import type { PlacedRow, RegisterScope } from './register-lists.ts';
import { changesOf, nationalRows, placedRows, summaryOf } from './register-lists.ts';

type Content = Pick<RegisterPaper, 'facts' | 'columns' | 'parts' | 'notes' | 'signatures' | 'wide'>;

export interface RegisterHead {
  readonly school: string;
  readonly imprint: Imprint;
}

/** A register as paper; refuses where there is nobody on it. */
export function registerPaper(db: ReadableDb, scope: RegisterScope, register: RegisterKind, { school, imprint }: RegisterHead): RegisterPaper {
  const content = contentOf(db, scope, register);
  if (content.parts.every((part) => part.rows.length === 0)) throw refuse('register.nothing_to_print', { register: registerTexts[register] });
  return { kind: 'register', title: `${school}家庭经济困难学生${registerTexts[register]}`, subtitle: formatTerm(scope.term), imprint, ...content };
}

/** The same register as a worksheet: the parts below one another under one header row, with the part's name in the first column where there are several. */
export function registerSheet(db: ReadableDb, scope: RegisterScope, register: RegisterKind): SheetToWrite {
  const content = contentOf(db, scope, register);
  if (content.parts.every((part) => part.rows.length === 0)) throw refuse('register.nothing_to_print', { register: registerTexts[register] });
  const several = content.parts.some((part) => part.heading !== '');
  const head = [...(several ? ['分组'] : []), ...content.columns.map((column) => column.title.replace('\n', ''))];
  const numeric = content.columns.map((column) => column.align === 'right');
  const cell = (text: string, column: number, total: boolean): WriteCell =>
    (numeric[column] === true && /^\d+$/.test(text) ? { number: text, ...(total ? { look: 'total' as const } : {}) } : { text, ...(total ? { look: 'total' as const } : {}) });
  const rowOf = (part: RegisterPart, row: readonly string[], total: boolean): WriteCell[] => [...(several ? [part.heading] : []), ...row.map((text, column) => cell(text, column, total))];
  return {
    name: registerTexts[register].replace(/[（）]/g, ''), headerRows: 1,
    rows: [head.map((text): WriteCell => ({ text, look: 'header' })), ...content.parts.flatMap((part) => [...part.rows.map((row) => rowOf(part, row, false)), ...(part.total === null ? [] : [rowOf(part, part.total, true)])])],
  };
}

function contentOf(db: ReadableDb, scope: RegisterScope, register: RegisterKind): Content {
  switch (register) {
    case 'summary': return summaryContent(db, scope);
    case 'changes': return changesContent(db, scope);
    case 'national': return nationalContent(db, scope);
    default: return pupilsContent(db, scope, register);
  }
}

const left = (title: string, width: RegisterColumn['width']): RegisterColumn => ({ title, width, align: 'left' });
const center = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });
const right = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'right' });
const ordinal = center('序号', 11);

function summaryContent(db: ReadableDb, scope: RegisterScope): Content {
  const summary = summaryOf(db, scope);
  const rowOf = (line: SummaryLine): string[] => [line.label, ...[line.pupils, line.cases, line.hardship, ...line.byGrade, line.undecided].map(String)];
  const part = (heading: string, lines: readonly SummaryLine[], total: SummaryLine | null): RegisterPart => ({ heading, rows: lines.map(rowOf), total: total === null ? null : rowOf(total) });
  return {
    wide: true,
    facts: [{ label: '在校学生', text: `${summary.total.pupils} 人` }, { label: '认定困难', text: `${summary.total.hardship} 人` }, { label: '有个案未认定', text: `${summary.total.undecided} 人` }],
    columns: [left('项目', { share: 1 }), right('学生', 20), right('个案', 20), right('认定困难', 24), ...summary.grades.map((grade) => right(grade, 24)), right('未认定', 20)],
    parts: [
      part('一、按班级', summary.byClass, summary.total), part('二、按年级', summary.byYear, summary.total), part('三、按认定途径', summary.byRoute, summary.total),
      part('四、按特殊群体', summary.byGroup, null),
    ],
    notes: ['注：同时属于几类特殊群体的学生在每一类里各计一次，所以第四部分不合计。', '注：困难学生按实际认定，不设比例和名额。'],
    signatures: ['制表人', '资助负责人', '校长（公章）'],
  };
}

type PupilsKind = Exclude<RegisterKind, 'summary' | 'changes' | 'national'>;

/** Under which headings a pupil stands; a pupil of several groups stands under each. */
function headingsOf(row: PlacedRow, register: PupilsKind): readonly string[] {
  switch (register) {
    case 'pupils_by_class': return [row.className || '未分班'];
    case 'pupils_by_year': return [row.yearName || '年级不明'];
    case 'pupils_by_grade': return [row.determination?.grade ?? '还没有认定'];
    case 'pupils_by_route': return [row.case === null ? '没有个案' : routeTexts[row.case.route]];
    case 'pupils_by_group': return row.groups.length === 0 ? ['不属于特殊群体'] : row.groups.map((group) => group.label);
  }
}

function pupilsContent(db: ReadableDb, scope: RegisterScope, register: PupilsKind): Content {
  const { gradeSet } = scope.settings;
  const rows = placedRows(db, scope).filter((row) => row.case !== null);
  const byHeading = Map.groupBy(rows.flatMap((row) => headingsOf(row, register).map((heading) => ({ heading, row }))), (one) => one.heading);
  const groupOrder = new Map(rows.flatMap((row) => row.groups).map((group) => [group.label, group.groupKey]));
  const order = (label: string): number => (register === 'pupils_by_grade' ? gradeRank(label, gradeSet) : 0);
  const headings = [...byHeading.keys()].toSorted((one, other) => {
    const [a, b] = [groupOrder.get(one), groupOrder.get(other)];
    return register === 'pupils_by_group' ? (a === undefined ? 1 : b === undefined ? -1 : compareSpecialGroups(a, b)) : order(one) - order(other);
  });
  const cells = (row: PlacedRow, index: number): string[] => [
    String(index + 1), row.className, row.name, row.case === null ? '' : routeTexts[row.case.route], row.groups.map((group) => group.label).join('、'), row.determination?.grade ?? '',
    row.determination?.decidedOn ?? '', row.case === null ? '' : caseStateTexts[row.case.state], row.determination?.reason ?? '',
  ];
  return {
    wide: true,
    facts: [{ label: '个案', text: `${rows.length} 人` }, { label: '认定困难', text: `${rows.filter((row) => row.determination !== null && isHardshipGrade(row.determination.grade, gradeSet)).length} 人` }],
    columns: [ordinal, left('班级', { mm: 30 }), left('姓名', { mm: 24 }), center('途径', 24), left('特殊群体', { share: 1 }), center('困难等级', 22), center('认定日期', 22), center('状态', 22), left('认定理由', { share: 1 })],
    parts: headings.map((heading) => {
      const own = (byHeading.get(heading) ?? []).map((one) => one.row);
      return { heading: `${heading}（${own.length} 人）`, rows: own.map(cells), total: null };
    }),
    notes: register === 'pupils_by_group' ? ['注：同时属于几类特殊群体的学生在每一类里各列一次。'] : [], signatures: ['制表人', '资助负责人', '校长（公章）'],
  };
}

function changesContent(db: ReadableDb, scope: RegisterScope): Content {
  const { previousTerm, rows, all } = changesOf(db, scope);
  return {
    wide: true,
    facts: (['begun', 'raised', 'lowered', 'ended', 'same'] as const).map((change) => ({ label: gradeChangeTexts[change], text: `${all.filter((row) => row.change === change).length} 人` })),
    columns: [
      ordinal, left('班级', { mm: 30 }), left('姓名', { mm: 24 }), center(formatTermShort(previousTerm), 22), center(formatTermShort(scope.term), 22), center('变动', 22), center('认定日期', 22),
      left('新增群体', { share: 1 }), left('减少群体', { share: 1 }), left('理由', { share: 1.4 }),
    ],
    parts: [{
      heading: '', total: null,
      rows: rows.map((row, index) => [
        String(index + 1), row.className, row.name, row.before ?? '', row.after ?? '', gradeChangeTexts[row.change], row.decidedOn ?? '', row.gained.join('、'), row.lost.join('、'), row.reason,
      ]),
    }],
    notes: [`注：与 ${formatTerm(previousTerm)}相比；原认定保留在个案里，本表只列有变动的学生。`], signatures: ['制表人', '资助负责人', '校长（公章）'],
  };
}

function nationalContent(db: ReadableDb, scope: RegisterScope): Content {
  const rows = nationalRows(db, scope);
  const open = [...new Set(rows.filter((row) => row.nationalGrade === null).map((row) => row.grade))];
  if (open.length > 0) throw refuse('register.grade_without_national', { grades: open.join('、') });
  return {
    wide: true, facts: [{ label: '认定', text: `${rows.length} 人` }],
    columns: [ordinal, left('班级', { mm: 32 }), left('姓名', { mm: 26 }), center('本校等级', 26), center('全国系统等级', 30), center('认定日期', 24), center('状态', 24), left('特殊群体', { share: 1 })],
    parts: [{
      heading: '', total: null,
      rows: rows.map((row, index) => [String(index + 1), row.className, row.name, row.grade, row.nationalGrade ?? '', row.decidedOn, caseStateTexts[row.state], row.groups]),
    }],
    notes: ['注：等级按 设置 → 规则 里本校的对应关系换成全国系统的说法。'], signatures: ['制表人', '资助负责人'],
  };
}

/** 责任追溯表: one pupil, one page: who entered, who checked, what each changed. */
export function responsibilityPaper(head: RegisterHead, pupil: { readonly name: string; readonly className: string; readonly yearText: string; readonly grade: string }, acts: readonly ResponsibilityAct[]): RegisterPaper {
  return {
    kind: 'register', title: `${head.school}认定责任追溯表`, subtitle: pupil.yearText, wide: true, imprint: head.imprint,
    facts: [{ label: '学生', text: pupil.name }, { label: '班级', text: pupil.className }, { label: '现行等级', text: pupil.grade }],
    columns: [ordinal, center('登记时间', 31), center('材料日期', 22), center('事项', 26), left('变更前', { share: 1 }), left('变更后', { share: 1.2 }), left('理由或说明', { share: 1.6 }), center('经办', 20), center('复核', 20)],
    parts: [{ heading: '', total: null, rows: acts.map((act, index) => [String(index + 1), act.at, act.onDate ?? '', act.what, act.before, act.after, act.note, act.by, act.checkedBy ?? '']) }],
    notes: ['注：按登记先后排列；每一行在操作记录里都有对应的一条，前后相扣，不能改写。'], signatures: ['资助专干', '资助负责人', '校长'],
  };
}

