import type { BallotFacts } from '#shared/contract/meetings.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import { caseLabel } from '#shared/domain/panels/meeting.ts';
import { routeTexts } from '#shared/text/identification.ts';
import { proposalWords } from '#shared/text/panels.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCaseGroups, listCases } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import { listCorrections, listMeetingCases, listMeetings } from '#main/db/queries/panel-meetings.ts';
import type { MeetingRecord } from '#main/db/queries/panel-meetings.ts';
import { correctedProposal } from './meeting-desk.ts';

const none: BallotFacts = { route: '', factors: [], visitedOn: null, visitWords: '', scoreWords: '', classWords: '' };

/**
 * What members are told of each case, by pupil: ticks, dates and figures, never a name, a class, a group by its name or what a family said
 * (教财〔2018〕16号: 严禁让学生当众诉苦、互相比困).
 */
export function ballotFacts(db: ReadableDb, meeting: MeetingRecord): ReadonlyMap<number, BallotFacts> {
  const { schoolId, schoolYear } = meeting;
  const groups = Map.groupBy(listCaseGroups(db, schoolId, schoolYear).filter((group) => group.removedAt === null), (group) => group.caseId);
  const facts = listProcedureFacts(db, schoolId, schoolYear);
  const classWords = meeting.level === 'school' ? lowerOpinions(db, meeting) : new Map<number, string>();
  return new Map(listCases(db, schoolId, schoolYear).map((one) => {
    const keys = new Set((groups.get(one.caseId) ?? []).map((group) => group.groupKey));
    const factors = [...(keys.size > (keys.has('sudden_event') ? 1 : 0) ? ['特殊群体'] : []), ...(keys.has('sudden_event') ? ['突发状况'] : [])];
    return [one.studentId, {
      ...none, route: routeTexts[one.route], factors, visitedOn: lastOf(facts.get(one.studentId) ?? [], 'visit'), classWords: classWords.get(one.studentId) ?? '',
    }];
  }));
}

export const noFacts = none;

function lastOf(facts: readonly ProcedureFact[], step: ProcedureFact['step']): ProcedureFact['onDate'] | null {
  return facts.filter((fact) => fact.step === step).at(-1)?.onDate ?? null;
}

/** What the class or grade proposed, for the school's members: the last closed opinion of each case. */
function lowerOpinions(db: ReadableDb, meeting: MeetingRecord): ReadonlyMap<number, string> {
  return new Map([...closedOpinions(db, meeting.schoolId, meeting.schoolYear)].flatMap(([studentId, opinions]) => {
    const last = opinions.filter((one) => one.meeting.level !== 'school' && one.meeting.heldOn <= meeting.heldOn).at(-1);
    return last === undefined ? [] : [[studentId, proposalWords(last.proposal)] as const];
  }));
}

export interface ClosedOpinion {
  readonly meeting: MeetingRecord;
  readonly meetingCaseId: number;
  readonly label: string;
  readonly proposal: ReturnType<typeof correctedProposal>;
}

/** What closed meetings of a 学年 said of each pupil, oldest meeting first, after corrections. */
export function closedOpinions(db: ReadableDb, schoolId: number, year: MeetingRecord['schoolYear']): ReadonlyMap<number, readonly ClosedOpinion[]> {
  const meetings = new Map(listMeetings(db, schoolId, year).filter((one) => one.state !== 'draft').map((one) => [one.id, one]));
  const corrections = Map.groupBy(listCorrections(db, schoolId, { year }), (one) => one.meetingCaseId);
  const lines = listMeetingCases(db, schoolId, { year }).flatMap(({ studentId, id, ordinal, meetingId, ...record }) => {
    const meeting = meetings.get(meetingId);
    return meeting === undefined ? [] : [{ studentId, opinion: { meeting, meetingCaseId: id, label: caseLabel(meeting.no, ordinal), proposal: correctedProposal(record, corrections.get(id) ?? []) } }];
  });
  return new Map([...Map.groupBy(lines.toSorted((left, right) => left.opinion.meeting.heldOn.localeCompare(right.opinion.meeting.heldOn)), (line) => line.studentId)]
    .map(([studentId, own]) => [studentId, own.map((line) => line.opinion)]));
}
