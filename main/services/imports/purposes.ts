import type { ImportPurposeKey } from '#shared/contract/imports.ts';
import type { ImportPurpose } from './purpose.ts';
import { departmentListPurpose } from './purposes/department-list.ts';
import { determinationsPurpose } from './purposes/determinations.ts';
import { rosterPurpose } from './purposes/roster.ts';

/** Every import purpose by its key. A subject adds its own here: one import line, one entry. */
const purposes: Readonly<Partial<Record<ImportPurposeKey, ImportPurpose>>> = {
  department_list: departmentListPurpose as ImportPurpose,
  determinations: determinationsPurpose as ImportPurpose,
  roster: rosterPurpose as ImportPurpose,
};

export function findPurpose(key: ImportPurposeKey): ImportPurpose | undefined {
  return purposes[key];
}
