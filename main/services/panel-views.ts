import type { PanelLine, PanelMemberView, PanelView } from '#shared/contract/panels.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { countedYear, evaluatePanel, isParentOrPupil, sitsOn } from '#shared/domain/panels/panel.ts';
import type { PanelFinding } from '#shared/domain/panels/panel.ts';
import type { PanelRule } from '#shared/domain/identification/procedure-profile.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases } from '#main/db/queries/identification.ts';
import type { CaseLine } from '#main/db/queries/identification.ts';
import { listMeetings } from '#main/db/queries/panel-meetings.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listPanelMembers, listPanelPostings, listPanelRelatives } from '#main/db/repositories/panel.ts';
import type { PanelMemberRecord, PanelRecord } from '#main/db/repositories/panel.ts';
import { placeOfPanel, pupilsById } from './panel-reach.ts';
import { procedureOf } from './procedure-of-school.ts';

export interface PanelDay {
  readonly schoolId: number;
  readonly year: SchoolYear;
  readonly today: IsoDate;
}

interface Surroundings extends PanelDay {
  readonly rule: PanelRule;
  readonly pupils: ReadonlyMap<number, PupilLine>;
  readonly cases: ReadonlyMap<number, CaseLine>;
}

function surroundings(db: ReadableDb, day: PanelDay): Surroundings {
  return {
    ...day, rule: procedureOf(db, day.schoolId, day.year).spec.panel, pupils: pupilsById(db, day.schoolId),
    cases: new Map(listCases(db, day.schoolId, day.year).map((one) => [one.studentId, one])),
  };
}

type Finding = PanelLine['findings'][number];

function said({ severity, code, facts }: PanelFinding): Finding {
  return { severity, code, sentence: sentenceOf(code, facts as never) };
}

/** Applicants among the members, and pupils who have left the class they speak for. */
function pupilFindings(panel: PanelRecord, member: PanelMemberRecord, { pupils, cases }: Surroundings): Finding[] {
  if (member.studentId === null) return [];
  const { name } = member;
  const pupil = pupils.get(member.studentId);
  const state = cases.get(member.studentId)?.state;
  const left = pupil?.status !== 'enrolled' || (panel.level === 'class' && pupil.classId !== panel.classId);
  return [
    ...(state !== undefined && state !== 'declined' && state !== 'expired'
      ? [{ severity: 'warn' as const, code: 'panel.member_applies', sentence: sentenceOf('panel.member_applies', { name }) }] : []),
    ...(left ? [{ severity: 'warn' as const, code: 'panel.pupil_left_class', sentence: sentenceOf('panel.pupil_left_class', { name }) }] : []),
  ];
}

/** What the procedure of the year and the roster say against a body as it sits on a day. */
export function findingsOf(db: ReadableDb, panel: PanelRecord, seated: readonly PanelMemberRecord[], day: PanelDay): Finding[] {
  return findingsIn(panel, seated, surroundings(db, day));
}

function findingsIn(panel: PanelRecord, seated: readonly PanelMemberRecord[], around: Surroundings): Finding[] {
  const years = seated.map((member) => {
    const pupil = member.studentId === null ? undefined : around.pupils.get(member.studentId);
    return { name: member.name, kind: member.kind, year: pupil === undefined ? null : countedYear(pupil, around.year) };
  });
  return [...evaluatePanel(around.rule, years).map(said), ...seated.flatMap((member) => pupilFindings(panel, member, around))];
}

/** Every body an account may see, with what stands against it as it sits today. */
export function listPanelLines(db: ReadableDb, panels: readonly PanelRecord[], day: PanelDay): PanelLine[] {
  const around = surroundings(db, day);
  const members = Map.groupBy(listPanelMembers(db, day.schoolId), (member) => member.panelId);
  const postings = Map.groupBy(listPanelPostings(db, day.schoolId), (posting) => posting.panelId);
  const meetings = Map.groupBy(listMeetings(db, day.schoolId, day.year), (meeting) => meeting.panelId);
  return panels.map((panel) => {
    const seated = (members.get(panel.id) ?? []).filter((member) => sitsOn(member, day.today));
    const over = panel.untilOn !== null && panel.untilOn < day.today;
    return {
      panelId: panel.id, type: panel.type, level: panel.level, place: placeOfPanel(db, panel, day.year), classId: panel.classId, stage: panel.stage,
      entryYear: panel.entryYear, name: panel.name,
      appointedOn: panel.appointedOn, appointmentDoc: panel.appointmentDoc, fromOn: panel.fromOn, untilOn: panel.untilOn,
      members: seated.length, parentsAndPupils: seated.filter((member) => isParentOrPupil(member.kind)).length,
      lastPostedOn: postings.get(panel.id)?.at(-1)?.postedOn ?? null, meetings: meetings.get(panel.id)?.length ?? 0,
      findings: over ? [] : findingsIn(panel, seated, around),
    };
  });
}

/** One body with everyone who sits or sat on it. */
export function panelView(db: ReadableDb, panel: PanelRecord, day: PanelDay): PanelView {
  const [line] = listPanelLines(db, [panel], day);
  if (line === undefined) throw new Error(`panel ${panel.id} has no line`);
  const pupils = pupilsById(db, day.schoolId);
  const classOf = (studentId: number): string => { const pupil = pupils.get(studentId); return pupil === undefined ? '' : formatPupilClass(pupil, day.year); };
  const relatives = Map.groupBy(listPanelRelatives(db, day.schoolId, panel.id), (one) => one.memberId);
  const roll = listPanelMembers(db, day.schoolId, panel.id).map((member): PanelMemberView => ({
    memberId: member.id, name: member.name, kind: member.kind, duty: member.duty, studentId: member.studentId,
    className: member.studentId === null ? '' : classOf(member.studentId),
    relatives: (relatives.get(member.id) ?? []).map(({ studentId, relation }) => ({ studentId, name: pupils.get(studentId)?.name ?? '', className: classOf(studentId), relation })),
    fromOn: member.fromOn, untilOn: member.untilOn, untilReason: member.untilReason, sits: sitsOn(member, day.today),
  }));
  return { ...line, roll, postings: listPanelPostings(db, day.schoolId, panel.id).map(({ panelId: _panelId, ...posting }) => posting) };
}
