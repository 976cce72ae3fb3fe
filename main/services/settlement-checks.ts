import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { nextTerm, previousTerm, termRange } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { channelInForce } from '#shared/domain/ledger/book.ts';
import { fen, formatYuan } from '#shared/domain/money/fen.ts';
import type { CarryOver, ClosingCheck } from '#shared/domain/settlement/closing-checks.ts';
import { closingChecks } from '#shared/domain/settlement/closing-checks.ts';
import type { DisposalChannels } from '#shared/domain/settlement/disposal.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import type { ClosingCheckView } from '#shared/contract/settlement.ts';
import { closingCheckTexts } from '#shared/text/settlement.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findClosingFacts } from '#main/db/queries/closing.ts';
import { listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { countBlocking } from './check-list.ts';
import { countOpenDifferences } from './comparison-sets.ts';
import { reconciliationStanding } from './reconciliation-views.ts';
import { settingsOf } from './settings.ts';

export const wholeTerm = (term: TermKey): SettlementScope => ({ kind: 'term', term, asOf: null });

/** How programmes are paid in the term and in the one after it. */
export function disposalChannels(db: ReadableDb, schoolId: number, term: TermKey): DisposalChannels {
  const channels = listProgrammeChannels(db, schoolId);
  const following = nextTerm(term);
  return { now: (key) => channelInForce(channels, key, term), next: (key) => channelInForce(channels, key, following) };
}

/** What stands between the term and its closing today. */
export function checksOf(db: ReadableDb, schoolId: number, term: TermKey, today: IsoDate, statement: Statement): ClosingCheck[] {
  const { next } = disposalChannels(db, schoolId, term);
  const changingChannel = statement.programmes.filter((row) => next(row.programmeKey) !== row.channel).map((row) => row.programmeKey);
  const facts = { ...findClosingFacts(db, schoolId, term, previousTerm(term)), changingChannel };
  const selfCheck = { open: countBlocking(db, { schoolId, term }, today), stops: settingsOf(db, schoolId).selfCheckStops };
  return closingChecks(statement, {
    ...facts, selfCheck, termOver: today > termRange(term).to, openDifferences: countOpenDifferences(db, { schoolId, term }), reconciliation: reconciliationStanding(db, { schoolId, term }),
  });
}

/** The check in words. */
export function checkView(check: ClosingCheck, nameOf: (key: string) => string): ClosingCheckView {
  const { label, failed } = closingCheckTexts[check.key];
  const facts = { count: check.count, yuan: formatYuan(fen(check.fen)), programmes: check.programmes.map((key) => `“${nameOf(key)}”`).join('、'),
    shortages: check.shortages.map((one) => `“${nameOf(one.programmeKey)}”${formatFundingSource(one.source)}差 ${formatYuan(fen(one.fen))} 元`).join('、') };
  return { key: check.key, severity: check.severity, passed: check.passed, label, sentence: check.passed ? '' : failed(facts), count: check.count, fen: fen(check.fen) };
}

/** A remainder with its names. */
export function leftView(left: readonly CarryOver[], nameOf: (key: string) => string) {
  return left.map((one) => ({ ...one, fen: fen(one.fen), programmeName: nameOf(one.programmeKey), sourceLabel: formatFundingSource(one.source) }));
}
