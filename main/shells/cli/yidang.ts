import { readFileSync } from 'node:fs';
import { basename, dirname, resolve } from 'node:path';
import { ORPCError } from '@orpc/contract';
import { createApp } from '#main/app.ts';
import { defaultPorts } from '#main/shells/default-ports.ts';
import { parseArguments, UsageError } from './arguments.ts';
import type { CliArguments } from './arguments.ts';
import { describeMethods, findMethod } from './methods.ts';
import { saveFiles } from './save-files.ts';

/** Exit codes: 0 done, 2 refused or bad input (JSON on stderr), 1 a bug of ours. */
async function main(words: readonly string[]): Promise<number> {
  if (words[0] === 'methods') {
    print(process.stdout, describeMethods());
    return 0;
  }
  if (words[0] === 'demo') {
    const { runDemo } = await import('#main/demo/run-demo.ts');
    return runDemo(words.slice(1));
  }
  try {
    print(process.stdout, await call(parseArguments(words)));
    return 0;
  } catch (error) {
    if (error instanceof UsageError) {
      print(process.stderr, { code: 'USAGE', sentence: error.message });
      return 2;
    }
    if (error instanceof ORPCError && error.code !== 'INTERNAL_SERVER_ERROR') {
      // The rule that refused has a code of its own; `code` stays the contract's.
      const { code: rule, ...data } = (error.data ?? {}) as { code?: string };
      print(process.stderr, { code: error.code, ...(rule === undefined ? {} : { rule }), ...data });
      return 2;
    }
    console.error(error);
    return 1;
  }
}

async function call(options: CliArguments): Promise<unknown> {
  const method = findMethod(options.method);
  if (!method) throw new UsageError(`没有方法 ${options.method}；用 yidang methods 查看全部方法`);
  if (!options.archive) throw new UsageError('缺少 --archive 档案文件夹');
  const folder = resolve(options.archive);
  const archiveId = basename(folder);
  const app = createApp(defaultPorts(dirname(folder)));
  const input = inputOf(options, archiveId, method.permission === 'open');
  try {
    if (method.permission !== 'open') {
      await app.client.archives.unlock({ archiveId, login: options.login, password: process.env['YIDANG_PASSWORD'] ?? '' });
    }
    return await saveFiles(await method.call(app.client, input), options.out);
  } finally {
    await app.client.session.lock({ leaving: false });
  }
}

function inputOf(options: CliArguments, archiveId: string, open: boolean): unknown {
  const text = options.input?.startsWith('@') ? readFileSync(options.input.slice(1), 'utf8') : options.input;
  if (text === undefined && options.files.length === 0 && !open) return undefined;
  let input: Record<string, unknown>;
  try {
    input = JSON.parse(text ?? '{}') as Record<string, unknown>;
  } catch (error) {
    throw new UsageError(`--input 不是合法的 JSON：${(error as Error).message}`);
  }
  for (const { name, path } of options.files) {
    let bytes: Buffer<ArrayBuffer>;
    try {
      bytes = readFileSync(path);
    } catch {
      throw new UsageError(`读不到文件 ${path}`);
    }
    input[name] = new File([bytes], basename(path));
  }
  return open ? { archiveId, ...input } : input;
}

function print(stream: NodeJS.WriteStream, value: unknown): void {
  stream.write(`${JSON.stringify(value ?? null, null, 2)}\n`);
}

// A reader that has seen enough (`| head`) closes the pipe; that is no error of ours.
process.stdout.on('error', (error: NodeJS.ErrnoException) => { process.exit(error.code === 'EPIPE' ? 0 : 1); });

process.exitCode = await main(process.argv.slice(2));
