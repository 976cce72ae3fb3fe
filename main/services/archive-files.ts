import { accessSync, constants, existsSync, mkdirSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';
import { migrations } from '#main/db/migrations/all.ts';
import { FutureSchemaError, migrate } from '#main/db/migrate.ts';
import type { DataKey, KeyFile } from '#main/db/key-file.ts';
import { readKeyFile } from '#main/db/key-file.ts';
import { OpenError, openDatabase } from '#main/db/open-database.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';
import { refuse } from './refusal.ts';

/** Where an archive's parts lie inside its folder. */
export interface ArchivePaths {
  readonly folder: string;
  readonly database: string;
  readonly keys: string;
  readonly backups: string;
}

export function archivePaths(root: string, archiveId: string): ArchivePaths {
  const folder = join(root, archiveId);
  return { folder, database: join(folder, 'archive.ydb'), keys: join(folder, 'keys.json'), backups: join(folder, 'backups') };
}

export function listArchiveIds(root: string): string[] {
  if (!existsSync(root)) return [];
  return readdirSync(root).filter((name) => existsSync(archivePaths(root, name).keys)).toSorted();
}

export function makeArchiveFolder(paths: ArchivePaths): void {
  try {
    mkdirSync(paths.backups, { recursive: true, mode: 0o700 });
    accessSync(paths.folder, constants.W_OK);
  } catch {
    throw refuse('archive.folder_not_writable', { folder: paths.folder });
  }
}

export function loadKeyFile(paths: ArchivePaths, archiveId: string): KeyFile {
  if (!existsSync(paths.keys)) throw refuse('archive.not_found', { archive: archiveId });
  try {
    return readKeyFile(paths.keys);
  } catch {
    throw refuse('archive.damaged', { file: paths.keys });
  }
}

/**
 * Opens the database of an existing archive and brings its schema up to date. Each way it can fail is its own refusal,
 * and none of them changes the file.
 */
export function openArchiveDatabase(paths: ArchivePaths, key: DataKey, backupFirst: (database: OpenDatabase) => void): OpenDatabase {
  if (!existsSync(paths.database) || statSync(paths.database).size === 0) throw refuse('archive.damaged', { file: paths.database });
  try {
    accessSync(paths.folder, constants.W_OK);
    accessSync(paths.database, constants.W_OK);
  } catch {
    throw refuse('archive.folder_not_writable', { folder: paths.folder });
  }
  return guarded(paths, () => {
    const database = openDatabase(paths.database, key, { create: false });
    try {
      migrate(database.writer, migrations, () => { backupFirst(database); });
    } catch (error) {
      database.close();
      throw error;
    }
    return database;
  });
}

/** Makes the encrypted database of a new archive with the whole schema. */
export function createArchiveDatabase(paths: ArchivePaths, key: DataKey): OpenDatabase {
  return guarded(paths, () => {
    const database = openDatabase(paths.database, key, { create: true });
    migrate(database.writer, migrations, () => undefined);
    return database;
  });
}

function guarded<Result>(paths: ArchivePaths, open: () => Result): Result {
  try {
    return open();
  } catch (error) {
    if (error instanceof FutureSchemaError) throw refuse('archive.from_newer_version', { found: error.found, known: error.known });
    if (!(error instanceof OpenError)) throw error;
    switch (error.failure.kind) {
      case 'damaged': throw refuse('archive.damaged', { file: paths.database });
      case 'not_writable': throw refuse('archive.folder_not_writable', { folder: paths.folder });
      case 'engine_too_old': throw refuse('archive.engine_too_old', { found: error.failure.found });
    }
  }
}
