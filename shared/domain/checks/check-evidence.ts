import type { CheckOutcome, FindingSubject } from './check.ts';
import { Outcome } from './check.ts';
import type { CheckBatch, CheckDue, CheckFacts, CheckNotice } from './check-facts.ts';
import { pupilSubject } from './check-people.ts';

const noticeSubject = (notice: CheckNotice): FindingSubject => ({ kind: 'notice', id: notice.noticeId, label: notice.no });
export const batchSubject = (batch: Pick<CheckBatch, 'batchId' | 'no'>): FindingSubject => ({ kind: 'batch', id: batch.batchId, label: batch.no });

/** What most texts ask at least; shorter is warned even where the school set less (handbook 6.2). */
const usualDays = 5;

function sentEarly(batch: CheckBatch, dues: readonly CheckDue[]): number {
  const on = batch.exportedOn;
  return on === null ? 0 : dues.filter((due) => !due.noticeWaived && (due.noticeEndsOn === null || on <= due.noticeEndsOn)).length;
}

/** CHK-14: a notice hangs as long as set, nothing is sent before its end, and nothing stands on it that may not (handbook 6.1, 6.2; DEF-08, DEF-10). */
export function checkNotices(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('14');
  for (const notice of facts.notices) {
    const subject = noticeSubject(notice);
    if (notice.days < facts.noticeDays) outcome.find(subject, 'check.notice_short', { days: notice.days, set: facts.noticeDays });
    else if (notice.days < usualDays || (notice.dayUnit === 'day' && notice.days < 7)) outcome.find(subject, 'check.notice_below_usual', { days: notice.days, unit: notice.dayUnit }, 'warn');
    if (!notice.periodVerified) outcome.find(subject, 'check.notice_days_unverified', { end: notice.endOn }, 'warn');
    if (notice.sensitive.length > 0) outcome.find(subject, 'check.notice_sensitive', { shown: notice.sensitive });
    if (notice.forbiddenColumns.length > 0) outcome.find(subject, 'check.notice_columns', { columns: notice.forbiddenColumns });
  }
  const dues = new Map(facts.dues.map((due) => [due.entitlementId, due]));
  const lines = Map.groupBy(facts.lines, (line) => line.batchId);
  for (const batch of facts.batches) {
    const own = (lines.get(batch.batchId) ?? []).flatMap((line) => dues.get(line.entitlementId) ?? []);
    const early = sentEarly(batch, own);
    if (early > 0) outcome.find(batchSubject(batch), 'check.sent_before_notice_end', { on: batch.exportedOn, count: early });
  }
  return outcome.of(facts.notices.length + facts.batches.length);
}

/** CHK-15: the file of every pupil on the approved list is complete for its 认定渠道 (handbook 7.3, DEF-17). */
export function checkFiles(facts: CheckFacts): CheckOutcome {
  const outcome = new Outcome('15');
  const pupils = new Map(facts.pupils.map((pupil) => [pupil.studentId, pupil]));
  for (const { studentId, missing } of facts.files) {
    const pupil = pupils.get(studentId);
    if (pupil && missing.length > 0) outcome.find(pupilSubject(pupil), 'check.file_incomplete', { missing });
  }
  if (facts.files.length > 0 && facts.itemsNowhere.length > 0) outcome.lack('check.items_nowhere', { items: facts.itemsNowhere });
  return outcome.of(facts.files.length);
}
