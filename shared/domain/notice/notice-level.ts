import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** 班级公示 in the class's own room, 校级公示 at the school's board (handbook 6.2: class 3 days + school 5 days in one place). */
export const noticeLevels = ['class', 'school'] as const;
export type NoticeLevel = (typeof noticeLevels)[number];

/** How far the class-level notice of one line has come. `held`: its period is over and an objection is still owed an answer. */
export interface ClassLevelLine {
  readonly className: string;
  readonly standing: 'none' | 'draft' | 'posted' | 'held' | 'ended';
  /** Last day of its period. */
  readonly endOn: IsoDate | null;
}

export interface ClassNotReady {
  readonly className: string;
  readonly why: 'none' | 'draft' | 'posted' | 'held' | 'overlaps';
  readonly count: number;
  readonly endOn: IsoDate | null;
}

/**
 * The classes whose lines may not hang at the school's board yet, where a place asks for 班级公示 first (handbook 6.2): the class-level notice isn't
 * there, hangs, waits for an objection, or its last day is not before the school-level posting. Empty: nothing stands against it.
 */
export function classesNotReady(lines: readonly ClassLevelLine[], postedOn: IsoDate): readonly ClassNotReady[] {
  const found = new Map<string, ClassNotReady>();
  for (const { className, standing, endOn } of lines) {
    const why = standing !== 'ended' ? standing : endOn === null || endOn >= postedOn ? 'overlaps' : null;
    if (why === null) continue;
    const before = found.get(`${className} ${why}`);
    found.set(`${className} ${why}`, { className, why, endOn, count: (before?.count ?? 0) + 1 });
  }
  return [...found.values()];
}
