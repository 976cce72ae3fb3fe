import type { CoverageGapView } from '#shared/contract/recheck.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { coverageStanding } from '#shared/domain/identification/coverage-standing.ts';
import { currentDetermination } from '#shared/domain/identification/determination.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { followUpWayTexts, gapReasonTexts } from '#shared/text/special-groups.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases, listDeterminations } from '#main/db/queries/identification.ts';
import type { StandingEvidence } from '#main/db/queries/lists.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { insertFollowUp, listFollowUps } from '#main/db/repositories/special-group.ts';
import { listWaivedPupils } from '#main/db/repositories/waiver.ts';
import type { CoverageGapsPaper } from '#main/print/papers/coverage-gaps.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { imprintOf } from './imprint-of.ts';
import { standingEvidence } from './lists-coverage.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';

interface GapScope {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly classIds: readonly number[] | null;
  readonly classId?: number | undefined;
}

interface CoverageGaps {
  readonly counts: { listed: number; identified: number; applied: number; declined: number; gaps: number; followed: number };
  readonly rows: CoverageGapView[];
}

/** Everyone of the school on a list in force, each in one of four places; those in the last are the rows. */
export function coverageGapsOf(db: ReadableDb, { schoolId, term, classIds, classId }: GapScope): CoverageGaps {
  const year = schoolYearOf(term);
  const evidence = standingEvidence(db, schoolId, term);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const chains = Map.groupBy(listDeterminations(db, schoolId, year), (one) => one.caseId);
  const followUps = Map.groupBy(listFollowUps(db, schoolId, year), (one) => one.studentId);
  const waived = listWaivedPupils(db, schoolId, year);
  const catalogue = groupCatalogueOf(db, schoolId, year);
  const counts = { listed: 0, identified: 0, applied: 0, declined: 0, gaps: 0, followed: 0 };
  const rows: CoverageGapView[] = [];
  for (const pupil of listPupilLines(db, schoolId)) {
    const listed = evidence.get(pupil.studentId);
    const seen = (classIds === null || classIds.includes(pupil.classId ?? 0)) && (classId === undefined || pupil.classId === classId);
    if (listed === undefined || !seen || (pupil.status !== 'enrolled' && pupil.status !== 'suspended')) continue;
    const own = cases.get(pupil.studentId);
    const decided = own !== undefined && currentDetermination(chains.get(own.caseId) ?? []) !== null;
    const standing = coverageStanding(own === undefined ? null : { state: own.state, appliedOn: own.appliedOn, decided }, waived.has(pupil.studentId));
    counts.listed += 1;
    if (standing.kind !== 'gap') {
      counts[standing.kind] += 1;
      continue;
    }
    const done = (followUps.get(pupil.studentId) ?? []).map(({ studentId: _studentId, ...one }) => one);
    counts.gaps += 1;
    if (done.length > 0) counts.followed += 1;
    rows.push({
      studentId: pupil.studentId, name: pupil.name, className: formatPupilClass(pupil, year), classId: pupil.classId, reason: standing.reason,
      groups: listed.map((row) => viewRow(row, catalogue.label(row.groupKey))), followUps: done,
    });
  }
  return { counts, rows };
}

function viewRow(row: StandingEvidence, groupLabel: string): CoverageGapView['groups'][number] {
  return { groupKey: row.groupKey, groupLabel, listLabel: formatListKind(row.kind, row.listGroupKey), rowNo: row.rowNo, riskCleared: row.riskCleared };
}

function gapsPaper({ counts, rows }: CoverageGaps, words: { school: string; term: TermKey; scope: string; asOf: IsoDate; imprint: Imprint }): CoverageGapsPaper {
  return {
    kind: 'coverage_gaps', ...words, counts,
    lines: rows.map((row) => ({
      className: row.className, name: row.name, groups: [...new Set(row.groups.map((group) => group.groupLabel))].join('、'),
      basis: row.groups.map((group) => `${group.listLabel}第 ${group.rowNo} 行${group.riskCleared === 'yes' ? '（风险已消除）' : ''}`).join('；'),
      reason: gapReasonTexts[row.reason], followUps: row.followUps.map((one) => `${one.onDate} ${followUpWayTexts[one.way]}：${one.result}`).join('；'),
    })),
  };
}

export const coverageService = {
  gaps: api.coverage.gaps.handler(read(({ db, input, session }) => coverageGapsOf(db, { ...input, classIds: classScope(session) }))),

  followUp: api.coverage.followUp.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, term, studentIds, onDate, way, result } = input;
    if (onDate > today) throw refuse('recheck.date_in_future', { date: onDate, today });
    const gaps = new Set(coverageGapsOf(db, { schoolId, term, classIds: classScope(session) }).rows.map((row) => row.studentId));
    const names = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line]));
    for (const studentId of new Set(studentIds)) {
      const pupil = names.get(studentId);
      const classIds = classScope(session);
      if (!pupil || (classIds !== null && !classIds.includes(pupil.classId ?? 0))) throw notFound('这名学生');
      if (!gaps.has(studentId)) throw refuse('recheck.not_covered', { name: pupil.name });
      insertFollowUp(db, { schoolId, schoolYear: schoolYearOf(term), studentId, onDate, way, result }, { accountId: session.accountId, at });
    }
    note({ students: studentIds.length, onDate });
    return { done: true as const };
  })),

  print: api.coverage.print.handler(slow(async ({ core, db, input, session, today }) => {
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    const gaps = coverageGapsOf(db, { ...input, classIds: classScope(session) });
    const scope = input.classId === undefined ? (classScope(session) === null ? '全校' : '本班') : gaps.rows[0]?.className ?? '所选班级';
    const paper = gapsPaper(gaps, { school: school.name, term: input.term, scope, asOf: today, imprint: imprintOf(core, session) });
    return pdfFile(`应助未助学生清单 ${formatTermShort(input.term)}.pdf`, paper);
  })),
};
