import { termRange, schoolYearOf, termsOf, formatTermShort, formatSchoolYear } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { yearOf } from '#shared/domain/calendar/iso-date.ts';
import type { TermCounts } from '#shared/domain/checks/term-steps.ts';
import type { PayDeadlineRow, PayRule } from '#shared/domain/checks/pay-deadline.ts';
import { formatShare, payDeadlines, ratesOf } from '#shared/domain/checks/pay-deadline.ts';
import { fen } from '#shared/domain/money/fen.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import type { DeadlineView, RateLine } from '#shared/contract/deadlines.ts';
import { payStateTexts, payUnitTexts, rateDefinitions } from '#shared/text/checks.ts';
import { workdayCalendarOf } from '#main/calendar/holidays.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listApprovedDue, listArrived, listPaidByDay } from '#main/db/queries/check-money.ts';
import { api, read } from './procedure.ts';
import { programmeNames } from './programme-names.ts';
import { findStatement } from './settlement-statement.ts';
import { settingsOf } from './settings.ts';

export function payRuleOf(db: ReadableDb, schoolId: number): PayRule | null {
  const { payDays, payUnit } = settingsOf(db, schoolId);
  return payDays === null ? null : { days: payDays, unit: payUnit };
}

/** Every arrival of the school with its last day, in all terms; null where the county set no days. */
export function payDeadlinesOf(db: ReadableDb, schoolId: number, today: IsoDate): PayDeadlineRow[] | null {
  const rule = payRuleOf(db, schoolId);
  if (rule === null) return null;
  const money = { arrived: listArrived(db, schoolId), due: listApprovedDue(db, schoolId), paid: listPaidByDay(db, schoolId) };
  return payDeadlines(money, rule, workdayCalendarOf(db), today);
}

/** The calendar year a term is spoken of in: 2025 for autumn 2025, 2026 for spring 2026. */
export function yearOfTerm(term: TermKey): number {
  return yearOf(termRange(term).from);
}

/** What of the term's arrivals is still to be paid out, for the first page. */
export function openDeadlines(
  db: ReadableDb, { schoolId, term }: { readonly schoolId: number; readonly term: TermKey }, today: IsoDate,
): Pick<TermCounts['payment'], 'payBy' | 'payByVerified' | 'late' | 'lateFen' | 'soon' | 'soonFen'> {
  const open = (payDeadlinesOf(db, schoolId, today) ?? []).filter((row) => row.term === term && row.openFen > 0 && row.state !== 'surplus').toSorted((a, b) => (a.dueOn < b.dueOn ? -1 : 1));
  const of = (state: PayDeadlineRow['state']): readonly PayDeadlineRow[] => open.filter((row) => row.state === state);
  const sum = (rows: readonly PayDeadlineRow[]): number => rows.reduce((total, row) => total + row.openFen, 0);
  return {
    payBy: open[0]?.dueOn ?? null, payByVerified: open[0]?.verified ?? true, late: of('overdue').length, lateFen: sum(of('overdue')), soon: of('soon').length, soonFen: sum(of('soon')),
  };
}

interface RateScope {
  readonly scope: SettlementScope;
  readonly label: string;
  readonly holds: (row: PayDeadlineRow) => boolean;
}

function scopesOf(term: TermKey): RateScope[] {
  const year = schoolYearOf(term);
  const terms: readonly TermKey[] = termsOf(year);
  const calendarYear = yearOfTerm(term);
  return [
    { scope: { kind: 'term', term, asOf: null }, label: formatTermShort(term), holds: (row) => row.term === term },
    { scope: { kind: 'school_year', schoolYear: year, asOf: null }, label: formatSchoolYear(year), holds: (row) => terms.includes(row.term) },
    { scope: { kind: 'calendar_year', year: calendarYear, asOf: null }, label: `${calendarYear} 年`, holds: (row) => yearOf(row.receivedOn) === calendarYear },
  ];
}

/** 正点率 and 完成率 of a term, its 学年 and its calendar year, by programme and in all. */
export function rateLines(db: ReadableDb, schoolId: number, term: TermKey, rows: readonly PayDeadlineRow[] | null): RateLine[] {
  const nameOf = programmeNames(db, schoolId);
  return scopesOf(term).flatMap(({ scope, label, holds }) => {
    const own = (rows ?? []).filter(holds);
    const { programmes } = findStatement(db, schoolId, scope);
    const keys = [...new Set([...programmes.map((row) => row.programmeKey), ...own.map((row) => row.programmeKey)])];
    const lineOf = (programmeKey: string | null): RateLine => {
      const money = programmes.filter((row) => programmeKey === null || row.programmeKey === programmeKey);
      const rates = ratesOf(own.filter((row) => programmeKey === null || row.programmeKey === programmeKey), {
        paidFen: money.reduce((sum, row) => sum + row.paid - row.recovered, 0), outstandingFen: money.reduce((sum, row) => sum + row.outstanding, 0),
      });
      return {
        scopeKind: scope.kind === 'as_of' ? 'term' : scope.kind, scopeLabel: label, programmeKey, programmeName: programmeKey === null ? '合计' : nameOf(programmeKey), ...rates,
        punctualityText: rows === null || rates.punctualityBp === null ? '—' : formatShare(rates.punctualityBp), completionText: rates.completionBp === null ? '—' : formatShare(rates.completionBp),
      };
    };
    return keys.length === 0 ? [] : [...keys.map(lineOf), lineOf(null)];
  });
}

export function deadlineViews(db: ReadableDb, schoolId: number, term: TermKey, today: IsoDate): DeadlineView {
  const rule = payRuleOf(db, schoolId);
  const rows = payDeadlinesOf(db, schoolId, today);
  const nameOf = programmeNames(db, schoolId);
  return {
    rule: rule && { ...rule, unitLabel: payUnitTexts[rule.unit] },
    rows: (rows ?? []).filter((row) => row.term === term).map((row) => ({
      ...row, fen: fen(row.fen), programmeName: nameOf(row.programmeKey), stateLabel: payStateTexts[row.state],
    })),
    elsewhere: (rows ?? []).filter((row) => row.term !== term && (row.state === 'overdue' || row.state === 'soon')).length,
    rates: rateLines(db, schoolId, term, rows),
    definitions: [rateDefinitions.punctuality, rateDefinitions.completion],
  };
}

export const deadlinesService = {
  list: api.deadlines.list.handler(read(({ db, input, today }) => deadlineViews(db, input.schoolId, input.term, today))),
};
