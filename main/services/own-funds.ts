import type { LedgerFact } from '#shared/domain/ledger/events.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { formatPlainYuan } from '#shared/domain/money/fen.ts';
import { checkRate, formatRate } from '#shared/domain/own-funds/set-aside.ts';
import { formatOwnFundUse, usesOf } from '#shared/domain/own-funds/uses.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { findPupil } from '#main/db/queries/pupil-name.ts';
import { findEntry } from '#main/db/repositories/journal.ts';
import type { OwnFund } from '#main/db/repositories/own-fund.ts';
import {
  insertOwnFund, insertOwnFundEntry, insertSetAsideIncome, insertSetAsideRule, listOwnFundMovements, listOwnFunds, listSetAsideIncomes, ownFundCash, voidSetAsideIncome,
} from '#main/db/repositories/own-fund.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { assertDateOfTerm, stampOf } from './fund-checks.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { printFund, printSetAside } from './own-fund-papers.ts';
import { fundOf, fundView, movementViews } from './own-fund-views.ts';
import { api, read, slow, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { setAsideYear } from './set-aside-year.ts';

function assertStage(db: ReadableDb, schoolId: number, stage: EducationStage): void {
  if (!(findSchool(db, schoolId)?.stages.includes(stage) ?? false)) throw refuse('own_funds.stage_absent', { stage: formatStage(stage) });
}

type ReceiveInput = Parameters<Parameters<typeof api.ownFunds.receive.handler>[0]>[0]['input'];
type SpendInput = Parameters<Parameters<typeof api.ownFunds.spend.handler>[0]>[0]['input'];

/** The fund money comes into; the school's own is opened by its first entry. */
function receivingFund(db: WritableDb, input: ReceiveInput, maker: { accountId: number; at: string }): OwnFund {
  if (input.fundId !== null) return fundOf(db, input.schoolId, input.fundId);
  return listOwnFunds(db, input.schoolId).find((fund) => fund.kind === 'set_aside')
    ?? insertOwnFund(db, input.schoolId, { kind: 'set_aside', name: '校内资助经费', restriction: '', agreement: '' }, maker);
}

function receive(scope: WriteScope<ReceiveInput>): { entryNo: number; fundId: number } {
  const { db, input, session, at, today, note } = scope;
  const { schoolId, term, kind, onDate, voucherNo } = input;
  assertTermOpen(db, schoolId, term);
  assertDateOfTerm(onDate, term, today);
  if (input.stage !== null) assertStage(db, schoolId, input.stage);
  const fund = receivingFund(db, input, { accountId: session.accountId, at });
  if ((kind === 'set_aside' && fund.kind !== 'set_aside') || (kind === 'donation' && fund.kind !== 'donor')) {
    throw refuse('own_funds.wrong_kind', { fund: fund.name, kind: formatEntryKind(kind, false) });
  }
  const entryId = post(scope, fund, { kind, docNo: voucherNo });
  insertOwnFundEntry(db, { entryId, fundId: fund.id, budgetYear: input.year, stage: input.stage, use: null, studentId: null, voucherNo, note: input.note });
  note({ fund: fund.name, kind, fen: input.fen, voucherNo });
  return { entryNo: findEntry(db, schoolId, entryId)?.entryNo ?? 0, fundId: fund.id };
}

function spend(scope: WriteScope<SpendInput>): { entryNo: number } {
  const { db, input, today, note } = scope;
  const { schoolId, term, kind, onDate, voucherNo, use } = input;
  assertTermOpen(db, schoolId, term);
  assertDateOfTerm(onDate, term, today);
  const fund = fundOf(db, schoolId, input.fundId);
  if (kind === 'own_returned' && fund.kind !== 'donor') throw refuse('own_funds.wrong_kind', { fund: fund.name, kind: formatEntryKind(kind, false) });
  if (kind === 'own_grant' && use === null) throw refuse('own_funds.use_missing', {});
  if (kind === 'own_grant' && use !== null && !usesOf(fund.kind).includes(use)) throw refuse('own_funds.use_not_allowed', { use: formatOwnFundUse(use), fund: fund.name });
  if (input.studentId !== null && !findPupil(db, schoolId, input.studentId)) throw notFound('这名学生');
  const left = ownFundCash(db, schoolId, fund.ledgerKey);
  if (input.fen > left) throw refuse('own_funds.too_little', { fund: fund.name, leftYuan: formatPlainYuan(left), askedYuan: formatPlainYuan(input.fen) });
  const entryId = post(scope, fund, kind === 'own_grant' ? { kind, docNo: voucherNo, studentId: input.studentId } : { kind, docNo: voucherNo });
  insertOwnFundEntry(db, {
    entryId, fundId: fund.id, budgetYear: Number(onDate.slice(0, 4)), stage: null, use: kind === 'own_grant' ? use : null, studentId: input.studentId, voucherNo, note: input.note,
  });
  note({ fund: fund.name, kind, use, fen: input.fen, voucherNo, studentId: input.studentId });
  return { entryNo: findEntry(db, schoolId, entryId)?.entryNo ?? 0 };
}

type Movement =
  | { readonly kind: 'own_opening' | 'set_aside' | 'donation' | 'own_returned'; readonly docNo: string }
  | { readonly kind: 'own_grant'; readonly docNo: string; readonly studentId: number | null };

function post(scope: WriteScope<ReceiveInput | SpendInput>, fund: OwnFund, movement: Movement): number {
  const { term, onDate, fen: amount, note } = scope.input;
  const event: LedgerFact = { ...movement, programmeKey: fund.ledgerKey, source: fund.kind === 'donor' ? 'donor' : 'school', fen: amount, term, onDate };
  return postEvent(scope.db, event, stampOf(scope, note || `${fund.name}：${formatEntryKind(movement.kind, false)}`));
}

export const ownFundsService = {
  setAsideYear: api.ownFunds.setAsideYear.handler(read(({ db, input }) => setAsideYear(db, input.schoolId, input.year))),

  setRule: api.ownFunds.setRule.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _id, ...rule } = input;
    assertStage(db, schoolId, rule.stage);
    const problem = checkRate(rule);
    const facts = { rate: formatRate(rule.rateBp), document: rule.document };
    if (problem === 'below_floor') throw refuse('own_funds.below_floor', { ...facts, floor: formatRate(rule.floorBp) });
    if (problem === 'above_ceiling') throw refuse('own_funds.above_ceiling', { ...facts, ceiling: formatRate(rule.ceilingBp ?? 0) });
    if (problem !== null) throw refuse('own_funds.not_a_rate', {});
    const ruleId = insertSetAsideRule(db, schoolId, rule, { accountId: session.accountId, at });
    note({ ...rule });
    return { ruleId };
  })),

  recordIncome: api.ownFunds.recordIncome.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, year, stage, item, voucherNo } = input;
    assertStage(db, schoolId, stage);
    const same = listSetAsideIncomes(db, schoolId, year).some((income) => income.voidReason === null && income.stage === stage && income.item === item && income.voucherNo === voucherNo);
    if (same) throw refuse('own_funds.income_repeated', { item, voucherNo });
    const incomeId = insertSetAsideIncome(db, schoolId, { budgetYear: year, stage, item, fen: input.fen, voucherNo }, { accountId: session.accountId, at });
    note({ year, stage, item, fen: input.fen, voucherNo });
    return { incomeId };
  })),

  voidIncome: api.ownFunds.voidIncome.handler(write(({ db, input, session, at, note }) => {
    if (!voidSetAsideIncome(db, input.schoolId, input.incomeId, input.reason, { accountId: session.accountId, at })) throw notFound('这笔收入');
    note({ incomeId: input.incomeId, reason: input.reason });
    return { done: true as const };
  })),

  funds: api.ownFunds.funds.handler(read(({ db, input }) => {
    const movements = listOwnFundMovements(db, input.schoolId);
    return listOwnFunds(db, input.schoolId).map((fund) => fundView(fund, movements));
  })),

  addDonor: api.ownFunds.addDonor.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, name, restriction, agreement } = input;
    if (listOwnFunds(db, schoolId).some((fund) => fund.name === name)) throw refuse('own_funds.donor_exists', { name });
    note({ donor: name, restriction, agreement });
    return fundView(insertOwnFund(db, schoolId, { kind: 'donor', name, restriction, agreement }, { accountId: session.accountId, at }), []);
  })),

  movements: api.ownFunds.movements.handler(read(({ db, input }) => movementViews(listOwnFundMovements(db, input.schoolId, fundOf(db, input.schoolId, input.fundId).id)))),

  receive: api.ownFunds.receive.handler(write(receive)),

  spend: api.ownFunds.spend.handler(write(spend)),

  reverse: api.ownFunds.reverse.handler(write((scope) => {
    const { db, input, today, note } = scope;
    const movement = listOwnFundMovements(db, input.schoolId).find((one) => one.entryId === input.entryId);
    if (!movement) throw notFound('要冲销的登记');
    const fund = fundOf(db, input.schoolId, movement.fundId);
    const left = ownFundCash(db, input.schoolId, fund.ledgerKey);
    if (movement.reversedByNo === null && movement.fen > left) throw refuse('own_funds.reversal_overdraws', { fund: fund.name, leftYuan: formatPlainYuan(left) });
    const onDate = today > movement.onDate ? today : movement.onDate;
    const entryId = postEvent(db, { kind: 'reversal', entryId: movement.entryId, reason: input.reason, onDate }, stampOf(scope));
    note({ reverses: movement.entryNo, reason: input.reason });
    return { entryNo: findEntry(db, input.schoolId, entryId)?.entryNo ?? 0 };
  })),

  printSetAside: api.ownFunds.printSetAside.handler(slow(printSetAside)),

  printFund: api.ownFunds.printFund.handler(slow(printFund)),
};
