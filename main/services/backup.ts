import { copyFileSync, existsSync, mkdirSync, readFileSync, readdirSync, renameSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { ReadableDb } from '#main/db/connection.ts';
import type { DataKey } from '#main/db/key-file.ts';
import { unwrapWithPassword, readKeyFile } from '#main/db/key-file.ts';
import { inspectDatabase } from '#main/db/open-database.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';
import { lastAuditRow } from '#main/db/repositories/audit.ts';
import type { ArchivePaths } from './archive-files.ts';
import { findAuditBreak } from './audit-chain.ts';
import { refuse } from './refusal.ts';

export interface Backup {
  readonly name: string;
  readonly madeAt: string;
  readonly reason: 'leaving' | 'migration' | 'manual' | 'restore';
  readonly sizeBytes: number;
  readonly verified: boolean;
  readonly auditSeq: number;
}

/** How many backups of everyday are kept; beyond these, the newest of each month stays for two years. */
const keptRecent = 10;
const keptMonths = 24;

const databaseName = 'archive.ydb';
const keysName = 'keys.json';
const manifestName = 'backup.json';

/**
 * Makes a backup, opens the copy with the key and checks it; only a copy that passed gets a name. VACUUM INTO writes under a read
 * transaction and encrypts with the archive's own key, so no clear byte reaches the disk.
 */
export function makeBackup(paths: ArchivePaths, database: OpenDatabase, key: DataKey, reason: Backup['reason'], at: string): Backup {
  const name = `${at.replace(/[-:]/g, '').replace(/\..*/, '')}-${reason}`;
  const target = uniqueFolder(join(paths.backups, name));
  const partial = `${target.folder}.part`;
  rmSync(partial, { recursive: true, force: true });
  mkdirSync(partial, { recursive: true, mode: 0o700 });
  try {
    const copy = join(partial, databaseName);
    database.writer.raw.prepare('VACUUM INTO ?').run(copy);
    copyFileSync(paths.keys, join(partial, keysName));
    const auditSeq = lastAuditRow(database.writer)?.seq ?? 0;
    verifyCopy(copy, key, auditSeq);
    const backup: Backup = { name: target.name, madeAt: at, reason, sizeBytes: statSync(copy).size, verified: true, auditSeq };
    writeFileSync(join(partial, manifestName), JSON.stringify(backup, null, 1));
    renameSync(partial, target.folder);
    rotate(paths);
    return backup;
  } catch (error) {
    rmSync(partial, { recursive: true, force: true });
    throw error;
  }
}

export function listBackups(paths: ArchivePaths): Backup[] {
  if (!existsSync(paths.backups)) return [];
  return readdirSync(paths.backups)
    .filter((name) => existsSync(join(paths.backups, name, manifestName)))
    .map((name) => JSON.parse(readFileSync(join(paths.backups, name, manifestName), 'utf8')) as Backup)
    .toSorted((a, b) => (a.name < b.name ? 1 : -1));
}

export function findBackup(paths: ArchivePaths, name: string): Backup {
  const backup = listBackups(paths).find((each) => each.name === name);
  if (!backup) throw refuse('backup.not_found', { name });
  return backup;
}

/**
 * Puts a backup in the archive's place. It is opened with the given password and checked first; what stood there is moved aside,
 * whole, and never deleted by this.
 */
export function restoreBackup(paths: ArchivePaths, name: string, login: string, password: string, at: string): { backup: Backup; keptAs: string } {
  const backup = findBackup(paths, name);
  const folder = join(paths.backups, name);
  const key = unwrapWithPassword(readKeyFile(join(folder, keysName)), login, password);
  if (!key) throw refuse('archive.wrong_password', {});
  verifyCopy(join(folder, databaseName), key, backup.auditSeq);
  const kept = uniqueFolder(join(paths.backups, `${at.replace(/[-:]/g, '').replace(/\..*/, '')}-replaced`));
  mkdirSync(kept.folder, { recursive: true, mode: 0o700 });
  const incoming = `${paths.database}.restoring`;
  copyFileSync(join(folder, databaseName), incoming);
  for (const file of [paths.database, `${paths.database}-wal`, `${paths.database}-shm`, paths.keys]) {
    if (existsSync(file)) renameSync(file, join(kept.folder, file.slice(paths.folder.length + 1)));
  }
  copyFileSync(join(folder, keysName), paths.keys);
  renameSync(incoming, paths.database);
  return { backup, keptAs: kept.name };
}

function verifyCopy(file: string, key: DataKey, auditSeq: number): void {
  inspectDatabase(file, key, (db: ReadableDb) => {
    const check = db.all<{ integrity_check: string }>('PRAGMA integrity_check')[0]?.integrity_check;
    if (check !== 'ok') throw refuse('backup.not_verified', { reason: String(check) });
    if (db.all('PRAGMA foreign_key_check').length > 0) throw refuse('backup.not_verified', { reason: '引用不完整' });
    if ((lastAuditRow(db)?.seq ?? 0) !== auditSeq) throw refuse('backup.not_verified', { reason: '操作记录的末号不一致' });
    if (findAuditBreak(db) !== null) throw refuse('backup.not_verified', { reason: '操作记录链断裂' });
  });
}

function uniqueFolder(folder: string): { name: string; folder: string } {
  for (let n = 1; ; n += 1) {
    const candidate = n === 1 ? folder : `${folder}-${n}`;
    if (!existsSync(candidate)) return { folder: candidate, name: candidate.slice(Math.max(candidate.lastIndexOf('/'), candidate.lastIndexOf('\\')) + 1) };
  }
}

/** Keeps the recent ones and one a month; what a restore moved aside is never in this list. */
function rotate(paths: ArchivePaths): void {
  const months = new Set<string>();
  for (const [place, backup] of listBackups(paths).entries()) {
    const month = backup.madeAt.slice(0, 7);
    const monthly = !months.has(month) && months.size < keptMonths;
    if (monthly) months.add(month);
    if (place >= keptRecent && !monthly) rmSync(join(paths.backups, backup.name), { recursive: true, force: true });
  }
}
