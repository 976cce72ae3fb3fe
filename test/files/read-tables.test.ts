import { afterAll, expect, test } from 'vitest';
import { closeTableReader, readTable, TableReader } from '#main/files/read-tables.ts';
import { parseFile } from '#main/files/parse-file.ts';
import { readLimits } from '#main/files/read-limits.ts';
import { writeXlsx } from '#main/files/write-xlsx.ts';
import { makeXlsx } from './make-xlsx.ts';

afterAll(closeTableReader);

const bytes = writeXlsx([{ name: '名单', rows: Array.from({ length: 40 }, (_, row) => [`学生${row}`, '', `9999992015030700${row}`]) }]);

test('a worker reads what this thread would read, marks and all', async () => {
  const marked = makeXlsx({ sheet: '<sheetData><row r="3"><c r="B3"><v>999999201503070018</v></c></row></sheetData>' });
  for (const file of [bytes, marked]) expect(await readTable(file)).toEqual(await parseFile(file));
});

test('twenty at once share two workers, and a refusal keeps its code', async () => {
  const all = await Promise.allSettled(Array.from({ length: 20 }, (_, index) => readTable(index % 5 === 0 ? new Uint8Array() : bytes)));
  expect(all.filter(({ status }) => status === 'fulfilled').length).toBe(16);
  expect(all[0]).toMatchObject({ reason: { name: 'FileRefusal', code: 'file.empty' } });
});

test('this thread stays free while a large file is read', async () => {
  const large = writeXlsx([{ name: 'a', rows: Array.from({ length: 30_000 }, (_, row) => Array.from({ length: 20 }, (__, column) => `${row}-${column}`)) }]);
  let longest = 0;
  let last = performance.now();
  const watch = setInterval(() => {
    longest = Math.max(longest, performance.now() - last);
    last = performance.now();
  }, 5);
  const { table } = await readTable(large);
  clearInterval(watch);
  expect(table.rows.length).toBe(30_000);
  expect(longest).toBeLessThan(1000);
});

test('cancelled, the worker is ended and the next file is read by another', async () => {
  const reader = new TableReader(undefined, 1);
  const abort = new AbortController();
  const reading = reader.read(bytes, {}, { signal: abort.signal });
  const waiting = reader.read(bytes, {}, { signal: abort.signal });
  abort.abort(new Error('enough'));
  await expect(reading).rejects.toThrow('enough');
  await expect(waiting).rejects.toThrow('enough');
  expect((await reader.read(bytes)).table.rows.length).toBe(40);
  await reader.close();
});

test('a file that takes too long is given up', async () => {
  const reader = new TableReader();
  await expect(reader.read(bytes, {}, { limits: { ...readLimits, milliseconds: 1 } })).rejects.toMatchObject({ code: 'file.too_slow' });
  await reader.close();
});
