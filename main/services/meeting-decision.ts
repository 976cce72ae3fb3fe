import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { outcomeWords, proposalWords } from '#shared/text/panels.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listDeterminations } from '#main/db/queries/identification.ts';
import { insertOutcome } from '#main/db/repositories/panel-meeting.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import { applyEntries, effectsOf, planEntries } from './identification-entries.ts';
import type { DecisionInput, Entry, EntryContext, PlannedEntry } from './identification-entries.ts';
import type { DeskCase, MeetingDesk } from './meeting-desk.ts';
import { pupilsById } from './panel-reach.ts';
import { refuse } from './refusal.ts';

export interface MeetingDecision {
  readonly term: TermKey;
  readonly meetingCaseIds: readonly number[];
  readonly decision: DecisionInput;
}

interface Planned {
  readonly one: DeskCase;
  readonly entry: PlannedEntry;
}

/** 按评议结果认定: each chosen case with an opinion becomes one entry of the register's own bulk entry; however many there are. */
export function planDecision(db: ReadableDb, desk: MeetingDesk, asked: MeetingDecision, context: EntryContext): readonly Planned[] {
  const { meeting } = desk;
  if (meeting.state === 'draft') throw refuse('meeting.not_closed', { no: meeting.no });
  const chosen = new Set(asked.meetingCaseIds);
  const cases = desk.cases.filter((one) => chosen.has(one.id) && one.current.grade !== null);
  if (cases.length === 0) throw refuse('meeting.nothing_to_decide', {});
  const entries = cases.map((one): Entry => ({
    studentId: one.studentId, addGroups: [], grade: one.current.grade ?? undefined, reason: reasonOf(desk, one), decision: asked.decision, source: null,
  }));
  const plan = planEntries(db, entries, context);
  return cases.flatMap((one, index) => { const entry = plan[index]; return entry === undefined ? [] : [{ one, entry }]; });
}

/** What stands in the determination as its reason: which body, which meeting and number, the count, and the body's own words. */
function reasonOf({ meeting, corrections }: MeetingDesk, one: DeskCase): string {
  const corrected = corrections.some((each) => each.meetingCaseId === one.id);
  const count = corrected ? `更正后${proposalWords(one.current)}` : `${outcomeWords(one.outcome)}${one.current.byChair ? '，主持人定' : ''}`;
  const words = [count, one.current.reason].filter((text) => text !== '').join('；');
  return sentenceOf('meeting.reason_of_votes', { body: meeting.panelName, on: meeting.heldOn, no: one.label, words });
}

export function decisionPreview(db: ReadableDb, desk: MeetingDesk, planned: readonly Planned[]) {
  const { schoolId, schoolYear } = desk.meeting;
  const pupils = pupilsById(db, schoolId);
  const chains = Map.groupBy(listDeterminations(db, schoolId, schoolYear), (one) => one.caseId);
  return {
    ...countsOf(planned),
    rows: planned.map(({ one, entry }) => {
      const pupil = pupils.get(one.studentId);
      return {
        meetingCaseId: one.id, label: one.label, name: pupil?.name ?? '', className: pupil === undefined ? '' : formatPupilClass(pupil, schoolYear),
        before: currentDetermination(chains.get(one.caseId) ?? [])?.grade ?? null, grade: one.current.grade ?? '', sentence: entry.sentence, problems: [...entry.problems],
      };
    }),
  };
}

function countsOf(planned: readonly Planned[]) {
  const { firstDecisions, changedDecisions, unchanged } = effectsOf(planned.map(({ entry }) => entry));
  return { firstDecisions, changedDecisions, unchanged };
}

/** Writes a plan without problems, and beside each determination the opinion it followed. */
export function applyDecision(db: WritableDb, desk: MeetingDesk, planned: readonly Planned[], asked: MeetingDecision, stamp: Stamp) {
  const { schoolId } = desk.meeting;
  const schoolYear = schoolYearOf(asked.term);
  applyEntries(db, planned.map(({ entry }) => entry), { schoolId, schoolYear }, stamp);
  const chains = Map.groupBy(listDeterminations(db, schoolId, schoolYear), (one) => one.caseId);
  for (const { one, entry } of planned) {
    const made = entry.determination === null ? null : currentDetermination(chains.get(one.caseId) ?? []);
    if (made !== null) insertOutcome(db, one.id, made.id, stamp);
  }
  return countsOf(planned);
}
