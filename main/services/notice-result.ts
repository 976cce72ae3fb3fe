import { noticeTitle } from '#shared/domain/notice/notice-wording.ts';
import { objectionChannelNames, objectionOutcomeNames, objectionStateNames } from '#shared/text/objections.ts';
import { noticeLevelNames } from '#shared/text/notices.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listObjectionEvents, listObjectionsOfNotice } from '#main/db/repositories/objection.ts';
import type { NoticeRecord } from '#main/db/repositories/public-notice.ts';
import { countObjections } from '#main/db/repositories/public-notice.ts';
import type { NoticeResultPaper } from '#main/print/papers/notice-result.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';

/** What the register says of a notice, in one sentence: how many objections, and how they were answered. */
export function resultSentence(db: ReadableDb, noticeId: number): string {
  const { total, open, upheld, adjusted, cancelled, withdrawn } = countObjections(db, noticeId);
  if (total === 0) return sentenceOf('notice.result_none', {});
  const parts = ([['维持原结果', upheld], ['调整', adjusted], ['取消', cancelled], ['反映人撤回', withdrawn]] as const)
    .filter(([, count]) => count > 0).map(([words, count]) => `${words} ${count} 件`);
  return sentenceOf('notice.result', { total, parts, open });
}

/** 公示结果说明. It hangs where the notice hung, so it has neither who objected nor against whom, nor what was claimed. */
export function noticeResultPaper(db: ReadableDb, notice: NoticeRecord, facts: { school: string; className: string; imprint: Imprint }): NoticeResultPaper {
  const events = listObjectionEvents(db, notice.schoolId);
  const objections = listObjectionsOfNotice(db, notice.schoolId, notice.id).map((one, index) => {
    const steps = events.get(one.id) ?? [];
    const last = steps.findLast((step) => step.outcome !== null);
    return {
      ordinal: index + 1, no: one.no, receivedOn: one.receivedOn, channel: objectionChannelNames[one.channel], about: one.ordinal === null ? '整份公示' : '名单中一行',
      outcome: last?.outcome ? objectionOutcomeNames[last.outcome] : objectionStateNames[one.state], answeredOn: last?.onDate ?? null,
      reconsidered: steps.some((step) => step.event === 'reconsider'),
    };
  });
  return {
    kind: 'notice_result',
    school: facts.school,
    title: noticeTitle(notice.kind, `${facts.school}${facts.className}`, notice.term).replace(/^关于/, '').replace(/的公示$/, ''),
    no: notice.no,
    level: noticeLevelNames[notice.level],
    place: notice.place || '校内公示栏',
    lineCount: notice.lineCount,
    posting: { postedOn: notice.postedOn, endOn: notice.endOn, days: notice.days, dayUnit: notice.dayUnit, verified: notice.periodVerified ?? false, poster: notice.poster },
    takenDownOn: notice.takenDownOn,
    remover: notice.remover,
    result: notice.resultNote || resultSentence(db, notice.id),
    ended: notice.endedConfirmedOn !== null,
    objections,
    imprint: facts.imprint,
  };
}
