import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf, termRange } from '#shared/domain/calendar/term.ts';
import { controlTotals } from '#shared/domain/disbursement/control-totals.ts';
import type { ControlTotals } from '#shared/domain/disbursement/control-totals.ts';
import { evaluateStanding } from '#shared/domain/disbursement/payability.ts';
import type { PupilStanding } from '#shared/domain/disbursement/payability.ts';
import { formatPayeeRelation } from '#shared/domain/disbursement/payee-relation.ts';
import { maskAccount } from '#shared/domain/identity/bank-account.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { sumFen } from '#shared/domain/money/fen.ts';
import { formatPupilClass } from '#shared/domain/roster/pupil-class.ts';
import type { PaymentFinding, ReissueFinding } from '#shared/domain/disbursement/finding-key.ts';
import type { PaymentCandidate } from '#shared/contract/payments.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { PayableEntitlement } from '#main/db/queries/payable-entitlements.ts';
import { listPayableEntitlements } from '#main/db/queries/payable-entitlements.ts';
import type { NewLine } from '#main/db/repositories/payment-batch.ts';
import { findLineLabel, listCorrectedLines } from '#main/db/repositories/payment-line.ts';
import { PayeeBook, findingRow } from './payee-checks.ts';

export interface Candidate {
  readonly line: Omit<NewLine, 'lineNo'>;
  readonly findings: readonly PaymentFinding[];
}

export interface Candidates {
  readonly ready: readonly Candidate[];
  readonly blocked: readonly (Omit<Candidate, 'line'> & { readonly line: Omit<NewLine, 'lineNo' | 'payeeAccountId'> })[];
}

/** Who could be in the next batch of a programme: whoever still has money nobody sent, or, for a re-issue, whose failed line was corrected. */
export function gatherCandidates(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string, purpose: 'ordinary' | 'reissue', book = new PayeeBook(db, schoolId)): Candidates {
  const year = schoolYearOf(term);
  const ready: Candidate[] = [];
  const blocked: Candidates['blocked'][number][] = [];
  for (const claim of purpose === 'ordinary' ? ordinaryClaims(db, schoolId, term, programmeKey) : reissueClaims(db, schoolId, term, programmeKey, book)) {
    const account = book.accountOf(claim.studentId);
    const findings = findingsOf(book, claim, programmeKey, term);
    const line = {
      entitlementId: claim.entitlementId, studentId: claim.studentId, studentName: claim.studentName, classLabel: formatPupilClass(claim, year),
      holderName: account?.holderName ?? '', holderRelation: account?.holderRelation ?? 'unknown' as const, holderIdNumber: account?.holderIdNumber ?? '',
      accountNo: account?.accountNo ?? '', bankName: account?.bankName ?? '', amountFen: claim.amountFen, reissueOfId: claim.reissueOfId,
    };
    if (account && !findings.some((finding) => finding.severity === 'block')) ready.push({ line: { ...line, payeeAccountId: account.id }, findings });
    else blocked.push({ line, findings });
  }
  return { ready, blocked };
}

export interface Claim extends Pick<PayableEntitlement, 'stage' | 'entryYear' | 'yearOffset' | 'classNo' | 'className'>, PupilStanding {
  readonly entitlementId: number;
  readonly studentId: number;
  readonly studentName: string;
  readonly amountFen: Fen;
  readonly reissueOfId: number | null;
  /** What stands against sending again this very payment. */
  readonly own: readonly ReissueFinding[];
}

function ordinaryClaims(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string): Claim[] {
  return listPayableEntitlements(db, schoolId, term, programmeKey).map((row) => ({ ...row, amountFen: row.openFen, reissueOfId: null, own: [] }));
}

function reissueClaims(db: ReadableDb, schoolId: number, term: TermKey, programmeKey: string, book: PayeeBook): Claim[] {
  const pupils = new Map(book.pupils.map((pupil) => [pupil.studentId, pupil]));
  return listCorrectedLines(db, schoolId, term, programmeKey).flatMap((line): Claim[] => {
    const pupil = pupils.get(line.studentId);
    if (!pupil) return [];
    return [{
      entitlementId: line.entitlementId, studentId: line.studentId, studentName: pupil.name, amountFen: line.amountFen, reissueOfId: line.id, stage: pupil.stage,
      entryYear: pupil.entryYear, yearOffset: pupil.yearOffset, classNo: pupil.classNo, className: pupil.className,
      // 不追溯 concerns late additions, not failed transfers: who left meanwhile is still paid what was promised, the dead are not.
      status: pupil.status === 'deceased' ? 'deceased' : 'enrolled', statusFrom: null, own: evidenceFindings(db, book, line),
    }];
  });
}

/** Whether a failed payment goes to another account than before with nothing kept that proves it (handbook 4.2: corrected means checked). */
export function evidenceFindings(db: ReadableDb, book: PayeeBook, failed: { readonly id: number; readonly studentId: number; readonly payeeAccountId: number }): readonly ReissueFinding[] {
  const now = book.accountOf(failed.studentId);
  if (!now || now.id === failed.payeeAccountId || book.evidenceOf(now.id) > 0) return [];
  return [{ code: 'payment.reissue_without_evidence', severity: 'warn', failedLine: findLineLabel(db, failed.id) }];
}

/** Everything to know before this claim is paid: the pupil's standing, the account, and the payment itself. */
export function findingsOf(book: PayeeBook, claim: PupilStanding & Pick<Claim, 'studentId' | 'own'>, programmeKey: string, term: TermKey): readonly PaymentFinding[] {
  const standing = evaluateStanding(claim, termRange(term).from);
  return [...(standing ? [standing] : []), ...book.findings(claim.studentId, programmeKey), ...claim.own];
}

/** A candidate as the window shows one: the card masked. */
export function candidateView({ line, findings }: Candidates['blocked'][number]): PaymentCandidate {
  return {
    studentId: line.studentId, studentName: line.studentName, classLabel: line.classLabel, entitlementId: line.entitlementId, reissueOfId: line.reissueOfId,
    amountFen: line.amountFen, holderName: line.holderName, relation: formatPayeeRelation(line.holderRelation), accountMasked: maskAccount(line.accountNo),
    bankName: line.bankName, findings: findings.map(findingRow),
  };
}

export function candidateTotals(candidates: readonly Candidate[]): ControlTotals {
  return controlTotals(candidates.map(({ line }) => line));
}

export function blockedSum(candidates: Candidates): Fen {
  return sumFen(candidates.blocked.map(({ line }) => line.amountFen));
}
