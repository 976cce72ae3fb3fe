import { useQuery } from '@tanstack/react-query';
import type { UseQueryResult } from '@tanstack/react-query';
import type { MeetingView } from '#shared/contract/meetings.ts';
import type { MeetingState } from '#shared/domain/panels/meeting.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { Tone } from '#renderer/components/tone.ts';

export const stateTones: Readonly<Record<MeetingState, Tone>> = { draft: 'warn', closed: 'plain', signed: 'good' };

/** What every method of one meeting is asked with. */
export function useMeetingPlace(meetingId: number) {
  const { schoolId, term } = useArchive();
  return { schoolId, term, meetingId };
}

export function useMeeting(meetingId: number): UseQueryResult<MeetingView, unknown> {
  const place = useMeetingPlace(meetingId);
  return useQuery({ ...api.meetings.get.queryOptions({ input: place }), placeholderData: (before) => before });
}

export function usePanels() {
  const { schoolId, term } = useArchive();
  return useQuery(api.panels.list.queryOptions({ input: { schoolId, term } }));
}

export interface MeetingPart {
  readonly meeting: MeetingView;
  /** The account may write and the minutes are still a draft. */
  readonly editable: boolean;
}
