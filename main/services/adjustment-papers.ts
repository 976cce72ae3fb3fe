import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { AdjustmentRow } from '#shared/contract/adjustments.ts';
import { adjustmentKindNames, adjustmentStateNames, adjustmentStepNames } from '#shared/text/adjustments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { RegisterColumn } from '#main/print/papers/register.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Core, Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { notFound, refuse } from './refusal.ts';
import type { RegisterContent } from './register-sheet.ts';
import { fileName } from './register-sheet.ts';

const column = (title: string, width: RegisterColumn['width'], align: RegisterColumn['align'] = 'left'): RegisterColumn => ({ title, width, align });

const stepWords = (row: AdjustmentRow): string[] => [
  `${row.proposedOn} ${row.proposedBy} 提出`, ...row.steps.map((one) => `${one.on} ${one.by} ${adjustmentStepNames[one.step]}${one.alone ? '（单人模式）' : ''}${one.note === '' ? '' : `：${one.note}`}`),
];

/** 资助金额调整审批表: one pupil's change as the principal signs it. */
function formOf(row: AdjustmentRow): Omit<RegisterContent, 'title' | 'subtitle'> {
  const lines: readonly (readonly [string, string])[] = [
    ['班级、姓名', `${row.className}　${row.studentName}`], ['资助项目', row.programmeName], ['调整', adjustmentKindNames[row.kind]],
    ['原应发', `${formatYuan(row.beforeFen)} 元`], ['调整后', row.kind === 'end' ? '0.00 元（终止，本学期不再享受）' : `${formatYuan(row.afterFen)} 元`],
    ['自何日起', row.effectiveOn], ['理由', row.reason], ['依据材料', row.evidence], ['办理经过', stepWords(row).join('\n')],
    ['班主任意见', '\n\n'], ['资助工作小组意见', '\n\n'], ['学校意见', '\n\n'],
  ];
  return {
    wide: false, facts: [{ label: '编号', text: `调整第 ${row.id} 号` }, { label: '状态', text: adjustmentStateNames[row.state] }],
    columns: [column('事项', { mm: 36 }), column('内容', { share: 1 })], parts: [{ heading: '', rows: lines, total: null }],
    notes: ['提出和审批须为两人；调减、终止前已经发出的钱，追回后才生效。'], signatures: ['经办人', '审批人', '校长（公章）'],
  };
}

function registerOf(rows: readonly AdjustmentRow[]): Omit<RegisterContent, 'title' | 'subtitle'> {
  return {
    wide: true, facts: [{ label: '共', text: `${rows.length} 份` }],
    columns: [
      column('编号', { mm: 12 }, 'center'), column('班级', { mm: 26 }), column('姓名', { mm: 18 }), column('资助项目', { mm: 40 }), column('调整', { mm: 14 }, 'center'),
      column('原应发（元）', { mm: 22 }, 'right'), column('调整后（元）', { mm: 22 }, 'right'), column('理由', { share: 1.2 }), column('依据', { share: 1 }), column('经过', { share: 1.2 }), column('状态', { mm: 16 }, 'center'),
    ],
    parts: [{
      heading: '', total: null,
      rows: rows.map((row) => [
        String(row.id), row.className, row.studentName, row.programmeName, adjustmentKindNames[row.kind], formatYuan(row.beforeFen), formatYuan(row.afterFen), row.reason, row.evidence,
        stepWords(row).join('\n'), adjustmentStateNames[row.state],
      ]),
    }],
    notes: [], signatures: ['资助专干', '财务', '校长（公章）'],
  };
}

export function adjustmentPaper(db: ReadableDb, core: Core, session: Session, place: { readonly schoolId: number; readonly term: TermKey; readonly adjustmentId?: number | undefined }, rows: readonly AdjustmentRow[]): Promise<File> {
  const school = findSchool(db, place.schoolId)?.name ?? '';
  const head = { kind: 'register' as const, subtitle: formatTerm(place.term), imprint: imprintOf(core, session) };
  if (place.adjustmentId === undefined) {
    if (rows.length === 0) throw refuse('adjustment.nothing_to_print', {});
    return pdfFile(fileName(`应发调整登记簿 ${place.term}`, 'pdf'), { ...head, title: `${school}应发调整登记簿`, ...registerOf(rows.toReversed()) });
  }
  const row = rows.find((one) => one.id === place.adjustmentId);
  if (row === undefined) throw notFound('这份调整');
  return pdfFile(fileName(`调整审批表 ${row.className} ${row.studentName}`, 'pdf'), { ...head, title: `${school}学生资助金额调整审批表`, ...formOf(row) });
}
