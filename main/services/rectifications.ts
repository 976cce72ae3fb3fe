import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf, termOfDate } from '#shared/domain/calendar/term.ts';
import { negativeItemsIn, presetNegativeItems } from '#shared/domain/checks/negative-item.ts';
import { closingProblem, rectificationAfter, rectificationStanding, rectificationState } from '#shared/domain/checks/rectification.ts';
import type { RectificationView } from '#shared/contract/rectifications.ts';
import { rectificationEventTexts, rectificationSourceTexts, rectificationStandingTexts } from '#shared/text/checks.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { countAttachments } from '#main/db/repositories/attachment.ts';
import type { RectificationEventRow, RectificationRow } from '#main/db/repositories/rectification.ts';
import {
  findRectification, insertRectification, insertRectificationEvent, insertRectificationPlan, listRectificationEvents, listRectifications, nextRectificationNo,
} from '#main/db/repositories/rectification.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { listNegativeItemRows } from '#main/db/repositories/self-assessment.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow, write } from './procedure.ts';
import { rectificationPaper, rectificationSheet } from './rectification-papers.ts';
import { notFound, refuse } from './refusal.ts';

function rowOf(db: ReadableDb, schoolId: number, id: number): RectificationRow {
  const row = findRectification(db, schoolId, id);
  if (!row) throw notFound('这条整改');
  return row;
}

function viewOf(row: RectificationRow, events: readonly RectificationEventRow[], more: { readonly today: IsoDate; readonly scans: number; readonly itemTitle: string }): RectificationView {
  const state = rectificationState(events);
  const standing = rectificationStanding(state, row.dueOn, more.today);
  const closing = state === 'closed' ? events.findLast((one) => one.event === 'close') : undefined;
  const { findingKey: _key, at: _at, ...shown } = row;
  return {
    ...shown, itemTitle: more.itemTitle, sourceLabel: rectificationSourceTexts[row.source], standing, standingLabel: rectificationStandingTexts[standing], closedOn: closing?.onDate ?? null, verifier: closing?.verifier ?? '', scans: more.scans,
    events: events.map(({ rectificationId: _id, ...one }) => ({ ...one, eventLabel: rectificationEventTexts[one.event] })),
  };
}

/** The whole ledger, each problem with its steps and how it stands today. */
export function rectificationViews(db: ReadableDb, schoolId: number, today: IsoDate): RectificationView[] {
  const events = listRectificationEvents(db, schoolId);
  const scans = countAttachments(db, schoolId, 'rectification');
  const titles = new Map([...presetNegativeItems, ...listNegativeItemRows(db, schoolId)].map((item) => [item.key, item.title]));
  return listRectifications(db, schoolId).map((row) =>
    viewOf(row, events.get(row.id) ?? [], { today, scans: scans.get(row.id) ?? 0, itemTitle: row.itemKey === null ? '' : titles.get(row.itemKey) ?? row.itemKey }));
}

function assertDay(onDate: IsoDate, foundOn: IsoDate, today: IsoDate): void {
  if (onDate > today) throw refuse('rectification.on_in_future', { date: formatChineseDate(onDate) });
  if (onDate < foundOn) throw refuse('rectification.before_found', { date: formatChineseDate(onDate), found: formatChineseDate(foundOn) });
}

export const rectificationsService = {
  list: api.rectifications.list.handler(read(({ db, input, today }) => rectificationViews(db, input.schoolId, today))),

  open: api.rectifications.open.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, foundOn, dueOn, itemKey } = input;
    if (foundOn > today) throw refuse('rectification.found_in_future', { date: formatChineseDate(foundOn) });
    if (dueOn < foundOn) throw refuse('rectification.due_before_found', { due: formatChineseDate(dueOn), found: formatChineseDate(foundOn) });
    const items = negativeItemsIn(listNegativeItemRows(db, schoolId), schoolYearOf(termOfDate(foundOn)));
    if (itemKey !== null && !items.some((item) => item.key === itemKey)) throw refuse('negative.item_unknown', {});
    const no = nextRectificationNo(db, schoolId, foundOn.slice(0, 4));
    const stamp = { accountId: session.accountId, at };
    const id = insertRectification(db, schoolId, { ...input, no }, stamp);
    insertRectificationPlan(db, id, input, stamp);
    note({ no, what: input.what, responsible: input.responsible, dueOn });
    return { id, no };
  })),

  record: api.rectifications.record.handler(write(({ db, input, session, today, at, note }) => {
    const row = rowOf(db, input.schoolId, input.rectificationId);
    assertDay(input.onDate, row.foundOn, today);
    const state = rectificationState(listRectificationEvents(db, input.schoolId).get(row.id) ?? []);
    if (rectificationAfter(state, input.event) === null) throw state === 'closed' ? refuse('rectification.not_open', { no: row.no }) : refuse('rectification.not_closed', { no: row.no });
    insertRectificationEvent(db, row.id, { event: input.event, onDate: input.onDate, text: input.text, verifier: '', evidence: '' }, { accountId: session.accountId, at });
    note({ no: row.no, event: input.event, onDate: input.onDate });
    return { done: true as const };
  })),

  amend: api.rectifications.amend.handler(write(({ db, input, session, today, at, note }) => {
    const row = rowOf(db, input.schoolId, input.rectificationId);
    if (rectificationState(listRectificationEvents(db, input.schoolId).get(row.id) ?? []) === 'closed') throw refuse('rectification.not_open', { no: row.no });
    if (input.dueOn < row.foundOn) throw refuse('rectification.due_before_found', { due: formatChineseDate(input.dueOn), found: formatChineseDate(row.foundOn) });
    const stamp = { accountId: session.accountId, at };
    insertRectificationPlan(db, row.id, input, stamp);
    const changes = [
      ...(input.measure === row.measure ? [] : [`措施改为“${input.measure}”`]), ...(input.responsible === row.responsible ? [] : [`责任人由${row.responsible}改为${input.responsible}`]),
      ...(input.leader === row.leader ? [] : [`责任领导改为${input.leader || '（空）'}`]), ...(input.dueOn === row.dueOn ? [] : [`时限由 ${row.dueOn} 改为 ${input.dueOn}`]),
    ];
    insertRectificationEvent(db, row.id, { event: 'amend', onDate: today, text: `${changes.join('；') || '没有改动'}。原因：${input.reason}`, verifier: '', evidence: '' }, stamp);
    note({ no: row.no, changes });
    return { done: true as const };
  })),

  close: api.rectifications.close.handler(write(({ db, input, session, today, at, note }) => {
    const row = rowOf(db, input.schoolId, input.rectificationId);
    const state = rectificationState(listRectificationEvents(db, input.schoolId).get(row.id) ?? []);
    const scans = countAttachments(db, input.schoolId, 'rectification').get(row.id) ?? 0;
    const problem = closingProblem({ state, foundOn: row.foundOn, responsible: row.responsible, scans }, input);
    switch (problem) {
      case 'not_open': throw refuse('rectification.not_open', { no: row.no });
      case 'verifier_missing': throw refuse('rectification.verifier_missing', {});
      case 'verifier_is_responsible': throw refuse('rectification.verifier_is_responsible', { person: row.responsible });
      case 'evidence_missing': throw refuse('rectification.evidence_missing', {});
      case 'before_found': case null: break;
    }
    assertDay(input.onDate, row.foundOn, today);
    insertRectificationEvent(db, row.id, { event: 'close', onDate: input.onDate, text: input.text, verifier: input.verifier, evidence: input.evidence }, { accountId: session.accountId, at });
    note({ no: row.no, closedOn: input.onDate, verifier: input.verifier });
    return { done: true as const };
  })),

  print: api.rectifications.print.handler(slow(async ({ core, db, input, session, today }) => {
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    return pdfFile('学生资助问题整改台账.pdf', rectificationPaper(rectificationViews(db, input.schoolId, today), { school: school.name, asOf: today, imprint: imprintOf(core, session) }));
  })),

  exportXlsx: api.rectifications.exportXlsx.handler(slow(async ({ db, input, today }) => {
    const bytes = await Promise.resolve(writeXlsx([rectificationSheet(rectificationViews(db, input.schoolId, today))]));
    return new File([bytes as Uint8Array<ArrayBuffer>], '学生资助问题整改台账.xlsx', { type: 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet' });
  })),
};
