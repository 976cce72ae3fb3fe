import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Imprint } from './imprint.ts';

export interface DifferencePerson {
  readonly name: string;
  readonly className: string;
  /** Masked. */
  readonly idNumber: string;
  /** Why it stands here, or what to do; may be empty. */
  readonly detail: string;
}

export interface Comparison {
  /** e.g. 学籍零误差. */
  readonly name: string;
  /** The two sides, e.g. 本校在校生 and 全国系统在校生. */
  readonly ourSide: string;
  readonly theirSide: string;
  /** The file and row count the other side came from; null when nothing has been imported yet (no result, never a pass). */
  readonly source: string | null;
  readonly ourCount: number;
  readonly theirCount: number;
  readonly bothCount: number;
  readonly onlyOurs: readonly DifferencePerson[];
  readonly onlyTheirs: readonly DifferencePerson[];
  readonly differing: readonly (DifferencePerson & { readonly field: string; readonly ours: string; readonly theirs: string })[];
}

/** 三个零误差比对结果: three set differences by name, with counts. */
export interface DifferenceCertificatePaper {
  readonly kind: 'difference_certificate';
  readonly school: string;
  readonly term: TermKey;
  readonly asOf: IsoDate;
  readonly comparisons: readonly Comparison[];
  readonly imprint: Imprint;
}
