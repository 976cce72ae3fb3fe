import type { NegativeHitView } from '#shared/contract/verification.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { CaseState } from '#shared/domain/identification/case-state.ts';
import { determinationInTerm } from '#shared/domain/identification/determination.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { isOpenHit } from '#shared/domain/verification/negative-hit.ts';
import { negativeKindsOf } from '#shared/domain/verification/negative-kind.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listCases, listDeterminations } from '#main/db/queries/identification.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { listHitEvents, listHits } from '#main/db/queries/verification.ts';
import { listNegativeKindRows } from '#main/db/repositories/verification.ts';
import { declaredWork } from './negative-households.ts';

export interface HitScope {
  readonly schoolId: number;
  readonly term: TermKey;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
}

/** A pupil asks for something while the case stands: applied, listed or decided, and neither declined nor over. */
function stands(state: CaseState | null): boolean {
  return state !== null && state !== 'declined' && state !== 'revoked' && state !== 'expired';
}

/** Every hit of the 学年 in the order of the classes, with its story; a 班主任 sees the own class and no number. */
export function viewHits(db: ReadableDb, { schoolId, term, classIds }: HitScope): NegativeHitView[] {
  const year = schoolYearOf(term);
  const hits = Map.groupBy(listHits(db, schoolId, year), (hit) => hit.studentId);
  const events = Map.groupBy(listHitEvents(db, [...hits.values()].flat().map((hit) => hit.hitId)), (event) => event.hitId);
  const cases = new Map(listCases(db, schoolId, year).map((one) => [one.studentId, one]));
  const chains = Map.groupBy(listDeterminations(db, schoolId, year), (one) => one.caseId);
  const kinds = new Map(negativeKindsOf(listNegativeKindRows(db, schoolId)).map((kind) => [kind.key, kind]));
  const declared = declaredWork(db, schoolId, term);
  return listPupilLines(db, schoolId).filter((pupil) => hits.has(pupil.studentId) && (classIds === null || classIds.includes(pupil.classId ?? 0))).flatMap((pupil) => {
    const own = cases.get(pupil.studentId);
    return (hits.get(pupil.studentId) ?? []).map((hit): NegativeHitView => ({
      hitId: hit.hitId, studentId: pupil.studentId, name: pupil.name, className: formatPupilClass(pupil, year), classId: pupil.classId,
      caseState: own?.state ?? null, grade: own === undefined ? null : determinationInTerm(chains.get(own.caseId) ?? [], term)?.grade ?? null,
      due: stands(own?.state ?? null) && isOpenHit(hit.state), kindLabel: hit.kindLabel, ask: kinds.get(hit.kindKey)?.ask ?? '', detailLabel: kinds.get(hit.kindKey)?.detailLabel ?? '',
      issuer: hit.issuer, fileName: hit.fileName, rowNo: hit.rowNo, listedName: hit.listedName, idMasked: classIds === null ? maskIdNumber(hit.idNumber) : '', detail: hit.detail,
      personName: hit.personName, relation: hit.relation, source: hit.source, strength: hit.strength, nameDiffers: hit.nameDiffers === 1,
      declared: declared(pupil.studentId, hit.personName), state: hit.state,
      events: (events.get(hit.hitId) ?? []).map(({ event, toState, onDate, text, outcome, by, at }) => ({ event, toState, onDate, text, outcome, by, at })),
    }));
  });
}

/** Each hit counted once: those of pupils without a standing case apart, the others by state. */
export function countHits(rows: readonly NegativeHitView[]) {
  const of = (state: NegativeHitView['state']): number => rows.filter((row) => row.state === state && !(isOpenHit(state) && !row.due)).length;
  return {
    due: rows.filter((row) => row.due).length, open: of('open'), explained: of('explained'), checked: of('checked'), decided: of('decided'), notSame: of('not_same'),
    withoutCase: rows.filter((row) => isOpenHit(row.state) && !row.due).length,
  };
}

/**
 * What a body should know before it decides about these pupils: hits that are not settled, and what was recommended. A sentence and never a bar
 * (handbook 2.8). Weak hints by name alone are left out until somebody has found them to be the same person.
 */
export function hitWarnings(db: ReadableDb, schoolId: number, year: SchoolYear, studentIds: readonly number[]): ReadonlyMap<number, readonly string[]> {
  const asked = new Set(studentIds);
  const hits = Map.groupBy(listHits(db, schoolId, year).filter((hit) => asked.has(hit.studentId)), (hit) => hit.studentId);
  if (hits.size === 0) return new Map();
  const names = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line.name]));
  const events = Map.groupBy(listHitEvents(db, [...hits.values()].flat().map((hit) => hit.hitId)), (event) => event.hitId);
  return new Map([...hits].map(([studentId, own]): [number, string[]] => {
    const name = names.get(studentId) ?? '';
    const open = own.filter((hit) => isOpenHit(hit.state) && (hit.strength === 'number' || hit.state !== 'open'));
    const kinds = [...new Set(open.map((hit) => hit.kindLabel))].join('、');
    const decided = own.filter((hit) => hit.state === 'decided').flatMap((hit) => {
      const last = (events.get(hit.hitId) ?? []).findLast((event) => event.event === 'decide');
      const outcome = last?.outcome ?? null;
      return last === undefined || outcome === null ? [] : [sentenceOf('verification.decided_hits', { name, outcome, on: last.onDate, text: last.text })];
    });
    return [studentId, [...(open.length === 0 ? [] : [sentenceOf('verification.open_hits', { name, count: open.length, kinds })]), ...decided]];
  }));
}
