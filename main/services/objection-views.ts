import type { ObjectionRound, ObjectionRow } from '#shared/contract/objections.ts';
import { noticeLineSchema } from '#shared/contract/notices.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { replyTiming } from '#shared/domain/notice/objection-deadline.ts';
import { checkerFindings, isOpenObjection, objectionStepsFrom } from '#shared/domain/notice/objection.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ObjectionEventRecord, ObjectionRecord, ObjectionRevisionRecord } from '#main/db/repositories/objection.ts';
import { listDeciders, listObjectionEvents, listObjectionRevisions } from '#main/db/repositories/objection.ts';
import { findPupil } from '#main/db/queries/pupil-name.ts';
import { settingsOf } from './settings.ts';

/** Everybody who made what an objection is about: of a line its decision, of a whole notice whoever made it. */
export function decidersOf(db: ReadableDb, one: ObjectionRecord): readonly string[] {
  if (one.studentId === null) return [one.noticeBy];
  return listDeciders(db, { determinationId: one.determinationId, studentId: one.studentId, programmeKey: one.programmeKey, term: one.term });
}

function roundOf(start: ObjectionEventRecord, end: ObjectionEventRecord | undefined, withdrawnOn: IsoDate | null, today: IsoDate): ObjectionRound {
  const dueOn = start.dueOn ?? start.onDate;
  return {
    raisedOn: start.onDate, dueOn, dueVerified: start.dueVerified ?? false, timing: replyTiming(dueOn, end?.onDate ?? withdrawnOn, today), body: start.body,
    answeredOn: end?.onDate ?? null, outcome: end?.outcome ?? null, finding: end?.finding ?? '', replyWay: end?.replyWay ?? '',
  };
}

function subjectOf(one: ObjectionRecord): ObjectionRow['subject'] {
  if (one.ordinal === null || one.studentId === null || one.lineJson === null) return null;
  const line = noticeLineSchema.parse(JSON.parse(one.lineJson));
  return { ordinal: one.ordinal, studentId: one.studentId, name: line.name, className: line.className, programme: line.programme ?? '' };
}

function revisionRows(db: ReadableDb, schoolId: number, revisions: readonly ObjectionRevisionRecord[]): ObjectionRow['revisions'] {
  return revisions.map(({ studentId, before, after, decidedOn }) => ({
    studentId, name: findPupil(db, schoolId, studentId)?.name ?? '', before: before ?? '', after, decidedOn,
  }));
}

/** One objection as the register shows it, folded from its steps. */
export function objectionRow(db: ReadableDb, one: ObjectionRecord, events: readonly ObjectionEventRecord[], revisions: readonly ObjectionRevisionRecord[], today: IsoDate): ObjectionRow {
  const of = (event: ObjectionEventRecord['event']): ObjectionEventRecord | undefined => events.findLast((step) => step.event === event);
  const received = of('receive');
  if (received === undefined) throw new Error(`objection ${one.id} was never received`);
  const asked = of('reconsider');
  const checkers = of('check')?.checkers ?? [];
  const closing = of('close') ?? of('conclude') ?? of('withdraw');
  const near = checkers.length === 0 ? [] : checkerFindings(checkers, {
    deciders: decidersOf(db, one), objectorName: '', claim: '', onePersonMode: settingsOf(db, one.schoolId).onePersonMode,
  });
  return {
    id: one.id, no: one.no, noticeId: one.noticeId, noticeNo: one.noticeNo, noticeKind: one.noticeKind, noticeLevel: one.noticeLevel,
    subject: subjectOf(one),
    receivedOn: one.receivedOn, afterPeriod: one.receivedOn > one.endOn, channel: one.channel, named: one.named === 1, claim: one.claim,
    state: one.state, open: isOpenObjection(one.state), steps: [...objectionStepsFrom(one.state)],
    checkers: [...checkers], onePerson: near.some((found) => found.fault === 'decided_it'),
    answer: roundOf(received, of('answer'), of('withdraw')?.onDate ?? null, today),
    reconsideration: asked === undefined ? null : roundOf(asked, of('conclude'), null, today),
    closedOn: closing?.onDate ?? null,
    closingNote: closing?.note ?? '',
    revisions: revisionRows(db, one.schoolId, revisions),
    receivedBy: one.receivedBy,
  };
}

/** The rows of several objections. */
export function objectionRows(db: ReadableDb, schoolId: number, records: readonly ObjectionRecord[], today: IsoDate): ObjectionRow[] {
  const events = listObjectionEvents(db, schoolId);
  const revisions = Map.groupBy(listObjectionRevisions(db, schoolId), (one) => one.objectionId);
  return records.map((one) => objectionRow(db, one, events.get(one.id) ?? [], revisions.get(one.id) ?? [], today));
}

/** One step as a sentence of the history. */
export function eventSentence(event: ObjectionEventRecord, one: ObjectionRecord): string {
  const due = { dueOn: event.dueOn ?? event.onDate, verified: event.dueVerified ?? false };
  const answer = { outcome: event.outcome ?? 'uphold', way: event.replyWay, finding: event.finding } as const;
  switch (event.event) {
    case 'receive': return sentenceOf('objection.log_receive', { channel: one.channel, named: one.named === 1, ...due });
    case 'check': return sentenceOf('objection.log_check', { checkers: event.checkers });
    case 'answer': return sentenceOf('objection.log_answer', answer);
    case 'reconsider': return sentenceOf('objection.log_reconsider', { body: event.body, note: event.note, ...due });
    case 'conclude': return sentenceOf('objection.log_conclude', answer);
    case 'close': return sentenceOf('objection.log_close', { note: event.note });
    case 'withdraw': return sentenceOf('objection.log_withdraw', { reason: event.note });
  }
}
