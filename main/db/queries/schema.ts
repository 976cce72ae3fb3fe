import type { ReadableDb } from '../connection.ts';

/** The schema as SQLite holds it, in a stable order: what main/db/schema.sql must equal. */
export function describeSchema(db: ReadableDb): string {
  const rows = db.all<{ sql: string }>(
    `SELECT sql FROM sqlite_master WHERE sql IS NOT NULL AND name NOT LIKE 'sqlite_%'
     ORDER BY CASE type WHEN 'table' THEN 1 WHEN 'index' THEN 2 WHEN 'trigger' THEN 3 ELSE 4 END, name`);
  return `${rows.map(({ sql }) => `${sql.trim()};`).join('\n\n')}\n`;
}
