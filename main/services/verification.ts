import { schoolYearOf, formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { hitDateProblem, moveHit } from '#shared/domain/verification/negative-hit.ts';
import { negativeKindsOf } from '#shared/domain/verification/negative-kind.ts';
import { matchNegative } from '#shared/domain/verification/negative-match.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findPupilClass } from '#main/db/queries/pupil-lines.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { findHit, findNegativeList, listHitEvents, listNegativeLists } from '#main/db/queries/verification.ts';
import type { HitLine, NegativeListLine } from '#main/db/queries/verification.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import {
  insertHitEvent, insertNegativeHit, insertNegativeKindRow, listNegativeKindRows, listNegativeRows, withdrawNegativeList,
} from '#main/db/repositories/verification.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import type { Session } from './core.ts';
import { imprintOf } from './imprint-of.ts';
import { householdIndexOf } from './negative-households.ts';
import { api, classScope, read, slow, write } from './procedure.ts';
import { notFound, refuse } from './refusal.ts';
import { verificationPaper } from './verification-paper.ts';
import { countHits, viewHits } from './verification-views.ts';

function listInForce(db: ReadableDb, schoolId: number, listId: number): NegativeListLine {
  const list = findNegativeList(db, schoolId, listId);
  if (!list) throw notFound('这份名单');
  if (list.withdrawnAt !== null) throw refuse('verification.already_withdrawn', {});
  return list;
}

function hitInForce(db: ReadableDb, session: Session, schoolId: number, hitId: number): HitLine {
  const hit = findHit(db, schoolId, hitId);
  const classIds = classScope(session);
  if (!hit || (classIds !== null && !classIds.includes(findPupilClass(db, hit.studentId) ?? 0))) throw notFound('这条命中');
  if (hit.withdrawn === 1) throw refuse('verification.list_withdrawn', { file: hit.fileName });
  return hit;
}

export const verificationService = {
  kinds: api.verification.kinds.handler(read(({ db, input }) => negativeKindsOf(listNegativeKindRows(db, input.schoolId)).map((kind) => ({ ...kind })))),

  saveKind: api.verification.saveKind.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, operationId: _operationId, key: known, ...rule } = input;
    const kinds = negativeKindsOf(listNegativeKindRows(db, schoolId));
    const before = kinds.find((kind) => kind.key === known);
    if (known !== null && before === undefined) throw refuse('verification.kind_unknown', {});
    if (kinds.some((kind) => kind.label === rule.label && kind.key !== known)) throw refuse('verification.kind_taken', { label: rule.label });
    const key = known ?? `local:${rule.label}`;
    insertNegativeKindRow(db, schoolId, { ...rule, key }, { accountId: session.accountId, at });
    note({ before: before?.label ?? null, after: rule.label, active: rule.active, docNo: rule.source });
    return { key };
  })),

  lists: api.verification.lists.handler(read(({ db, input }) => listNegativeLists(db, input.schoolId, schoolYearOf(input.term)).map((list) => ({
    listId: list.listId, kindLabel: list.kindLabel, issuer: list.issuer, asOf: list.asOf, term: list.term as TermKey, fileName: list.fileName, importedAt: list.importedAt,
    importedBy: list.importedBy, rows: list.rows, leftOut: list.leftOut, byNumber: list.byNumber, byName: list.byName,
    withdrawn: list.withdrawnAt === null ? null : { at: list.withdrawnAt, by: list.withdrawnBy ?? '', reason: list.withdrawnReason ?? '' },
  })))),

  hits: api.verification.hits.handler(read(({ db, input, session }) => {
    const rows = viewHits(db, { ...input, classIds: classScope(session) });
    return { counts: countHits(rows), rows };
  })),

  act: api.verification.act.handler(write(({ db, input, session, today, at, note }) => {
    const { schoolId, event, onDate, text, outcome } = input;
    if (event === 'decide' && outcome === null) throw refuse('verification.outcome_missing', {});
    const names = new Map(listPupilLines(db, schoolId).map((line) => [line.studentId, line.name]));
    const hitIds = [...new Set(input.hitIds)];
    for (const hitId of hitIds) {
      const hit = hitInForce(db, session, schoolId, hitId);
      const move = moveHit(hit.state, event);
      if (!move.ok) throw refuse('verification.state_forbids', { name: names.get(hit.studentId) ?? '', state: hit.state, event });
      const problem = hitDateProblem(onDate, listHitEvents(db, [hitId]).at(-1)?.onDate ?? null, today);
      if (problem !== null) throw refuse(problem.code, problem.facts as never);
      insertHitEvent(db, { hitId, event, fromState: hit.state, toState: move.to, onDate, text, outcome: event === 'decide' ? outcome : null }, { accountId: session.accountId, at });
    }
    note({ count: hitIds.length, kind: event, onDate });
    return { moved: hitIds.length };
  })),

  rematch: api.verification.rematch.handler(write(({ db, input, at, note }) => {
    const list = listInForce(db, input.schoolId, input.listId);
    const index = householdIndexOf(db, input.schoolId, list.term as TermKey);
    let added = 0;
    for (const row of listNegativeRows(db, list.listId)) {
      for (const { person, strength, nameDiffers } of matchNegative(row, index)) {
        const hit = { rowId: row.rowId, studentId: person.studentId, personName: person.name, relation: person.relation, source: person.source, strength, nameDiffers };
        if (insertNegativeHit(db, hit, at)) added += 1;
      }
    }
    note({ file: list.fileName, inserted: added });
    return { added };
  })),

  withdraw: api.verification.withdraw.handler(write(({ db, input, session, at, note }) => {
    const list = listInForce(db, input.schoolId, input.listId);
    withdrawNegativeList(db, list.listId, input.reason, { accountId: session.accountId, at });
    note({ file: list.fileName, reason: input.reason });
    return { done: true as const };
  })),

  print: api.verification.print.handler(slow(async ({ core, db, input, session, today }) => {
    const school = findSchool(db, input.schoolId);
    if (!school) throw notFound('这所学校');
    const paper = verificationPaper(viewHits(db, { ...input, classIds: classScope(session) }), listNegativeLists(db, input.schoolId, schoolYearOf(input.term)), {
      school: school.name, term: input.term, asOf: today, imprint: imprintOf(core, session),
    });
    return pdfFile(`负面比对核查登记表 ${formatTermShort(input.term)}.pdf`, paper);
  })),
};
