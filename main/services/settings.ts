import type { Settings } from '#shared/domain/access/settings.ts';
import { defaultSettings } from '#shared/domain/access/settings.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listSettings, setSetting } from '#main/db/repositories/setting.ts';
import { api, read, write } from './procedure.ts';
import { refuse } from './refusal.ts';

/** A school's settings: its own, and the handbook's defaults for what it never set. */
export function settingsOf(db: ReadableDb, schoolId: number): Settings {
  return { ...defaultSettings, ...(listSettings(db, schoolId) as Partial<Settings>) };
}

export const settingsService = {
  get: api.settings.get.handler(read(({ db, input }) => settingsOf(db, input.schoolId))),

  update: api.settings.update.handler(write(({ db, input, note }) => {
    const before = settingsOf(db, input.schoolId);
    const { gradeSet } = input.settings;
    if (gradeSet && new Set(gradeSet).size !== gradeSet.length) throw refuse('setting.grade_set_duplicate', {});
    for (const [key, value] of Object.entries(input.settings)) {
      if (value !== undefined) setSetting(db, input.schoolId, key, value);
    }
    note({ before, changed: input.settings });
    return settingsOf(db, input.schoolId);
  })),
};
