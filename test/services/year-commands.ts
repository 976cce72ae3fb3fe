import type { App } from '#main/app.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { addDays, isoDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import { liMingsDraft } from '#test/fixtures/applications/li-ming.ts';
import { makePanel, particulars } from '#test/helpers/panel-school.ts';
import { adoptTable, heavyAnswers, lightAnswers } from '#test/helpers/score-school.ts';
import { addPupil, AUTUMN, SPRING } from './aid-school.ts';
import { csvFile, idOf } from './lists-school.ts';

export const YEAR = '2025-2026' as never;
export const grades = ['特别困难', '困难', '一般困难', '不困难'] as const;

/** What a random step is made of; each command takes from it what it needs. */
export interface Step {
  readonly what: number;
  readonly which: number;
  readonly other: number;
  /** Days before today; some fall on a day that has not come. */
  readonly days: number;
  readonly pupils: readonly boolean[];
}

type Check = Parameters<App['client']['identification']['check']>[0];
type Command = () => Promise<unknown>;
export type NamedCommand = readonly [name: string, command: Command];

function at<Item>(items: readonly Item[], index: number): Item | undefined {
  return items.length === 0 ? undefined : items[index % items.length];
}

interface Open {
  readonly client: App['client'];
  readonly db: WritableDb;
  setNow(text: string): void;
}

const letter = { title: '致家长的一封信', body: '各位家长，请如实填写回执。', slipText: '已知晓', grades: null, replyBy: null };

let serial = 0;

/** A school of five pupils and a body of five, on a day in September, and whatever may be done in it. Some years are a few steps on when they begin. */
export class YearSchool {
  readonly client: App['client'];
  readonly db: WritableDb;
  readonly schoolId: number;
  readonly spec: ProcedureSpec;
  readonly pupils: readonly number[];
  today = isoDate('2025-09-05');
  readonly #open: Open;
  #tableId = 0;
  #panelId = 0;
  #chairId = 0;

  private constructor(open: Open, schoolId: number, spec: ProcedureSpec) {
    this.#open = open;
    this.client = open.client;
    this.db = open.db;
    this.schoolId = schoolId;
    this.spec = spec;
    this.pupils = ['钱多', '孙静', '周乐', '吴桐', '郑好'].map((name, index) => addPupil(this.db, schoolId, { name, idNumber: idOf('20130307', index + 1), rollNo: String(index + 1), grade: null, stage: index < 3 ? 'junior' : 'primary' }));
  }

  static async begin(open: Open, school: Parameters<App['client']['schools']['add']>[0]['school'], spec: ProcedureSpec, opening: number): Promise<YearSchool> {
    open.setNow('2025-09-05T09:00:00+08:00');
    serial += 1;
    const { id } = await open.client.schools.add({ school: { ...school, code: String(9_100_000_000 + serial), name: `${school.name}${serial}` } });
    const one = new YearSchool(open, id, spec);
    await open.client.procedure.set({ schoolId: id, validFrom: YEAR, name: '本校程序', source: '', spec: { ...spec, revisionSteps: [...spec.revisionSteps] } });
    await open.client.settings.update({ schoolId: id, settings: { onePersonMode: true } });
    const panel = await makePanel(open.client, id, { level: 'school' }, []);
    one.#panelId = panel.panelId;
    one.#chairId = panel.idOf('何老师甲');
    if (spec.steps.score !== 'off') one.#tableId = await adoptTable(open.client, id);
    await open.client.letters.issue({ ...one.place, ...letter, issuedOn: isoDate('2025-09-01') });
    const studentIds = one.pupils;
    const on = one.today;
    if (opening > 0) await open.client.letters.record({ ...one.place, entries: studentIds.map((studentId) => ({ studentId, givenOn: on, returnedOn: on, choice: 'apply' as const, signer: '钱进' })) });
    if (opening > 1) await open.client.identification.save({ ...one.place, entries: studentIds.map((studentId) => ({ studentId, route: 'application' as const, appliedOn: on })) });
    if (opening > 2) await open.client.visits.record({ ...one.place, visits: studentIds.map((studentId) => ({ studentId, ...one.#visit({ days: 0 }, on) })) });
    if (opening > 3) await one.#openDecided(opening > 4);
    return one;
  }

  /** Two weeks on, whoever may be decided is, and hangs on the board. */
  async #openDecided(posted: boolean): Promise<void> {
    const { client, place, schoolId } = this;
    const { steps } = this.spec;
    const on = this.today;
    for (const studentId of steps.evidence === 'required' ? this.pupils : []) await client.applications.recordCheck({ ...place, studentId, item: '户口簿', result: 'accepted', reviewer: '刘洋', checkedOn: on, note: '' });
    for (const side of steps.score === 'off' ? [] : ['self', 'verified'] as const) await client.scoring.saveSheets({ ...place, tableId: this.#tableId, side, onDate: on, by: '刘洋', entries: this.pupils.map((studentId) => ({ studentId, answers: heavyAnswers })) });
    if (steps.school_review === 'required') await this.#openReviewed();
    this.#pass(12);
    const decision = { body: '认定工作组', decidedOn: this.today, effectiveTerm: place.term };
    const entries = await this.#standing({ ...place, decision, entries: this.pupils.map((studentId, index) => ({ studentId, routeIfNew: 'list_match' as const, grade: at(grades, index) ?? '困难', reason: '初评' })) });
    await client.identification.save({ ...place, decision, entries }).catch(() => null);
    if (!posted || this.#ids(`SELECT id FROM identification_case WHERE school_id = @schoolId AND state = 'determined'`).length === 0) return;
    const { id: noticeId } = await client.notices.create({ ...place, kind: 'identification' });
    await client.notices.post({ schoolId, noticeId, postedOn: this.today });
  }

  /** A meeting over all the cases, its minutes closed. */
  async #openReviewed(): Promise<void> {
    const { client, place } = this;
    const { meetingId } = await client.meetings.create({ ...place, panelId: this.#panelId, ...particulars, method: 'secret_ballot', heldOn: this.today, chairId: this.#chairId });
    const step = { other: 1, which: 1, days: 0 };
    await client.meetings.addCases({ ...place, meetingId, caseIds: this.#ids('SELECT id FROM identification_case WHERE school_id = @schoolId ORDER BY id') });
    await client.meetings.setAttendance({ ...place, meetingId, seats: this.#seats(meetingId, step) });
    await client.meetings.saveEntries({ ...place, meetingId, entries: this.#votes(meetingId, step) });
    await client.meetings.close({ ...place, meetingId });
  }

  #pass(days: number): void {
    this.today = addDays(this.today, days);
    this.#open.setNow(`${this.today}T09:00:00+08:00`);
  }

  get place() { return { schoolId: this.schoolId, term: this.today < '2026-02-01' ? AUTUMN : SPRING }; }

  #day(step: Step): IsoDate { return addDays(this.today, step.other % 4 !== 3 ? 0 : -step.days); }
  #some(step: Step): number[] {
    const some = this.pupils.filter((_, index) => step.pupils[index]);
    return step.which % 2 === 0 || some.length === 0 ? [...this.pupils] : some;
  }
  #one(step: Step): number { return at(this.pupils, step.which) ?? 0; }
  #ids(query: string): number[] { return this.db.all<{ id: number }>(query, { schoolId: this.schoolId }).map((row) => row.id); }

  /** A step's command on what there is now. */
  command(step: Step, operationId: string): NamedCommand {
    const on = this.#day(step);
    const some = this.#some(step);
    const place = { ...this.place, operationId };
    const { client } = this;
    const studentId = this.#one(step);
    const { what } = step;
    if (what < 1) return ['letter', () => client.letters.issue({ ...place, ...letter, issuedOn: on })];
    if (what < 6) {
      const slip = { givenOn: step.days === 7 ? null : on, returnedOn: step.which % 3 === 0 ? null : on, choice: step.which % 3 === 0 ? null : 'apply' as const, signer: step.which % 3 === 0 ? '' : '钱进', relation: '' };
      return ['slips', () => client.letters.record({ ...place, entries: some.map((one) => ({ studentId: one, ...slip })) })];
    }
    if (what < 12) return ['apply', () => client.identification.save({ ...place, entries: some.map((one) => ({ studentId: one, route: 'application' as const, appliedOn: step.days === 7 ? null : on })) })];
    if (what < 15) return ['form', () => this.#form(step, on, operationId)];
    if (what < 18) return this.#list(step, operationId);
    if (what < 21) return ['cases from lists', () => client.identification.createFromMatches({ ...place, route: step.which % 3 === 0 ? 'automatic_entitlement' : 'list_match', studentIds: some })];
    if (what < 23) return ['waiver', () => client.waivers.record({ ...place, studentId, reason: '家里已经宽裕', signer: '钱进', relation: '父亲', signedOn: on })];
    if (what < 24) { const waiverId = at(this.#ids('SELECT id FROM waiver WHERE school_id = @schoolId ORDER BY id'), step.which) ?? 999_999; return ['revoke waiver', () => client.waivers.revoke({ ...place, waiverId, revokedOn: on, reason: '仍需要' })]; }
    if (what < 30) return ['visits', () => client.visits.record({ ...place, visits: some.map((one) => ({ studentId: one, ...this.#visit(step, on) })) })];
    if (what < 33) return this.#changeVisit(step, on, operationId);
    if (what < 36) return ['paper', () => client.applications.recordCheck({ ...place, studentId, item: step.which % 2 === 0 ? '户口簿' : '收入证明', result: step.other % 5 === 0 ? 'missing' : 'accepted', reviewer: '刘洋', checkedOn: on, note: '看过' })];
    if (what < 42) return ['score', () => client.scoring.saveSheets({ ...place, tableId: this.#tableId || 999_999, side: step.which % 3 === 0 ? 'self' : 'verified', onDate: on, by: '刘洋', entries: some.map((one) => ({ studentId: one, answers: step.other % 2 === 0 ? heavyAnswers : lightAnswers })) })];
    if (what < 43) return ['withdraw score', () => client.scoring.withdraw({ ...place, studentId, reason: '算错了' })];
    if (what < 60) return this.#meeting(step, on, operationId);
    if (what < 69) return this.#decide(step, on, some, operationId);
    if (what < 73) {
      const event = at(['decline', 'revoke', 'file', 'expire', 'apply', 'file'] as const, step.other) ?? 'file';
      return [event, () => client.identification.recordEvent({ ...place, studentIds: event === 'file' ? some : [studentId], event, onDate: on, note: '' })];
    }
    if (what < 83) return this.#notice(step, on, operationId);
    if (what < 88) return this.#objection(step, on, operationId);
    if (what < 91) return this.#emergency(step, on, operationId);
    if (what < 94) return this.#recheck(step, on, operationId);
    return ['days pass', () => { this.#pass(1 + (step.which % (what > 98 ? 60 : 12))); return Promise.resolve(); }];
  }

  #form(step: Step, on: IsoDate, operationId: string): Promise<unknown> {
    const draft = liMingsDraft();
    return this.client.applications.receive({
      ...this.place, operationId, studentId: this.#one(step), reason: step.other % 3 === 0 ? '' : '家长更正',
      draft: { ...draft, appliedOn: on, perHead: String(5000 + step.which), promise: { ...draft.promise, signedOn: on }, consent: { ...draft.consent, signedOn: on } },
    });
  }

  #list(step: Step, operationId: string): NamedCommand {
    const lists = this.#ids('SELECT id FROM department_list WHERE school_id = @schoolId ORDER BY id');
    if (step.other % 5 === 0) return ['withdraw list', () => this.client.lists.withdraw({ schoolId: this.schoolId, operationId, listId: at(lists, step.which) ?? 999_999, reason: '发错了' })];
    const rows = this.db.all<{ name: string; idNumber: string }>(`SELECT name, id_number AS idNumber FROM student WHERE school_id = @schoolId ORDER BY id`, { schoolId: this.schoolId })
      .filter((_, index) => step.pupils[index] ?? false).map((one) => `${one.name},${one.idNumber},${operationId}`);
    const file = csvFile(`低保${operationId}.csv`, ['姓名,身份证号码,低保证号', ...rows, `外人,${idOf('20100101', 77)},${operationId}`]);
    return ['list', () => this.client.imports.confirm({ ...this.place, purpose: 'department_list', file, options: { kind: 'subsistence' }, operationId })];
  }

  #visit(step: Pick<Step, 'days'>, on: IsoDate) {
    const visitors = [{ name: '王芳' }, { name: '刘洋' }];
    return { purpose: step.days % 5 === 4 ? 'care' as const : 'verification' as const, way: 'on_site' as const, visitedOn: on, visitors, consistent: 'consistent' as const, findings: '砖房两间', household: '四口人' };
  }

  #changeVisit(step: Step, on: IsoDate, operationId: string): NamedCommand {
    const visitId = at(this.#ids('SELECT id FROM home_visit WHERE school_id = @schoolId ORDER BY id'), step.which) ?? 999_999;
    if (step.days % 2 === 0) return ['strike out visit', () => this.client.visits.strikeOut({ schoolId: this.schoolId, operationId, visitId, reason: '记错了人' })];
    const version = this.db.get<{ n: number }>('SELECT max(version) AS n FROM home_visit_version WHERE visit_id = ?', visitId)?.n ?? 1;
    return ['correct visit', () => this.client.visits.correct({ schoolId: this.schoolId, operationId, visitId, version, visit: this.#visit(step, on), reason: '日期写错' })];
  }

  /** Mostly the next thing the last meeting waits for, from its call to the decisions made on it. */
  #meeting(step: Step, on: IsoDate, operationId: string): NamedCommand {
    const { client, place } = this;
    const last = this.db.get<{ id: number; state: string }>('SELECT id, state FROM panel_meeting WHERE school_id = ? ORDER BY id DESC', this.schoolId);
    const undone = this.#ids(`SELECT k.id FROM meeting_case k JOIN panel_meeting m ON m.id = k.meeting_id WHERE m.school_id = @schoolId AND m.id = ${last?.id ?? 0}
      AND k.id NOT IN (SELECT meeting_case_id FROM meeting_outcome) ORDER BY k.id`);
    const meeting = { ...place, operationId, meetingId: last?.id ?? 999_999 };
    const purpose = at(['first', 'revision', 'first'] as const, step.which) ?? 'first';
    const create = (): Promise<unknown> => client.meetings.create({ ...place, operationId, panelId: this.#panelId, ...particulars, purpose, method: 'secret_ballot', heldOn: on, chairId: this.#chairId });
    if (last === undefined || (last.state !== 'draft' && undone.length === 0)) return ['meeting', create];
    if (last.state !== 'draft') {
      if (step.other % 5 === 0) return ['correct minutes', () => client.meetings.correct({ ...meeting, ...this.#correction(step, on, undone), reason: '记录人漏记' })];
      if (step.other % 7 === 0) return ['meeting', create];
      return ['decide on the meeting', () => client.meetings.decide({ ...meeting, meetingCaseIds: undone, decision: { body: '认定工作组', decidedOn: on, effectiveTerm: place.term } })];
    }
    if (step.other % 11 === 10) return ['discard meeting', () => client.meetings.discard(meeting)];
    const caseIds = this.#ids('SELECT id FROM identification_case WHERE school_id = @schoolId ORDER BY id');
    const counts = this.db.get<{ seats: number; cases: number; blank: number }>(
      `SELECT (SELECT count(*) FROM meeting_seat WHERE meeting_id = @id) AS seats, count(*) AS cases, coalesce(sum(grade IS NULL), 0) AS blank FROM meeting_case WHERE meeting_id = @id`, { id: last.id });
    if ((counts?.cases ?? 0) === 0) return ['agenda', () => client.meetings.addCases({ ...meeting, caseIds: this.#open4(caseIds, step) })];
    if ((counts?.seats ?? 0) === 0) return ['attendance', () => client.meetings.setAttendance({ ...meeting, seats: this.#seats(last.id, step) })];
    if ((counts?.blank ?? 0) > 0) return ['votes', () => client.meetings.saveEntries({ ...meeting, entries: this.#votes(last.id, step) })];
    return ['close minutes', () => client.meetings.close(meeting)];
  }

  /** Cases a meeting may take up; now and then all there are. */
  #open4(caseIds: readonly number[], step: Step): number[] {
    const open = this.#ids(`SELECT id FROM identification_case WHERE school_id = @schoolId AND state IN ('applied', 'pre_identified') ORDER BY id`);
    return step.other % 3 === 0 || open.length === 0 ? [...caseIds, ...(caseIds.length === 0 ? [999_999] : [])] : open;
  }

  #members(meetingId: number): number[] {
    return this.#ids(`SELECT b.id FROM panel_member b JOIN panel_meeting m ON m.panel_id = b.panel_id WHERE m.school_id = @schoolId AND m.id = ${meetingId} ORDER BY b.id`);
  }
  #seats(meetingId: number, step: Pick<Step, 'other'>) {
    return this.#members(meetingId).map((memberId, index) => ({ memberId, present: !(index === 3 && step.other % 3 === 0) }));
  }
  #votes(meetingId: number, step: Pick<Step, 'which' | 'days'>) {
    const present = this.db.get<{ n: number }>('SELECT count(*) AS n FROM meeting_seat WHERE meeting_id = ? AND present = 1', meetingId)?.n ?? 0;
    return this.#ids(`SELECT k.id FROM meeting_case k JOIN panel_meeting m ON m.id = k.meeting_id WHERE m.school_id = @schoolId AND m.id = ${meetingId} ORDER BY k.ordinal`).map((meetingCaseId, index) => {
      const grade = at(grades, step.which + index) ?? '困难';
      const heldOver = (step.days + index) % 9 === 8;
      return { meetingCaseId, votes: [{ memberId: null, choice: grade, votes: Math.max(1, present) }], grade: heldOver ? null : grade, heldOver, reason: heldOver ? '等家访' : '' };
    });
  }
  #correction(step: Step, on: IsoDate, undone: readonly number[]) {
    const all = this.#ids('SELECT k.id FROM meeting_case k JOIN panel_meeting m ON m.id = k.meeting_id WHERE m.school_id = @schoolId ORDER BY k.id');
    if (step.days % 3 === 0) return { heldOn: on };
    const meetingCaseId = at(step.days % 3 === 1 ? undone : all, step.which) ?? 999_999;
    return step.which % 2 === 0 ? { meetingCaseId, heldOver: true } : { meetingCaseId, grade: at(grades, step.other) ?? '困难' };
  }

  #decide(step: Step, on: IsoDate, some: readonly number[], operationId: string): NamedCommand {
    const { place } = this;
    // Where the body has to sit first, the way to a decision mostly leads through it.
    if (this.spec.steps.school_review === 'required' && step.which % 3 !== 0) return this.#meeting(step, on, operationId);
    const decision = { body: '认定工作组', decidedOn: on, effectiveTerm: step.other % 9 === 0 ? SPRING : place.term };
    const routeIfNew = step.days % 3 === 0 ? { routeIfNew: 'list_match' as const } : {};
    const entries = some.map((studentId, index) => ({ studentId, ...routeIfNew, grade: at(grades, step.which + index) ?? '困难', reason: step.other % 5 === 0 ? '' : `评议第 ${step.which} 号` }));
    let asked: Check['entries'] | null = step.other % 4 === 1 ? entries : null;
    return ['decide', async () => {
      asked ??= await this.#standing({ ...place, decision, entries });
      return this.client.identification.save({ ...place, operationId, decision, entries: asked });
    }];
  }

  /** The entries nothing stands against; all of them where none is left, so that they are refused. */
  async #standing(input: Check): Promise<Check['entries']> {
    const { rows } = await this.client.identification.check(input);
    const free = input.entries.filter((_, index) => rows[index]?.problems.length === 0);
    return free.length === 0 ? input.entries : free;
  }

  #notice(step: Step, on: IsoDate, operationId: string): NamedCommand {
    const { client, schoolId } = this;
    const last = this.db.get<{ id: number; state: string; endedOn: string | null }>(
      'SELECT id, state, ended_confirmed_on AS endedOn FROM public_notice WHERE school_id = ? ORDER BY id DESC', schoolId);
    const notice = { schoolId, operationId, noticeId: last?.id ?? 999_999 };
    if (last?.state === 'draft') return step.other % 6 === 0 ? ['discard notice', () => client.notices.discard(notice)] : ['post', () => client.notices.post({ ...notice, postedOn: on })];
    const standing = last !== undefined && last.endedOn === null && last.state !== 'taken_down';
    if (standing && step.other % 9 > 4) return this.#objection(step, on, operationId);
    if (!standing && step.other % 5 !== 0 && this.#ids(`SELECT id FROM identification_case WHERE school_id = @schoolId AND state = 'determined'`).length === 0) return this.#decide(step, on, this.pupils, operationId);
    if (!standing) return ['notice', () => client.notices.create({ ...this.place, operationId, kind: 'identification' })];
    if (step.other % 9 === 0) return ['withdraw notice', () => client.notices.withdraw({ ...notice, reason: '名单写错' })];
    if (step.other % 9 === 1) return ['confirm others', () => client.notices.confirmOthers(notice)];
    if (step.other % 9 === 2) return ['take down', () => client.notices.takeDown({ ...notice, takenDownOn: on })];
    return ['end notice', () => client.notices.end(notice)];
  }

  #objection(step: Step, on: IsoDate, operationId: string): NamedCommand {
    const { client, schoolId } = this;
    const notices = this.#ids(`SELECT id FROM public_notice WHERE school_id = @schoolId AND posted_on IS NOT NULL ORDER BY id DESC`);
    const open = this.db.get<{ id: number; state: string; ordinal: number | null; noticeId: number }>(
      `SELECT id, state, ordinal, notice_id AS noticeId FROM objection WHERE school_id = ? AND state NOT IN ('closed', 'withdrawn') ORDER BY id`, schoolId);
    const its = { schoolId, operationId, objectionId: open?.id ?? 999_999, onDate: on };
    if (notices.length === 0 && step.other % 6 !== 0) return this.#decide(step, on, this.pupils, operationId);
    if (open === undefined || step.other % 4 === 0) {
      return ['objection', () => client.objections.receive({ schoolId, operationId, noticeId: notices[0] ?? 999_999, ordinal: step.days % 4 === 0 ? null : 1 + (step.which % 3), receivedOn: on, channel: 'letter_box', named: false, claim: '家里买了车' })];
    }
    if (open.state === 'received') return step.other % 5 === 1 ? ['withdraw objection', () => client.objections.withdraw({ ...its, reason: '说明了情况' })] : ['check objection', () => client.objections.check({ ...its, checkers: ['何志远'] })];
    if (open.state === 'answered') return ['close objection', () => client.objections.close(its)];
    const about = this.db.get<{ id: number }>('SELECT student_id AS id FROM notice_entry WHERE notice_id = ? AND ordinal = ?', open.noticeId, open.ordinal ?? 1)?.id ?? 0;
    const answer = { ...its, finding: '入户核实', replyWay: '书面' };
    if (step.which % 3 === 0) return ['uphold', () => client.objections.answer({ ...answer, outcome: 'uphold' })];
    const outcome = step.which % 3 === 1 ? 'adjust' as const : 'cancel' as const;
    const now = this.db.get<{ grade: string }>('SELECT d.grade FROM determination d JOIN identification_case c ON c.id = d.case_id WHERE c.student_id = ? ORDER BY d.id DESC', about)?.grade;
    const grade = outcome === 'adjust' ? at(grades.slice(0, 3).filter((one) => one !== now), step.other) ?? '困难' : '不困难';
    return [outcome, () => client.objections.answer({ ...answer, outcome, decision: { body: '认定工作组', decidedOn: on, effectiveTerm: AUTUMN }, revisions: [{ studentId: about, grade }] })];
  }

  #emergency(step: Step, on: IsoDate, operationId: string): NamedCommand {
    const { client, place } = this;
    const emergencyId = at(this.#ids('SELECT id FROM emergency WHERE school_id = @schoolId ORDER BY id'), step.which);
    if (emergencyId === undefined || step.other % 3 === 0) {
      return ['emergency', () => client.emergencies.record({ ...place, operationId, studentId: this.#one(step), kind: 'illness', happenedOn: addDays(on, -1), reportedOn: on, reportedBy: '何老师', what: '父亲住院' })];
    }
    if (step.other % 3 === 1) return ['refer', () => client.emergencies.refer({ ...place, operationId, emergencyId, onDate: on, evidence: 'declaration', what: '家中失去收入' })];
    return ['measure', () => client.emergencies.addStep({ ...place, operationId, emergencyId, act: step.days % 2 === 0 ? 'measure' : 'close', onDate: on, what: '上门看望' })];
  }

  /** A check of a list with everything found decided, sometimes with a new grade. */
  #recheck(step: Step, on: IsoDate, operationId: string): NamedCommand {
    const { client, place, schoolId } = this;
    const lists = this.#ids('SELECT id FROM department_list WHERE school_id = @schoolId ORDER BY id DESC');
    const recheckId = this.#ids('SELECT id FROM group_recheck WHERE school_id = @schoolId ORDER BY id DESC')[0];
    if (recheckId === undefined) return ['recheck', () => client.recheck.start({ ...place, operationId, previousListId: lists[1] ?? null, nextListId: lists[0] ?? 999_999 })];
    const revision = step.other % 2 === 0 ? { revision: { grade: at(grades, step.which) ?? '困难', body: '认定工作组', effectiveTerm: place.term } } : {};
    return ['decide recheck', () => client.recheck.decide({ schoolId, operationId, recheckId, lines: [{ studentId: this.#one(step), groupKey: 'subsistence_allowance' }], decision: step.days % 2 === 0 ? 'add' : 'end', reason: '名单变了', decidedOn: on, ...revision })];
  }
}
