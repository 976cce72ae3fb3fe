import { canEndOn, nextNoticeState } from '#shared/domain/notice/notice-state.ts';
import { noticePeriod } from '#shared/domain/notice/notice-period.ts';
import { revealsObjector } from '#shared/domain/notice/objection.ts';
import { isOpenObjection } from '#shared/domain/notice/objection.ts';
import { workdayCalendarOf } from '#main/calendar/holidays.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findObjector, listObjectionsOfNotice } from '#main/db/repositories/objection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import {
  confirmOtherLines, countEntitlementsRelyingOn, countObjections, endNotice, listAnnouncedEntries, postNotice, takeDownNotice,
} from '#main/db/repositories/public-notice.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { moveCasesWithNotice } from './notice-cases.ts';
import { checkStillTrue } from './notice-list.ts';
import { assertStep, checkFreeText, noticeOf, periodRuleOf } from './notice-records.ts';
import { resultSentence } from './notice-result.ts';
import { api, write } from './procedure.ts';
import { refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

function openNumbers(db: ReadableDb, notice: NoticeRecord, wholeOnly = false): string[] {
  return listObjectionsOfNotice(db, notice.schoolId, notice.id).filter((one) => isOpenObjection(one.state) && (!wholeOnly || one.ordinal === null)).map((one) => one.no);
}

/** A text that hangs in public must not name who objected. */
function checkNamesNobody(db: ReadableDb, notice: NoticeRecord, text: string): void {
  const objectors = listObjectionsOfNotice(db, notice.schoolId, notice.id).map((one) => findObjector(db, one.id));
  if (objectors.some((objector) => revealsObjector(text, objector))) throw refuse('notice.note_reveals', {});
}

/** The steps of a notice that hangs: posting, confirming, ending, taking down, withdrawing. */
export const noticeStepsService = {
  post: api.notices.post.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    assertStep(notice, 'post', countObjections(db, notice.id), today);
    if (input.postedOn > today) throw refuse('notice.posted_in_future', { date: input.postedOn, today });
    const settings = settingsOf(db, input.schoolId);
    checkFreeText({ 张贴人: input.poster }, settings);
    checkStillTrue(db, notice, settings, input.postedOn);
    const period = noticePeriod(input.postedOn, periodRuleOf(notice), workdayCalendarOf(db));
    postNotice(db, notice.id, { ...period, postedOn: input.postedOn, poster: input.poster, accountId: session.accountId });
    moveCasesWithNotice(db, notice, 'post_notice', { onDate: input.postedOn, accountId: session.accountId, at });
    note({ no: notice.no, postedOn: input.postedOn, level: notice.level, ...period });
    return period;
  })),

  confirmOthers: api.notices.confirmOthers.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    const objections = countObjections(db, notice.id);
    if (nextNoticeState(notice.state, 'confirm_others') === null) throw refuse('notice.state_forbids', { step: 'confirm_others', state: notice.state });
    if (notice.endOn !== null && !canEndOn(notice.endOn, today)) throw refuse('notice.period_not_over', { endOn: notice.endOn, today });
    if (objections.openWhole > 0) throw refuse('notice.whole_objection_open', { numbers: openNumbers(db, notice, true) });
    if (objections.open === 0) throw refuse('notice.no_open_objection', {});
    if (notice.othersConfirmedOn !== null) throw refuse('notice.others_confirmed_already', { date: notice.othersConfirmedOn });
    confirmOtherLines(db, notice.id, today);
    moveCasesWithNotice(db, notice, 'end_notice', { onDate: today, accountId: session.accountId, at });
    const lines = listAnnouncedEntries(db, input.schoolId, schoolYearOf(notice.term)).filter((entry) => entry.noticeId === notice.id);
    const waiting = lines.filter((entry) => entry.held === 1).length;
    note({ no: notice.no, confirmed: lines.length - waiting, waiting });
    return { confirmed: lines.length - waiting, waiting };
  })),

  end: api.notices.end.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    if (nextNoticeState(notice.state, 'end') === null) throw refuse('notice.state_forbids', { step: 'end', state: notice.state });
    if (notice.endOn !== null && !canEndOn(notice.endOn, today)) throw refuse('notice.period_not_over', { endOn: notice.endOn, today });
    const { total, open, openWhole } = countObjections(db, notice.id);
    if (open > 0) throw refuse('notice.objections_open', { numbers: openNumbers(db, notice), whole: openWhole > 0 });
    const resultNote = input.resultNote || resultSentence(db, notice.id);
    checkFreeText({ 公示结果说明: resultNote }, settingsOf(db, input.schoolId));
    checkNamesNobody(db, notice, resultNote);
    endNotice(db, notice.id, { on: today, objectionCount: total, resultNote, accountId: session.accountId });
    moveCasesWithNotice(db, notice, 'end_notice', { onDate: today, accountId: session.accountId, at });
    note({ no: notice.no, objectionCount: total });
    return { done: true as const };
  })),

  takeDown: api.notices.takeDown.handler(write(({ db, input, session, today, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    const state = nextNoticeState(notice.state, 'take_down');
    if (state === null) throw refuse('notice.state_forbids', { step: 'take_down', state: notice.state });
    if (input.takenDownOn > today) throw refuse('notice.taken_down_in_future', { date: input.takenDownOn, today });
    if (notice.endOn !== null && input.takenDownOn <= notice.endOn) throw refuse('notice.taken_down_too_early', { endOn: notice.endOn });
    if (notice.takenDownOn !== null) throw refuse('notice.taken_down_already', { date: notice.takenDownOn });
    assertStep(notice, 'take_down', countObjections(db, notice.id), today);
    checkFreeText({ 撤下人: input.remover }, settingsOf(db, input.schoolId));
    takeDownNotice(db, notice.id, { state, on: input.takenDownOn, remover: input.remover, withdrawnReason: null, accountId: session.accountId });
    note({ no: notice.no, takenDownOn: input.takenDownOn });
    return { done: true as const };
  })),

  withdraw: api.notices.withdraw.handler(write(({ db, input, session, today, at, note }) => {
    const notice = noticeOf(db, input.schoolId, input.noticeId);
    if (notice.othersConfirmedOn !== null) throw refuse('notice.others_confirmed_already', { date: notice.othersConfirmedOn });
    assertStep(notice, 'withdraw', countObjections(db, notice.id), today);
    const relying = countEntitlementsRelyingOn(db, notice.id);
    if (relying > 0) throw refuse('notice.entitlements_rely_on_it', { count: relying });
    takeDownNotice(db, notice.id, { state: 'taken_down', on: today, remover: '', withdrawnReason: input.reason, accountId: session.accountId });
    moveCasesWithNotice(db, notice, 'withdraw_notice', { onDate: today, accountId: session.accountId, at });
    note({ no: notice.no, reason: input.reason });
    return { done: true as const };
  })),
};
