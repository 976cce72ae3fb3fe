import type { BallotFacts } from '#shared/contract/meetings.ts';
import type { ApplicationForm } from '#shared/domain/applications/application-form.ts';
import { circumstanceKeys } from '#shared/domain/applications/form-layout.ts';
import type { CircumstanceKey } from '#shared/domain/applications/form-layout.ts';
import { termsOf } from '#shared/domain/calendar/term.ts';
import { caseLabel } from '#shared/domain/panels/meeting.ts';
import { formatScore } from '#shared/domain/scoring/score.ts';
import { routeTexts } from '#shared/text/identification.ts';
import { proposalWords } from '#shared/text/panels.ts';
import { visitVerdictTexts } from '#shared/text/visits.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listVisits } from '#main/db/queries/home-visits.ts';
import { listCaseGroups, listCases } from '#main/db/queries/identification.ts';
import { listCorrections, listMeetingCases, listMeetings } from '#main/db/queries/panel-meetings.ts';
import type { MeetingRecord } from '#main/db/queries/panel-meetings.ts';
import { listApplications } from '#main/db/repositories/application-form.ts';
import { listSheetsInForce } from '#main/db/repositories/score-sheet.ts';
import { listScoreTables } from '#main/db/repositories/score-table.ts';
import type { Session } from './core.ts';
import { correctedProposal } from './meeting-desk.ts';
import { resultOfSheet } from './scoring-views.ts';

const none: BallotFacts = { route: '', factors: [], visitedOn: null, visitWords: '', scoreWords: '', classWords: '' };

/** Rows of 影响家庭经济状况 as ticks; what the family wrote in them stays in the form. */
const circumstanceTicks: Readonly<Record<CircumstanceKey, string>> = {
  disaster: '自然灾害', accident: '意外事件', weakLabour: '劳动能力弱', unemployment: '失业', debt: '欠债', other: '其他情况',
};
const nothing = /^(?:无|没有|否|\/|-|—)?$/u;

/**
 * What members are told of each case, by pupil: ticks, dates and figures as of the day of the meeting, never a name, a class, a group by its name or what
 * a family said (教财〔2018〕16号: 严禁让学生当众诉苦、互相比困). Who may not read visits is told their day only.
 */
export function ballotFacts(db: ReadableDb, meeting: MeetingRecord, session: Session): ReadonlyMap<number, BallotFacts> {
  const { schoolId, schoolYear, heldOn } = meeting;
  const groups = Map.groupBy(listCaseGroups(db, schoolId, schoolYear).filter((group) => group.removedAt === null), (group) => group.caseId);
  const forms = listApplications(db, schoolId, schoolYear);
  const visits = new Map(listVisits(db, schoolId, schoolYear).filter((visit) => visit.purpose === 'verification' && visit.visitedOn <= heldOn)
    .map((visit) => [visit.studentId, visit]));
  const scores = scoresOfYear(db, meeting);
  const classWords = meeting.level === 'school' ? lowerOpinions(db, meeting) : new Map<number, string>();
  return new Map(listCases(db, schoolId, schoolYear).map((one): [number, BallotFacts] => {
    const form = forms.get(one.studentId);
    const visit = visits.get(one.studentId);
    return [one.studentId, {
      route: routeTexts[one.route], factors: factorsOf((groups.get(one.caseId) ?? []).map((group) => group.groupKey), form?.state === 'withdrawn' ? null : form?.form ?? null),
      visitedOn: visit?.visitedOn ?? null, visitWords: session.can('visit.read') && visit?.verdict ? visitVerdictTexts[visit.verdict] : '',
      scoreWords: scores.get(one.studentId) ?? '', classWords: classWords.get(one.studentId) ?? '',
    }];
  }));
}

function factorsOf(groupKeys: readonly string[], form: ApplicationForm | null): string[] {
  const written = form === null ? [] : circumstanceKeys.filter((key) => !nothing.test(form.circumstances[key].trim()));
  return [
    ...(groupKeys.some((key) => key !== 'sudden_event') ? ['特殊群体'] : []), ...(groupKeys.includes('sudden_event') ? ['突发状况'] : []), ...written.map((key) => circumstanceTicks[key]),
  ];
}

/** The figure of each pupil's last complete score sheet of the 学年 on the day; a bypass tells no group. */
function scoresOfYear(db: ReadableDb, { schoolId, schoolYear, heldOn }: MeetingRecord): ReadonlyMap<number, string> {
  const tables = new Map(listScoreTables(db, schoolId).map((table) => [table.id, table]));
  return new Map(termsOf(schoolYear).flatMap((term) => listSheetsInForce(db, schoolId, term)).flatMap((sheet): [number, string][] => {
    const table = tables.get(sheet.tableId);
    if (table === undefined || sheet.scoredOn === null || sheet.scoredOn > heldOn || sheet.withdrawnReason !== null) return [];
    const { total } = resultOfSheet(table, sheet, sheet.scoredOn);
    return [[sheet.studentId, total === null ? '按群体直接对应' : `${formatScore(total)} 分`]];
  }));
}

export const noFacts = none;

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
    return meeting === undefined ? [] : [{ studentId, opinion: { meeting, meetingCaseId: id, label: caseLabel(meeting.no, ordinal),
      proposal: correctedProposal(record, corrections.get(id) ?? []) } }];
  });
  return new Map([...Map.groupBy(lines.toSorted((left, right) => left.opinion.meeting.heldOn.localeCompare(right.opinion.meeting.heldOn)), (line) => line.studentId)]
    .map(([studentId, own]) => [studentId, own.map((line) => line.opinion)]));
}
