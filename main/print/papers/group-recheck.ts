import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Imprint } from './imprint.ts';

export interface GroupRecheckLine {
  readonly name: string;
  readonly className: string;
  readonly group: string;
  readonly change: string;
  /** Row numbers of the two files, and other lists that still give the group. */
  readonly basis: string;
  /** '' while nobody decided. */
  readonly decision: string;
  readonly reason: string;
  readonly decidedOn: IsoDate | null;
  readonly by: string;
}

/** One file's rows by place; their sum and `leftOut` are the rows of the file. */
export interface RecheckFileRows {
  readonly side: string;
  readonly file: string;
  readonly unchanged: number;
  readonly gained: number;
  readonly lost: number;
  readonly riskRemoved: number;
  readonly notOurs: number;
  readonly waiting: number;
  readonly leftOut: number;
  readonly total: number;
}

/** 特殊群体复核登记表: what a department's newer list changed, and what the school did about each change. */
export interface GroupRecheckPaper {
  readonly kind: 'group_recheck';
  readonly school: string;
  readonly term: TermKey;
  readonly department: string;
  readonly startedOn: IsoDate;
  readonly files: readonly RecheckFileRows[];
  readonly lines: readonly GroupRecheckLine[];
  readonly unchangedPupils: number;
  readonly openCount: number;
  readonly imprint: Imprint;
}
