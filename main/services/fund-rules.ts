import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { channelInForce, formatBook } from '#shared/domain/ledger/book.ts';
import { formatPlainYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource, formatSplit } from '#shared/domain/settlement/source-shares.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { FundingSplit } from '#main/db/repositories/funding-split.ts';
import { insertFundingSplit, listFundingSplits } from '#main/db/repositories/funding-split.ts';
import { findEntry } from '#main/db/repositories/journal.ts';
import type { ProgrammeChannel } from '#main/db/repositories/programme-channel.ts';
import { findChannel, findOpenBatchOtherwise, findTermBookedOtherwise, insertProgrammeChannel, listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { listTermLocks } from '#main/db/repositories/term-lock.ts';
import { assertDateOfTerm, assertKnownProgramme, stampOf } from './fund-checks.ts';
import { sourceCash } from './fund-balances.ts';
import { splitInForce, splitWeights } from './funding-splits.ts';
import { assertTermOpen, postEvent } from './journal.ts';
import { api, read, write } from './procedure.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { refuse } from './refusal.ts';

/** A split in words; null where none is prescribed. */
export function splitLabel(split: FundingSplit | null): string | null {
  const weights = split === null ? null : splitWeights(split.shares);
  return weights === null ? null : formatSplit(weights);
}

function historyOf(programmeKey: string, channels: readonly ProgrammeChannel[], splits: readonly FundingSplit[]) {
  const own = { channels: channels.filter((row) => row.programmeKey === programmeKey), splits: splits.filter((row) => row.programmeKey === programmeKey) };
  return [
    ...own.channels.map(({ channel, validFrom, docNo, by, at }) => ({ what: 'channel' as const, text: formatBook(channel), validFrom, docNo, by, at })),
    ...own.splits.map((split) => ({ what: 'split' as const, text: splitLabel(split) ?? '不再规定', validFrom: split.validFrom, docNo: split.docNo, by: split.by, at: split.at })),
  ].sort((a, b) => (a.at < b.at ? -1 : a.at > b.at ? 1 : 0));
}

function rulesOf(db: ReadableDb, schoolId: number, term: TermKey) {
  const channels = listProgrammeChannels(db, schoolId);
  const splits = listFundingSplits(db, schoolId);
  return catalogueOf(db, schoolId, term).programmes.filter((programme) => programme.payeeKind !== 'none').map(({ key, name }) => {
    const channel = channelInForce(channels, key, term);
    const decided = channels.findLast((row) => row.programmeKey === key && row.validFrom <= term && row.channel === channel) ?? null;
    const split = splitInForce(splits, key, term);
    return {
      programmeKey: key, programmeName: name, channel, channelLabel: formatBook(channel), channelFrom: decided?.validFrom ?? null, channelDocNo: decided?.docNo ?? null,
      shares: split?.shares ?? {}, sharesLabel: splitLabel(split), sharesFrom: split?.validFrom ?? null, sharesDocNo: split?.docNo ?? null, history: historyOf(key, channels, splits),
    };
  });
}

export const fundRulesService = {
  list: api.fundRules.list.handler(read(({ db, input }) => rulesOf(db, input.schoolId, input.term))),

  setChannel: api.fundRules.setChannel.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, programmeKey, validFrom, channel, docNo } = input;
    assertKnownProgramme(db, schoolId, programmeKey);
    const programme = programmeNames(db, schoolId)(programmeKey);
    const booked = findTermBookedOtherwise(db, schoolId, programmeKey, validFrom, channel);
    if (booked !== null) throw refuse('fund_rules.money_booked', { programme, term: formatTerm(booked), channel: formatBook(channel) });
    const batch = findOpenBatchOtherwise(db, schoolId, programmeKey, validFrom, channel);
    if (batch !== null) throw refuse('fund_rules.batch_open', { programme, no: batch });
    insertProgrammeChannel(db, { schoolId, programmeKey, validFrom, channel, docNo, accountId: session.accountId, at });
    note({ programme, validFrom, channel, docNo });
    return { channel };
  })),

  setSplit: api.fundRules.setSplit.handler(write(({ db, input, session, at, note }) => {
    const { schoolId, programmeKey, validFrom, shares, docNo } = input;
    assertKnownProgramme(db, schoolId, programmeKey);
    const closed = listTermLocks(db, schoolId).findLast((lock) => lock.term >= validFrom);
    if (closed) throw refuse('fund_rules.term_closed', { term: formatTerm(closed.term) });
    insertFundingSplit(db, { schoolId, programmeKey, validFrom, shares, docNo, accountId: session.accountId, at });
    note({ programmeKey, validFrom, shares, docNo });
    const weights = splitWeights(shares);
    return { sharesLabel: weights === null ? null : formatSplit(weights) };
  })),

  move: api.fundRules.move.handler(write((scope) => {
    const { db, input, today, note } = scope;
    const { schoolId, term, from, to, fen, docNo, onDate } = input;
    assertTermOpen(db, schoolId, term);
    for (const place of [from, to]) assertKnownProgramme(db, schoolId, place.programmeKey);
    assertDateOfTerm(onDate, term, today);
    if (from.programmeKey === to.programmeKey && from.source === to.source) throw refuse('fund_rules.same_place', {});
    const nameOf = programmeNames(db, schoolId);
    if (findChannel(db, schoolId, from.programmeKey, term) !== findChannel(db, schoolId, to.programmeKey, term)) {
      throw refuse('fund_rules.two_channels', { from: nameOf(from.programmeKey), to: nameOf(to.programmeKey) });
    }
    const left = sourceCash(db, schoolId, term, from.programmeKey, from.source);
    if (fen > left) {
      throw refuse('ledger.source_exceeded', { programme: nameOf(from.programmeKey), source: formatFundingSource(from.source), leftYuan: formatPlainYuan(left), askedYuan: formatPlainYuan(fen) });
    }
    const memo = input.memo || `调剂：${nameOf(from.programmeKey)}（${formatFundingSource(from.source)}）转${nameOf(to.programmeKey)}（${formatFundingSource(to.source)}）`;
    const entryNos = [
      postEvent(db, { kind: 'moved_out', ...from, docNo, fen, term, onDate }, stampOf(scope, memo)),
      postEvent(db, { kind: 'moved_in', ...to, docNo, fen, term, onDate }, stampOf(scope, memo)),
    ].map((entryId) => findEntry(db, schoolId, entryId)?.entryNo ?? 0);
    note({ from, to, fen, docNo });
    return { entryNos };
  })),
};
