import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { formatBook, channelInForce } from '#shared/domain/ledger/book.ts';
import { formatEntryKind } from '#shared/domain/ledger/entry.ts';
import { fen, formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { ProgrammeChain } from '#shared/domain/settlement/chain.ts';
import { chainStepKeys, chainsOf, formatChainStep, postingsOfStep } from '#shared/domain/settlement/chain.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { ProgrammeRow } from '#shared/domain/settlement/statement.ts';
import type { AllotmentLineView, ProgrammeChainView } from '#shared/contract/allotments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listChainEntries, listUnallotted } from '#main/db/queries/fund-chain.ts';
import { listLedgerTotals } from '#main/db/queries/ledger-totals.ts';
import { listAllotmentLines } from '#main/db/repositories/allotment.ts';
import { listFundingSplits } from '#main/db/repositories/funding-split.ts';
import { findChannel, listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { allotmentViews } from './allotments.ts';
import { fundChainPaper } from './fund-chain-paper.ts';
import { splitLabel } from './fund-rules.ts';
import { splitInForce } from './funding-splits.ts';
import { imprintOf } from './imprint-of.ts';
import { api, read, slow } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { findStatement } from './settlement-statement.ts';

interface Beside {
  readonly lines: readonly AllotmentLineView[];
  readonly unallottedFen: number;
  readonly row: ProgrammeRow | undefined;
  readonly split: string | null;
  readonly programmeName: string;
}

/** What is wrong with a programme's chain, in words; each names its sum and what to do. */
function warningsOf({ channel, steps }: ProgrammeChain, { unallottedFen, row, split }: Beside, overFen: number): string[] {
  const yuan = (amount: number): string => `${formatYuan(fen(amount))} 元`;
  const short = row?.sources.filter((source) => source.cashBalance < 0) ?? [];
  return [
    ...(unallottedFen > 0 ? [`有到账 ${yuan(unallottedFen)} 没有对应的下达文，请补登。`] : []),
    ...(overFen > 0 ? [`到账比下达多 ${yuan(overFen)}，登记时已写明原因。`] : []),
    ...short.map((source) => `${formatFundingSource(source.source)}资金差 ${yuan(0 - source.cashBalance)}${split === null ? '' : `（按 ${split} 负担）`}，请催拨或经批准调剂。`),
    ...(steps.allotted > 0 && steps.due > steps.allotted + steps.opening + steps.moved ? [`应发比下达和结转多 ${yuan(steps.due - steps.allotted - steps.opening - steps.moved)}，请报县里追加。`] : []),
    ...(channel === 'one_card' && steps.paid > 0 && steps.received === 0 ? ['一卡通已发放，还没有登记县级拨付；钱不在学校账上，登记只为对账。'] : []),
  ];
}

function chainView(chain: ProgrammeChain, beside: Beside): ProgrammeChainView {
  const { lines, row } = beside;
  const overFen = sumFen(lines.map((line) => line.overFen));
  return {
    programmeKey: chain.programmeKey, programmeName: beside.programmeName, channel: chain.channel, channelLabel: formatBook(chain.channel), split: beside.split,
    steps: chainStepKeys.map((key) => ({ key, label: formatChainStep(key, chain.channel), fen: chain.steps[key] })),
    openFen: sumFen(lines.map((line) => line.openFen)), overFen, unallottedFen: fen(beside.unallottedFen),
    sources: (row?.sources ?? []).map((source) => ({
      source: source.source, sourceLabel: formatFundingSource(source.source), openingFen: source.openingCash, receivedFen: fen(source.received + source.moved), dueFen: source.due,
      paidFen: fen(source.paid - source.recovered), returnedFen: source.returned, balanceFen: source.cashBalance,
    })),
    warnings: warningsOf(chain, beside, overFen),
  };
}

const noSteps = Object.fromEntries(chainStepKeys.map((key) => [key, fen(0)])) as ProgrammeChain['steps'];

/** The chain of every programme that has money, rights or a 下达 in the term. */
export function chainViews(db: ReadableDb, schoolId: number, term: TermKey): ProgrammeChainView[] {
  const lines = allotmentViews(db, schoolId, listAllotmentLines(db, schoolId, term));
  const found = chainsOf(listLedgerTotals(db, schoolId, { terms: [term], from: null, to: null }));
  const channels = listProgrammeChannels(db, schoolId);
  const missing = [...new Set(lines.map((line) => line.programmeKey))].filter((key) => !found.some((chain) => chain.programmeKey === key));
  const chains = [...found, ...missing.map((programmeKey): ProgrammeChain => ({ programmeKey, channel: channelInForce(channels, programmeKey, term), steps: noSteps }))];
  const statement = findStatement(db, schoolId, { kind: 'term', term, asOf: null });
  const unallotted = new Map(listUnallotted(db, schoolId, term).map((row) => [row.programmeKey, row.fen]));
  const splits = listFundingSplits(db, schoolId);
  const nameOf = programmeNames(db, schoolId);
  return chains.map((chain) => chainView(chain, {
    lines: lines.filter((line) => line.programmeKey === chain.programmeKey),
    unallottedFen: unallotted.get(chain.programmeKey) ?? 0,
    row: statement.programmes.find((row) => row.programmeKey === chain.programmeKey),
    split: splitLabel(splitInForce(splits, chain.programmeKey, term)),
    programmeName: nameOf(chain.programmeKey),
  }));
}

export const chainService = {
  term: api.chain.term.handler(read(({ db, input }) => chainViews(db, input.schoolId, input.term))),

  items: api.chain.items.handler(read(({ db, input }) => {
    const { schoolId, term, programmeKey, step } = input;
    const rows = listChainEntries(db, { schoolId, term, programmeKey }, postingsOfStep(step));
    return {
      label: formatChainStep(step, findChannel(db, schoolId, programmeKey, term)),
      fen: sumFen(rows.map((row) => row.fen)),
      items: rows.map(({ effectKind, isReversal, book, ...row }) => ({ ...row, kindLabel: formatEntryKind(effectKind, isReversal === 1, book) })),
    };
  })),

  print: api.chain.print.handler(slow(async ({ db, input, session, core, today, transact }) => {
    const { schoolId, term } = input;
    const lines = allotmentViews(db, schoolId, listAllotmentLines(db, schoolId, term));
    const paper = fundChainPaper(findSchool(db, schoolId)?.name ?? '', { term, asOf: today }, chainViews(db, schoolId, term), lines,
      imprintOf(core, session));
    const file = await pdfFile(`资金台账 ${formatTerm(term)}.pdf`, paper);
    transact(({ note }) => note({ printed: 'fund_chain', term }));
    return file;
  })),
};
