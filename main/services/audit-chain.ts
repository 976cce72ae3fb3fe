import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import { insertAuditRow, lastAuditRow, listAuditRowsAfter } from '#main/db/repositories/audit.ts';
import type { AuditRow } from '#main/db/repositories/audit.ts';
import { sha256Hex } from './core.ts';

export type AuditEntry = Omit<AuditRow, 'seq' | 'previousHash' | 'hash'>;

const genesis = '0'.repeat(64);

/** Appends one row to the audit chain: each row's hash covers the row before, so that none can be changed or taken out unseen. */
export function appendAudit(db: WritableDb, entry: AuditEntry): AuditRow {
  const last = lastAuditRow(db);
  const linked = { ...entry, seq: (last?.seq ?? 0) + 1, previousHash: last?.hash ?? genesis };
  const row: AuditRow = { ...linked, hash: hashRow(linked) };
  insertAuditRow(db, row);
  return row;
}

/** Walks the chain, the whole of it or what follows the row `after`; answers with the first row that doesn't fit, or null. */
export function findAuditBreak(db: ReadableDb, after = 0): number | null {
  let previousHash = after === 0 ? genesis : (listAuditRowsAfter(db, after - 1, 1)[0]?.hash ?? genesis);
  let seq = after;
  for (;;) {
    const rows = listAuditRowsAfter(db, seq, 1000);
    if (rows.length === 0) return null;
    for (const row of rows) {
      if (row.seq !== seq + 1 || row.previousHash !== previousHash || row.hash !== hashRow(row)) return row.seq;
      previousHash = row.hash;
      seq = row.seq;
    }
  }
}

function hashRow(row: Omit<AuditRow, 'hash'>): string {
  return sha256Hex(JSON.stringify([
    row.seq, row.at, row.accountId, row.accountName, row.method, row.schoolId, row.operationId, row.detailJson, row.previousHash,
  ]));
}
