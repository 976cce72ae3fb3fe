import type { Programme, ProgrammeShape, ProgrammeSourceKind } from '#shared/domain/programmes/programme.ts';
import type { ProgrammeRevision } from '#shared/domain/programmes/programme-revision.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface StoredRevision extends ProgrammeRevision {
  readonly id: number;
  readonly by: string;
  readonly at: string;
}

interface Row {
  id: number; programmeKey: string; validFrom: TermKey; inUse: number; stagesJson: string; sourceKind: ProgrammeSourceKind; shape: ProgrammeShape;
  payeeKind: Programme['payeeKind']; exclusivityGroup: string | null; papers: string; deadline: string; document: string; by: string; at: string;
}

/** Everything decided about the programmes of a school, oldest first. */
export function listProgrammeRevisions(db: ReadableDb, schoolId: number): StoredRevision[] {
  return db.all<Row>(
    `SELECT r.id, r.programme_key AS programmeKey, r.valid_from_term AS validFrom, r.in_use AS inUse, r.stages_json AS stagesJson, r.source_kind AS sourceKind, r.shape,
       r.payee_kind AS payeeKind, r.exclusivity_group AS exclusivityGroup, r.papers, r.deadline, r.doc_no AS document, a.display_name AS by, r.at
     FROM programme_revision r JOIN account a ON a.id = r.account_id WHERE r.school_id = ? ORDER BY r.id`, schoolId)
    .map(({ inUse, stagesJson, ...row }) => ({ ...row, inUse: inUse === 1, stages: JSON.parse(stagesJson) as EducationStage[] }));
}

export function insertProgrammeRevision(db: WritableDb, maker: { schoolId: number; accountId: number; at: string }, revision: ProgrammeRevision): number {
  return db.run(
    `INSERT INTO programme_revision (school_id, programme_key, valid_from_term, in_use, stages_json, source_kind, shape, payee_kind, exclusivity_group, papers, deadline, doc_no, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    maker.schoolId, revision.programmeKey, revision.validFrom, revision.inUse, JSON.stringify(revision.stages), revision.sourceKind, revision.shape, revision.payeeKind,
    revision.exclusivityGroup, revision.papers, revision.deadline, revision.document, maker.accountId, maker.at,
  ).lastId;
}
