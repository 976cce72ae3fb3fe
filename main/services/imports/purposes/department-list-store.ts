import type { DepartmentListOptions } from '#shared/contract/lists.ts';
import { parseIsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { isSpecialGroupKey } from '#shared/domain/identification/special-group.ts';
import type { ListKind } from '#shared/domain/matching/list-kind.ts';
import { coverageOfRow, listKindSpecs } from '#shared/domain/matching/list-kind.ts';
import { readListRow } from '#shared/domain/matching/list-row.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import type { Match, RowMatch } from '#shared/domain/matching/match-row.ts';
import { matchRow } from '#shared/domain/matching/match-row.ts';
import { decideRow } from '#shared/domain/matching/row-decision.ts';
import type { RowDecision } from '#shared/domain/matching/row-decision.ts';
import type { WritableDb } from '#main/db/connection.ts';
import { listFormerDecisions } from '#main/db/queries/lists.ts';
import type { FormerDecision } from '#main/db/queries/lists.ts';
import { listMatchMembers, listMatchPupils } from '#main/db/queries/match-people.ts';
import { insertDepartmentList, insertListDecision, insertListMatch, insertListRow } from '#main/db/repositories/department-list.ts';
import { groupCatalogueOf } from '#main/services/group-catalogue.ts';
import type { ImportCommitContext, ImportOutcome } from '../purpose.ts';
import type { PlannedListRow } from './department-list-rows.ts';

type CommitContext = Omit<ImportCommitContext<DepartmentListOptions, object>, 'term'> & { readonly term: TermKey };

/** A match as stored: a 残联 row makes the pupil a 残疾学生 or, through a parent, a 残疾人子女; elsewhere the row's own group holds. */
export function groupOfMatch(kind: ListKind, rowGroup: string, match: Pick<Match, 'memberId'>): string {
  if (kind !== 'disability') return rowGroup;
  return match.memberId === null ? 'disabled_student' : 'disabled_parent_child';
}

/** Stores a list whole: every accepted row in its bucket, its matches, and the decisions made in the preview or carried over from the list it replaces. */
export function storeDepartmentList(db: WritableDb, rows: readonly PlannedListRow[], context: CommitContext): ImportOutcome {
  const { options } = context;
  const accepted = rows.filter((row) => !context.leftOut.has(row.rowNo));
  const listId = insertDepartmentList(db, {
    schoolId: context.schoolId, kind: options.kind, groupKey: options.groupKey,
    issuer: options.issuer === '' ? listKindSpecs[options.kind].issuer : options.issuer, asOf: options.asOf, term: context.term,
    importedFileId: context.importedFileId, leftOutCount: rows.length - accepted.length, replacesId: options.replacesListId,
    accountId: context.accountId, at: context.at,
  });
  const former = options.replacesListId === null ? new Map<string, FormerDecision>()
    : new Map(listFormerDecisions(db, options.replacesListId).map((decision) => [decision.identity, decision]));
  const rematch = rematcher(db, context.schoolId, context.term);
  const buckets = { matched: 0, needs_decision: 0, not_ours: 0 };
  for (const row of accepted) buckets[storeRow(db, listId, chosenGroup(row, context, rematch), former, context)] += 1;
  return {
    accepted: accepted.length,
    refused: rows.length - accepted.length,
    facts: { 对上本校学生: buckets.matched, 要您定: buckets.needs_decision, 不是本校: buckets.not_ours },
  };
}

type Rematch = (row: PlannedListRow, groupKey: string, kind: ListKind) => RowMatch;

/** A group chosen in the preview may cover other people than the one assumed; then, and only then, the row is matched again. */
function rematcher(db: WritableDb, schoolId: number, term: TermKey): Rematch {
  const { coverage } = groupCatalogueOf(db, schoolId, schoolYearOf(term));
  let index: MatchIndex | null = null;
  return (row, groupKey, kind) => {
    index ??= new MatchIndex(listMatchPupils(db, schoolId), listMatchMembers(db, schoolId));
    return matchRow(readListRow(row.cells, coverageOfRow(kind, groupKey, coverage)), index);
  };
}

function chosenGroup(row: PlannedListRow, context: CommitContext, rematch: Rematch): PlannedListRow {
  const choice = context.rowChoices.get(row.rowNo) ?? '';
  if (choice === 'no_group') return { ...row, groupKey: null, match: { bucket: 'not_ours', matches: [] } };
  const key = choice.startsWith('group:') ? choice.slice('group:'.length) : row.groupKey;
  if (key === row.groupKey || key === null || !isSpecialGroupKey(key)) return row;
  return { ...row, groupKey: key, match: rematch(row, key, context.options.kind) };
}

function storeRow(db: WritableDb, listId: number, row: PlannedListRow, former: ReadonlyMap<string, FormerDecision>, context: CommitContext): RowMatch['bucket'] {
  const { cells, match } = row;
  const nameKeys = { nameKey: nameKey(cells.name), headNameKey: nameKey(cells.headName) };
  const identity = [nameKeys.nameKey, cells.idNumber, nameKeys.headNameKey, cells.headIdNumber, cells.certificateNo, row.groupKey ?? ''].join('|');
  const decided = decisionFor(row, context.rowChoices.get(row.rowNo), former.get(identity), context);
  const standing = match.matches.map((one) => ({ ...one, decision: one.certain ? 'automatic' as const : 'pending' as const }));
  const result = decided === null ? null : decideRow(standing, decided.decision);
  const bucket = result?.bucket ?? match.bucket;
  const rowId = insertListRow(db, {
    listId, rowNo: row.rowNo, name: cells.name, ...nameKeys, idNumber: cells.idNumber, headName: cells.headName, headIdNumber: cells.headIdNumber,
    certificateNo: cells.certificateNo, groupKey: row.groupKey, riskCleared: row.riskCleared, village: cells.village, birthDate: parseIsoDate(cells.birthDate),
    rawJson: JSON.stringify(row.raw), bucket, rule: row.groupKey === null ? 'no_group' : match.matches[0]?.rule ?? null,
  });
  for (const one of standing) {
    const decision = result?.decisions.get(one.studentId) ?? one.decision;
    const byPerson = decided !== null && (decision === 'confirmed' || decision === 'rejected');
    insertListMatch(db, {
      ...one, rowId, groupKey: groupOfMatch(context.options.kind, row.groupKey ?? '', one), decision,
      decidedBy: byPerson ? decided.by : null, decidedAt: byPerson ? decided.at : null,
    });
  }
  if (decided !== null) insertListDecision(db, { rowId, decision: decided.decision, note: decided.note, accountId: decided.by, at: decided.at });
  return bucket;
}

interface RowDecided {
  readonly decision: RowDecision;
  readonly by: number;
  readonly at: string;
  readonly note: string;
}

function decisionFor(row: PlannedListRow, choice: string | undefined, former: FormerDecision | undefined, context: CommitContext): RowDecided | null {
  const now = { by: context.accountId, at: context.at, note: '导入预览时定' };
  if (choice === 'not_ours') return { ...now, decision: { kind: 'not_ours' } };
  const candidates = new Set(row.match.matches.map((match) => match.studentId));
  if (choice?.startsWith('pupil:')) {
    const studentIds = choice.slice('pupil:'.length).split(',').map(Number).filter((studentId) => candidates.has(studentId));
    if (studentIds.length > 0) return { ...now, decision: { kind: 'confirm', studentIds } };
  }
  if (former === undefined || former.kind === 'undo' || row.match.bucket !== 'needs_decision') return null;
  // Somebody the older decision never saw: it can't speak for him.
  const seen = new Set(JSON.parse(former.candidatesJson) as number[]);
  if ([...candidates].some((studentId) => !seen.has(studentId))) return null;
  const studentIds = (JSON.parse(former.studentIdsJson) as number[]).filter((studentId) => candidates.has(studentId));
  const carried = { by: former.accountId, at: former.at, note: former.note === '' ? '沿用被替代名单的决定' : `${former.note}（沿用被替代名单的决定）` };
  if (former.kind === 'not_ours') return { ...carried, decision: { kind: 'not_ours' } };
  return studentIds.length === 0 ? null : { ...carried, decision: { kind: 'confirm', studentIds } };
}
