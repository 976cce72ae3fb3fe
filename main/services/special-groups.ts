import { schoolYearOf, termOfDate } from '#shared/domain/calendar/term.ts';
import { groupRowProblems } from '#shared/domain/identification/group-catalogue.ts';
import type { CatalogueGroup, GroupRow } from '#shared/domain/identification/group-catalogue.ts';
import { localGroupKey } from '#shared/domain/identification/special-group.ts';
import { insertGroupRow, listGroupRows } from '#main/db/repositories/special-group.ts';
import { groupCatalogueOf } from './group-catalogue.ts';
import { api, read, write } from './procedure.ts';
import { badInput, problemOf } from './refusal.ts';

const viewGroup = ({ aliases, ...group }: CatalogueGroup) => ({ ...group, aliases: [...aliases] });

export const specialGroupsService = {
  catalogue: api.specialGroups.catalogue.handler(read(({ db, input }) => {
    const { groups, ended } = groupCatalogueOf(db, input.schoolId, input.schoolYear);
    return {
      schoolYear: input.schoolYear, groups: groups.map(viewGroup), ended: ended.map(viewGroup),
      history: listGroupRows(db, input.schoolId).toReversed().map(({ id, key, label, validFrom, validTo, source, by, at }) => ({ id, key, label, validFrom, validTo, source, by, at })),
    };
  })),

  addRow: api.specialGroups.addRow.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, operationId: _operationId, key, ...rule } = input;
    const row: GroupRow = { ...rule, key: key ?? localGroupKey(rule.label) };
    const own = listGroupRows(db, schoolId);
    const problems = groupRowProblems(row, own, schoolYearOf(termOfDate(today)));
    if (problems.length > 0) throw badInput(problems.map(({ code, facts }) => problemOf(code, facts as never)));
    const before = groupCatalogueOf(db, schoolId, row.validFrom).label(row.key);
    const id = insertGroupRow(db, schoolId, row, { accountId: session.accountId, at });
    note({ before, after: row.label, from: row.validFrom, ...(row.validTo === null ? {} : { validUntil: row.validTo }), docNo: row.source });
    return { id, key: row.key };
  })),
};
