import Database from 'better-sqlite3';
import { Connection } from './connection.ts';
import type { ReadableDb } from './connection.ts';
import type { DataKey } from './key-file.ts';

/** Before 3.51.3 a WAL reset could lose a committed transaction; such an engine must not touch an archive. */
const oldestSqlite = [3, 51, 3] as const;

export type OpenFailure =
  | { readonly kind: 'engine_too_old'; readonly found: string }
  | { readonly kind: 'damaged' }
  | { readonly kind: 'not_writable' };

export class OpenError extends Error {
  readonly failure: OpenFailure;
  constructor(failure: OpenFailure) {
    super(failure.kind);
    this.failure = failure;
  }
}

/** The writer and the reader of one archive file. Readers run under query_only, so that a query can't write by mistake. */
export interface OpenDatabase {
  readonly writer: Connection;
  readonly reader: Connection;
  close(): void;
}

/**
 * Opens (or, where `create`, makes) the encrypted file. It never falls back to an empty or in-memory database: whatever is wrong is thrown.
 */
export function openDatabase(file: string, key: DataKey, options: { readonly create: boolean }): OpenDatabase {
  const writer = connect(file, key, { fileMustExist: !options.create });
  try {
    checkEngine(writer);
    const [mode] = writer.raw.pragma('journal_mode = WAL') as { journal_mode: string }[];
    writer.raw.pragma('synchronous = FULL');
    if (mode?.journal_mode !== 'wal' || writer.raw.pragma('synchronous', { simple: true }) !== 2) throw new OpenError({ kind: 'damaged' });
    writer.raw.pragma('foreign_keys = ON');
    writer.raw.pragma('temp_store = MEMORY');
    writer.raw.pragma('cache_size = -65536');
    const reader = connect(file, key, { fileMustExist: true });
    reader.raw.pragma('temp_store = MEMORY');
    reader.raw.pragma('query_only = ON');
    return {
      writer,
      reader,
      close() {
        reader.close();
        writer.raw.pragma('wal_checkpoint(TRUNCATE)');
        writer.close();
      },
    };
  } catch (error) {
    writer.close();
    throw asOpenError(error);
  }
}

/** Opens a copy only to look whether it is whole: a backup, or a file about to be restored. */
export function inspectDatabase<Result>(file: string, key: DataKey, look: (db: ReadableDb) => Result): Result {
  const connection = connect(file, key, { fileMustExist: true, readonly: true });
  try {
    return look(connection);
  } catch (error) {
    throw asOpenError(error);
  } finally {
    connection.close();
  }
}

function connect(file: string, key: DataKey, options: Database.Options): Connection {
  let raw: Database.Database | undefined;
  try {
    raw = new Database(file, options);
    raw.pragma("cipher = 'chacha20'");
    raw.pragma(`key = "x'${Buffer.from(key).toString('hex')}'"`);
    raw.prepare('SELECT count(*) FROM sqlite_master').get();
    return new Connection(raw);
  } catch (error) {
    raw?.close();
    throw asOpenError(error);
  }
}

function asOpenError(error: unknown): unknown {
  const code = (error as { code?: string }).code ?? '';
  if (/^SQLITE_(NOTADB|CORRUPT|IOERR_SHORT_READ|IOERR_DATA)/.test(code)) return new OpenError({ kind: 'damaged' });
  if (/^SQLITE_(READONLY|CANTOPEN|PERM)/.test(code)) return new OpenError({ kind: 'not_writable' });
  return error;
}

function checkEngine(db: ReadableDb): void {
  const found = db.get<{ version: string }>('SELECT sqlite_version() AS version')?.version ?? '0';
  const parts = found.split('.').map(Number);
  for (const [place, oldest] of oldestSqlite.entries()) {
    const part = parts[place] ?? 0;
    if (part > oldest) return;
    if (part < oldest) throw new OpenError({ kind: 'engine_too_old', found });
  }
}
