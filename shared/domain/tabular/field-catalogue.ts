/** What a field holds. It decides how a preview aligns and masks it; the purpose itself still parses the text. */
export type FieldKind = 'text' | 'name' | 'id_number' | 'account_no' | 'phone' | 'date' | 'money' | 'number' | 'flag' | 'class';

/** One field an import purpose can use, with every heading under which it is known to arrive. */
export interface FieldSpec<Key extends string = string> {
  readonly key: Key;
  /** The heading as our own files print it; also the first alias. */
  readonly label: string;
  readonly aliases?: readonly string[];
  readonly kind: FieldKind;
  /** What nearly all its values look like, to find its column in a list without headings. Asked before the kind's own shape. */
  readonly shape?: RegExp;
  /** The file is refused when no column carries it. */
  readonly required?: boolean;
}

export type FieldCatalogue<Key extends string = string> = readonly FieldSpec<Key>[];

/** Which 0-based column carries which field. A field without a column is absent. */
export type ColumnMapping<Key extends string = string> = Readonly<Partial<Record<Key, number>>>;
