import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** The pupil's standing in the roster, as far as paying is concerned. */
export interface PupilStanding {
  readonly status: 'enrolled' | 'suspended' | 'transferred_out' | 'withdrawn' | 'graduated' | 'deceased';
  /** The date the status began; null when nobody wrote it down. */
  readonly statusFrom: IsoDate | null;
}

export type StandingFinding =
  | { readonly code: 'payment.pupil_deceased'; readonly severity: 'block'; readonly since: IsoDate | null }
  | { readonly code: 'payment.pupil_left_before_term'; readonly severity: 'block'; readonly status: PupilStanding['status']; readonly since: IsoDate | null }
  | { readonly code: 'payment.pupil_left_in_term'; readonly severity: 'warn'; readonly status: PupilStanding['status']; readonly since: IsoDate };

/**
 * Whether the roster still lets this pupil be paid for the term (CHK-05, CHK-27): never after a death; not when the pupil had left or was
 * 休学 before the term began, nor when the date is unknown. Leaving during the term is shown, because the term's money may still be owed.
 */
export function evaluateStanding(pupil: PupilStanding, termStart: IsoDate): StandingFinding | null {
  switch (pupil.status) {
    case 'enrolled': return null;
    case 'deceased': return { code: 'payment.pupil_deceased', severity: 'block', since: pupil.statusFrom };
    case 'suspended': case 'transferred_out': case 'withdrawn': case 'graduated':
      if (pupil.statusFrom === null || pupil.statusFrom < termStart) {
        return { code: 'payment.pupil_left_before_term', severity: 'block', status: pupil.status, since: pupil.statusFrom };
      }
      return { code: 'payment.pupil_left_in_term', severity: 'warn', status: pupil.status, since: pupil.statusFrom };
  }
}

/**
 * Whether a payment that arrived looks wrong by what the roster says today (CHK-27): to a pupil who had died before the day it arrived, or who had left before
 * the term began. A death after the money arrived is no fault. Only a hint: a person looks and opens the case.
 */
export function evaluatePaidStanding(pupil: PupilStanding, paidOn: IsoDate, termStart: IsoDate): StandingFinding | null {
  const finding = evaluateStanding(pupil, termStart);
  if (finding?.severity !== 'block') return null;
  return finding.code === 'payment.pupil_deceased' && finding.since !== null && finding.since >= paidOn ? null : finding;
}
