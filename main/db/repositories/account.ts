import type { Role } from '#shared/domain/access/role.ts';
import type { ReadableDb, WritableDb } from '../connection.ts';

export interface AccountRow {
  readonly id: number;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  readonly schoolId: number | null;
  readonly classIds: number[];
  readonly validUntil: string | null;
  readonly active: boolean;
}

type Stored = Omit<AccountRow, 'classIds' | 'active'> & { classIdsJson: string; active: number };

const columns = `id, login, display_name AS displayName, role, school_id AS schoolId, class_ids_json AS classIdsJson,
  valid_until AS validUntil, active`;

function fromStored({ classIdsJson, active, ...row }: Stored): AccountRow {
  return { ...row, classIds: JSON.parse(classIdsJson) as number[], active: active === 1 };
}

export function listAccounts(db: ReadableDb): AccountRow[] {
  return db.all<Stored>(`SELECT ${columns} FROM account ORDER BY id`).map(fromStored);
}

export function findAccount(db: ReadableDb, id: number): AccountRow | undefined {
  const row = db.get<Stored>(`SELECT ${columns} FROM account WHERE id = ?`, id);
  return row && fromStored(row);
}

export function findAccountByLogin(db: ReadableDb, login: string): AccountRow | undefined {
  const row = db.get<Stored>(`SELECT ${columns} FROM account WHERE login = ?`, login.normalize('NFKC').trim());
  return row && fromStored(row);
}

export function insertAccount(db: WritableDb, account: Omit<AccountRow, 'id' | 'active'>, at: string): number {
  return db.run(
    `INSERT INTO account (login, display_name, role, school_id, class_ids_json, valid_until, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)`,
    account.login.normalize('NFKC').trim(), account.displayName, account.role, account.schoolId, JSON.stringify(account.classIds), account.validUntil, at,
  ).lastId;
}

export function updateAccount(db: WritableDb, account: Omit<AccountRow, 'login'>): void {
  db.run(
    `UPDATE account SET display_name = ?, role = ?, school_id = ?, class_ids_json = ?, valid_until = ?, active = ? WHERE id = ?`,
    account.displayName, account.role, account.schoolId, JSON.stringify(account.classIds), account.validUntil, account.active, account.id);
}
