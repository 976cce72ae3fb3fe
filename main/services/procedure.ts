import { implement } from '@orpc/server';
import { contract } from '#shared/contract/contract.ts';
import { fileSchema } from '#shared/contract/base.ts';
import type { Need } from '#shared/domain/access/permission.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Connection, ReadableDb, WritableDb } from '#main/db/connection.ts';
import { findOperation, insertOperation } from '#main/db/repositories/operation.ts';
import { appendAudit } from './audit-chain.ts';
import { newOperationId, sha256Hex } from './core.ts';
import type { Core, OpenArchive, Progress, Session } from './core.ts';
import { cancelled, forbidden, notSignedIn, refuse, wordSchemaIssues } from './refusal.ts';

/** What every handler is called with: the running core. */
export interface Context {
  readonly core: Core;
}

/**
 * The contract, ready to be given its handlers. Before any of them runs, and before its input is even looked at, the signed-in account
 * is asked for the method's permission, and whether it may take files where a file is the answer. Input that doesn't fit its schema is worded as any other bad input is.
 */
export const api = implement(contract).$context<Context>().use(async ({ context, procedure, next }) => {
  const { meta: { permission }, outputSchema } = procedure['~orpc'];
  if (permission !== 'open') {
    if (!context.core.archive) throw notSignedIn();
    requirePermission(context.core.archive.session, permission);
    if (outputSchema === fileSchema) requirePermission(context.core.archive.session, 'file.take');
  }
  try {
    return await next();
  } catch (error) {
    throw wordSchemaIssues(error);
  }
});

/** What the library hands a handler; only what the wrappers below use of it. */
interface Call<Input> {
  readonly context: Context;
  readonly input: Input;
  readonly path: readonly string[];
}

export interface ReadScope<Input> {
  readonly core: Core;
  readonly db: ReadableDb;
  readonly input: Input;
  readonly session: Session;
  readonly today: IsoDate;
}

export interface WriteScope<Input> extends Omit<ReadScope<Input>, 'db'> {
  readonly db: WritableDb;
  /** The moment of the command, as stored. */
  readonly at: string;
  readonly operationId: string;
  /** Adds facts to the command's one audit row. */
  note(detail: Readonly<Record<string, unknown>>): void;
}

export interface SlowScope<Input> extends ReadScope<Input> {
  /** Aborted when the user cancels. */
  readonly signal: AbortSignal;
  readonly operationId: string;
  progress(progress: Progress): void;
  /** The command's one transaction, after the slow part is done. */
  transact<Output>(change: (scope: WriteScope<Input>) => Output): Output;
}

/** A query's handler: reads on the connection that can't write. */
export function read<Input, Output>(handle: (scope: ReadScope<Input>) => Output): (call: Call<Input>) => Output {
  return (call) => handle(readScope(call));
}

/** A command's handler: one synchronous transaction, one audit row, and once per operation id. */
export function write<Input, Output>(handle: (scope: WriteScope<Input>) => Output): (call: Call<Input>) => Output {
  return (call) => {
    const scope = readScope(call);
    const operationId = operationIdOf(call.input) ?? newOperationId();
    return transaction(scope, archiveOf(call), call.path.join('.'), operationId, handle);
  };
}

/** A handler whose work is too long for the window to wait on: it may await, reports progress, can be cancelled, and writes at most once. */
export function slow<Input, Output>(handle: (scope: SlowScope<Input>) => Promise<Output>): (call: Call<Input>) => Promise<Output> {
  return async (call) => {
    const scope = readScope(call);
    const archive = archiveOf(call);
    const method = call.path.join('.');
    const operationId = operationIdOf(call.input) ?? newOperationId();
    const abort = new AbortController();
    const work = { progress: { done: 0, total: 0, label: '' }, abort };
    scope.core.works.set(operationId, work);
    try {
      return await handle({
        ...scope,
        signal: abort.signal,
        operationId,
        progress: (progress) => { work.progress = progress; },
        transact: (change) => {
          if (abort.signal.aborted) throw cancelled();
          if (scope.core.archive !== archive) throw notSignedIn();
          return transaction(scope, archive, method, operationId, change);
        },
      });
    } catch (error) {
      throw abort.signal.aborted ? cancelled() : error;
    } finally {
      scope.core.works.delete(operationId);
    }
  };
}

/** Asks whether the signed-in account may do this; for the few methods whose need depends on their input. */
export function requirePermission(session: Session, need: Need): void {
  if (need !== 'open' && need !== 'signed_in' && !session.can(need)) throw forbidden(need, session.role);
}

/** What concerns every school of the archive is for an account that is bound to none. */
export function requireWholeArchive(session: Session): void {
  if (session.schoolId !== null) throw refuse('core.other_school', {});
}

/** The classes a 班主任 is confined to, or null for everyone else. */
export function classScope(session: Session): readonly number[] | null {
  return session.classIds;
}

function archiveOf(call: Call<unknown>): OpenArchive {
  const { archive } = call.context.core;
  if (!archive) throw notSignedIn();
  return archive;
}

function readScope<Input>(call: Call<Input>): ReadScope<Input> {
  const { core } = call.context;
  const archive = archiveOf(call);
  const schoolId = (call.input as { schoolId?: unknown } | undefined)?.schoolId;
  if (archive.session.schoolId !== null && typeof schoolId === 'number' && schoolId !== archive.session.schoolId) {
    throw refuse('core.other_school', {});
  }
  return { core, db: archive.database.reader, input: call.input, session: archive.session, today: core.today() };
}

function operationIdOf(input: unknown): string | undefined {
  const id = (input as { operationId?: unknown } | undefined)?.operationId;
  return typeof id === 'string' ? id : undefined;
}

function transaction<Input, Output>(
  scope: ReadScope<Input>, archive: OpenArchive, method: string, operationId: string, change: (scope: WriteScope<Input>) => Output,
): Output {
  const db: Connection = archive.database.writer;
  const inputSha256 = sha256Hex(JSON.stringify(scope.input, comparable) ?? '');
  return db.raw.transaction((): Output => {
    const before = findOperation(db, operationId);
    if (before) {
      if (before.method !== method || before.inputSha256 !== inputSha256) throw refuse('core.operation_differs', {});
      return JSON.parse(before.outputJson) as Output;
    }
    const at = scope.core.at();
    const notes: Record<string, unknown> = {};
    const output = change({ ...scope, db, at, operationId, note: (detail) => { Object.assign(notes, detail); } });
    appendAudit(db, {
      at, accountId: archive.session.accountId, accountName: archive.session.displayName, method,
      schoolId: (scope.input as { schoolId?: number } | undefined)?.schoolId ?? null, operationId, detailJson: JSON.stringify(notes),
    });
    insertOperation(db, { id: operationId, method, inputSha256, outputJson: JSON.stringify(output ?? null), accountId: archive.session.accountId, at });
    return output;
  }).immediate();
}

/**
 * Two uploads of one file are the same input; its bytes are compared by the import itself, by hash. A password leaves no trace here,
 * not even in a hash, which could be guessed at.
 */
function comparable(key: string, value: unknown): unknown {
  if (/password/i.test(key)) return null;
  return value instanceof File ? { file: value.name, size: value.size } : value;
}
