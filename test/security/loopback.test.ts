import { request } from 'node:http';
import type { IncomingHttpHeaders } from 'node:http';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, onTestFinished, test } from 'vitest';
import { startLoopback } from '#main/shells/loopback/loopback-server.ts';
import { createTestApp, temporaryFolder } from '#test/helpers/test-app.ts';

interface Answer { status: number; headers: IncomingHttpHeaders; body: string }

async function startServer() {
  const folder = temporaryFolder();
  const renderer = join(folder, 'renderer');
  mkdirSync(renderer);
  writeFileSync(join(renderer, 'index.html'), '<!doctype html><title>一档</title>');
  writeFileSync(join(folder, 'secret.txt'), 'outside');
  const server = await startLoopback(createTestApp({ root: folder }), renderer);
  onTestFinished(() => server.close());
  const { host, port } = new URL(server.origin);
  const ask = (path: string, headers: Record<string, string> = {}, method = 'GET', body = ''): Promise<Answer> =>
    new Promise((resolve, reject) => {
      const call = request({ host: '127.0.0.1', port, path, method, headers: { host, ...headers } }, (response) => {
        let text = '';
        response.on('data', (chunk: Buffer) => { text += chunk.toString(); });
        response.on('end', () => { resolve({ status: response.statusCode ?? 0, headers: response.headers, body: text }); });
      });
      call.on('error', reject);
      call.end(body);
    });
  const enter = async () => {
    const entered = await ask(server.entryUrl.slice(server.origin.length));
    return String(entered.headers['set-cookie']).split(';')[0]!;
  };
  return { server, host, ask, enter };
}

const rpc = (cookie: string, origin: string) => ({ cookie, origin, 'content-type': 'application/json' });

describe('the loopback shell', () => {
  test('listens on 127.0.0.1 alone and lets in once, with a strict cookie', async () => {
    const { server, ask } = await startServer();
    expect(server.origin).toMatch(/^http:\/\/127\.0\.0\.1:\d+$/);
    const entry = server.entryUrl.slice(server.origin.length);
    const first = await ask(entry);
    expect(first.status).toBe(303);
    expect(String(first.headers['set-cookie'])).toMatch(/HttpOnly; SameSite=Strict; Path=\//);
    expect((await ask(entry)).status).toBe(403);
  });

  test('answers nobody without the cookie', async () => {
    const { ask, server } = await startServer();
    expect((await ask('/')).status).toBe(403);
    expect((await ask('/rpc/archives/list', rpc('yidang=guess', server.origin), 'POST', '{}')).status).toBe(403);
  });

  test('answers the page with a policy that loads nothing from elsewhere and no inline script', async () => {
    const { ask, enter } = await startServer();
    const page = await ask('/students?x=1', { cookie: await enter() });
    expect(page.status).toBe(200);
    const policy = String(page.headers['content-security-policy']);
    expect(policy).toContain("default-src 'none'");
    expect(policy).toContain("script-src 'self';");
    expect(policy).not.toMatch(/https?:|unsafe-eval|script-src[^;]*unsafe-inline/);
    expect(page.headers['access-control-allow-origin']).toBeUndefined();
  });

  test('refuses another Host (a rebound name) and another Origin, even with the cookie', async () => {
    const { ask, enter, server } = await startServer();
    const cookie = await enter();
    expect((await ask('/', { cookie, host: 'evil.example' })).status).toBe(421);
    expect((await ask('/rpc/archives/list', rpc(cookie, 'http://evil.example'), 'POST', '{}')).status).toBe(403);
    expect((await ask('/rpc/archives/list', { cookie, 'content-type': 'application/json' }, 'POST', '{}')).status).toBe(403);
    const own = await ask('/rpc/archives/list', rpc(cookie, server.origin), 'POST', '{}');
    expect(own.status).toBe(200);
  });

  test.each(['/../secret.txt', '/%2e%2e/secret.txt', '/..%2fsecret.txt', '/..\\secret.txt'])('serves nothing outside its folder: %s', async (path) => {
    const { ask, enter } = await startServer();
    const answer = await ask(path, { cookie: await enter() });
    expect(answer.body).not.toContain('outside');
  });
});
