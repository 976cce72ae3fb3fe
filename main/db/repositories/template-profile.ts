import type { TemplateColumn } from '#shared/domain/comparison/fill-template.ts';
import type { TemplateContent } from '#shared/domain/comparison/template-fields.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface TemplateProfile {
  readonly id: number;
  readonly schoolId: number;
  readonly content: TemplateContent;
  readonly name: string;
  readonly headerFingerprint: string;
  readonly columns: readonly TemplateColumn[];
  readonly sheet: string;
  readonly fileName: string;
  readonly learnedAt: string;
}

type Row = Omit<TemplateProfile, 'columns'> & { readonly columnsJson: string };

const select = `SELECT t.id, t.school_id AS schoolId, t.purpose AS content, t.name, t.header_fingerprint AS headerFingerprint, t.columns_json AS columnsJson,
  t.sheet, f.name AS fileName, t.learned_at AS learnedAt FROM template_profile t JOIN imported_file f ON f.id = t.imported_file_id`;

function profileOf({ columnsJson, ...row }: Row): TemplateProfile {
  return { ...row, columns: JSON.parse(columnsJson) as TemplateColumn[] };
}

/** The templates in use; a replaced one stays in the archive. */
export function listTemplates(db: ReadableDb, schoolId: number): TemplateProfile[] {
  return db.all<Row>(`${select} WHERE t.school_id = ? AND t.replaced_at IS NULL ORDER BY t.purpose, t.name`, schoolId).map(profileOf);
}

export function findTemplate(db: ReadableDb, schoolId: number, id: number): TemplateProfile | undefined {
  const row = db.get<Row>(`${select} WHERE t.school_id = ? AND t.id = ? AND t.replaced_at IS NULL`, schoolId, id);
  return row && profileOf(row);
}

export function findTemplateByName(db: ReadableDb, schoolId: number, name: string): TemplateProfile | undefined {
  const row = db.get<Row>(`${select} WHERE t.school_id = ? AND t.name = ? AND t.replaced_at IS NULL`, schoolId, name);
  return row && profileOf(row);
}

/** Takes the template into use; one of the same name steps back. */
export function insertTemplate(
  db: WritableDb, template: Omit<TemplateProfile, 'id' | 'fileName'> & { readonly importedFileId: number; readonly accountId: number },
): number {
  db.run('UPDATE template_profile SET replaced_at = ? WHERE school_id = ? AND name = ? AND replaced_at IS NULL', template.learnedAt, template.schoolId, template.name);
  return db.run(
    `INSERT INTO template_profile (school_id, purpose, name, header_fingerprint, columns_json, sheet, imported_file_id, learned_at, account_id) VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    template.schoolId, template.content, template.name, template.headerFingerprint, JSON.stringify(template.columns), template.sheet, template.importedFileId,
    template.learnedAt, template.accountId).lastId;
}
