import { readFileSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { PrintResources } from './resources.ts';

/** Template sources by file name. */
export type Templates = ReadonlyMap<string, string>;

/**
 * The shipped templates, and the county's over them. Read on the program's side and handed to the worker: in a packaged program they lie
 * inside its one file, where the native typesetter can't look.
 */
export function readTemplates(resources: PrintResources): Templates {
  const folders = [resources.templateFolder, resources.countyTemplateFolder].filter((folder) => folder !== null);
  const names = (folder: string) => readdirSync(folder).filter((name) => name.endsWith('.typ'));
  return new Map(folders.flatMap((folder) => names(folder).map((name) => [name, readFileSync(join(folder, name), 'utf8')] as const)));
}
