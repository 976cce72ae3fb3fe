import { departmentListOptionsSchema } from '#shared/contract/lists.ts';
import type { DepartmentListOptions } from '#shared/contract/lists.ts';
import type { Problem } from '#shared/contract/base.ts';
import { isSpecialGroupKey } from '#shared/domain/identification/special-group.ts';
import { listFields } from '#shared/domain/matching/list-fields.ts';
import type { ListFieldKey } from '#shared/domain/matching/list-fields.ts';
import { MatchIndex } from '#shared/domain/matching/match-index.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import { schoolYearOf, termOfDate } from '#shared/domain/calendar/term.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findList } from '#main/db/queries/lists.ts';
import { listMatchMembers, listMatchPupils, listRelations } from '#main/db/queries/match-people.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { groupCatalogueOf } from '#main/services/group-catalogue.ts';
import { problemOf, refuse } from '#main/services/refusal.ts';
import * as z from 'zod';
import type { ImportAnalysis, ImportContext, ImportPurpose } from '../purpose.ts';
import { storeDepartmentList } from './department-list-store.ts';
import { readDepartmentRows } from './department-list-rows.ts';
import type { PlannedListRow } from './department-list-rows.ts';

export interface DepartmentListPlan {
  readonly rows: readonly PlannedListRow[];
}

/** A department's list, matched against the roster as it is read (handbook 2.7). Rows of other schools' families are kept: the list is evidence as a whole. */
export const departmentListPurpose: ImportPurpose<ListFieldKey, DepartmentListPlan, DepartmentListOptions, object> = {
  purpose: 'department_list',
  label: '部门名单',
  readPermission: 'lists.read',
  writePermission: 'lists.write',
  fields: listFields,
  options: departmentListOptionsSchema,
  decisions: z.looseObject({}),
  mayLeaveOutWrongRows: true,
  mayRepeatFile: false,
  keepsBytes: true,
  analyse,
  commit(db, _table, analysis, context) {
    if (context.term === null) throw refuse('lists.term_missing', {});
    const { replacesListId } = context.options;
    if (replacesListId !== null) {
      const old = findList(db, context.schoolId, replacesListId);
      if (!old || old.withdrawnAt !== null || old.replacedById !== null) throw refuse('lists.replaces_unknown', {});
    }
    return storeDepartmentList(db, analysis.plan.rows, { ...context, term: context.term });
  },
};

function analyse(db: ReadableDb, table: MappedTable<ListFieldKey>, context: ImportContext<DepartmentListOptions>): ImportAnalysis<DepartmentListPlan> {
  const fileProblems = problemsOfFile(table, context);
  const index = new MatchIndex(listMatchPupils(db, context.schoolId), listMatchMembers(db, context.schoolId));
  const year = context.term === null ? null : schoolYearOf(context.term);
  const pupils = new Map(listPupilLines(db, context.schoolId).map((line) => [line.studentId, year === null ? line.name : `${line.name}（${formatPupilClass(line, year)}）`]));
  const relations = listRelations(db, context.schoolId);
  const rows = readDepartmentRows(table, context.options, { index, catalogue: groupCatalogueOf(db, context.schoolId, year ?? schoolYearOf(termOfDate(context.today))), today: context.today, pupils, relations });
  const missing = rows.filter((row) => row.problems.some((problem) => problem.code === 'lists.group_missing')).length;
  if (missing > 0 && missing === rows.length) fileProblems.push(problemOf('lists.group_missing', {}));
  const count = (bucket: string): number => rows.filter((row) => row.reading.bucket !== 'wrong' && row.match.bucket === bucket).length;
  return {
    rows: rows.map((row) => row.reading),
    fileProblems,
    counts: [
      { key: 'matched', label: '对上本校学生', count: count('matched') },
      { key: 'needs_decision', label: '要您定', count: count('needs_decision') },
      { key: 'not_ours', label: '不是本校', count: count('not_ours') },
    ],
    plan: { rows },
  };
}

function problemsOfFile(table: MappedTable<ListFieldKey>, context: ImportContext<DepartmentListOptions>): Problem[] {
  const problems: Problem[] = [];
  const { mapping } = table;
  if ([mapping.name, mapping.idNumber, mapping.headName, mapping.headIdNumber, mapping.certificateNo].every((column) => column === undefined)) {
    problems.push(problemOf('lists.no_person_column', {}));
  }
  if (context.term === null) problems.push(problemOf('lists.term_missing', {}));
  const { kind, groupKey } = context.options;
  if (groupKey !== null && !isSpecialGroupKey(groupKey)) problems.push(problemOf('lists.group_name_missing', {}));
  else if (kind === 'other' && groupKey === null && mapping.category === undefined) problems.push(problemOf('lists.group_name_missing', {}));
  return problems;
}

