import type { ImportPurposeKey } from '#shared/contract/imports.ts';
import type { ImportPurpose } from './purpose.ts';
import { rosterPurpose } from './purposes/roster.ts';

/** Every import purpose by its key. A subject adds its own here: one import line, one entry. */
const purposes: Readonly<Partial<Record<ImportPurposeKey, ImportPurpose>>> = {
  roster: rosterPurpose as ImportPurpose,
};

export function findPurpose(key: ImportPurposeKey): ImportPurpose | undefined {
  return purposes[key];
}
