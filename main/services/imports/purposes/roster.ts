import type { RosterFieldKey } from '#shared/domain/roster/roster-fields.ts';
import { rosterFields } from '#shared/domain/roster/roster-fields.ts';
import type { ImportPurpose } from '../purpose.ts';
import { analyseRoster } from './roster-analysis.ts';
import type { RosterPlan } from './roster-analysis.ts';
import { commitRoster } from './roster-commit.ts';
import { rosterDecisionsSchema, rosterOptionsSchema } from './roster-options.ts';
import type { RosterDecisions, RosterOptions } from './roster-options.ts';

/** The roster: a system's export, the import template, or the school's own list. A second one is compared with the first. */
export const rosterPurpose: ImportPurpose<RosterFieldKey, RosterPlan, RosterOptions, RosterDecisions> = {
  purpose: 'roster',
  label: '学生名册',
  readPermission: 'roster.read',
  writePermission: 'roster.write',
  fields: rosterFields,
  options: rosterOptionsSchema,
  decisions: rosterDecisionsSchema,
  mayLeaveOutWrongRows: true,
  mayRepeatFile: true,
  keepsBytes: false,
  analyse: analyseRoster,
  commit: commitRoster,
};
