import type { ScoreTableInput } from '#shared/contract/scoring.ts';
import { checkTable } from '#shared/domain/scoring/check-table.ts';
import type { TableProblem } from '#shared/domain/scoring/check-table.ts';
import { exampleTables } from '#shared/domain/scoring/example-tables.ts';
import { blankTable, itemsOf } from '#shared/domain/scoring/score-table.ts';
import type { ScoreTable } from '#shared/domain/scoring/score-table.ts';
import type { ScoreTableMove } from '#shared/domain/scoring/table-state.ts';
import { moveTable, tableInForce } from '#shared/domain/scoring/table-state.ts';
import { scoreTableStateTexts, versionWords } from '#shared/text/scoring.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { StoredScoreTable } from '#main/db/repositories/score-table.ts';
import { adoptScoreTable, findScoreTable, insertScoreTable, listScoreTables, moveScoreTable, updateScoreTable } from '#main/db/repositories/score-table.ts';
import { api, classScope, read, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { tryTable } from './scoring-trial.ts';
import { settingsOf } from './settings.ts';

/** The school's table; discarded ones aren't there any more. */
export function tableOf(db: ReadableDb, schoolId: number, tableId: number): StoredScoreTable {
  const table = findScoreTable(db, schoolId, tableId);
  if (!table || table.state === 'discarded') throw notFound('这张指标表');
  return table;
}

function viewTable(table: ScoreTable): ScoreTableInput {
  return structuredClone(table) as ScoreTableInput;
}

function sentenceOfProblem({ code, facts }: TableProblem): string {
  return sentenceOf(code, facts as never);
}

function countUnknown(table: ScoreTable): number {
  return itemsOf(table).reduce((sum, item) => sum + (item.kind === 'range' ? 0 : item.options.filter((option) => option.points.kind === 'unknown').length), 0);
}

/** Refuses a move the table's state doesn't have. */
function requireMove(stored: StoredScoreTable, move: ScoreTableMove, wanted: string): void {
  if (moveTable(stored.state, move) === null) throw refuse('scoring.table_state', { name: stored.name, state: stored.state, wanted });
}

function requireWithout(problems: readonly TableProblem[], stored: StoredScoreTable, code: 'scoring.table_wrong' | 'scoring.table_incomplete'): void {
  const [first] = problems;
  if (first) throw refuse(code, { name: stored.name, count: problems.length, where: first.where, first: sentenceOfProblem(first) });
}

const moveWords: Readonly<Record<'try' | 'revise' | 'discard', string>> = { try: '试算', revise: '退回修改', discard: '作废' };

export const scoringTableMethods = {
  tables: api.scoring.tables.handler(read(({ db, input, today }) => {
    const { gradeSet } = settingsOf(db, input.schoolId);
    const rows = listScoreTables(db, input.schoolId);
    return {
      inForceId: tableInForce(rows, today)?.id ?? null,
      rows: rows.map(({ table, ...row }) => {
        const problems = checkTable(table, gradeSet);
        const wrong = problems.filter((problem) => problem.severity === 'wrong').length;
        return { ...row, items: itemsOf(table).length, wrong, incomplete: problems.length - wrong };
      }),
      examples: exampleTables.map(({ table, ...example }) => ({ ...example, items: itemsOf(table).length, unknown: countUnknown(table), missing: table.missing })),
    };
  })),

  table: api.scoring.table.handler(read(({ db, input }) => {
    const { table, ...facts } = tableOf(db, input.schoolId, input.tableId);
    const { gradeSet } = settingsOf(db, input.schoolId);
    const problems = checkTable(table, gradeSet).map((problem) => ({ ...problem, facts: { ...problem.facts }, sentence: sentenceOfProblem(problem) }));
    return { ...facts, table: viewTable(table), gradeSet: [...gradeSet], problems };
  })),

  draft: api.scoring.draft.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, from, name } = input;
    const stamp = { accountId: session.accountId, at };
    note({ from, name });
    if (from.kind === 'blank') return { id: insertScoreTable(db, { schoolId, parentId: null, name, region: '', source: '', table: blankTable }, stamp) };
    if (from.kind === 'version') {
      const { id, region, source, table } = tableOf(db, schoolId, from.tableId);
      return { id: insertScoreTable(db, { schoolId, parentId: id, name, region, source, table }, stamp) };
    }
    const example = exampleTables.find((one) => one.key === from.key);
    if (!example) throw refuse('scoring.example_unknown', {});
    return { id: insertScoreTable(db, { schoolId, parentId: null, name, region: example.region, source: example.source, table: example.table }, stamp) };
  })),

  saveDraft: api.scoring.saveDraft.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, tableId, changedAt, name, region, source, table } = input;
    const before = tableOf(db, schoolId, tableId);
    if (before.state !== 'draft') throw refuse('scoring.table_state', { name: before.name, state: before.state, wanted: '修改' });
    if (before.changedAt !== changedAt) throw refuse('scoring.table_changed', { name: before.name, by: before.changedBy });
    updateScoreTable(db, tableId, { name, region, source, table }, { accountId: session.accountId, at });
    note({ tableId, name, items: itemsOf(table).length });
    return { changedAt: at };
  })),

  moveDraft: api.scoring.moveDraft.handler(write(({ db, input, session, at, note }) => {
    const stored = tableOf(db, input.schoolId, input.tableId);
    requireMove(stored, input.move, moveWords[input.move]);
    if (input.move === 'try') {
      const wrong = checkTable(stored.table, settingsOf(db, input.schoolId).gradeSet).filter((problem) => problem.severity === 'wrong');
      requireWithout(wrong, stored, 'scoring.table_wrong');
    }
    moveScoreTable(db, stored.id, input.move === 'try' ? 'trial' : input.move === 'revise' ? 'draft' : 'discarded', { accountId: session.accountId, at });
    note({ tableId: stored.id, name: stored.name, move: input.move, before: scoreTableStateTexts[stored.state] });
    return { done: true as const };
  })),

  adopt: api.scoring.adopt.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, tableId, effectiveFrom, decision } = input;
    const stored = tableOf(db, schoolId, tableId);
    requireMove(stored, 'adopt', '采用');
    const problems = checkTable(stored.table, settingsOf(db, schoolId).gradeSet);
    requireWithout(problems.filter((problem) => problem.severity === 'wrong'), stored, 'scoring.table_wrong');
    requireWithout(problems, stored, 'scoring.table_incomplete');
    const later = listScoreTables(db, schoolId).filter((one) => one.effectiveFrom !== null && one.effectiveFrom > effectiveFrom).at(-1);
    if (later?.effectiveFrom) throw refuse('scoring.effective_before_version', { date: effectiveFrom, version: versionWords(later), from: later.effectiveFrom });
    const versionNo = adoptScoreTable(db, schoolId, tableId, { effectiveFrom, decision }, { accountId: session.accountId, at });
    note({ tableId, name: stored.name, versionNo, effectiveFrom, decision });
    return { versionNo };
  })),

  trial: api.scoring.trial.handler(read(({ db, input, session }) => {
    const stored = tableOf(db, input.schoolId, input.tableId);
    return tryTable(db, stored, { ...input, gradeSet: settingsOf(db, input.schoolId).gradeSet, classIds: classScope(session) });
  })),
};
