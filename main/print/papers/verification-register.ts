import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Imprint } from './imprint.ts';

export interface VerificationLine {
  readonly name: string;
  readonly className: string;
  /** e.g. 父亲 李吉祥. */
  readonly person: string;
  /** Kind of list, file row, unit and post; never a number. */
  readonly hit: string;
  readonly explanation: string;
  readonly finding: string;
  /** 建议维持 …, 不是同一人; '' while it is open. */
  readonly result: string;
  readonly on: IsoDate | null;
  readonly by: string;
}

/** 负面比对核查登记表: each hit with the family's words, the papers seen, and what was recommended. */
export interface VerificationRegisterPaper {
  readonly kind: 'verification_register';
  readonly school: string;
  readonly term: TermKey;
  readonly asOf: IsoDate;
  readonly lists: readonly { readonly kind: string; readonly issuer: string; readonly file: string; readonly rows: number; readonly byNumber: number; readonly byName: number }[];
  readonly lines: readonly VerificationLine[];
  readonly openCount: number;
  readonly notSameCount: number;
  readonly withoutCaseCount: number;
  readonly imprint: Imprint;
}
