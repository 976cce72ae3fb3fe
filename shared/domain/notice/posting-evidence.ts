import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { NoticeState } from './notice-state.ts';

/** What a notice's photos and scans are called (handbook 6.3). First and last day, near and far, are good practice asked for by several places. */
export const postingEvidenceKinds = ['首日近景', '首日远景', '末日近景', '末日远景', '撤下后', '公示结果说明'] as const;
export type PostingEvidenceKind = (typeof postingEvidenceKinds)[number];

/** What proves that a notice hung as it says: who hung it, a photo of the first day and of the last, the signed 结果说明. */
export const evidenceLacks = ['poster', 'first_day', 'last_day', 'result_paper', 'wrong_day'] as const;
export type EvidenceLack = (typeof evidenceLacks)[number];

export interface EvidencePiece {
  readonly kind: string;
  readonly takenOn: IsoDate | null;
}

export interface PostedNotice {
  readonly state: NoticeState;
  readonly postedOn: IsoDate | null;
  readonly endOn: IsoDate | null;
  readonly withdrawn: boolean;
  readonly poster: string;
}

/**
 * What the file of a notice still lacks on a day (handbook 6.3; a missing photo is DEF-09). A photo of the last day is due from that day on, the
 * signed 结果说明 once the notice is ended. `wrong_day`: a photo says it was taken on another day than the one it is to prove.
 */
export function evidenceLacking(notice: PostedNotice, pieces: readonly EvidencePiece[], today: IsoDate): readonly EvidenceLack[] {
  if (notice.state === 'draft' || notice.withdrawn || notice.postedOn === null || notice.endOn === null) return [];
  const { postedOn, endOn } = notice;
  const of = (start: string): readonly EvidencePiece[] => pieces.filter((piece) => piece.kind.startsWith(start));
  const lacking: EvidenceLack[] = [];
  if (notice.poster === '') lacking.push('poster');
  if (of('首日').length === 0) lacking.push('first_day');
  if (of('末日').length === 0 && today >= endOn) lacking.push('last_day');
  if (of('公示结果说明').length === 0 && notice.state !== 'posted') lacking.push('result_paper');
  const strays = (piece: EvidencePiece, day: IsoDate): boolean => piece.takenOn !== null && piece.takenOn !== day;
  if (of('首日').some((piece) => strays(piece, postedOn)) || of('末日').some((piece) => strays(piece, endOn))) lacking.push('wrong_day');
  return lacking;
}
