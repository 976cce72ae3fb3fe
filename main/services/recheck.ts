import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { countBuckets, findList } from '#main/db/queries/lists.ts';
import type { ListLine } from '#main/db/queries/lists.ts';
import { listListsUpTo } from '#main/db/queries/recheck.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findRecheck, findRecheckOfLists, insertRecheck, listRechecks } from '#main/db/repositories/special-group.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { imprintOf } from './imprint-of.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { decideRecheck } from './recheck-decision.ts';
import { recheckPaper } from './recheck-paper.ts';
import { countPlaces, openRecheck, viewRecheck, viewRecheckLines, viewRecheckList } from './recheck-views.ts';
import type { LiveRecheck } from './recheck-views.ts';
import { bucketCounts } from './lists-views.ts';
import { notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

function liveRecheck(db: ReadableDb, schoolId: number, recheckId: number): LiveRecheck {
  const recheck = findRecheck(db, schoolId, recheckId);
  if (!recheck) throw notFound('这次复核');
  return openRecheck(db, schoolId, recheck);
}

function knownList(db: ReadableDb, schoolId: number, listId: number): ListLine {
  const list = findList(db, schoolId, listId);
  if (!list) throw refuse('recheck.list_unknown', {});
  return list;
}

/** Two lists that can be compared: of one department, the newer in force and without a row that waits, the older not newer than it. */
function refuseUnlike(db: ReadableDb, previous: ListLine | null, next: ListLine): void {
  if (next.withdrawnAt !== null || next.replacedById !== null) throw refuse('recheck.list_not_in_force', { file: next.fileName });
  const waiting = bucketCounts(countBuckets(db, next.listId)).needsDecision;
  if (waiting > 0) throw refuse('recheck.rows_waiting', { file: next.fileName, count: waiting });
  if (previous === null) return;
  if (previous.listId === next.listId) throw refuse('recheck.same_list', {});
  if (previous.kind !== next.kind || (next.kind === 'other' && previous.groupKey !== next.groupKey)) {
    throw refuse('recheck.other_department', { previous: formatListKind(previous.kind, previous.groupKey), next: formatListKind(next.kind, next.groupKey) });
  }
  const dateOf = (list: ListLine): string => list.asOf ?? '';
  const reversed = previous.term > next.term || (previous.term === next.term && dateOf(previous) !== '' && dateOf(next) !== '' && dateOf(previous) > dateOf(next));
  const nameOf = (list: ListLine): string => `${list.fileName}，${list.asOf ?? formatTermShort(list.term as TermKey)}`;
  if (reversed) throw refuse('recheck.order', { previous: nameOf(previous), next: nameOf(next) });
}

export const recheckService = {
  list: api.recheck.list.handler(read(({ db, input, session }) => {
    const lists = listListsUpTo(db, input.schoolId, input.term);
    const rechecks = listRechecks(db, input.schoolId, input.term);
    const begun = new Set(rechecks.map((one) => one.nextListId));
    return {
      rechecks: rechecks.map((one) => viewRecheck(db, openRecheck(db, input.schoolId, one), classScope(session))),
      due: lists.filter((list) => list.term === input.term && list.withdrawnAt === null && list.replacedById === null && !begun.has(list.listId)).map((list) => viewRecheckList(db, list)),
      older: lists.filter((list) => list.withdrawnAt === null).map((list) => viewRecheckList(db, list)),
    };
  })),

  get: api.recheck.get.handler(read(({ db, input, session }) => {
    const live = liveRecheck(db, input.schoolId, input.recheckId);
    const classIds = classScope(session);
    return {
      ...viewRecheck(db, live, classIds), lines: viewRecheckLines(db, live, classIds),
      previousRows: live.previous === null ? null : countPlaces(live.comparison.previousRows), nextRows: countPlaces(live.comparison.nextRows),
      previousLeftOut: live.previous?.leftOut ?? 0, nextLeftOut: live.next.leftOut,
    };
  })),

  start: api.recheck.start.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, term, previousListId, nextListId } = input;
    const next = knownList(db, schoolId, nextListId);
    const previous = previousListId === null ? null : knownList(db, schoolId, previousListId);
    refuseUnlike(db, previous, next);
    const before = findRecheckOfLists(db, schoolId, previousListId, nextListId);
    if (before) throw refuse('recheck.exists', { date: before.startedOn });
    const recheckId = insertRecheck(db, { schoolId, term, previousListId, nextListId, startedOn: today }, { accountId: session.accountId, at });
    note({ from: previous?.fileName ?? null, file: next.fileName });
    return { recheckId };
  })),

  decide: api.recheck.decide.handler(write(({ db, input, session, today, at, note }) => {
    const live = liveRecheck(db, input.schoolId, input.recheckId);
    const effects = decideRecheck(db, live, input, {
      schoolId: input.schoolId, term: live.recheck.term as TermKey, today, gradeSet: settingsOf(db, input.schoolId).gradeSet, classIds: classScope(session),
    }, { accountId: session.accountId, at });
    note({ decision: input.decision, reason: input.reason, onDate: input.decidedOn, count: effects.decided, grade: input.revision?.grade ?? null });
    return effects;
  })),

  print: api.recheck.print.handler(slow(async ({ core, db, input, session }) => {
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    const live = liveRecheck(db, input.schoolId, input.recheckId);
    const paper = recheckPaper(db, live, { school: school.name, classIds: classScope(session), imprint: imprintOf(core, session) });
    return pdfFile(`特殊群体复核登记表 ${paper.department} ${formatTermShort(paper.term)}.pdf`, paper);
  })),
};
