import { formatSchoolYear, formatTerm, schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatSpecialGroup } from '#shared/domain/identification/special-group.ts';
import type { CaseEvent } from '#shared/domain/identification/case-state.ts';
import { coveringWaiver, reopeningEvent, revocationProblems, waiverEffect, waiverProblems } from '#shared/domain/letters/waiver.ts';
import type { WaiverScope } from '#shared/domain/letters/waiver.ts';
import { caseEventTexts, caseStateTexts } from '#shared/text/identification.ts';
import { waiverScopeText } from '#shared/text/letters.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { findCase, listCases } from '#main/db/queries/identification.ts';
import { findPupilInSeat, listPupilsInSeats } from '#main/db/queries/pupil-seats.ts';
import type { PupilInSeat } from '#main/db/queries/pupil-seats.ts';
import { countAttachments } from '#main/db/repositories/attachment.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findWaiver, insertWaiver, listWaivers, revokeWaiver } from '#main/db/repositories/waiver.ts';
import type { WaiverRecord } from '#main/db/repositories/waiver.ts';
import type { WaiverFormPaper } from '#main/print/papers/waiver-form.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Session } from './core.ts';
import { moveCases } from './identification-cases.ts';
import { applyEntries, planEntries } from './identification-entries.ts';
import { imprintOf } from './imprint-of.ts';
import { slipRows } from './letter-register.ts';
import { standingEvidence } from './lists-coverage.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { api, classScope, read, requirePermission, slow, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

/** What may be given up singly: every item in use that pays or waives something by a rule. */
function itemsOf(db: ReadableDb, { schoolId, term }: Place): { programmeKey: string; name: string }[] {
  const { programmes, rules } = catalogueOf(db, schoolId, term);
  const ruled = new Set(rules.map((rule) => rule.programmeKey));
  return programmes.filter((one) => one.inUse && ruled.has(one.key)).map((one) => ({ programmeKey: one.key, name: one.name }));
}

/** An item of this school and a term of this year, or all aid; not given up already. */
function requireNew(db: ReadableDb, place: Place, pupil: PupilInSeat, asked: WaiverScope, standing: readonly WaiverRecord[]): void {
  const { programmeKey, term } = asked;
  const before = coveringWaiver(standing, asked);
  if (before?.programmeKey === null) throw refuse('waiver.there_already', { name: pupil.name, signed: before.signedOn });
  if (before) throw refuse('waiver.item_there_already', { name: pupil.name, what: waiverScopeText(before, programmeNames(db, place.schoolId)), signed: before.signedOn });
  if (programmeKey === null) return;
  if (!itemsOf(db, place).some((one) => one.programmeKey === programmeKey)) throw refuse('waiver.item_unknown', { programme: programmeKey });
  const year = schoolYearOf(place.term);
  if (term !== null && schoolYearOf(term) !== year) throw refuse('waiver.item_other_year', { term: formatTerm(term), year: formatSchoolYear(year) });
}

interface Place {
  readonly schoolId: number;
  readonly term: TermKey;
}

/** The pupil, where the account may see him at all. */
function pupilOf(db: ReadableDb, session: Session, { schoolId, term }: Place, studentId: number): PupilInSeat {
  const pupil = findPupilInSeat(db, schoolId, studentId, schoolYearOf(term));
  const classIds = classScope(session);
  if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
  return pupil;
}

function waiverOf(db: ReadableDb, session: Session, place: Place, waiverId: number): { readonly waiver: WaiverRecord; readonly pupil: PupilInSeat } {
  const waiver = findWaiver(db, place.schoolId, waiverId);
  if (!waiver) throw notFound('这份放弃声明');
  return { waiver, pupil: pupilOf(db, session, place, waiver.studentId) };
}

function listedGroups(db: ReadableDb, { schoolId, term }: Place, studentId: number): string[] {
  return [...new Set((standingEvidence(db, schoolId, term).get(studentId) ?? []).map((row) => formatSpecialGroup(row.groupKey)))];
}

function namesOf({ name, className }: PupilInSeat): { readonly name: string; readonly className: string } {
  return { name, className };
}

type Writing = Pick<WriteScope<Place>, 'db' | 'input' | 'session' | 'today' | 'at'>;

/** A listed pupil without a case gets one from the list first, so that the refusal stands beside what made the child eligible. */
function openFromList({ db, input, session, today, at }: Writing, studentId: number): void {
  const { schoolId, term } = input;
  const context = { schoolId, term, today, gradeSet: settingsOf(db, schoolId).gradeSet, classIds: classScope(session) };
  const plan = planEntries(db, [{ studentId, route: 'list_match', addGroups: [], reason: '', decision: null, source: null }], context);
  const problems = plan.flatMap((entry) => entry.problems);
  if (problems.length > 0) throw badInput(problems);
  applyEntries(db, plan, { schoolId, schoolYear: schoolYearOf(term) }, { accountId: session.accountId, at });
}

function move(db: WritableDb, { input, session, at }: Writing, one: { readonly studentId: number; readonly event: CaseEvent; readonly onDate: string | null; readonly note: string }): void {
  moveCases(db, {
    schoolId: input.schoolId, schoolYear: schoolYearOf(input.term), studentIds: [one.studentId], event: one.event, onDate: one.onDate, note: one.note, impossible: 'refuse',
  }, { accountId: session.accountId, at });
}

export const waiversService = {
  list: api.waivers.list.handler(read(({ db, input, session, today }) => {
    const { schoolId, term } = input;
    const year = schoolYearOf(term);
    const classIds = classScope(session);
    const seats = listPupilsInSeats(db, schoolId, year);
    const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one.state]));
    const scans = countAttachments(db, schoolId, 'waiver');
    const nameOf = programmeNames(db, schoolId);
    const waivers = listWaivers(db, schoolId, year).flatMap(({ schoolYear: _year, at: _at, programmeKey, term: itemTerm, revokedOn, revokedReason, revokedBy, ...one }) => {
      const pupil = seats.get(one.studentId);
      if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) return [];
      return [{
        ...one, item: programmeKey === null ? null : { programmeKey, term: itemTerm }, what: waiverScopeText({ programmeKey, term: itemTerm }, nameOf), groups: [...one.groups], name: pupil.name, className: pupil.className, classId: pupil.classId, scans: scans.get(one.id) ?? 0, caseState: cases.get(one.studentId) ?? null,
        revoked: revokedOn === null ? null : { on: revokedOn, reason: revokedReason ?? '', by: revokedBy ?? '' },
      }];
    });
    const due = slipRows(db, { schoolId, term, classIds, today }).filter((row) => row.todo.includes('waiver_due'))
      .map(({ studentId, name, className, listed, returnedOn, guardian }) => ({ studentId, name, className, listed, returnedOn, guardian }));
    return { waivers, due, items: itemsOf(db, input) };
  })),

  record: api.waivers.record.handler(write((scope) => {
    const { db, input, session, today, at, note } = scope;
    const { schoolId, term, studentId, reason, signer, relation, signedOn, witness } = input;
    const year = schoolYearOf(term);
    const pupil = pupilOf(db, session, input, studentId);
    const problems = waiverProblems(signedOn, today).map(({ code, facts }) => problemOf(code, facts as never));
    if (problems.length > 0) throw badInput(problems);
    const asked: WaiverScope = input.item ?? { programmeKey: null, term: null };
    const standing = listWaivers(db, schoolId, year).filter((one) => one.studentId === studentId && one.revokedOn === null);
    requireNew(db, input, pupil, asked, standing);
    const groups = listedGroups(db, input, studentId);
    const one = findCase(db, schoolId, studentId, year) ?? null;
    const effect = asked.programmeKey === null ? waiverEffect(one, groups.length > 0) : 'none';
    if (effect === 'forbidden' && one) throw refuse('identification.state_forbids', { name: pupil.name, state: caseStateTexts[one.state], event: caseEventTexts.decline });
    const waiverId = insertWaiver(db, { schoolId, studentId, schoolYear: year, ...asked, reason, signer, relation, signedOn, witness, groups }, { accountId: session.accountId, at });
    if (effect === 'open') openFromList(scope, studentId);
    if (effect !== 'none') move(db, scope, { studentId, event: 'decline', onDate: signedOn, note: `放弃声明：${signer}（${relation}）签署，${reason}`.slice(0, 200) });
    const moved = effect === 'open' ? 'opened_and_declined' as const : effect === 'decline' ? 'declined' as const : 'none' as const;
    note({ waiverId, studentId, ...asked, moved, onDate: signedOn });
    return { waiverId, moved };
  })),

  revoke: api.waivers.revoke.handler(write((scope) => {
    const { db, input, session, today, at, note } = scope;
    const { waiver, pupil } = waiverOf(db, session, input, input.waiverId);
    if (waiver.revokedOn !== null) throw refuse('waiver.revoked_already', { name: pupil.name, date: waiver.revokedOn });
    const problems = revocationProblems(waiver.signedOn, input.revokedOn, today).map(({ code, facts }) => problemOf(code, facts as never));
    if (problems.length > 0) throw badInput(problems);
    revokeWaiver(db, waiver.id, input.revokedOn, input.reason, { accountId: session.accountId, at });
    const event = waiver.programmeKey === null ? reopeningEvent(findCase(db, input.schoolId, waiver.studentId, waiver.schoolYear) ?? null) : null;
    // An application keeps its own day: what is reopened is what was applied for then.
    if (event !== null) move(db, scope, { studentId: waiver.studentId, event, onDate: event === 'match' ? input.revokedOn : null, note: `撤回放弃声明（${input.revokedOn}）：${input.reason}`.slice(0, 200) });
    note({ waiverId: waiver.id, studentId: waiver.studentId, reason: input.reason });
    return { moved: event === null ? 'none' as const : 'reopened' as const };
  })),

  form: api.waivers.form.handler(slow(async ({ core, db, input, session }) => {
    requirePermission(session, 'identification.read');
    const paper: WaiverFormPaper = {
      kind: 'waiver_form', school: findSchool(db, input.schoolId)?.name ?? '', yearName: formatSchoolYear(schoolYearOf(input.term)), item: input.ofItem ? '' : null, pupil: null, groups: [], signed: null,
      officePhone: settingsOf(db, input.schoolId).officePhone, imprint: imprintOf(core, session),
    };
    if (input.waiverId !== undefined) {
      const { waiver, pupil } = waiverOf(db, session, input, input.waiverId);
      const { reason, signer, relation, signedOn, witness, revokedOn, revokedReason } = waiver;
      return pdfFile(`${pupil.className}-${pupil.name}-放弃声明.pdf`, { ...paper, item: waiver.programmeKey === null ? null : waiverScopeText(waiver, programmeNames(db, input.schoolId)), pupil: namesOf(pupil), groups: waiver.groups, signed: { reason, signer, relation, signedOn, witness, revokedOn, revokedReason } });
    }
    if (input.studentId === undefined) return pdfFile(input.ofItem ? '放弃单项声明（空白）.pdf' : '放弃声明（空白）.pdf', paper);
    const pupil = pupilOf(db, session, input, input.studentId);
    return pdfFile(`${pupil.className}-${pupil.name}-放弃声明（待签）.pdf`, { ...paper, pupil: namesOf(pupil), groups: listedGroups(db, input, pupil.studentId) });
  })),
};
