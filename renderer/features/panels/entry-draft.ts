import type { AgendaCase, MeetingEntry, MeetingView } from '#shared/contract/meetings.ts';
import { evaluateCase } from '#shared/domain/panels/case-evaluation.ts';
import type { CaseEntry } from '#shared/domain/panels/case-evaluation.ts';
import type { CaseOutcome } from '#shared/domain/panels/proposal.ts';
import { formatMark, parseMark } from '#shared/domain/panels/trimmed-mean.ts';
import { abstention, spoilt } from '#shared/domain/panels/voting.ts';

/** One column of the grid: a member, or on a secret ballot a choice. */
export interface EntryColumn {
  readonly id: string;
  readonly title: string;
  readonly memberId: number | null;
}

/** What is typed for one case, kept as text until it is read. */
export interface EntryDraft {
  readonly cells: Readonly<Record<string, string>>;
  readonly grade: string;
  readonly heldOver: boolean;
  readonly byChair: boolean;
  readonly reason: string;
}

export function choicesOf(meeting: MeetingView): readonly string[] {
  return [...meeting.grades, abstention, ...(meeting.method === 'secret_ballot' ? [spoilt] : [])];
}

export function entryColumns(meeting: MeetingView): readonly EntryColumn[] {
  if (meeting.method === 'secret_ballot') return choicesOf(meeting).map((choice) => ({ id: choice, title: choice, memberId: null }));
  return meeting.seats.filter((seat) => seat.present).map((seat) => ({ id: String(seat.memberId), title: seat.name, memberId: seat.memberId }));
}

/** What is stored for a case, as it is typed. */
export function storedDraft(row: AgendaCase): EntryDraft {
  const { grade, heldOver, byChair, reason } = row.proposal;
  const cells = Object.fromEntries([
    ...row.votes.map((vote) => (vote.memberId === null ? [vote.choice, String(vote.votes)] : [String(vote.memberId), vote.choice])),
    ...row.scores.map((score) => [String(score.memberId), formatMark(score.scoreHundredths).replace(/\.?0+$/, '')]),
  ]) as Record<string, string>;
  return { cells, grade: grade ?? '', heldOver, byChair, reason };
}

/** A digit typed into a vote stands for a choice: 1 the heaviest grade, 0 弃权. */
export function readKey(meeting: MeetingView, text: string): string {
  if (meeting.method !== 'member_vote' || !/^\d$/.test(text.normalize('NFKC'))) return text;
  const digit = Number(text.normalize('NFKC'));
  return digit === 0 ? abstention : meeting.grades[digit - 1] ?? text;
}

interface ReadEntry {
  readonly entry: CaseEntry;
  /** Columns whose text can't be read. */
  readonly wrong: ReadonlySet<string>;
}

/** Reads a case's cells; what can't be read is marked and left out. */
export function readEntry(meeting: MeetingView, row: AgendaCase, draft: EntryDraft): ReadEntry {
  const wrong = new Set<string>();
  const votes: CaseEntry['votes'][number][] = [];
  const scores: CaseEntry['scores'][number][] = [];
  for (const column of entryColumns(meeting)) {
    const text = (draft.cells[column.id] ?? '').trim();
    if (text === '' || (column.memberId !== null && row.recused.includes(column.memberId))) continue;
    if (column.memberId === null) {
      const count = /^\d{1,3}$/.test(text.normalize('NFKC')) ? Number(text.normalize('NFKC')) : null;
      if (count === null) wrong.add(column.id);
      else if (count > 0) votes.push({ memberId: null, choice: column.id, votes: count });
    } else if (meeting.method === 'score') {
      const scoreHundredths = parseMark(text, meeting.maxScoreHundredths);
      if (scoreHundredths === null) wrong.add(column.id);
      else scores.push({ memberId: column.memberId, scoreHundredths });
    } else if (choicesOf(meeting).includes(text)) votes.push({ memberId: column.memberId, choice: text, votes: 1 });
    else wrong.add(column.id);
  }
  return { entry: { recused: new Set(row.recused), votes, scores }, wrong };
}

export function outcomeOf(meeting: MeetingView, row: AgendaCase, draft: EntryDraft): CaseOutcome {
  return evaluateCase({ method: meeting.method, trim: meeting.trim, rule: meeting.rule }, meeting.seats, readEntry(meeting, row, draft).entry);
}

/** After a vote is typed the grade carried is put down as the opinion; one put down so goes again when it is no longer carried. */
export function followVotes(meeting: MeetingView, row: AgendaCase, before: EntryDraft, after: EntryDraft): EntryDraft {
  if (after.heldOver || meeting.method === 'score') return after;
  const was = outcomeOf(meeting, row, before);
  const is = outcomeOf(meeting, row, after);
  if (is.kind === 'carried') return { ...after, grade: is.grade, byChair: false };
  const followed = was.kind === 'carried' && was.grade === before.grade;
  return followed ? { ...after, grade: '' } : after;
}

export function inputOf(meeting: MeetingView, row: AgendaCase, draft: EntryDraft): MeetingEntry {
  const { entry } = readEntry(meeting, row, draft);
  return {
    meetingCaseId: row.meetingCaseId, votes: [...entry.votes], scores: [...entry.scores], grade: draft.heldOver || draft.grade === '' ? null : draft.grade,
    heldOver: draft.heldOver, byChair: draft.byChair,
    reason: draft.reason,
  };
}

/** Cells pasted from a spreadsheet, from a row and column on. Rows and columns beyond the grid are left out. */
export function pasteCells(
  meeting: MeetingView, at: { readonly row: number; readonly column: number }, pasted: readonly (readonly string[])[], draftOf: (row: AgendaCase) => EntryDraft,
): ReadonlyMap<number, EntryDraft> {
  const columns = entryColumns(meeting);
  return new Map(pasted.flatMap((texts, down) => {
    const row = meeting.agenda[at.row + down];
    if (row === undefined) return [];
    const before = draftOf(row);
    const cells = { ...before.cells };
    for (const [right, text] of texts.entries()) {
      const column = columns[at.column + right];
      if (column !== undefined) cells[column.id] = readKey(meeting, text.trim());
    }
    return [[row.meetingCaseId, followVotes(meeting, row, before, { ...before, cells })] as const];
  }));
}
