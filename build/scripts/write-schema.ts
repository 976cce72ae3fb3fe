import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { createDataKey } from '#main/db/key-file.ts';
import { migrations } from '#main/db/migrations/all.ts';
import { migrate } from '#main/db/migrate.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { describeSchema } from '#main/db/queries/schema.ts';

/** Writes main/db/schema.sql, the snapshot that a guard test holds the migrations against. */
const folder = mkdtempSync(join(tmpdir(), 'yidang-schema-'));
try {
  const database = openDatabase(join(folder, 'a.ydb'), createDataKey(), { create: true });
  migrate(database.writer, migrations, () => undefined);
  writeFileSync(fileURLToPath(new URL('../../main/db/schema.sql', import.meta.url)), describeSchema(database.writer));
  database.close();
} finally {
  rmSync(folder, { recursive: true, force: true });
}
