import type { BulkEffects } from '#shared/contract/identification.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { CaseEvent, CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { firstCaseState, moveCase } from '#shared/domain/identification/case-state.ts';
import type { Determination } from '#shared/domain/identification/determination.ts';
import { currentDetermination, decisionEffect, decisionProblems } from '#shared/domain/identification/determination.ts';
import { inversionsOf, missingBeforeDecision } from '#shared/domain/identification/procedure.ts';
import type { ProcedureFact } from '#shared/domain/identification/procedure.ts';
import type { ProcedureSpec } from '#shared/domain/identification/procedure-profile.ts';
import { parseHardshipGrade } from '#shared/domain/identification/hardship-grade.ts';
import type { GradeSet } from '#shared/domain/identification/hardship-grade.ts';
import type { GroupCatalogue } from '#shared/domain/identification/group-catalogue.ts';
import { isSpecialGroupKey } from '#shared/domain/identification/special-group.ts';
import { caseEventTexts, caseStateTexts } from '#shared/text/identification.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { listCaseGroups, listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listProcedureFacts } from '#main/db/queries/procedure-facts.ts';
import type { CaseGroupLine, CaseLine } from '#main/db/queries/identification.ts';
import type { StandingEvidence } from '#main/db/queries/lists.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { insertCase, insertCaseEvent, insertCaseGroup, insertDetermination, updateCaseDetails } from '#main/db/repositories/identification-case.ts';
import type { CaseDetails, NewCaseGroup, Stamp } from '#main/db/repositories/identification-case.ts';
import { basisProblems } from './decision-basis.ts';
import type { BasisChange } from './decision-basis.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { standingEvidence } from './lists-coverage.ts';
import { procedureOf } from './procedure-of-school.ts';
import { problemOf } from './refusal.ts';

/** The decision a grade belongs to. */
export interface DecisionInput {
  readonly body: string;
  readonly decidedOn: IsoDate;
  readonly effectiveTerm: TermKey;
}

/** One pupil's line of a table or a decision list. What is absent is left as it is. */
export interface Entry {
  readonly studentId: number;
  readonly route?: IdentificationRoute | undefined;
  /** The route of a pupil who has no case yet; it never changes one. */
  readonly routeIfNew?: IdentificationRoute | undefined;
  readonly appliedOn?: IsoDate | null | undefined;
  readonly familyConfirmedOn?: IsoDate | null | undefined;
  readonly addGroups: readonly { readonly groupKey: string; readonly kind: 'certificate' | 'declaration'; readonly certificateNo: string; readonly note: string }[];
  readonly grade?: string | undefined;
  readonly reason: string;
  readonly decision: DecisionInput | null;
  readonly source: { readonly importedFileId: number; readonly rowNo: number } | null;
}

interface PlannedEvent {
  readonly event: CaseEvent;
  readonly from: CaseState | null;
  readonly to: CaseState;
  readonly onDate: IsoDate | null;
  readonly note: string;
}

/** What one entry will write, and what stands against it. */
export interface PlannedEntry {
  readonly studentId: number;
  readonly sentence: string;
  readonly problems: readonly Problem[];
  readonly caseId: number | null;
  readonly details: CaseDetails | null;
  readonly events: readonly PlannedEvent[];
  readonly groups: readonly Omit<NewCaseGroup, 'caseId'>[];
  readonly determination: (DecisionInput & { readonly grade: string; readonly reason: string; readonly supersedesId: number | null }) | null;
  readonly change: 'none' | 'first' | 'change' | 'same';
  readonly source: Entry['source'];
}

export interface EntryContext {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly today: IsoDate;
  readonly gradeSet: GradeSet;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
}

interface Standing {
  readonly pupils: ReadonlyMap<number, PupilLine>;
  readonly cases: ReadonlyMap<number, CaseLine>;
  readonly groups: ReadonlyMap<number, readonly CaseGroupLine[]>;
  readonly chains: ReadonlyMap<number, readonly Determination[]>;
  readonly evidence: ReadonlyMap<number, readonly StandingEvidence[]>;
  readonly facts: ReadonlyMap<number, readonly ProcedureFact[]>;
  readonly procedure: ProcedureSpec;
  readonly catalogue: GroupCatalogue;
}

/** Works out what a table of entries will do, line by line, without writing: the numbers shown before are the numbers done after. */
export function planEntries(db: ReadableDb, entries: readonly Entry[], context: EntryContext): readonly PlannedEntry[] {
  const year = schoolYearOf(context.term);
  const standing: Standing = {
    pupils: new Map(listPupilLines(db, context.schoolId).map((line) => [line.studentId, line])),
    cases: new Map(listCases(db, context.schoolId, year).map((one) => [one.studentId, one])),
    groups: Map.groupBy(listCaseGroups(db, context.schoolId, year).filter((group) => group.removedAt === null), (group) => group.caseId),
    chains: Map.groupBy(listDeterminations(db, context.schoolId, year), (one) => one.caseId),
    evidence: standingEvidence(db, context.schoolId, context.term),
    facts: listProcedureFacts(db, context.schoolId, year),
    procedure: procedureOf(db, context.schoolId, year).spec,
    catalogue: groupCatalogueOf(db, context.schoolId, year),
  };
  const seen = new Map<number, number>();
  return entries.map((entry, position) => {
    const twice = seen.get(entry.studentId);
    seen.set(entry.studentId, entry.source?.rowNo ?? position + 1);
    const planned = planEntry(entry, standing, context);
    if (twice === undefined) return planned;
    const name = standing.pupils.get(entry.studentId)?.name ?? '';
    return { ...planned, problems: [...planned.problems, problemOf('identification.same_pupil_twice', { name, row: twice }, placeOf(entry))] };
  });
}

function placeOf(entry: Entry): { row?: number } {
  return entry.source === null ? {} : { row: entry.source.rowNo };
}

function planEntry(entry: Entry, standing: Standing, context: EntryContext): PlannedEntry {
  const pupil = standing.pupils.get(entry.studentId);
  const place = placeOf(entry);
  const nothing: PlannedEntry = {
    studentId: entry.studentId, sentence: '', problems: [], caseId: null, details: null, events: [], groups: [], determination: null, change: 'none', source: entry.source,
  };
  if (!pupil) return { ...nothing, problems: [problemOf('identification.student_unknown', {}, place)] };
  if (context.classIds !== null && !context.classIds.includes(pupil.classId ?? 0)) return { ...nothing, problems: [problemOf('identification.not_your_class', {}, place)] };
  const one = standing.cases.get(entry.studentId) ?? null;
  const problems: Problem[] = [];
  const { events, details, state } = planRoute(entry, one, pupil, problems);
  const groups = planGroups(entry, one, standing, problems);
  const decided = planDecision(entry, one === null ? [] : standing.chains.get(one.caseId) ?? [], context, problems);
  problems.push(...procedureProblems(entry, pupil, details?.route ?? one?.route ?? null, decided, standing));
  problems.push(...basisProblems(standing.procedure, one, basisChange(entry, pupil, standing)));
  if (decided.determination !== null && state !== null) {
    const move = moveCase(state, 'determine');
    if (move.ok) events.push({ event: 'determine', from: state, to: move.to, onDate: decided.determination.decidedOn, note: decided.determination.grade });
    else problems.push(problemOf('identification.state_forbids', { name: pupil.name, state: caseStateTexts[state], event: caseEventTexts.determine }, place));
  }
  return { ...nothing, sentence: sentenceFor(pupil.name, decided), problems, caseId: one?.caseId ?? null, details, events, groups, ...decided };
}

/** The case the entry works on: opened by its route, or moved when the route or the dates of an open one change. */
function planRoute(entry: Entry, one: CaseLine | null, pupil: PupilLine, problems: Problem[]): { events: PlannedEvent[]; details: CaseDetails | null; state: CaseState | null } {
  const events: PlannedEvent[] = [];
  if (one === null) {
    const route = entry.route ?? entry.routeIfNew;
    if (route === undefined) {
      const touches = entry.grade !== undefined || entry.addGroups.length > 0 || Boolean(entry.appliedOn) || Boolean(entry.familyConfirmedOn);
      if (touches) problems.push(problemOf('identification.no_route', { name: pupil.name }, placeOf(entry)));
      return { events, details: null, state: null };
    }
    const state = firstCaseState(route);
    const onDate = route === 'application' ? entry.appliedOn ?? null : null;
    events.push({ event: route === 'application' ? 'apply' : 'match', from: null, to: state, onDate, note: '' });
    return { events, details: { route, appliedOn: entry.appliedOn ?? null, familyConfirmedOn: entry.familyConfirmedOn ?? null }, state };
  }
  const details: CaseDetails = {
    route: entry.route ?? one.route,
    appliedOn: entry.appliedOn === undefined ? one.appliedOn : entry.appliedOn,
    familyConfirmedOn: entry.familyConfirmedOn === undefined ? one.familyConfirmedOn : entry.familyConfirmedOn,
  };
  const changed = details.route !== one.route || details.appliedOn !== one.appliedOn || details.familyConfirmedOn !== one.familyConfirmedOn;
  const reopens = entry.route !== undefined && (one.state === 'declined' || one.state === 'revoked');
  if (details.route === one.route && !reopens) return { events, details: changed ? details : null, state: one.state };
  const event = details.route === 'application' ? 'apply' : 'match';
  const move = moveCase(one.state, event);
  if (!move.ok) {
    problems.push(problemOf('identification.state_forbids', { name: pupil.name, state: caseStateTexts[one.state], event: caseEventTexts[event] }, placeOf(entry)));
    return { events, details: null, state: one.state };
  }
  events.push({ event, from: one.state, to: move.to, onDate: details.route === 'application' ? details.appliedOn as IsoDate | null : null, note: '' });
  return { events, details, state: move.to };
}

/** New evidence only: what the case has already is not written twice. A case being opened takes over every list row that stands for the pupil. */
function planGroups(entry: Entry, one: CaseLine | null, standing: Standing, problems: Problem[]): readonly Omit<NewCaseGroup, 'caseId'>[] {
  const own = one === null ? [] : standing.groups.get(one.caseId) ?? [];
  const groups: Omit<NewCaseGroup, 'caseId'>[] = one === null && (entry.route ?? entry.routeIfNew) !== undefined
    ? (standing.evidence.get(entry.studentId) ?? []).map(listedGroup) : [];
  for (const group of entry.addGroups) {
    if (standing.catalogue.ended.some((one) => one.key === group.groupKey)) {
      problems.push(problemOf('identification.group_ended', { group: standing.catalogue.label(group.groupKey), year: standing.catalogue.year }, placeOf(entry)));
    } else if (!isSpecialGroupKey(group.groupKey)) problems.push(problemOf('identification.group_unknown', { text: group.groupKey }, placeOf(entry)));
    else if (group.kind === 'certificate' && group.certificateNo === '') {
      problems.push(problemOf('identification.evidence_number_missing', { group: standing.catalogue.label(group.groupKey) }, placeOf(entry)));
    } else if (![...own, ...groups].some((other) => other.groupKey === group.groupKey && other.kind === group.kind)) {
      groups.push({ groupKey: group.groupKey, kind: group.kind, listMatchId: null, certificateNo: group.certificateNo, note: group.note });
    }
  }
  return groups;
}

/** A list row as evidence of a case. */
export function listedGroup(row: StandingEvidence): Omit<NewCaseGroup, 'caseId'> {
  return { groupKey: row.groupKey, kind: 'list_row', listMatchId: row.matchId, certificateNo: '', note: '' };
}

/** The steps the school's procedure asks for before a decision, and dates this entry would put in the wrong order. */
function procedureProblems(entry: Entry, pupil: PupilLine, route: IdentificationRoute | null, decided: Decided, { facts, procedure }: Standing): Problem[] {
  const place = placeOf(entry);
  const { name } = pupil;
  const known = facts.get(entry.studentId) ?? [];
  const applied: readonly ProcedureFact[] = entry.appliedOn ? [{ step: 'application', onDate: entry.appliedOn }] : [];
  const withEntry = entry.appliedOn === undefined ? known : [...known.filter((fact) => fact.step !== 'application'), ...applied];
  const { determination, before } = decided;
  const missing = determination === null ? [] : missingBeforeDecision(procedure, route, withEntry, determination.decidedOn, before?.decidedOn ?? null)
    .map((step) => problemOf('procedure.step_missing', { name, step, date: determination.decidedOn }, place));
  const firstDecision: readonly ProcedureFact[] = determination !== null && before === null ? [{ step: 'determination', onDate: determination.decidedOn }] : [];
  const inverted = [...firstDecision, ...applied].flatMap((next) => inversionsOf(procedure, withEntry, next));
  const once = new Map(inverted.map((one) => [`${one.earlier} ${one.later}`, one]));
  return [...missing, ...[...once.values()].map((one) => problemOf('procedure.dates_inverted', { name, ...one }, place))];
}

/** What taking the day of application away, or moving it, does to a decision that stands. */
function basisChange(entry: Entry, { studentId, name }: PupilLine, { facts }: Standing): BasisChange {
  const before = facts.get(studentId) ?? [];
  const applied: readonly ProcedureFact[] = entry.appliedOn ? [{ step: 'application', onDate: entry.appliedOn }] : [];
  const after = entry.appliedOn === undefined ? before : [...before.filter((fact) => fact.step !== 'application'), ...applied];
  return { studentId, name, before, after, place: placeOf(entry) };
}

type Decided = Pick<PlannedEntry, 'determination' | 'change'> & { readonly before: Determination | null; readonly grade: string };

function planDecision(entry: Entry, chain: readonly Determination[], context: EntryContext, problems: Problem[]): Decided {
  const before = currentDetermination(chain);
  const none: Decided = { determination: null, change: 'none', before, grade: '' };
  if (entry.grade === undefined) return none;
  const place = placeOf(entry);
  const reading = parseHardshipGrade(entry.grade, context.gradeSet);
  if (reading.kind === 'blank') return none;
  if (reading.kind === 'unknown') {
    problems.push(problemOf('identification.grade_unknown', { text: reading.text, known: reading.known.join('、') }, place));
    return none;
  }
  if (entry.decision === null) {
    problems.push(problemOf('identification.date_missing', {}, place));
    return none;
  }
  const next = { ...entry.decision, grade: reading.grade, reason: entry.reason };
  if (schoolYearOf(next.effectiveTerm) !== schoolYearOf(context.term)) {
    problems.push(problemOf('identification.term_outside_year', { term: next.effectiveTerm, year: schoolYearOf(context.term) }, place));
  }
  const effect = decisionEffect(before, next);
  if (effect.kind === 'same') return { determination: null, change: 'same', before, grade: next.grade };
  for (const { code, facts } of decisionProblems(before, next, context.today)) problems.push(problemOf(code, facts as never, place));
  return { determination: { ...next, supersedesId: before?.id ?? null }, change: effect.kind, before, grade: next.grade };
}

function sentenceFor(name: string, { change, before, grade }: Decided): string {
  switch (change) {
    case 'first':
      return sentenceOf('identification.row_first', { name, grade });
    case 'change':
      return sentenceOf('identification.row_change', { name, before: before?.grade ?? '', grade });
    case 'same':
      return sentenceOf('identification.row_same', { name, grade });
    case 'none':
      return sentenceOf('identification.row_no_decision', { name });
  }
}

/** The numbers of a plan, the same before and after. */
export function effectsOf(plan: readonly PlannedEntry[]): BulkEffects {
  const writes = (entry: PlannedEntry): boolean => entry.details !== null || entry.events.length > 0 || entry.groups.length > 0 || entry.determination !== null;
  return {
    casesOpened: plan.filter((entry) => entry.caseId === null && entry.events.length > 0).length,
    groupsAdded: plan.reduce((sum, entry) => sum + entry.groups.length, 0),
    firstDecisions: plan.filter((entry) => entry.change === 'first' && entry.determination !== null).length,
    changedDecisions: plan.filter((entry) => entry.change === 'change' && entry.determination !== null).length,
    unchanged: plan.filter((entry) => !writes(entry)).length,
  };
}

/** Writes a plan that has no problems. */
export function applyEntries(db: WritableDb, plan: readonly PlannedEntry[], school: { readonly schoolId: number; readonly schoolYear: string }, stamp: Stamp): BulkEffects {
  for (const entry of plan) applyEntry(db, entry, school, stamp);
  return effectsOf(plan);
}

function applyEntry(db: WritableDb, entry: PlannedEntry, school: { readonly schoolId: number; readonly schoolYear: string }, stamp: Stamp): void {
  let { caseId } = entry;
  const [first] = entry.events;
  if (caseId === null) {
    if (entry.details === null || first === undefined) return;
    caseId = insertCase(db, { ...school, studentId: entry.studentId, state: first.to, ...entry.details }, stamp);
  } else if (entry.details !== null) updateCaseDetails(db, caseId, entry.details);
  for (const { event, from, to, onDate, note } of entry.events) insertCaseEvent(db, { caseId, event, fromState: from, toState: to, onDate, note }, stamp);
  for (const group of entry.groups) insertCaseGroup(db, { ...group, caseId }, stamp);
  if (entry.determination !== null) {
    insertDetermination(db, { ...entry.determination, caseId, importedFileId: entry.source?.importedFileId ?? null, rowNo: entry.source?.rowNo ?? null }, stamp);
  }
}
