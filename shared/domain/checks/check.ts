import type { Permission } from '#shared/domain/access/permission.ts';

/** The self-checks of handbook 4.11, by their number: CHK-01 … CHK-32. */
export const checkNos = [
  '01', '02', '03', '04', '05', '06', '07', '08', '09', '10', '11', '12', '13', '14', '15', '16',
  '17', '18', '19', '20', '21', '22', '23', '24', '25', '26', '27', '28', '29', '30', '31', '32',
] as const;
export type CheckNo = (typeof checkNos)[number];

/** `block`: resolved or explained before the term is settled. `warn`: a person looks. `list`: a list to work through, no fault by itself. */
export type CheckSeverity = 'block' | 'warn' | 'list';

/** What a check reads, and so where its findings are put right. */
export type CheckArea = 'roster' | 'lists' | 'identification' | 'notice' | 'archive' | 'entitlement' | 'payee' | 'payment' | 'return' | 'ledger' | 'system';

export interface CheckDefinition {
  readonly no: CheckNo;
  readonly area: CheckArea;
  /** The severity of the row; a single finding may be lighter or heavier where the row says so (16, 27). */
  readonly severity: CheckSeverity;
  /** What the account must be allowed to read for the findings to be shown to it. */
  readonly needs: readonly Permission[];
}

const defined = (no: CheckNo, area: CheckArea, severity: CheckSeverity, ...needs: readonly Permission[]): CheckDefinition => ({ no, area, severity, needs });

/** Handbook 4.11 row by row; its severities are proposals (P). */
export const checkDefinitions: readonly CheckDefinition[] = [
  defined('01', 'roster', 'warn', 'roster.read'), defined('02', 'roster', 'warn', 'roster.read'), defined('03', 'roster', 'warn', 'roster.read'), defined('04', 'roster', 'warn', 'roster.read'),
  defined('05', 'roster', 'block', 'entitlement.read'), defined('06', 'roster', 'block', 'entitlement.read'), defined('07', 'roster', 'warn', 'entitlement.read'), defined('08', 'roster', 'warn', 'roster.read'),
  defined('09', 'lists', 'list', 'lists.read'), defined('10', 'identification', 'block', 'identification.read'), defined('11', 'system', 'list', 'entitlement.read'),
  defined('12', 'lists', 'warn', 'identification.read'), defined('13', 'lists', 'warn', 'verification.read'), defined('14', 'notice', 'block', 'notice.read'), defined('15', 'archive', 'warn', 'dossier.read'),
  defined('16', 'entitlement', 'block', 'entitlement.read'), defined('17', 'entitlement', 'block', 'entitlement.read'), defined('18', 'entitlement', 'block', 'entitlement.read'),
  defined('19', 'payment', 'block', 'payment.read'), defined('20', 'entitlement', 'warn', 'entitlement.read'), defined('21', 'payee', 'block', 'payee.read'), defined('22', 'payee', 'warn', 'payee.read'),
  defined('23', 'payment', 'block', 'payment.read'), defined('24', 'payment', 'block', 'payment.read'), defined('25', 'return', 'warn', 'payment.read'), defined('26', 'ledger', 'warn', 'ledger.read'),
  defined('27', 'payment', 'list', 'payment.read'), defined('28', 'ledger', 'warn', 'ledger.read'), defined('29', 'ledger', 'warn', 'ledger.read'), defined('30', 'ledger', 'warn', 'ledger.read'),
  defined('31', 'system', 'warn', 'comparison.read'), defined('32', 'payment', 'warn', 'payment.read'),
];

export type SubjectKind = 'pupil' | 'batch' | 'notice' | 'return_file' | 'receipt' | 'programme' | 'stage' | 'fund' | 'difference' | 'term';

/** The record a finding is about: what a click opens. */
export interface FindingSubject {
  readonly kind: SubjectKind;
  readonly id: number | string;
  readonly label: string;
}

type Fact = string | number | null | readonly string[];
export type FindingFacts = Readonly<Record<string, Fact>>;
export type FindingCode = `check.${string}`;

/** One thing found, to be worded by its code; with nothing in it that changes from day to day unless the matter itself does. */
export interface Finding {
  readonly no: CheckNo;
  readonly severity: CheckSeverity;
  readonly subject: FindingSubject;
  readonly code: FindingCode;
  readonly facts: FindingFacts;
}

/** What the check would have needed and the archive does not hold: said, so that an empty result is not read as a clean one. */
export interface CheckLack {
  readonly code: FindingCode;
  readonly facts: FindingFacts;
}

export interface CheckOutcome {
  readonly no: CheckNo;
  /** How many records were looked at. */
  readonly examined: number;
  readonly findings: readonly Finding[];
  readonly lacks: readonly CheckLack[];
}

export type CheckResult = 'found' | 'incomplete' | 'nothing_to_see' | 'clean';

/** How a check came out. Nothing found is clean only where every fact was there and something was looked at. */
export function checkResult({ examined, findings, lacks }: { readonly examined: number; readonly findings: readonly unknown[]; readonly lacks: readonly unknown[] }): CheckResult {
  if (findings.length > 0) return 'found';
  if (lacks.length > 0) return 'incomplete';
  return examined === 0 ? 'nothing_to_see' : 'clean';
}

/** The same matter on another day has the same key; two findings of one run never share one. */
export function findingKey({ no, code, subject, facts }: Pick<Finding, 'no' | 'code' | 'subject' | 'facts'>): string {
  const part = facts['part'];
  return [no, code.slice('check.'.length), `${subject.kind}:${subject.id}`, ...(typeof part === 'string' || typeof part === 'number' ? [part] : [])].join('|');
}

/** What the finding rests on, as text: an explanation holds only while it stays the same. */
export function findingFingerprint({ severity, facts }: Pick<Finding, 'severity' | 'facts'>): string {
  return JSON.stringify([severity, ...Object.keys(facts).sort().map((name) => [name, facts[name]])]);
}

/** Collects what one check finds: the number and the severity are the check's own unless said otherwise. */
export class Outcome {
  readonly #no: CheckNo;
  readonly #severity: CheckSeverity;
  readonly #findings: Finding[] = [];
  readonly #lacks: CheckLack[] = [];

  constructor(no: CheckNo) {
    this.#no = no;
    this.#severity = checkDefinitions.find((one) => one.no === no)?.severity ?? 'warn';
  }

  find(subject: FindingSubject, code: FindingCode, facts: FindingFacts = {}, severity: CheckSeverity = this.#severity): void {
    this.#findings.push({ no: this.#no, severity, subject, code, facts });
  }

  lack(code: FindingCode, facts: FindingFacts = {}): void {
    this.#lacks.push({ code, facts });
  }

  of(examined: number): CheckOutcome {
    return { no: this.#no, examined, findings: this.#findings, lacks: this.#lacks };
  }
}
