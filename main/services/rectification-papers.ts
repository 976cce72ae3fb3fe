import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatPlainYuan, formatYuan } from '#shared/domain/money/fen.ts';
import type { RectificationView } from '#shared/contract/rectifications.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper } from '#main/print/papers/register.ts';

const left = (title: string, share: number): RegisterColumn => ({ title, width: { share }, align: 'left' });
const center = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });

function concerns(row: RectificationView): string {
  return [row.amountFen === null ? '' : `${formatYuan(row.amountFen)} 元`, row.personCount === null ? '' : `${row.personCount} 人`].filter((text) => text !== '').join('，');
}

function progress(row: RectificationView): string {
  return row.events.filter((one) => one.event !== 'close').map((one) => `${one.onDate} ${one.eventLabel}：${one.text}`).join('；');
}

function evidence(row: RectificationView): string {
  const closing = row.closedOn === null ? undefined : row.events.findLast((one) => one.event === 'close');
  return [closing?.text ?? '', closing?.evidence ?? '', row.scans > 0 ? `扫描件 ${row.scans} 份` : ''].filter((text) => text !== '').join('；');
}

/** 问题整改（销号）台账, the columns of handbook 6.7. */
export function rectificationPaper(rows: readonly RectificationView[], { school, asOf, imprint }: { readonly school: string; readonly asOf: IsoDate; readonly imprint: Imprint }): RegisterPaper {
  const closed = rows.filter((row) => row.standing === 'closed').length;
  return {
    kind: 'register', title: `${school}学生资助问题整改台账`, subtitle: `截至 ${formatChineseDate(asOf)}`, wide: true,
    facts: [{ label: '问题', text: `${rows.length} 个` }, { label: '已销号', text: `${closed} 个` }, { label: '整改中', text: `${rows.length - closed} 个` }, { label: '逾期', text: `${rows.filter((row) => row.standing === 'overdue').length} 个` }],
    columns: [
      center('编号', 21), center('来源', 13), center('发现日期', 20), left('问题', 2), left('涉及资金、人数', 0.9), left('负面清单条目', 0.9), left('原因', 1), left('整改措施', 1.6), left('责任人\n责任领导', 0.9), center('时限', 20),
      left('进展', 1.6), left('佐证', 1.2), left('验收人', 0.8), center('销号日期', 20),
    ],
    parts: [{
      heading: '', total: null,
      rows: rows.length === 0 ? [['', '', '', '没有登记的问题', '', '', '', '', '', '', '', '', '', '']] : rows.map((row) => [
        row.no, row.sourceLabel, row.foundOn, row.what, concerns(row), row.itemTitle, row.cause, row.measure, row.leader === '' ? row.responsible : `${row.responsible}\n${row.leader}`, row.dueOn, progress(row), evidence(row), row.verifier,
        row.closedOn ?? (row.standing === 'overdue' ? '逾期' : ''),
      ]),
    }],
    notes: ['注：销号须有佐证，由责任人以外的人验收；销号后又出现的，重新打开。'], signatures: ['登记人', '资助负责人', '校长（公章）'], imprint,
  };
}

export function rectificationSheet(rows: readonly RectificationView[]): SheetToWrite {
  const titles = ['编号', '来源', '发现日期', '问题', '涉及资金（元）', '涉及人数', '负面清单条目', '自查编号', '原因', '整改措施', '责任人', '责任领导', '时限', '状态', '进展', '佐证', '验收人', '销号日期'];
  return {
    name: '整改台账', headerRows: 1,
    rows: [titles.map((text): WriteCell => ({ text, look: 'header' })), ...rows.map((row): WriteCell[] => [
      row.no, row.sourceLabel, row.foundOn, row.what, row.amountFen === null ? '' : { number: formatPlainYuan(row.amountFen) }, row.personCount === null ? '' : { number: String(row.personCount) }, row.itemTitle,
      row.checkNo === null ? '' : `CHK-${row.checkNo}`, row.cause, row.measure, row.responsible, row.leader, row.dueOn, row.standingLabel, progress(row), evidence(row), row.verifier, row.closedOn ?? '',
    ])],
  };
}
