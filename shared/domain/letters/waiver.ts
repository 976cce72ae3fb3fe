import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { ProgrammeKey } from '#shared/domain/programmes/programme.ts';
import type { CaseEvent, CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { moveCase } from '#shared/domain/identification/case-state.ts';

/** What is given up (handbook 2.10: item, term declined). No programme: all aid of the 学年; no term: its both terms. */
export interface WaiverScope {
  readonly programmeKey: ProgrammeKey | null;
  readonly term: TermKey | null;
}

/** The standing waiver that already gives up what another would; a wider one than it may still be signed. */
export function coveringWaiver<One extends WaiverScope>(standing: readonly One[], asked: WaiverScope): One | undefined {
  return standing.find(({ programmeKey, term }) => programmeKey === null || (programmeKey === asked.programmeKey && (term === null || term === asked.term)));
}

export type WaiverProblem =
  | { readonly code: 'waiver.signed_in_future'; readonly facts: { readonly date: string; readonly today: string } }
  | { readonly code: 'waiver.revoked_in_future'; readonly facts: { readonly date: string; readonly today: string } }
  | { readonly code: 'waiver.revoked_before_signed'; readonly facts: { readonly date: string; readonly signed: string } };

/** A 放弃声明 is signed by the family on a day that has come. */
export function waiverProblems(signedOn: IsoDate, today: IsoDate): readonly WaiverProblem[] {
  return signedOn > today ? [{ code: 'waiver.signed_in_future', facts: { date: signedOn, today } }] : [];
}

/** Its revocation comes on its day or later, and not tomorrow. */
export function revocationProblems(signedOn: IsoDate, revokedOn: IsoDate, today: IsoDate): readonly WaiverProblem[] {
  const problems: WaiverProblem[] = [];
  if (revokedOn > today) problems.push({ code: 'waiver.revoked_in_future', facts: { date: revokedOn, today } });
  if (revokedOn < signedOn) problems.push({ code: 'waiver.revoked_before_signed', facts: { date: revokedOn, signed: signedOn } });
  return problems;
}

interface CaseNow {
  readonly route: IdentificationRoute;
  readonly state: CaseState;
}

/**
 * What a waiver does to the pupil's case. `open`: a listed pupil without a case gets one from the list, so that the refusal stands beside what made
 * the child eligible (CHK 应助未助 then has its answer). `none`: there is nothing to move. `forbidden`: a posted notice has to be taken back first.
 */
export type WaiverEffect = 'open' | 'decline' | 'none' | 'forbidden';

/** The effect of signing away all aid, from the case as it stands (handbook 2.2, 2.10 放弃声明). Who gives one item up stays identified: nothing moves. */
export function waiverEffect(one: CaseNow | null, listed: boolean): WaiverEffect {
  if (one === null) return listed ? 'open' : 'none';
  if (one.state === 'declined' || one.state === 'revoked' || one.state === 'expired') return 'none';
  return moveCase(one.state, 'decline').ok ? 'decline' : 'forbidden';
}

/** What reopens a declined case when the waiver is revoked: by its own route, so that an application once made still counts. Null: nothing is closed. */
export function reopeningEvent(one: CaseNow | null): Extract<CaseEvent, 'apply' | 'match'> | null {
  if (one?.state !== 'declined') return null;
  return one.route === 'application' ? 'apply' : 'match';
}
