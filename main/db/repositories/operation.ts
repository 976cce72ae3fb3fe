import type { ReadableDb, WritableDb } from '../connection.ts';

export interface OperationRow {
  readonly id: string;
  readonly method: string;
  readonly inputSha256: string;
  readonly outputJson: string;
}

export function findOperation(db: ReadableDb, id: string): OperationRow | undefined {
  return db.get<OperationRow>(
    'SELECT id, method, input_sha256 AS inputSha256, output_json AS outputJson FROM operation WHERE id = ?', id);
}

export function insertOperation(db: WritableDb, row: OperationRow & { accountId: number; at: string }): void {
  db.run(
    'INSERT INTO operation (id, method, input_sha256, output_json, account_id, at) VALUES (?, ?, ?, ?, ?, ?)',
    row.id, row.method, row.inputSha256, row.outputJson, row.accountId, row.at);
}
