import { useCallback, useSyncExternalStore } from 'react';
import { parsePoints } from '#shared/domain/scoring/points-text.ts';
import { score } from '#shared/domain/scoring/score.ts';
import type { ItemKind, ScoreItem, ScoreOption, ScoreSection, ScoreTable } from '#shared/domain/scoring/score-table.ts';

/** A table as the editor holds it, with the moment the core last kept it. */
export interface EditedTable {
  readonly name: string;
  readonly region: string;
  readonly source: string;
  readonly table: ScoreTable;
}

const edits = new Map<number, EditedTable>();
const listeners = new Set<() => void>();

function tell(): void {
  for (const listener of listeners) listener();
}

function subscribe(listener: () => void): () => void {
  listeners.add(listener);
  return () => listeners.delete(listener);
}

/** What was changed in a draft and not saved; it survives going to another page and back. Null: as stored. */
export function useEdited(tableId: number): { readonly edited: EditedTable | null; readonly put: (next: EditedTable | null) => void } {
  const edited = useSyncExternalStore(subscribe, () => edits.get(tableId) ?? null);
  const put = useCallback((next: EditedTable | null): void => {
    if (next === null) edits.delete(tableId);
    else edits.set(tableId, next);
    tell();
  }, [tableId]);
  return { edited, put };
}

/** The table with an item more at the end of a section, with two empty choices. */
export function addItem(table: ScoreTable, sectionAt: number): ScoreTable {
  const next = table.issued + 3;
  const item: ScoreItem = {
    key: `i${next}`, kind: 'single', label: '', clause: '', evidence: '', cap: null, optional: false, options: [emptyOption(next - 2), emptyOption(next - 1)],
  };
  return { ...table, issued: next, sections: table.sections.map((section, at) => (at === sectionAt ? { ...section, items: [...section.items, item] } : section)) };
}

export function addSection(table: ScoreTable): ScoreTable {
  const numbers = table.sections.map((section) => Number(section.key.slice(1)));
  const empty: ScoreSection = { key: `s${Math.max(0, ...numbers) + 1}`, title: '', cap: null, items: [] };
  return addItem({ ...table, sections: [...table.sections, empty] }, table.sections.length);
}

function emptyOption(number: number): ScoreOption {
  return { key: `o${number}`, label: '', points: { kind: 'unknown' } };
}

/** An item changed in the table it stands in. */
export function withItem(table: ScoreTable, key: string, change: (item: ScoreItem) => ScoreItem): ScoreTable {
  return { ...table, sections: table.sections.map((section) => ({ ...section, items: section.items.map((item) => (item.key === key ? change(item) : item)) })) };
}

/** The item with a new empty choice below one of its choices. */
export function addOption(table: ScoreTable, key: string, below: number): ScoreTable {
  const next = table.issued + 1;
  return { ...withItem(table, key, (item) => (item.kind === 'range' ? item : { ...item, options: item.options.toSpliced(below + 1, 0, emptyOption(next)) })), issued: next };
}

/** The item answered another way; choices are kept where there are any. */
export function withKind(item: ScoreItem, kind: ItemKind): ScoreItem {
  const { key, label, clause, evidence, cap } = item;
  const facts = { key, label, clause, evidence, cap, optional: kind === 'multiple' || kind === 'count' };
  if (kind === 'range') return { ...facts, kind, min: score(0), max: score(1000) };
  return { ...facts, kind, options: item.kind === 'range' ? [] : item.options };
}

/** Choices pasted from Excel, one a row with its points beside it; they begin at the one they were pasted into, and further ones are added. */
export function pasteOptions(table: ScoreTable, key: string, from: number, cells: readonly (readonly string[])[]): ScoreTable {
  const lines = cells.filter(([label = '']) => label.trim() !== '');
  return {
    ...withItem(table, key, (item) => {
      if (item.kind === 'range') return item;
      const options = [...item.options];
      for (const [index, [label = '', points = '']] of lines.entries()) {
        const at = from + index;
        options[at] = { ...(options[at] ?? emptyOption(table.issued + index + 1)), label: label.trim(), points: parsePoints(points) ?? { kind: 'unknown' } };
      }
      return { ...item, options };
    }),
    issued: table.issued + lines.length,
  };
}

/** The list with one thing moved up or down by one place. */
export function moved<One>(list: readonly One[], at: number, by: -1 | 1): readonly One[] {
  const to = at + by;
  if (to < 0 || to >= list.length) return list;
  const next = [...list];
  const [one] = next.splice(at, 1);
  if (one !== undefined) next.splice(to, 0, one);
  return next;
}

export function replaced<One>(list: readonly One[], at: number, one: One): readonly One[] {
  return list.map((before, index) => (index === at ? one : before));
}
