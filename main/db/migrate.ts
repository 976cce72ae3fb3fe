import type { Connection } from './connection.ts';

/** One numbered change of the schema. Once shipped it is never edited; the numbers go in tens. */
export interface Migration {
  readonly id: number;
  readonly name: string;
  readonly sql: string;
}

export class FutureSchemaError extends Error {
  readonly found: number;
  readonly known: number;
  constructor(found: number, known: number) {
    super(`schema ${found} is newer than ${known}`);
    this.found = found;
    this.known = known;
  }
}

/** The number of the last migration an archive has seen. */
export function schemaVersion(db: Connection): number {
  return Number(db.raw.pragma('user_version', { simple: true }));
}

/**
 * Brings an archive to the newest schema: a verified backup first (where it isn't new), then all pending migrations in one transaction,
 * which is given up when a foreign key dangles or a money sum has changed.
 */
export function migrate(db: Connection, migrations: readonly Migration[], backupFirst: () => void): void {
  const found = schemaVersion(db);
  const known = migrations.at(-1)?.id ?? 0;
  if (found > known) throw new FutureSchemaError(found, known);
  const pending = migrations.filter((migration) => migration.id > found);
  if (pending.length === 0) return;
  if (found > 0) backupFirst();
  const sumsBefore = moneySums(db);
  db.raw.pragma('foreign_keys = OFF');
  try {
    db.raw.transaction(() => {
      for (const migration of pending) db.exec(migration.sql);
      const dangling = db.raw.pragma('foreign_key_check') as unknown[];
      if (dangling.length > 0) throw new Error(`migration leaves ${dangling.length} dangling references`);
      const sumsAfter = moneySums(db);
      for (const [column, sum] of sumsBefore) {
        if (sumsAfter.get(column) !== sum) throw new Error(`migration changed the money in ${column}`);
      }
      db.raw.pragma(`user_version = ${known}`);
    }).immediate();
  } finally {
    db.raw.pragma('foreign_keys = ON');
  }
}

/** The sum of every column in fen, by name: what a migration may move but not change. */
function moneySums(db: Connection): Map<string, bigint> {
  const sums = new Map<string, bigint>();
  const columns = db.all<{ tableName: string; columnName: string }>(
    `SELECT t.name AS tableName, c.name AS columnName FROM sqlite_master t JOIN pragma_table_info(t.name) c
     WHERE t.type = 'table' AND c.name LIKE '%\\_fen' ESCAPE '\\'`);
  for (const { tableName, columnName } of columns) {
    const row = db.raw.prepare(`SELECT coalesce(sum("${columnName}"), 0) AS total FROM "${tableName}"`).safeIntegers().get() as { total: bigint };
    sums.set(`${tableName}.${columnName}`, row.total);
  }
  return sums;
}
