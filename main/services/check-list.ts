import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { CheckNo, CheckOutcome, Finding } from '#shared/domain/checks/check.ts';
import { checkDefinitions, checkNos, checkResult, findingFingerprint, findingKey } from '#shared/domain/checks/check.ts';
import type { CheckFacts } from '#shared/domain/checks/check-facts.ts';
import { checks, runChecks } from '#shared/domain/checks/run-checks.ts';
import type { CheckList, CheckView, FindingView } from '#shared/contract/checks.ts';
import { areaTexts, checkTitles, severityTexts } from '#shared/text/check-titles.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { SentenceCode } from '#shared/text/sentences.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ExplanationRow } from '#main/db/repositories/check-explanation.ts';
import { listExplanations } from '#main/db/repositories/check-explanation.ts';
import { listRectifications } from '#main/db/repositories/rectification.ts';
import { checkLines, moneyFacts } from './check-money-facts.ts';
import { peopleFacts } from './check-people-facts.ts';
import type { FactsScope } from './check-people-facts.ts';
import { sha256Hex } from './core.ts';
import type { Session } from './core.ts';
import { policyOf } from './entitlement-facts.ts';
import { settingsOf } from './settings.ts';

interface Place {
  readonly schoolId: number;
  readonly term: TermKey;
}

/** Everything the checks of a term look at, read once. */
export function checkFactsOf(db: ReadableDb, { schoolId, term }: Place, today: IsoDate, whole = true): CheckFacts {
  const settings = settingsOf(db, schoolId);
  const scope: FactsScope = { db, schoolId, term, today, settings, policy: policyOf(db, schoolId, settings, term), whole };
  const lines = checkLines(scope);
  const people = peopleFacts(scope, new Set(lines.filter((line) => line.state === 'paid').map((line) => line.entitlementId)));
  return { term, today, ...people, ...moneyFacts(scope, people.dues, lines) };
}

export interface RanFinding extends Finding {
  readonly key: string;
  readonly fingerprint: string;
  readonly explanation: ExplanationRow | null;
  readonly lapsed: ExplanationRow | null;
}

export interface RanCheck extends Omit<CheckOutcome, 'findings'> {
  readonly findings: readonly RanFinding[];
}

/** The checks of a term with what was said about each finding; what was said of other facts has lapsed. */
export function runTermChecks(db: ReadableDb, place: Place, today: IsoDate): RanCheck[] {
  return withWords(db, place, runChecks(checkFactsOf(db, place, today)));
}

function withWords(db: ReadableDb, place: Place, outcomes: readonly CheckOutcome[]): RanCheck[] {
  const said = listExplanations(db, place.schoolId, place.term);
  return outcomes.map((outcome) => ({
    ...outcome,
    findings: outcome.findings.map((finding): RanFinding => {
      const key = findingKey(finding);
      const fingerprint = sha256Hex(findingFingerprint(finding)).slice(0, 32);
      const last = said.get(key);
      const standing = last?.act === 'explain' ? last : null;
      return { ...finding, key, fingerprint, explanation: standing?.fingerprint === fingerprint ? standing : null, lapsed: standing && standing.fingerprint !== fingerprint ? standing : null };
    }),
  }));
}

/** Findings that must be resolved or explained before the term is settled; asked at every look at the settlement, so only their own facts are read. */
export function countBlocking(db: ReadableDb, place: Place, today: IsoDate): number {
  const facts = checkFactsOf(db, place, today, false);
  const outcomes = checkNos.filter((no) => mayBlock.has(no)).map((no) => checks[no](facts));
  return withWords(db, place, outcomes).reduce((sum, check) => sum + check.findings.filter(blocksClosing).length, 0);
}

/** The checks of severity 阻断, and CHK-27, which blocks what is not sent yet. */
const mayBlock: ReadonlySet<CheckNo> = new Set([...checkDefinitions.filter((one) => one.severity === 'block').map((one) => one.no), '27']);

export function blocksClosing(finding: RanFinding): boolean {
  return finding.severity === 'block' && finding.explanation === null;
}

export function wordFinding(finding: Pick<Finding, 'code' | 'facts'>): string {
  return sentenceOf(finding.code as SentenceCode, finding.facts as never);
}

/** What of each check's result still asks for somebody, for the lines of the 负面清单 that rest on it. */
export function openByCheck(checks: readonly RanCheck[]): ReadonlyMap<CheckNo, { readonly open: number; readonly lacks: number }> {
  return new Map(checks.map((check) => [check.no, { open: check.findings.filter((finding) => finding.severity !== 'list' && finding.explanation === null).length, lacks: check.lacks.length }]));
}

export function maySeeCheck(session: Session, no: CheckNo): boolean {
  return checkDefinitions.find((one) => one.no === no)?.needs.every((need) => session.can(need)) ?? false;
}

const said = (row: ExplanationRow | null): FindingView['explanation'] => row && { reason: row.reason, by: row.by, at: row.at };

function findingView(finding: RanFinding, rectified: ReadonlyMap<string, string>): FindingView {
  const { key, fingerprint, no, severity, subject } = finding;
  return {
    key, fingerprint, no, severity, severityLabel: severityTexts[severity], subject, sentence: wordFinding(finding), explanation: said(finding.explanation), lapsed: said(finding.lapsed),
    rectificationNo: rectified.get(key) ?? null,
  };
}

function checkView(check: RanCheck, session: Session, rectified: ReadonlyMap<string, string>): CheckView {
  const { severity, area } = checkDefinitions.find((one) => one.no === check.no) ?? { severity: 'warn', area: 'roster' };
  const hidden = !maySeeCheck(session, check.no);
  const findings = hidden ? [] : check.findings.map((finding) => findingView(finding, rectified));
  return {
    no: check.no, ...checkTitles[check.no], severity, severityLabel: severityTexts[severity], area, areaLabel: areaTexts[area], examined: hidden ? 0 : check.examined, hidden,
    open: findings.filter((finding) => finding.explanation === null).length, explained: findings.filter((finding) => finding.explanation !== null).length,
    lacks: hidden ? [] : check.lacks.map(wordFinding), findings,
  };
}

/** The list as an account may see it. */
export function checkList(db: ReadableDb, place: Place, today: IsoDate, session: Session): CheckList {
  const rectified = new Map(listRectifications(db, place.schoolId).flatMap((row) => (row.findingKey === null ? [] : [[row.findingKey, row.no] as const])));
  const views = runTermChecks(db, place, today).map((check) => checkView(check, session, rectified));
  const findings = views.flatMap((check) => check.findings);
  const open = findings.filter((finding) => finding.explanation === null);
  return {
    checks: views,
    totals: {
      blockOpen: open.filter((finding) => finding.severity === 'block').length, warnOpen: open.filter((finding) => finding.severity === 'warn').length,
      listed: open.filter((finding) => finding.severity === 'list').length, explained: findings.length - open.length,
      clean: views.filter((check) => !check.hidden && checkResult(check) === 'clean').length, lacking: views.filter((check) => check.lacks.length > 0).length,
    },
  };
}
