import type * as z from 'zod';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { FieldCatalogue } from '#shared/domain/tabular/field-catalogue.ts';
import type { MappedTable } from '#shared/domain/tabular/mapped-table.ts';
import type { ImportPurposeKey } from '#shared/contract/imports.ts';
import type { Problem } from '#shared/contract/base.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';

/** `ok` goes in as it stands, `look` goes in and a person should look (or choose), `wrong` can't go in. */
export type RowBucket = 'ok' | 'look' | 'wrong';

/** What an import made of one row of the file. Exactly one of these for each row of the table. */
export interface RowReading {
  readonly rowNumber: number;
  readonly bucket: RowBucket;
  /** One sentence of what we understood, e.g. 户主 → 学生 李明（七（2）班），父子. */
  readonly understanding: string;
  /** Each with its `cell` (row.address(key)); build them with `rowProblem`. */
  readonly problems: readonly Problem[];
  /** What a person may choose for this row; the choice comes back in `decisions.rows[rowNumber]`. Absent: nothing to choose. */
  readonly choices?: readonly { readonly key: string; readonly label: string }[];
  /** The choice taken when nobody chooses. */
  readonly defaultChoice?: string;
}

export interface ImportContext<Options> {
  readonly schoolId: number;
  readonly term: TermKey | null;
  readonly today: IsoDate;
  /** Parsed by the purpose's `options` schema. */
  readonly options: Options;
  readonly fileName: string;
  readonly accountId: number;
}

export interface ImportAnalysis<Plan> {
  /** One reading for each row of the table, in its order. */
  readonly rows: readonly RowReading[];
  /** Problems of the file as a whole; with any of them nothing can be confirmed. */
  readonly fileProblems: readonly Problem[];
  /** Further counts for chips above the preview, e.g. 新增 12 · 变动 31 · 名册里有而文件里没有 3. */
  readonly counts: readonly { readonly key: string; readonly label: string; readonly count: number }[];
  /** Whatever `commit` needs. Plain data made by `analyse`; never sent to the window. */
  readonly plan: Plan;
  /** JSON for the purpose's own slot in the wizard (a diff of the roster, pupils that are gone, …). */
  readonly extra?: unknown;
}

export interface ImportCommitContext<Options, Decisions> extends ImportContext<Options> {
  /** The row of `imported_file` just inserted: what the purpose's own rows refer to. */
  readonly importedFileId: number;
  readonly operationId: string;
  /** ISO instant of the command. */
  readonly at: string;
  /** `decisions.rows`: row number → chosen key. */
  readonly rowChoices: ReadonlyMap<number, string>;
  /** `decisions.own`, parsed by the purpose's `decisions` schema. */
  readonly decisions: Decisions;
  /** Row numbers the user agreed to leave out: all `wrong` rows. Never write these. */
  readonly leftOut: ReadonlySet<number>;
}

/** accepted + refused = rows in the file, always. */
export interface ImportOutcome {
  readonly accepted: number;
  readonly refused: number;
  /** Goes into the audit row and the closing sentence: counts by label, e.g. { 新增: 12, 变动: 31 }. */
  readonly facts: Readonly<Record<string, string | number>>;
  /** Problems kept after a confirmed import (e.g. the repair list of bad ID numbers). */
  readonly notes?: readonly Problem[];
}

/**
 * A subject's half of an import. The imports service does the other half: reading, header finding, mapping, the same file again,
 * row counting, the error copy, the transaction, the audit row.
 *
 * `analyse` only reads and is synchronous; it gives every row exactly one bucket. `commit` runs inside the one transaction of the
 * command right after an `analyse` on the same data; throwing (or `refuse(...)`) undoes everything.
 */
export interface ImportPurpose<Key extends string = string, Plan = unknown, Options = unknown, Decisions = unknown> {
  readonly purpose: ImportPurposeKey;
  readonly label: string;
  /** Asked before preview (reading) and before confirm (writing). */
  readonly readPermission: Permission;
  readonly writePermission: Permission;
  readonly fields: FieldCatalogue<Key> | ((options: Options) => FieldCatalogue<Key>);
  readonly options: z.ZodType<Options>;
  readonly decisions: z.ZodType<Decisions>;
  /** May rows in bucket `wrong` be left out and the rest imported (counted as refused)? A bank return file says no. */
  readonly mayLeaveOutWrongRows: boolean;
  /** May the same bytes be imported again when the user insists (`again: true`)? Only where a second reading is harmless. */
  readonly mayRepeatFile: boolean;
  /** Keep the file's bytes in `imported_file` (needed to give templates and returns back). */
  readonly keepsBytes: boolean;
  /** For purposes which want the sheet as it is (blank templates): no data rows is no error. */
  readonly mayHaveNoRows?: boolean;
  analyse(db: ReadableDb, table: MappedTable<Key>, context: ImportContext<Options>): ImportAnalysis<Plan>;
  commit(db: WritableDb, table: MappedTable<Key>, analysis: ImportAnalysis<Plan>, context: ImportCommitContext<Options, Decisions>): ImportOutcome;
}
