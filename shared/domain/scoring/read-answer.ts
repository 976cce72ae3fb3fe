import { mostPieces } from './check-table.ts';
import type { Score } from './score.ts';
import { formatScore, parseScore } from './score.ts';
import type { Answers, ChoiceItem, Mark, ScoreItem, ScoreOption, ScoreTable } from './score-table.ts';
import { itemsOf } from './score-table.ts';

/** Why a cell or an answer can't be used. */
export type AnswerProblem =
  | { readonly code: 'scoring.choice_unknown'; readonly facts: { readonly item: string; readonly text: string; readonly choices: string } }
  | { readonly code: 'scoring.choice_several'; readonly facts: { readonly item: string } }
  | { readonly code: 'scoring.points_unread'; readonly facts: { readonly item: string; readonly text: string } }
  | { readonly code: 'scoring.points_out_of_bounds'; readonly facts: { readonly item: string; readonly points: string; readonly min: string; readonly max: string } }
  | { readonly code: 'scoring.points_not_given'; readonly facts: { readonly item: string; readonly label: string; readonly min: string; readonly max: string } }
  | { readonly code: 'scoring.count_unread'; readonly facts: { readonly item: string; readonly text: string; readonly most: number } };

export type AnswerReading =
  | { readonly kind: 'blank' }
  | { readonly kind: 'answer'; readonly marks: readonly Mark[] }
  | { readonly kind: 'wrong'; readonly problem: AnswerProblem };

const nothing = new Set(['无', '没有', '都没有', '以上都没有', '-', '—']);

function plain(text: string): string {
  return text.normalize('NFKC').replace(/[−–—]/gu, '-').trim();
}

function squeeze(text: string): string {
  return plain(text).replace(/\s/gu, '');
}

function listChoices(item: ChoiceItem): string {
  return item.options.map((option, index) => `${index + 1} ${option.label}`).join('，');
}

/** A choice by its words, its number in the item (2) or its letter (B). Words come first: a choice may be called 2. */
function findOption(item: ChoiceItem, text: string): ScoreOption | undefined {
  const wanted = squeeze(text);
  const named = item.options.find((option) => squeeze(option.label) === wanted);
  if (named) return named;
  if (/^\d{1,2}$/u.test(wanted)) return item.options[Number(wanted) - 1];
  return /^[A-Za-z]$/u.test(wanted) ? item.options[wanted.toUpperCase().charCodeAt(0) - 65] : undefined;
}

/** 其他=12 or 7=12: a choice with the points the body gives it; or a choice alone. */
function readMark(item: ChoiceItem, text: string): Mark | AnswerProblem {
  const whole = findOption(item, text);
  const [, name = '', given = ''] = whole ? [] : /^(.+)[=:：](.+)$/u.exec(plain(text)) ?? [];
  const option = whole ?? findOption(item, name);
  if (!option) return { code: 'scoring.choice_unknown', facts: { item: item.label, text: text.trim(), choices: listChoices(item) } };
  if (option.points.kind !== 'judged') {
    return given === '' ? { option: option.key, count: 1, judged: null } : { code: 'scoring.choice_unknown', facts: { item: item.label, text: text.trim(), choices: listChoices(item) } };
  }
  const { min, max } = option.points;
  if (given === '') return { code: 'scoring.points_not_given', facts: { item: item.label, label: option.label, min: formatScore(min), max: formatScore(max) } };
  const points = readPoints(item, given, min, max);
  return typeof points === 'number' ? { option: option.key, count: 1, judged: points } : points;
}

function readPoints(item: ScoreItem, text: string, min: Score, max: Score): Score | AnswerProblem {
  const points = parseScore(text);
  if (points === null) return { code: 'scoring.points_unread', facts: { item: item.label, text: text.trim() } };
  return points < min || points > max
    ? { code: 'scoring.points_out_of_bounds', facts: { item: item.label, points: formatScore(points), min: formatScore(min), max: formatScore(max) } } : points;
}

function readChoices(item: ChoiceItem, text: string): AnswerReading {
  if (findOption(item, text) === undefined && (nothing.has(squeeze(text)) || (item.kind === 'multiple' && squeeze(text) === '0'))) {
    return item.kind === 'multiple' ? { kind: 'answer', marks: [] } : { kind: 'blank' };
  }
  // The whole cell may be one choice whose words hold a comma; only then is it taken apart.
  const whole = readMark(item, text);
  const parts = 'code' in whole && item.kind === 'multiple' ? text.split(/[;；、,，\n+＋]+/u).filter((part) => part.trim() !== '') : [text];
  const marks: Mark[] = [];
  for (const part of parts) {
    const mark = readMark(item, part);
    if ('code' in mark) return { kind: 'wrong', problem: mark };
    if (!marks.some((one) => one.option === mark.option)) marks.push(mark);
  }
  return { kind: 'answer', marks };
}

/** 2 for an item with one kind of piece; 1、0、2 for several, in the table's order; or 小学=1；高中=1. */
function readCounts(item: ChoiceItem, text: string): AnswerReading {
  if (nothing.has(squeeze(text))) return { kind: 'answer', marks: [] };
  const parts = text.split(/[;；、,，\n\s+＋/]+/u).filter((part) => part !== '');
  const counts = new Map<string, number>();
  const unread: AnswerReading = { kind: 'wrong', problem: { code: 'scoring.count_unread', facts: { item: item.label, text: text.trim(), most: mostPieces } } };
  for (const [index, part] of parts.entries()) {
    const [, name, number = part] = /^(.+)[=:：×xX*](\d+)[人个]?$/u.exec(plain(part)) ?? [];
    const option = name === undefined ? item.options[index] : findOption(item, name);
    const count = /^\d{1,2}[人个]?$/u.test(plain(number)) ? Number.parseInt(plain(number), 10) : null;
    if (!option || count === null || count > mostPieces || counts.has(option.key)) return unread;
    counts.set(option.key, count);
  }
  return { kind: 'answer', marks: [...counts].filter(([, count]) => count > 0).map(([option, count]) => ({ option, count, judged: null })) };
}

/** Reads one cell of a score sheet: choices by words, number or letter; counts; points. What can't be read is said, never guessed at. A blank cell stays blank. */
export function readAnswer(item: ScoreItem, text: string): AnswerReading {
  if (text.trim() === '') return { kind: 'blank' };
  switch (item.kind) {
    case 'range': {
      const points = readPoints(item, text, item.min, item.max);
      return typeof points === 'number' ? { kind: 'answer', marks: [{ option: null, count: 1, judged: points }] } : { kind: 'wrong', problem: points };
    }
    case 'count': return readCounts(item, text);
    case 'single':
    case 'multiple': return readChoices(item, text);
  }
}

/** An answer as a cell shows it; `readAnswer` reads it back. By number (2；5=12) for typing, by words for reading. */
export function formatAnswer(item: ScoreItem, marks: readonly Mark[] | undefined, by: 'number' | 'words'): string {
  if (marks === undefined) return '';
  if (item.kind === 'range') return marks[0]?.judged === null || marks[0] === undefined ? '' : formatScore(marks[0].judged);
  if (marks.length === 0) return '无';
  if (item.kind === 'count' && item.options.length === 1) return String(marks[0]?.count ?? 0);
  return marks.map(({ option, count, judged }) => {
    const index = item.options.findIndex((one) => one.key === option);
    const name = by === 'words' ? item.options[index]?.label ?? option ?? '' : String(index + 1);
    return item.kind === 'count' ? `${name}=${count}` : judged === null ? name : `${name}=${formatScore(judged)}`;
  }).join('；');
}

function markProblem(item: ChoiceItem, { option: key, count, judged }: Mark): AnswerProblem | null {
  const option = item.options.find((one) => one.key === key);
  if (!option) return { code: 'scoring.choice_unknown', facts: { item: item.label, text: key ?? '', choices: listChoices(item) } };
  if (!Number.isInteger(count) || count < 1 || count > (item.kind === 'count' ? mostPieces : 1)) return { code: 'scoring.count_unread', facts: { item: item.label, text: String(count), most: mostPieces } };
  if (option.points.kind !== 'judged') return null;
  const { min, max } = option.points;
  const bounds = { min: formatScore(min), max: formatScore(max) };
  if (judged === null) return { code: 'scoring.points_not_given', facts: { item: item.label, label: option.label, ...bounds } };
  return judged < min || judged > max ? { code: 'scoring.points_out_of_bounds', facts: { item: item.label, points: formatScore(judged), ...bounds } } : null;
}

function answerProblem(item: ScoreItem, marks: readonly Mark[]): AnswerProblem | null {
  if (item.kind === 'range') {
    const judged = marks[0]?.judged ?? null;
    if (marks.length !== 1 || judged === null) return { code: 'scoring.points_unread', facts: { item: item.label, text: '' } };
    return judged < item.min || judged > item.max
      ? { code: 'scoring.points_out_of_bounds', facts: { item: item.label, points: formatScore(judged), min: formatScore(item.min), max: formatScore(item.max) } } : null;
  }
  const twice = new Set(marks.map((mark) => mark.option)).size < marks.length;
  if ((item.kind === 'single' && marks.length !== 1) || twice) return { code: 'scoring.choice_several', facts: { item: item.label } };
  return marks.map((mark) => markProblem(item, mark)).find((problem) => problem !== null) ?? null;
}

/** What stands against storing these answers under the table: choices it hasn't, points out of bounds. Items left open are no problem; they are shown as open. */
export function checkAnswers(table: Pick<ScoreTable, 'sections'>, answers: Answers): readonly AnswerProblem[] {
  return itemsOf(table).flatMap((item) => {
    const marks = answers[item.key];
    const problem = marks === undefined ? null : answerProblem(item, marks);
    return problem === null ? [] : [problem];
  });
}

/** The answers that still mean something under another version of the table: items and choices keep their keys through versions. */
export function carryAnswers(table: Pick<ScoreTable, 'sections'>, answers: Answers): Answers {
  const kept = itemsOf(table).flatMap((item) => {
    const marks = answers[item.key];
    return marks === undefined || answerProblem(item, marks) !== null ? [] : [[item.key, marks] as const];
  });
  return Object.fromEntries(kept);
}
