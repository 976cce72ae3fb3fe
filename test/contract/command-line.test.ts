import { spawnSync } from 'node:child_process';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { describe, expect, test } from 'vitest';
import { createApp } from '#main/app.ts';
import { administrator, password, temporaryFolder, testSchool } from '#test/helpers/test-app.ts';

const program = fileURLToPath(new URL('../../main/shells/cli/yidang.ts', import.meta.url));

function yidang(words: string[], environment: Record<string, string> = {}) {
  const { status, stdout, stderr } = spawnSync(process.execPath, [program, ...words], {
    encoding: 'utf8', maxBuffer: 1 << 26, env: { ...process.env, YIDANG_KDF_LOG_N: '14', YIDANG_PASSWORD: password, ...environment },
  });
  return { status, stdout, stderr };
}

async function makeArchive(): Promise<string> {
  const root = temporaryFolder();
  const app = createApp({ archivesRoot: root, now: () => new Date('2025-10-31T09:00:00+08:00'), kdf: { logN: 14 } });
  await app.client.archives.create({ archiveId: 'school', school: testSchool, administrator });
  await app.client.session.lock({ leaving: false });
  return join(root, 'school');
}

describe('yidang on the command line', () => {
  test('methods prints every method with its JSON Schemas', () => {
    const { status, stdout } = yidang(['methods']);
    expect(status).toBe(0);
    const methods = JSON.parse(stdout) as { name: string; kind: string; input: { type?: string; properties?: Record<string, object> } | null; output: object; errors: object }[];
    expect(methods.length).toBeGreaterThan(100);
    const preview = methods.find((method) => method.name === 'imports.preview')!;
    expect(preview.input).toMatchObject({ type: 'object', properties: { file: { contentEncoding: 'binary' } } });
    for (const subject of ['roster', 'lists', 'identification', 'notices', 'entitlements', 'payments', 'returns', 'settlement', 'comparison', 'dossier']) {
      expect(methods.some((method) => method.name.startsWith(`${subject}.`)), subject).toBe(true);
    }
  });

  test('runs a query, a command with a file, and gives files into a folder', async () => {
    const archive = await makeArchive();
    const out = temporaryFolder();
    const listed = yidang(['schools.list', '--archive', archive]);
    expect(listed.status, listed.stderr).toBe(0);
    const [school] = JSON.parse(listed.stdout) as { id: number }[];
    const roster = join(out, 'roster.csv');
    writeFileSync(roster, '姓名,身份证号,班级,性别,就读方式\n王秀英,999999201503070019,三（1）班,男,走读\n', 'utf8');
    const target = JSON.stringify({ schoolId: school!.id, term: '2025-2026-1', purpose: 'roster' });
    const confirmed = yidang(['imports.confirm', '--archive', archive, '--input', target, '--file', `file=${roster}`]);
    expect(confirmed.status, confirmed.stderr).toBe(0);
    expect(JSON.parse(confirmed.stdout)).toMatchObject({ rowCount: 1, accepted: 1 });
    const inputFile = join(out, 'input.json');
    writeFileSync(inputFile, JSON.stringify({ schoolId: school!.id, term: '2025-2026-1', purpose: '核对' }));
    const exported = yidang(['roster.exportFile', '--archive', archive, '--input', `@${inputFile}`, '--out', out]);
    expect(exported.status, exported.stderr).toBe(0);
    const { file } = JSON.parse(exported.stdout) as { file: string };
    expect(readFileSync(file).subarray(0, 2).toString()).toBe('PK');
  });

  test('answers a refusal and bad input with JSON on stderr and exit code 2, and nothing on stdout', async () => {
    const archive = await makeArchive();
    const wrong = yidang(['schools.list', '--archive', archive], { YIDANG_PASSWORD: 'not the password' });
    expect([wrong.status, wrong.stdout]).toEqual([2, '']);
    expect(JSON.parse(wrong.stderr)).toMatchObject({ code: 'REFUSED', rule: 'archive.wrong_password', sentence: expect.stringContaining('密码') as string });
    const bad = yidang(['settings.update', '--archive', archive, '--input', '{"schoolId":1,"settings":{"noticeDays":0}}']);
    expect(bad.status).toBe(2);
    expect(JSON.parse(bad.stderr)).toMatchObject({ code: 'BAD_INPUT' });
    for (const words of [['no.method', '--archive', archive], ['schools.list'], ['schools.list', '--archive', archive, '--what'], ['schools.list', '--archive', archive, '--input', '{']]) {
      const usage = yidang(words);
      expect(usage.status, words.join(' ')).toBe(2);
      expect(JSON.parse(usage.stderr)).toMatchObject({ code: 'USAGE' });
    }
  });
});
