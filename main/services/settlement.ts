import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm, nextTerm, previousTerm, termRange } from '#shared/domain/calendar/term.ts';
import { channelInForce } from '#shared/domain/ledger/book.ts';
import { fen, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { ClosingCheck } from '#shared/domain/settlement/closing-checks.ts';
import { closingChecks, proposeCarryOver } from '#shared/domain/settlement/closing-checks.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { rangeOf } from '#shared/domain/settlement/scope.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import type { ClosingCheckView } from '#shared/contract/settlement.ts';
import { closingCheckTexts } from '#shared/text/settlement.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findClosingFacts, findLastEntryDate } from '#main/db/queries/closing.ts';
import { listFundMovements } from '#main/db/queries/journal.ts';
import { listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { findTermLock, insertTermLock } from '#main/db/repositories/term-lock.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { countOpenDifferences } from './comparison-sets.ts';
import { imprintOf } from './imprint-of.ts';
import { postEvent } from './journal.ts';
import { api, read, slow, write } from './procedure.ts';
import type { SlowScope } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { refuse } from './refusal.ts';
import { settlementPaper, settlementSheets } from './settlement-files.ts';
import { datesOf, findStatement, statementView } from './settlement-statement.ts';

function checksOf(db: ReadableDb, schoolId: number, term: TermKey, today: IsoDate, statement: Statement): ClosingCheck[] {
  const channels = listProgrammeChannels(db, schoolId);
  const following = nextTerm(term);
  const changingChannel = statement.programmes.filter((row) => channelInForce(channels, row.programmeKey, following) !== row.channel).map((row) => row.programmeKey);
  const facts = { ...findClosingFacts(db, schoolId, term, previousTerm(term)), changingChannel };
  return closingChecks(statement, { ...facts, termOver: today > termRange(term).to, openDifferences: countOpenDifferences(db, { schoolId, term }) });
}

function checkView(check: ClosingCheck, nameOf: (key: string) => string): ClosingCheckView {
  const { label, failed } = closingCheckTexts[check.key];
  const facts = { count: check.count, yuan: formatYuan(fen(check.fen)), programmes: check.programmes.map((key) => `“${nameOf(key)}”`).join('、'),
    shortages: check.shortages.map((one) => `“${nameOf(one.programmeKey)}”${formatFundingSource(one.source)}差 ${formatYuan(fen(one.fen))} 元`).join('、') };
  return { key: check.key, severity: check.severity, passed: check.passed, label, sentence: check.passed ? '' : failed(facts), count: check.count, fen: fen(check.fen) };
}

function carryOverView(statement: Statement, nameOf: (key: string) => string) {
  return proposeCarryOver(statement).map((one) => ({
    ...one, fen: fen(one.fen), programmeName: nameOf(one.programmeKey), sourceLabel: formatFundingSource(one.source),
  }));
}

const wholeTerm = (term: TermKey): SettlementScope => ({ kind: 'term', term, asOf: null });

type PrintScope = SlowScope<{ schoolId: number; scope: SettlementScope }>;

function printing({ db, input }: Pick<PrintScope, 'db' | 'input'>) {
  return {
    school: findSchool(db, input.schoolId)?.name ?? '',
    statement: statementView(db, input.schoolId, input.scope),
    movements: listFundMovements(db, input.schoolId, rangeOf(input.scope)),
    nameOf: programmeNames(db, input.schoolId),
  };
}

function fileName(label: string, extension: string): string {
  return `结算表 ${label.replace(/[\\/:*?"<>|]/gu, ' ')}.${extension}`;
}

export const settlementService = {
  statement: api.settlement.statement.handler(read(({ db, input }) => statementView(db, input.schoolId, input.scope))),

  closing: api.settlement.closing.handler(read(({ db, input, today }) => {
    const { schoolId, term } = input;
    const statement = findStatement(db, schoolId, wholeTerm(term));
    const nameOf = programmeNames(db, schoolId);
    const checks = checksOf(db, schoolId, term, today, statement).map((check) => checkView(check, nameOf));
    const lock = findTermLock(db, schoolId, term);
    return {
      checks,
      mayClose: !lock && checks.every((check) => check.passed || check.severity === 'warns'),
      carryOver: carryOverView(statement, nameOf),
      nextTerm: nextTerm(term),
      lock: lock ? { closedOn: lock.closedOn, closedBy: lock.closedBy, note: lock.note } : null,
    };
  })),

  close: api.settlement.close.handler(write(({ db, input, session, today, at, operationId, note }) => {
    const { schoolId, term } = input;
    const closedOn = input.closedOn ?? today;
    assertMayClose(db, schoolId, term, closedOn, today);
    const statement = findStatement(db, schoolId, wholeTerm(term));
    const nameOf = programmeNames(db, schoolId);
    const carried = carryOverView(statement, nameOf);
    const following = nextTerm(term);
    if (carried.length > 0 && findTermLock(db, schoolId, following)) throw refuse('settlement.next_closed', { term: formatTerm(following) });
    const stamp = { schoolId, operationId, accountId: session.accountId, at };
    for (const { programmeKey, source, fen: left } of carried) {
      postEvent(db, { kind: 'carried_out', programmeKey, source, fen: left, term, onDate: closedOn }, { ...stamp, memo: `结转至${formatTerm(following)}` });
      postEvent(db, { kind: 'carried_in', programmeKey, source, fen: left, term: following, onDate: closedOn }, { ...stamp, memo: `${formatTerm(term)}结转` });
    }
    insertTermLock(db, { schoolId, term, closedOn, closedAt: at, accountId: session.accountId, note: input.note });
    const carriedFen = sumFen(carried.map((one) => one.fen));
    note({ term, closedOn, carriedFen, warnings: checksOf(db, schoolId, term, today, statement).filter((check) => !check.passed).map((check) => check.key) });
    return { closedOn, carried, carriedFen };
  })),

  print: api.settlement.print.handler(slow(async (scope) => {
    const { db, input, today, session, core, signal, transact } = scope;
    const parts = printing(scope);
    const { scope: asked, schoolId } = input;
    const checks = asked.kind === 'term'
      ? checksOf(db, schoolId, asked.term, today, findStatement(db, schoolId, wholeTerm(asked.term))).map((check) => checkView(check, parts.nameOf))
      : [];
    const paper = settlementPaper(parts, datesOf(asked, today),
      checks.filter((check) => check.severity === 'blocks').map((check) => ({ label: check.label, passed: check.passed, detail: check.sentence })),
      imprintOf(core, session));
    const bytes = await printPaper(paper, signal);
    transact(({ note }) => note({ printed: 'settlement_statement', scope: parts.statement.scopeLabel }));
    return new File([bytes], fileName(parts.statement.scopeLabel, 'pdf'), { type: 'application/pdf' });
  })),

  sheet: api.settlement.sheet.handler(slow(async (scope) => {
    const parts = printing(scope);
    const bytes = await Promise.resolve(writeXlsx(settlementSheets(parts)));
    scope.transact(({ note }) => note({ exported: 'settlement_statement', scope: parts.statement.scopeLabel }));
    return new File([bytes as Uint8Array<ArrayBuffer>], fileName(parts.statement.scopeLabel, 'xlsx'), { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  })),
};

function assertMayClose(db: ReadableDb, schoolId: number, term: TermKey, closedOn: IsoDate, today: IsoDate): void {
  const lock = findTermLock(db, schoolId, term);
  if (lock) throw refuse('settlement.already_closed', { term: formatTerm(term), closedOn: formatChineseDate(lock.closedOn) });
  if (closedOn > today) throw refuse('settlement.date_in_future', { date: formatChineseDate(closedOn) });
  const last = findLastEntryDate(db, schoolId, term);
  if (last !== null && last > closedOn) throw refuse('settlement.entries_after', { date: formatChineseDate(closedOn), last: formatChineseDate(last) });
  const nameOf = programmeNames(db, schoolId);
  const blocking = checksOf(db, schoolId, term, today, findStatement(db, schoolId, wholeTerm(term))).filter((check) => !check.passed && check.severity === 'blocks');
  if (blocking.length > 0) {
    throw refuse('settlement.blocked', { reasons: blocking.map((check) => checkView(check, nameOf).sentence.replace(/。[^。]*。$/u, '')).join('；') });
  }
}
