import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import type { NoticeKind } from '#shared/domain/notice/notice-fields.ts';
import { classesNotReady } from '#shared/domain/notice/notice-level.ts';
import type { ClassLevelLine, NoticeLevel } from '#shared/domain/notice/notice-level.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AnnouncedEntry } from '#main/db/repositories/public-notice.ts';
import { listAnnouncedEntries } from '#main/db/repositories/public-notice.ts';
import { procedureOf } from './procedure-of-school.ts';
import { refuse } from './refusal.ts';

/** Days of 班级公示 the school's procedure asks for before 校级公示; null where it asks for none. */
export function classLevelDaysOf(db: ReadableDb, schoolId: number, year: SchoolYear): number | null {
  return procedureOf(db, schoolId, year).spec.classNoticeDays;
}

/** A class-level notice is of the identification, of one class, and only where the procedure has it. */
export function checkLevel(db: ReadableDb, choice: { schoolId: number; term: Parameters<typeof schoolYearOf>[0]; kind: NoticeKind; level: NoticeLevel; classId: number | null }): void {
  if (choice.level === 'school') return;
  if (choice.kind !== 'identification' || classLevelDaysOf(db, choice.schoolId, schoolYearOf(choice.term)) === null) throw refuse('notice.class_level_not_used', {});
  if (choice.classId === null) throw refuse('notice.class_missing', {});
}

const ranks = { none: 0, draft: 1, posted: 2, held: 3, ended: 4 } as const;

function standingOf(entry: AnnouncedEntry): ClassLevelLine['standing'] {
  if (entry.state === 'draft') return 'draft';
  if (entry.ended === 1) return 'ended';
  return entry.held === 1 ? 'held' : 'posted';
}

/** Worded, class by class, why these lines can't hang at the school's board on that day; empty where the procedure has one level or all is done. */
export function classLevelObstacles(
  db: ReadableDb, notice: { schoolId: number; term: Parameters<typeof schoolYearOf>[0]; kind: NoticeKind; level: NoticeLevel },
  lines: readonly { readonly determinationId: number | null; readonly line: { readonly className: string } }[], postedOn: IsoDate,
): readonly string[] {
  const year = schoolYearOf(notice.term);
  if (notice.kind !== 'identification' || notice.level === 'class' || classLevelDaysOf(db, notice.schoolId, year) === null) return [];
  const furthest = new Map<number, AnnouncedEntry>();
  for (const entry of listAnnouncedEntries(db, notice.schoolId, year)) {
    if (entry.level !== 'class' || entry.determinationId === null) continue;
    const before = furthest.get(entry.determinationId);
    if (before === undefined || ranks[standingOf(entry)] >= ranks[standingOf(before)]) furthest.set(entry.determinationId, entry);
  }
  const standings = lines.map(({ determinationId, line }): ClassLevelLine => {
    const entry = determinationId === null ? undefined : furthest.get(determinationId);
    return { className: line.className, standing: entry === undefined ? 'none' : standingOf(entry), endOn: entry?.endOn ?? null };
  });
  return classesNotReady(standings, postedOn).map((one) => sentenceOf('notice.class_not_ready', one));
}
