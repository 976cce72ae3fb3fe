import { createDataKey } from '#main/db/key-file.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { reconcile } from '#shared/domain/reconciliation/reconcile.ts';
import { defaultReturnWords, readRowResult } from '#shared/domain/reconciliation/return-words.ts';
import { makePeople } from '../people.ts';
import { benchFile, runStep, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_ROWS'] ?? 100_000);
const accountOf = (n: number) => `62999900${String(n).padStart(11, '0')}`;
const amountOf = (n: number) => (n % 3 === 0 ? 62_500 : 31_250);
const resultOf = (n: number) => (n % 50 === 0 ? '失败' : '成功');
const reasonOf = (n: number) => (n % 50 === 0 ? '户名不符' : '');

await runStep({
  title: '(c) reconcile return rows and store them',
  rows: count,
  aim: 3,
  prepare: () => Promise.resolve(),
  floor: async (folder) => {
    const people = makePeople(count);
    const { writer, close } = openDatabase(benchFile(folder, 'floor.ydb'), createDataKey(), { create: true });
    writer.exec('CREATE TABLE bare (row_no INTEGER, name TEXT, account TEXT, amount_fen INTEGER, result TEXT, reason TEXT) STRICT');
    const inserts = await secondsOf(() => {
      const insert = writer.sql('INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)');
      writer.raw.transaction(() => {
        for (const [n, person] of people.entries()) insert.run(n + 1, person.name, accountOf(n), amountOf(n), resultOf(n), reasonOf(n));
      })();
    });
    close();
    return { inserts };
  },
  // What the import does with a parsed file: reads the result words, reconciles, and stores each row with its verdict.
  measure: async (folder) => {
    const { writer, close } = openDatabase(benchFile(folder, 'verdicts.ydb'), createDataKey(), { create: true });
    writer.exec(`CREATE TABLE verdict (row_no INTEGER, name TEXT, account TEXT, amount_fen INTEGER, result TEXT, reason TEXT,
      bucket TEXT NOT NULL, line_id INTEGER, rule TEXT) STRICT`);
    const people = makePeople(count);
    const lines = people.map((person, n) => ({
      lineId: n + 1, lineNo: n + 1, accountNo: accountOf(n), holderName: person.name, holderIdNumber: person.idNumber, amountFen: fen(amountOf(n)), answer: null,
    }));
    let settled = 0;
    const seconds = await secondsOf(() => {
      const rows = people.map((person, n) => ({
        ...readRowResult(resultOf(n), reasonOf(n), defaultReturnWords),
        rowNo: n + 1, lineNo: null, accountNo: accountOf(n), holderName: person.name, holderIdNumber: '', amountFen: fen(amountOf(n)),
      }));
      const found = reconcile(lines, rows);
      settled = found.lines.filter((line) => line.state !== 'unanswered').length;
      const insert = writer.sql('INSERT INTO verdict VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?)');
      writer.raw.transaction(() => {
        for (const [n, row] of rows.entries()) {
          const verdict = found.rows[n]!;
          insert.run(row.rowNo, row.holderName, row.accountNo, row.amountFen, row.result, row.reasonRaw, verdict.bucket, verdict.lineId, verdict.rule);
        }
      })();
    });
    close();
    if (settled !== count) throw new Error(`${settled} of ${count} lines were settled`);
    return seconds;
  },
});
