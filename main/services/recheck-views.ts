import type { RecheckLineView, RecheckList, RecheckView } from '#shared/contract/recheck.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { determinationInTerm } from '#shared/domain/identification/determination.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import { compareLists } from '#shared/domain/matching/list-change.ts';
import type { ChangeLine, ListComparison, RowPlace } from '#shared/domain/matching/list-change.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { countBuckets, findList } from '#main/db/queries/lists.ts';
import type { ListLine } from '#main/db/queries/lists.ts';
import { listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { listComparedRows } from '#main/db/queries/recheck.ts';
import type { NumberedRow } from '#main/db/queries/recheck.ts';
import { listRecheckDecisions } from '#main/db/repositories/special-group.ts';
import type { RecheckDecisionLine, RecheckLine } from '#main/db/repositories/special-group.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { bucketCounts } from './lists-views.ts';
import { standingEvidence } from './lists-coverage.ts';
import { notFound } from './refusal.ts';

export function viewRecheckList(db: ReadableDb, list: ListLine): RecheckList {
  return {
    listId: list.listId, label: formatListKind(list.kind, list.groupKey), kind: list.kind, fileName: list.fileName, issuer: list.issuer, asOf: list.asOf as IsoDate | null,
    term: list.term as TermKey, importedAt: list.importedAt, withdrawn: list.withdrawnAt !== null, waiting: bucketCounts(countBuckets(db, list.listId)).needsDecision,
  };
}

/** A check with its two lists compared as they stand now. */
export interface LiveRecheck {
  readonly recheck: RecheckLine;
  readonly schoolId: number;
  readonly previous: ListLine | null;
  readonly next: ListLine;
  readonly previousRows: readonly NumberedRow[];
  readonly nextRows: readonly NumberedRow[];
  readonly comparison: ListComparison;
  /** What was decided last about a pupil's group. */
  readonly decided: ReadonlyMap<string, RecheckDecisionLine>;
}

export const lineKey = (line: { readonly studentId: number; readonly groupKey: string }): string => `${line.studentId} ${line.groupKey}`;

export function openRecheck(db: ReadableDb, schoolId: number, recheck: RecheckLine): LiveRecheck {
  const next = findList(db, schoolId, recheck.nextListId);
  const previous = recheck.previousListId === null ? null : findList(db, schoolId, recheck.previousListId) ?? null;
  if (!next) throw notFound('这份名单');
  const previousRows = previous === null ? [] : listComparedRows(db, previous.listId);
  const nextRows = listComparedRows(db, next.listId);
  return {
    recheck, schoolId, previous, next, previousRows, nextRows, comparison: compareLists(previousRows, nextRows),
    decided: new Map(listRecheckDecisions(db, [recheck.recheckId]).map((one) => [lineKey(one), one])),
  };
}

/** A decision counts while the lists still say what they said then. */
export function standingDecision(live: LiveRecheck, line: ChangeLine): RecheckDecisionLine | null {
  const decision = live.decided.get(lineKey(line));
  return decision !== undefined && decision.change === line.change ? decision : null;
}

function countsOf(live: LiveRecheck, lines: readonly ChangeLine[]): RecheckView['counts'] {
  const of = (change: string): number => lines.filter((line) => line.change === change).length;
  const decided = lines.filter((line) => line.change !== 'unchanged' && standingDecision(live, line) !== null).length;
  return {
    gained: of('gained'), lost: of('lost'), riskRemoved: of('risk_removed'), unchanged: of('unchanged'), decided,
    open: lines.length - of('unchanged') - decided,
  };
}

/** The lines of the pupils an account may see. */
export function linesInScope(db: ReadableDb, live: LiveRecheck, classIds: readonly number[] | null): readonly ChangeLine[] {
  if (classIds === null) return live.comparison.lines;
  const classOf = new Map(listPupilLines(db, live.schoolId).map((line) => [line.studentId, line.classId]));
  return live.comparison.lines.filter((line) => classIds.includes(classOf.get(line.studentId) ?? 0));
}

export function viewRecheck(db: ReadableDb, live: LiveRecheck, classIds: readonly number[] | null): RecheckView {
  return {
    recheckId: live.recheck.recheckId, term: live.recheck.term as TermKey, label: formatListKind(live.next.kind, live.next.groupKey),
    previous: live.previous === null ? null : viewRecheckList(db, live.previous), next: viewRecheckList(db, live.next), startedOn: live.recheck.startedOn, by: live.recheck.by,
    counts: countsOf(live, linesInScope(db, live, classIds)),
  };
}

type Places = Record<RowPlace, number>;

export function countPlaces(places: ReadonlyMap<number, RowPlace>): Places {
  const counts: Places = { gained: 0, lost: 0, risk_removed: 0, unchanged: 0, waiting: 0, not_ours: 0 };
  for (const place of places.values()) counts[place] += 1;
  return counts;
}

const order = { lost: 0, risk_removed: 1, gained: 2, unchanged: 3 } as const;

/** The lines as they are worked through: by change, then in the order of the classes. */
export function viewRecheckLines(db: ReadableDb, live: LiveRecheck, classIds: readonly number[] | null): RecheckLineView[] {
  const term = live.recheck.term as TermKey;
  const year = schoolYearOf(term);
  const catalogue = groupCatalogueOf(db, live.schoolId, year);
  const pupils = listPupilLines(db, live.schoolId);
  const place = new Map(pupils.map((pupil, index) => [pupil.studentId, index]));
  const pupilOf = new Map(pupils.map((pupil) => [pupil.studentId, pupil]));
  const cases = new Map(listCases(db, live.schoolId, year).map((one) => [one.studentId, one]));
  const chains = Map.groupBy(listDeterminations(db, live.schoolId, year), (one) => one.caseId);
  const evidence = standingEvidence(db, live.schoolId, term);
  const numberOf = new Map([...live.previousRows, ...live.nextRows].map((row) => [row.rowId, row.rowNo]));
  const numbers = (rowIds: readonly number[]): number[] => rowIds.map((rowId) => numberOf.get(rowId) ?? 0);
  return linesInScope(db, live, classIds).map((line): RecheckLineView => {
    const pupil = pupilOf.get(line.studentId);
    const own = cases.get(line.studentId);
    const decision = standingDecision(live, line);
    const others = (evidence.get(line.studentId) ?? []).filter((row) => row.groupKey === line.groupKey && row.listId !== live.next.listId && row.listId !== live.previous?.listId);
    return {
      studentId: line.studentId, name: pupil?.name ?? '', className: pupil ? formatPupilClass(pupil, year) : '', classId: pupil?.classId ?? null,
      left: pupil !== undefined && pupil.status !== 'enrolled' && pupil.status !== 'suspended',
      groupKey: line.groupKey, groupLabel: catalogue.label(line.groupKey), change: line.change, riskCleared: line.riskCleared,
      previousRowNos: numbers(line.previousRows), nextRowNos: numbers(line.nextRows),
      alsoOn: [...new Set(others.map((row) => formatListKind(row.kind, row.listGroupKey)))],
      caseState: own?.state ?? null, grade: own === undefined ? null : determinationInTerm(chains.get(own.caseId) ?? [], term)?.grade ?? null,
      decision: decision === null ? null : { decision: decision.decision, reason: decision.reason, decidedOn: decision.decidedOn, grade: decision.grade, by: decision.by, at: decision.at },
      stale: decision === null && live.decided.has(lineKey(line)),
    };
  }).toSorted((left, right) => order[left.change] - order[right.change] || (place.get(left.studentId) ?? 0) - (place.get(right.studentId) ?? 0)
    || catalogue.compare(left.groupKey, right.groupKey));
}
