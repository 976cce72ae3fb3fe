import { readFileSync, readdirSync, statSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import iconv from 'iconv-lite';
import { expect, test } from 'vitest';
import { openWholeSchool } from './whole-school.ts';

function filesUnder(folder: string): string[] {
  return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const path = join(folder, entry.name);
    return entry.isDirectory() ? filesUnder(path) : entry.isFile() ? [path] : [];
  });
}

/** Files of the temporary folder that came or changed while the term ran; what other programs own and we can't read is not ours. */
function changedIn(folder: string, since: number): string[] {
  try {
    return readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
      const path = join(folder, entry.name);
      if (entry.isDirectory()) return /^(yidang|typst|sqlite|etilqs)/.test(entry.name) && statSync(path).mtimeMs >= since ? changedIn(path, since) : [];
      return entry.isFile() && statSync(path).mtimeMs >= since ? [path] : [];
    });
  } catch {
    return [];
  }
}

test('after a whole term no file of the archive, its backups or the temporary folder shows a pupil', async () => {
  const since = Date.now() - 1000;
  const whole = await openWholeSchool();
  try {
    await whole.client.dossier.print({ schoolId: whole.schoolId, term: whole.term, studentId: whole.db.get<{ id: number }>('SELECT student_id AS id FROM payment_line LIMIT 1')!.id });
    await whole.client.backups.make({});
    const paid = whole.db.all<{ name: string; id: string; card: string }>(`SELECT s.name, s.id_number AS id, l.account_no AS card FROM payment_line l JOIN student s ON s.id = l.student_id LIMIT 40`);
    const names = paid.map((each) => each.name).filter((name) => name.length > 2).slice(0, 15);
    const texts = [...names, ...paid.slice(0, 15).flatMap(({ id, card }) => [id, card]).filter((text) => text.length > 10), 'CREATE TABLE'];
    const needles = texts.flatMap((text) => (['utf-8', 'utf-16le', 'utf-16be', 'gb18030'] as const).map((encoding) => ({ text, encoding, bytes: iconv.encode(text, encoding) })));
    const archive = filesUnder(whole.root);
    expect(archive.map((path) => path.slice(whole.root.length)).join('\n')).toMatch(/wal/);
    expect(archive.length).toBeGreaterThan(4);
    const found = [...archive, ...changedIn(tmpdir(), since).filter((path) => !path.startsWith(whole.root) && !path.includes('test'))].flatMap((path) => {
      const bytes = readFileSync(path);
      return needles.filter((needle) => bytes.includes(needle.bytes)).map(({ text, encoding }) => `${path}: ${text} in ${encoding}`);
    });
    expect(found).toEqual([]);
    expect(whole.taken.length).toBeGreaterThan(0);
  } finally {
    whole.close();
  }
}, 120_000);
