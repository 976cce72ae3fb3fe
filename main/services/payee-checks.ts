import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { LastPaid, PayeeContext, PayeeFacts, PayeeFinding } from '#shared/domain/disbursement/account-checks.ts';
import { evaluatePayee } from '#shared/domain/disbursement/account-checks.ts';
import type { PaymentFinding } from '#shared/domain/disbursement/finding-key.ts';
import type { PayeeKind } from '#shared/domain/disbursement/payee-relation.ts';
import { defaultPayeeKinds } from '#shared/domain/disbursement/payee-relation.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import type { PayeeFindingRow } from '#shared/contract/payees.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { PupilLine } from '#main/db/queries/pupil-lines.ts';
import { listPupilLines } from '#main/db/queries/pupil-lines.ts';
import { countAccountEvidence, listLastPaid } from '#main/db/queries/last-paid.ts';
import type { PayeeAccountRow } from '#main/db/repositories/payee-account.ts';
import { listGuardians, listJudgements, listLivePayeeAccounts, listStaffAccounts } from '#main/db/repositories/payee-account.ts';
import { listSettings, setSetting } from '#main/db/repositories/setting.ts';

/** payee.allowed (handbook 4.12): the school's rule for all programmes, and for single ones. */
export interface PayeeRules {
  readonly all: readonly PayeeKind[];
  readonly byProgramme: Readonly<Record<string, readonly PayeeKind[]>>;
}

const rulesKey = 'payee.allowed';

export function payeeRulesOf(db: ReadableDb, schoolId: number): PayeeRules {
  return (listSettings(db, schoolId)[rulesKey] as PayeeRules | undefined) ?? { all: defaultPayeeKinds, byProgramme: {} };
}

export function setPayeeRules(db: WritableDb, schoolId: number, rules: PayeeRules): void {
  setSetting(db, schoolId, rulesKey, rules);
}

/** Everyone's live account with what the checks need beside it, read once for a whole school. */
export class PayeeBook {
  readonly pupils: readonly PupilLine[];
  readonly #accounts: ReadonlyMap<number, PayeeAccountRow>;
  readonly #facts = new Map<number, PayeeFacts>();
  readonly #sharers = new Map<string, PayeeFacts[]>();
  readonly #common: Pick<PayeeContext, 'staffAccounts' | 'judgements'>;
  readonly #rules: PayeeRules;
  readonly #evidence: ReadonlyMap<number, number>;
  readonly #lastPaid: ReadonlyMap<number, { readonly accountNo: string; readonly paidOn: IsoDate }>;

  constructor(db: ReadableDb, schoolId: number) {
    this.pupils = listPupilLines(db, schoolId);
    this.#rules = payeeRulesOf(db, schoolId);
    this.#common = {
      staffAccounts: new Set(listStaffAccounts(db, schoolId).map((staff) => staff.accountNo)),
      judgements: listJudgements(db, schoolId),
    };
    this.#evidence = countAccountEvidence(db, schoolId);
    this.#lastPaid = new Map(listLastPaid(db, schoolId).map((last) => [last.studentId, last]));
    const guardians = new Map(listGuardians(db, schoolId).map((member) => [`${member.studentId} ${member.nameKey}`, member.isGuardian]));
    this.#accounts = new Map(listLivePayeeAccounts(db, schoolId).map((account) => [account.studentId, account]));
    for (const pupil of this.pupils) {
      const account = this.#accounts.get(pupil.studentId);
      if (!account) continue;
      const facts: PayeeFacts = {
        accountId: account.id, studentId: pupil.studentId, studentName: pupil.name, studentIdNumber: pupil.idNumber || null, holderName: account.holderName,
        relation: account.holderRelation, holderIdNumber: account.holderIdNumber || null, holderIdValid: validity(account), accountNo: account.accountNo,
        recordedGuardian: guardians.get(`${pupil.studentId} ${nameKey(account.holderName)}`) ?? 'unknown',
      };
      this.#facts.set(pupil.studentId, facts);
      const sharers = this.#sharers.get(facts.accountNo);
      if (sharers) sharers.push(facts);
      else this.#sharers.set(facts.accountNo, [facts]);
    }
  }

  accountOf(studentId: number): PayeeAccountRow | undefined {
    return this.#accounts.get(studentId);
  }

  /** The pupils beside this one on the same account. */
  othersOn(studentId: number): readonly PayeeFacts[] {
    const facts = this.#facts.get(studentId);
    return facts ? (this.#sharers.get(facts.accountNo) ?? []).filter((sharer) => sharer.studentId !== studentId) : [];
  }

  pupilsOn(accountNo: string): readonly PayeeFacts[] {
    return this.#sharers.get(accountNo) ?? [];
  }

  findings(studentId: number, programmeKey: string | null): readonly PayeeFinding[] {
    const facts = this.#facts.get(studentId);
    if (!facts) return [{ code: 'payee.account_missing', severity: 'block' }];
    const allowed = (programmeKey === null ? undefined : this.#rules.byProgramme[programmeKey]) ?? this.#rules.all;
    return evaluatePayee(facts, { ...this.#common, allowed, sharers: this.#sharers.get(facts.accountNo) ?? [], lastPaid: this.#lastPaidOf(studentId) });
  }

  /** How many scans are kept with an account. */
  evidenceOf(accountId: number): number {
    return this.#evidence.get(accountId) ?? 0;
  }

  #lastPaidOf(studentId: number): LastPaid | null {
    const last = this.#lastPaid.get(studentId);
    const now = this.#accounts.get(studentId);
    if (!last || !now) return null;
    return { accountNo: last.accountNo, paidOn: last.paidOn, changedBy: now.recordedByName, changedOn: now.validFrom, evidence: this.evidenceOf(now.id) };
  }
}

/** Types without a checksum, and old 15-digit numbers, are not wrong; a missing number is unknown. */
function validity(account: PayeeAccountRow): PayeeFacts['holderIdValid'] {
  switch (account.holderIdCheck) {
    case 'missing': return 'unknown';
    case 'bad_length': case 'bad_char': case 'bad_date': case 'bad_checksum': return 'no';
    default: return 'yes';
  }
}

/** A finding in words. */
export function findingRow(finding: PaymentFinding): PayeeFindingRow {
  return { code: finding.code, severity: finding.severity, sentence: sentenceOf(finding.code as SentenceCode, finding as unknown as FactsOf<SentenceCode>) };
}
