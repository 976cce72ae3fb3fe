import { formatSchoolYear, formatTerm, formatTermShort, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatBook } from '#shared/domain/ledger/book.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { isHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { fen, formatPlainYuan, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { ProgrammeRow } from '#shared/domain/settlement/statement.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listFundMovements } from '#main/db/queries/journal.ts';
import { countPupils, listBatchDays, listStandards } from '#main/db/queries/school-ledger.ts';
import { listAllotmentLines } from '#main/db/repositories/allotment.ts';
import { listNotices } from '#main/db/repositories/public-notice.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listSystemExports } from '#main/db/repositories/system-export.ts';
import { findTermLock } from '#main/db/repositories/term-lock.ts';
import { currentAidRows, listStandingDecisions } from './comparison-sets.ts';
import { batchViews } from './payment-views.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import type { RegisterPart } from '#main/print/papers/register.ts';
import { figure, middle, shownYuan, words, wordsOf } from './report-columns.ts';
import { settingsOf } from './settings.ts';
import { wholeTerm } from './settlement-checks.ts';
import type { ReportContent } from './settlement-report-content.ts';
import { findStatement } from './settlement-statement.ts';

interface Ledger {
  readonly db: ReadableDb;
  readonly schoolId: number;
  readonly terms: readonly TermKey[];
  readonly nameOf: (key: string) => string;
}

/** 一校一资助台账 (handbook 4.6, 7.7) of one term or a whole 学年: money in, what was due and paid, batch by batch, what is left, publicity and the national system. */
export function schoolLedgerContent(db: ReadableDb, schoolId: number, term: TermKey, wholeYear: boolean): ReportContent {
  const terms = wholeYear ? termsOf(schoolYearOf(term)) : [term];
  const ledger: Ledger = { db, schoolId, terms, nameOf: programmeNames(db, schoolId) };
  return {
    title: '一校一资助台账', subtitle: wholeYear ? formatSchoolYear(schoolYearOf(term)) : formatTerm(term), facts: factsOf(ledger), columns: [], wide: true,
    parts: [fundsPart(ledger), duePart(ledger), batchPart(ledger), balancePart(ledger), proofPart(ledger)],
    notes: ['单位：元。金额取自台账分录，任何一格都能在“资金”和“结算”里点开到分录；失败、退回的原因见“回盘”。'],
    signatures: ['经办', '审核', '财务', '校长（公章）'],
  };
}

function factsOf({ db, schoolId, terms }: Ledger): ReportContent['facts'] {
  const school = findSchool(db, schoolId);
  const { gradeSet } = settingsOf(db, schoolId);
  const { onRoll, attending } = countPupils(db, schoolId);
  const last = terms.at(-1) as TermKey;
  const grades = listStandingDecisions(db, { schoolId, term: last }).map((one) => one.determination.grade).filter((grade) => isHardshipGrade(grade, gradeSet));
  const byGrade = gradeSet.flatMap((grade) => { const count = grades.filter((one) => one === grade).length; return count === 0 ? [] : [`${grade} ${count} 人`]; });
  return [
    { label: '学校', text: school?.name ?? '' }, { label: '学段', text: (school?.stages ?? []).map(formatStage).join('、') }, { label: '学籍在册', text: `${onRoll} 人` },
    { label: '实际在读', text: `${attending} 人` }, { label: '认定困难学生', text: byGrade.length === 0 ? '0 人' : `${grades.length} 人（${byGrade.join('、')}）` },
  ];
}

/** One row a 下达 and one a movement of money, programme by programme. */
function fundsPart({ db, schoolId, terms, nameOf }: Ledger): RegisterPart {
  const rows = terms.flatMap((term) => {
    const allotted = listAllotmentLines(db, schoolId, term).filter((line) => line.reversedByNo === null && line.term === term).map((line) => ({
      key: line.programmeKey, on: line.issuedOn, sort: line.entryNo,
      cells: [formatTermShort(term), nameOf(line.programmeKey), line.kind === 'grant' ? '下达' : '调减下达', formatFundingSource(line.source), line.docNo, line.issuedOn, formatYuan(line.kind === 'grant' ? line.fen : fen(0 - line.fen)), '', String(line.entryNo), line.memo || line.limits],
    }));
    const moved = listFundMovements(db, schoolId, { terms: [term], from: null, to: null }).filter((one) => one.reversedByNo === null).map((one) => {
      const isOut = one.kind === 'carried_out' || one.kind === 'moved_out' || one.kind === 'returned_to_treasury';
      return {
        key: one.programmeKey, on: one.onDate, sort: one.entryNo,
        cells: [formatTermShort(term), nameOf(one.programmeKey), formatEntryKind(one.kind, false, one.channel), formatFundingSource(one.source), one.docNo, one.onDate, '', formatYuan(isOut ? fen(0 - one.fen) : one.fen), String(one.entryNo), one.memo],
      };
    });
    return [...allotted, ...moved].sort((a, b) => (a.key === b.key ? (a.on === b.on ? a.sort - b.sort : a.on < b.on ? -1 : 1) : a.key < b.key ? -1 : 1)).map((one) => one.cells);
  });
  return {
    heading: '一、资金来源与收支', total: null, rows,
    columns: [middle('学期', 17), words('资助项目', 1.3), middle('事项', 20), middle('来源', 15), wordsOf('下达文号', 38), middle('日期', 21), figure('下达', 26), figure('收（支）', 26), figure('凭证号', 13), words('摘要', 1)],
  };
}

function statementRows({ db, schoolId, terms }: Ledger): { readonly term: TermKey; readonly row: ProgrammeRow }[] {
  return terms.flatMap((term) => findStatement(db, schoolId, wholeTerm(term)).programmes.map((row) => ({ term, row })));
}

function waitingReason(row: ProgrammeRow): string {
  const parts = [['失败待补发', row.failed], ['已报未回', row.inFlight], ['未报送', row.notSubmitted], ['追回待处理', row.recoveredOwed]] as const;
  return parts.filter(([, sum]) => sum !== 0).map(([label, sum]) => `${label} ${formatYuan(sum)}`).join('；');
}

/** 政策依据: the programme's document and those of its standards in force. */
function basisOf(catalogue: Catalogue, programmeKey: string, term: TermKey): string {
  const rates = catalogue.rates.filter((rate) => rate.programmeKey === programmeKey && isInForce(rate, term)).map((rate) => rate.document);
  return [...new Set([findProgramme(catalogue, programmeKey)?.document, ...rates])].filter((document) => document !== null && document !== undefined && document !== '').join('、');
}

function duePart(ledger: Ledger): RegisterPart {
  const { db, schoolId, nameOf } = ledger;
  const catalogue = catalogueOf(db, schoolId);
  const rows = statementRows(ledger);
  const standards = new Map(ledger.terms.map((term) => [term, listStandards(db, schoolId, term)]));
  const sum = (of: (row: ProgrammeRow) => Fen): string => formatYuan(sumFen(rows.map(({ row }) => of(row))));
  const heads = (of: 'due' | 'paid'): string => String(rows.reduce((total, { row }) => total + row.headcounts[of], 0));
  const paid = (row: ProgrammeRow): Fen => fen(row.paid - row.recovered);
  const waiting = (row: ProgrammeRow): Fen => fen(row.notSubmitted + row.inFlight + row.failed + row.recoveredOwed);
  return {
    heading: '二、应助与实助',
    columns: [middle('学期', 17), words('资助项目', 1.2), words('政策依据', 1), wordsOf('标准（元）×人数', 40), figure('应助\n人数', 13), figure('应发', 26), figure('实助\n人数', 13), figure('实发（减\n追回）', 26), figure('追回', 20), figure('未发', 20), words('未发原因', 1)],
    rows: rows.map(({ term, row }) => [
      formatTermShort(term), nameOf(row.programmeKey), basisOf(catalogue, row.programmeKey, term),
      (standards.get(term) ?? []).filter((one) => one.programmeKey === row.programmeKey).map((one) => `${formatPlainYuan(one.amountFen)}×${one.pupils}`).join('、'),
      String(row.headcounts.due), formatYuan(row.due), String(row.headcounts.paid), formatYuan(paid(row)), shownYuan(row.recovered), shownYuan(waiting(row)), waitingReason(row),
    ]),
    total: ['合计', '', '', '', heads('due'), sum((row) => row.due), heads('paid'), sum(paid), sum((row) => row.recovered), sum(waiting), ''],
  };
}

function batchPart({ db, schoolId, terms, nameOf }: Ledger): RegisterPart {
  const batches = terms.flatMap((term) => {
    const days = new Map(listBatchDays(db, schoolId, term).map((one) => [one.batchId, one]));
    return batchViews(db, schoolId, term).filter((batch) => batch.state === 'exported').toReversed().map((batch) => ({ batch, term, days: days.get(batch.id) }));
  });
  const sum = (of: 'paid' | 'failed' | 'waiting'): string[] => [String(batches.reduce((total, { batch }) => total + batch[of].count, 0)), formatYuan(sumFen(batches.map(({ batch }) => batch[of].sumFen)))];
  return {
    heading: '三、发放批次',
    columns: [middle('学期', 17), words('资助项目'), wordsOf('批次', 20), middle('方式', 20), middle('报送日期', 20), middle('到卡日期', 20), figure('人数', 11), figure('报送', 25), figure('成功\n人数', 11), figure('成功', 25), figure('失败\n人数', 11), figure('失败', 20), wordsOf('经办／复核', 28)],
    rows: batches.map(({ batch, term, days }) => [
      formatTermShort(term), nameOf(batch.programmeKey), batch.no, batch.channel === 'one_card' ? '一卡通' : '银行代发', batch.exportedOn ?? '',
      days?.firstPaidOn === days?.lastPaidOn ? days?.lastPaidOn ?? '' : `${days?.firstPaidOn ?? ''} 至 ${days?.lastPaidOn ?? ''}`,
      String(batch.totals.count), formatYuan(batch.totals.sumFen), String(batch.paid.count), formatYuan(batch.paid.sumFen), String(batch.failed.count), shownYuan(batch.failed.sumFen), `${batch.createdBy}／${batch.releasedBy ?? ''}`,
    ]),
    total: ['合计', '', '', '', '', '', String(batches.reduce((total, { batch }) => total + batch.totals.count, 0)), formatYuan(sumFen(batches.map(({ batch }) => batch.totals.sumFen))), ...sum('paid'), ...sum('failed'), ''],
  };
}

function balancePart(ledger: Ledger): RegisterPart {
  const { db, schoolId, nameOf } = ledger;
  return {
    heading: '四、结余与结转', total: null,
    columns: [middle('学期', 17), words('资助项目'), wordsOf('渠道', 32), figure('上期结转', 26), figure('到账与调剂', 26), figure('实发（减追回）', 26), figure('上缴', 22), figure('期末结余', 26), figure('结转下期', 26), middle('结算锁定', 21)],
    rows: statementRows(ledger).map(({ term, row }) => [
      formatTermShort(term), nameOf(row.programmeKey), formatBook(row.channel), shownYuan(row.openingCash), formatYuan(fen(row.received + row.moved)), formatYuan(fen(row.paid - row.recovered)), shownYuan(row.returned),
      formatYuan(row.cashBalance), shownYuan(row.carriedOut), findTermLock(db, schoolId, term)?.closedOn ?? '未结算',
    ]),
  };
}

/** 公示 with its days, and what the national system was told: an empty line says that it is missing. */
function proofPart({ db, schoolId, terms }: Ledger): RegisterPart {
  const rows = terms.flatMap((term) => {
    const notices = listNotices(db, schoolId, term).filter((one) => one.state !== 'draft' && one.withdrawnReason === null).map((one) =>
      [formatTermShort(term), one.kind === 'aid_list' ? '资助名单公示' : '认定公示', one.no, `${one.postedOn ?? ''} 至 ${one.endOn ?? ''}`, `${one.lineCount} 人`, one.resultNote ?? (one.endedConfirmedOn === null ? '公示未结束' : '')]);
    const exports = listSystemExports(db, schoolId, term).filter((one) => one.kind === 'aid_list');
    const inSystem = currentAidRows(db, exports)?.rows ?? null;
    const paid = findStatement(db, schoolId, wholeTerm(term)).places.paid;
    const system = inSystem === null
      ? [formatTermShort(term), '系统录入', '', '', '', '没有导入系统的资助名单，未核对']
      : [formatTermShort(term), '系统录入', '', exports.at(-1)?.asOf ?? '', `系统 ${inSystem.length} 人次／实发 ${paid} 人次`, inSystem.length === paid ? '系统数＝实际数' : '系统数≠实际数，见“上报与核对”'];
    return [...notices, system];
  });
  return {
    heading: '五、公示与系统录入', total: null, rows,
    columns: [middle('学期', 17), middle('事项', 28), wordsOf('编号', 40), middle('起止或日期', 52), wordsOf('人数', 52), words('结果')],
  };
}
