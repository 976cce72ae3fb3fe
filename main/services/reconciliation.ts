import { formatTerm, nextTerm } from '#shared/domain/calendar/term.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import { formatStatementKind, wordsOfPair } from '#shared/domain/reconciliation/difference-state.ts';
import { sumOf } from '#shared/domain/reconciliation/side-item.ts';
import type { SideItem } from '#shared/domain/reconciliation/side-item.ts';
import type { PairView } from '#shared/contract/reconciliation.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listMoneyStatements, withdrawMoneyStatement } from '#main/db/repositories/money-statement.ts';
import { insertReconciliationLink, insertReconciliationNote } from '#main/db/repositories/reconciliation-note.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findTermLock } from '#main/db/repositories/term-lock.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { reconciliationContent } from './reconciliation-papers.ts';
import type { TermPlace } from './reconciliation-sides.ts';
import { findPair } from './reconciliation-sides.ts';
import type { FoundDifference } from './reconciliation-views.ts';
import { differencesOf, pairSummaries, pairView } from './reconciliation-views.ts';
import { fileName, sheetOfRegister, xlsxFile } from './register-sheet.ts';

type Pair = PairView['pair'];

/** The differences a person pointed at, as they are now; refuses when the list has moved on. */
function pointedAt(db: ReadableDb, place: TermPlace, pair: Pair, keys: readonly string[]): FoundDifference[] {
  const now = new Map(differencesOf(findPair(db, place, pair), pair).map((difference) => [difference.key, difference]));
  const found = [...new Set(keys)].flatMap((key) => now.get(key) ?? []);
  const gone = new Set(keys).size - found.length;
  if (gone > 0) throw refuse('reconciliation.difference_gone', { count: gone });
  return found;
}

/** Lines left over on one side, by their keys. */
function leftOver(items: readonly SideItem[], keys: readonly string[]): SideItem[] {
  const wanted = new Set(keys);
  const found = items.filter((item) => wanted.has(item.key));
  if (found.length < wanted.size) throw refuse('reconciliation.difference_gone', { count: wanted.size - found.length });
  return found;
}

/** A comparison both sides of which are there; printed and exported only then. */
function comparedPair(db: ReadableDb, place: TermPlace, pair: Pair): PairView {
  const view = pairView(db, place, pair);
  if (view.state === 'waiting' || view.state === 'needless') throw refuse('reconciliation.nothing', { title: view.title, missing: view.missing });
  return view;
}

export const reconciliationService = {
  overview: api.reconciliation.overview.handler(read(({ db, input }) => ({ term: input.term, pairs: pairSummaries(db, input) }))),

  pair: api.reconciliation.pair.handler(read(({ db, input }) => pairView(db, input, input.pair))),

  statements: api.reconciliation.statements.handler(read(({ db, input }) => listMoneyStatements(db, input.schoolId, input.term).map(({ withdrawnAt: _at, ...row }) => ({
    ...row, kindLabel: formatStatementKind(row.kind), inFen: fen(row.inFen), outFen: fen(row.outFen),
  })))),

  withdrawStatement: api.reconciliation.withdrawStatement.handler(write(({ db, input, session, at, note }) => {
    if (!withdrawMoneyStatement(db, input.schoolId, input.statementId, input.reason, { accountId: session.accountId, at })) throw notFound('这份对账文件');
    note({ statementId: input.statementId, reason: input.reason });
    return { done: true as const };
  })),

  note: api.reconciliation.note.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, term, pair, state, responsible, dueOn } = input;
    if ((state === 'explained' || state === 'carried') && responsible === '') throw refuse('reconciliation.responsible_missing', {});
    if (state === 'carried') {
      if (dueOn === null) throw refuse('reconciliation.due_missing', {});
      const following = nextTerm(term);
      if (findTermLock(db, schoolId, following)) throw refuse('reconciliation.carry_closed', { term: formatTerm(following) });
    }
    const found = pointedAt(db, { schoolId, term }, pair, input.differenceKeys);
    for (const { key, left, right } of found) {
      insertReconciliationNote(db, { schoolId, term, pair, differenceKey: key, state, note: input.note, responsible, dueOn, left, right, accountId: session.accountId, at });
    }
    note({ pair, state, count: found.length, reason: input.note, responsible, dueOn });
    return { noted: found.length };
  })),

  match: api.reconciliation.match.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, term, pair } = input;
    const found = findPair(db, { schoolId, term }, pair);
    const left = leftOver([...found.leftOnly, ...found.differing.flatMap((one) => one.left)], input.leftKeys);
    const right = leftOver([...found.rightOnly, ...found.differing.flatMap((one) => one.right)], input.rightKeys);
    const [leftFen, rightFen] = [sumOf(left), sumOf(right)];
    if (leftFen !== rightFen) {
      const words = wordsOfPair(pair);
      throw refuse('reconciliation.sums_differ', {
        left: words.left, leftYuan: formatYuan(fen(leftFen)), right: words.right, rightYuan: formatYuan(fen(rightFen)), differenceYuan: formatYuan(fen(leftFen - rightFen)),
      });
    }
    insertReconciliationLink(db, { schoolId, term, pair, left: left.map((item) => item.key), right: right.map((item) => item.key), reason: input.reason, accountId: session.accountId, at });
    note({ pair, matched: left.length + right.length, fen: leftFen, reason: input.reason });
    return { fen: fen(leftFen) };
  })),

  print: api.reconciliation.print.handler(slow(async ({ db, input, core, session, transact }) => {
    const view = comparedPair(db, input, input.pair);
    const content = reconciliationContent(view, findSchool(db, input.schoolId)?.name ?? '', input.term);
    const file = await pdfFile(fileName(`对账表 ${view.title}`, 'pdf'), { kind: 'register', ...content, imprint: imprintOf(core, session) });
    transact(({ note }) => note({ printed: 'reconciliation', pair: input.pair, term: input.term }));
    return file;
  })),

  exportXlsx: api.reconciliation.exportXlsx.handler(slow(async ({ db, input, transact }) => {
    const view = comparedPair(db, input, input.pair);
    const file = xlsxFile(fileName(`对账表 ${view.title}`, 'xlsx'), [sheetOfRegister('对账表', reconciliationContent(view, findSchool(db, input.schoolId)?.name ?? '', input.term))]);
    transact(({ note }) => note({ exported: 'reconciliation', pair: input.pair, term: input.term }));
    return file;
  })),
};
