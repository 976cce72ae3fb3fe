import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { termRange } from '#shared/domain/calendar/term.ts';
import { evaluatePaidStanding } from '#shared/domain/disbursement/payability.ts';
import { evaluateRecovery, nextRecoveryStep, recoveryCauseText, recoveryStateText } from '#shared/domain/disbursement/recovery-case.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { RecoveryCaseView } from '#shared/contract/returns.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listPaidOfGone } from '#main/db/queries/batch-standings.ts';
import type { RecoveryCaseRow } from '#main/db/repositories/recovery-case.ts';
import { findRecoveryCase, insertRecoveryStep, listRecoveryCases, listRecoveryReceipts, listRecoverySteps } from '#main/db/repositories/recovery-case.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import type { RegisterColumn, RegisterPaper } from '#main/print/papers/register.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { findingRow } from './payee-checks.ts';
import { api, read, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

/** Every case with its steps and receipts, and where it stands today. */
export function recoveryCases(db: ReadableDb, schoolId: number, today: IsoDate, rows: readonly RecoveryCaseRow[] = listRecoveryCases(db, schoolId)): RecoveryCaseView[] {
  const steps = Map.groupBy(listRecoverySteps(db, schoolId), (step) => step.caseId);
  const receipts = Map.groupBy(listRecoveryReceipts(db, schoolId), (receipt) => receipt.caseId);
  return rows.map(({ accountNo, term, ...row }) => {
    const [said, came] = [steps.get(row.id) ?? [], receipts.get(row.id) ?? []];
    const standing = evaluateRecovery({ amountFen: row.amountFen, steps: said, receipts: came }, today);
    return {
      ...row, term: term as RecoveryCaseView['term'], accountMasked: maskAccount(accountNo), ...standing, next: nextRecoveryStep(standing),
      steps: said.map(({ caseId: _case, ...step }) => step), receipts: came.map(({ caseId: _case, ...receipt }) => receipt),
    };
  });
}

const columns: readonly RegisterColumn[] = [
  { title: '编号', width: { mm: 20 }, align: 'center' }, { title: '班级', width: { mm: 24 }, align: 'left' }, { title: '学生', width: { mm: 18 }, align: 'left' },
  { title: '原批次', width: { mm: 27 }, align: 'left' }, { title: '错发（元）', width: { mm: 21 }, align: 'right' }, { title: '原因', width: { mm: 24 }, align: 'left' },
  { title: '发现', width: { share: 1 }, align: 'left' }, { title: '要求与约定', width: { share: 1.3 }, align: 'left' }, { title: '收回', width: { share: 1 }, align: 'left' },
  { title: '未收（元）', width: { mm: 21 }, align: 'right' }, { title: '状态', width: { mm: 18 }, align: 'center' },
];

const wayText = { bank: '银行退回', cash: '现金', offset: '下学期抵扣' } as const;
const stepText = { asked: '要求', agreed: '约定', refused: '拒绝', noted: '记' } as const;

function paperRow(view: RecoveryCaseView): string[] {
  const said = view.steps.map((step) => `${step.onDate} ${stepText[step.kind]}：${step.person === '' ? '' : `${step.person}，`}${step.note}${step.promisedFen === null ? '' : `（${step.promisedBy} 前 ${formatYuan(step.promisedFen)} 元）`}`);
  const came = view.receipts.map((receipt) => `${receipt.receivedOn} ${formatYuan(receipt.amountFen)}（${wayText[receipt.way]}${receipt.evidence === '' ? '' : `，${receipt.evidence}`}）`);
  return [
    view.no, view.classLabel, view.studentName, `${view.batchNo} 第 ${view.lineNo} 笔`, formatYuan(view.amountFen), recoveryCauseText[view.cause], `${view.foundOn} ${view.foundHow}`,
    said.join('\n') || '—', came.join('\n') || '—', formatYuan(view.remainingFen), recoveryStateText[view.state],
  ];
}

function recoveryRegister(views: readonly RecoveryCaseView[], school: string, imprint: Imprint): RegisterPaper {
  const [amount, remaining] = [sumFen(views.map((view) => view.amountFen)), sumFen(views.map((view) => view.remainingFen))];
  return {
    kind: 'register', title: `${school}错发资助资金追回登记簿`, subtitle: `共 ${views.length} 件`, wide: true, imprint, columns,
    facts: [{ label: '错发', text: `${formatYuan(amount)} 元` }, { label: '已收回', text: `${formatYuan(sumFen(views.map((view) => view.recoveredFen)))} 元` }, { label: '未收回', text: `${formatYuan(remaining)} 元` }],
    parts: [{ heading: '', rows: views.map(paperRow), total: ['合计', '', `${views.length} 件`, '', formatYuan(amount), '', '', '', '', formatYuan(remaining), ''] }],
    notes: ['钱全部收回，一件才算了结；未收回的跨学期继续追。'], signatures: ['经办', '财务', '校长（公章）'],
  };
}

export const recoveryCaseHandlers = {
  suspects: api.returns.suspects.handler(read(({ db, input }) => listPaidOfGone(db, input.schoolId).flatMap(({ status, statusFrom, term, ...line }) => {
    const finding = evaluatePaidStanding({ status, statusFrom }, line.paidOn, termRange(term).from);
    return finding === null ? [] : [{ ...line, sentence: findingRow(finding).sentence }];
  }))),

  recoveryCases: api.returns.recoveryCases.handler(read(({ db, input, today }) => recoveryCases(db, input.schoolId, today))),

  recordStep: api.returns.recordStep.handler(write(({ db, input, session, today, at, note }) => {
    const found = findRecoveryCase(db, input.schoolId, input.caseId);
    if (!found) throw notFound('这件追回');
    const [view] = recoveryCases(db, input.schoolId, today, [found]);
    if (!view || view.state === 'closed') throw refuse('return.case_closed', { no: found.no });
    if (input.onDate > today) throw refuse('return.future_date', { date: input.onDate });
    if (input.onDate < found.foundOn) throw refuse('return.step_before_found', { date: input.onDate, foundOn: found.foundOn });
    const promise = input.kind === 'agreed' ? { promisedFen: input.promisedFen, promisedBy: input.promisedBy } : { promisedFen: null, promisedBy: null };
    if (input.kind === 'agreed' && (promise.promisedFen === null || promise.promisedBy === null)) throw refuse('return.promise_incomplete', {});
    if (promise.promisedFen !== null && promise.promisedFen > view.remainingFen) throw refuse('return.promise_too_much', { remainingYuan: formatYuan(view.remainingFen) });
    if (input.kind !== 'noted' && input.person === '') throw refuse('return.person_missing', {});
    insertRecoveryStep(db, { caseId: found.id, kind: input.kind, onDate: input.onDate, person: input.person, ...promise, note: input.note, accountId: session.accountId, at });
    note({ case: found.no, student: found.studentName, step: input.kind, why: input.note });
    return recoveryCases(db, input.schoolId, today, [found])[0] as RecoveryCaseView;
  })),

  recoveryRegister: api.returns.recoveryRegister.handler(read(async ({ core, db, input, session, today }) => {
    const views = recoveryCases(db, input.schoolId, today);
    if (views.length === 0) throw refuse('return.no_cases', {});
    return pdfFile('错发追回登记簿.pdf', recoveryRegister(views.toReversed(), findSchool(db, input.schoolId)?.name ?? '', { purpose: 'archive', printedBy: session.displayName, printedAt: core.at() }));
  })),
};
