import { addDays } from '#shared/domain/calendar/iso-date.ts';
import { formatSchoolYear, formatTermShort, schoolYearOf, termRange } from '#shared/domain/calendar/term.ts';
import type { CheckBalance, CheckBatch, CheckFacts, CheckLine, CheckNotice, ManualAnswer, PayeeFault } from '#shared/domain/checks/check-facts.ts';
import { feeFirstItem, setOffItem } from '#shared/domain/checks/negative-item.ts';
import { countDifferences } from '#shared/domain/comparison/three-zero-errors.ts';
import { ledgerAccounts } from '#shared/domain/ledger/accounts.ts';
import { findSensitiveNumbers } from '#shared/domain/notice/scan-text.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import { rowBucketText } from '#shared/domain/reconciliation/row-bucket.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import { workdayCalendarOf } from '#main/calendar/holidays.ts';
import {
  listCheckBatches, listCheckLines, listCheckNotices, listLedgerPaid, listLineNotes, listNoticeLines, listOpenReturnRows, listReceiptNotes,
} from '#main/db/queries/check-money.ts';
import { listOwnFundMovements, listOwnFunds } from '#main/db/repositories/own-fund.ts';
import { findAssessment, listAnswersOf } from '#main/db/repositories/self-assessment.ts';
import { listSystemExports } from '#main/db/repositories/system-export.ts';
import { findTermLock } from '#main/db/repositories/term-lock.ts';
import type { FactsScope } from './check-people-facts.ts';
import { findComparison } from './comparison-sets.ts';
import { payDeadlinesOf, yearOfTerm } from './pay-deadlines.ts';
import { PayeeBook, findingRow } from './payee-checks.ts';
import { setAsideYear } from './set-aside-year.ts';
import { findStatement } from './settlement-statement.ts';
import { openMoneyDifferences } from './reconciliation-views.ts';

type Dues = CheckFacts['dues'];

export function checkLines({ db, schoolId, term }: FactsScope): CheckLine[] {
  const notes = Map.groupBy(listLineNotes(db, schoolId, term), (note) => note.lineId);
  return listCheckLines(db, schoolId, term).map(({ reissueOfId, reissueState, everFailed, ...line }) => ({
    ...line, reissueOf: reissueOfId === null || reissueState === null ? null : { lineId: reissueOfId, state: reissueState, everFailed: everFailed === 1 },
    notes: (notes.get(line.lineId) ?? []).map(({ text }) => text.trim()),
  }));
}

function checkBatches({ db, schoolId, term }: FactsScope): CheckBatch[] {
  const cash = ledgerAccounts.filter((account) => account.role === 'cash').map((account) => account.code);
  const paid = new Map(listLedgerPaid(db, schoolId, term, cash).map((one) => [one.batchId, one.fen]));
  return listCheckBatches(db, schoolId, term).map(({ filesJson, exportsJson, onePerson, ...batch }) => ({
    ...batch, onePerson: onePerson === 1, files: JSON.parse(filesJson) as CheckBatch['files'], exports: JSON.parse(exportsJson) as CheckBatch['exports'], ledgerPaidFen: paid.get(batch.batchId) ?? 0,
  }));
}

const noticeFields = new Set(['ordinal', 'name', 'rollDigits', 'school', 'yearLevel', 'className', 'major', 'programme', 'hardshipGrade', 'amountFen']);

function checkNotices({ db, schoolId, term, settings }: FactsScope): CheckNotice[] {
  const phones = [settings.officePhone, settings.countyPhone].filter((phone) => phone !== '');
  return listCheckNotices(db, schoolId, term).map(({ texts, showTier, showAmount, periodVerified, ...notice }) => {
    const lines = listNoticeLines(db, notice.noticeId).map((json) => JSON.parse(json) as Readonly<Record<string, unknown>>);
    const words = [texts, ...lines.map((line) => Object.values(line).filter((value) => typeof value === 'string').join('\n'))].join('\n');
    const filled = new Set(lines.flatMap((line) => Object.keys(line).filter((key) => line[key] !== null && line[key] !== '')));
    return {
      ...notice, periodVerified: periodVerified === 1, sensitive: [...new Set(findSensitiveNumbers(words, phones).map((found) => found.shown))],
      forbiddenColumns: [
        ...[...filled].filter((key) => !noticeFields.has(key)), ...(showTier === 0 && filled.has('hardshipGrade') ? ['困难等级'] : []), ...(showAmount === 0 && filled.has('amountFen') ? ['金额'] : []),
      ],
    };
  });
}

/** The payment's own checks of every account that is still to be paid to. */
function payeeFacts({ db, schoolId, policy }: FactsScope, dues: Dues, lines: readonly CheckLine[]): Pick<CheckFacts, 'payeeFaults' | 'uncheckedAccounts'> {
  const paid = new Set(lines.filter((line) => line.state === 'paid').map((line) => line.entitlementId));
  const open = dues.filter((due) => !paid.has(due.entitlementId) && findProgramme(policy.catalogue, due.programmeKey)?.payeeKind === 'family');
  if (open.length === 0) return { payeeFaults: [], uncheckedAccounts: 0 };
  const book = new PayeeBook(db, schoolId);
  const faults = new Map<string, PayeeFault>();
  for (const due of open) {
    for (const finding of book.findings(due.studentId, due.programmeKey)) {
      const { code, severity, sentence } = findingRow(finding);
      faults.set(`${due.studentId} ${code}`, { studentId: due.studentId, severity, code, sentence });
    }
  }
  const unseen = [...new Set(open.map((due) => due.studentId))].filter((studentId) => { const account = book.accountOf(studentId); return account !== undefined && account.checkedOn === null; });
  return { payeeFaults: [...faults.values()], uncheckedAccounts: unseen.length };
}

function balancesOf({ db, schoolId, term, policy }: FactsScope): CheckBalance[] {
  const year = schoolYearOf(term);
  const calendarYear = yearOfTerm(term);
  const views: readonly (readonly [CheckBalance['view'], string, SettlementScope])[] = [
    ['term', formatTermShort(term), { kind: 'term', term, asOf: null }], ['school_year', formatSchoolYear(year), { kind: 'school_year', schoolYear: year, asOf: null }],
    ['calendar_year', `${calendarYear} 年`, { kind: 'calendar_year', year: calendarYear, asOf: null }],
  ];
  return views.flatMap(([view, viewLabel, scope]) => findStatement(db, schoolId, scope).programmes.flatMap((row) => row.sources.map((source): CheckBalance => ({
    programmeKey: row.programmeKey, programmeName: findProgramme(policy.catalogue, row.programmeKey)?.name ?? row.programmeKey, source: source.source, sourceLabel: formatFundingSource(source.source),
    view, viewLabel, budgetFen: source.budgetBalance, cashFen: view === 'term' ? source.leftAfterCarry : source.cashBalance, oneCard: row.channel === 'one_card',
  }))));
}

function setAsideFacts({ db, schoolId, term }: FactsScope): Pick<CheckFacts, 'setAside' | 'ownSpending'> {
  const year = yearOfTerm(term);
  const { from, to } = termRange(term);
  const funds = new Map(listOwnFunds(db, schoolId).map((fund) => [fund.id, fund.name]));
  return {
    setAside: setAsideYear(db, schoolId, year).stages.map((stage) => ({
      year, stage: stage.stage, stageLabel: stage.stageLabel, hasRule: stage.rule !== null, required: stage.stage === 'preschool' || stage.stage === 'senior' || stage.stage === 'vocational',
      hasIncome: stage.baseFen > 0, dueFen: stage.dueFen, setAsideFen: stage.setAsideFen, shortFen: stage.shortFen,
    })),
    ownSpending: listOwnFundMovements(db, schoolId).filter((one) => one.fen < 0 && one.reversedByNo === null && one.onDate >= from && one.onDate <= to)
      .map((one) => ({ entryNo: one.entryNo, fundId: one.fundId, fundName: funds.get(one.fundId) ?? '', text: one.note, fen: 0 - one.fen })),
  };
}

function differencesOf({ db, schoolId, term }: FactsScope): CheckFacts['differences'] {
  const codes = ['Z1', 'Z2', 'Z3', 'P1', 'P2'] as const;
  if (listSystemExports(db, schoolId, term).length === 0) return codes.map((code) => ({ code, count: null }));
  const { zero, programmesWithoutList, byHandNotInSystem } = findComparison(db, { schoolId, term }).found;
  return codes.map((code) => {
    if (code === 'P1') return { code, count: programmesWithoutList?.length ?? null };
    if (code === 'P2') return { code, count: byHandNotInSystem?.length ?? null };
    const difference = zero[code];
    return { code, count: difference ? countDifferences(difference) : null };
  });
}

function manualAnswers({ db, schoolId, term }: FactsScope): Pick<CheckFacts, 'setOffAnswer' | 'feeAnswer'> {
  const assessment = findAssessment(db, schoolId, schoolYearOf(term));
  const answers = assessment ? listAnswersOf(db, assessment.id) : new Map<string, { readonly answer: ManualAnswer }>();
  return { setOffAnswer: answers.get(setOffItem)?.answer ?? 'unanswered', feeAnswer: answers.get(feeFirstItem)?.answer ?? 'unanswered' };
}

function termDays({ db, term }: FactsScope): CheckFacts['termDays'] {
  const calendar = workdayCalendarOf(db);
  const { from, to } = termRange(term);
  let count = 0;
  for (let day = from; day <= to; day = addDays(day, 1)) if (calendar.isWorkday(day)) count += 1;
  return { count, verified: calendar.knows(Number(from.slice(0, 4))) && calendar.knows(Number(to.slice(0, 4))) };
}

type MoneyFacts = Omit<CheckFacts, 'term' | 'today' | 'pupils' | 'termRosterImported' | 'otherRosters' | 'dues' | 'uncovered' | 'listsImported' | 'fundedBefore' | 'claims' | 'openHits' | 'files' | 'itemsNowhere'>;

/** Everything the checks ask about notices, payments, the bank's answers and the ledger. */
export function moneyFacts(scope: FactsScope, dues: Dues, lines: readonly CheckLine[]): MoneyFacts {
  const { db, schoolId, term, today, settings, policy } = scope;
  return {
    catalogue: policy.catalogue, lines, batches: checkBatches(scope), notices: checkNotices(scope), noticeDays: settings.noticeDays,
    ...payeeFacts(scope, dues, lines), ...manualAnswers(scope), moneyNotes: listReceiptNotes(db, schoolId, term),
    returnBuckets: listOpenReturnRows(db, schoolId, term).map((row) => ({ ...row, bucketLabel: (rowBucketText as Readonly<Record<string, string>>)[row.bucket] ?? row.bucket })),
    deadlines: scope.whole ? payDeadlinesOf(db, schoolId, today)?.filter((row) => row.term === term) ?? null : null,
    balances: scope.whole ? balancesOf(scope) : [], termClosed: findTermLock(db, schoolId, term) !== undefined, reconciliationOpen: scope.whole ? openMoneyDifferences(db, { schoolId, term }) : null, ...(scope.whole ? setAsideFacts(scope) : { setAside: [], ownSpending: [] }),
    differences: scope.whole ? differencesOf(scope) : [], termDays: termDays(scope),
  };
}
