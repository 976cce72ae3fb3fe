import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { Imprint } from './imprint.ts';

interface ChainSums {
  readonly openingFen: Fen;
  readonly allottedFen: Fen;
  readonly receivedFen: Fen;
  readonly openFen: Fen;
  readonly dueFen: Fen;
  readonly submittedFen: Fen;
  readonly paidFen: Fen;
  readonly failedFen: Fen;
  readonly recoveredFen: Fen;
  readonly returnedFen: Fen;
  readonly balanceFen: Fen;
  readonly carriedFen: Fen;
}

/** 资金台账: the chain of each programme from 下达 to 结转, a table a channel. */
export interface FundChainPaper {
  readonly kind: 'fund_chain';
  readonly school: string;
  readonly term: TermKey;
  readonly asOf: IsoDate;
  readonly channels: readonly {
    readonly label: string;
    /** Memo accounts: the money was never in the school's bank account. */
    readonly isMemo: boolean;
    readonly rows: readonly (ChainSums & { readonly programme: string; readonly split: string })[];
    readonly total: ChainSums;
  }[];
  readonly allotments: readonly {
    readonly docNo: string; readonly issuedOn: IsoDate; readonly source: string; readonly programme: string; readonly limits: string;
    readonly sumFen: Fen; readonly arrivedFen: Fen; readonly openFen: Fen; readonly note: string;
  }[];
  readonly warnings: readonly { readonly programme: string; readonly text: string }[];
  readonly imprint: Imprint;
}
