import type { ApplicationDraft } from '#shared/domain/applications/application-form.ts';
import { memberParts } from '#shared/domain/applications/application-form.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import { formLayouts } from '#shared/domain/applications/form-layout.ts';
import { memberSlots, summaryFields, summaryTexts } from '#shared/domain/applications/summary-fields.ts';
import type { SummaryKey } from '#shared/domain/applications/summary-fields.ts';
import { specialGroups } from '#shared/domain/identification/special-group.ts';
import { circumstanceTexts } from '#shared/text/applications.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';

/** One pupil of the summary; `draft` null: no form yet, the row is there to be filled. */
export interface SummaryLine {
  readonly studentId: number;
  readonly name: string;
  readonly className: string;
  readonly draft: ApplicationDraft | null;
}

/** Columns that are written whether anybody has them or not, so that the sheet can be filled and brought back. */
const always: ReadonlySet<string> = new Set<SummaryKey>([
  'studentId', 'className', 'name', 'appliedOn', 'familySize', 'address', 'postcode', 'guardianPhone', 'groups', 'perHead', 'circumstances.disaster', 'circumstances.accident',
  'circumstances.weakLabour', 'circumstances.unemployment', 'circumstances.debt', 'circumstances.other', 'promise.handwritten', 'promise.signedBy', 'promise.signedOn', 'consent.given',
  'consent.signedBy', 'consent.relation', 'consent.signedOn', ...memberSlots.slice(0, 4).flatMap((slot) => memberParts.map((part) => `members.${slot}.${part}` as const)),
]);

/** 班级申请汇总表 under the headings the import knows: a row a pupil, amounts in yuan. */
export function summaryFile(lines: readonly SummaryLine[], name: string): File {
  const texts = lines.map(({ studentId, name: pupil, className, draft }) => new Map<SummaryKey, string>([
    ...(draft === null ? [] : summaryTexts(draft)), ['studentId', String(studentId)], ['name', pupil], ['className', className],
  ]));
  const columns = summaryFields.filter(({ key }) => always.has(key) || texts.some((text) => (text.get(key) ?? '') !== ''));
  const rows: WriteCell[][] = [columns.map(({ label }) => ({ text: label, look: 'header' })), ...texts.map((text) => columns.map(({ key }) => text.get(key) ?? ''))];
  return xlsx([{ name: '申请汇总', rows, headerRows: 1 }], name);
}

const header = (text: string): WriteCell => ({ text, look: 'header' });
const label = (text: string): WriteCell => ({ text, look: 'total' });
const wide = 8;

/** A blank form to be filled on a computer, with labels the reader of forms knows; a line for each member, a cell beside each group for its √. */
export function blankFormFile(layout: FormLayoutKey): File {
  const { circumstances, asksAid, name } = formLayouts[layout];
  const rows: WriteCell[][] = [];
  const merges: NonNullable<SheetToWrite['merges']>[number][] = [];
  const add = (cells: WriteCell[], ...spans: readonly (readonly [left: number, right: number])[]): void => {
    for (const [left, right] of spans) merges.push({ top: rows.length, left, bottom: rows.length, right });
    rows.push(cells);
  };
  const block = (text: string): void => add([header(text)], [0, wide - 1]);
  add([{ text: '家庭经济困难学生认定申请表', look: 'title' }], [0, wide - 1]);
  add([label('姓名'), '', label('性别'), '', label('年级'), '', label('班级'), '']);
  add([label('身份证号码'), '', '', '', label('出生年月'), '', label('籍贯'), ''], [1, 3]);
  add([label('家庭人口'), '', label('户口性质'), '', label('手机号码'), '', '', ''], [5, 7]);
  add([label('详细通讯地址'), '', '', '', label('邮政编码'), '', label('家长手机号码'), ''], [1, 3]);
  block('家庭成员情况（学生本人不列）');
  add([header('姓名'), header('年龄'), header('与学生关系'), header('工作（学习）单位'), header('职业'), header('年收入（元）'), header('健康状况'), '']);
  for (let line = 0; line < 6; line += 1) add(['', '', '', '', '', '', '', '']);
  block('特殊群体类型（属于的在右边一格打 √）');
  const groups = specialGroups.filter((group) => group.ordinal <= 14);
  for (let at = 0; at < groups.length; at += 4) add(groups.slice(at, at + 4).flatMap((group) => [label(`${group.ordinal}.${group.label}`), '']));
  block('影响家庭经济状况有关信息');
  add([label('家庭人均年收入（元）'), '']);
  for (const key of circumstances) add([label(circumstanceTexts[key]), '', '', '', '', '', '', ''], [1, wide - 1]);
  if (asksAid) {
    block('申请资助项目（申请的在右边一格打 √）');
    add([label('寄宿生生活补助'), '', label('非寄宿生生活补助'), '']);
  }
  block('个人承诺：本人承诺以上所填写资料真实，如有虚假，愿承担相应责任。（纸质表上手抄并签字）');
  add([label('申请日期'), '', label('承诺签字人'), '', label('承诺句已手抄'), '', '', '']);
  add([label('监护人同意'), '', label('同意的监护人'), '', label('监护人与学生关系'), '', label('同意日期'), '']);
  return xlsx([{ name: '申请表', rows, merges, columnWidths: [24, 10, 22, 20, 22, 14, 16, 14] }], `认定申请表-${name.replace(/（.*$/u, '')}.xlsx`);
}

function xlsx(sheets: readonly SheetToWrite[], name: string): File {
  return new File([writeXlsx(sheets) as Uint8Array<ArrayBuffer>], name, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
}
