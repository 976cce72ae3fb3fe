import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { countedYear, pupilSeatFinding, sitsOn } from '#shared/domain/panels/panel.ts';
import type { MemberKind } from '#shared/domain/panels/panel.ts';
import { memberKindTexts } from '#shared/text/panels.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listMeetings } from '#main/db/queries/panel-meetings.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import {
  endPanelMember, insertPanel, insertPanelMember, insertPanelPosting, listPanelMembers, listPanelRelatives, listPanels, replacePanelRelatives, updatePanel,
} from '#main/db/repositories/panel.ts';
import type { PanelMemberRecord, PanelRecord } from '#main/db/repositories/panel.ts';
import { listClassGroups } from '#main/db/repositories/class-group.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { panelMembersPaper } from './panel-papers.ts';
import { panelOf, placeOfPanel, pupilsById, reachesBody, requireOwnBody } from './panel-reach.ts';
import { listPanelLines, panelView } from './panel-views.ts';
import { procedureOf } from './procedure-of-school.ts';
import { api, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

export const panelsService = {
  list: api.panels.list.handler(read(({ db, input, session, today }) =>
    listPanelLines(db, listPanels(db, input.schoolId).filter((panel) => reachesBody(session, panel)), { schoolId: input.schoolId, year: schoolYearOf(input.term), today }))),

  get: api.panels.get.handler(read(({ db, input, session, today }) =>
    panelView(db, panelOf(db, session, input.schoolId, input.panelId), { schoolId: input.schoolId, year: schoolYearOf(input.term), today }))),

  save: api.panels.save.handler(write(({ db, input, session, at, note }) => {
    const { panelId, schoolId, type, name, appointedOn, appointmentDoc, fromOn, untilOn } = input;
    if (untilOn !== null && untilOn < fromOn) throw refuse('panel.ends_before_it_begins', { from: fromOn, until: untilOn });
    const particulars = { type, name, appointedOn, appointmentDoc, fromOn, untilOn };
    note({ ...particulars, level: input.level });
    if (panelId !== null) {
      updatePanel(db, panelOf(db, session, schoolId, panelId).id, particulars);
      return { panelId };
    }
    const place = placeOf(db, input);
    requireOwnBody(session, place);
    return { panelId: insertPanel(db, { schoolId, ...particulars, ...place }, { accountId: session.accountId, at }) };
  })),

  addMember: api.panels.addMember.handler(write(({ db, input, session, at, note }) => {
    const panel = panelOf(db, session, input.schoolId, input.panelId);
    const pupils = pupilsById(db, input.schoolId);
    const { studentId, kind } = input;
    const pupil = kind === 'pupil' ? ownPupil(db, panel, pupils, studentId, input.term) : null;
    const name = pupil?.name ?? input.name;
    if (name === '') throw refuse('panel.pupil_needed', {});
    requireTerm(panel, name, input.fromOn);
    requireVoter(db, panel, pupil, kind, input.term);
    const key = nameKey(name);
    const sits = listPanelMembers(db, input.schoolId, panel.id).some((one) => one.nameKey === key && one.kind === kind && one.untilOn === null);
    if (sits) throw refuse('panel.member_twice', { name, kind: memberKindTexts[kind] });
    for (const one of input.relatives) ownPupil(db, panel, pupils, one.studentId, input.term);
    const stamp = { accountId: session.accountId, at };
    const memberId = insertPanelMember(db, { panelId: panel.id, name, nameKey: key, kind, duty: input.duty, studentId: pupil?.studentId ?? null, fromOn: input.fromOn }, stamp);
    replacePanelRelatives(db, memberId, input.relatives, stamp);
    note({ panelId: panel.id, memberId, name, kind });
    return { memberId };
  })),

  setRelatives: api.panels.setRelatives.handler(write(({ db, input, session, at, note }) => {
    const panel = panelOf(db, session, input.schoolId, input.panelId);
    const member = memberOf(db, panel, input.memberId);
    const pupils = pupilsById(db, input.schoolId);
    for (const one of input.relatives) ownPupil(db, panel, pupils, one.studentId, input.term);
    const before = listPanelRelatives(db, input.schoolId, panel.id).filter((one) => one.memberId === member.id).map((one) => one.studentId);
    replacePanelRelatives(db, member.id, input.relatives, { accountId: session.accountId, at });
    note({ memberId: member.id, before, after: input.relatives.map((one) => one.studentId) });
    return { done: true as const };
  })),

  endMember: api.panels.endMember.handler(write(({ db, input, session, note }) => {
    const panel = panelOf(db, session, input.schoolId, input.panelId);
    const member = memberOf(db, panel, input.memberId);
    if (member.untilOn !== null) throw refuse('panel.member_left_already', { name: member.name, date: member.untilOn });
    requireTerm({ ...panel, fromOn: member.fromOn }, member.name, input.untilOn);
    const leaving = { ...member, untilOn: input.untilOn };
    const chairs = listMeetings(db, input.schoolId, schoolYearOf(input.term)).find((one) => one.state === 'draft' && one.chairId === member.id && !sitsOn(leaving, one.heldOn));
    if (chairs) throw refuse('panel.member_chairs_draft', { name: member.name, no: chairs.no });
    endPanelMember(db, member.id, input.untilOn, input.reason);
    note({ memberId: member.id, untilOn: input.untilOn, reason: input.reason });
    return { done: true as const };
  })),

  recordPosting: api.panels.recordPosting.handler(write(({ db, input, session, today, at, note }) => {
    const panel = panelOf(db, session, input.schoolId, input.panelId);
    const { place, postedOn, untilOn } = input;
    if (postedOn > today) throw refuse('panel.posted_in_future', { date: postedOn, today });
    if (untilOn !== null && untilOn < postedOn) throw refuse('panel.ends_before_it_begins', { from: postedOn, until: untilOn });
    insertPanelPosting(db, { panelId: panel.id, place, postedOn, untilOn }, { accountId: session.accountId, at });
    note({ panelId: panel.id, place, postedOn, untilOn });
    return { done: true as const };
  })),

  printMembers: api.panels.printMembers.handler(slow(async ({ core, db, input, session, today }) => {
    const panel = panelOf(db, session, input.schoolId, input.panelId);
    const view = panelView(db, panel, { schoolId: input.schoolId, year: schoolYearOf(input.term), today });
    const bytes = await printPaper(panelMembersPaper(db, view, { schoolId: input.schoolId, term: input.term, printedBy: session.displayName, printedAt: core.at() }));
    return new File([new Uint8Array(bytes)], `${panel.name}成员名单.pdf`, { type: 'application/pdf' });
  })),
};

type PanelPlace = Pick<PanelRecord, 'level' | 'classId' | 'stage' | 'entryYear'>;

/** Whose body a new one is: exactly one class, one grade, or the school. */
function placeOf(db: ReadableDb, { schoolId, level, classId, stage, entryYear }: PanelPlace & Pick<PanelRecord, 'schoolId'>): PanelPlace {
  switch (level) {
    case 'school': return { level, classId: null, stage: null, entryYear: null };
    case 'class':
      if (!listClassGroups(db, schoolId).some((one) => one.id === classId)) throw refuse('panel.class_needed', {});
      return { level, classId, stage: null, entryYear: null };
    case 'grade':
      if (stage === null || entryYear === null) throw refuse('panel.grade_needed', {});
      return { level, classId: null, stage, entryYear };
  }
}

/** A pupil of the school and, where the body is a class's, of that class: nobody else's business is looked at there. */
function ownPupil(db: ReadableDb, panel: PanelRecord, pupils: ReadonlyMap<number, PupilLine>, studentId: number | null, term: TermKey): PupilLine {
  if (studentId === null) throw refuse('panel.pupil_needed', {});
  const pupil = pupils.get(studentId);
  if (!pupil) throw notFound('这名学生');
  if (panel.level === 'class' && pupil.classId !== panel.classId) throw refuse('panel.pupil_outside_class', { className: placeOfPanel(db, panel, schoolYearOf(term)) });
  return pupil;
}

/** No pupil below the year the school's procedure sets: refused at once, not only when a meeting is closed. */
function requireVoter(db: ReadableDb, panel: PanelRecord, pupil: PupilLine | null, kind: MemberKind, term: TermKey): void {
  if (pupil === null) return;
  const year = schoolYearOf(term);
  const finding = pupilSeatFinding(procedureOf(db, panel.schoolId, year).spec.panel, { name: pupil.name, kind, year: countedYear(pupil, year) });
  if (finding?.code === 'panel.pupil_too_young') throw refuse('panel.pupil_too_young', finding.facts);
  if (finding?.code === 'panel.pupil_year_unknown') throw refuse('panel.pupil_year_unknown', finding.facts);
}

function requireTerm(panel: Pick<PanelRecord, 'fromOn' | 'untilOn'>, name: string, date: IsoDate): void {
  if (!sitsOn(panel, date)) throw refuse('panel.member_outside_term', { name, date, from: panel.fromOn });
}

function memberOf(db: ReadableDb, panel: PanelRecord, memberId: number): PanelMemberRecord {
  const member = listPanelMembers(db, panel.schoolId, panel.id).find((one) => one.id === memberId);
  if (!member) throw notFound('这名成员');
  return member;
}
