import { Button, MultiSelect, NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSpecialGroup, specialGroups } from '#shared/domain/identification/special-group.ts';
import type { BypassRule, DatedCutoffs, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import { roundingWords } from '#shared/text/scoring.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { ScoreInput } from '#renderer/components/score-input.tsx';
import classes from './scoring.module.css';
import { replaced } from './table-draft.ts';

interface RulesProps {
  readonly table: ScoreTable;
  readonly gradeSet: readonly string[];
  readonly today: IsoDate;
  readonly onChange: (table: ScoreTable) => void;
}

function TotalRules({ table, onChange }: Pick<RulesProps, 'table' | 'onChange'>): ReactElement {
  const { weights } = table;
  const weigh = (self: number): void => onChange({ ...table, weights: { self, verified: 100 - self } });
  return (
    <fieldset className={classes['section']} aria-label="总分">
      <h2>总分</h2>
      <div className={classes['line']}>
        <NumberInput label="自评占 %" w="7rem" min={0} max={100} allowDecimal={false} value={weights.self} onChange={(value) => weigh(typeof value === 'number' ? Math.min(100, Math.max(0, value)) : 0)} />
        <NumberInput label="核定占 %" w="7rem" disabled value={weights.verified} />
        <ScoreInput label="总分封顶" value={table.cap} placeholder="不封顶" onChange={(cap) => onChange({ ...table, cap })} width="7rem" />
        <Select
          label="小数" w="15rem" allowDeselect={false} value={String(table.decimals)} data={([0, 1, 2] as const).map((decimals) => ({ value: String(decimals), label: roundingWords[decimals] }))}
          onChange={(value) => onChange({ ...table, decimals: Number(value) as 0 | 1 | 2 })}
        />
      </div>
      <p className="dim small">{weights.self === 0 ? '自评分只供对照，总分就是核定分。' : '两边各自按封顶合计，再按比例合成，最后四舍五入一次。'}</p>
    </fieldset>
  );
}

function BypassRules({ table, gradeSet, onChange }: Omit<RulesProps, 'today'>): ReactElement {
  const set = (at: number, rule: BypassRule): void => onChange({ ...table, bypass: replaced(table.bypass, at, rule) });
  return (
    <fieldset className={classes['section']} aria-label="直接建议">
      <h2>直接建议（特殊群体不测评）</h2>
      {table.bypass.map((rule, at) => (
        <div key={at} className={classes['line']}>
          <MultiSelect
            className={classes['grow'] ?? ''} label={`第 ${at + 1} 条：哪些特殊群体`} searchable value={[...rule.groupKeys]}
            data={[...new Set([...specialGroups.map((group) => group.key), ...rule.groupKeys])].map((key) => ({ value: key, label: formatSpecialGroup(key) }))}
            onChange={(groupKeys) => set(at, { ...rule, groupKeys })}
          />
          <ScoreInput label="直接计" value={rule.score} placeholder="不计分" onChange={(points) => set(at, { ...rule, score: points })} />
          <Select label="建议等级" w="9rem" clearable placeholder="按分数线" value={rule.grade} data={[...gradeSet]} onChange={(grade) => set(at, { ...rule, grade })} />
          <TextInput className={classes['grow'] ?? ''} label="依据" value={rule.clause} maxLength={300} onChange={(event) => set(at, { ...rule, clause: event.currentTarget.value })} />
          <Button variant="subtle" color="red" aria-label={`删去直接建议第 ${at + 1} 条`} onClick={() => onChange({ ...table, bypass: table.bypass.filter((_, index) => index !== at) })}>删去</Button>
        </div>
      ))}
      <Button variant="subtle" mt="xs" onClick={() => onChange({ ...table, bypass: [...table.bypass, { groupKeys: [], score: null, grade: null, clause: '' }] })}>加一条直接建议</Button>
    </fieldset>
  );
}

/** A grade's line is there when a figure is; the order is always that of the school's grades, heaviest first. */
function withLine(cutoffs: DatedCutoffs, gradeSet: readonly string[], grade: string, min: DatedCutoffs['lines'][number]['min'] | null): DatedCutoffs {
  const others = cutoffs.lines.filter((line) => line.grade !== grade);
  const lines = min === null ? others : [...others, { grade, min }];
  const rank = (one: string): number => (gradeSet.includes(one) ? gradeSet.indexOf(one) : gradeSet.length);
  return { ...cutoffs, lines: lines.toSorted((left, right) => rank(left.grade) - rank(right.grade)) };
}

function CutoffRules({ table, gradeSet, today, onChange }: RulesProps): ReactElement {
  const set = (at: number, cutoffs: DatedCutoffs): void => onChange({ ...table, cutoffs: replaced(table.cutoffs, at, cutoffs) });
  const last = gradeSet.at(-1) ?? null;
  return (
    <fieldset className={classes['section']} aria-label="分数线">
      <h2>分数线（本校自定，只作建议）</h2>
      {table.cutoffs.map((cutoffs, at) => {
        const grades = [...new Set([...gradeSet.slice(0, -1), ...cutoffs.lines.map((line) => line.grade)])];
        return (
          <div key={at} className={classes['line']} role="group" aria-label={`第 ${at + 1} 组分数线`}>
            <div style={{ width: '10rem' }}><DateInput label="从哪天起" value={cutoffs.validFrom} onChange={(validFrom) => { if (validFrom !== null) set(at, { ...cutoffs, validFrom }); }} /></div>
            {grades.map((grade) => (
              <ScoreInput key={grade} label={`${grade}不低于`} width="7.5rem" value={cutoffs.lines.find((line) => line.grade === grade)?.min ?? null} onChange={(min) => set(at, withLine(cutoffs, gradeSet, grade, min))} />
            ))}
            <Select label="再低的" w="8.5rem" clearable placeholder="不作建议" value={cutoffs.below} data={last === null ? [] : [last]} onChange={(below) => set(at, { ...cutoffs, below })} />
            <TextInput className={classes['grow'] ?? ''} label="谁定的" placeholder="如：认定工作组 8 月 28 日会议" maxLength={300} value={cutoffs.basis} onChange={(event) => set(at, { ...cutoffs, basis: event.currentTarget.value })} />
            <Button variant="subtle" color="red" aria-label={`删去第 ${at + 1} 组分数线`} onClick={() => onChange({ ...table, cutoffs: table.cutoffs.filter((_, index) => index !== at) })}>删去</Button>
          </div>
        );
      })}
      <Button variant="subtle" mt="xs" onClick={() => onChange({ ...table, cutoffs: [...table.cutoffs, { validFrom: today, basis: '', lines: [], below: null }] })}>加一组分数线</Button>
    </fieldset>
  );
}

/** Everything of a table beside its items: the total, who skips the scoring, the cut-offs, what is missing. */
export function RulesEditor({ table, gradeSet, today, onChange }: RulesProps): ReactElement {
  return (
    <>
      <TotalRules table={table} onChange={onChange} />
      <BypassRules table={table} gradeSet={gradeSet} onChange={onChange} />
      <CutoffRules table={table} gradeSet={gradeSet} today={today} onChange={onChange} />
      <Textarea label="还缺什么" description="照公开的表录入而缺的部分写在这里；写着就不能采用，补齐后清空" autosize minRows={1} maxLength={500} value={table.missing} onChange={(event) => onChange({ ...table, missing: event.currentTarget.value })} />
    </>
  );
}
