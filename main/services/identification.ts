import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findCaseGroup, listCaseGroups, listCases } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { insertCase, insertCaseEvent, insertCaseGroup, removeCaseGroup } from '#main/db/repositories/identification-case.ts';
import { firstCaseState, moveCase } from '#shared/domain/identification/case-state.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { moveCases } from './identification-cases.ts';
import type { DecisionInput, Entry, EntryContext } from './identification-entries.ts';
import { applyEntries, effectsOf, listedGroup, planEntries } from './identification-entries.ts';
import { explainCase, registerOfTerm, riskOf } from './identification-views.ts';
import { standingEvidence } from './lists-coverage.ts';
import type { ReadScope } from './procedure.ts';
import { api, classScope, read, write } from './procedure.ts';
import { badInput, notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';
import { hitWarnings } from './verification-views.ts';

export const identificationService = {
  register: api.identification.register.handler(read(({ db, input, session }) =>
    registerOfTerm(db, input.schoolId, input.term, settingsOf(db, input.schoolId).gradeSet, classScope(session)))),

  previewFromMatches: api.identification.previewFromMatches.handler(read(({ db, input, session }) => {
    const worklist = matchesToCases(db, input.schoolId, input.term, classScope(session));
    const catalogue = groupCatalogueOf(db, input.schoolId, schoolYearOf(input.term));
    const of = (action: string): number => worklist.rows.filter((row) => row.action === action).length;
    return {
      toOpen: of('open_case'), toComplete: of('add_groups'), complete: worklist.complete, declined: worklist.declined,
      rows: worklist.rows.map(({ evidence, ...row }) => ({
        ...row,
        groups: [...Map.groupBy(evidence, (one) => one.groupKey)].toSorted(([left], [right]) => catalogue.compare(left, right))
          .map(([groupKey, all]) => ({ groupKey, label: catalogue.label(groupKey), riskCleared: riskOf(all) })),
      })),
    };
  })),

  createFromMatches: api.identification.createFromMatches.handler(write(({ db, input, session, at, note }) => {
    const stamp = { accountId: session.accountId, at };
    const asked = new Set(input.studentIds);
    const rows = matchesToCases(db, input.schoolId, input.term, classScope(session)).rows.filter((row) => asked.has(row.studentId));
    const cases = new Map(listCases(db, input.schoolId, schoolYearOf(input.term)).map((one) => [one.studentId, one]));
    let casesOpened = 0;
    let groupsAdded = 0;
    for (const row of rows) {
      const old = cases.get(row.studentId);
      let caseId = old?.caseId;
      if (caseId === undefined) {
        caseId = openFromList(db, { ...input, schoolYear: schoolYearOf(input.term), studentId: row.studentId }, stamp);
        casesOpened += 1;
      } else if (old && row.action === 'open_case') {
        const move = moveCase(old.state, 'match');
        if (!move.ok) continue;
        insertCaseEvent(db, { caseId, event: 'match', fromState: old.state, toState: move.to, onDate: null, note: '' }, stamp);
        casesOpened += 1;
      }
      for (const one of row.evidence) {
        insertCaseGroup(db, { ...listedGroup(one), caseId }, stamp);
        groupsAdded += 1;
      }
    }
    note({ route: input.route, casesOpened, groupsAdded });
    return { casesOpened, groupsAdded, firstDecisions: 0, changedDecisions: 0, unchanged: asked.size - rows.length };
  })),

  check: api.identification.check.handler(read((scope) => {
    const plan = planEntries(scope.db, entriesOf(scope.input), contextOf(scope));
    const { db, input, session } = scope;
    const deciding = session.can('verification.read') ? plan.filter((entry) => entry.determination !== null).map((entry) => entry.studentId) : [];
    const warnings = hitWarnings(db, input.schoolId, schoolYearOf(input.term), deciding);
    return { effects: effectsOf(plan), rows: plan.map(({ studentId, sentence, problems }) => ({ studentId, sentence, problems: [...problems], warnings: [...warnings.get(studentId) ?? []] })) };
  })),

  save: api.identification.save.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    const plan = planEntries(db, entriesOf(input), contextOf(scope));
    const problems = plan.flatMap((entry) => entry.problems);
    if (problems.length > 0) throw badInput(problems);
    const effects = applyEntries(db, plan, { schoolId: input.schoolId, schoolYear: schoolYearOf(input.term) }, { accountId: session.accountId, at });
    note({ ...effects, decision: input.decision ?? null });
    return effects;
  })),

  removeEvidence: api.identification.removeEvidence.handler(write(({ db, input, session, at, note }) => {
    const group = findCaseGroup(db, input.schoolId, input.caseGroupId);
    if (!group) throw notFound('这条依据');
    if (group.removedAt !== null) throw refuse('identification.group_removed', {});
    refuseOtherClasses(db, input.schoolId, [group.studentId], classScope(session));
    removeCaseGroup(db, input.caseGroupId, input.reason, { accountId: session.accountId, at });
    note({ studentId: group.studentId, reason: input.reason });
    return { done: true as const };
  })),

  recordEvent: api.identification.recordEvent.handler(write(({ db, input, session, at, note }) => {
    refuseOtherClasses(db, input.schoolId, input.studentIds, classScope(session));
    const moved = moveCases(db, { ...input, schoolYear: schoolYearOf(input.term), impossible: 'refuse' }, { accountId: session.accountId, at });
    note({ event: input.event, moved });
    return { moved };
  })),

  explain: api.identification.explain.handler(read(({ db, input, session }) => ({
    ...explainCase(db, { ...input, classIds: classScope(session), gradeSet: settingsOf(db, input.schoolId).gradeSet }),
    warnings: session.can('verification.read') ? [...hitWarnings(db, input.schoolId, input.schoolYear, [input.studentId]).get(input.studentId) ?? []] : [],
  }))),
};

interface BulkInput {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly entries: readonly Omit<Entry, 'decision' | 'source'>[];
  readonly decision?: DecisionInput | undefined;
}

function entriesOf(input: BulkInput): Entry[] {
  return input.entries.map((entry) => ({ ...entry, decision: input.decision ?? null, source: null }));
}

function contextOf({ db, input, session, today }: Pick<ReadScope<BulkInput>, 'db' | 'input' | 'session' | 'today'>): EntryContext {
  return { schoolId: input.schoolId, term: input.term, today, gradeSet: settingsOf(db, input.schoolId).gradeSet, classIds: classScope(session) };
}

function refuseOtherClasses(db: ReadableDb, schoolId: number, studentIds: readonly number[], classIds: readonly number[] | null): void {
  if (classIds === null) return;
  const classOf = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line.classId]));
  if (studentIds.some((studentId) => !classIds.includes(classOf.get(studentId) ?? 0))) throw refuse('identification.not_your_class', {});
}

/** Matched pupils whose case is missing or lacks a listed group. One row a pupil and group becomes evidence, each with its own file row. */
function matchesToCases(db: ReadableDb, schoolId: number, term: TermKey, classIds: readonly number[] | null) {
  const year = schoolYearOf(term);
  const evidence = standingEvidence(db, schoolId, term);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const groups = Map.groupBy(listCaseGroups(db, schoolId, year), (group) => group.caseId);
  let complete = 0;
  let declined = 0;
  const rows = listPupilLines(db, schoolId).flatMap((line) => {
    const listed = evidence.get(line.studentId);
    if (listed === undefined || (classIds !== null && !classIds.includes(line.classId ?? 0))) return [];
    const one = cases.get(line.studentId);
    if (one?.state === 'declined') {
      declined += 1;
      return [];
    }
    const reopen = one === undefined || one.state === 'revoked';
    const known = new Set((one ? groups.get(one.caseId) ?? [] : []).map((group) => group.listMatchId));
    const missing = listed.filter((row) => !known.has(row.matchId));
    if (missing.length === 0 && !reopen) {
      complete += 1;
      return [];
    }
    const action: 'open_case' | 'add_groups' = reopen ? 'open_case' : 'add_groups';
    return [{ studentId: line.studentId, name: line.name, classId: line.classId, className: formatPupilClass(line, year), action, evidence: missing }];
  });
  return { rows, complete, declined };
}

function openFromList(
  db: Parameters<typeof insertCase>[0],
  one: { readonly schoolId: number; readonly studentId: number; readonly schoolYear: string; readonly route: IdentificationRoute },
  stamp: { readonly accountId: number; readonly at: string },
): number {
  const state = firstCaseState(one.route);
  const caseId = insertCase(db, { ...one, state, appliedOn: null, familyConfirmedOn: null }, stamp);
  insertCaseEvent(db, { caseId, event: 'match', fromState: null, toState: state, onDate: null, note: '' }, stamp);
  return caseId;
}

