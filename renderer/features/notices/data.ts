import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { NoticeRow } from '#shared/contract/notices.ts';
import type { ObjectionRow } from '#shared/contract/objections.ts';
import type { ReplyTiming } from '#shared/domain/notice/objection-deadline.ts';
import { objectionStateNames, replyTimingNames } from '#shared/text/objections.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { Tone } from '#renderer/components/tone.ts';

export function useNoticeList(): UseQueryResult<NoticeRow[]> {
  const { schoolId, term } = useArchive();
  return useQuery(api.notices.list.queryOptions({ input: { schoolId, term } }));
}

/** Not asked by who may not read the register. */
export function useObjectionList(): UseQueryResult<ObjectionRow[]> {
  const { schoolId, term, can } = useArchive();
  return useQuery({ ...api.objections.list.queryOptions({ input: { schoolId, term } }), enabled: can('objection.read') });
}

/** The round that runs, or ran last. */
export function runningRound(row: ObjectionRow): ObjectionRow['answer'] {
  return row.reconsideration ?? row.answer;
}

const timingTones: Readonly<Record<ReplyTiming, Tone>> = { waiting: 'warn', soon: 'warn', overdue: 'bad', in_time: 'good', late: 'bad' };

/** Where an objection stands in one word, and how urgent that is: while an answer is owed, the last day speaks. */
export function objectionMood(row: ObjectionRow): { readonly words: string; readonly tone: Tone } {
  const { timing } = runningRound(row);
  if (!row.open) return { words: objectionStateNames[row.state], tone: row.state === 'withdrawn' ? 'plain' : 'good' };
  const urgent = timing === 'overdue' || timing === 'soon' ? `·${replyTimingNames[timing]}` : '';
  return { words: `${objectionStateNames[row.state]}${urgent}`, tone: timingTones[timing] };
}

/** A last day in words: 2025-09-28, with 未核节假日 where the holidays are not known. */
export function dueWords(round: Pick<ObjectionRow['answer'], 'dueOn' | 'dueVerified'>): string {
  return `${round.dueOn}${round.dueVerified ? '' : '（未核节假日）'}`;
}

export function aboutWords({ subject, noticeKind }: ObjectionRow): string {
  if (subject === null) return '整份公示';
  return `${subject.className} ${subject.name}${noticeKind === 'aid_list' && subject.programme !== '' ? `（${subject.programme}）` : ''}`;
}
