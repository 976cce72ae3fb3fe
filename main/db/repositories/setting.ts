import type { ReadableDb, WritableDb } from '../connection.ts';

export function listSettings(db: ReadableDb, schoolId: number): Record<string, unknown> {
  const rows = db.all<{ key: string; valueJson: string }>('SELECT key, value_json AS valueJson FROM setting WHERE school_id = ?', schoolId);
  return Object.fromEntries(rows.map(({ key, valueJson }) => [key, JSON.parse(valueJson) as unknown]));
}

export function setSetting(db: WritableDb, schoolId: number, key: string, value: unknown): void {
  db.run(
    'INSERT INTO setting (school_id, key, value_json) VALUES (?, ?, ?) ON CONFLICT DO UPDATE SET value_json = excluded.value_json',
    schoolId, key, JSON.stringify(value));
}
