import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { EntitlementReason, ReasonFacts } from '#shared/domain/entitlement/reason.ts';
import { questionOf } from '#shared/domain/entitlement/reason.ts';
import type { ChangeRow, EntitlementRow, UnproposedRow } from '#shared/contract/entitlements.ts';
import { reasonTopicNames, wordReason } from '#shared/text/entitlements.ts';
import type { Fact } from '#shared/text/sentence-book.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { EntitlementRecord } from '#main/db/repositories/entitlement.ts';
import type { AnnouncedEntry } from '#main/db/repositories/public-notice.ts';
import { listAnnouncedEntries } from '#main/db/repositories/public-notice.ts';
import type { Judged, TermEvaluation } from './entitlement-evaluation.ts';
import { programmeName } from './entitlement-evaluation.ts';
import type { PupilInTerm } from './entitlement-facts.ts';
import { wallDay } from './wall-clock.ts';

type Facts = Readonly<Record<string, Fact>>;

export function wordedReason(reason: EntitlementReason) {
  const { topic, clause, verdict } = reason;
  return { topic, heading: reasonTopicNames[topic], sentence: wordReason(reason.code, reason.facts as unknown as Facts), clause, verdict };
}

export function reasonsOf(record: EntitlementRecord): EntitlementReason[] {
  return JSON.parse(record.traceJson) as EntitlementReason[];
}

/** The facts one reason of a stored trace quotes; undefined where the trace has no such reason. */
export function findFacts<Code extends keyof ReasonFacts>(reasons: readonly EntitlementReason[], code: Code): ReasonFacts[Code] | undefined {
  return reasons.find((reason) => reason.code === code)?.facts as ReasonFacts[Code] | undefined;
}

/** Which notice announces an entitlement, and how far it is. */
export interface NoticeStanding {
  /** `held`: an objection to the pupil or the line waits for its answer. */
  readonly state: 'none' | 'draft' | 'posted' | 'ended' | 'held';
  readonly noticeId: number | null;
}

const standingRank = { none: 0, draft: 1, posted: 2, ended: 3, held: 4 } as const;

/**
 * Finds the notice an entitlement may stand on: the identification notice that lists this very decision, or the aid list of the term
 * that lists pupil and programme. The one furthest on counts, but nothing counts while an objection waits for its answer, nor what hung before an
 * answer took a line back. 班级公示 only prepares the school's notice.
 */
export function noticeFinder(db: ReadableDb, schoolId: number, term: TermKey) {
  const byStudent = new Map<number, AnnouncedEntry[]>();
  for (const entry of listAnnouncedEntries(db, schoolId, schoolYearOf(term))) byStudent.set(entry.studentId, [...(byStudent.get(entry.studentId) ?? []), entry]);
  return (one: Pick<EntitlementRecord, 'studentId' | 'programmeKey' | 'determinationId'>): NoticeStanding => {
    let best: NoticeStanding = { state: 'none', noticeId: null };
    const listing = (byStudent.get(one.studentId) ?? []).filter((entry) => entry.level === 'school' && (entry.kind === 'identification'
      ? one.determinationId !== null && entry.determinationId === one.determinationId
      : entry.term === term && entry.programmeKey === one.programmeKey));
    const takenBack = Math.max(0, ...listing.filter((entry) => entry.overturned === 1).map((entry) => entry.noticeId));
    for (const entry of listing) {
      if (entry.noticeId <= takenBack && entry.held === 0) continue;
      const state = entry.held === 1 ? 'held' : entry.ended === 1 ? 'ended' : entry.state === 'draft' ? 'draft' : 'posted';
      if (standingRank[state] > standingRank[best.state]) best = { state, noticeId: entry.noticeId };
    }
    return best;
  };
}

export function pupilColumns(pupil: PupilInTerm, programmeKey: string, evaluation: Pick<TermEvaluation, 'policy'>) {
  return {
    studentId: pupil.facts.studentId,
    studentName: pupil.row.name,
    classId: pupil.row.classId,
    className: pupil.className,
    programmeKey,
    programmeName: programmeName(evaluation.policy.catalogue, programmeKey),
  };
}

export function entitlementRow(record: EntitlementRecord, pupil: PupilInTerm, evaluation: Pick<TermEvaluation, 'policy'>, standing: NoticeStanding): EntitlementRow {
  const reasons = reasonsOf(record);
  return {
    id: record.id,
    ...pupilColumns(pupil, record.programmeKey, evaluation),
    stage: pupil.facts.stage,
    boarding: findFacts(reasons, 'entitlement.boarding_fits')?.boarding ?? pupil.facts.boarding,
    hardshipGrade: findFacts(reasons, 'entitlement.hardship_determined')?.grade ?? '',
    awardTier: record.awardTier,
    amountFen: record.amountFen,
    state: record.state,
    notice: record.noticeWaivedReason === null ? standing.state : 'waived',
    proposedBy: record.proposedBy,
    approvedBy: record.approvedBy,
    approvedOn: record.approvedAt === null ? null : wallDay(record.approvedAt),
    onePerson: record.state === 'approved' && record.checkedById === null,
    withdrawnReason: record.withdrawnReason,
  };
}

export function unproposedRow({ pupil, evaluation: one }: Judged, evaluation: TermEvaluation): UnproposedRow {
  const reasons = one.kind === 'proposed' ? [] : one.reasons;
  return {
    ...pupilColumns(pupil, one.programmeKey, evaluation),
    kind: one.kind === 'needs_answer' ? 'needs_answer' : 'not',
    hardshipGrade: pupil.facts.determination?.gradeLabel ?? '',
    reasons: reasons.map(wordedReason),
    questions: [...new Set(reasons.flatMap((reason) => questionOf(reason.code) ?? []))],
  };
}

export function changeRow({ pupil, evaluation: one, held, change }: Judged, evaluation: TermEvaluation): ChangeRow[] {
  if (held === null || held.state === 'withdrawn') return [];
  if (change.kind !== 'amount_changed' && change.kind !== 'basis_changed' && change.kind !== 'no_longer') return [];
  const now = one.kind === 'proposed' ? one.trace.reasons : one.reasons;
  const then = new Set(reasonsOf(held).map((reason) => wordedReason(reason).sentence));
  const news = now.map((reason) => wordedReason(reason).sentence).filter((sentence) => !then.has(sentence));
  const afterFen = one.kind === 'proposed' ? one.trace.amountFen : null;
  const what = change.kind === 'no_longer' ? '现在不再符合'
    : change.kind === 'amount_changed' ? `金额由 ${formatYuan(change.before)} 变为 ${formatYuan(change.after)}` : '金额不变，依据变了';
  return [{
    entitlementId: held.id, ...pupilColumns(pupil, one.programmeKey, evaluation), state: held.state, kind: change.kind, beforeFen: held.amountFen, afterFen,
    sentence: news.length === 0 ? what : `${what}：${news.join('；')}`,
  }];
}
