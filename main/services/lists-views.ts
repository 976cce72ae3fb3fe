import type { DepartmentList, ListMatch, ListRowView } from '#shared/contract/lists.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { SchoolYear, TermKey } from '#shared/domain/calendar/term.ts';
import { maskIdNumber } from '#shared/domain/identity/id-number.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import type { RowBucket } from '#shared/domain/matching/match-row.ts';
import { matchDifferenceTexts, matchRuleTexts } from '#shared/text/lists.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { countBuckets, countListedPupils, listDecisionsOfRows, listMatchesOfRows } from '#main/db/queries/lists.ts';
import type { ListLine, ListMatchLine, ListRowLine } from '#main/db/queries/lists.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { understandRow } from './lists-understanding.ts';

export interface BucketCounts {
  readonly matched: number;
  readonly needsDecision: number;
  readonly notOurs: number;
}

export function bucketCounts(counts: readonly { readonly bucket: RowBucket; readonly count: number }[]): BucketCounts {
  const of = (bucket: RowBucket): number => counts.find((one) => one.bucket === bucket)?.count ?? 0;
  return { matched: of('matched'), needsDecision: of('needs_decision'), notOurs: of('not_ours') };
}

export function viewList(db: ReadableDb, list: ListLine): DepartmentList {
  const buckets = bucketCounts(countBuckets(db, list.listId));
  return {
    listId: list.listId, kind: list.kind, label: formatListKind(list.kind, list.groupKey), groupKey: list.groupKey, issuer: list.issuer,
    asOf: list.asOf as IsoDate | null, term: list.term as TermKey, fileName: list.fileName, importedAt: list.importedAt, importedBy: list.importedBy,
    rowCount: buckets.matched + buckets.needsDecision + buckets.notOurs + list.leftOut, leftOut: list.leftOut, buckets,
    pupils: countListedPupils(db, list.listId), replacesId: list.replacesId, replacedById: list.replacedById,
    withdrawn: list.withdrawnAt === null ? null : { at: list.withdrawnAt, by: list.withdrawnBy ?? '', reason: list.withdrawnReason ?? '' },
  };
}

interface RowViewer {
  readonly schoolId: number;
  readonly year: SchoolYear;
  /** A row can mean brothers and sisters in several classes; a 班主任 sees his own. Null: everyone. */
  readonly classIds: readonly number[] | null;
}

/** Rows with their pupils, decisions and sentence. */
export function viewRows(db: ReadableDb, rows: readonly ListRowLine[], school: RowViewer): ListRowView[] {
  const rowIds = rows.map((row) => row.rowId);
  const { label } = groupCatalogueOf(db, school.schoolId, school.year);
  const pupils = new Map(listPupilLines(db, school.schoolId).map((line) => [line.studentId, line]));
  const seen = listMatchesOfRows(db, rowIds).filter(({ studentId }) => school.classIds === null || school.classIds.includes(pupils.get(studentId)?.classId ?? 0));
  const matches = Map.groupBy(seen, (match) => match.rowId);
  const decisions = Map.groupBy(listDecisionsOfRows(db, rowIds), (decision) => decision.rowId);
  return rows.map((row): ListRowView => {
    const views = (matches.get(row.rowId) ?? []).map((match) => viewMatch(match, pupils.get(match.studentId), school.year, label));
    const decided = decisions.get(row.rowId) ?? [];
    return {
      rowId: row.rowId, listId: row.listId, listLabel: formatListKind(row.kind, row.listGroupKey), rowNo: row.rowNo, name: row.name,
      idNumberMasked: maskIdNumber(row.idNumber), headName: row.headName, headIdMasked: maskIdNumber(row.headIdNumber), certificateMasked: maskIdNumber(row.certificateNo),
      groupKey: row.groupKey, groupLabel: row.groupKey === null ? '' : label(row.groupKey), riskCleared: row.riskCleared, village: row.village,
      birthDate: row.birthDate as IsoDate | null, bucket: row.bucket,
      understanding: understandStored(row, views, decided[0]?.kind === 'not_ours'), matches: views,
      decisions: decided.map(({ kind, note, by, at }) => ({ kind, note, by, at })),
    };
  });
}

function viewMatch(match: ListMatchLine, pupil: PupilLine | undefined, year: SchoolYear, label: (key: string) => string): ListMatch {
  return {
    matchId: match.matchId, studentId: match.studentId, studentName: pupil?.name ?? '', className: pupil ? formatPupilClass(pupil, year) : '',
    idNumberMasked: maskIdNumber(pupil?.idNumber ?? ''), birthDate: (pupil?.birthDate ?? null) as IsoDate | null,
    memberName: match.memberName, memberRelation: match.memberRelation, memberIdMasked: match.memberIdNumber === null ? null : maskIdNumber(match.memberIdNumber),
    path: match.path, rule: match.rule, ruleText: matchRuleTexts[match.rule],
    differences: match.differences.map((code) => ({ code, text: matchDifferenceTexts[code] })),
    groupKey: match.groupKey, groupLabel: label(match.groupKey), decision: match.decision, decidedBy: match.decidedBy, decidedAt: match.decidedAt,
  };
}

function understandStored(row: ListRowLine, matches: readonly ListMatch[], decidedNotOurs: boolean): string {
  const shown = row.bucket === 'matched' ? matches.filter((match) => match.decision === 'automatic' || match.decision === 'confirmed')
    : matches.filter((match) => match.decision !== 'rejected');
  return understandRow({
    bucket: row.bucket, noGroup: row.rule === 'no_group' ? statedGroup(row.rawJson) : null, decidedByPerson: decidedNotOurs,
    matches: shown.map((match) => ({
      pupil: match.className === '' ? match.studentName : `${match.studentName}（${match.className}）`,
      relation: match.memberRelation, path: match.path, rule: match.rule, differences: match.differences.map((one) => one.code),
    })),
  });
}

/** The word by which a row says it belongs to no group, out of the row as the file had it. */
function statedGroup(rawJson: string): string {
  const cells = JSON.parse(rawJson) as [string, string][];
  return cells.find(([heading, text]) => /类/u.test(heading) && text !== '')?.[1] ?? '';
}
