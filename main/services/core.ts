import { createHash, randomUUID } from 'node:crypto';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import type { Role } from '#shared/domain/access/role.ts';
import type { KdfCost, DataKey } from '#main/db/key-file.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';

/** What the core asks of the world it runs in; everything else it does itself. Tests give their own clock. */
export interface Ports {
  /** The folder that holds the archives, one folder each. */
  readonly archivesRoot: string;
  now(): Date;
  readonly kdf: KdfCost;
  /** In a demo archive time stands at its last recorded act, so that its term stays the present one. The demo's own making switches this off. */
  readonly demoTimeStands?: boolean;
  /** Makes the demo school in the archives' folder; the composition root knows how. */
  makeDemo?(report: (progress: Progress) => void): Promise<{ archiveId: string; login: string; password: string }>;
}

/** Who is signed in, and what that account may do. */
export interface Session {
  readonly accountId: number;
  readonly login: string;
  readonly displayName: string;
  readonly role: Role;
  /** The only school the account sees; null is every school of the archive. */
  readonly schoolId: number | null;
  /** The classes of a 班主任; null for everyone else. */
  readonly classIds: readonly number[] | null;
  can(permission: Permission): boolean;
}

/** An archive that is unlocked: its connections and the key, which leaves memory when it is locked. */
export interface OpenArchive {
  readonly archiveId: string;
  readonly folder: string;
  readonly demo: boolean;
  readonly key: DataKey;
  readonly database: OpenDatabase;
  session: Session;
}

export interface Progress {
  readonly done: number;
  readonly total: number;
  readonly label: string;
}

/** A long piece of work under way, by its operation id. */
export interface Work {
  progress: Progress;
  readonly abort: AbortController;
}

/** The state of one running core: at most one archive open, and the long work under way. */
export class Core {
  readonly ports: Ports;
  readonly works = new Map<string, Work>();
  archive: OpenArchive | null = null;
  /** The moment a demo archive stands at; null: the clock on the wall. */
  standsAt: Date | null = null;

  constructor(ports: Ports) {
    this.ports = ports;
  }

  now(): Date {
    return this.standsAt ?? this.ports.now();
  }

  /** Today's date on the user's wall, not in Greenwich. */
  today(): IsoDate {
    return localDate(this.now());
  }

  at(): string {
    return this.now().toISOString();
  }
}

function localDate(now: Date): IsoDate {
  const month = String(now.getMonth() + 1).padStart(2, '0');
  return `${now.getFullYear()}-${month}-${String(now.getDate()).padStart(2, '0')}` as IsoDate;
}

export function newOperationId(): string {
  return randomUUID();
}

export function sha256Hex(data: string | Uint8Array): string {
  return createHash('sha256').update(data).digest('hex');
}
