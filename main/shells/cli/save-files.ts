import { mkdirSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { UsageError } from './arguments.ts';

/** Writes every file in a method's answer to the folder, and puts its path in the answer's place. */
export async function saveFiles(value: unknown, folder: string | undefined): Promise<unknown> {
  if (value instanceof File) {
    if (!folder) throw new UsageError(`结果里有文件“${value.name}”，请用 --out 指定保存的文件夹`);
    mkdirSync(folder, { recursive: true });
    const path = join(folder, basename(value.name));
    writeFileSync(path, new Uint8Array(await value.arrayBuffer()));
    return { file: path, sizeBytes: value.size };
  }
  if (Array.isArray(value)) return Promise.all(value.map((each) => saveFiles(each, folder)));
  if (value !== null && typeof value === 'object') {
    const entries = await Promise.all(Object.entries(value).map(async ([key, each]) => [key, await saveFiles(each, folder)] as const));
    return Object.fromEntries(entries);
  }
  return value;
}
