import { noticeLineSchema } from '#shared/contract/notices.ts';
import type { NoticeRow } from '#shared/contract/notices.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { noticeColumns } from '#shared/domain/notice/notice-fields.ts';
import type { NoticeLine } from '#shared/domain/notice/notice-fields.ts';
import type { NoticePeriodRule } from '#shared/domain/notice/notice-period.ts';
import { isShortPeriod, noticePeriod } from '#shared/domain/notice/notice-period.ts';
import { canEndOn, isTakeDownOverdue, nextNoticeState, stepsFrom } from '#shared/domain/notice/notice-state.ts';
import type { NoticeStep } from '#shared/domain/notice/notice-state.ts';
import { noticeTitle, wordNotice } from '#shared/domain/notice/notice-wording.ts';
import { findSensitiveNumbers } from '#shared/domain/notice/scan-text.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { Settings } from '#shared/domain/access/settings.ts';
import { workdayCalendarOf } from '#main/calendar/holidays.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import {
  countEntitlementsRelyingOn, deleteDraft, endNotice, findNotice, insertNotice, insertNoticeEntries, listNoticeEntries, listNotices, postNotice, takeDownNotice,
} from '#main/db/repositories/public-notice.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { printPaper } from '#main/print/print-paper.ts';
import { sha256Hex } from './core.ts';
import type { ListedLine } from './notice-list.ts';
import { listForNotice } from './notice-list.ts';
import { moveCasesWithNotice } from './notice-cases.ts';
import { noticePaperOf } from './notice-paper.ts';
import { api, read, slow, write } from './procedure.ts';
import { badInput, notFound, problemOf, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

interface FreeText {
  readonly basisDocument: string;
  readonly place: string;
}

function checkFreeText(texts: Readonly<Record<string, string>>, settings: Settings): void {
  const problems = Object.entries(texts).flatMap(([field, text]) =>
    findSensitiveNumbers(text, [settings.officePhone, settings.countyPhone]).map(({ kind, shown }) =>
      problemOf('notice.text_has_sensitive', { field, kind, shown })));
  if (problems.length > 0) throw badInput(problems);
}

function ruleOf(choice: { days?: number | undefined; dayUnit?: 'workday' | 'day' | undefined }, settings: Settings): NoticePeriodRule {
  return { days: choice.days ?? settings.noticeDays, unit: choice.dayUnit ?? settings.noticeUnit, countFirstDay: settings.noticeCountFirstDay };
}

function periodRuleOf(notice: NoticeRecord): NoticePeriodRule {
  return { days: notice.days, unit: notice.dayUnit, countFirstDay: notice.countFirstDay };
}

function rowOf(notice: NoticeRecord, today: IsoDate): NoticeRow {
  const { id, no, kind, term, title, state, lineCount, days, dayUnit, postedOn, endOn, takeDownOn, periodVerified, endedConfirmedOn, takenDownOn } = notice;
  return {
    id, no, kind, term, title, state, lineCount, days, dayUnit, postedOn, endOn, takeDownOn, periodVerified, endedConfirmedOn, takenDownOn,
    steps: [...stepsFrom(state)],
    withdrawnReason: notice.withdrawnReason,
    objectionCount: notice.objectionCount,
    resultNote: notice.resultNote,
    canEnd: state === 'posted' && endOn !== null && canEndOn(endOn, today),
    takeDownOverdue: isTakeDownOverdue(notice, today),
  };
}

function schoolNameOf(db: ReadableDb, schoolId: number): string {
  const school = findSchool(db, schoolId);
  if (!school) throw notFound('这所学校');
  return school.name;
}

function noticeOf(db: ReadableDb, schoolId: number, id: number): NoticeRecord {
  const notice = findNotice(db, schoolId, id);
  if (!notice) throw notFound('这份公示');
  return notice;
}

function assertStep(notice: NoticeRecord, step: NoticeStep): void {
  if (nextNoticeState(notice.state, step) === null) throw refuse('notice.state_forbids', { step, state: notice.state });
}

/** The frozen lines, read through the strict schema: what was never allowed can't come back either. */
function linesOf(db: ReadableDb, notice: NoticeRecord): NoticeLine[] {
  return listNoticeEntries(db, notice.id).map((entry) => noticeLineSchema.parse(JSON.parse(entry.lineJson)));
}

interface SheetFacts {
  readonly notice: Pick<NoticeRecord, 'kind' | 'term' | 'showTier' | 'showAmount'> & FreeText;
  readonly schoolName: string;
  readonly lines: readonly NoticeLine[];
  readonly rule: NoticePeriodRule;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly verified: boolean;
  readonly settings: Settings;
}

function sheetOf({ notice, schoolName, lines, settings, ...period }: SheetFacts) {
  const wording = wordNotice({
    kind: notice.kind, school: schoolName, term: notice.term, basisDocument: notice.basisDocument, place: notice.place, count: lines.length,
    schoolPhone: settings.officePhone, countyPhone: settings.countyPhone, ...period,
  });
  return {
    title: wording.title, paragraphs: [...wording.paragraphs], period: wording.period, objection: wording.objection,
    columns: [...noticeColumns(notice.kind, notice, lines.some((line) => line.major !== null))],
    lines: [...lines],
  };
}

function storedSheet(db: ReadableDb, notice: NoticeRecord) {
  return sheetOf({
    notice, schoolName: schoolNameOf(db, notice.schoolId), lines: linesOf(db, notice), rule: periodRuleOf(notice), postedOn: notice.postedOn,
    endOn: notice.endOn, verified: notice.periodVerified ?? true, settings: settingsOf(db, notice.schoolId),
  });
}

function warningsOf(rule: NoticePeriodRule, choice: { showTier: boolean; showAmount: boolean }, verified: boolean) {
  const warnings: { code: string; sentence: string }[] = [];
  const unit = rule.unit === 'workday' ? '个工作日' : '日';
  if (isShortPeriod(rule)) warnings.push({ code: 'notice.short_period', sentence: sentenceOf('notice.short_period', { days: rule.days, unit }) });
  if (!verified) warnings.push({ code: 'notice.holidays_unknown', sentence: sentenceOf('notice.holidays_unknown', {}) });
  if (choice.showTier) warnings.push({ code: 'notice.tier_shown', sentence: sentenceOf('notice.tier_shown', {}) });
  if (choice.showAmount) warnings.push({ code: 'notice.amount_shown', sentence: sentenceOf('notice.amount_shown', {}) });
  return warnings;
}

function hashOf(listed: readonly { line: NoticeLine }[]): string {
  return sha256Hex(JSON.stringify(listed.map((one) => noticeLineSchema.parse(one.line))));
}

const identityOf = (one: Pick<ListedLine, 'studentId' | 'programmeKey' | 'determinationId'>): string => `${one.studentId} ${one.programmeKey} ${one.determinationId}`;

/** A draft whose list is no longer what would be listed today must not be hung. */
function checkStillTrue(db: WritableDb, notice: NoticeRecord, settings: Settings): void {
  const kept = listNoticeEntries(db, notice.id);
  const programmeKeys = notice.kind === 'aid_list' ? [...new Set(kept.flatMap((entry) => entry.programmeKey ?? []))] : undefined;
  const today = new Set(listForNotice(db, { ...notice, programmeKeys }, settings).map(identityOf));
  const listed = new Set(kept.map(identityOf));
  const added = [...today].filter((one) => !listed.has(one)).length;
  const removed = [...listed].filter((one) => !today.has(one)).length;
  if (added + removed > 0) throw refuse('notice.list_changed', { added, removed });
}

export const noticesService = {
  list: api.notices.list.handler(read(({ db, input, today }) => listNotices(db, input.schoolId, input.term).map((notice) => rowOf(notice, today)))),

  get: api.notices.get.handler(read(({ db, input, today }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    return { ...rowOf(notice, today), sheet: storedSheet(db, notice), listSha256: notice.listSha256, place: notice.place };
  })),

  preview: api.notices.preview.handler(read(({ db, input, today }) => {
    const settings = settingsOf(db, input.schoolId);
    checkFreeText({ 依据文件: input.basisDocument, 公示地点: input.place }, settings);
    const lines = listForNotice(db, input, settings).map((one) => one.line);
    const rule = ruleOf(input, settings);
    const postedOn = input.postedOn ?? today;
    const period = noticePeriod(postedOn, rule, workdayCalendarOf(db));
    return {
      ...period,
      sheet: sheetOf({ notice: input, schoolName: schoolNameOf(db, input.schoolId), lines, rule, postedOn, endOn: period.endOn, verified: period.verified, settings }),
      warnings: warningsOf(rule, input, period.verified),
    };
  })),

  create: api.notices.create.handler(write(({ db, input, session, at, note }) => {
    const settings = settingsOf(db, input.schoolId);
    checkFreeText({ 依据文件: input.basisDocument, 公示地点: input.place }, settings);
    const listed = listForNotice(db, input, settings);
    const rule = ruleOf(input, settings);
    const { schoolId, kind, term, basisDocument, place, showTier, showAmount } = input;
    const made = insertNotice(db, {
      schoolId, kind, term, basisDocument, place, showTier, showAmount, title: noticeTitle(kind, schoolNameOf(db, schoolId), term), days: rule.days,
      dayUnit: rule.unit, countFirstDay: rule.countFirstDay, listSha256: hashOf(listed), lineCount: listed.length, accountId: session.accountId, at,
    });
    insertNoticeEntries(db, made.id, listed.map(({ line, ...entry }, index) => ({ ...entry, ordinal: index + 1, lineJson: JSON.stringify(noticeLineSchema.parse(line)) })));
    note({ ...made, kind, lineCount: listed.length });
    return { ...made, lineCount: listed.length };
  })),

  discard: api.notices.discard.handler(write(({ db, input, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    if (notice.state !== 'draft') throw refuse('notice.state_forbids', { step: 'withdraw', state: notice.state });
    deleteDraft(db, notice.id);
    note({ no: notice.no, listSha256: notice.listSha256 });
    return { done: true as const };
  })),

  post: api.notices.post.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    assertStep(notice, 'post');
    if (input.postedOn > today) throw refuse('notice.posted_in_future', { date: input.postedOn, today });
    checkStillTrue(db, notice, settingsOf(db, input.schoolId));
    const period = noticePeriod(input.postedOn, periodRuleOf(notice), workdayCalendarOf(db));
    postNotice(db, notice.id, { ...period, postedOn: input.postedOn, accountId: session.accountId });
    moveCasesWithNotice(db, notice, 'post_notice', { onDate: input.postedOn, accountId: session.accountId, at });
    note({ no: notice.no, postedOn: input.postedOn, ...period });
    return period;
  })),

  end: api.notices.end.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    assertStep(notice, 'end');
    if (notice.endOn !== null && !canEndOn(notice.endOn, today)) throw refuse('notice.period_not_over', { endOn: notice.endOn, today });
    const { objectionCount, resultNote } = input;
    if (objectionCount > 0 && resultNote === '') throw refuse('notice.objections_need_note', { count: objectionCount });
    checkFreeText({ 处理结果: resultNote }, settingsOf(db, input.schoolId));
    endNotice(db, notice.id, { on: today, objectionCount, resultNote, accountId: session.accountId });
    moveCasesWithNotice(db, notice, 'end_notice', { onDate: today, accountId: session.accountId, at });
    note({ no: notice.no, objectionCount });
    return { done: true as const };
  })),

  takeDown: api.notices.takeDown.handler(write(({ db, input, session, today, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    assertStep(notice, 'take_down');
    if (input.takenDownOn > today) throw refuse('notice.taken_down_in_future', { date: input.takenDownOn, today });
    if (notice.endOn !== null && input.takenDownOn <= notice.endOn) throw refuse('notice.taken_down_too_early', { endOn: notice.endOn });
    takeDownNotice(db, notice.id, { on: input.takenDownOn, withdrawnReason: null, accountId: session.accountId });
    note({ no: notice.no, takenDownOn: input.takenDownOn });
    return { done: true as const };
  })),

  withdraw: api.notices.withdraw.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    assertStep(notice, 'withdraw');
    const relying = countEntitlementsRelyingOn(db, notice.id);
    if (relying > 0) throw refuse('notice.entitlements_rely_on_it', { count: relying });
    takeDownNotice(db, notice.id, { on: today, withdrawnReason: input.reason, accountId: session.accountId });
    moveCasesWithNotice(db, notice, 'withdraw_notice', { onDate: today, accountId: session.accountId, at });
    note({ no: notice.no, reason: input.reason });
    return { done: true as const };
  })),

  print: api.notices.print.handler(slow(async ({ db, input, today }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    const postedOn = notice.postedOn ?? today;
    const period = notice.endOn !== null
      ? { endOn: notice.endOn, verified: notice.periodVerified ?? false }
      : noticePeriod(postedOn, periodRuleOf(notice), workdayCalendarOf(db));
    const paper = noticePaperOf({ notice, sheet: storedSheet(db, notice), schoolName: schoolNameOf(db, input.schoolId), postedOn, ...period, settings: settingsOf(db, input.schoolId) });
    const bytes = await printPaper(paper);
    return new File([new Uint8Array(bytes)], `${notice.no} ${notice.title}.pdf`, { type: 'application/pdf' });
  })),
};
