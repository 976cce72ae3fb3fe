import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { adjustmentKindNames } from '#shared/text/adjustments.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { reasonTopicNames } from '#shared/text/entitlements.ts';
import { noticeKindNames } from '#shared/text/notices.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import {
  findEntitlement, insertEntitlement, listEntitlements, listEntriesOfEntitlement, setAnswer, setSelection, updateProposal, withdrawEntitlement,
} from '#main/db/repositories/entitlement.ts';
import { listAdjustmentSteps, listAdjustments } from '#main/db/repositories/entitlement-adjustment.ts';
import { findNotice } from '#main/db/repositories/public-notice.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { printPaper } from '#main/print/print-paper.ts';
import type { Act } from './entitlement-approval.ts';
import { approve, withdraw } from './entitlement-approval.ts';
import type { Judged, TermEvaluation } from './entitlement-evaluation.ts';
import { changesOf, evaluateTerm, totalsByProgramme, totalsOf, unproposedOf } from './entitlement-evaluation.ts';
import { isInClasses, loadPupils, policyOf } from './entitlement-facts.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { approvalList, approvalPaper, approvalSheet } from './entitlement-paper.ts';
import { changeRow, entitlementRow, findFacts, noticeFinder, pupilColumns, reasonsOf, unproposedRow, wordedReason } from './entitlement-views.ts';
import { assertTermOpen } from './journal.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import type { ReadScope, WriteScope } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';
import { wallDay } from './wall-clock.ts';

interface InTerm {
  readonly schoolId: number;
  readonly term: TermKey;
}

function inScope(session: ReadScope<unknown>['session'], pupil: PupilInTerm): boolean {
  return isInClasses(classScope(session), pupil);
}

function actOf({ input, session, at, today, operationId }: WriteScope<InTerm>): Act {
  return { schoolId: input.schoolId, term: input.term, accountId: session.accountId, at, today, operationId };
}

const toPropose = (evaluation: TermEvaluation): Judged[] => evaluation.judged.filter(({ change }) => change.kind === 'insert');
const unchanged = (evaluation: TermEvaluation): Judged[] => evaluation.judged.filter(({ change }) => change.kind === 'unchanged');

function linesOf(judged: readonly Judged[]) {
  return judged.flatMap(({ evaluation }) => (evaluation.kind === 'proposed' ? [{ programmeKey: evaluation.programmeKey, fen: evaluation.trace.amountFen }] : []));
}

const sumOf = (judged: readonly Judged[]) => totalsOf(linesOf(judged).map((line) => line.fen));

/** Inserts every proposal that is due and not held; the second run finds them held and inserts none. */
function propose(db: WritableDb, act: Act, evaluation: TermEvaluation) {
  const judged = toPropose(evaluation);
  for (const { evaluation: one, pupil } of judged) {
    if (one.kind !== 'proposed') continue;
    insertEntitlement(db, {
      schoolId: act.schoolId, studentId: one.studentId, programmeKey: one.programmeKey, term: act.term, trace: one.trace,
      determinationId: pupil.facts.determination?.id ?? null, accountId: act.accountId, at: act.at,
    });
  }
  return sumOf(judged);
}

function nameFinder(db: ReadableDb, { schoolId, term }: InTerm): (record: EntitlementRecord) => string {
  const names = new Map(loadPupils(db, schoolId, term, settingsOf(db, schoolId)).map(({ row }) => [row.studentId, row.name]));
  return (record) => names.get(record.studentId) ?? '';
}

/** Each confirmed difference: a changed proposal is rewritten, one no longer due is withdrawn. Approved ones are never touched here. */
function applyChanges(db: WritableDb, act: Act, evaluation: TermEvaluation, ids: readonly number[]): { updated: number; withdrawn: number } {
  const wanted = new Set(ids);
  const changes = changesOf(evaluation).filter(({ held }) => held !== null && wanted.has(held.id));
  if (changes.length < wanted.size) throw refuse('entitlement.change_gone', { count: wanted.size - changes.length });
  const approved = changes.filter(({ held }) => held?.state === 'approved').length;
  if (approved > 0) throw refuse('entitlement.approved_needs_withdrawal', { count: approved });
  let updated = 0;
  for (const { held, evaluation: one, pupil } of changes) {
    if (held === null) continue;
    if (one.kind === 'proposed') {
      updateProposal(db, held.id, { trace: one.trace, determinationId: pupil.facts.determination?.id ?? null, accountId: act.accountId, at: act.at });
      updated += 1;
    } else {
      withdrawEntitlement(db, held.id, { accountId: act.accountId, at: act.at, reason: one.reasons.map((reason) => wordedReason(reason).sentence).join('；') });
    }
  }
  return { updated, withdrawn: changes.length - updated };
}

export const entitlementsService = {
  list: api.entitlements.list.handler(read(({ db, input, session }) => {
    const settings = settingsOf(db, input.schoolId);
    const policy = policyOf(db, input.schoolId, settings);
    const standingOf = noticeFinder(db, input.schoolId, input.term);
    const records = Map.groupBy(listEntitlements(db, input.schoolId, input.term), (record) => record.studentId);
    const order = policy.catalogue.programmes.map((programme) => programme.key);
    const rows = loadPupils(db, input.schoolId, input.term, settings).filter((pupil) => inScope(session, pupil)).flatMap((pupil) =>
      (records.get(pupil.facts.studentId) ?? [])
        .filter((record) => input.withdrawn || record.state !== 'withdrawn')
        .toSorted((left, right) => order.indexOf(left.programmeKey) - order.indexOf(right.programmeKey) || left.id - right.id)
        .map((record) => entitlementRow(record, pupil, { policy }, standingOf(record))));
    const live = rows.filter((row) => row.state !== 'withdrawn');
    return {
      rows,
      byProgramme: totalsByProgramme(policy.catalogue, live.map((row) => ({ programmeKey: row.programmeKey, fen: row.amountFen }))),
      total: totalsOf(live.map((row) => row.amountFen)),
      approved: totalsOf(live.filter((row) => row.state === 'approved').map((row) => row.amountFen)),
      onePersonMode: settings.onePersonMode,
    };
  })),

  preview: api.entitlements.preview.handler(read(({ db, input, session }) => {
    const all = evaluateTerm(db, input.schoolId, input.term, settingsOf(db, input.schoolId));
    const evaluation = { ...all, pupils: all.pupils.filter((pupil) => inScope(session, pupil)), judged: all.judged.filter(({ pupil }) => inScope(session, pupil)) };
    const due = toPropose(evaluation);
    const unproposed = unproposedOf(evaluation);
    return {
      pupilCount: evaluation.pupils.length,
      toPropose: sumOf(due),
      toProposeByProgramme: totalsByProgramme(evaluation.policy.catalogue, linesOf(due)),
      unchanged: sumOf(unchanged(evaluation)),
      changes: changesOf(evaluation).flatMap((one) => changeRow(one, evaluation)),
      unproposedCount: unproposed.length,
      needsAnswerCount: unproposed.filter(({ evaluation: one }) => one.kind === 'needs_answer').length,
    };
  })),

  calculate: api.entitlements.calculate.handler(write((scope) => {
    const { db, input, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const evaluation = evaluateTerm(db, input.schoolId, input.term, settingsOf(db, input.schoolId));
    const proposed = propose(db, actOf(scope), evaluation);
    const outcome = {
      proposed, unchanged: sumOf(unchanged(evaluation)), changeCount: changesOf(evaluation).length, unproposedCount: unproposedOf(evaluation).length,
    };
    note(outcome);
    return outcome;
  })),

  unproposed: api.entitlements.unproposed.handler(read(({ db, input, session }) => {
    const evaluation = evaluateTerm(db, input.schoolId, input.term, settingsOf(db, input.schoolId));
    return unproposedOf(evaluation).filter(({ pupil }) => inScope(session, pupil)).map((one) => unproposedRow(one, evaluation));
  })),

  applyChanges: api.entitlements.applyChanges.handler(write((scope) => {
    const { db, input, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const settings = settingsOf(db, input.schoolId);
    const act = actOf(scope);
    const evaluation = evaluateTerm(db, input.schoolId, input.term, settings);
    const applied = applyChanges(db, act, evaluation, input.entitlementIds);
    const touched = new Set(changesOf(evaluation).filter(({ held }) => held !== null && input.entitlementIds.includes(held.id)).map(({ evaluation: one }) => one.studentId));
    const proposed = propose(db, act, evaluateTerm(db, input.schoolId, input.term, settings, touched));
    note({ ...applied, proposed, entitlementIds: input.entitlementIds });
    return { ...applied, proposed };
  })),

  answer: api.entitlements.answer.handler(write(({ db, input, session, today, note }) => {
    assertTermOpen(db, input.schoolId, input.term);
    const settings = settingsOf(db, input.schoolId);
    const { catalogue } = policyOf(db, input.schoolId, settings);
    if (!findProgramme(catalogue, input.programmeKey)) throw refuse('programme.unknown', { programme: input.programmeKey });
    const before = loadPupils(db, input.schoolId, input.term, settings).find(({ row }) => row.studentId === input.studentId);
    if (!before) throw notFound('这名学生');
    const { operationId: _, ...answer } = input;
    setAnswer(db, { ...answer, accountId: session.accountId, answeredOn: today });
    note({ ...answer, before: before.facts.answers.filter((one) => one.question === input.question && one.programmeKey === input.programmeKey) });
    return { done: true as const };
  })),

  choose: api.entitlements.choose.handler(write(({ db, input, session, at, note }) => {
    assertTermOpen(db, input.schoolId, input.term);
    const settings = settingsOf(db, input.schoolId);
    const { catalogue } = policyOf(db, input.schoolId, settings, input.term);
    const programme = findProgramme(catalogue, input.programmeKey);
    if (!programme) throw refuse('programme.unknown', { programme: input.programmeKey });
    const byHand = catalogue.rules.some((rule) => rule.programmeKey === programme.key && rule.selection === 'by_hand');
    const counted = programme.shape === 'per_day' || programme.shape === 'per_month';
    if (!byHand && !counted) throw refuse('entitlement.not_chosen_programme', { programme: programme.name });
    const known = new Set(loadPupils(db, input.schoolId, input.term, settings).map(({ row }) => row.studentId));
    for (const studentId of new Set(input.studentIds)) {
      if (!known.has(studentId)) throw notFound('所选的学生');
      const { schoolId, programmeKey, term, reason, quantity } = input;
      setSelection(db, { schoolId, studentId, programmeKey, term, reason, quantity, accountId: session.accountId, at });
    }
    note({ programmeKey: input.programmeKey, studentIds: input.studentIds, quantity: input.quantity, reason: input.reason });
    return { chosen: new Set(input.studentIds).size };
  })),

  approve: api.entitlements.approve.handler(write((scope) => {
    const { db, input, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const { waived, ...outcome } = approve(db, actOf(scope), input, settingsOf(db, input.schoolId));
    note({ ...outcome, waived, noticeWaivedReason: waived > 0 ? input.noticeWaivedReason : null, entitlementIds: input.entitlementIds });
    return outcome;
  })),

  withdraw: api.entitlements.withdraw.handler(write((scope) => {
    const { db, input, note } = scope;
    assertTermOpen(db, input.schoolId, input.term);
    const totals = withdraw(db, actOf(scope), input.entitlementIds, input.reason, nameFinder(db, input));
    note({ ...totals, reason: input.reason, entitlementIds: input.entitlementIds });
    return totals;
  })),

  why: api.entitlements.why.handler(read(({ db, input, session }) => {
    const record = findEntitlement(db, input.schoolId, input.entitlementId);
    if (!record) throw notFound('这笔应发');
    const settings = settingsOf(db, input.schoolId);
    const policy = policyOf(db, input.schoolId, settings);
    const pupil = loadPupils(db, input.schoolId, record.term, settings).find(({ row }) => row.studentId === record.studentId);
    if (!pupil || !inScope(session, pupil)) throw notFound('这笔应发');
    const reasons = reasonsOf(record);
    const standing = noticeFinder(db, input.schoolId, record.term)(record);
    const noticeId = record.noticeId ?? standing.noticeId;
    return {
      ...pupilColumns(pupil, record.programmeKey, { policy }),
      term: record.term,
      amountFen: record.amountFen,
      state: record.state,
      confidence: findFacts(reasons, 'entitlement.rate_applies')?.confidence ?? null,
      reasons: [...reasons.map(wordedReason), noticeReason(db, record, noticeId), ...historyOf(record), ...adjustmentHistory(db, record)],
      noticeId,
      determinationId: record.determinationId,
      ledgerEntryIds: listEntriesOfEntitlement(db, record.id),
    };
  })),

  print: api.entitlements.print.handler(slow(async ({ core, db, input, session }) => {
    const list = approvalList(db, { ...input, classIds: classScope(session) });
    if (list.lines.length === 0) throw refuse('entitlement.nothing_to_print', {});
    const school = findSchool(db, input.schoolId)?.name ?? '';
    const bytes = await printPaper(approvalPaper(list, { school, term: input.term, printedBy: session.displayName, printedAt: core.at() }));
    return new File([new Uint8Array(bytes)], `审批表 ${input.term} ${list.scope}.pdf`, { type: 'application/pdf' });
  })),

  exportXlsx: api.entitlements.exportXlsx.handler(read(({ db, input, session }) => {
    const list = approvalList(db, { ...input, classIds: classScope(session) });
    if (list.lines.length === 0) throw refuse('entitlement.nothing_to_print', {});
    const bytes = writeXlsx([approvalSheet(list, input.term)]);
    return new File([new Uint8Array(bytes)], `应发名单 ${input.term} ${list.scope}.xlsx`, { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  })),
};

function line(topic: string, heading: string, sentence: string, clause: string, verdict: 'for' | 'against' | 'ask') {
  return { topic, heading, sentence, clause, verdict };
}

function noticeReason(db: ReadableDb, record: EntitlementRecord, noticeId: number | null) {
  const notice = noticeId === null ? undefined : findNotice(db, record.schoolId, noticeId);
  if (record.noticeWaivedReason !== null) {
    return line('notice', '公示', sentenceOf('entitlement.why_notice_waived', { reason: record.noticeWaivedReason }), '公示未结束先批准，理由存档', 'for');
  }
  if (!notice) return line('notice', '公示', sentenceOf('entitlement.why_no_notice', {}), '公示结束后方可批准', 'ask');
  const sentence = sentenceOf('entitlement.why_notice', {
    no: notice.no, kind: noticeKindNames[notice.kind], postedOn: notice.postedOn, endOn: notice.endOn, ended: notice.endedConfirmedOn !== null, objections: notice.objectionCount,
  });
  return line('notice', '公示', sentence, notice.basisDocument || '公示结束后方可批准', notice.endedConfirmedOn === null ? 'ask' : 'for');
}

function adjustmentHistory(db: ReadableDb, record: EntitlementRecord) {
  const applied = new Map(listAdjustmentSteps(db, record.schoolId, record.term).filter((one) => one.step === 'apply').map((one) => [one.adjustmentId, one]));
  return listAdjustments(db, record.schoolId, record.term).flatMap((one) => {
    const step = applied.get(one.id);
    if (one.entitlementId !== record.id || step === undefined) return [];
    const sentence = `${wallDay(step.at)} ${adjustmentKindNames[one.kind]}：${formatYuan(one.beforeFen)} 元调为 ${formatYuan(one.afterFen)} 元，${one.reason}（${one.evidence}；${one.proposedBy} 提出，${step.by} 办结）`;
    return [line('history', '调整', sentence, '经办与复核不得为同一人', one.kind === 'end' ? 'against' : 'for')];
  });
}

function historyOf(record: EntitlementRecord) {
  const history = [line('history', '经办', `${wallDay(record.proposedAt)} ${record.proposedBy}`, reasonTopicNames.selection, 'for')];
  if (record.approvedBy !== null && record.approvedAt !== null) {
    const mode = record.checkedById === null ? '（单人模式）' : '';
    history.push(line('history', '批准', `${wallDay(record.approvedAt)} ${record.approvedBy}${mode}`, '经办与复核不得为同一人', 'for'));
  }
  if (record.withdrawnBy !== null && record.withdrawnAt !== null) {
    history.push(line('history', '撤回', `${wallDay(record.withdrawnAt)} ${record.withdrawnBy}：${record.withdrawnReason ?? ''}`, '撤回须有理由', 'against'));
  }
  return history;
}
