import { NumberInput, SegmentedControl } from '@mantine/core';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import type { SettlementScope } from '#shared/domain/settlement/scope.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import type { SettlementView } from './routes.ts';
import classes from './settlement.module.css';

export interface ScopeSearch {
  readonly view: SettlementView;
  readonly day: IsoDate | null;
  readonly year: number;
}

const views: readonly { value: SettlementView; label: string }[] = [
  { value: 'term', label: '学期' }, { value: 'school_year', label: '学年' }, { value: 'calendar_year', label: '自然年' }, { value: 'as_of', label: '任意日' },
];

/** What the statement is asked about. */
export function scopeOf(search: ScopeSearch, term: TermKey, today: IsoDate): SettlementScope {
  switch (search.view) {
    case 'term': return { kind: 'term', term, asOf: search.day };
    case 'school_year': return { kind: 'school_year', schoolYear: schoolYearOf(term), asOf: search.day };
    case 'calendar_year': return { kind: 'calendar_year', year: search.year, asOf: search.day };
    case 'as_of': return { kind: 'as_of', date: search.day ?? today };
  }
}

interface ScopeChoiceProps {
  readonly search: ScopeSearch;
  readonly today: IsoDate;
  readonly onChange: (search: ScopeSearch) => void;
}

/** The same entries seen four ways: what auditors take for a difference is the choice made here. */
export function ScopeChoice({ search, today, onChange }: ScopeChoiceProps): ReactElement {
  return (
    <div className={classes['scope']}>
      <SegmentedControl aria-label="按什么口径结算" data={[...views]} value={search.view} onChange={(view) => onChange({ ...search, view: view as SettlementView, day: null })} />
      {search.view === 'calendar_year' && (
        <NumberInput
          className={classes['day'] ?? ''} label="年份" value={search.year} min={1990} max={2199} thousandSeparator=""
          onChange={(year) => { if (typeof year === 'number' && year >= 1990 && year <= 2199) onChange({ ...search, year }); }}
        />
      )}
      <div className={classes['day']}>
        <DateInput label={search.view === 'as_of' ? '截至哪一天' : '截至（不填为全部）'} value={search.view === 'as_of' ? search.day ?? today : search.day} onChange={(day) => onChange({ ...search, day })} />
      </div>
      <span className="dim small">{search.view === 'term' || search.view === 'school_year' ? '按资金所属学期算，不论哪天记账' : '按记账日期算，不论属于哪个学期'}</span>
    </div>
  );
}
