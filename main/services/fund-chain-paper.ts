import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatBook, paymentChannels } from '#shared/domain/ledger/book.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import type { ChainStepKey } from '#shared/domain/settlement/chain.ts';
import type { AllotmentLineView, ProgrammeChainView } from '#shared/contract/allotments.ts';
import type { FundChainPaper } from '#main/print/papers/fund-chain.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';

type Sums = FundChainPaper['channels'][number]['total'];

function sumsOf(chains: readonly ProgrammeChainView[]): Sums {
  const total = (key: ChainStepKey): Sums['dueFen'] => sumFen(chains.flatMap((chain) => chain.steps.filter((step) => step.key === key).map((step) => step.fen)));
  return {
    openingFen: total('opening'), allottedFen: total('allotted'), receivedFen: total('received'), openFen: sumFen(chains.map((chain) => chain.openFen)), dueFen: total('due'),
    submittedFen: total('submitted'), paidFen: total('paid'), failedFen: total('failed'), recoveredFen: total('recovered'), returnedFen: total('returned'),
    balanceFen: total('balance'), carriedFen: total('carried'),
  };
}

function noteOf(line: AllotmentLineView): string {
  if (line.kind === 'reduction') return `调减 ${line.adjustsDocNo ?? ''}`;
  return [line.reducedFen > 0 ? '有调减' : '', line.overFen > 0 ? '超到' : '', line.memo].filter(Boolean).join('；');
}

/** 资金台账 as it is printed: a table a channel, never a sum over both; then every 下达 with what arrived. */
export function fundChainPaper(
  school: string, { term, asOf }: { readonly term: TermKey; readonly asOf: IsoDate }, chains: readonly ProgrammeChainView[], lines: readonly AllotmentLineView[], imprint: Imprint,
): FundChainPaper {
  return {
    kind: 'fund_chain', school, term, asOf,
    channels: paymentChannels.flatMap((channel) => {
      const own = chains.filter((chain) => chain.channel === channel);
      if (own.length === 0) return [];
      return [{
        label: formatBook(channel), isMemo: channel === 'one_card', total: sumsOf(own),
        rows: own.map((chain) => ({ programme: chain.programmeName, split: chain.split ?? '', ...sumsOf([chain]) })),
      }];
    }),
    allotments: lines.filter((line) => line.reversedByNo === null).map((line) => ({
      docNo: line.docNo, issuedOn: line.issuedOn, source: line.sourceLabel, programme: line.programmeName, limits: line.limits, sumFen: line.fen, arrivedFen: line.arrivedFen,
      openFen: line.openFen, note: noteOf(line),
    })),
    warnings: chains.flatMap((chain) => chain.warnings.map((text) => ({ programme: chain.programmeName, text }))),
    imprint,
  };
}
