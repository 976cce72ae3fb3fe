import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { CheckList, CheckView } from '#shared/contract/checks.ts';
import { checkResult } from '#shared/domain/checks/check.ts';
import { checkResultTexts } from '#shared/text/checks.ts';
import { severityNotes, severityTexts } from '#shared/text/check-titles.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper, RegisterPart } from '#main/print/papers/register.ts';

interface Head {
  readonly school: string;
  readonly term: string;
  readonly asOf: IsoDate;
  readonly imprint: Imprint;
}

const left = (title: string, share: number): RegisterColumn => ({ title, width: { share }, align: 'left' });
const center = (title: string, mm: number): RegisterColumn => ({ title, width: { mm }, align: 'center' });

/** In words how a check stands. */
export function resultText(check: CheckView): string {
  if (check.hidden) return '本账号看不到';
  const result = checkResult(check);
  if (result === 'found') return `${check.open > 0 ? `待处理 ${check.open}` : ''}${check.open > 0 && check.explained > 0 ? '，' : ''}${check.explained > 0 ? `已说明 ${check.explained}` : ''}`;
  return checkResultTexts[result];
}

/** Only so many of one check's findings on paper; the rest are counted and stand in the workbook. */
const printedEach = 40;

function detailRows(check: CheckView): (readonly string[])[] {
  const rows = check.findings.slice(0, printedEach).map((finding) => [
    `CHK-${check.no}`, finding.severityLabel, finding.subject.label, finding.sentence, finding.explanation === null ? '待处理' : `已说明：${finding.explanation.reason}（${finding.explanation.by}）`,
  ]);
  const more = check.findings.length - rows.length;
  return [...rows, ...(more > 0 ? [[`CHK-${check.no}`, '', '', `另有 ${more} 条，见导出的表格。`, '']] : []), ...check.lacks.map((lack) => [`CHK-${check.no}`, '缺资料', '', lack, ''])];
}

/** 自查报告: the 32 checks one by one, then what was found, with what was said to it. */
export function checkPaper({ checks, totals }: CheckList, { school, term, asOf, imprint }: Head): RegisterPaper {
  const summary: RegisterPart = {
    heading: '一、自查结果', total: null,
    rows: checks.map((check) => [`CHK-${check.no}`, check.severityLabel, check.title, check.asks, resultText(check)]),
  };
  const details = checks.flatMap(detailRows);
  const found: RegisterPart = { heading: '二、问题与说明', total: null, rows: details.length > 0 ? details : [['', '', '', '没有发现问题。', '']] };
  return {
    kind: 'register', title: `${school}学生资助工作自查报告`, subtitle: `${term}　截至 ${formatChineseDate(asOf)}`, wide: true,
    facts: [
      { label: '阻断待处理', text: `${totals.blockOpen} 条` }, { label: '提醒待处理', text: `${totals.warnOpen} 条` }, { label: '清单', text: `${totals.listed} 条` },
      { label: '已说明', text: `${totals.explained} 条` }, { label: '无问题', text: `${totals.clean} 项` }, { label: '资料不全', text: `${totals.lacking} 项` },
    ],
    columns: [center('编号', 17), center('级别', 13), left('项目或对象', 1.1), left('内容', 3), left('结果', 1.4)],
    parts: [summary, found],
    notes: [
      `注：${(['block', 'warn', 'list'] as const).map((severity) => `${severityTexts[severity]}——${severityNotes[severity]}`).join('；')}。`,
      '注：“资料不全”表示缺少核对所需的资料，不等于没有问题。说明只在情况不变时有效，情况变了要重新说明。',
    ],
    signatures: ['自查人', '资助负责人', '财务负责人', '校长（公章）'], imprint,
  };
}

/** The same as two worksheets, every finding on its own row. */
export function checkSheets({ checks }: CheckList): SheetToWrite[] {
  const header = (titles: readonly string[]): WriteCell[] => titles.map((text) => ({ text, look: 'header' as const }));
  return [
    {
      name: '自查结果', headerRows: 1,
      rows: [header(['编号', '级别', '项目', '核对内容', '依据', '核对条数', '待处理', '已说明', '结果', '缺少的资料']), ...checks.map((check): WriteCell[] => [
        `CHK-${check.no}`, check.severityLabel, check.title, check.asks, check.clause, { number: String(check.examined) }, { number: String(check.open) }, { number: String(check.explained) }, resultText(check), check.lacks.join(''),
      ])],
    },
    {
      name: '问题清单', headerRows: 1,
      rows: [header(['编号', '级别', '项目', '对象', '问题与处理', '说明', '说明人', '整改台账']), ...checks.flatMap((check) => check.findings.map((finding): WriteCell[] => [
        `CHK-${check.no}`, finding.severityLabel, check.title, finding.subject.label, finding.sentence, finding.explanation?.reason ?? '', finding.explanation?.by ?? '', finding.rectificationNo ?? '',
      ]))],
    },
  ];
}
