import { expect, it } from 'vitest';
import { isoDate } from '#shared/domain/calendar/iso-date.ts';
import { followUpState } from '#shared/domain/talks/talk.ts';

const today = isoDate('2025-10-31');
it.each([
  ['', null, null, 'none'], ['联系家长', null, null, 'open'], ['联系家长', '2025-11-01', null, 'open'], ['联系家长', '2025-10-31', null, 'due'], ['联系家长', '2025-10-01', '2025-10-30', 'done'],
] as const)('a follow-up %s by %s, done %s, is %s', (followUp, by, done, state) => {
  expect(followUpState({ followUp, followUpBy: by === null ? null : isoDate(by) }, done === null ? null : isoDate(done), today)).toBe(state);
});
