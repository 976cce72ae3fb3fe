import { describe, expect, test } from 'vitest';
import { permissions } from '#shared/domain/access/permission.ts';
import { describeMethods, findMethod } from '#main/shells/cli/methods.ts';
import { createTestApp, openTestSchool, refusalOf } from '#test/helpers/test-app.ts';

interface Described { name: string; kind: string; permission: string; input: object | null; output: object | null; errors: Record<string, object> }
const methods = describeMethods() as Described[];

describe('the contract', () => {
  test('describes every method with its kind, permission and JSON Schemas', () => {
    expect(methods.length).toBeGreaterThan(20);
    for (const method of methods) {
      expect(['query', 'command'], method.name).toContain(method.kind);
      expect([...permissions, 'open', 'signed_in'], method.name).toContain(method.permission);
      expect(method.output, `${method.name} has no output schema`).not.toBeNull();
      expect(Object.keys(method.errors)).toContain('REFUSED');
    }
  });

  test.each(methods.filter((method) => method.permission !== 'open').map((method) => method.name))('%s is closed to whoever is not signed in', async (name) => {
    const { client } = createTestApp();
    expect((await refusalOf(findMethod(name)!.call(client, {}))).code).toBe('NOT_SIGNED_IN');
  });

  test('asks for the permission each method names, before it looks at the input', async () => {
    const { app, client } = await openTestSchool();
    const { archive } = app.core;
    const guarded = methods.filter((method) => !['open', 'signed_in'].includes(method.permission));
    expect(guarded.length).toBeGreaterThan(80);
    for (const { name, permission } of guarded) {
      archive!.session = { ...archive!.session, can: (asked) => asked !== permission };
      expect((await refusalOf(findMethod(name)!.call(client, {}))).code, name).toBe('FORBIDDEN');
    }
  });

  test('words input that does not fit in Chinese, and stores nothing', async () => {
    const { client, schoolId } = await openTestSchool();
    const refused = await refusalOf(client.settings.update({ schoolId, settings: { noticeDays: 0 } }));
    expect(refused.code).toBe('BAD_INPUT');
    expect(refused.data.sentence).toMatch(/noticeDays.*数值过小/);
    expect((await client.settings.get({ schoolId })).noticeDays).toBe(5);
  });
});
