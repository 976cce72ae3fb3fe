import { existsSync, readFileSync, readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { expect, it } from 'vitest';

const folder = fileURLToPath(new URL('../../shared/domain/', import.meta.url));
const readme = readFileSync(`${folder}README.md`, 'utf8');

it('the index of rules names every subject of the core and no file that is not there', () => {
  const subjects = readdirSync(folder, { withFileTypes: true }).filter((entry) => entry.isDirectory()).map(({ name }) => name);
  expect(subjects.filter((subject) => !readme.includes(`${subject}/`))).toEqual([]);
  const named = [...readme.matchAll(/[a-z-]+(?:\/[a-z-]+)?\.ts/g)].map(([path]) => path);
  expect(named.filter((path) => !existsSync(`${folder}${path}`))).toEqual([]);
});
