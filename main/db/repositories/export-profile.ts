import { completeProfile } from '#shared/domain/disbursement/export-profile.ts';
import type { ExportProfile, StoredProfile } from '#shared/domain/disbursement/export-profile.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface ExportProfileRow {
  readonly id: number;
  readonly profile: ExportProfile;
}

type Stored = { readonly id: number; readonly specJson: string };

export function listExportProfiles(db: ReadableDb, schoolId: number): ExportProfileRow[] {
  return db.all<Stored>('SELECT id, spec_json AS specJson FROM export_profile WHERE school_id = ? AND removed_at IS NULL ORDER BY name, id', schoolId)
    .map(({ id, specJson }) => ({ id, profile: completeProfile(JSON.parse(specJson) as StoredProfile) }));
}

export function insertExportProfile(db: WritableDb, schoolId: number, profile: ExportProfile, accountId: number, at: string): number {
  return db.run('INSERT INTO export_profile (school_id, name, spec_json, saved_by, saved_at) VALUES (?, ?, ?, ?, ?)', schoolId, profile.name, JSON.stringify(profile), accountId, at).lastId;
}

export function updateExportProfile(db: WritableDb, schoolId: number, id: number, profile: ExportProfile, accountId: number, at: string): number {
  return db.run('UPDATE export_profile SET name = ?, spec_json = ?, saved_by = ?, saved_at = ? WHERE id = ? AND school_id = ? AND removed_at IS NULL',
    profile.name, JSON.stringify(profile), accountId, at, id, schoolId).changes;
}

export function removeExportProfile(db: WritableDb, schoolId: number, id: number, at: string): number {
  return db.run('UPDATE export_profile SET removed_at = ? WHERE id = ? AND school_id = ? AND removed_at IS NULL', at, id, schoolId).changes;
}
