import type { Problem } from '#shared/contract/base.ts';
import { abstention, spoilt } from '#shared/domain/panels/voting.ts';
import { formatMark } from '#shared/domain/panels/trimmed-mean.ts';
import { meetingMethodTexts } from '#shared/text/panels.ts';
import type { EntryRecord, ScoreRecord, VoteRecord } from '#main/db/repositories/panel-meeting.ts';
import { memberNames } from './meeting-desk.ts';
import type { DeskCase, MeetingDesk } from './meeting-desk.ts';
import { problemOf } from './refusal.ts';

export interface EntryInput {
  readonly meetingCaseId: number;
  readonly votes: readonly VoteRecord[];
  readonly scores: readonly ScoreRecord[];
  readonly grade: string | null;
  readonly heldOver: boolean;
  readonly byChair: boolean;
  readonly reason: string;
}

export interface PlannedEntries {
  readonly records: readonly EntryRecord[];
  readonly problems: readonly Problem[];
}

/** Reads what was entered for cases of one meeting: a half-filled draft is fine, a vote that can't be is not. */
export function planMeetingEntries(desk: MeetingDesk, entries: readonly EntryInput[]): PlannedEntries {
  const cases = new Map(desk.cases.map((one) => [one.id, one]));
  const problems: Problem[] = [];
  const records = entries.flatMap((entry): EntryRecord[] => {
    const one = cases.get(entry.meetingCaseId);
    if (one === undefined) {
      problems.push(problemOf('meeting.case_not_on_agenda', {}));
      return [];
    }
    problems.push(...entryProblems(desk, one, entry));
    return [{ ...entry, round: one.round, grade: entry.heldOver ? null : entry.grade === '' ? null : entry.grade }];
  });
  return { records, problems };
}

function entryProblems(desk: MeetingDesk, one: DeskCase, entry: EntryInput): Problem[] {
  const { meeting: { method }, grades } = desk;
  const { label } = one;
  const differs = method === 'score' ? entry.votes.length > 0 : entry.scores.length > 0 || entry.votes.some((vote) => (vote.memberId === null) !== (method === 'secret_ballot'));
  if (differs) return [problemOf('meeting.method_differs', { method: meetingMethodTexts[method] })];
  const known = [...grades, abstention, ...(method === 'secret_ballot' ? [spoilt] : [])];
  const twice = new Set<string>();
  const repeated = entry.votes.filter((vote) => { const key = String(vote.memberId ?? vote.choice); const seen = twice.has(key); twice.add(key); return seen; });
  return [
    ...entry.votes.filter((vote) => !known.includes(vote.choice)).map((vote) => problemOf('meeting.choice_unknown', { label, text: vote.choice, known: known.join('、') })),
    ...repeated.map((vote) => problemOf('meeting.vote_twice', { label, text: vote.choice })),
    ...(entry.grade !== null && entry.grade !== '' && !grades.includes(entry.grade)
      ? [problemOf('meeting.grade_unknown', { label, text: entry.grade, known: grades.join('、') })] : []),
    ...voterProblems(desk, one, entry), ...scoreProblems(desk, one, entry),
  ];
}

/** Who is recused, absent or no member can't be down with a vote or score. */
function voterProblems(desk: MeetingDesk, one: DeskCase, entry: EntryInput): Problem[] {
  const names = memberNames(desk);
  const present = new Set(desk.seats.filter((seat) => seat.present).map((seat) => seat.memberId));
  return [...entry.votes, ...entry.scores].flatMap(({ memberId }): Problem[] => {
    if (memberId === null) return [];
    const why = one.entry.recused.has(memberId) ? '要回避' : !names.has(memberId) ? '不是成员' : present.has(memberId) ? null : '没有到会';
    return why === null ? [] : [problemOf('meeting.vote_not_allowed', { label: one.label, name: names.get(memberId) ?? '这个人', why })];
  });
}

function scoreProblems({ meeting, ...desk }: MeetingDesk, one: DeskCase, entry: EntryInput): Problem[] {
  const names = memberNames(desk);
  const wrong = entry.scores.filter(({ scoreHundredths }) => scoreHundredths < 0 || scoreHundredths > meeting.maxScoreHundredths);
  return wrong.map(({ memberId }) => problemOf('meeting.score_out_of_range', { label: one.label, name: names.get(memberId) ?? '', most: formatMark(meeting.maxScoreHundredths) }));
}
