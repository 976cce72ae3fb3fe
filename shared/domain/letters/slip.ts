import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';

/** The one tick of a 回执 (handbook 6.5): □申请 □不申请. */
export const slipChoices = ['apply', 'not_apply'] as const;
export type SlipChoice = (typeof slipChoices)[number];

/** What is known of one pupil's 告知书 and its tear-off 回执. What is not known is null or '', never guessed. */
export interface Slip {
  readonly givenOn: IsoDate | null;
  readonly returnedOn: IsoDate | null;
  readonly choice: SlipChoice | null;
  readonly signer: string;
  /** The signer's relation to the pupil, in the words of the slip. */
  readonly relation: string;
  readonly note: string;
}

/** A pupil nothing was recorded for: every pupil of the register begins here, those who came after the letter too. */
export const noSlip: Slip = { givenOn: null, returnedOn: null, choice: null, signer: '', relation: '', note: '' };

/** 未告知 · 已发未回 · 已回. What was ticked is a question of its own. */
export const slipStandings = ['not_given', 'given', 'returned'] as const;
export type SlipStanding = (typeof slipStandings)[number];

/** Where a pupil's slip stands. */
export function slipStanding({ givenOn, returnedOn }: Pick<Slip, 'givenOn' | 'returnedOn'>): SlipStanding {
  return returnedOn !== null ? 'returned' : givenOn !== null ? 'given' : 'not_given';
}

/** What stands against storing a slip, with the facts of its sentence. */
export type SlipProblem =
  | { readonly code: 'letter.given_before_issue'; readonly facts: { readonly given: string; readonly issued: string } }
  | { readonly code: 'letter.given_in_future'; readonly facts: { readonly given: string; readonly today: string } }
  | { readonly code: 'letter.returned_without_given'; readonly facts: { readonly returned: string } }
  | { readonly code: 'letter.returned_before_given'; readonly facts: { readonly returned: string; readonly given: string } }
  | { readonly code: 'letter.returned_in_future'; readonly facts: { readonly returned: string; readonly today: string } }
  | { readonly code: 'letter.answer_without_return'; readonly facts: Readonly<Record<string, never>> };

/**
 * Dates in the only order that can be true: issued ≤ given ≤ returned ≤ today (handbook 7.9 DEF-03 begins with 告知). A slip that came back without
 * a tick or a signature is stored as it is, since that is what happened; it is followed up, not refused.
 */
export function slipProblems(slip: Slip, issuedOn: IsoDate, today: IsoDate): readonly SlipProblem[] {
  const problems: SlipProblem[] = [];
  const { givenOn: given, returnedOn: returned } = slip;
  if (given !== null && given < issuedOn) problems.push({ code: 'letter.given_before_issue', facts: { given, issued: issuedOn } });
  if (given !== null && given > today) problems.push({ code: 'letter.given_in_future', facts: { given, today } });
  if (returned === null) {
    if (slip.choice !== null || slip.signer !== '' || slip.relation !== '') problems.push({ code: 'letter.answer_without_return', facts: {} });
    return problems;
  }
  if (given === null) problems.push({ code: 'letter.returned_without_given', facts: { returned } });
  else if (returned < given) problems.push({ code: 'letter.returned_before_given', facts: { returned, given } });
  if (returned > today) problems.push({ code: 'letter.returned_in_future', facts: { returned, today } });
  return problems;
}

/** Whether two records of a slip say the same: recording a class twice adds nothing to its history. */
export function isSameSlip(left: Slip, right: Slip): boolean {
  return left.givenOn === right.givenOn && left.returnedOn === right.returnedOn && left.choice === right.choice
    && left.signer === right.signer && left.relation === right.relation && left.note === right.note;
}

/** The record that counts: the last that was written. Earlier ones stay as the slip's history. */
export function latestSlip<Row extends { readonly id: number }>(history: readonly Row[]): Row | null {
  return history.reduce<Row | null>((last, row) => (last === null || row.id > last.id ? row : last), null);
}
