import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear, formatTerm, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { proposedGrade } from '#shared/domain/scoring/evaluate-score.ts';
import type { ItemTrace, ScoreResult, SheetTrace } from '#shared/domain/scoring/evaluate-score.ts';
import { formatAnswer } from '#shared/domain/scoring/read-answer.ts';
import { formatScore } from '#shared/domain/scoring/score.ts';
import type { Score } from '#shared/domain/scoring/score.ts';
import type { Points, ScoreItem, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import { itemKindTexts, proposalWords, roundingWords, scoreAdvice, sideTexts, versionWords } from '#shared/text/scoring.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { StoredSheet } from '#main/db/repositories/score-sheet.ts';
import { listSheetsInForce, listTrialSheets } from '#main/db/repositories/score-sheet.ts';
import type { StoredScoreTable } from '#main/db/repositories/score-table.ts';
import type { SheetToWrite, WriteCell } from '#main/files/sheet-to-write.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { ScoreCell, ScoreSheetPage, ScoreSheetsPaper } from '#main/print/papers/score-sheets.ts';
import type { ScoreSummaryClass, ScoreSummaryLine, ScoreSummaryPaper } from '#main/print/papers/score-summary.ts';
import { groupsOfYear } from './scoring-entries.ts';
import type { ScoreSide } from '#shared/contract/scoring.ts';
import type { GridScope } from './scoring-views.ts';
import { pupilsToScore, resultOfSheet } from './scoring-views.ts';

/** One pupil of a class with the sheet of the term under a version. */
export interface ScoredPupil {
  readonly studentId: number;
  readonly classId: number | null;
  readonly name: string;
  readonly className: string;
  readonly groups: string;
  readonly hasCase: boolean;
  readonly sheet: StoredSheet | null;
  readonly result: ScoreResult;
}

export interface PaperScope extends GridScope {
  readonly classId: number | null;
  readonly studentIds: readonly number[] | null;
}

/** The pupils a paper is about, in the order of the classes. */
export function scoredPupils(db: ReadableDb, table: StoredScoreTable, scope: PaperScope): readonly ScoredPupil[] {
  const { schoolId, term, today } = scope;
  const year = schoolYearOf(term);
  const sheets = new Map((table.state === 'adopted' ? listSheetsInForce(db, schoolId, term) : listTrialSheets(db, schoolId, table.id))
    .filter((sheet) => sheet.withdrawnReason === null && sheet.tableId === table.id).map((sheet) => [sheet.studentId, sheet]));
  const groups = groupsOfYear(db, schoolId, term);
  const asked = scope.studentIds === null ? null : new Set(scope.studentIds);
  return pupilsToScore(db, scope).filter((line) => (scope.classId === null || line.classId === scope.classId) && (asked === null || asked.has(line.studentId))).map((line) => {
    const sheet = sheets.get(line.studentId) ?? null;
    const groupKeys = sheet?.scoredOn ? sheet.groupKeys : groups.get(line.studentId) ?? [];
    return {
      studentId: line.studentId, classId: line.classId, name: line.name, className: formatPupilClass(line, year), groups: groupKeys.map(formatSpecialGroup).join('、'),
      hasCase: groups.has(line.studentId), sheet, result: resultOfSheet(table, { self: null, verified: null, scoredOn: null, ...sheet, groupKeys }, today),
    };
  });
}

const shown = (points: Score | null | undefined): string => (points === null || points === undefined ? '' : formatScore(points));

function pointsWords(points: Points): string {
  switch (points.kind) {
    case 'fixed': return formatScore(points.score);
    case 'judged': return `${formatScore(points.min)}～${formatScore(points.max)}`;
    case 'unknown': return '分值不明';
  }
}

function choicesOf(item: ScoreItem): string {
  if (item.kind === 'range') return `${formatScore(item.min)}～${formatScore(item.max)} 分，由评定人打分`;
  const unit = item.kind === 'count' ? '／个' : '分';
  return item.options.map((option, index) => `${index + 1} ${option.label}（${pointsWords(option.points)}${unit}）`).join('；');
}

function ruleOf(item: ScoreItem): string {
  return `${itemKindTexts[item.kind]}${item.cap === null ? '' : `，封顶 ${formatScore(item.cap)}`}${item.optional ? '，可不填' : ''}`;
}

function cellOf(item: ScoreItem, filled: StoredSheet['self'], trace: ItemTrace | undefined): ScoreCell | null {
  const marks = filled?.answers[item.key];
  if (marks === undefined || trace === undefined) return null;
  return { answer: formatAnswer(item, marks, 'number'), points: item.kind === 'range' || trace.state !== 'scored' ? '' : formatScore(trace.capped) };
}

function pageOf(table: ScoreTable, pupil: ScoredPupil | null): ScoreSheetPage {
  const { self = null, verified = null } = pupil?.sheet ?? {};
  const result = pupil?.result ?? null;
  const at = (trace: SheetTrace | null | undefined, section: number, item: number): ItemTrace | undefined => trace?.sections[section]?.items[item];
  const sections = table.sections.map((section, place) => ({
    title: section.title, cap: shown(section.cap),
    items: section.items.map((item, index) => ({
      label: item.label, rule: ruleOf(item), choices: choicesOf(item), note: [item.clause, item.evidence === '' ? '' : `看：${item.evidence}`].filter((text) => text !== '').join('；'),
      self: cellOf(item, self, at(result?.self, place, index)), verified: cellOf(item, verified, at(result?.verified, place, index)),
    })),
    self: shown(result?.self?.sections[place]?.capped), verified: shown(result?.verified?.sections[place]?.capped),
  }));
  return {
    name: pupil?.name ?? '', className: pupil?.className ?? '', groups: pupil?.groups ?? '', filled: pupil !== null, sections,
    selfTotal: shown(result?.self?.total), verifiedTotal: shown(result?.verified?.total), total: shown(result?.total), proposal: result === null ? '' : proposalWords(result.proposal),
    selfBy: self?.by ?? '', selfOn: self?.onDate ?? null, verifiedBy: verified?.by ?? '', verifiedOn: verified?.onDate ?? null,
  };
}

function weightWords({ weights }: ScoreTable): string {
  return weights.self === 0 ? '总分以核定分为准，自评分供对照' : `总分＝自评 × ${weights.self}% ＋ 核定 × ${weights.verified}%`;
}

function bypassWords(table: ScoreTable): readonly string[] {
  return table.bypass.map(({ groupKeys, score, grade }) => `${groupKeys.map(formatSpecialGroup).join('、')}${score === null ? '' : `直接计 ${formatScore(score)} 分`}${grade === null ? '' : `建议${grade}`}`);
}

interface Printing {
  readonly school: string;
  readonly term: TermKey;
  readonly imprint: Imprint;
}

/** The sheets of these pupils; without pupils the blank one. */
export function sheetsPaper(stored: StoredScoreTable, pupils: readonly ScoredPupil[] | null, { school, term, imprint }: Printing): ScoreSheetsPaper {
  const { table } = stored;
  return {
    kind: 'score_sheets', school, schoolYear: formatSchoolYear(schoolYearOf(term)), table: versionWords(stored), bypassRules: bypassWords(table), weights: weightWords(table),
    rounding: roundingWords[table.decimals], advice: scoreAdvice, sheets: pupils === null ? [pageOf(table, null)] : pupils.map((pupil) => pageOf(table, pupil)), imprint,
  };
}

function summaryLine(pupil: ScoredPupil, ordinal: number, table: ScoreTable): ScoreSummaryLine {
  const { result } = pupil;
  const remark = result.bypass !== null ? '直接建议' : result.complete ? '' : pupil.sheet === null ? '没有测评表' : '没有填全';
  return {
    ordinal, name: pupil.name, groups: pupil.groups, sections: table.sections.map((_, index) => shown(result.verified?.sections[index]?.capped)),
    self: shown(result.self?.total), verified: shown(result.verified?.total), total: shown(result.total), proposed: proposedGrade(result.proposal) ?? '', remark,
  };
}

function countsOf(pupils: readonly ScoredPupil[]): string {
  const grades = Map.groupBy(pupils, (pupil) => proposedGrade(pupil.result.proposal) ?? '没有建议');
  return [...grades].map(([grade, all]) => `${grade} ${all.length} 人`).join('，');
}

/** The summary the review meeting has before it: every pupil with a case or a sheet, by class. */
export function summaryPaper(stored: StoredScoreTable, pupils: readonly ScoredPupil[], { school, term, imprint }: Printing): ScoreSummaryPaper {
  const { table } = stored;
  const classes = [...Map.groupBy(pupils, (pupil) => pupil.className)].map(([className, all]): ScoreSummaryClass => ({
    className: className === '' ? '未分班' : className, lines: all.map((pupil, index) => summaryLine(pupil, index + 1, table)), counts: countsOf(all),
  }));
  return {
    kind: 'score_summary', school, period: formatTerm(term), table: versionWords(stored), weights: weightWords(table), advice: scoreAdvice,
    sectionTitles: table.sections.map((section) => section.title), classes, imprint,
  };
}

/** The class as a worksheet to fill in Excel: a column for each item, its choices in the row above the headings. */
export function fillableSheet(stored: StoredScoreTable, pupils: readonly ScoredPupil[], side: ScoreSide): SheetToWrite {
  const items = itemsOf(stored.table);
  const note = (text: string): WriteCell => ({ text, look: 'note' });
  const head = ['姓名', '班级', ...items.map((item) => item.label)];
  const title: WriteCell[] = [{ text: `量化测评（${sideTexts[side]}）　${versionWords(stored)}　填选项序号或文字；多选用顿号隔开`, look: 'title' }];
  const rows = pupils.map(({ name, className, sheet }): WriteCell[] => [name, className, ...items.map((item) => formatAnswer(item, sheet?.[side]?.answers[item.key], 'words'))]);
  return {
    name: '量化测评', headerRows: 3, merges: [{ top: 0, left: 0, bottom: 0, right: head.length - 1 }],
    rows: [title, [note(''), note(''), ...items.map((item) => note(choicesOf(item)))], head.map((text): WriteCell => ({ text, look: 'header' })), ...rows],
  };
}
