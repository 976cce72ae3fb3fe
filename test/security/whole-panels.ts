import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { WholeSchool } from './whole-school.ts';

export interface WholePanels {
  readonly panelId: number;
  readonly memberId: number;
  readonly meetingId: number;
  readonly meetingCaseId: number;
  readonly caseId: number;
}

/** A body of the whole school with a pupil among its members, and its meeting over cases of every class; the administrator is signed in. */
export async function addPanels(whole: WholeSchool): Promise<WholePanels> {
  const { client, schoolId, term, db } = whole;
  const at = { schoolId, term };
  const fromOn = isoDate('2025-09-01');
  const { panelId } = await client.panels.save({ ...at, type: 'review_panel', level: 'school', name: '学校评议小组', appointedOn: fromOn, fromOn });
  const pupil = db.get<{ id: number }>(`SELECT s.id FROM student s JOIN identification_case c ON c.student_id = s.id WHERE s.school_id = ${schoolId} AND s.stage = 'junior' LIMIT 1`)?.id ?? 0;
  const { memberId } = await client.panels.addMember({ ...at, panelId, kind: 'leader', name: '何校长', fromOn });
  await client.panels.addMember({ ...at, panelId, kind: 'pupil', studentId: pupil, fromOn });
  const { meetingId } = await client.meetings.create({
    ...at, panelId, purpose: 'revision', heldOn: isoDate('2025-10-20'), place: '会议室', chairId: memberId, recorder: '何校长', method: 'member_vote', tieRule: 'chair', trim: 0, maxScoreHundredths: 10_000, remarks: '',
  });
  const candidates = await client.meetings.candidates({ ...at, meetingId });
  const caseIds = candidates.map((one) => one.caseId);
  await client.meetings.addCases({ ...at, meetingId, caseIds });
  const { agenda, seats } = await client.meetings.get({ ...at, meetingId });
  await client.meetings.setAttendance({ ...at, meetingId, seats: seats.map((seat) => ({ memberId: seat.memberId, present: true })) });
  return { panelId, memberId, meetingId, meetingCaseId: agenda[0]?.meetingCaseId ?? 0, caseId: caseIds[0] ?? 0 };
}
