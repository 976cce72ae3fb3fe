import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import { excessOf, outstandingOf } from '#shared/domain/ledger/allotment.ts';
import { channelInForce } from '#shared/domain/ledger/book.ts';
import { formatPlainYuan, ZERO_FEN } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { AllotmentLineView } from '#shared/contract/allotments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { AllotmentLine } from '#main/db/repositories/allotment.ts';
import { findAllotmentLine, findSameAllotment, insertAllotment, insertAllotmentLine, listAllotmentLines } from '#main/db/repositories/allotment.ts';
import { findEntry } from '#main/db/repositories/journal.ts';
import { listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { assertDateOfTerm, assertKnownProgramme, stampOf } from './fund-checks.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { api, read, write } from './procedure.ts';
import type { WriteScope } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';

/** A line as the window shows it, what is open worked out. A reduction and a reversed line have nothing open. */
export function allotmentViews(db: ReadableDb, schoolId: number, lines: readonly AllotmentLine[]): AllotmentLineView[] {
  const nameOf = programmeNames(db, schoolId);
  const channels = listProgrammeChannels(db, schoolId);
  return lines.map(({ adjustsId: _adjusts, ...line }) => {
    const stands = line.kind === 'grant' && line.reversedByNo === null;
    return {
      ...line, ...(stands ? outstandingOf(line) : { openFen: ZERO_FEN, overFen: ZERO_FEN }), sourceLabel: formatFundingSource(line.source),
      programmeName: nameOf(line.programmeKey), channel: channelInForce(channels, line.programmeKey, line.term),
    };
  });
}

/** A standing grant line of the school, or a refusal. */
export function grantLineOf(db: ReadableDb, schoolId: number, id: number): AllotmentLine {
  const line = findAllotmentLine(db, schoolId, id);
  if (!line || line.kind !== 'grant' || line.reversedByNo !== null) throw notFound('这笔下达');
  return line;
}

type RecordInput = Parameters<Parameters<typeof api.allotments.record.handler>[0]>[0]['input'];

function assertNewAllotment(scope: WriteScope<RecordInput>): void {
  const { db, input, today } = scope;
  assertTermOpen(db, input.schoolId, input.term);
  assertDateOfTerm(input.issuedOn, input.term, today);
  const keys = input.lines.map((line) => line.programmeKey);
  const nameOf = programmeNames(db, input.schoolId);
  for (const [index, key] of keys.entries()) {
    assertKnownProgramme(db, input.schoolId, key);
    if (keys.indexOf(key) !== index) throw refuse('allotment.programme_twice', { programme: nameOf(key) });
    const same = findSameAllotment(db, input.schoolId, input.docNo, key, input.term);
    if (same && !input.another) throw refuse('allotment.repeated', { docNo: input.docNo, programme: nameOf(key), date: formatChineseDate(same.issuedOn) });
  }
}

export const allotmentsService = {
  list: api.allotments.list.handler(read(({ db, input }) => allotmentViews(db, input.schoolId, listAllotmentLines(db, input.schoolId, input.term)))),

  record: api.allotments.record.handler(write((scope) => {
    const { db, input, session, at, note } = scope;
    assertNewAllotment(scope);
    const { schoolId, term, docNo, issuedOn, issuer, source, budgetYear, limits, memo } = input;
    const allotmentId = insertAllotment(db, { schoolId, kind: 'grant', docNo, issuedOn, issuer, source, budgetYear, limits, memo, accountId: session.accountId, at });
    const entryNos = input.lines.map(({ programmeKey, fen }) => {
      const entryId = postEvent(db, { kind: 'allotted', programmeKey, source, docNo, fen, term, onDate: issuedOn }, stampOf(scope, memo || `下达 ${docNo}`));
      insertAllotmentLine(db, { allotmentId, programmeKey, term, fen, adjustsId: null, entryId });
      return findEntry(db, schoolId, entryId)?.entryNo ?? 0;
    });
    note({ docNo, source, term, lines: input.lines });
    return { allotmentId, entryNos };
  })),

  reduce: api.allotments.reduce.handler(write((scope) => {
    const { db, input, session, at, today, note } = scope;
    const line = grantLineOf(db, input.schoolId, input.lineId);
    assertTermOpen(db, input.schoolId, line.term);
    assertDateOfTerm(input.issuedOn, line.term, today);
    const { openFen } = outstandingOf(line);
    if (excessOf(line, input.fen) > 0) throw refuse('allotment.reduces_too_much', { docNo: line.docNo, openYuan: formatPlainYuan(openFen), askedYuan: formatPlainYuan(input.fen) });
    const { docNo, issuedOn, memo } = input;
    const allotmentId = insertAllotment(db, {
      schoolId: input.schoolId, kind: 'reduction', docNo, issuedOn, issuer: line.issuer, source: line.source, budgetYear: line.budgetYear, limits: '', memo, accountId: session.accountId, at,
    });
    const { programmeKey, source, term } = line;
    const entryId = postEvent(db, { kind: 'allotment_reduced', programmeKey, source, docNo, fen: input.fen, term, onDate: issuedOn }, stampOf(scope, memo || `调减 ${line.docNo}`));
    insertAllotmentLine(db, { allotmentId, programmeKey, term, fen: input.fen, adjustsId: line.id, entryId });
    note({ docNo, reduces: line.docNo, fen: input.fen });
    return { allotmentId, entryNos: [findEntry(db, input.schoolId, entryId)?.entryNo ?? 0] };
  })),
};
