import { join } from 'node:path';
import { createDataKey } from '#main/db/key-file.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import { matchRows } from '#shared/domain/matching/match-row.ts';
import { readListRow } from '#shared/domain/matching/list-row.ts';
import { makePeople } from '../people.ts';
import { inTemporaryFolder, report, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_ROWS'] ?? 100_000);
const people = makePeople(count);

await inTemporaryFolder(async (folder) => {
  const database = openDatabase(join(folder, 'floor.ydb'), createDataKey(), { create: true });
  const { writer } = database;
  writer.exec('CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, id_number TEXT) STRICT; CREATE TABLE list (row_no INTEGER PRIMARY KEY, name TEXT, id_number TEXT) STRICT;');
  writer.raw.transaction(() => {
    for (const [n, person] of people.entries()) {
      writer.sql('INSERT INTO person VALUES (?, ?, ?)').run(n + 1, person.name, person.idNumber);
      writer.sql('INSERT INTO list VALUES (?, ?, ?)').run(n + 1, person.name, person.idNumber);
    }
  })();
  writer.exec('CREATE INDEX person_by_id ON person (id_number)');
  let joined = 0;
  const join1 = await secondsOf(() => {
    joined = writer.all('SELECT l.row_no, p.id, p.name FROM list l JOIN person p ON p.id_number = l.id_number').length;
  });
  const pupils = people.map((person, n) => ({ studentId: n + 1, nameKey: person.name, idNumber: person.idNumber, birthDate: null, address: '' }));
  const rows = people.map((person) => readListRow({ name: person.name, idNumber: person.idNumber, headName: '', headIdNumber: '', certificateNo: '', village: '', birthDate: '' }, 'person'));
  let matched = 0;
  const seconds = await secondsOf(() => {
    matched = matchRows(rows, new MatchIndex(pupils, [])).filter((row) => row.bucket === 'matched').length;
  });
  if (matched !== joined) throw new Error(`${matched} matched, the join says ${joined}`);
  database.close();
  report({ step: '(b) match list rows against people', rows: count, seconds, floors: { join: join1 }, aim: 2 });
});
