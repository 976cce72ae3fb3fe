import { termRange } from '#shared/domain/calendar/term.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { CheckOutcome } from './check.ts';
import { Outcome } from './check.ts';
import { batchSubject } from './check-evidence.ts';
import type { CheckFacts } from './check-facts.ts';

/** CHK-26: money that arrived and has not reached its pupils: from ten days before the last day, and past it (handbook 4.9). */
export function checkDeadlines(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('26');
  if (facts.deadlines === null) {
    outcome.lack('check.no_pay_days');
    return outcome.of(0);
  }
  for (const row of facts.deadlines) {
    if (row.state !== 'soon' && row.state !== 'overdue') continue;
    outcome.find({ kind: 'receipt', id: row.receiptId, label: row.docNo }, row.state === 'soon' ? 'check.pay_soon' : 'check.pay_overdue', {
      programme: findProgramme(facts.catalogue, row.programmeKey)?.name ?? row.programmeKey, receivedOn: row.receivedOn, dueOn: row.dueOn, openFen: row.openFen, payableFen: row.payableFen,
    });
  }
  if (facts.deadlines.some((row) => !row.verified)) outcome.lack('check.calendar_unannounced');
  return outcome.of(facts.deadlines.length);
}

const spendingWords = /招待|接待|办公|差旅|培训费|津贴|补贴教|教师福利|人员经费|工作经费|管理费/u;

/** CHK-28: 下达 − 应发 − 退回 = 结余 by source; below zero, or left after the term with nothing decided; in all three views (handbook 4.8). */
export function checkBalances(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('28');
  const over = facts.today > termRange(facts.term).to;
  for (const { programmeKey, programmeName, source, sourceLabel, view, viewLabel, budgetFen, cashFen, oneCard } of facts.balances) {
    const of = { part: `${view} ${source}`, source: sourceLabel, view: viewLabel, budgetFen, cashFen };
    const subject = { kind: 'programme', id: programmeKey, label: programmeName } as const;
    if (cashFen < 0) outcome.find(subject, oneCard ? 'check.card_short' : 'check.balance_negative', of);
    else if (cashFen > 0 && view === 'term' && over && !facts.termClosed) outcome.find(subject, 'check.balance_undecided', of);
  }
  return outcome.of(facts.balances.length);
}

/** CHK-29: ledger = vouchers = bank, batch by batch, tolerance 0 (handbook 4.7). */
export function checkLedger(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('29');
  const lines = Map.groupBy(facts.lines, (line) => line.batchId);
  for (const batch of facts.batches) {
    const paid = (lines.get(batch.batchId) ?? []).filter((line) => line.state === 'paid' || line.state === 'wrong' || line.state === 'recovered').reduce((sum, line) => sum + line.amountFen, 0);
    if (paid !== batch.ledgerPaidFen) outcome.find(batchSubject(batch), 'check.ledger_differs', { paidFen: paid, ledgerFen: batch.ledgerPaidFen });
  }
  if (facts.reconciliationOpen === null) outcome.lack('check.no_finance_files');
  else if (facts.reconciliationOpen.count > 0) outcome.find({ kind: 'term', id: facts.term, label: '' }, 'check.reconciliation_open', facts.reconciliationOpen);
  return outcome.of(facts.batches.length);
}

/** CHK-30: 校内资助经费 set aside in full and spent on pupils only (handbook 3.5). */
export function checkSetAside(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('30');
  for (const one of facts.setAside) {
    const of = { year: one.year, stage: one.stageLabel };
    if (one.required && !one.hasRule) outcome.lack('check.no_set_aside_rule', of);
    else if (one.hasRule && !one.hasIncome) outcome.lack('check.no_set_aside_income', of);
    if (one.shortFen > 0) {
      outcome.find({ kind: 'stage', id: `${one.year}-${one.stage}`, label: one.stageLabel }, 'check.set_aside_short', { year: one.year, dueFen: one.dueFen, setAsideFen: one.setAsideFen, shortFen: one.shortFen });
    }
  }
  for (const { entryNo, fundId, fundName, text, fen } of facts.ownSpending) {
    if (spendingWords.test(text)) outcome.find({ kind: 'fund', id: fundId, label: fundName }, 'check.forbidden_use', { part: entryNo, entryNo, text, fen });
  }
  return outcome.of(facts.setAside.length + facts.ownSpending.length);
}

/** CHK-31: Z1, Z2, Z3, P1, P2 (handbook 5.4). A set whose export is missing is said, never counted as equal. */
export function checkSystem(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('31');
  for (const { code, count } of facts.differences) {
    if (count === null) outcome.lack('check.not_compared', { code });
    else if (count > 0) outcome.find({ kind: 'difference', id: code, label: code }, 'check.system_differs', { code, count });
  }
  return outcome.of(facts.differences.length);
}
