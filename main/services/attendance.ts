import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatMonth, monthsOfTerm } from '#shared/domain/entitlement/support-months.ts';
import type { MonthKey } from '#shared/domain/entitlement/support-months.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { AttendanceRow } from '#shared/contract/attendance.ts';
import { halfMonthWords } from '#shared/text/attendance.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listEntitlements } from '#main/db/repositories/entitlement.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { insertSupportMonth, insertSupportPlan, listSupportPlans } from '#main/db/repositories/support-month.ts';
import type { RegisterColumn } from '#main/print/papers/register.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { attendanceRows, monthWords } from './attendance-entries.ts';
import { programmeName } from './entitlement-evaluation.ts';
import { liveOnly, policyOf } from './entitlement-facts.ts';
import { imprintOf } from './imprint-of.ts';
import { assertTermOpen } from './journal.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import type { RegisterContent } from './register-sheet.ts';
import { fileName, sheetOfRegister, xlsxFile } from './register-sheet.ts';
import { settingsOf } from './settings.ts';

interface InTerm { readonly schoolId: number; readonly term: TermKey }

function monthlyProgrammes({ programmes }: Catalogue) {
  return programmes.filter((one) => one.inUse && one.stages.includes('vocational') && one.payeeKind === 'family' && ['flat_term', 'tiered_term', 'per_month'].includes(one.shape));
}

function assertMonths(term: TermKey, months: readonly MonthKey[]): void {
  const known = new Set(monthsOfTerm(term));
  const outside = months.find((month) => !known.has(month));
  if (outside !== undefined) throw refuse('attendance.month_outside', { month: outside });
}

const column = (title: string, width: RegisterColumn['width'], align: RegisterColumn['align'] = 'left'): RegisterColumn => ({ title, width, align });

/** What each pupil's live entitlements paid by months come to. */
function dueByPupil(db: ReadableDb, { schoolId, term }: InTerm): ReadonlyMap<number, Fen> {
  const planned = new Set(listSupportPlans(db, schoolId, term).map((plan) => plan.programmeKey));
  const own = Map.groupBy(liveOnly(listEntitlements(db, schoolId, term)).filter((record) => planned.has(record.programmeKey)), (record) => record.studentId);
  return new Map([...own].map(([studentId, records]) => [studentId, sumFen(records.map((record) => record.amountFen))]));
}

function listOf(db: ReadableDb, place: InTerm & { readonly month?: MonthKey | undefined }, rows: readonly AttendanceRow[], school: string): RegisterContent {
  const months = monthsOfTerm(place.term).filter((month) => place.month === undefined || month === place.month);
  const due = dueByPupil(db, place);
  const cell = (row: AttendanceRow, month: MonthKey): string => { const one = row.cells.find((found) => found.month === month)?.halfMonths ?? null; return one === null ? '' : halfMonthWords[one] ?? ''; };
  const total = (row: AttendanceRow): number => row.cells.filter((one) => months.includes(one.month)).reduce((sum, one) => sum + (one.halfMonths ?? 0), 0) / 2;
  const parts = [...Map.groupBy(rows, (row) => row.className)].map(([heading, own]) => ({
    heading: heading === '' ? '未编班' : heading,
    rows: own.map((row, index) => [String(index + 1), row.studentName, row.standing, ...months.map((month) => cell(row, month)), String(total(row)), due.has(row.studentId) ? formatYuan(due.get(row.studentId)!) : '', '']),
    total: ['合计', `${own.length} 人`, '', ...months.map(() => ''), String(own.reduce((sum, row) => sum + total(row), 0)), formatYuan(sumFen(own.flatMap((row) => due.get(row.studentId) ?? []))), ''],
  }));
  return {
    title: `${school}中职学生资助月度名单`, subtitle: `${formatTerm(place.term)}${place.month === undefined ? '' : `　${place.month.slice(0, 4)}年${formatMonth(place.month)}`}`, wide: true,
    facts: [{ label: '学生', text: `${rows.length} 人` }],
    columns: [
      column('序号', { mm: 12 }, 'center'), column('姓名', { mm: 24 }), column('学籍状态', { mm: 34 }), ...months.map((month) => column(formatMonth(month), { mm: 16 }, 'center')),
      column('月数', { mm: 16 }, 'right'), column('学期应发（元）', { mm: 28 }, 'right'), column('签名', { share: 1 }),
    ],
    parts, notes: ['在校满月记“全月”，不满半月及半月记“半月”，空白为尚未登记。'], signatures: ['班主任', '学籍管理', '资助专干', '校长（公章）'],
  };
}

export const attendanceService = {
  grid: api.attendance.grid.handler(read(({ db, input, session }) => {
    const { catalogue } = policyOf(db, input.schoolId, settingsOf(db, input.schoolId), input.term);
    return {
      months: [...monthsOfTerm(input.term)], rows: attendanceRows(db, { ...input, classIds: classScope(session) }),
      plans: listSupportPlans(db, input.schoolId, input.term).map((plan) => ({ ...plan, months: [...plan.months], programmeName: programmeName(catalogue, plan.programmeKey) })),
      programmes: monthlyProgrammes(catalogue).map(({ key, name }) => ({ programmeKey: key, programmeName: name })),
    };
  })),

  setPlan: api.attendance.setPlan.handler(write(({ db, input, session, at, note }) => {
    assertTermOpen(db, input.schoolId, input.term);
    assertMonths(input.term, input.months);
    const { catalogue } = policyOf(db, input.schoolId, settingsOf(db, input.schoolId), input.term);
    if (!monthlyProgrammes(catalogue).some(({ key }) => key === input.programmeKey)) throw refuse('attendance.not_by_month', { programme: programmeName(catalogue, input.programmeKey) });
    const { schoolId, term, programmeKey, basis } = input;
    const months = [...new Set(input.months)];
    insertSupportPlan(db, { schoolId, term, programmeKey, months, basis }, { accountId: session.accountId, at });
    note({ programmeKey, months: monthWords(months), basis });
    return { done: true as const };
  })),

  record: api.attendance.record.handler(write(({ db, input, session, at, note }) => {
    assertTermOpen(db, input.schoolId, input.term);
    assertMonths(input.term, input.entries.map((entry) => entry.month));
    const rows = new Map(attendanceRows(db, { ...input, classIds: classScope(session) }).map((row) => [row.studentId, row]));
    let changed = 0;
    for (const entry of input.entries) {
      const row = rows.get(entry.studentId);
      const cell = row?.cells.find((one) => one.month === entry.month);
      if (row === undefined || cell === undefined) throw notFound('所选的中职学生');
      if (cell.closed !== '' && entry.halfMonths > 0) throw refuse('attendance.month_closed', { name: row.studentName, month: formatMonth(entry.month), why: cell.closed });
      if (cell.halfMonths === entry.halfMonths) continue;
      insertSupportMonth(db, { schoolId: input.schoolId, ...entry, note: input.note, importedFileId: null, rowNo: null }, { accountId: session.accountId, at });
      changed += 1;
    }
    note({ entries: changed, note: input.note });
    return { changed, same: input.entries.length - changed };
  })),

  file: api.attendance.file.handler(slow(async ({ core, db, input, session }) => {
    if (input.month !== undefined) assertMonths(input.term, [input.month]);
    const rows = attendanceRows(db, { ...input, classIds: classScope(session) }).filter((row) => input.classId === undefined || row.classId === input.classId);
    if (rows.length === 0) throw refuse('attendance.nobody', {});
    const content = listOf(db, input, rows, findSchool(db, input.schoolId)?.name ?? '');
    const label = `中职月度名单 ${input.month ?? input.term}${input.classId === undefined ? '' : ` ${rows[0]!.className}`}`;
    if (input.format === 'xlsx') return xlsxFile(fileName(label, 'xlsx'), [sheetOfRegister('月度名单', content)]);
    return pdfFile(fileName(label, 'pdf'), { kind: 'register', ...content, imprint: imprintOf(core, session) });
  })),
};
