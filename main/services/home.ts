import type { TermOverview } from '#shared/contract/home.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm, schoolYearOf, termRange } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { evaluateTermSteps, nextTermStep } from '#shared/domain/checks/term-steps.ts';
import type { StepSaying, TermCounts, TermStep, TermStepKey } from '#shared/domain/checks/term-steps.ts';
import type { Statement } from '#shared/domain/settlement/statement.ts';
import { fen } from '#shared/domain/money/fen.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import { stepNames } from '#shared/text/step-names.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import {
  countEntitlements, countIdentification, countLists, countNotices, countNotify, countPayments, countResults, countRoster, findClosedOn,
} from '#main/db/queries/home.ts';
import { lastAuditRow } from '#main/db/repositories/audit.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { archivePaths } from './archive-files.ts';
import { findAuditBreak } from './audit-chain.ts';
import { listBackups } from './backup.ts';
import { countComparison } from './home-comparison.ts';
import { imprintOf } from './imprint-of.ts';
import { countWithoutEvidence } from './notice-records.ts';
import type { Core, Session } from './core.ts';
import { openDeadlines } from './pay-deadlines.ts';
import { findStatement } from './settlement-statement.ts';
import { api, classScope, read } from './procedure.ts';
import { settingsOf } from './settings.ts';

/** Enough rows to see that nothing was touched of late; the whole chain is walked in the settings. */
const auditTail = 500;

/** Steps about money and its papers stay away from who may not read them; a class's teacher sees no school-wide sums. */
const stepNeeds: Readonly<Partial<Record<TermStepKey, Permission>>> = {
  notify: 'identification.read', lists: 'lists.read', identification: 'identification.read', notice: 'notice.read', entitlement: 'payment.read', payment: 'payment.read',
  return: 'payment.read', settlement: 'ledger.read', comparison: 'comparison.read', archive: 'dossier.read',
};

interface Scope {
  readonly core: Core;
  readonly db: ReadableDb;
  readonly session: Session;
  readonly today: IsoDate;
  readonly input: { readonly schoolId: number; readonly term: TermKey };
}

function countTerm({ db, today, input }: Scope, statement: Statement): TermCounts {
  const settings = settingsOf(db, input.schoolId);
  const schoolYear = schoolYearOf(input.term);
  const easiest = settings.gradeSet.at(-1) ?? '';
  const { beneficiaries, ...entitlement } = countEntitlements(db, input);
  const payment = { ...countPayments(db, input), ...openDeadlines(db, input, today) };
  const { due, paid, recovered, outstanding, cashBalance } = statement.totals;
  return {
    notify: countNotify(db, input, schoolYear),
    roster: countRoster(db, input),
    lists: countLists(db, input),
    identification: countIdentification(db, input, schoolYear, easiest),
    notice: { ...countNotices(db, input, schoolYear, easiest, today), withoutEvidence: countWithoutEvidence(db, input, today) },
    entitlement,
    payment,
    result: countResults(db, input),
    settlement: {
      dueFen: due, paidFen: paid - recovered, outstandingFen: outstanding, cashFen: cashBalance, closedOn: findClosedOn(db, input), lastDay: termRange(input.term).to,
    },
    comparison: countComparison(db, input),
    archive: { beneficiaries },
  };
}

function statementOfTerm({ db, input }: Scope): Statement {
  return findStatement(db, input.schoolId, { kind: 'term', term: input.term, asOf: null });
}

function stepsFor(scope: Scope, statement: Statement): TermStep[] {
  const { session } = scope;
  return evaluateTermSteps(countTerm(scope, statement), scope.today).filter(({ key }) => {
    const need = stepNeeds[key];
    return need === undefined || (session.can(need) && (classScope(session) === null || need !== 'payment.read'));
  });
}

function worded<Saying extends StepSaying>(saying: Saying): Saying & { sentence: string } {
  const code = saying.code as SentenceCode;
  return { ...saying, sentence: sentenceOf(code, saying.facts as FactsOf<typeof code>) };
}

function moneyOf({ totals }: Statement): NonNullable<TermOverview['money']> {
  return {
    openingFen: totals.openingCash, receivedFen: totals.received, dueFen: totals.due, paidFen: fen(totals.paid - totals.recovered),
    failedFen: totals.failed, returnedFen: totals.returned, balanceFen: totals.cashBalance,
  };
}

function safetyOf({ core, db }: Scope): TermOverview['safety'] {
  const backup = core.archive ? listBackups(archivePaths(core.ports.archivesRoot, core.archive.archiveId))[0] : undefined;
  const lastSeq = lastAuditRow(db)?.seq ?? 0;
  return {
    lastBackupAt: backup?.madeAt ?? null, lastBackupVerified: backup?.verified ?? false,
    auditIntact: findAuditBreak(db, Math.max(0, lastSeq - auditTail)) === null, auditLastSeq: lastSeq,
  };
}

export const homeService = {
  term: api.home.term.handler(read((scope) => {
    const statement = statementOfTerm(scope);
    const steps = stepsFor(scope, statement);
    const waiting = steps.flatMap((step) => step.missing).filter(({ tone }) => tone === 'warn' || tone === 'bad').length;
    return {
      today: scope.today,
      lastDay: termRange(scope.input.term).to,
      closedOn: findClosedOn(scope.db, scope.input),
      steps: steps.map((step) => ({ ...step, now: worded(step.now), missing: step.missing.map(worded) })),
      next: nextTermStep(steps)?.key ?? null,
      waiting,
      money: scope.session.can('ledger.read') ? moneyOf(statement) : null,
      safety: safetyOf(scope),
    };
  })),

  checklist: api.home.checklist.handler(read((scope) => {
    const { db, input, today, session, core } = scope;
    const school = findSchool(db, input.schoolId)?.name ?? '';
    const steps = stepsFor(scope, statementOfTerm(scope)).map((step) => ({
      name: stepNames[step.key], state: step.state, progress: worded(step.now).sentence, deadline: step.deadline,
      missing: step.missing.filter(({ tone }) => tone !== 'good').map((entry) => worded(entry).sentence),
    }));
    return pdfFile(`本学期清单-${formatTerm(input.term)}.pdf`, {
      kind: 'term_checklist', school, term: input.term, asOf: today, steps,
      imprint: imprintOf(core, session),
    });
  })),
};
