import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatPlainYuan, formatYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { StatementView, TermActView } from '#shared/contract/settlement.ts';
import type { FundMovementRow } from '#main/db/queries/journal.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { SettlementRow, SettlementStatementPaper, SettlementSums } from '#main/print/papers/settlement-statement.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';

interface Printing {
  readonly school: string;
  readonly statement: StatementView;
  readonly movements: readonly FundMovementRow[];
  readonly nameOf: (programmeKey: string) => string;
  /** The closing that stands or waits for a signature; null for other scopes and before one. */
  readonly act: TermActView | null;
}

type SourceRow = StatementView['programmes'][number]['sources'][number];
type Counts = { readonly due: number; readonly paid: number; readonly failed: number };

function sums(row: SourceRow | StatementView['totals'], heads: Counts, failed: Fen): SettlementSums {
  return {
    openingFen: row.openingCash, receivedFen: row.received, dueCount: heads.due, dueFen: row.due, paidCount: heads.paid, paidFen: row.paid,
    failedCount: heads.failed, failedFen: failed, recoveredFen: row.recovered, returnedFen: row.returned, closingFen: row.cashBalance,
  };
}

function disposalRows(act: TermActView | null): SettlementStatementPaper['disposals'] {
  return (act?.disposals ?? []).map((one) => ({
    programme: one.programmeName, source: one.sourceLabel, way: one.toLabel === '' ? one.wayLabel : `${one.wayLabel}至${one.toLabel}`, sumFen: one.fen, docNo: one.docNo,
  }));
}

/** 财务负责人 周敏 2026年2月5日; what is unusual about a signature is said with it. */
function signedLines(act: TermActView | null): SettlementStatementPaper['signed'] {
  return (act?.signatures ?? []).map((one) => ({
    office: one.officeLabel, text: `${one.signer}　${formatChineseDate(one.signedOn)}${one.way === 'paper' ? '（纸质签字，扫描件存档）' : '（系统内签字）'}${one.alone ? '（一人模式：两处由同一人签）' : ''}`,
  }));
}

/** The statement as it is printed: cash view in the table, both balances and what lies between them under it. */
export function settlementPaper(
  printing: Printing, dates: { readonly from: IsoDate; readonly asOf: IsoDate }, checks: SettlementStatementPaper['checks'], imprint: Imprint,
): SettlementStatementPaper {
  const { statement } = printing;
  const noHeads = { due: 0, paid: 0, failed: 0 };
  const rows = statement.programmes.flatMap((programme): SettlementRow[] => [
    { programme: programme.programmeName, source: '', level: 'programme', ...sums(programme as unknown as SourceRow, programme.headcounts, programme.failed) },
    ...programme.sources.map((source): SettlementRow => ({
      programme: programme.programmeName, source: source.sourceLabel, level: 'source', ...sums(source, noHeads, 0 as Fen),
    })),
  ]);
  const difference = statement.explanation.map((line) => `${line.label} ${formatYuan(line.fen)}`).join('；');
  return {
    kind: 'settlement_statement', school: printing.school, period: statement.scopeLabel, ...dates, closedOn: statement.closedOn, rows,
    total: sums(statement.totals as unknown as SourceRow, statement.places, statement.totals.failed),
    receipts: printing.movements.filter((movement) => movement.reversedByNo === null && movement.kind === 'receipt').map((movement) => ({
      date: movement.onDate, docNo: movement.docNo, programme: printing.nameOf(movement.programmeKey), source: formatFundingSource(movement.source),
      sumFen: movement.fen, memo: movement.payer === '' ? movement.memo : `${movement.payer} ${movement.memo}`,
    })),
    disposals: disposalRows(printing.act), signed: signedLines(printing.act),
    checks: [{ label: '两种余额', passed: true, detail: difference }, ...checks],
    imprint,
  };
}

const headings = [
  '资助项目', '资金来源', '上期结转', '到账', '应发人数', '应发', '已发人数', '已发', '失败待补发', '已报送未回', '未报送', '追回', '退回财政', '结余', '期末余额', '结转下期',
];

const yuan = (amount: Fen): WriteCell => ({ number: formatPlainYuan(amount) });
const count = (n: number): WriteCell => ({ number: String(n) });

/** The statement as a workbook: the table, every movement behind it, and the explanation of the two balances. */
export function settlementSheets(printing: Printing): SheetToWrite[] {
  const { statement } = printing;
  const programmeRows = statement.programmes.flatMap((row) => [
    [
      row.programmeName, '合计', yuan(row.openingCash), yuan(row.received), count(row.headcounts.due), yuan(row.due), count(row.headcounts.paid), yuan(row.paid),
      yuan(row.failed), yuan(row.inFlight), yuan(row.notSubmitted), yuan(row.recovered), yuan(row.returned), yuan(row.budgetBalance), yuan(row.cashBalance), yuan(row.carriedOut),
    ],
    ...row.sources.map((source): WriteCell[] => [
      row.programmeName, source.sourceLabel, yuan(source.openingCash), yuan(source.received), '', yuan(source.due), '', yuan(source.paid),
      '', '', '', yuan(source.recovered), yuan(source.returned), yuan(source.budgetBalance), yuan(source.cashBalance), yuan(source.carriedOut),
    ]),
  ]);
  const { totals, places } = statement;
  const total: WriteCell[] = [
    { text: '总计', look: 'total' }, { text: '', look: 'total' },
    ...[
      yuan(totals.openingCash), yuan(totals.received), count(places.due), yuan(totals.due), count(places.paid), yuan(totals.paid), yuan(totals.failed),
      yuan(totals.inFlight), yuan(totals.notSubmitted), yuan(totals.recovered), yuan(totals.returned), yuan(totals.budgetBalance), yuan(totals.cashBalance), yuan(totals.carriedOut),
    ].map((cell): WriteCell => ({ ...(cell as { number: string }), look: 'total' })),
  ];
  return [
    {
      name: '结算表',
      rows: [
        [{ text: `${printing.school} 学生资助资金结算表`, look: 'title' }],
        [{ text: `${statement.scopeLabel}　单位：元　人数为人次，共 ${statement.persons} 人`, look: 'note' }],
        headings.map((text) => ({ text, look: 'header' as const })),
        ...programmeRows, total,
      ],
      headerRows: 3,
      merges: [{ top: 0, left: 0, bottom: 0, right: headings.length - 1 }, { top: 1, left: 0, bottom: 1, right: headings.length - 1 }],
    },
    {
      name: '余额说明',
      rows: [
        [{ text: '项目', look: 'header' }, { text: '金额（元）', look: 'header' }],
        ...statement.explanation.map((line): WriteCell[] => [line.label, yuan(line.fen)]),
      ],
      headerRows: 1,
    },
    { name: '到账与退回', rows: movementRows(printing), headerRows: 1 },
    ...(printing.act === null ? [] : [{ name: '结转结余处理', rows: closingRows(printing.act), headerRows: 1 }]),
  ];
}

function closingRows(act: TermActView): WriteCell[][] {
  const head = ['资助项目', '资金来源', '处理', '金额（元）', '依据'].map((text): WriteCell => ({ text, look: 'header' }));
  return [
    head, ...disposalRows(act).map((row): WriteCell[] => [row.programme, row.source, row.way, yuan(row.sumFen), row.docNo]),
    ...signedLines(act).map((one): WriteCell[] => [one.office, one.text]),
  ];
}

function movementRows({ movements, nameOf }: Printing): WriteCell[][] {
  const head = ['凭证号', '日期', '事项', '资助项目', '资金来源', '下达文号', '下达日期', '付款方', '金额（元）', '摘要', '冲销'];
  return [
    head.map((text) => ({ text, look: 'header' as const })),
    ...movements.map((movement): WriteCell[] => [
      String(movement.entryNo), movement.onDate, formatEntryKind(movement.kind, false), nameOf(movement.programmeKey), formatFundingSource(movement.source),
      movement.docNo, movement.allottedOn ?? '', movement.payer, yuan(movement.fen), movement.memo,
      movement.reversedByNo === null ? '' : `已由第 ${movement.reversedByNo} 号冲销`,
    ]),
  ];
}
