/** A file as it usually arrives, shown with fictional rows (area code 999999 exists nowhere). */
export interface FileSample {
  readonly name: string;
  readonly note: string;
  readonly head: readonly string[];
  readonly rows: readonly (readonly string[])[];
}

/** The help of one step, opened by F1 on its pages. */
export interface HelpTopic {
  readonly id: string;
  /** Page addresses it belongs to; the longest match wins. */
  readonly pages: readonly string[];
  readonly title: string;
  readonly purpose: string;
  readonly steps: readonly string[];
  readonly notes: readonly string[];
  readonly samples?: readonly FileSample[];
}
