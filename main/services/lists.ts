import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Coverage } from '#shared/domain/identification/special-group.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { coverageOfRow } from '#shared/domain/matching/list-kind.ts';
import { readListRow } from '#shared/domain/matching/list-row.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import { matchRow } from '#shared/domain/matching/match-row.ts';
import { decideRow } from '#shared/domain/matching/row-decision.ts';
import type { RowDecision } from '#shared/domain/matching/row-decision.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import {
  countBuckets, countFilteredRows, findList, findListRow, listDecisionsOfRows, listListRows, listLists, listMatchesOfRows, listPupilsResting, listUndecidedRows,
} from '#main/db/queries/lists.ts';
import type { ListLine, ListMatchLine, ListRowLine } from '#main/db/queries/lists.ts';
import { listMatchMembers, listMatchPupils } from '#main/db/queries/match-people.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import {
  deleteMatchesOfRow, insertListDecision, insertListMatch, updateMatchDecision, updateRowBucket, withdrawList,
} from '#main/db/repositories/department-list.ts';
import { groupOfMatch } from './imports/purposes/department-list-store.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { coverageOfTerm } from './lists-coverage.ts';
import { bucketCounts, viewList, viewRows } from './lists-views.ts';
import { api, classScope, read, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

export const listsService = {
  list: api.lists.list.handler(read(({ db, input }) => listLists(db, input.schoolId, input.term).map((list) => viewList(db, list)))),

  rows: api.lists.rows.handler(read(({ db, input, session }) => {
    const filter = {
      schoolId: input.schoolId, term: input.term, listId: input.listId ?? null, buckets: input.buckets ?? [], search: input.search, classIds: classScope(session),
    };
    const rows = listListRows(db, filter, input.page.offset, input.page.limit);
    const buckets = bucketCounts(countFilteredRows(db, filter));
    const byBucket = { matched: buckets.matched, needs_decision: buckets.needsDecision, not_ours: buckets.notOurs };
    const total = Object.entries(byBucket).reduce((sum, [bucket, count]) => (filter.buckets.length === 0 || filter.buckets.some((one) => one === bucket) ? sum + count : sum), 0);
    return { rows: viewRows(db, rows, { schoolId: input.schoolId, year: schoolYearOf(input.term), classIds: filter.classIds }), total, buckets };
  })),

  decide: api.lists.decide.handler(write(({ db, input, session, at, note }) => {
    const ours = new Map(listPupilLines(db, input.schoolId).map((line) => [line.studentId, line]));
    const by = { accountId: session.accountId, at };
    for (const { rowId, decision, note: words } of input.decisions) decideOne(db, input.schoolId, rowId, decision, words, ours, by);
    const rows = input.decisions.map(({ rowId }) => rowOf(db, input.schoolId, rowId));
    note({ rows: input.decisions.map(({ rowId, decision }) => ({ rowId, kind: decision.kind })) });
    const list = rows[0] ? listOf(db, input.schoolId, rows[0].listId) : null;
    return { rows: viewRows(db, rows, { schoolId: input.schoolId, year: schoolYearOf((list?.term ?? '') as TermKey), classIds: null }) };
  })),

  rematch: api.lists.rematch.handler(write(({ db, input, note }) => {
    const list = listInForce(db, input.schoolId, input.listId);
    const index = new MatchIndex(listMatchPupils(db, input.schoolId), listMatchMembers(db, input.schoolId));
    const { coverage } = groupCatalogueOf(db, input.schoolId, schoolYearOf(list.term as TermKey));
    const changedRows = listUndecidedRows(db, list.listId).filter((row) => rematchRow(db, row, index, coverage)).length;
    note({ listId: list.listId, changedRows });
    return { changedRows, buckets: bucketCounts(countBuckets(db, list.listId)) };
  })),

  withdraw: api.lists.withdraw.handler(write(({ db, input, session, at, note }) => {
    const list = listInForce(db, input.schoolId, input.listId);
    withdrawList(db, list.listId, session.accountId, at, input.reason);
    note({ listId: list.listId, file: list.fileName, reason: input.reason });
    return { done: true as const };
  })),

  reveal: api.lists.reveal.handler(write(({ db, input, note }) => {
    const row = rowOf(db, input.schoolId, input.rowId);
    note({ listId: row.listId, row: row.rowNo });
    return { cells: (JSON.parse(row.rawJson) as [string, string][]).map(([heading, text]) => ({ heading, text })) };
  })),

  coverage: api.lists.coverage.handler(read(({ db, input, session }) => coverageOfTerm(db, input.schoolId, input.term, classScope(session)))),
};

function listOf(db: ReadableDb, schoolId: number, listId: number): ListLine {
  const list = findList(db, schoolId, listId);
  if (!list) throw notFound('这份名单');
  return list;
}

/** The list, if it still counts: neither withdrawn nor replaced. */
function listInForce(db: ReadableDb, schoolId: number, listId: number): ListLine {
  const list = listOf(db, schoolId, listId);
  if (list.withdrawnAt !== null) throw refuse('lists.already_withdrawn', {});
  if (list.replacedById !== null) throw refuse('lists.already_replaced', {});
  return list;
}

function rowOf(db: ReadableDb, schoolId: number, rowId: number): ListRowLine {
  const row = findListRow(db, schoolId, rowId);
  if (!row) throw notFound('名单里的这一行');
  return row;
}

interface Decider {
  readonly accountId: number;
  readonly at: string;
}

function decideOne(db: WritableDb, schoolId: number, rowId: number, decision: RowDecision, words: string, ours: ReadonlyMap<number, PupilLine>, by: Decider): void {
  const row = rowOf(db, schoolId, rowId);
  listInForce(db, schoolId, row.listId);
  if (decision.kind === 'confirm') {
    if (row.groupKey === null) throw refuse('lists.no_group_to_confirm', {});
    if (decision.studentIds.some((studentId) => !ours.has(studentId))) throw refuse('lists.pupil_of_other_school', {});
  }
  if (decision.kind === 'undo' && listDecisionsOfRows(db, [rowId]).length === 0) throw refuse('lists.nothing_to_undo', {});
  const matches = listMatchesOfRows(db, [rowId]);
  const result = decideRow(matches.map((match) => ({ ...match, certain: isCertain(match) })), decision);
  refuseWhereCasesRest(db, matches, result.decisions);
  for (const match of matches) {
    const standing = result.decisions.get(match.studentId);
    if (standing !== undefined && standing !== match.decision) updateMatchDecision(db, match.matchId, standing, by.accountId, by.at);
  }
  for (const studentId of result.picked) {
    insertListMatch(db, {
      rowId, studentId, memberId: null, path: 'manual', rule: 'manual', differences: [], groupKey: groupPicked(row, ours.get(studentId)),
      decision: 'confirmed', decidedBy: by.accountId, decidedAt: by.at,
    });
  }
  updateRowBucket(db, rowId, result.bucket, row.rule === 'no_group' ? 'no_group' : result.picked.length > 0 ? 'manual' : matches[0]?.rule ?? null);
  insertListDecision(db, { rowId, decision, note: words, ...by });
}

function isCertain(match: Pick<ListMatchLine, 'path' | 'differences'>): boolean {
  return match.path !== 'fuzzy' && match.path !== 'manual' && match.differences.length === 0;
}

/** Whoever is picked for a 残联 row is the 残疾学生 when the names agree, and otherwise the child of the person listed. */
function groupPicked(row: ListRowLine, pupil: PupilLine | undefined): string {
  if (row.kind !== 'disability') return row.groupKey ?? '';
  return pupil?.nameKey === nameKey(row.name) ? 'disabled_student' : 'disabled_parent_child';
}

/** A match some case rests on can't be taken away under it; the case gives it up first, with a reason. */
function refuseWhereCasesRest(db: ReadableDb, matches: readonly ListMatchLine[], decisions: ReadonlyMap<number, string>): void {
  const lost = matches.filter((match) => ['automatic', 'confirmed'].includes(match.decision) && !['automatic', 'confirmed'].includes(decisions.get(match.studentId) ?? ''));
  const resting = lost.length === 0 ? [] : listPupilsResting(db, lost.map((match) => match.matchId));
  if (resting.length > 0) throw refuse('lists.match_in_use', { pupils: resting.map((pupil) => pupil.name).join('、') });
}

function rematchRow(db: WritableDb, row: ListRowLine, index: MatchIndex, coverage: (groupKey: string) => Coverage): boolean {
  const groupKey = row.groupKey ?? '';
  const found = matchRow(readListRow({ ...row, birthDate: row.birthDate ?? '' }, coverageOfRow(row.kind, groupKey, coverage)), index);
  const before = listMatchesOfRows(db, [row.rowId]);
  const asText = (matches: readonly Pick<ListMatchLine, 'studentId' | 'memberId' | 'rule' | 'differences'>[]): string =>
    JSON.stringify(matches.map((match) => [match.studentId, match.memberId, match.rule, match.differences]));
  if (found.bucket === row.bucket && asText(found.matches) === asText(before)) return false;
  deleteMatchesOfRow(db, row.rowId);
  for (const match of found.matches) {
    insertListMatch(db, {
      ...match, rowId: row.rowId, groupKey: groupOfMatch(row.kind, groupKey, match), decision: match.certain ? 'automatic' : 'pending', decidedBy: null, decidedAt: null,
    });
  }
  updateRowBucket(db, row.rowId, found.bucket, found.matches[0]?.rule ?? null);
  return true;
}
