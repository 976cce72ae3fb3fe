import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { DifferenceState, ReconciliationPair } from '#shared/domain/reconciliation/difference-state.ts';
import type { HandMatch } from '#shared/domain/reconciliation/reconcile-sides.ts';
import type { SideItem } from '#shared/domain/reconciliation/side-item.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface NewNote {
  readonly schoolId: number;
  readonly term: TermKey;
  readonly pair: ReconciliationPair;
  readonly differenceKey: string;
  readonly state: DifferenceState;
  readonly note: string;
  readonly responsible: string;
  readonly dueOn: IsoDate | null;
  readonly left: readonly SideItem[];
  readonly right: readonly SideItem[];
  readonly accountId: number;
  readonly at: string;
}

export function insertReconciliationNote(db: WritableDb, note: NewNote): void {
  db.run(
    `INSERT INTO reconciliation_note (school_id, term, pair, difference_key, state, note, responsible, due_on, left_json, right_json, account_id, at)
     VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)`,
    note.schoolId, note.term, note.pair, note.differenceKey, note.state, note.note, note.responsible, note.dueOn, JSON.stringify(note.left), JSON.stringify(note.right), note.accountId, note.at);
}

export interface NoteView {
  readonly differenceKey: string;
  readonly state: DifferenceState;
  readonly note: string;
  readonly responsible: string;
  readonly dueOn: IsoDate | null;
  readonly by: string;
  readonly at: string;
}

const last = `n.id IN (SELECT max(id) FROM reconciliation_note WHERE school_id = @schoolId AND term = @term AND pair = @pair GROUP BY difference_key)`;

/** The last word on each difference of a term and pair. */
export function listReconciliationNotes(db: ReadableDb, schoolId: number, term: TermKey, pair: ReconciliationPair): NoteView[] {
  return db.all<NoteView>(
    `SELECT n.difference_key AS differenceKey, n.state, n.note, n.responsible, n.due_on AS dueOn, a.display_name AS "by", n.at
     FROM reconciliation_note n JOIN account a ON a.id = n.account_id WHERE ${last}`, { schoolId, term, pair });
}

/** The lines a term handed on to the next one. */
export function listCarriedLines(db: ReadableDb, schoolId: number, term: TermKey, pair: ReconciliationPair): { left: SideItem[]; right: SideItem[] } {
  const rows = db.all<{ leftJson: string; rightJson: string }>(
    `SELECT n.left_json AS leftJson, n.right_json AS rightJson FROM reconciliation_note n WHERE ${last} AND n.state = 'carried'`, { schoolId, term, pair });
  const read = (json: string): SideItem[] => JSON.parse(json) as SideItem[];
  return { left: rows.flatMap((row) => read(row.leftJson)), right: rows.flatMap((row) => read(row.rightJson)) };
}

export function insertReconciliationLink(
  db: WritableDb, link: HandMatch & { readonly schoolId: number; readonly term: TermKey; readonly pair: ReconciliationPair; readonly reason: string; readonly accountId: number; readonly at: string },
): void {
  db.run('INSERT INTO reconciliation_link (school_id, term, pair, left_keys_json, right_keys_json, reason, account_id, at) VALUES (?, ?, ?, ?, ?, ?, ?, ?)',
    link.schoolId, link.term, link.pair, JSON.stringify(link.left), JSON.stringify(link.right), link.reason, link.accountId, link.at);
}

export function listReconciliationLinks(db: ReadableDb, schoolId: number, term: TermKey, pair: ReconciliationPair): HandMatch[] {
  return db.all<{ leftJson: string; rightJson: string }>(
    'SELECT left_keys_json AS leftJson, right_keys_json AS rightJson FROM reconciliation_link WHERE school_id = ? AND term = ? AND pair = ? ORDER BY id', schoolId, term, pair)
    .map((row) => ({ left: JSON.parse(row.leftJson) as string[], right: JSON.parse(row.rightJson) as string[] }));
}
