import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Imprint } from './imprint.ts';

export interface CoverageGapLine {
  readonly className: string;
  readonly name: string;
  readonly groups: string;
  /** List and row. */
  readonly basis: string;
  readonly reason: string;
  /** What was done so far, the newest first; '' where nothing was. */
  readonly followUps: string;
}

/** 应助未助学生清单: on a department's list, no application, no waiver, not identified. */
export interface CoverageGapsPaper {
  readonly kind: 'coverage_gaps';
  readonly school: string;
  readonly term: TermKey;
  readonly scope: string;
  readonly asOf: IsoDate;
  readonly counts: { readonly listed: number; readonly identified: number; readonly applied: number; readonly declined: number; readonly gaps: number };
  readonly lines: readonly CoverageGapLine[];
  readonly imprint: Imprint;
}
