import type { ReadableDb, WritableDb } from '../connection.ts';

export interface RememberedMapping {
  /** Field key → 0-based column. */
  readonly mapping: Readonly<Record<string, number>>;
  readonly usedAt: string;
}

export function findColumnMapping(db: ReadableDb, purpose: string, headerFingerprint: string): RememberedMapping | undefined {
  const row = db.get<{ mappingJson: string; usedAt: string }>(
    'SELECT mapping_json AS mappingJson, used_at AS usedAt FROM column_mapping WHERE purpose = ? AND header_fingerprint = ?', purpose, headerFingerprint);
  return row && { mapping: JSON.parse(row.mappingJson) as Record<string, number>, usedAt: row.usedAt };
}

export function setColumnMapping(db: WritableDb, purpose: string, headerFingerprint: string, mapping: Readonly<Record<string, number>>, at: string): void {
  db.run(
    `INSERT INTO column_mapping (purpose, header_fingerprint, mapping_json, used_at) VALUES (?, ?, ?, ?)
     ON CONFLICT DO UPDATE SET mapping_json = excluded.mapping_json, used_at = excluded.used_at`,
    purpose, headerFingerprint, JSON.stringify(mapping), at);
}
