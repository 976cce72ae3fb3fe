import { randomBytes, timingSafeEqual } from 'node:crypto';
import { createServer } from 'node:http';
import type { IncomingMessage, Server, ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { RPCHandler } from '@orpc/server/node';
import { BodyLimitPlugin } from '@orpc/server/node';
import type { App } from '#main/app.ts';
import { serveStatic } from './serve-static.ts';

const cookieName = 'yidang';
const largestBody = 256 * 1024 * 1024;

export interface LoopbackServer {
  /** The address to open once: it carries the one-time token. */
  readonly entryUrl: string;
  readonly origin: string;
  close(): Promise<void>;
}

/**
 * Serves the renderer and the contract on 127.0.0.1 at a port of the system's choosing. The entry address works once and is exchanged
 * for a strict cookie; Host and Origin must be this very address, so no other page or name can reach the archive; there is no CORS.
 */
export async function startLoopback(app: App, rendererFolder: string): Promise<LoopbackServer> {
  const secret = randomBytes(32).toString('base64url');
  let entryToken: string | null = randomBytes(32).toString('base64url');
  const handler = new RPCHandler(app.router, { plugins: [new BodyLimitPlugin({ maxBodySize: largestBody })] });
  let host = '';

  async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    if (request.headers.host !== host) { refuse(response, 421); return; }
    const { origin } = request.headers;
    if (origin !== undefined && origin !== `http://${host}`) { refuse(response, 403); return; }
    const url = new URL(request.url ?? '/', `http://${host}`);
    const offered = url.searchParams.get('enter');
    if (offered !== null) {
      if (entryToken === null || !sameText(offered, entryToken)) { refuse(response, 403); return; }
      entryToken = null;
      response.writeHead(303, { 'set-cookie': `${cookieName}=${secret}; HttpOnly; SameSite=Strict; Path=/`, location: '/' }).end();
      return;
    }
    if (!sameText(cookieOf(request) ?? '', secret)) { refuse(response, 403); return; }
    if (url.pathname.startsWith('/rpc')) {
      if (request.method !== 'POST' || origin === undefined) { refuse(response, 403); return; }
      const { matched } = await handler.handle(request, response, { prefix: '/rpc', context: app.context });
      if (!matched) refuse(response, 404);
      return;
    }
    if (request.method !== 'GET' && request.method !== 'HEAD') { refuse(response, 405); return; }
    await serveStatic(rendererFolder, url.pathname, response);
  }

  const server = createServer((request, response) => {
    answer(request, response).catch((error: unknown) => {
      console.error(error);
      if (!response.headersSent) refuse(response, 500);
      else response.destroy();
    });
  });
  await listen(server);
  host = `127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    origin: `http://${host}`,
    entryUrl: `http://${host}/?enter=${entryToken}`,
    close: () => new Promise((resolve) => { server.close(() => { resolve(); }); server.closeAllConnections(); }),
  };
}

function listen(server: Server): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => { resolve(); });
  });
}

function refuse(response: ServerResponse, status: number): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' }).end();
}

function cookieOf(request: IncomingMessage): string | undefined {
  return request.headers.cookie?.split(/;\s*/).find((part) => part.startsWith(`${cookieName}=`))?.slice(cookieName.length + 1);
}

function sameText(offered: string, expected: string): boolean {
  const a = Buffer.from(offered);
  const b = Buffer.from(expected);
  return a.length === b.length && timingSafeEqual(a, b);
}
