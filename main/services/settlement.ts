import { nextTerm } from '#shared/domain/calendar/term.ts';
import { ZERO_FEN } from '#shared/domain/money/fen.ts';
import { proposeCarryOver } from '#shared/domain/settlement/closing-checks.ts';
import { proposeDisposals } from '#shared/domain/settlement/disposal.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { rangeOf } from '#shared/domain/settlement/scope.ts';
import type { SigningOffice } from '#shared/domain/settlement/signing.ts';
import { officesOf, signingOffices } from '#shared/domain/settlement/signing.ts';
import type { TermActView } from '#shared/contract/settlement.ts';
import { listFundMovements } from '#main/db/queries/journal.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { TermAct } from '#main/db/repositories/term-act.ts';
import { insertTermActEnd } from '#main/db/repositories/term-act.ts';
import { findTermLock } from '#main/db/repositories/term-lock.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import type { SlowScope } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { settingsOf } from './settings.ts';
import { checksOf, checkView, disposalChannels, leftView, wholeTerm } from './settlement-checks.ts';
import { settlementPaper, settlementSheets } from './settlement-files.ts';
import { datesOf, findStatement, statementView } from './settlement-statement.ts';
import { beginClosing, beginReopening, carryOut, openActOf, signAct } from './term-acts.ts';
import { disposalView, termActViews } from './term-act-views.ts';

type PrintScope = SlowScope<{ schoolId: number; scope: SettlementScope }>;

function printing({ db, input }: Pick<PrintScope, 'db' | 'input'>) {
  return {
    school: findSchool(db, input.schoolId)?.name ?? '',
    statement: statementView(db, input.schoolId, input.scope),
    movements: listFundMovements(db, input.schoolId, rangeOf(input.scope)),
    nameOf: programmeNames(db, input.schoolId),
    act: input.scope.kind === 'term' ? closingInForce(termActViews(db, input.schoolId, input.scope.term)) : null,
  };
}

/** The closing the paper speaks of: the one that waits for a signature, or the last that locked the term and was not undone. */
function closingInForce(history: readonly TermActView[]): TermActView | null {
  const last = history.findLast((act) => act.outcome !== 'withdrawn' && (act.kind === 'closing' || act.outcome === 'done'));
  return last?.kind === 'closing' ? last : null;
}

function fileName(label: string, extension: string): string {
  return `结算表 ${label.replace(/[\\/:*?"<>|]/gu, ' ')}.${extension}`;
}

export const settlementService = {
  statement: api.settlement.statement.handler(read(({ db, input }) => statementView(db, input.schoolId, input.scope))),

  closing: api.settlement.closing.handler(read(({ db, input, today, session }) => {
    const { schoolId, term } = input;
    const statement = findStatement(db, schoolId, wholeTerm(term));
    const nameOf = programmeNames(db, schoolId);
    const checks = checksOf(db, schoolId, term, today, statement).map((check) => checkView(check, nameOf));
    const lock = findTermLock(db, schoolId, term);
    const left = proposeCarryOver(statement);
    const history = termActViews(db, schoolId, term);
    const following = nextTerm(term);
    const { onePersonMode } = settingsOf(db, schoolId);
    return {
      checks,
      mayClose: !lock && checks.every((check) => check.passed || check.severity === 'warns'),
      carryOver: lock ? [] : leftView(left, nameOf),
      proposed: lock ? [] : proposeDisposals(left, disposalChannels(db, schoolId, term)).map((one) => disposalView(one, nameOf)),
      nextTerm: following,
      nextClosed: findTermLock(db, schoolId, following) !== undefined,
      lock: lock ? { closedOn: lock.closedOn, closedBy: lock.closedBy, note: lock.note } : null,
      open: history.find((act) => act.outcome === null) ?? null,
      history,
      onePersonMode,
      offices: [...(onePersonMode ? signingOffices : officesOf(session.role))],
    };
  })),

  close: api.settlement.close.handler(write((scope) => {
    const { input: { term, closedOn, note, disposals, office }, today } = scope;
    return beginAndSign(scope, beginClosing(scope, { term, closedOn: closedOn ?? today, note, disposals: disposals ?? null }), office ?? null);
  })),

  reopen: api.settlement.reopen.handler(write((scope) => beginAndSign(scope, beginReopening(scope, scope.input), scope.input.office ?? null))),

  sign: api.settlement.sign.handler(write((scope) => {
    const { db, input: { schoolId, actId, office, paper } } = scope;
    const act = openActOf(db, schoolId, actId);
    const signed = signAct(scope, act, { office: office ?? null, paper });
    return signed ? { ...carryOut(scope, act), actId, closedOn: act.onDate } : waiting(act);
  })),

  withdraw: api.settlement.withdraw.handler(write(({ db, input, session, at, note }) => {
    const act = openActOf(db, input.schoolId, input.actId);
    insertTermActEnd(db, { actId: act.id, outcome: 'withdrawn', reason: input.reason, accountId: session.accountId, at });
    note({ term: act.term, kind: act.kind, reason: input.reason });
    return { done: true as const };
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

type BeginScope = Parameters<typeof signAct>[0];

/** The one who begins signs at once; in 一人模式 for both offices, so that nobody waits for a second person who isn't there. */
function beginAndSign(scope: BeginScope, actId: number, office: SigningOffice | null) {
  const { db, input: { schoolId } } = scope;
  const act = openActOf(db, schoolId, actId);
  const signed = settingsOf(db, schoolId).onePersonMode
    ? signingOffices.map((one) => signAct(scope, act, { office: one, paper: null })).some(Boolean)
    : signAct(scope, act, { office, paper: null });
  return signed ? { ...carryOut(scope, act), actId, closedOn: act.onDate } : waiting(act);
}

function waiting(act: TermAct) {
  return { actId: act.id, locked: act.kind === 'reopening', closedOn: act.onDate, carried: [], carriedFen: ZERO_FEN };
}
