import { specialGroups } from '../identification/special-group.ts';
import type { CellTable } from '../tabular/cell-table.ts';
import { parseTriState } from '../tri-state.ts';
import type { TriState } from '../tri-state.ts';
import type { ApplicationDraft, MemberPart } from './application-form.ts';
import { emptyDraft, emptyMember, memberParts } from './application-form.ts';
import type { GridCell } from './form-grid.ts';
import { FormGrid, labelKey } from './form-grid.ts';
import type { FormLayoutKey } from './form-layout.ts';
import { readTicks } from './tick-marks.ts';

/** A single pupil's form as its sheet says it, with the cell each field stands in. */
export interface SheetForm {
  readonly draft: ApplicationDraft;
  readonly name: string;
  readonly year: string;
  readonly className: string;
  readonly idNumber: string;
  /** Field path → address, e.g. `members.1.income` → F12. */
  readonly cells: ReadonlyMap<string, string>;
}

/** What stands on a form before a value: the path of the field, and every way it is printed. The first is our own. */
const labels: readonly (readonly [path: string, ...names: string[]])[] = [
  ['year', '年级'], ['className', '班级', '年级班级', '所在班级'], ['name', '姓名', '学生姓名'], ['sex', '性别'], ['birthDate', '出生年月', '出生日期'],
  ['idNumber', '身份证号码', '身份证号', '居民身份证号'], ['familySize', '家庭人口', '家庭人口数', '家庭人数'], ['nativePlace', '籍贯'], ['hukouType', '户口性质', '户籍性质', '户口'],
  ['phone', '手机号码', '学生手机号码', '本人手机号码'], ['address', '详细通讯地址', '通讯地址', '家庭住址', '家庭地址', '详细地址'], ['postcode', '邮政编码', '邮编'],
  ['guardianPhone', '家长手机号码', '家长联系电话', '家长电话', '联系电话', '监护人电话'], ['perHead', '家庭人均年收入', '人均年收入'],
  ['circumstances.disaster', '家庭遭受自然灾害情况', '遭受自然灾害情况', '自然灾害情况'], ['circumstances.accident', '家庭遭受突发意外事件', '家庭遭受突发意外情况', '突发意外事件'],
  ['circumstances.weakLabour', '家庭成员因残疾、年迈而劳动能力弱情况', '家庭成员因残疾年迈而劳动能力弱情况', '家庭成员因残疾、年迈劳动能力弱情况'],
  ['circumstances.unemployment', '家庭成员失业情况'], ['circumstances.debt', '家庭欠债情况'], ['circumstances.other', '其他情况', '其它情况'],
  ['otherGroup', '其他特殊群体'], ['appliedOn', '申请日期', '填表日期', '日期'], ['promise.handwritten', '承诺句已手抄'], ['promise.signedBy', '承诺签字人', '签字', '承诺人签字', '签名'],
  ['promise.signedOn', '承诺签字日期'], ['consent.given', '监护人同意'], ['consent.signedBy', '同意的监护人', '监护人签字', '监护人'], ['consent.relation', '监护人与学生关系'],
  ['consent.signedOn', '同意日期'], ['aid.boarding', '寄宿生生活补助'], ['aid.nonBoarding', '非寄宿生生活补助'],
];
const pathOfLabel = new Map(labels.flatMap(([path, ...names]) => names.map((name) => [labelKey(name), path] as const)));
/** Names of blocks: no value stands behind or under them, and a table of members ends at them. */
const blocks = /^(?:特殊群体类型|影响家庭经济状况|个人承诺|家庭通讯信息|家庭成员情况|学生基本情况|基本情况|申请资助项目|认定意见|备注|说明|注)/u;

const memberLabels: Readonly<Record<MemberPart, readonly string[]>> = {
  name: ['姓名'], age: ['年龄'], relation: ['与学生关系', '关系', '与本人关系', '称谓'], employer: ['工作学习单位', '工作单位', '单位', '工作或学习单位'], job: ['职业', '从业情况'], income: ['年收入', '收入'],
  health: ['健康状况', '健康情况'],
};
const groupLabels = specialGroups.filter((group) => group.ordinal <= 14).flatMap((group) => [...new Set([group.label, group.label.replace(/学生$/u, '')])].map((text) => [text, group.key] as const));
const groupOfLabel = new Map(groupLabels);
const aidOfLabel = new Map([['非寄宿生生活补助', 'nonBoarding'], ['寄宿生生活补助', 'boarding']] as const);

/** Reads one filled form in either layout; null where the sheet is none: no 姓名 with a name, or no table of members and no line of circumstances. */
export function readFormSheet(table: CellTable): SheetForm | null {
  const grid = new FormGrid(table);
  const members = findMembers(grid);
  const cells = new Map<string, string>();
  const values = readValues(grid, members, cells);
  const name = values.get('name') ?? '';
  const known = [...values.keys()].filter((path) => path.startsWith('circumstances.') || path === 'perHead').length + (members ? 1 : 0);
  if (name === '' || known === 0) return null;
  const layout: FormLayoutKey = grid.cells.some((cell) => /失业情况|欠债情况/u.test(cell.text)) ? 'two_page' : 'one_sheet';
  const { groups, aid } = readGroups(grid);
  const draft = draftOfValues(layout, values, members ? readMembers(grid, members, cells) : [], { groups, aid });
  return { draft, name, year: values.get('year') ?? '', className: values.get('className') ?? '', idNumber: values.get('idNumber') ?? '', cells };
}

interface MemberTable {
  readonly head: number;
  /** The first row after the table. */
  readonly end: number;
  readonly columns: Readonly<Partial<Record<MemberPart, number>>>;
  readonly tenThousand: boolean;
}

/** The row that heads the members: three of its cells at least are the table's own words. */
function findMembers(grid: FormGrid): MemberTable | null {
  const rows = [...new Set(grid.cells.map((cell) => cell.row))];
  for (const row of rows) {
    const columns: Partial<Record<MemberPart, number>> = {};
    let tenThousand = false;
    for (const cell of grid.rowCells(row)) {
      const key = labelKey(cell.text);
      const part = memberParts.find((one) => columns[one] === undefined && memberLabels[one].some((label) => key === label || key === `家庭成员${label}`));
      if (part === undefined) continue;
      columns[part] = cell.column;
      if (part === 'income') tenThousand = /万/u.test(cell.text);
    }
    if (columns.name === undefined || Object.keys(columns).length < 3 || columns.relation === undefined) continue;
    const end = rows.find((next) => next > row && grid.rowCells(next).some((cell) => blocks.test(labelKey(cell.text)) || (pathOfLabel.has(labelKey(cell.text)) && !Object.values(columns).includes(cell.column)))) ?? Infinity;
    return { head: row, end: Math.min(end, (rows.at(-1) ?? row) + 1), columns, tenThousand };
  }
  return null;
}

function readMembers(grid: FormGrid, { head, end, columns, tenThousand }: MemberTable, cells: Map<string, string>): ApplicationDraft['members'] {
  const members: ApplicationDraft['members'][number][] = [];
  for (let row = head + 1; row < end; row += 1) {
    const texts = memberParts.map((part): [MemberPart, string] => [part, columns[part] === undefined ? '' : grid.text(row, columns[part])]);
    // A member merged over two rows is read at the first; empty rows are the form's own.
    if (texts.every(([, text]) => /^[无／/\\—-]*$/u.test(text))) continue;
    const member = { ...emptyMember, ...Object.fromEntries(texts) };
    for (const [part] of texts) if (columns[part] !== undefined) cells.set(`members.${members.length}.${part}`, grid.address(row, columns[part]));
    members.push({ ...member, income: tenThousand && /^[\d０-９.．]+$/u.test(member.income) ? `${member.income}万元` : member.income });
  }
  return members;
}

/** Each label's value: what stands behind its colon in the same cell, else the next filled cell of the row if that is no label itself. */
function readValues(grid: FormGrid, members: MemberTable | null, cells: Map<string, string>): ReadonlyMap<string, string> {
  const values = new Map<string, string>();
  const put = (path: string, value: string, row: number, column: number): void => {
    if ((values.get(path) ?? '') !== '') return;
    values.set(path, chosenOf(path, value));
    cells.set(path, grid.address(row, column));
  };
  for (const cell of grid.cells) {
    if (members && cell.row >= members.head && cell.row < members.end) continue;
    const path = pathOfLabel.get(labelKey(cell.text));
    if (path !== undefined) put(path, valueBeside(grid, cell, path), cell.row, cell.right + 1);
    else for (const said of statements(cell.text)) put(said.path, said.value, cell.row, cell.column);
  }
  return values;
}

function valueBeside(grid: FormGrid, cell: GridCell, path: string): string {
  const spelled = path === 'idNumber' ? spelledNumber(grid, cell) : '';
  const next = grid.after(cell);
  if (spelled !== '' || next === undefined) return spelled;
  const isLabel = pathOfLabel.has(labelKey(next.text)) || blocks.test(labelKey(next.text)) || statements(next.text).length > 0;
  return isLabel ? '' : next.text;
}

/** Label and value in one cell, several of them ended by 。 or a new line: 家庭人均年收入 9000 元。家庭遭受自然灾害情况：无 */
function statements(text: string): readonly { readonly path: string; readonly value: string }[] {
  return text.replace(/_+/gu, ' ').split(/[。；;\n]+/u).flatMap((part) => {
    const plain = part.trim();
    const parted = /^([^:：]{2,24})[:：]\s*(\S.*)$/su.exec(plain) ?? /^(家庭人均年收入|人均年收入)\s*([\d０-９.．,，]+\s*万?)\s*元?$/u.exec(plain);
    const path = parted ? pathOfLabel.get(labelKey(parted[1] ?? '')) : undefined;
    return path === undefined ? [] : [{ path, value: (parted?.[2] ?? '').trim() }];
  });
}

/** 性别 and 户口性质 are often ticked: ☑农村 □城镇. */
function chosenOf(path: string, value: string): string {
  return path === 'sex' || path === 'hukouType' ? /[☑√✓✔■]\s*([^☑☒√✓✔■□☐▢\s]+)/u.exec(value)?.[1] ?? value : value;
}

/** A number with a box for each digit. */
function spelledNumber(grid: FormGrid, label: GridCell): string {
  let digits = '';
  for (let next = grid.after(label); next !== undefined && /^[\dXx０-９]$/u.test(next.text); next = grid.after(next)) digits += next.text;
  return digits.length >= 15 ? digits : '';
}

function readGroups(grid: FormGrid): { readonly groups: Record<string, TriState>; readonly aid: { boarding: TriState; nonBoarding: TriState } } {
  const groups: Record<string, TriState> = {};
  const aid = { boarding: 'unknown' as TriState, nonBoarding: 'unknown' as TriState };
  for (const cell of grid.cells) {
    for (const { label, tick } of readTicks(cell.text, [...groupOfLabel.keys()])) {
      const beside = tick ?? besideTick(grid, cell, label);
      if (beside !== null && beside !== 'unknown') groups[groupOfLabel.get(label) ?? ''] = beside;
    }
    for (const { label, tick } of readTicks(cell.text, [...aidOfLabel.keys()])) {
      const beside = tick ?? besideTick(grid, cell, label);
      if (beside !== null && beside !== 'unknown') aid[aidOfLabel.get(label as '寄宿生生活补助') ?? 'boarding'] = beside;
    }
  }
  return { groups, aid };
}

/** A label alone in its cell has its tick in the next one. */
function besideTick(grid: FormGrid, cell: GridCell, label: string): TriState | null {
  if (labelKey(cell.text).replace(/^\d{1,2}[.、]?/u, '') !== label) return null;
  const next = grid.after(cell);
  return next && next.column === cell.right + 1 ? parseTriState(next.text) : null;
}

function draftOfValues(
  layout: FormLayoutKey, values: ReadonlyMap<string, string>, members: ApplicationDraft['members'], { groups, aid }: Pick<ApplicationDraft, 'groups' | 'aid'>,
): ApplicationDraft {
  const text = (path: string): string => values.get(path) ?? '';
  const blank = emptyDraft(layout);
  const circumstance = (key: keyof typeof blank.circumstances): string => text(`circumstances.${key}`);
  return {
    ...blank,
    appliedOn: text('appliedOn') || text('promise.signedOn'),
    written: { name: '', sex: text('sex'), birthDate: text('birthDate'), idNumber: text('idNumber'), nativePlace: text('nativePlace'), hukouType: text('hukouType'), phone: text('phone') },
    familySize: text('familySize'), address: text('address'), postcode: text('postcode'), guardianPhone: text('guardianPhone'), members, groups, otherGroup: text('otherGroup'),
    perHead: text('perHead'),
    circumstances: {
      disaster: circumstance('disaster'), accident: circumstance('accident'), weakLabour: circumstance('weakLabour'), unemployment: circumstance('unemployment'), debt: circumstance('debt'),
      other: circumstance('other'),
    },
    promise: { handwritten: parseTriState(text('promise.handwritten')), signedBy: text('promise.signedBy'), signedOn: text('promise.signedOn') },
    consent: { given: parseTriState(text('consent.given')), signedBy: text('consent.signedBy'), relation: text('consent.relation'), signedOn: text('consent.signedOn') },
    aid: { boarding: aid.boarding === 'unknown' ? parseTriState(text('aid.boarding')) : aid.boarding, nonBoarding: aid.nonBoarding === 'unknown' ? parseTriState(text('aid.nonBoarding')) : aid.nonBoarding },
  };
}
