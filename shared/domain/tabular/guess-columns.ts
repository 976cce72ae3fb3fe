import type { ColumnMapping, FieldCatalogue, FieldKind } from './field-catalogue.ts';

const shapes: readonly (readonly [FieldKind, RegExp])[] = [
  ['id_number', /^\d{17}[\dXx]$|^\d{15}$/],
  ['money', /^-?\d{1,9}\.\d{2}$/],
  ['account_no', /^\d{16,19}$|^\d{12,14}$/],
  ['name', /^[\u3400-\u9fff·•]{2,12}$/],
];

function isShaped(values: readonly string[], shape: RegExp): boolean {
  return values.length > 0 && values.filter((value) => shape.test(value)).length >= values.length * 0.9;
}

/** The kind nearly all values of a column have by their shape; null when they have none. */
function shapeOf(values: readonly string[]): FieldKind | null {
  if (values.length === 0) return null;
  for (const [kind, shape] of shapes) {
    if (isShaped(values, shape)) return kind;
  }
  return null;
}

/**
 * A first guess for a list without headings, as banks send them: a column of 18-digit numbers is the ID, one of Chinese short texts the
 * name, two decimals the amount, and whatever a field says of its own values. The first field that fits takes the first such column. The
 * user confirms it.
 */
export function guessColumns<Key extends string>(rows: readonly (readonly string[])[], catalogue: FieldCatalogue<Key>): ColumnMapping<Key> {
  const sample = rows.slice(0, 200);
  const width = sample.reduce((widest, cells) => Math.max(widest, cells.length), 0);
  const mapping: Partial<Record<Key, number>> = {};
  for (let column = 0; column < width; column += 1) {
    const values = sample.map((cells) => (cells[column] ?? '').trim()).filter((value) => value !== '');
    const kind = shapeOf(values);
    const free = catalogue.filter((each) => mapping[each.key] === undefined);
    const field = free.find(({ shape }) => shape && isShaped(values, shape)) ?? (kind === null ? undefined : free.find((each) => each.kind === kind));
    if (field) mapping[field.key] = column;
  }
  return mapping;
}
