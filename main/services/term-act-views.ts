import type { TermKey } from '#shared/domain/calendar/term.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { Disposal } from '#shared/domain/settlement/disposal.ts';
import { formatDisposalWay } from '#shared/domain/settlement/disposal.ts';
import { formatSigningOffice } from '#shared/domain/settlement/signing.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { TermActView } from '#shared/contract/settlement.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listTermActs, listTermSignatures } from '#main/db/repositories/term-act.ts';
import { programmeNames } from './programme-names.ts';

/** A decision about a remainder, with its names. */
export function disposalView(one: Disposal, nameOf: (key: string) => string): TermActView['disposals'][number] {
  return {
    programmeKey: one.programmeKey, programmeName: nameOf(one.programmeKey), source: one.source, sourceLabel: formatFundingSource(one.source), way: one.way,
    wayLabel: formatDisposalWay(one.way), fen: fen(one.fen), docNo: one.docNo, to: one.to, toLabel: one.to === null ? '' : `${nameOf(one.to.programmeKey)}（${formatFundingSource(one.to.source)}）`,
  };
}

/** Every closing and reopening of the term with who signed it, oldest first. */
export function termActViews(db: ReadableDb, schoolId: number, term: TermKey): TermActView[] {
  const nameOf = programmeNames(db, schoolId);
  return listTermActs(db, schoolId, term).map((act) => ({
    id: act.id, kind: act.kind, onDate: act.onDate, reason: act.reason, by: act.by, at: act.at, outcome: act.outcome,
    endReason: act.endReason ?? '', endedBy: act.endedBy ?? '', endedAt: act.endedAt,
    disposals: (JSON.parse(act.disposalsJson) as Disposal[]).map((one) => disposalView(one, nameOf)),
    signatures: listTermSignatures(db, act.id).map((one) => ({
      office: one.office, officeLabel: formatSigningOffice(one.office), way: one.way, signer: one.signer, signedOn: one.signedOn, alone: one.alone === 1, at: one.at,
    })),
  }));
}
