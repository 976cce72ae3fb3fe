import { createDataKey } from '#main/db/key-file.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import { readListRow } from '#shared/domain/matching/list-row.ts';
import { matchRows } from '#shared/domain/matching/match-row.ts';
import { makePeople } from '../people.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_ROWS'] ?? 100_000);

await runStep({
  title: '(b) match list rows against people',
  rows: count,
  aim: 2,
  prepare: () => Promise.resolve(),
  floor: async (folder) => {
    const { writer, close } = openDatabase(benchFile(folder, 'floor.ydb'), createDataKey(), { create: true });
    writer.exec(`CREATE TABLE person (id INTEGER PRIMARY KEY, name TEXT, id_number TEXT) STRICT;
      CREATE TABLE list (row_no INTEGER PRIMARY KEY, name TEXT, id_number TEXT) STRICT;`);
    writer.raw.transaction(() => {
      for (const [n, person] of makePeople(count).entries()) {
        writer.sql('INSERT INTO person VALUES (?, ?, ?)').run(n + 1, person.name, person.idNumber);
        writer.sql('INSERT INTO list VALUES (?, ?, ?)').run(n + 1, person.name, person.idNumber);
      }
    })();
    let joined = 0;
    // The program builds its index within the measured time, so the join does too.
    const join = await secondsOf(() => {
      writer.exec('CREATE INDEX person_by_id ON person (id_number)');
      joined = writer.all('SELECT l.row_no, p.id, p.name FROM list l LEFT JOIN person p ON p.id_number = l.id_number').length;
    });
    if (joined !== count) throw new Error(`the join found ${joined}`);
    close();
    return { join };
  },
  measure: async () => {
    const people = makePeople(count);
    const pupils = people.map((person, n) => ({ studentId: n + 1, nameKey: person.name, idNumber: person.idNumber, birthDate: null, address: '' }));
    const rows = people.map((person) => readListRow(
      { name: person.name, idNumber: person.idNumber, headName: '', headIdNumber: '', certificateNo: '', village: '', birthDate: '' }, 'person'));
    let matched = 0;
    const seconds = await secondsOf(() => {
      matched = matchRows(rows, new MatchIndex(pupils, [])).filter((row) => row.bucket === 'matched').length;
    });
    if (matched !== count) throw new Error(`${matched} of ${count} rows matched`);
    return seconds;
  },
});
