import type { Permission } from '#shared/domain/access/permission.ts';
import type { AttachmentSubject } from '#shared/domain/dossier/attachment.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findVisitStudent } from '#main/db/queries/home-visits.ts';
import { findHitStudent } from '#main/db/queries/verification.ts';
import { findCaseStudent } from '#main/db/queries/identification.ts';
import { findApplicationStudent } from '#main/db/repositories/application-form.ts';
import { findEmergencyStudent } from '#main/db/repositories/emergency.ts';
import { findSlipStudent } from '#main/db/repositories/letter.ts';
import { findWaiverStudent } from '#main/db/repositories/waiver.ts';
import { findMeeting } from '#main/db/queries/panel-meetings.ts';
import { findPanel } from '#main/db/repositories/panel.ts';
import { findRectification } from '#main/db/repositories/rectification.ts';
import { hasAssessment } from '#main/db/repositories/self-assessment.ts';
import { findObjection } from '#main/db/repositories/objection.ts';
import { findTermAct } from '#main/db/repositories/term-act.ts';
import { findPayeeAccount } from '#main/db/repositories/payee-account.ts';
import { findBatch } from '#main/db/repositories/payment-batch.ts';
import { findAdjustmentStudent } from '#main/db/repositories/entitlement-adjustment.ts';
import { findRecoveryCase } from '#main/db/repositories/recovery-case.ts';
import { findNotice } from '#main/db/repositories/public-notice.ts';

/** The record a scan belongs to: who may look at it, who may add to it, and whose it is. */
export interface AttachmentOwner {
  readonly read: Permission;
  readonly write: Permission;
  /**
   * The record's pupil, so that a 班主任 reaches only its own; `null` for a record of the whole school, which a 班主任 doesn't reach at all;
   * `undefined` where there is no such record in this school.
   */
  studentOf(db: ReadableDb, schoolId: number, subjectId: number): number | null | undefined;
  /** The class a record without a pupil is of, so that its 班主任 reaches it; `null` for one of several classes. */
  classOf?(db: ReadableDb, schoolId: number, subjectId: number): number | null;
}

/** One owner for each kind of record. */
export const attachmentOwners: Readonly<Record<AttachmentSubject, AttachmentOwner>> = {
  case: { read: 'identification.read', write: 'identification.write', studentOf: findCaseStudent },
  visit: { read: 'visit.read', write: 'visit.write', studentOf: findVisitStudent },
  negative_hit: { read: 'verification.read', write: 'verification.write', studentOf: findHitStudent },
  application: { read: 'identification.read', write: 'identification.write', studentOf: findApplicationStudent },
  letter_slip: { read: 'identification.read', write: 'identification.write', studentOf: findSlipStudent },
  waiver: { read: 'identification.read', write: 'identification.write', studentOf: findWaiverStudent },
  // What struck a family is its private matter, as a visit's notes are.
  emergency: { read: 'visit.read', write: 'visit.write', studentOf: findEmergencyStudent },
  panel: {
    read: 'identification.read', write: 'identification.write',
    studentOf: (db, schoolId, id) => (findPanel(db, schoolId, id) === undefined ? undefined : null), classOf: (db, schoolId, id) => findPanel(db, schoolId, id)?.classId ?? null,
  },
  meeting: {
    read: 'identification.read', write: 'identification.write',
    studentOf: (db, schoolId, id) => (findMeeting(db, schoolId, id) === undefined ? undefined : null), classOf: (db, schoolId, id) => findMeeting(db, schoolId, id)?.classId ?? null,
  },
  notice: { read: 'notice.read', write: 'notice.write', studentOf: (db, schoolId, id) => (findNotice(db, schoolId, id) === undefined ? undefined : null) },
  rectification: { read: 'check.read', write: 'check.write', studentOf: (db, schoolId, id) => (findRectification(db, schoolId, id) === undefined ? undefined : null) },
  self_assessment: { read: 'check.read', write: 'check.write', studentOf: (db, schoolId, id) => (hasAssessment(db, schoolId, id) ? null : undefined) },
  objection: { read: 'objection.read', write: 'objection.write', studentOf: (db, schoolId, id) => (findObjection(db, schoolId, id) === undefined ? undefined : null) },
  // The signed sheet of a closing or reopening.
  term_act: { read: 'ledger.read', write: 'settlement.close', studentOf: (db, schoolId, id) => (findTermAct(db, schoolId, id) === undefined ? undefined : null) },
  payee_account: { read: 'payee.read', write: 'payee.write', studentOf: (db, schoolId, id) => findPayeeAccount(db, schoolId, id)?.studentId },
  payment_batch: { read: 'payment.read', write: 'payment.write', studentOf: (db, schoolId, id) => (findBatch(db, schoolId, id) === undefined ? undefined : null) },
  entitlement_adjustment: { read: 'entitlement.read', write: 'entitlement.propose', studentOf: findAdjustmentStudent },
  recovery_case: { read: 'payment.read', write: 'return.write', studentOf: (db, schoolId, id) => findRecoveryCase(db, schoolId, id)?.studentId },
};
