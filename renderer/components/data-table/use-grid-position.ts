import { useState } from 'react';
import type { KeyboardEvent } from 'react';

export interface Position { readonly row: number; readonly column: number }

export interface GridPosition {
  readonly active: Position;
  readonly anchor: Position;
  readonly moveTo: (to: Position, extend: boolean) => void;
  /** True when the key was an arrow, Home, End or a page key and has been dealt with. */
  readonly moveByKey: (event: KeyboardEvent) => Position | null;
}

const within = (value: number, count: number): number => Math.max(0, Math.min(value, count - 1));

function target(event: KeyboardEvent, from: Position, rows: number, columns: number): Position | null {
  const jump = event.ctrlKey || event.metaKey;
  switch (event.key) {
    case 'ArrowDown': return { ...from, row: jump ? rows - 1 : from.row + 1 };
    case 'ArrowUp': return { ...from, row: jump ? 0 : from.row - 1 };
    case 'ArrowRight': return { ...from, column: jump ? columns - 1 : from.column + 1 };
    case 'ArrowLeft': return { ...from, column: jump ? 0 : from.column - 1 };
    case 'PageDown': return { ...from, row: from.row + 15 };
    case 'PageUp': return { ...from, row: from.row - 15 };
    case 'Home': return { row: jump ? 0 : from.row, column: 0 };
    case 'End': return { row: jump ? rows - 1 : from.row, column: columns - 1 };
    default: return null;
  }
}

/** The active cell of a grid and the corner its range is stretched from. */
export function useGridPosition(rows: number, columns: number): GridPosition {
  const [position, setPosition] = useState<{ active: Position; anchor: Position }>({ active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } });
  const clamp = (to: Position): Position => ({ row: within(to.row, rows), column: within(to.column, columns) });
  const active = clamp(position.active);
  const moveTo = (to: Position, extend: boolean): void => {
    const next = clamp(to);
    setPosition({ active: next, anchor: extend ? position.anchor : next });
  };
  const moveByKey = (event: KeyboardEvent): Position | null => {
    const to = target(event, active, rows, columns);
    if (to === null) return null;
    event.preventDefault();
    moveTo(to, event.shiftKey);
    return clamp(to);
  };
  return { active, anchor: clamp(position.anchor), moveTo, moveByKey };
}
