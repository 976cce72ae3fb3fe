import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { createDataKey } from '#main/db/key-file.ts';
import { migrations } from '#main/db/migrations/all.ts';
import { migrate, schemaVersion } from '#main/db/migrate.ts';
import type { Migration } from '#main/db/migrate.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { describeSchema } from '#main/db/queries/schema.ts';
import { temporaryFolder } from '#test/helpers/test-app.ts';

function openEmpty() {
  return openDatabase(join(temporaryFolder(), 'a.ydb'), createDataKey(), { create: true });
}

test('the committed schema.sql is what the migrations make (npm run schema writes it)', () => {
  const database = openEmpty();
  migrate(database.writer, migrations, () => undefined);
  expect(describeSchema(database.writer)).toBe(readFileSync(new URL('../../main/db/schema.sql', import.meta.url), 'utf8'));
  database.close();
});

test('migrations are numbered in tens, ascending', () => {
  const ids = migrations.map(({ id }) => id);
  expect(ids).toEqual(ids.toSorted((a, b) => a - b));
  expect(new Set(ids).size).toBe(ids.length);
  expect(ids.every((id) => id % 10 === 0)).toBe(true);
});

test('every table is STRICT and every amount says its unit', () => {
  const database = openEmpty();
  migrate(database.writer, migrations, () => undefined);
  const tables = database.writer.all<{ name: string; strict: number }>("SELECT name, strict FROM pragma_table_list WHERE schema = 'main' AND type = 'table' AND name NOT LIKE 'sqlite_%'");
  expect(tables.filter(({ strict }) => !strict).map(({ name }) => name)).toEqual([]);
  const unnamed = database.writer.all<{ column: string }>(
    `SELECT t.name || '.' || c.name AS column FROM pragma_table_list t JOIN pragma_table_info(t.name) c
     WHERE t.schema = 'main' AND (c.name LIKE '%amount%' OR c.name LIKE '%sum%') AND c.name NOT LIKE '%\\_fen' ESCAPE '\\' AND c.name NOT LIKE '%summary%' AND c.name NOT LIKE 'show\\_%' ESCAPE '\\'`);
  expect(unnamed).toEqual([]);
  database.close();
});

test('each migration runs on the version before it, with a backup first; a broken one leaves everything as it was', () => {
  for (const [place, next] of migrations.entries()) {
    if (place === 0) continue;
    const database = openEmpty();
    migrate(database.writer, migrations.slice(0, place), () => undefined);
    let backups = 0;
    const broken: Migration = { id: next.id, name: 'broken', sql: `${next.sql}; INSERT INTO no_such_table VALUES (1);` };
    expect(() => { migrate(database.writer, [...migrations.slice(0, place), broken], () => { backups += 1; }); }).toThrow(/no_such_table/);
    expect(schemaVersion(database.writer)).toBe(migrations[place - 1]!.id);
    migrate(database.writer, migrations.slice(0, place + 1), () => { backups += 1; });
    expect(schemaVersion(database.writer)).toBe(next.id);
    expect(backups).toBe(2);
    database.close();
  }
});

test('a migration that changes money or leaves a dangling reference is given up', () => {
  const database = openEmpty();
  const first: Migration = { id: 10, name: 'a', sql: 'CREATE TABLE p (id INTEGER PRIMARY KEY) STRICT; CREATE TABLE m (p INTEGER REFERENCES p (id), paid_fen INTEGER NOT NULL) STRICT; INSERT INTO p VALUES (1); INSERT INTO m VALUES (1, 31250);' };
  migrate(database.writer, [first], () => undefined);
  const money: Migration = { id: 20, name: 'b', sql: 'UPDATE m SET paid_fen = 31300' };
  expect(() => { migrate(database.writer, [first, money], () => undefined); }).toThrow(/changed the money in m.paid_fen/);
  const dangling: Migration = { id: 20, name: 'c', sql: 'DELETE FROM p' };
  expect(() => { migrate(database.writer, [first, dangling], () => undefined); }).toThrow(/dangling/);
  expect(database.writer.get<{ paid: number }>('SELECT paid_fen AS paid FROM m')?.paid).toBe(31250);
  expect(schemaVersion(database.writer)).toBe(10);
  database.close();
});

test('queries run on a connection that can not write', () => {
  const database = openEmpty();
  migrate(database.writer, migrations, () => undefined);
  expect(() => database.reader.exec("INSERT INTO school (name, code, stages_json, county, ownership, created_at) VALUES ('a', 'b', '[]', 'c', 'public', 'd')")).toThrow(/readonly/);
  database.close();
});
