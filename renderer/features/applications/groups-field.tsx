import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { specialGroups } from '#shared/domain/identification/special-group.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import classes from './application.module.css';

interface GroupsFieldProps {
  readonly groups: Readonly<Record<string, TriState>>;
  readonly supported: readonly string[];
  readonly readOnly: boolean;
  readonly onChange: (groups: Readonly<Record<string, TriState>>) => void;
}

const nextTick: Readonly<Record<TriState, TriState>> = { unknown: 'yes', yes: 'no', no: 'unknown' };
const signs: Readonly<Record<TriState, string>> = { unknown: '□', yes: '☑', no: '☒' };
const words: Readonly<Record<TriState, string>> = { unknown: '没有勾', yes: '是', no: '明确写了不是' };
const checked: Readonly<Record<TriState, boolean | 'mixed'>> = { unknown: false, yes: true, no: 'mixed' };

function ordinalsOf(groups: Readonly<Record<string, TriState>>): string {
  return specialGroups.filter((group) => groups[group.key] === 'yes').map((group) => group.ordinal).join(' ');
}

/** 特殊群体类型: ticked by the numbers of the form in one field, or one by one. What is not ticked is unknown, never 否. */
export function GroupsField({ groups, supported, readOnly, onChange }: GroupsFieldProps): ReactElement {
  const [typed, setTyped] = useState<string | null>(null);
  const unknown = (typed ?? '').split(/\D+/).filter((number) => number !== '' && !specialGroups.some((group) => group.ordinal === Number(number)));
  const type = (text: string): void => {
    const numbers = new Set(text.split(/\D+/).filter((number) => number !== '').map(Number));
    setTyped(text);
    const others = Object.entries(groups).filter(([key, tick]) => tick === 'no' || !specialGroups.some((group) => group.key === key));
    onChange(Object.fromEntries([...others, ...specialGroups.filter((group) => numbers.has(group.ordinal)).map((group) => [group.key, 'yes' as const])]));
  };
  return (
    <div>
      <TextInput
        label="勾选的序号" description="照下面的序号写，几个用空格隔开；没有勾的留空" value={typed ?? ordinalsOf(groups)} readOnly={readOnly} inputMode="numeric" data-walk data-path="groups" autoComplete="off" style={{ maxWidth: '22rem' }}
        error={unknown.length === 0 ? undefined : `没有序号 ${unknown.join('、')} 的群体，请对照下面的名称`}
        onChange={(event) => type(event.currentTarget.value)} onBlur={() => setTyped(null)}
      />
      <div className={classes['groups']} role="group" aria-label="特殊群体类型">
        {specialGroups.map(({ key, ordinal, label }) => {
          const tick = groups[key] ?? 'unknown';
          return (
            <button
              key={key} type="button" role="checkbox" aria-checked={checked[tick]} aria-label={`${ordinal} ${label}：${words[tick]}${supported.includes(key) ? '，有名单或证件' : ''}`} disabled={readOnly} title={words[tick]}
              className={`${classes['tick']} ${tick === 'yes' ? classes['ticked'] : ''}`}
              onClick={() => onChange(Object.fromEntries([...Object.entries(groups).filter(([other]) => other !== key), [key, nextTick[tick]]]))}
            >
              <span aria-hidden="true">{signs[tick]}</span> {ordinal} {label}{supported.includes(key) && <span className="dim small">　有依据</span>}
            </button>
          );
        })}
      </div>
    </div>
  );
}
