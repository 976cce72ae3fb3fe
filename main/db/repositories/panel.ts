import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { MemberKind, PanelLevel, PanelType } from '#shared/domain/panels/panel.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';
import type { Stamp } from './identification-case.ts';

export interface PanelRecord {
  readonly id: number;
  readonly schoolId: number;
  readonly type: PanelType;
  readonly level: PanelLevel;
  readonly classId: number | null;
  readonly stage: EducationStage | null;
  readonly entryYear: number | null;
  readonly name: string;
  readonly appointedOn: IsoDate;
  readonly appointmentDoc: string;
  readonly fromOn: IsoDate;
  readonly untilOn: IsoDate | null;
}

const panelColumns = `id, school_id AS schoolId, type, level, class_id AS classId, stage, entry_year AS entryYear, name, appointed_on AS appointedOn, appointment_doc AS appointmentDoc,
  from_on AS fromOn, until_on AS untilOn`;

/** Every body of the school, the latest first. */
export function listPanels(db: ReadableDb, schoolId: number): PanelRecord[] {
  return db.all<PanelRecord>(`SELECT ${panelColumns} FROM panel WHERE school_id = ? ORDER BY from_on DESC, level = 'class', id`, schoolId);
}

export function findPanel(db: ReadableDb, schoolId: number, id: number): PanelRecord | undefined {
  return db.get<PanelRecord>(`SELECT ${panelColumns} FROM panel WHERE school_id = ? AND id = ?`, schoolId, id);
}

export function insertPanel(db: WritableDb, one: Omit<PanelRecord, 'id'>, stamp: Stamp): number {
  return db.run(
    `INSERT INTO panel (school_id, type, level, class_id, stage, entry_year, name, appointed_on, appointment_doc, from_on, until_on, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    one.schoolId, one.type, one.level, one.classId, one.stage, one.entryYear, one.name, one.appointedOn, one.appointmentDoc, one.fromOn, one.untilOn, stamp.accountId,
    stamp.at).lastId;
}

/** The particulars of a body; whose body it is (class, grade, school) stays. */
export function updatePanel(db: WritableDb, id: number, one: Pick<PanelRecord, 'type' | 'name' | 'appointedOn' | 'appointmentDoc' | 'fromOn' | 'untilOn'>): void {
  db.run('UPDATE panel SET type = ?, name = ?, appointed_on = ?, appointment_doc = ?, from_on = ?, until_on = ? WHERE id = ?',
    one.type, one.name, one.appointedOn, one.appointmentDoc, one.fromOn, one.untilOn, id);
}

export interface PanelMemberRecord {
  readonly id: number;
  readonly panelId: number;
  readonly name: string;
  readonly nameKey: string;
  readonly kind: MemberKind;
  readonly duty: string;
  readonly studentId: number | null;
  readonly fromOn: IsoDate;
  readonly untilOn: IsoDate | null;
  readonly untilReason: string | null;
}

const memberColumns = `m.id, m.panel_id AS panelId, m.name, m.name_key AS nameKey, m.kind, m.duty, m.student_id AS studentId, m.from_on AS fromOn, m.until_on AS untilOn,
  m.until_reason AS untilReason`;

/** The members of every body of the school, or of one, as they joined; those who left too. */
export function listPanelMembers(db: ReadableDb, schoolId: number, panelId: number | null = null): PanelMemberRecord[] {
  return db.all<PanelMemberRecord>(
    `SELECT ${memberColumns} FROM panel_member m JOIN panel p ON p.id = m.panel_id WHERE p.school_id = ? AND p.id = coalesce(?, p.id) ORDER BY m.id`, schoolId, panelId);
}

export function insertPanelMember(db: WritableDb, one: Omit<PanelMemberRecord, 'id' | 'untilOn' | 'untilReason'>, stamp: Stamp): number {
  return db.run(
    'INSERT INTO panel_member (panel_id, name, name_key, kind, duty, student_id, from_on, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)',
    one.panelId, one.name, one.nameKey, one.kind, one.duty, one.studentId, one.fromOn, stamp.accountId, stamp.at).lastId;
}

export function endPanelMember(db: WritableDb, id: number, untilOn: IsoDate, reason: string): void {
  db.run('UPDATE panel_member SET until_on = ?, until_reason = ? WHERE id = ?', untilOn, reason, id);
}

export interface PanelRelative {
  readonly memberId: number;
  readonly studentId: number;
  readonly relation: string;
}

export function listPanelRelatives(db: ReadableDb, schoolId: number, panelId: number | null = null): PanelRelative[] {
  return db.all<PanelRelative>(
    `SELECT r.member_id AS memberId, r.student_id AS studentId, r.relation FROM panel_member_relative r JOIN panel_member m ON m.id = r.member_id JOIN panel p ON p.id = m.panel_id
     WHERE p.school_id = ? AND p.id = coalesce(?, p.id) ORDER BY r.member_id, r.student_id`, schoolId, panelId);
}

/** Puts these pupils in place of the ones there were; the operation log keeps both. */
export function replacePanelRelatives(db: WritableDb, memberId: number, relatives: readonly Omit<PanelRelative, 'memberId'>[], stamp: Stamp): void {
  db.run('DELETE FROM panel_member_relative WHERE member_id = ?', memberId);
  for (const { studentId, relation } of relatives) {
    db.run('INSERT INTO panel_member_relative (member_id, student_id, relation, account_id, at) VALUES (?, ?, ?, ?, ?)', memberId, studentId, relation, stamp.accountId, stamp.at);
  }
}

export interface PanelPosting {
  readonly id: number;
  readonly panelId: number;
  readonly place: string;
  readonly postedOn: IsoDate;
  readonly untilOn: IsoDate | null;
  readonly by: string;
}

export function listPanelPostings(db: ReadableDb, schoolId: number, panelId: number | null = null): PanelPosting[] {
  return db.all<PanelPosting>(
    `SELECT o.id, o.panel_id AS panelId, o.place, o.posted_on AS postedOn, o.until_on AS untilOn, a.display_name AS by
     FROM panel_posting o JOIN panel p ON p.id = o.panel_id JOIN account a ON a.id = o.account_id
     WHERE p.school_id = ? AND p.id = coalesce(?, p.id) ORDER BY o.posted_on, o.id`, schoolId, panelId);
}

export function insertPanelPosting(db: WritableDb, one: Pick<PanelPosting, 'panelId' | 'place' | 'postedOn' | 'untilOn'>, stamp: Stamp): void {
  db.run('INSERT INTO panel_posting (panel_id, place, posted_on, until_on, account_id, at) VALUES (?, ?, ?, ?, ?, ?)',
    one.panelId, one.place, one.postedOn, one.untilOn, stamp.accountId, stamp.at);
}
