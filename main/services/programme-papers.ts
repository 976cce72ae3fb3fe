import { formatTerm, formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatPlainYuan, formatYuan } from '#shared/domain/money/fen.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { boardingWords } from '#shared/text/programme-rules.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper } from '#main/print/papers/register.ts';
import type { forecastOf } from './programme-forecast.ts';
import type { MenuPart } from './programme-menu.ts';

type Forecast = ReturnType<typeof forecastOf>;

export interface PaperHead {
  readonly school: string;
  readonly term: TermKey;
  readonly phone: string;
  readonly imprint: Imprint;
}

const column = (title: string, width: RegisterColumn['width'], align: RegisterColumn['align'] = 'left'): RegisterColumn => ({ title, width, align });

function shareWords(shares: Forecast['shares']): string {
  return shares.map((share) => `${share.sourceLabel}\u00a0${formatYuan(share.fen)}`).join('；');
}

function basisNote(forecast: Forecast, term: TermKey): string {
  return `注：按 ${formatTermShort(term)} 名册和认定推算${forecast.leaving > 0 ? `，到时已读完学段的 ${forecast.leaving} 人不计入` : ''}；“预计增减”由学校填写。只作预算参考，不作应发依据。`;
}

/** 资助资金需求测算表: by programme, stage, way of attending and tier, with each source's share. */
export function forecastPaper(forecast: Forecast, head: PaperHead): RegisterPaper {
  const open = forecast.questions.map((one) => `${one.programmeName}（${one.topic}）${one.count} 人`).join('、');
  return {
    kind: 'register', wide: true, title: `${head.school}资助资金需求测算表`, subtitle: formatTerm(forecast.target), imprint: head.imprint,
    facts: [{ label: '测算依据', text: `${formatTerm(head.term)}名册` }, { label: '人次', text: String(forecast.total.count) }, { label: '合计', text: `${formatYuan(forecast.total.sumFen)} 元` }],
    columns: [
      column('项目', { share: 1.6 }), column('学段', { mm: 18 }, 'center'), column('就读', { mm: 18 }, 'center'), column('档', { mm: 14 }, 'center'), column('每人每学期（元）', { mm: 26 }, 'right'),
      column('名册人数', { mm: 20 }, 'right'), column('预计增减', { mm: 20 }, 'right'), column('测算人数', { mm: 20 }, 'right'), column('金额（元）', { mm: 32 }, 'right'), column('资金来源分担（元）', { share: 1.8 }),
    ],
    parts: [{
      heading: '',
      rows: forecast.lines.map((line) => [
        line.programmeName, formatStage(line.stage), boardingWords[line.boarding], line.awardTier ?? '', formatYuan(line.eachFen), String(line.pupils), line.expected === 0 ? '' : String(line.expected),
        String(line.counted), formatYuan(line.sumFen), shareWords(line.shares),
      ]),
      total: ['合计', '', '', '', '', '', '', String(forecast.total.count), formatYuan(forecast.total.sumFen), shareWords(forecast.shares)],
    }],
    notes: [basisNote(forecast, head.term), ...(open === '' ? [] : [`注：另有待答复、没有计入：${open}。`]), ...forecast.checks.map((check) => `核对（${check.programmeName}）：${check.sentence}。`)],
    signatures: ['测算人', '资助负责人', '财务', '校长（公章）'],
  };
}

const header = (text: string): WriteCell => ({ text, look: 'header' });

export function forecastSheet(forecast: Forecast, term: TermKey): SheetToWrite {
  const sources = forecast.shares.map((share) => share.source);
  const shareCells = (shares: Forecast['shares']): WriteCell[] => sources.map((source) => {
    const share = shares.find((one) => one.source === source);
    return share === undefined ? '' : { number: formatPlainYuan(share.fen) };
  });
  const total = (cell: string): WriteCell => ({ text: cell, look: 'total' });
  return {
    name: `测算 ${formatTermShort(forecast.target)}`, headerRows: 1,
    rows: [
      ['项目', '学段', '就读方式', '资助档', '每人每学期（元）', '名册人数', '读完学段不计', '预计增减', '测算人数', '金额（元）', ...forecast.shares.map((share) => `${share.sourceLabel}（元）`)].map(header),
      ...forecast.lines.map((line): WriteCell[] => [
        line.programmeName, formatStage(line.stage), boardingWords[line.boarding], line.awardTier ?? '', { number: formatPlainYuan(line.eachFen) }, { number: String(line.pupils) },
        { number: String(line.leaving) }, { number: String(line.expected) }, { number: String(line.counted) }, { number: formatPlainYuan(line.sumFen) }, ...shareCells(line.shares),
      ]),
      [total('合计'), ...Array.from({ length: 7 }, () => total('')), { number: String(forecast.total.count), look: 'total' }, { number: formatPlainYuan(forecast.total.sumFen), look: 'total' }, ...shareCells(forecast.shares)],
      [{ text: basisNote(forecast, term), look: 'note' }],
    ],
  };
}

const menuHeads = ['项目', '资助标准', '谁可以申请', '要带的材料', '办理时间', '怎样发放'] as const;
const menuCells = (row: MenuPart['rows'][number]): string[] => [row.programmeName, row.standard, row.condition, row.papers, row.deadline, row.payment];

/** 资助项目自助菜单: one table a stage, on paper that families take home. */
export function menuPaper(parts: readonly MenuPart[], head: PaperHead): RegisterPaper {
  return {
    kind: 'register', wide: true, title: `${head.school}资助项目自助菜单`, subtitle: formatTerm(head.term), imprint: head.imprint,
    facts: head.phone === '' ? [] : [{ label: '咨询电话', text: head.phone }],
    columns: [column(menuHeads[0], { share: 1.1 }), column(menuHeads[1], { share: 1.3 }), column(menuHeads[2], { share: 1.9 }), column(menuHeads[3], { share: 1.3 }), column(menuHeads[4], { mm: 32 }), column(menuHeads[5], { mm: 34 })],
    parts: parts.map((part) => ({ heading: `${part.stageLabel}（${part.rows.length} 项）`, rows: part.rows.map(menuCells), total: null })),
    notes: ['符合条件的都可以申请，不收任何费用；资助不能用实物或服务抵顶。', '不想让同学知道的，可以只对班主任或资助老师说。'],
    signatures: ['学校（公章）'],
  };
}

export function menuSheet(parts: readonly MenuPart[]): SheetToWrite {
  return {
    name: '自助菜单', headerRows: 1,
    rows: [['学段', ...menuHeads, '文号'].map(header), ...parts.flatMap((part) => part.rows.map((row): WriteCell[] => [part.stageLabel, ...menuCells(row), row.document]))],
  };
}
