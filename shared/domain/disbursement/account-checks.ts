import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { checkAccountNumber } from '#shared/domain/identity/bank-account.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { payeeKindOf } from './payee-relation.ts';
import type { PayeeKind, PayeeRelation } from './payee-relation.ts';

/** One pupil's account for money, with what is known of its holder. Account and ID numbers are already cleaned of blanks. */
export interface PayeeFacts {
  readonly accountId: number;
  readonly studentId: number;
  readonly studentName: string;
  readonly studentIdNumber: string | null;
  readonly holderName: string;
  readonly relation: PayeeRelation;
  readonly holderIdNumber: string | null;
  readonly holderIdValid: TriState;
  /** The roster knows the holder as this pupil's guardian. */
  readonly recordedGuardian: TriState;
  readonly accountNo: string;
}

/** A recorded judgement that pupils may share one account although nothing proves them siblings: who judged, when, why. */
export interface SharingJudgement {
  readonly accountNo: string;
  readonly studentIds: readonly number[];
  readonly decidedBy: string;
  readonly decidedOn: string;
  readonly reason: string;
}

/** The account of the pupil's last payment that arrived, and how the account of today came in its place. */
export interface LastPaid {
  readonly accountNo: string;
  readonly paidOn: IsoDate;
  /** Who entered the account of today, and when. */
  readonly changedBy: string;
  readonly changedOn: IsoDate;
  /** Scans kept with the account of today. */
  readonly evidence: number;
}

export interface PayeeContext {
  readonly allowed: readonly PayeeKind[];
  readonly staffAccounts: ReadonlySet<string>;
  /** Everyone whose live account has this number, the pupil included. */
  readonly sharers: readonly PayeeFacts[];
  readonly judgements: readonly SharingJudgement[];
  /** Null when no payment to the pupil ever arrived, or nothing changed. */
  readonly lastPaid: LastPaid | null;
}

/** A block keeps the pupil out of a batch; a warning is shown and lets the pupil through (CHK-21, CHK-22). */
export type PayeeFinding =
  | { readonly code: 'payee.account_missing'; readonly severity: 'block' }
  | { readonly code: 'payee.account_digits_lost'; readonly severity: 'block' }
  | { readonly code: 'payee.account_not_digits'; readonly severity: 'warn' }
  | { readonly code: 'payee.account_length'; readonly severity: 'warn'; readonly length: number }
  | { readonly code: 'payee.account_luhn'; readonly severity: 'warn' }
  | { readonly code: 'payee.account_of_staff'; readonly severity: 'block' }
  | { readonly code: 'payee.relation_not_allowed'; readonly severity: 'block'; readonly relation: PayeeRelation }
  | { readonly code: 'payee.self_name_differs'; readonly severity: 'block'; readonly holderName: string }
  | { readonly code: 'payee.self_id_differs'; readonly severity: 'block' }
  | { readonly code: 'payee.holder_id_invalid'; readonly severity: 'block' }
  | { readonly code: 'payee.holder_id_missing'; readonly severity: 'warn' }
  | { readonly code: 'payee.shared_not_judged'; readonly severity: 'block'; readonly others: readonly string[] }
  | { readonly code: 'payee.changed_since_paid'; readonly severity: 'warn'; readonly tail: string; readonly paidOn: IsoDate; readonly changedBy: string; readonly changedOn: IsoDate; readonly evidence: number }
  | { readonly code: 'payee.shared_by_siblings'; readonly severity: 'warn'; readonly others: readonly string[] }
  | { readonly code: 'payee.shared_judged'; readonly severity: 'warn'; readonly others: readonly string[]; readonly decidedBy: string; readonly reason: string };

/** Everything that stands against paying to this account, and everything a person should look at (handbook 4.3, CHK-21, CHK-22). */
export function evaluatePayee(payee: PayeeFacts, context: PayeeContext): readonly PayeeFinding[] {
  if (payee.accountNo === '') return accountFindings('');
  return [
    ...accountFindings(payee.accountNo),
    ...(context.staffAccounts.has(payee.accountNo) ? [{ code: 'payee.account_of_staff', severity: 'block' } as const] : []),
    ...holderFindings(payee, context.allowed),
    ...sharingFindings(payee, context),
    ...changeFindings(payee, context.lastPaid),
  ];
}

/** Money that arrived once and now goes elsewhere is looked at: a changed card is the usual way of 冒领 (handbook 4.10). */
function changeFindings(payee: PayeeFacts, lastPaid: LastPaid | null): readonly PayeeFinding[] {
  if (lastPaid === null || lastPaid.accountNo === payee.accountNo) return [];
  const { accountNo, ...change } = lastPaid;
  return [{ code: 'payee.changed_since_paid', severity: 'warn', tail: accountNo.slice(-4), ...change }];
}

/** The shape of an account number. Only warnings: nothing says that every card follows Luhn or has 16 to 19 digits (handbook 4.3). */
export function accountFindings(accountNo: string): readonly PayeeFinding[] {
  return checkAccountNumber(accountNo).problems.map((problem): PayeeFinding => {
    switch (problem) {
      case 'empty': return { code: 'payee.account_missing', severity: 'block' };
      case 'scientific': return { code: 'payee.account_digits_lost', severity: 'block' };
      case 'bad_char': return { code: 'payee.account_not_digits', severity: 'warn' };
      case 'bad_length': return { code: 'payee.account_length', severity: 'warn', length: accountNo.length };
      case 'bad_check_digit': return { code: 'payee.account_luhn', severity: 'warn' };
    }
  });
}

function holderFindings(payee: PayeeFacts, allowed: readonly PayeeKind[]): readonly PayeeFinding[] {
  const findings: PayeeFinding[] = [];
  const kind = payeeKindOf(payee.relation, payee.recordedGuardian);
  if (kind === null || !allowed.includes(kind)) {
    findings.push({ code: 'payee.relation_not_allowed', severity: 'block', relation: payee.relation });
  }
  if (payee.relation === 'self' && nameKey(payee.holderName) !== nameKey(payee.studentName)) {
    findings.push({ code: 'payee.self_name_differs', severity: 'block', holderName: payee.holderName });
  }
  if (payee.relation === 'self' && payee.holderIdNumber && payee.studentIdNumber && payee.holderIdNumber !== payee.studentIdNumber) {
    findings.push({ code: 'payee.self_id_differs', severity: 'block' });
  }
  if (!payee.holderIdNumber) findings.push({ code: 'payee.holder_id_missing', severity: 'warn' });
  else if (payee.holderIdValid === 'no') findings.push({ code: 'payee.holder_id_invalid', severity: 'block' });
  return findings;
}

/**
 * Several pupils on one account: siblings may (handbook 4.3). Proof of that is the same parent or guardian, by name and by ID number, for
 * every one of them. A grandparent or uncle may be guardian of cousins as well: that, and anything less, needs a judgement a person recorded for exactly these pupils.
 */
function sharingFindings(payee: PayeeFacts, context: PayeeContext): readonly PayeeFinding[] {
  const others = context.sharers.filter((sharer) => sharer.studentId !== payee.studentId);
  if (others.length === 0) return [];
  const names = others.map((sharer) => sharer.studentName);
  const everyone = [payee, ...others];
  if (haveSameGuardian(everyone)) return [{ code: 'payee.shared_by_siblings', severity: 'warn', others: names }];
  const judgement = context.judgements.find((judged) =>
    judged.accountNo === payee.accountNo && everyone.every((sharer) => judged.studentIds.includes(sharer.studentId)));
  if (!judgement) return [{ code: 'payee.shared_not_judged', severity: 'block', others: names }];
  return [{ code: 'payee.shared_judged', severity: 'warn', others: names, decidedBy: judgement.decidedBy, reason: judgement.reason }];
}

function haveSameGuardian(sharers: readonly PayeeFacts[]): boolean {
  const [first] = sharers;
  if (!first?.holderIdNumber) return false;
  const holder = nameKey(first.holderName);
  return sharers.every((sharer) =>
    (sharer.relation === 'parent' || sharer.relation === 'guardian') && sharer.holderIdNumber === first.holderIdNumber && nameKey(sharer.holderName) === holder);
}
