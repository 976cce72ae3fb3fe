import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm, nextTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { fen, formatPlainYuan, sumFen } from '#shared/domain/money/fen.ts';
import { proposeCarryOver } from '#shared/domain/settlement/closing-checks.ts';
import type { Disposal, DisposalProblem } from '#shared/domain/settlement/disposal.ts';
import { disposalProblems, eventsOfDisposals, proposeDisposals } from '#shared/domain/settlement/disposal.ts';
import type { SigningOffice, TermSignature } from '#shared/domain/settlement/signing.ts';
import { evaluateSignature, formatSigningOffice, isSigned, officesOf, signingOffices } from '#shared/domain/settlement/signing.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { findLastEntryDate } from '#main/db/queries/closing.ts';
import { countAttachments } from '#main/db/repositories/attachment.ts';
import type { TermAct } from '#main/db/repositories/term-act.ts';
import { deleteTermLock, findTermAct, insertTermAct, insertTermActEnd, insertTermSignature, listStandingCarries, listTermActs, listTermSignatures } from '#main/db/repositories/term-act.ts';
import { findTermLock, insertTermLock } from '#main/db/repositories/term-lock.ts';
import { stampOf } from './fund-checks.ts';
import { postEvent } from './journal.ts';
import type { WriteScope } from './procedure.ts';
import { catalogueOf, programmeNames } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';
import { checksOf, checkView, disposalChannels, leftView, wholeTerm } from './settlement-checks.ts';
import { findStatement } from './settlement-statement.ts';
import { settingsOf } from './settings.ts';

type ActScope = WriteScope<{ schoolId: number }>;

/** What of a statement is signed: every figure the closing rests on. */
function figuresOf(statement: Statement): string {
  return JSON.stringify(statement.programmes.map(({ programmeKey, channel, received, moved, due, paid, recovered, returned, cashBalance, sources }) => ({
    programmeKey, channel, received, moved, due, paid, recovered, returned, cashBalance,
    sources: sources.map(({ source, received: from, due: share, paid: used, cashBalance: left }) => ({ source, received: from, due: share, paid: used, cashBalance: left })),
  })));
}

export function assertMayClose(db: ReadableDb, schoolId: number, term: TermKey, closedOn: IsoDate, today: IsoDate): void {
  const lock = findTermLock(db, schoolId, term);
  if (lock) throw refuse('settlement.already_closed', { term: formatTerm(term), closedOn: formatChineseDate(lock.closedOn) });
  if (closedOn > today) throw refuse('settlement.date_in_future', { date: formatChineseDate(closedOn) });
  const last = findLastEntryDate(db, schoolId, term);
  if (last !== null && last > closedOn) throw refuse('settlement.entries_after', { date: formatChineseDate(closedOn), last: formatChineseDate(last) });
  const nameOf = programmeNames(db, schoolId);
  const blocking = checksOf(db, schoolId, term, today, findStatement(db, schoolId, wholeTerm(term))).filter((check) => !check.passed && check.severity === 'blocks');
  if (blocking.length > 0) {
    throw refuse('settlement.blocked', { reasons: blocking.map((check) => checkView(check, nameOf).sentence.replace(/。[^。]*。$/u, '')).join('；') });
  }
}

function assertNothingOpen(db: ReadableDb, schoolId: number, term: TermKey): void {
  const open = listTermActs(db, schoolId, term).find((act) => act.outcome === null);
  if (open) throw refuse('settlement.act_open', { term: formatTerm(term), by: open.by, what: open.kind === 'closing' ? '结算' : '重新开账' });
}

function refuseDisposal(problem: DisposalProblem, nameOf: (key: string) => string): Error {
  const place = { programme: nameOf(problem.programmeKey), source: formatFundingSource(problem.source) };
  if (problem.code !== 'sum_differs') return refuse(`settlement.disposal_${problem.code}`, place);
  return refuse('settlement.disposal_sum_differs', { ...place, leftYuan: formatPlainYuan(fen(problem.leftFen)), decidedYuan: formatPlainYuan(fen(problem.decidedFen)) });
}

/** What is decided about the remainders, or carried on where nobody decided otherwise; refuses what doesn't add up. */
function disposalsFor(db: ReadableDb, schoolId: number, term: TermKey, decided: readonly Disposal[] | null): readonly Disposal[] {
  const left = proposeCarryOver(findStatement(db, schoolId, wholeTerm(term)));
  const channels = disposalChannels(db, schoolId, term);
  const disposals = decided ?? proposeDisposals(left, channels);
  const nameOf = programmeNames(db, schoolId);
  const catalogue = catalogueOf(db, schoolId);
  for (const { to } of disposals) if (to !== null && !findProgramme(catalogue, to.programmeKey)) throw refuse('ledger.programme_unknown', { programme: to.programmeKey });
  const [problem] = disposalProblems(left, disposals, channels);
  if (problem) throw refuseDisposal(problem, nameOf);
  const following = nextTerm(term);
  if (disposals.some((one) => one.way !== 'return') && findTermLock(db, schoolId, following)) throw refuse('settlement.next_closed', { term: formatTerm(following) });
  return disposals;
}

/** Begins a closing: the decisions and the figures are what is then signed. Gives the act's id. */
export function beginClosing(scope: ActScope, { term, closedOn, note, disposals }: { term: TermKey; closedOn: IsoDate; note: string; disposals: readonly Disposal[] | null }): number {
  const { db, input: { schoolId }, today, at, session } = scope;
  assertNothingOpen(db, schoolId, term);
  assertMayClose(db, schoolId, term, closedOn, today);
  const decided = disposalsFor(db, schoolId, term, disposals);
  return insertTermAct(db, {
    schoolId, term, kind: 'closing', onDate: closedOn, reason: note, disposalsJson: JSON.stringify(decided), figuresJson: figuresOf(findStatement(db, schoolId, wholeTerm(term))),
    accountId: session.accountId, at,
  });
}

/** Asks for a closed term to be opened again. Gives the act's id. */
export function beginReopening(scope: ActScope, { term, reason }: { term: TermKey; reason: string }): number {
  const { db, input: { schoolId }, today, at, session } = scope;
  if (!findTermLock(db, schoolId, term)) throw refuse('settlement.not_closed', { term: formatTerm(term) });
  assertNothingOpen(db, schoolId, term);
  assertNextOpen(db, schoolId, term);
  return insertTermAct(db, { schoolId, term, kind: 'reopening', onDate: today, reason, disposalsJson: '[]', figuresJson: '[]', accountId: session.accountId, at });
}

/** Terms are opened in the opposite order in which they were closed: what was carried on must be taken back from an open term. */
function assertNextOpen(db: ReadableDb, schoolId: number, term: TermKey): void {
  const following = nextTerm(term);
  if (findTermLock(db, schoolId, following)) throw refuse('settlement.reopen_next_first', { term: formatTerm(term), next: formatTerm(following) });
}

export function openActOf(db: ReadableDb, schoolId: number, actId: number): TermAct {
  const act = findTermAct(db, schoolId, actId);
  if (!act) throw notFound('这次结算');
  if (act.outcome !== null) throw refuse('settlement.act_ended', { by: act.endedBy ?? '', what: act.kind === 'closing' ? '结算' : '重新开账' });
  return act;
}

export interface Signing {
  /** Null: the one the account may sign and that is still missing. */
  readonly office: SigningOffice | null;
  /** Signed by hand on the printed sheet; null: the account signs itself. */
  readonly paper: { readonly signer: string; readonly signedOn: IsoDate } | null;
}

/** Adds a signature; gives whether both are there now. */
export function signAct(scope: ActScope, act: TermAct, signing: Signing): boolean {
  const { db, session, today, at, input: { schoolId } } = scope;
  const given = listTermSignatures(db, act.id);
  const { onePersonMode } = settingsOf(db, schoolId);
  const own = signing.paper === null && !onePersonMode ? officesOf(session.role) : signingOffices;
  const office = signing.office ?? own.find((one) => !given.some((signature) => signature.office === one));
  if (office === undefined) throw refuse('settlement.no_office_left', {});
  if (!own.includes(office)) throw refuse('settlement.other_office', { office: formatSigningOffice(office) });
  if (signing.paper !== null && signing.paper.signedOn > today) throw refuse('settlement.date_in_future', { date: formatChineseDate(signing.paper.signedOn) });
  if (signing.paper !== null && (countAttachments(db, schoolId, 'term_act').get(act.id) ?? 0) === 0) throw refuse('settlement.scan_needed', {});
  const next: TermSignature = { office, way: signing.paper === null ? 'account' : 'paper', signer: signing.paper?.signer ?? session.displayName, accountId: session.accountId };
  const verdict = evaluateSignature(given, next, onePersonMode);
  if (!verdict.ok) throw refuse(`settlement.${verdict.code}`, { office: formatSigningOffice(office), signer: next.signer });
  insertTermSignature(db, { actId: act.id, ...next, signedOn: signing.paper?.signedOn ?? today, alone: verdict.alone ? 1 : 0, at });
  return isSigned([...given, next]);
}

/** Does what both have signed, whole or not at all: it runs inside the command's one transaction. */
export function carryOut(scope: ActScope, act: TermAct): ReturnType<typeof closeTerm> {
  return act.kind === 'closing' ? closeTerm(scope, act) : reopenTerm(scope, act);
}

function closeTerm(scope: ActScope, act: TermAct) {
  const { db, input: { schoolId }, today, at, session, note } = scope;
  const { term, onDate: closedOn } = act;
  assertMayClose(db, schoolId, term, closedOn, today);
  const statement = findStatement(db, schoolId, wholeTerm(term));
  if (figuresOf(statement) !== act.figuresJson) throw refuse('settlement.figures_changed', { by: act.by });
  const disposals = disposalsFor(db, schoolId, term, JSON.parse(act.disposalsJson) as Disposal[]);
  const warnings = checksOf(db, schoolId, term, today, statement).filter((check) => !check.passed).map((check) => check.key);
  const following = nextTerm(term);
  const memos: Readonly<Partial<Record<string, string>>> = {
    carried_out: `结转至${formatTerm(following)}`, carried_in: `${formatTerm(term)}结转`, returned_to_treasury: `${formatTerm(term)}结余上缴`, moved_out: `${formatTerm(term)}结余调剂`, moved_in: `${formatTerm(term)}结余调剂`,
  };
  const events = eventsOfDisposals(disposals, { term, closedOn });
  for (const event of events) postEvent(db, event, stampOf(scope, memos[event.kind]));
  insertTermActEnd(db, { actId: act.id, outcome: 'done', reason: '', accountId: session.accountId, at });
  insertTermLock(db, { schoolId, term, closedOn, closedAt: at, accountId: session.accountId, note: act.reason });
  const carried = leftView(events.flatMap((event) => (event.kind === 'carried_out' ? [{ programmeKey: event.programmeKey, source: event.source, fen: event.fen }] : [])), programmeNames(db, schoolId));
  const carriedFen = sumFen(carried.map((one) => one.fen));
  note({ term, closedOn, carriedFen, warnings });
  return { locked: true, carried, carriedFen };
}

/**
 * What was carried on is taken back by reversal; what went back to the treasury or serves another purpose has happened outside these books
 * and stays. Closing again then carries the same, so that every figure is what it was.
 */
function reopenTerm(scope: ActScope, act: TermAct) {
  const { db, input: { schoolId }, today, at, session, note } = scope;
  const { term } = act;
  assertNextOpen(db, schoolId, term);
  insertTermActEnd(db, { actId: act.id, outcome: 'done', reason: '', accountId: session.accountId, at });
  deleteTermLock(db, schoolId, term);
  const carries = listStandingCarries(db, schoolId, term, nextTerm(term));
  for (const entryId of carries) postEvent(db, { kind: 'reversal', entryId, reason: `${formatTerm(term)}重新开账：${act.reason}`, onDate: today }, stampOf(scope));
  note({ term, reopened: true, reason: act.reason, reversedEntries: carries.length });
  return { locked: false, carried: [], carriedFen: fen(0) };
}
