import type { Problem } from '#shared/contract/base.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { MappedRow } from '#shared/domain/tabular/mapped-table.ts';
import { readTriState } from '#shared/domain/tri-state.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { parseVisitors, visitWays } from '#shared/domain/visits/visit.ts';
import type { Consistency, VisitPurpose, VisitRecord, VisitVerdict, VisitWay } from '#shared/domain/visits/visit.ts';
import { visitWayTexts } from '#shared/text/visits.ts';
import { rowProblem } from '../row-problem.ts';

export type VisitFieldKey =
  | 'name' | 'yearLabel' | 'className' | 'idNumber' | 'visitedOn' | 'way' | 'visitors' | 'respondent' | 'respondentRelation' | 'address' | 'household' | 'income' | 'incomeNote'
  | 'spendingNote' | 'housing' | 'health' | 'findings' | 'consistent' | 'differs' | 'familyWords' | 'verdict' | 'conclusion' | 'policyTold' | 'entrustedTo' | 'entrustedReason' | 'photosReason';
export type VisitFileRow = MappedRow<VisitFieldKey>;

/** What the file as a whole says, where a row doesn't. */
interface Fallbacks {
  readonly visitedOn: IsoDate | null;
  readonly way: VisitWay | null;
  readonly visitors: string;
  readonly purpose: VisitPurpose;
}

export function classOf(row: VisitFileRow): string {
  const [year, one] = [row.text('yearLabel'), row.text('className')];
  return one === '' ? year : year === '' || /[年级高初大中小]/u.test(one) ? one : `${year}${one}`;
}

/** A row as a record of a visit; each cell that can't be read is named. */
export function readVisitRow(row: VisitFileRow, fallback: Fallbacks): { readonly visit: VisitRecord | null; readonly wrong: readonly Problem[] } {
  const wrong: Problem[] = [];
  const visitedOn = readDate(row, fallback.visitedOn, wrong);
  const way = readWay(row, fallback.way, wrong);
  const consistent = readConsistent(row, wrong);
  const verdict = readVerdict(row, wrong);
  const policyTold = readFlag(row, wrong);
  const incomeFen = readIncome(row, wrong);
  if (visitedOn === null || way === null || consistent === null || verdict === undefined || policyTold === null || wrong.length > 0) return { visit: null, wrong };
  const text = (key: VisitFieldKey): string => row.text(key).replace(/\r\n?/gu, '\n').slice(0, 2000);
  return {
    wrong,
    visit: {
      purpose: fallback.purpose, way, visitedOn, visitors: parseVisitors(row.text('visitors') || fallback.visitors), consistent, verdict, policyTold, incomeFen,
      entrustedTo: text('entrustedTo'), entrustedReason: text('entrustedReason'), photosUnsuitable: text('photosReason') !== '', photosReason: text('photosReason'),
      address: text('address'), household: text('household'), incomeNote: text('incomeNote'), spendingNote: text('spendingNote'), housing: text('housing'), health: text('health'),
      findings: text('findings'), differs: text('differs'), familyWords: text('familyWords'), respondent: text('respondent'), respondentRelation: text('respondentRelation'), conclusion: text('conclusion'),
    },
  };
}

function readDate(row: VisitFileRow, fallback: IsoDate | null, wrong: Problem[]): IsoDate | null {
  const text = row.text('visitedOn');
  const date = text === '' ? fallback : parseIsoDate(text);
  if (date === null) wrong.push(text === '' ? rowProblem(row, 'visitedOn', 'visit.date_missing', {}) : rowProblem(row, 'visitedOn', 'visit.date_unread', { text }));
  return date;
}

const wayWords: readonly (readonly [RegExp, VisitWay])[] = [[/实地|入户|上门|登门|面访/u, 'on_site'], [/电话|电访/u, 'phone'], [/委托/u, 'entrusted'], [/线上|网络|视频|微信|网上/u, 'online']];

function readWay(row: VisitFileRow, fallback: VisitWay | null, wrong: Problem[]): VisitWay | null {
  const text = row.text('way').replace(/\s/gu, '');
  if (text === '') {
    if (fallback === null) wrong.push(rowProblem(row, 'way', 'visit.way_missing', {}));
    return fallback;
  }
  const ways = wayWords.filter(([word]) => word.test(text)).map(([, way]) => way);
  const way = visitWays.find((one) => visitWayTexts[one] === text) ?? (ways.length === 1 ? ways[0] : undefined);
  if (way === undefined) wrong.push(rowProblem(row, 'way', 'visit.way_unknown', { text }));
  return way ?? null;
}

function readConsistent(row: VisitFileRow, wrong: Problem[]): Consistency | null {
  const text = row.text('consistent').replace(/\s/gu, '');
  if (/^不一致|^不符|^不相符|^有出入|^新增/u.test(text)) return 'inconsistent';
  if (/^(?:基本)?(?:一致|相符)/u.test(text)) return 'consistent';
  if (text === '' || /^无法|^不清|^待|^未/u.test(text)) return 'unknown';
  const flag = readTriState(text);
  if (flag === null) wrong.push(rowProblem(row, 'consistent', 'visit.consistent_unknown', { text }));
  return flag === null ? null : flag === 'yes' ? 'consistent' : flag === 'no' ? 'inconsistent' : 'unknown';
}

function readVerdict(row: VisitFileRow, wrong: Problem[]): VisitVerdict | null | undefined {
  const text = row.text('verdict').replace(/\s/gu, '');
  if (text === '') return null;
  if (/^不属实|^不实|^虚假/u.test(text)) return 'untrue';
  if (text.startsWith('基本属实')) return 'mostly_true';
  if (/补充|补材料|待补/u.test(text)) return 'more_needed';
  if (/^属实|^真实|^情况属实/u.test(text)) return 'true';
  wrong.push(rowProblem(row, 'verdict', 'visit.verdict_unknown', { text }));
  return undefined;
}

function readFlag(row: VisitFileRow, wrong: Problem[]): TriState | null {
  const text = row.text('policyTold').replace(/\s/gu, '');
  const flag = text.startsWith('已') ? 'yes' : text.startsWith('未') ? 'no' : readTriState(text);
  if (flag === null) wrong.push(rowProblem(row, 'policyTold', 'visit.flag_unknown', { text }));
  return flag;
}

/** An amount, with 约 or 左右 around it at most: anything more is a sentence and belongs beside the sources. */
function readIncome(row: VisitFileRow, wrong: Problem[]): Fen | null {
  const text = row.text('income').replace(/^[约大概]+|左右$|每?年$/gu, '');
  if (text === '' || /^不详$|^无法|^未知$|^-+$|^—+$/u.test(text)) return null;
  const parsed = parseFen(text);
  if (parsed.ok && parsed.fen >= 0) return parsed.fen;
  wrong.push(rowProblem(row, 'income', 'visit.income_unread', { text: row.text('income') }));
  return null;
}
