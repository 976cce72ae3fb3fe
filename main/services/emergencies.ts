import type { Emergency } from '#shared/contract/emergencies.ts';
import { isoDateOf } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf, startYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { emergencyActs, emergencyProblems, emergencyState, emergencyStepProblems, moveEmergency } from '#shared/domain/letters/emergency.ts';
import type { EmergencyAct, EmergencyState } from '#shared/domain/letters/emergency.ts';
import { caseEventTexts, caseStateTexts } from '#shared/text/identification.ts';
import { emergencyActTexts, emergencyKindTexts, emergencyStateTexts } from '#shared/text/letters.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findCase } from '#main/db/queries/identification.ts';
import { findPupilInSeat, listPupilsInSeats } from '#main/db/queries/pupil-seats.ts';
import type { PupilInSeat } from '#main/db/queries/pupil-seats.ts';
import { countAttachments } from '#main/db/repositories/attachment.ts';
import { findEmergency, insertEmergency, insertEmergencyStep, listEmergencies, listEmergencySteps } from '#main/db/repositories/emergency.ts';
import type { EmergencyRecord, EmergencyStepRecord } from '#main/db/repositories/emergency.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listWaivers } from '#main/db/repositories/waiver.ts';
import type { EmergencyFormPaper } from '#main/print/papers/emergency-form.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Session } from './core.ts';
import { applyEntries, planEntries } from './identification-entries.ts';
import { imprintOf } from './imprint-of.ts';
import { api, classScope, read, requirePermission, slow, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface Place {
  readonly schoolId: number;
  readonly term: TermKey;
}

function pupilOf(db: ReadableDb, session: Session, { schoolId, term }: Place, studentId: number): PupilInSeat {
  const pupil = findPupilInSeat(db, schoolId, studentId, schoolYearOf(term));
  const classIds = classScope(session);
  if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
  return pupil;
}

interface OpenEmergency {
  readonly emergency: EmergencyRecord;
  readonly pupil: PupilInSeat;
  readonly steps: readonly EmergencyStepRecord[];
  readonly state: EmergencyState;
}

function openEmergency(db: ReadableDb, session: Session, place: Place, emergencyId: number): OpenEmergency {
  const emergency = findEmergency(db, place.schoolId, emergencyId);
  if (!emergency) throw notFound('这条应急登记');
  const pupil = pupilOf(db, session, place, emergency.studentId);
  const steps = listEmergencySteps(db, [emergencyId]);
  return { emergency, pupil, steps, state: emergencyState(steps.map((step) => step.act)) };
}

/** From August, when the 学年 begins, to the July after it. */
function daysOfYear(term: TermKey): readonly [IsoDate, IsoDate] {
  const start = startYearOf(term);
  return [isoDateOf(start, 8, 1), isoDateOf(start + 1, 7, 31)];
}

/** Where the act takes the matter; refuses what can't happen there or is dated wrongly. */
function nextState({ emergency, state }: OpenEmergency, act: EmergencyAct, onDate: IsoDate, today: IsoDate): EmergencyState {
  const next = moveEmergency(state, act);
  if (next === null) throw refuse('emergency.act_impossible', { state, act });
  const problems = emergencyStepProblems(onDate, emergency.happenedOn, today).map(({ code, facts }) => problemOf(code, facts as never));
  if (problems.length > 0) throw badInput(problems);
  return next;
}

interface Referral extends Place {
  readonly evidence: 'certificate' | 'declaration';
  readonly certificateNo: string;
  readonly what: string;
}

/** 突发事件 as a group of the pupil's case, by the one way identification is written; outside the yearly rhythm no letter or application is asked for. */
function referToCase(
  { db, input, session, today, at }: Pick<WriteScope<Referral>, 'db' | 'input' | 'session' | 'today' | 'at'>, { pupil, emergency }: OpenEmergency,
): { readonly caseOpened: boolean; readonly groupAdded: boolean } {
  const { schoolId, term } = input;
  const year = schoolYearOf(term);
  const waiver = listWaivers(db, schoolId, year).find((one) => one.studentId === pupil.studentId && one.programmeKey === null && one.revokedOn === null);
  if (waiver) throw refuse('emergency.waiver_stands', { name: pupil.name, signed: waiver.signedOn });
  const one = findCase(db, schoolId, pupil.studentId, year);
  if (one?.state === 'expired') throw refuse('identification.state_forbids', { name: pupil.name, state: caseStateTexts.expired, event: caseEventTexts.apply });
  const closed = one !== undefined && (one.state === 'declined' || one.state === 'revoked');
  const plan = planEntries(db, [{
    studentId: pupil.studentId, routeIfNew: 'application', ...(closed ? { route: one.route } : {}), reason: '', decision: null, source: null,
    addGroups: [{ groupKey: 'sudden_event', kind: input.evidence, certificateNo: input.certificateNo, note: `${emergency.happenedOn} ${emergencyKindTexts[emergency.kind]}：${input.what}`.slice(0, 200) }],
  }], { schoolId, term, today, gradeSet: settingsOf(db, schoolId).gradeSet, classIds: classScope(session) });
  const problems = plan.flatMap((entry) => entry.problems);
  if (problems.length > 0) throw badInput(problems);
  const effects = applyEntries(db, plan, { schoolId, schoolYear: year }, { accountId: session.accountId, at });
  return { caseOpened: effects.casesOpened > 0 || closed, groupAdded: effects.groupsAdded > 0 };
}

function viewOf(emergency: EmergencyRecord, pupil: PupilInSeat, log: readonly EmergencyStepRecord[], scans: number): Emergency {
  const { at: _at, ...facts } = emergency;
  const state = emergencyState(log.map((step) => step.act));
  return {
    ...facts, name: pupil.name, className: pupil.className, classId: pupil.classId, state, scans,
    steps: log.map(({ act, onDate, what, doneBy, by }) => ({ act, onDate, what, doneBy, by })), next: emergencyActs.filter((act) => moveEmergency(state, act) !== null),
  };
}

export const emergenciesService = {
  list: api.emergencies.list.handler(read(({ db, input, session }) => {
    const classIds = classScope(session);
    const seats = listPupilsInSeats(db, input.schoolId, schoolYearOf(input.term));
    const rows = listEmergencies(db, input.schoolId, ...daysOfYear(input.term));
    const steps = Map.groupBy(listEmergencySteps(db, rows.map((row) => row.id)), (step) => step.emergencyId);
    const scans = countAttachments(db, input.schoolId, 'emergency');
    return {
      emergencies: rows.flatMap((row) => {
        const pupil = seats.get(row.studentId);
        if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) return [];
        return [viewOf(row, pupil, steps.get(row.id) ?? [], scans.get(row.id) ?? 0)];
      }),
    };
  })),

  record: api.emergencies.record.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, studentId, kind, happenedOn, reportedOn, reportedBy, what } = input;
    pupilOf(db, session, input, studentId);
    const problems = emergencyProblems(happenedOn, reportedOn, today).map(({ code, facts }) => problemOf(code, facts as never));
    if (problems.length > 0) throw badInput(problems);
    const emergencyId = insertEmergency(db, { schoolId, studentId, kind, happenedOn, reportedOn, reportedBy, what }, { accountId: session.accountId, at });
    note({ emergencyId, studentId, kind: `emergency_${kind}`, onDate: happenedOn });
    return { emergencyId };
  })),

  addStep: api.emergencies.addStep.handler(write(({ db, input, session, today, at, note }) => {
    const open = openEmergency(db, session, input, input.emergencyId);
    const state = nextState(open, input.act, input.onDate, today);
    insertEmergencyStep(db, { emergencyId: input.emergencyId, act: input.act, onDate: input.onDate, what: input.what, doneBy: input.doneBy }, { accountId: session.accountId, at });
    note({ emergencyId: input.emergencyId, state });
    return { state };
  })),

  refer: api.emergencies.refer.handler(write((scope) => {
    const { db, input, session, today, at, note } = scope;
    requirePermission(session, 'identification.write');
    const open = openEmergency(db, session, input, input.emergencyId);
    const state = nextState(open, 'refer', input.onDate, today);
    if (input.evidence === 'certificate' && input.certificateNo === '') throw badInput([problemOf('emergency.proof_number_missing', {}, { column: 'certificateNo' })]);
    const effect = referToCase(scope, open);
    const proof = input.evidence === 'certificate' ? `证明：${input.certificateNo}` : '家庭承诺书';
    insertEmergencyStep(
      db, { emergencyId: input.emergencyId, act: 'refer', onDate: input.onDate, what: `${input.what}（${proof}）`, doneBy: input.doneBy }, { accountId: session.accountId, at });
    note({ emergencyId: input.emergencyId, ...effect });
    return { state, ...effect };
  })),

  form: api.emergencies.form.handler(slow(async ({ core, db, input, session }) => {
    const paper: EmergencyFormPaper = {
      kind: 'emergency_form', school: findSchool(db, input.schoolId)?.name ?? '', pupil: null, kindName: '', happenedOn: null, reportedOn: null, reportedBy: '', what: '', state: '', steps: [],
      imprint: imprintOf(core, session),
    };
    if (input.emergencyId === undefined) return pdfFile('应急登记表（空白）.pdf', paper);
    const { emergency, pupil, steps, state } = openEmergency(db, session, input, input.emergencyId);
    const { happenedOn, reportedOn, reportedBy, what } = emergency;
    return pdfFile(`${pupil.className}-${pupil.name}-应急登记表.pdf`, {
      ...paper, pupil: { name: pupil.name, className: pupil.className }, kindName: emergencyKindTexts[emergency.kind], happenedOn, reportedOn, reportedBy, what, state: emergencyStateTexts[state],
      steps: steps.map((step) => ({ onDate: step.onDate, act: emergencyActTexts[step.act], what: step.what, doneBy: step.doneBy })),
    });
  })),
};
