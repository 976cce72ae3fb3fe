import type { FullVisit, VisitInput } from '#shared/contract/visits.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { emptyNotes, formatVisitors, parseVisitors } from '#shared/domain/visits/visit.ts';
import type { Visitor, VisitRecord } from '#shared/domain/visits/visit.ts';

/** A record being written: the visitors as one typed line, the day perhaps not yet known. */
export interface VisitDraft extends Omit<VisitRecord, 'visitors' | 'visitedOn'> {
  readonly visitedOn: IsoDate | null;
  readonly visitorsText: string;
}

export interface VisitHeads {
  readonly visitedOn: IsoDate | null;
  readonly visitors: readonly Visitor[];
}

export function newDraft({ visitedOn, visitors }: VisitHeads): VisitDraft {
  return {
    ...emptyNotes, purpose: 'verification', way: 'on_site', visitedOn, visitorsText: formatVisitors(visitors), consistent: 'unknown', verdict: null, policyTold: 'unknown',
    entrustedTo: '', entrustedReason: '', photosUnsuitable: false, photosReason: '',
  };
}

export function draftOf({ visitId: _id, version: _version, reason: _reason, voided: _voided, by: _by, at: _at, fileName: _file, rowNo: _row, visitors, ...visit }: FullVisit): VisitDraft {
  return { ...visit, visitorsText: formatVisitors(visitors) };
}

/** What the draft says, without the answers to questions it no longer asks. Null: the day is missing. */
export function inputOf({ visitorsText, visitedOn, ...draft }: VisitDraft): VisitInput | null {
  if (visitedOn === null) return null;
  return {
    ...draft, visitedOn, visitors: parseVisitors(visitorsText).map((one) => ({ ...one })),
    ...(draft.way === 'entrusted' ? {} : { entrustedTo: '', entrustedReason: '' }),
    ...(draft.photosUnsuitable ? {} : { photosReason: '' }),
    ...(draft.consistent === 'consistent' ? { differs: '' } : {}),
  };
}
