import { join } from 'node:path';
import { createDataKey } from '#main/db/key-file.ts';
import { openDatabase } from '#main/db/open-database.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { reconcile } from '#shared/domain/reconciliation/reconcile.ts';
import { defaultReturnWords, readRowResult } from '#shared/domain/reconciliation/return-words.ts';
import { makePeople } from '../people.ts';
import { inTemporaryFolder, report, secondsOf } from '../measure.ts';

const count = Number(process.env['BENCH_ROWS'] ?? 100_000);
const people = makePeople(count);
const account = (n: number) => `62999900${String(n).padStart(11, '0')}`;
const lines = people.map((person, n) => ({
  lineId: n + 1, lineNo: n + 1, accountNo: account(n), holderName: person.name, holderIdNumber: person.idNumber, amountFen: fen(n % 3 === 0 ? 62_500 : 31_250), answer: null,
}));
const cells = people.map((person, n) => ({ name: person.name, account: account(n), fen: n % 3 === 0 ? 62_500 : 31_250, result: n % 50 === 0 ? '失败' : '成功', reason: n % 50 === 0 ? '户名不符' : '' }));

await inTemporaryFolder(async (folder) => {
  const database = openDatabase(join(folder, 'floor.ydb'), createDataKey(), { create: true });
  const { writer } = database;
  writer.exec('CREATE TABLE bare (row_no INTEGER, name TEXT, account TEXT, amount_fen INTEGER, result TEXT, reason TEXT) STRICT');
  const inserts = await secondsOf(() => {
    const insert = writer.sql('INSERT INTO bare VALUES (?, ?, ?, ?, ?, ?)');
    writer.raw.transaction(() => { for (const [n, row] of cells.entries()) insert.run(n + 1, row.name, row.account, row.fen, row.result, row.reason); })();
  });
  let settled = 0;
  const seconds = await secondsOf(() => {
    const rows = cells.map((row, n) => ({
      ...readRowResult(row.result, row.reason, defaultReturnWords), rowNo: n + 1, lineNo: null, accountNo: row.account, holderName: row.name, holderIdNumber: '', amountFen: fen(row.fen),
    }));
    settled = reconcile(lines, rows).lines.filter((line) => line.state !== 'unanswered').length;
  });
  if (settled !== count) throw new Error(`${settled} of ${count} lines were settled`);
  database.close();
  report({ step: '(c) reconcile return rows', rows: count, seconds, floors: { inserts }, aim: 3 });
});
