import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { CheckNo } from '#shared/domain/checks/check.ts';
import type { AssessmentAnswer, NegativeItem, NegativeItemRow, ProofState } from '#shared/domain/checks/negative-item.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

interface Stamp {
  readonly accountId: number;
  readonly at: string;
}

/** A school's own rows of the 负面清单, oldest first. */
export function listNegativeItemRows(db: ReadableDb, schoolId: number): NegativeItemRow[] {
  return db.all<Omit<NegativeItemRow, 'proof' | 'active'> & { proofJson: string; active: 0 | 1 }>(
    `SELECT item_key AS key, title, detail, source, confidence, proof_json AS proofJson, valid_from AS validFrom, active FROM negative_item_row WHERE school_id = ? ORDER BY id`, schoolId)
    .map(({ proofJson, active, ...row }) => ({ ...row, proof: JSON.parse(proofJson) as CheckNo[], active: active === 1 }));
}

export function insertNegativeItemRow(db: WritableDb, schoolId: number, row: NegativeItemRow, { accountId, at }: Stamp): void {
  db.run('INSERT INTO negative_item_row (school_id, item_key, title, detail, source, confidence, proof_json, valid_from, active, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)',
    schoolId, row.key, row.title, row.detail, row.source, row.confidence, JSON.stringify(row.proof), row.validFrom, row.active, accountId, at);
}

export interface AssessmentRow {
  readonly id: number;
  readonly schoolYear: SchoolYear;
  readonly versionNo: number;
  readonly reason: string;
  readonly begunAt: string;
  readonly begunBy: string;
  readonly itemsJson: string | null;
  readonly signedOn: IsoDate | null;
  readonly signer: string | null;
  readonly signerPost: string | null;
  readonly signedBy: string | null;
}

const select = `SELECT s.id, s.school_year AS schoolYear, s.version_no AS versionNo, s.reason, s.begun_at AS begunAt, a.display_name AS begunBy, s.items_json AS itemsJson,
    s.signed_on AS signedOn, s.signer, s.signer_post AS signerPost, b.display_name AS signedBy
  FROM self_assessment s JOIN account a ON a.id = s.begun_by LEFT JOIN account b ON b.id = s.signed_by`;

/** The latest self-assessment of a 学年, signed or not. */
export function findAssessment(db: ReadableDb, schoolId: number, year: SchoolYear): AssessmentRow | undefined {
  return db.get<AssessmentRow>(`${select} WHERE s.school_id = ? AND s.school_year = ? ORDER BY s.version_no DESC LIMIT 1`, schoolId, year);
}

export function hasAssessment(db: ReadableDb, schoolId: number, id: number): boolean {
  return db.get('SELECT 1 FROM self_assessment WHERE school_id = ? AND id = ?', schoolId, id) !== undefined;
}

export function insertAssessment(db: WritableDb, row: { schoolId: number; schoolYear: SchoolYear; versionNo: number; reason: string }, { accountId, at }: Stamp): number {
  return db.run('INSERT INTO self_assessment (school_id, school_year, version_no, reason, begun_at, begun_by) VALUES (?, ?, ?, ?, ?, ?)',
    row.schoolId, row.schoolYear, row.versionNo, row.reason, at, accountId).lastId;
}

export interface AnswerRow {
  readonly itemKey: string;
  readonly answer: AssessmentAnswer;
  readonly evidence: string;
  readonly proof: ProofState;
  readonly by: string;
  readonly at: string;
}

/** The last answer to each line. */
export function listAnswersOf(db: ReadableDb, assessmentId: number): ReadonlyMap<string, AnswerRow> {
  const rows = db.all<AnswerRow>(
    `SELECT x.item_key AS itemKey, x.answer, x.evidence, x.proof, a.display_name AS by, x.at FROM self_assessment_answer x JOIN account a ON a.id = x.account_id
     WHERE x.assessment_id = ? ORDER BY x.id`, assessmentId);
  return new Map(rows.map((row) => [row.itemKey, row]));
}

export function insertAnswer(db: WritableDb, assessmentId: number, row: Pick<AnswerRow, 'itemKey' | 'answer' | 'evidence' | 'proof'>, { accountId, at }: Stamp): void {
  db.run('INSERT INTO self_assessment_answer (assessment_id, item_key, answer, evidence, proof, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?)',
    assessmentId, row.itemKey, row.answer, row.evidence, row.proof, accountId, at);
}

export function signAssessment(db: WritableDb, id: number, sign: { items: readonly NegativeItem[]; signedOn: IsoDate; signer: string; post: string }, { accountId, at }: Stamp): void {
  db.run('UPDATE self_assessment SET items_json = ?, signed_on = ?, signer = ?, signer_post = ?, signed_at = ?, signed_by = ? WHERE id = ?',
    JSON.stringify(sign.items), sign.signedOn, sign.signer, sign.post, at, accountId, id);
}
