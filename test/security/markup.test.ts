import { execFileSync, spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { read } from '@e965/xlsx';
import { beforeAll, describe, expect, test } from 'vitest';
import { formatTsv } from '#renderer/components/data-table/table-view.ts';
import { formatClipboardHtml, formatClipboardText } from '#shared/domain/comparison/fill-template.ts';
import { presetProfiles } from '#shared/domain/disbursement/preset-profiles.ts';
import { addAidPupils } from '#test/helpers/aid-pupils.ts';

const term = '2025-2026-1' as never;
const names = ['=HYPERLINK("http://x")', '+1', '-1', '@SUM', '<script>alert(1)</script>', '#let x', '$a$', ']'];
const taken = new Map<string, File>();

beforeAll(async () => { await collect(); }, 120_000);

/** Files of every kind about pupils with such names, taken through the methods a person uses. */
async function collect(): Promise<void> {
  const { createApp } = await import('#main/app.ts');
  const root = mkdtempSync(join(tmpdir(), 'yidang-markup-'));
  const app = createApp({ archivesRoot: root, now: () => new Date('2025-10-31T09:00:00+08:00'), kdf: { logN: 10 } });
  const { client } = app;
  try {
    await client.archives.create({
      school: { name: '柳溪九年一贯制学校', code: '9999990001', stages: ['primary', 'junior'], county: '云岭县', ownership: 'public' },
      administrator: { login: 'admin', displayName: '周敏', password: 'liuxi-2025-pass' },
    });
    const [school] = await client.schools.list();
    await fill(client, school!.id);
  } finally {
    app.core.archive?.database.close();
    rmSync(root, { recursive: true, force: true });
  }
}

async function fill(client: Parameters<typeof addAidPupils>[0], schoolId: number): Promise<void> {
  const at = { schoolId, term };
  const ids = await addAidPupils(client, schoolId, names.map((name) => ({ name, stage: 'junior', boarding: 'boarding', grade: '困难', groups: ['orphan'] })));
  await client.settings.update({ schoolId, settings: { onePersonMode: true } });
  await client.entitlements.calculate(at);
  const { rows } = await client.entitlements.list(at);
  expect(rows).toHaveLength(names.length);
  taken.set('entitlements.xlsx', await client.entitlements.exportXlsx(at));
  taken.set('entitlements.pdf', await client.entitlements.print(at));
  taken.set('roster', await client.roster.exportFile({ ...at, purpose: '核对' }));
  await client.entitlements.approve({ ...at, entitlementIds: rows.map((row) => row.id), expectedCount: rows.length, expectedSumFen: rows.reduce((sum, row) => sum + row.amountFen, 0) as never, noticeWaivedReason: '公示因故未张贴' });
  let card = 0;
  for (const [name, studentId] of ids) {
    card += 1;
    await client.payees.set({ schoolId, studentId, holderName: name, relation: '本人', accountNo: `62284800000000${1000 + card}` });
  }
  const { programmeKey } = rows[0]!;
  const { ready, blocked } = await client.payments.candidates({ ...at, programmeKey });
  expect(blocked.map((one) => one.findings), 'blocked').toEqual([]);
  for (const { key } of presetProfiles) {
    const batch = await client.payments.make({ ...at, programmeKey, profileKey: key, studentIds: ready.map((one) => one.studentId) }).catch((error: { data?: unknown }) => {
      taken.set(`refused ${key}`, new File([JSON.stringify(error.data)], 'refused'));
    });
    expect(batch, key).toBeUndefined();
  }
  taken.set('dossiers.pdf', await client.dossier.print({ ...at, studentId: ids.get('#let x')! }));
}

async function bytesOf(key: string): Promise<Uint8Array> {
  const file = taken.get(key);
  if (!file) throw new Error(`${key} was not made; there is ${[...taken.keys()].join(', ')}`);
  return new Uint8Array(await file.arrayBuffer());
}

describe('names that a spreadsheet or a typesetter would run', () => {
  test.each(['entitlements.xlsx', 'roster'])('are text cells in %s', async (key) => {
    const book = read(await bytesOf(key), { cellFormula: true });
    const cells = book.SheetNames.flatMap((sheet) => Object.entries(book.Sheets[sheet]!).filter(([address]) => !address.startsWith('!')).map(([, cell]) => cell as { t: string; v: unknown; f?: string; l?: unknown }));
    expect(cells.filter((cell) => cell.f !== undefined || cell.l !== undefined)).toEqual([]);
    for (const name of names) expect(cells.find((cell) => cell.v === name), name).toMatchObject({ t: 's' });
  });

  test('keep a batch from being made, since a bank file has no way to say that a cell is text', async () => {
    const refused = [...taken].filter(([key]) => key.startsWith('refused '));
    expect(refused).toHaveLength(presetProfiles.length);
    for (const [key, file] of refused) {
      const said = await file.text();
      for (const name of names.filter((one) => /^[=+\-@]/.test(one))) expect(said, key).toContain(JSON.stringify(`“${name}”以 = + - @ 开头`).slice(1, -1));
    }
  });

  const hasPdfText = spawnSync('pdftotext', ['-v']).error === undefined;
  test.runIf(hasPdfText).each(['entitlements.pdf'])('stand as they are in %s', async (key) => {
    const folder = mkdtempSync(join(tmpdir(), 'yidang-test-'));
    writeFileSync(join(folder, 'a.pdf'), await bytesOf(key));
    const text = execFileSync('pdftotext', ['-raw', join(folder, 'a.pdf'), '-']).toString().replaceAll(/\s/g, '');
    rmSync(folder, { recursive: true });
    for (const name of names) expect(text, name).toContain(name.replaceAll(/\s/g, ''));
  });

  test('are text when copied', () => {
    const column = { id: 'name', title: '姓名', kind: 'text', value: (row: string) => row } as never;
    const lines = formatTsv(names.concat('a\t=1+1'), [column], false).split('\r\n');
    expect(lines.filter((line) => line.split('\t').some((cell) => /^[=+\-@]/.test(cell)))).toEqual([]);
    expect(formatClipboardText([names]).split('\t').filter((cell) => /^[=+\-@]/.test(cell))).toEqual([]);
    expect(formatClipboardHtml([names])).not.toContain('<script');
  });
});
