import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import { decisionsFor } from '#shared/domain/matching/list-change.ts';
import type { ChangeLine, RecheckDecision } from '#shared/domain/matching/list-change.ts';
import { listChangeTexts, recheckDecisionTexts } from '#shared/text/special-groups.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { findCase, listCaseGroups, listCases, listDeterminations } from '#main/db/queries/identification.ts';
import type { CaseLine } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import type { Stamp } from '#main/db/repositories/identification-case.ts';
import { insertCaseGroup, removeCaseGroup } from '#main/db/repositories/identification-case.ts';
import { insertRecheckDecision } from '#main/db/repositories/special-group.ts';
import { listWaivedPupils } from '#main/db/repositories/waiver.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import type { Entry, EntryContext } from './identification-entries.ts';
import { applyEntries, listedGroup, planEntries } from './identification-entries.ts';
import { standingEvidence } from './lists-coverage.ts';
import { lineKey } from './recheck-views.ts';
import type { LiveRecheck } from './recheck-views.ts';
import { badInput, notFound, refuse } from './refusal.ts';

export interface RecheckDecisionInput {
  readonly lines: readonly { readonly studentId: number; readonly groupKey: string }[];
  readonly decision: RecheckDecision;
  readonly reason: string;
  readonly decidedOn: IsoDate;
  readonly revision?: { readonly grade: string; readonly body: string; readonly effectiveTerm: TermKey } | undefined;
}

export interface RecheckEffects {
  readonly decided: number;
  readonly casesOpened: number;
  readonly groupsAdded: number;
  readonly groupsEnded: number;
  readonly revised: number;
}

interface Deciding {
  readonly live: LiveRecheck;
  readonly input: RecheckDecisionInput;
  readonly term: TermKey;
  readonly pupils: ReadonlyMap<number, PupilLine>;
  readonly cases: ReadonlyMap<number, CaseLine>;
  /** Pupils whose family declined in writing. */
  readonly waived: ReadonlySet<number>;
  readonly stamp: Stamp;
}

/**
 * Carries out what a person decided about changes of a list: a group is added to the case or ended in it, a grade revised, and the decision kept with its
 * reason. Everything goes the way decisions always go (planEntries, applyEntries), so the procedure's rules hold here too; one refused line refuses all.
 */
export function decideRecheck(db: WritableDb, live: LiveRecheck, input: RecheckDecisionInput, context: EntryContext, stamp: Stamp): RecheckEffects {
  const year = schoolYearOf(context.term);
  if (live.next.withdrawnAt !== null) throw refuse('recheck.list_withdrawn', { file: live.next.fileName });
  if (input.decidedOn > context.today) throw refuse('recheck.date_in_future', { date: input.decidedOn, today: context.today });
  const deciding: Deciding = {
    live, input, term: context.term, stamp, waived: listWaivedPupils(db, live.schoolId, year),
    pupils: new Map(listPupilLines(db, live.schoolId).map((line) => [line.studentId, line])),
    cases: new Map(listCases(db, live.schoolId, year).map((one) => [one.studentId, one])),
  };
  const lines = input.lines.map((asked) => lineOf(db, deciding, asked));
  for (const line of lines) refuseImpossible(deciding, line);
  let groupsAdded = 0;
  let groupsEnded = 0;
  if (input.decision === 'end') groupsEnded = endGroups(db, deciding, lines);
  const effects = applyRevisions(db, deciding, lines, context);
  if (input.decision === 'add') groupsAdded = effects.groupsAdded + addGroups(db, deciding, lines);
  keepDecisions(db, deciding, lines, effects.decisionOf);
  return { decided: lines.length, casesOpened: effects.casesOpened, groupsAdded, groupsEnded, revised: effects.revised };
}

function lineOf(db: WritableDb, { live, pupils, term }: Deciding, asked: { readonly studentId: number; readonly groupKey: string }): ChangeLine {
  const pupil = pupils.get(asked.studentId);
  if (!pupil) throw notFound('这名学生');
  const line = live.comparison.lines.find((one) => lineKey(one) === lineKey(asked));
  if (line) return line;
  throw refuse('recheck.line_unknown', { name: pupil.name, group: groupCatalogueOf(db, live.schoolId, schoolYearOf(term)).label(asked.groupKey) });
}

function refuseImpossible({ input, pupils, cases, waived }: Deciding, line: ChangeLine): void {
  const pupil = pupils.get(line.studentId);
  const name = pupil?.name ?? '';
  if (!decisionsFor(line.change).includes(input.decision)) {
    throw refuse('recheck.decision_not_for', { name, change: listChangeTexts[line.change], decision: recheckDecisionTexts[input.decision] });
  }
  const own = cases.get(line.studentId);
  if (input.decision === 'add') {
    if (own?.state === 'declined' || waived.has(line.studentId)) throw refuse('recheck.declined', { name });
    if (pupil?.status !== 'enrolled' && pupil?.status !== 'suspended') throw refuse('recheck.left', { name });
  } else if (input.revision !== undefined && own === undefined) throw refuse('recheck.grade_needs_case', { name });
}

function reasonOf({ input, live: { recheck } }: Deciding, line: ChangeLine): string {
  return sentenceOf('recheck.evidence_removed', { date: recheck.startedOn, change: listChangeTexts[line.change], reason: input.reason });
}

/** Takes the group out of the year's case, whatever it rested on: what ended is the group, not one paper. */
function endGroups(db: WritableDb, deciding: Deciding, lines: readonly ChangeLine[]): number {
  const { live, cases, stamp, term } = deciding;
  const groups = Map.groupBy(listCaseGroups(db, live.schoolId, schoolYearOf(term)).filter((group) => group.removedAt === null), (group) => group.caseId);
  let ended = 0;
  for (const line of lines) {
    const own = cases.get(line.studentId);
    for (const group of own === undefined ? [] : groups.get(own.caseId) ?? []) {
      if (group.groupKey !== line.groupKey) continue;
      removeCaseGroup(db, group.caseGroupId, reasonOf(deciding, line), stamp);
      ended += 1;
    }
  }
  return ended;
}

/** Opens what has to be opened and writes a revision where one was given; a pupil with two changes is entered once. */
function applyRevisions(db: WritableDb, { input, cases, stamp, live }: Deciding, lines: readonly ChangeLine[], context: EntryContext) {
  const entries = [...new Set(lines.map((line) => line.studentId))].flatMap((studentId): Entry[] => {
    const own = cases.get(studentId);
    const opens = input.decision === 'add' && (own === undefined || own.state === 'revoked');
    if (!opens && input.revision === undefined) return [];
    const decision = input.revision === undefined ? null : { body: input.revision.body, decidedOn: input.decidedOn, effectiveTerm: input.revision.effectiveTerm };
    return [{
      studentId, ...(opens ? { route: 'list_match' as const } : {}), addGroups: [], reason: input.reason, decision, source: null,
      ...(input.revision === undefined ? {} : { grade: input.revision.grade }),
    }];
  });
  if (entries.length === 0) return { casesOpened: 0, groupsAdded: 0, revised: 0, decisionOf: new Map<number, number>() };
  const plan = planEntries(db, entries, context);
  const problems = plan.flatMap((entry) => entry.problems);
  if (problems.length > 0) throw badInput(problems);
  const year = schoolYearOf(context.term);
  const effects = applyEntries(db, plan, { schoolId: live.schoolId, schoolYear: year }, stamp);
  const written = new Set(plan.filter((entry) => entry.determination !== null).map((entry) => entry.studentId));
  const chains = Map.groupBy(listDeterminations(db, live.schoolId, year), (one) => one.caseId);
  const decisionOf = new Map([...written].flatMap((studentId): [number, number][] => {
    const caseId = findCase(db, live.schoolId, studentId, year)?.caseId;
    const current = caseId === undefined ? null : currentDetermination(chains.get(caseId) ?? []);
    return current === null ? [] : [[studentId, current.id]];
  }));
  return { casesOpened: effects.casesOpened, groupsAdded: effects.groupsAdded, revised: written.size, decisionOf };
}

/** Writes the list's rows into cases that don't have them yet. */
function addGroups(db: WritableDb, { live, stamp, term }: Deciding, lines: readonly ChangeLine[]): number {
  const year = schoolYearOf(term);
  const evidence = standingEvidence(db, live.schoolId, term);
  const cases = new Map(listCases(db, live.schoolId, year).map((one) => [one.studentId, one]));
  const known = new Set(listCaseGroups(db, live.schoolId, year).filter((group) => group.removedAt === null).map((group) => group.listMatchId));
  let added = 0;
  for (const line of lines) {
    const own = cases.get(line.studentId);
    if (own === undefined) continue;
    for (const row of evidence.get(line.studentId) ?? []) {
      if (row.listId !== live.next.listId || row.groupKey !== line.groupKey || known.has(row.matchId)) continue;
      insertCaseGroup(db, { ...listedGroup(row), caseId: own.caseId }, stamp);
      added += 1;
    }
  }
  return added;
}

function keepDecisions(db: WritableDb, { live, input, stamp }: Deciding, lines: readonly ChangeLine[], decisionOf: ReadonlyMap<number, number>): void {
  for (const { studentId, groupKey, change } of lines) {
    insertRecheckDecision(db, {
      recheckId: live.recheck.recheckId, studentId, groupKey, change, decision: input.decision, reason: input.reason, decidedOn: input.decidedOn,
      determinationId: decisionOf.get(studentId) ?? null,
    }, stamp);
  }
}
