import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ItemKind, ScoreItem, ScoreSection, ScoreTable } from '#shared/domain/scoring/score-table.ts';
import { itemKinds } from '#shared/domain/scoring/score-table.ts';
import { score } from '#shared/domain/scoring/score.ts';
import { itemKindTexts } from '#shared/text/scoring.ts';
import { ScoreInput } from '#renderer/components/score-input.tsx';
import { OptionRows } from './option-rows.tsx';
import classes from './scoring.module.css';
import { addItem, moved, replaced, withItem, withKind } from './table-draft.ts';

interface ItemEditorProps {
  readonly table: ScoreTable;
  readonly item: ScoreItem;
  readonly no: number;
  readonly onChange: (table: ScoreTable) => void;
  readonly onMove: (by: -1 | 1) => void;
  readonly onRemove: () => void;
}

function ItemEditor({ table, item, no, onChange, onMove, onRemove }: ItemEditorProps): ReactElement {
  const called = item.label === '' ? `第 ${no} 项` : item.label;
  const set = (part: Partial<Pick<ScoreItem, 'label' | 'clause' | 'evidence' | 'cap' | 'optional'>>): void => onChange(withItem(table, item.key, (one) => ({ ...one, ...part })));
  return (
    <fieldset className={classes['item']} aria-label={`指标 ${called}`}>
      <div className={classes['line']}>
        <TextInput className={classes['grow'] ?? ''} label={`指标 ${no}`} value={item.label} maxLength={60} placeholder="如：父母健康" onChange={(event) => set({ label: event.currentTarget.value })} />
        <Select
          label="怎么填" w="8.5rem" allowDeselect={false} value={item.kind} data={itemKinds.map((kind) => ({ value: kind, label: itemKindTexts[kind] }))}
          onChange={(kind) => onChange(withItem(table, item.key, (one) => withKind(one, (kind ?? 'single') as ItemKind)))}
        />
        <ScoreInput label="封顶" value={item.cap} placeholder="不封顶" onChange={(cap) => set({ cap })} />
        {item.kind === 'range' && (
          <>
            <ScoreInput label="最低" value={item.min} onChange={(min) => onChange(withItem(table, item.key, (one) => (one.kind === 'range' ? { ...one, min: min ?? score(0) } : one)))} />
            <ScoreInput label="最高" value={item.max} onChange={(max) => onChange(withItem(table, item.key, (one) => (one.kind === 'range' ? { ...one, max: max ?? score(0) } : one)))} />
          </>
        )}
        <Checkbox label="可不填（按 0 分）" checked={item.optional} onChange={(event) => set({ optional: event.currentTarget.checked })} mb={6} />
        <Button variant="subtle" aria-label={`${called}上移`} onClick={() => onMove(-1)}>↑</Button>
        <Button variant="subtle" aria-label={`${called}下移`} onClick={() => onMove(1)}>↓</Button>
        <Button variant="subtle" color="red" aria-label={`删去指标 ${called}`} onClick={onRemove}>删去</Button>
      </div>
      {item.kind !== 'range' && <OptionRows table={table} item={item} onChange={onChange} />}
      <div className={classes['line']}>
        <TextInput className={classes['grow'] ?? ''} label="原文或依据" value={item.clause} maxLength={300} onChange={(event) => set({ clause: event.currentTarget.value })} />
        <TextInput className={classes['grow'] ?? ''} label="看什么材料" value={item.evidence} maxLength={300} onChange={(event) => set({ evidence: event.currentTarget.value })} />
      </div>
    </fieldset>
  );
}

interface SectionEditorProps {
  readonly table: ScoreTable;
  readonly section: ScoreSection;
  readonly at: number;
  readonly onChange: (table: ScoreTable) => void;
}

/** One part of the table with its items. */
export function SectionEditor({ table, section, at, onChange }: SectionEditorProps): ReactElement {
  const set = (next: ScoreSection): void => onChange({ ...table, sections: replaced(table.sections, at, next) });
  const called = section.title === '' ? `第 ${at + 1} 部分` : section.title;
  return (
    <fieldset className={classes['section']} aria-label={`部分 ${called}`}>
      <div className={classes['line']}>
        <TextInput className={classes['grow'] ?? ''} label={`第 ${at + 1} 部分`} value={section.title} maxLength={60} placeholder="如：家庭经济" onChange={(event) => set({ ...section, title: event.currentTarget.value })} />
        <ScoreInput label="本部分封顶" value={section.cap} placeholder="不封顶" onChange={(cap) => set({ ...section, cap })} width="7rem" />
        <Button variant="subtle" aria-label={`${called}上移`} onClick={() => onChange({ ...table, sections: moved(table.sections, at, -1) })}>↑</Button>
        <Button variant="subtle" aria-label={`${called}下移`} onClick={() => onChange({ ...table, sections: moved(table.sections, at, 1) })}>↓</Button>
        <Button variant="subtle" color="red" aria-label={`删去部分 ${called}`} onClick={() => onChange({ ...table, sections: table.sections.filter((_, index) => index !== at) })}>删去</Button>
      </div>
      {section.items.map((item, index) => (
        <ItemEditor
          key={item.key} table={table} item={item} no={index + 1} onChange={onChange}
          onMove={(by) => set({ ...section, items: moved(section.items, index, by) })}
          onRemove={() => set({ ...section, items: section.items.filter((_, one) => one !== index) })}
        />
      ))}
      <Button variant="subtle" mt="xs" aria-label={`给${called}加一个指标`} onClick={() => onChange(addItem(table, at))}>加一个指标</Button>
    </fieldset>
  );
}
