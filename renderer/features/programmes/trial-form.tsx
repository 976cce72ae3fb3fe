import { Button, Select, Switch } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { boardingWords, wordStages } from '#shared/text/programme-rules.ts';
import { api } from '#renderer/bridge/client.ts';
import type { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { termsFrom } from './data.ts';
import { draftOf, RuleFields, ruleOfDraft } from './rule-fields.tsx';
import type { RuleDraft } from './rule-fields.tsx';
import { wordAmount } from './words.ts';
import classes from './programmes.module.css';

type TrialInput = Parameters<typeof client.programmePlans.trial>[0];
export type TrialChoice = Pick<TrialInput, 'target' | 'rates' | 'rules' | 'stopped'>;

type Rate = ProgrammeView['rates'][number];

/** Where a new sum may be put: the standards in force, or, where none may be paid, the stages of the programme. */
interface Slot extends Pick<Rate, 'stages' | 'boarding' | 'awardTier' | 'unit' | 'usualQuantity' | 'maxQuantity' | 'payments'> {
  readonly key: string;
  readonly now: Rate | null;
}

function slotsOf(programme: ProgrammeView): readonly Slot[] {
  const payable = programme.rates.filter((rate) => rate.payable);
  const standing = payable.some((rate) => rate.origin === 'local') ? payable.filter((rate) => rate.origin === 'local') : payable;
  if (standing.length > 0) return standing.map((rate) => ({ ...rate, now: rate }));
  return programme.stages.map((stage) => ({ key: stage, stages: [stage], boarding: null, awardTier: null, unit: 'term', usualQuantity: null, maxQuantity: null, payments: 1, now: null }));
}

function SlotRow({ slot, value, onChange }: { readonly slot: Slot; readonly value: Fen | null; readonly onChange: (value: Fen | null) => void }): ReactElement {
  const who = `${wordStages(slot.stages)}${slot.boarding === null ? '' : boardingWords[slot.boarding]}${slot.awardTier === null ? '' : `·${slot.awardTier}`}`;
  return (
    <tr>
      <td>{who}</td>
      <td className="number">{slot.now === null ? '没有可发放的标准' : wordAmount(slot.now)}</td>
      <td><MoneyInput label={<span className={classes['quiet']}>{who}改为</span>} value={value} onChange={onChange} /></td>
    </tr>
  );
}

interface ChangeFieldsProps {
  readonly programme: ProgrammeView;
  readonly target: TermKey;
  readonly onTry: (choice: TrialChoice) => void;
}

function ChangeFields({ programme, target, onTry }: ChangeFieldsProps): ReactElement {
  const slots = slotsOf(programme);
  const [sums, setSums] = useState<Readonly<Record<string, Fen | null>>>({});
  const [rule, setRule] = useState<RuleDraft | null>(null);
  const [stopped, setStopped] = useState(false);
  const typed = slots.flatMap((slot) => {
    const sum = sums[slot.key] ?? null;
    return sum === null ? [] : [{ slot, sum }];
  });
  const nothing = typed.length === 0 && rule === null && !stopped;
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (nothing) return;
    const about = { programmeKey: programme.key, document: '试算' };
    onTry({
      target, stopped: stopped ? [programme.key] : [], rules: rule === null || rule.stages.length === 0 ? [] : [{ ...about, ...ruleOfDraft(rule) }],
      rates: typed.map(({ slot, sum }) => ({
        ...about, region: '试算', stages: [...slot.stages], boarding: slot.boarding, awardTier: slot.awardTier, unit: slot.unit === 'year' ? 'term' as const : slot.unit, fen: sum,
        usualQuantity: slot.usualQuantity, maxQuantity: slot.maxQuantity, payments: slot.payments,
      })),
    });
  };
  return (
    <form onSubmit={submit} aria-label="设想的变动">
      <table className="plain">
        <thead><tr><th>范围</th><th className="number">现行标准</th><th>改为（不改就留空）</th></tr></thead>
        <tbody>{slots.map((slot) => <SlotRow key={slot.key} slot={slot} value={sums[slot.key] ?? null} onChange={(value) => setSums({ ...sums, [slot.key]: value })} />)}</tbody>
      </table>
      <div className={classes['switches']}>
        <Switch label="改资格规定" checked={rule !== null} onChange={(event) => setRule(event.currentTarget.checked ? draftOf(programme.rules.find((one) => one.inForce), programme.stages) : null)} />
        <Switch label="停止执行这个项目" checked={stopped} onChange={(event) => setStopped(event.currentTarget.checked)} />
        <Button type="submit" disabled={nothing}>试算</Button>
      </div>
      {rule !== null && <RuleFields draft={rule} stages={programme.stages} onChange={setRule} />}
    </form>
  );
}

/** Which programme, from which term, and what would change. */
export function TrialForm({ onTry }: { readonly onTry: (choice: TrialChoice) => void }): ReactElement {
  const { schoolId, school, term } = useArchive();
  const [target, setTarget] = useState<TermKey>(term);
  const query = useQuery(api.programmes.list.queryOptions({ input: { schoolId, term: target } }));
  const [chosen, setChosen] = useState<string | null>(null);
  return (
    <section className={`card padded ${classes['trial']}`} aria-label="试算的设想">
      <QueryView query={query} what="资助项目">
        {(programmes) => {
          const offered = programmes.filter((programme) => programme.payeeKind !== 'none' && programme.stages.some((stage) => school.stages.includes(stage)));
          const programme = offered.find((one) => one.key === chosen) ?? offered[0];
          return (
            <>
              <div className="columns-2">
                <Select label="资助项目" allowDeselect={false} searchable data={offered.map((one) => ({ value: one.key, label: one.name }))} value={programme?.key ?? null} onChange={setChosen} />
                <Select
                  label="从哪学期起（以后的学期按现在的名册推算）" allowDeselect={false} data={termsFrom(term, 5)} value={target} onChange={(value) => setTarget((value ?? term) as TermKey)}
                />
              </div>
              {programme !== undefined && <ChangeFields key={`${programme.key} ${target}`} programme={programme} target={target} onTry={onTry} />}
            </>
          );
        }}
      </QueryView>
    </section>
  );
}
