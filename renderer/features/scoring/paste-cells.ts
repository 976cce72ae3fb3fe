import type { ScoreGridRow } from '#shared/contract/scoring.ts';
import { nameKey } from '#shared/domain/identity/person-name.ts';
import type { ScoreItem } from '#shared/domain/scoring/score-table.ts';

export interface PastedCells {
  readonly cells: readonly { readonly studentId: number; readonly item: string; readonly text: string }[];
  readonly problems: readonly string[];
}

function itemCalled(items: readonly ScoreItem[], heading: string): ScoreItem | undefined {
  const wanted = heading.replace(/\s/gu, '');
  return items.find((item) => item.label.replace(/\s/gu, '') === wanted);
}

/** Cells pasted on an answer: downwards and to the right from it, as Excel would. */
export function pasteFrom(cells: readonly (readonly string[])[], rows: readonly ScoreGridRow[], items: readonly ScoreItem[], at: { readonly row: number; readonly column: number }): PastedCells {
  const problems: string[] = [];
  const placed = cells.flatMap((line, down) => {
    const row = rows[at.row + down];
    if (row === undefined) {
      if (line.some((text) => text.trim() !== '')) problems.push(`第 ${down + 1} 行粘贴的内容没有对应的学生，没有填入`);
      return [];
    }
    return line.flatMap((text, across) => {
      const item = items[at.column + across];
      if (item === undefined) {
        if (text.trim() !== '') problems.push(`${row.name}：“${text.trim()}”超出了最后一项指标，没有填入`);
        return [];
      }
      return [{ studentId: row.studentId, item: item.key, text: text.trim() }];
    });
  });
  return { cells: placed, problems };
}

/**
 * A table pasted with its headings: 姓名 (and 班级) find the pupil, each other heading its item. Pupils of the class shown only; two of one name
 * can't be told apart here.
 */
export function pasteTable(cells: readonly (readonly string[])[], rows: readonly ScoreGridRow[], items: readonly ScoreItem[]): PastedCells | null {
  const [head = [], ...lines] = cells;
  const nameAt = head.findIndex((text) => /^(学生)?姓名$/u.test(text.replace(/\s/gu, '')));
  if (nameAt < 0) return null;
  const columns = head.map((heading) => itemCalled(items, heading));
  const byName = Map.groupBy(rows, (row) => nameKey(row.name));
  const problems: string[] = [];
  const placed = lines.flatMap((line) => {
    const name = line[nameAt]?.trim() ?? '';
    if (name === '') return [];
    const [row, ...others] = byName.get(nameKey(name)) ?? [];
    if (!row || others.length > 0) {
      problems.push(row ? `${name}：本班同名的不止一人，请在表里填` : `${name}：本班没有这名学生，没有填入`);
      return [];
    }
    return columns.flatMap((item, index) => (item === undefined || (line[index] ?? '').trim() === '' ? [] : [{ studentId: row.studentId, item: item.key, text: (line[index] ?? '').trim() }]));
  });
  return { cells: placed, problems };
}
