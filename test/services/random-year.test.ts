import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { moveCase } from '#shared/domain/identification/case-state.ts';
import type { CaseEvent, CaseState } from '#shared/domain/identification/case-state.ts';
import { procedurePresets } from '#shared/domain/identification/procedure-profile.ts';
import type { ProcedureSpec, ProcedureStep } from '#shared/domain/identification/procedure-profile.ts';
import { testSchool } from '#test/helpers/test-app.ts';
import { openAidSchool } from './aid-school.ts';
import { grades, YEAR, YearSchool } from './year-commands.ts';
import type { Step } from './year-commands.ts';

const RUNS = Number(process.env['RANDOM_YEARS'] ?? 200);
const COMMANDS = 25;

const anyStep: fc.Arbitrary<Step> = fc.noBias(fc.record({
  what: fc.nat(99), which: fc.nat(997), other: fc.nat(997), days: fc.integer({ min: -1, max: 20 }), pupils: fc.array(fc.boolean(), { minLength: 5, maxLength: 5 }),
}));

const [standard] = procedurePresets;
const everything: ProcedureSpec = {
  ...standard.spec, revisionSteps: ['school_review'],
  steps: { ...standard.spec.steps, letter: 'required', application: 'required', evidence: 'required', visit: 'required', score: 'required', school_review: 'required' },
};
const specs: readonly ProcedureSpec[] = [...procedurePresets.map((preset) => preset.spec), everything, { ...standard.spec, revisionSteps: ['visit', 'score'], steps: { ...standard.spec.steps, letter: 'required', score: 'recorded' } }];

const order: readonly (readonly ProcedureStep[])[] = [['letter'], ['application'], ['evidence', 'visit', 'score'], ['class_review'], ['school_review'], ['determination'], ['notice'], ['filing']];
const rankOf = (step: ProcedureStep): number => order.findIndex((steps) => steps.includes(step));
const decidedStates: readonly CaseState[] = ['determined', 'noticed', 'objected', 'confirmed', 'filed'];

interface Fact { readonly step: ProcedureStep; readonly on: IsoDate; readonly until: IsoDate | null }
interface Decision { readonly id: number; readonly caseId: number; readonly grade: string; readonly decidedOn: IsoDate; readonly reason: string; readonly supersedesId: number | null }
interface Case { readonly id: number; readonly studentId: number; readonly route: string; readonly state: CaseState; readonly appliedOn: IsoDate | null }

/** The archive read plainly, row by row, by nothing of the program's own. */
class Ledger {
  readonly school: YearSchool;
  #seen: readonly string[] = [];

  constructor(school: YearSchool) { this.school = school; }

  #all<Row>(sql: string): Row[] { return this.school.db.all<Row>(sql, { school: this.school.schoolId }); }

  cases(): Case[] {
    return this.#all('SELECT id, student_id AS studentId, route, state, applied_on AS appliedOn FROM identification_case WHERE school_id = @school ORDER BY id');
  }
  decisions(): Decision[] {
    return this.#all(`SELECT d.id, d.case_id AS caseId, grade, decided_on AS decidedOn, reason, supersedes_id AS supersedesId FROM determination d
      JOIN identification_case c ON c.id = d.case_id WHERE c.school_id = @school ORDER BY d.id`);
  }

  /** What happened to each pupil, by step. */
  facts(cases: readonly Case[], decisions: readonly Decision[]): Map<number, Fact[]> {
    const found = new Map<number, Fact[]>(this.school.pupils.map((id) => [id, []]));
    const put = (studentId: number, step: ProcedureStep, on: IsoDate | null, until: IsoDate | null = null): void => {
      if (on !== null) found.get(studentId)?.push({ step, on, until });
    };
    const pupilOf = new Map(cases.map((one) => [one.id, one.studentId]));
    const last = <Row>(rows: readonly Row[], key: (row: Row) => unknown): Row[] => [...new Map(rows.map((row) => [key(row), row])).values()];
    const slips = this.#all<{ studentId: number; on: IsoDate | null }>('SELECT student_id AS studentId, given_on AS "on" FROM letter_slip WHERE school_id = @school ORDER BY id');
    for (const row of last(slips, (slip) => slip.studentId)) put(row.studentId, 'letter', row.on);
    for (const one of cases) put(one.studentId, 'application', one.appliedOn);
    const visits = this.#all<{ studentId: number; visitId: number; on: IsoDate; purpose: string; voided: number }>(
      'SELECT v.student_id AS studentId, v.id AS visitId, w.visited_on AS "on", w.purpose, w.voided FROM home_visit_version w JOIN home_visit v ON v.id = w.visit_id WHERE v.school_id = @school ORDER BY w.version');
    for (const row of last(visits, (visit) => visit.visitId)) if (row.voided === 0 && row.purpose === 'verification') put(row.studentId, 'visit', row.on);
    const papers = this.#all<{ studentId: number; item: string; result: string; on: IsoDate }>('SELECT student_id AS studentId, item, result, checked_on AS "on" FROM evidence_check WHERE school_id = @school ORDER BY id');
    const lacking = new Set(last(papers, (row) => `${row.studentId} ${row.item}`).filter((row) => row.result !== 'accepted').map((row) => row.studentId));
    for (const row of papers) if (row.result === 'accepted' && !lacking.has(row.studentId)) put(row.studentId, 'evidence', row.on);
    const sheets = this.#all<{ studentId: number; term: string; on: IsoDate | null }>('SELECT student_id AS studentId, term, scored_on AS "on" FROM score_sheet WHERE school_id = @school AND trial = 0 ORDER BY id');
    for (const row of last(sheets, (sheet) => `${sheet.studentId} ${sheet.term}`)) put(row.studentId, 'score', row.on);
    const corrections = this.#all<{ meetingId: number; meetingCaseId: number | null; heldOn: IsoDate | null; heldOver: number }>(
      'SELECT x.meeting_id AS meetingId, meeting_case_id AS meetingCaseId, x.held_on AS heldOn, held_over AS heldOver FROM meeting_correction x JOIN panel_meeting m ON m.id = x.meeting_id WHERE m.school_id = @school ORDER BY x.id');
    const reviews = this.#all<{ id: number; meetingId: number; caseId: number; heldOn: IsoDate; heldOver: number }>(
      `SELECT k.id, m.id AS meetingId, k.case_id AS caseId, m.held_on AS heldOn, k.held_over AS heldOver FROM meeting_case k JOIN panel_meeting m ON m.id = k.meeting_id WHERE m.school_id = @school AND m.state <> 'draft'`);
    for (const row of reviews) {
      const moved = corrections.findLast((one) => one.meetingId === row.meetingId && one.heldOn !== null)?.heldOn ?? row.heldOn;
      const over = corrections.findLast((one) => one.meetingCaseId === row.id)?.heldOver ?? row.heldOver;
      if (over === 0) put(pupilOf.get(row.caseId) ?? 0, 'school_review', moved);
    }
    for (const one of decisions) put(pupilOf.get(one.caseId) ?? 0, 'determination', one.decidedOn);
    const notices = this.#all<{ studentId: number; on: IsoDate; until: IsoDate }>(
      `SELECT e.student_id AS studentId, n.posted_on AS "on", n.end_on AS until FROM notice_entry e JOIN public_notice n ON n.id = e.notice_id WHERE n.school_id = @school AND n.posted_on IS NOT NULL AND n.withdrawn_reason IS NULL`);
    for (const row of notices) put(row.studentId, 'notice', row.on, row.until);
    const filings = this.#all<{ caseId: number; on: IsoDate | null }>(`SELECT v.case_id AS caseId, v.on_date AS "on" FROM case_event v JOIN identification_case c ON c.id = v.case_id WHERE c.school_id = @school AND v.event = 'file'`);
    for (const row of filings) put(pupilOf.get(row.caseId) ?? 0, 'filing', row.on);
    return found;
  }

  /** Required steps that are not there on the day of a decision. */
  missing(one: Case, facts: readonly Fact[], decision: Decision, previous: Decision | undefined): ProcedureStep[] {
    const { spec } = this.school;
    return order.slice(0, 5).flat().filter((step) => {
      const applies = step !== 'application' || one.route === 'application';
      const anew = previous !== undefined && spec.revisionSteps.includes(step) && spec.steps[step] !== 'off';
      if (!applies || (!anew && spec.steps[step] !== 'required')) return false;
      return !facts.some((fact) => fact.step === step && fact.on <= decision.decidedOn && (!anew || fact.on >= previous.decidedOn));
    });
  }

  /** Pairs of steps in the wrong order: the first time of each against the first time of those that come after. */
  inversions(facts: readonly Fact[]): string[] {
    const firsts = order.flat().flatMap((step) => {
      const own = facts.filter((fact) => fact.step === step && this.school.spec.steps[step] !== 'off').toSorted((left, right) => (left.on < right.on ? -1 : left.on > right.on ? 1 : 0));
      return own.slice(0, 1);
    });
    return firsts.flatMap((before) => firsts.filter((after) => rankOf(before.step) < rankOf(after.step) && (before.until ?? before.on) > after.on).map((after) => `${before.step} ${after.step}`));
  }

  /** After each command: what was decided stands on its steps, and nothing decided before is gone or changed. */
  check(): void {
    const cases = this.cases();
    const decisions = this.decisions();
    const rows = decisions.map((one) => JSON.stringify(one));
    expect(rows.slice(0, this.#seen.length), 'decisions are only added to').toEqual(this.#seen);
    const facts = this.facts(cases, decisions);
    for (const one of decisions.slice(this.#seen.length)) this.#checkNew(one, cases, decisions, facts);
    for (const one of cases) this.#checkCase(one, decisions.filter((decision) => decision.caseId === one.id), facts.get(one.studentId) ?? []);
    this.#checkEvents(cases);
    this.#checkAnnounced(cases, decisions);
    this.#seen = rows;
  }

  #checkNew(decision: Decision, cases: readonly Case[], decisions: readonly Decision[], facts: ReadonlyMap<number, readonly Fact[]>): void {
    const one = cases.find((each) => each.id === decision.caseId)!;
    const previous = decisions.findLast((each) => each.caseId === decision.caseId && each.id < decision.id);
    expect(decision.supersedesId, 'a decision replaces the one before it').toBe(previous?.id ?? null);
    if (previous !== undefined && previous.grade !== decision.grade) expect(decision.reason, 'a changed grade has its reason').not.toBe('');
    if (previous !== undefined) expect(decision.decidedOn >= previous.decidedOn, 'a later decision is not dated before').toBe(true);
    expect(decision.decidedOn <= this.school.today, 'nothing is decided tomorrow').toBe(true);
    if (previous === undefined) expect(this.inversions(facts.get(one.studentId) ?? []).filter((pair) => pair.endsWith(' determination')), 'a first decision is not dated before its steps').toEqual([]);
  }

  /** Strictly: as long as a case counts as decided, its decision has the steps it needed. */
  #checkCase(one: Case, chain: readonly Decision[], facts: readonly Fact[]): void {
    if (!decidedStates.includes(one.state)) return;
    expect(chain.length, `a case that is ${one.state} has its decision`).toBeGreaterThan(0);
    const last = chain.at(-1)!;
    expect(this.missing(one, facts, last, chain.at(-2)), `steps of the decision of ${last.decidedOn}`).toEqual([]);
  }

  #checkEvents(cases: readonly Case[]): void {
    const events = Map.groupBy(this.#all<{ caseId: number; event: CaseEvent; from: CaseState | null; to: CaseState }>(
      'SELECT v.case_id AS caseId, event, from_state AS "from", to_state AS "to" FROM case_event v JOIN identification_case c ON c.id = v.case_id WHERE c.school_id = @school ORDER BY v.id'), (row) => row.caseId);
    for (const one of cases) {
      let state: CaseState | null = null;
      for (const { event, from, to } of events.get(one.id) ?? []) {
        expect(from, 'each event begins where the one before ended').toBe(state);
        if (from !== null) expect(moveCase(from, event)).toEqual({ ok: true, to });
        state = to;
      }
      expect(one.state, 'a case is where its last event took it').toBe(state);
    }
  }

  /** What counts as announced hung on a board, with the very decision that stands. */
  #checkAnnounced(cases: readonly Case[], decisions: readonly Decision[]): void {
    const hung = new Set(this.#all<{ id: number }>(
      `SELECT e.determination_id AS id FROM notice_entry e JOIN public_notice n ON n.id = e.notice_id WHERE n.school_id = @school AND n.posted_on IS NOT NULL AND n.withdrawn_reason IS NULL`).map((row) => row.id));
    for (const one of cases) {
      if (!['noticed', 'objected', 'confirmed', 'filed'].includes(one.state)) continue;
      const standing = decisions.findLast((decision) => decision.caseId === one.id);
      expect(hung.has(standing?.id ?? 0), `a case that is ${one.state} was announced`).toBe(true);
    }
  }

  /** What is wrong is named by the program, to the pair; and nothing asked of a pupil depends on how many others there are. */
  async checkNamed(): Promise<number> {
    const { client, schoolId, place } = this.school;
    const cases = this.cases();
    const facts = this.facts(cases, this.decisions());
    for (const studentId of this.school.pupils) {
      const { procedure } = await client.identification.explain({ schoolId, studentId, schoolYear: YEAR });
      const periods = (facts.get(studentId) ?? []).filter((fact) => fact.step === 'notice').length;
      expect(procedure.inversions.length, `inversions of ${studentId}`).toBe(this.inversions(facts.get(studentId) ?? []).length);
      expect(procedure.steps.find(({ step }) => step === 'notice')?.times).toBe(periods);
    }
    const ask = { ...place, decision: { body: '认定工作组', decidedOn: this.school.today, effectiveTerm: place.term } };
    const entry = (studentId: number) => ({ studentId, grade: grades[0], reason: '都困难', routeIfNew: 'list_match' as const });
    const together = await client.identification.check({ ...ask, entries: this.school.pupils.map(entry) });
    const alone = await Promise.all(this.school.pupils.map((studentId) => client.identification.check({ ...ask, entries: [entry(studentId)] })));
    expect(together.rows).toEqual(alone.flatMap(({ rows }) => rows));
    const free = together.rows.filter((row) => row.problems.length === 0).map((row) => entry(row.studentId));
    if (free.length > 0) await client.identification.save({ ...ask, entries: free });
    return free.length;
  }
}

/** Years as they may come: any commands in any order on any day; what was decided is looked at after each of them. */
test('whatever is done in whatever order, nothing is decided without its steps, lost, half stored or capped', { timeout: 600_000 }, async () => {
  const open = await openAidSchool('2025-09-05T09:00:00+08:00');
  const { reader } = open.app.core.archive!.database;
  const version = (): unknown => reader.get('PRAGMA data_version');
  const seen = new Map<string, number>();
  let operation = 0;
  await fc.assert(fc.asyncProperty(fc.constantFrom(...specs), fc.nat(8), fc.array(anyStep, { minLength: COMMANDS, maxLength: COMMANDS }), async (spec, opening, steps) => {
    const school = await YearSchool.begin(open, testSchool, spec, opening);
    const ledger = new Ledger(school);
    const log: string[] = [];
    try {
      for (const step of steps) {
        operation += 1;
        const [name, command] = school.command(step, `random-year-${operation}`);
        const before = version();
        let answer: unknown;
        try {
          answer = await command();
        } catch (error) {
          const { code } = error as { code?: string };
          log.push(`${name} (refused)`);
          seen.set(`${name} (refused)`, (seen.get(`${name} (refused)`) ?? 0) + 1);
          if (code !== 'REFUSED' && code !== 'BAD_INPUT' && code !== 'NOT_FOUND') throw error;
          expect(version(), `${name}, refused, stored something`).toEqual(before);
          continue;
        }
        log.push(name);
        seen.set(name, (seen.get(name) ?? 0) + 1);
        ledger.check();
        if (name === 'days pass' || step.other % 4 !== 0) continue;
        const after = version();
        expect(await command()).toEqual(answer);
        expect(version(), `${name} repeated stored something`).toEqual(after);
      }
      seen.set('decided at the end', (seen.get('decided at the end') ?? 0) + await ledger.checkNamed());
      ledger.check();
    } catch (error) {
      throw new Error(`after ${log.join(' → ')}\n${(error as Error).message}`, { cause: error });
    }
  }), { numRuns: RUNS, seed: 20_250_901, endOnFailure: true });
  if (process.env['RANDOM_YEARS_TOLD'] !== undefined) console.log([...seen].sort());
  // Years in which next to nothing is ever decided would prove nothing.
  const telling = ['decide', 'decide on the meeting', 'post', 'end notice', 'cancel', 'refer', 'decide recheck', 'correct minutes', 'waiver'];
  if (RUNS >= 200) expect(telling.filter((name) => !seen.has(name))).toEqual([]);
});
