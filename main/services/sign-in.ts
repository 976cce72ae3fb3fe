import { permissionsOf } from '#shared/domain/access/role.ts';
import type { Permission } from '#shared/domain/access/permission.ts';
import { termOfDate } from '#shared/domain/calendar/term.ts';
import type { SignedIn } from '#shared/contract/archives.ts';
import type { DataKey, KeyFile } from '#main/db/key-file.ts';
import type { OpenDatabase } from '#main/db/open-database.ts';
import { findAccountByLogin } from '#main/db/repositories/account.ts';
import type { AccountRow } from '#main/db/repositories/account.ts';
import { lastAuditRow } from '#main/db/repositories/audit.ts';
import { listSchools } from '#main/db/repositories/school.ts';
import { archivePaths, openArchiveDatabase } from './archive-files.ts';
import type { ArchivePaths } from './archive-files.ts';
import { appendAudit } from './audit-chain.ts';
import { makeBackup } from './backup.ts';
import type { Backup } from './backup.ts';
import type { Core, OpenArchive, Session } from './core.ts';
import { refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

/** Opens the archive with its key and signs the account in, or refuses and leaves everything as it was. */
export function signIn(core: Core, archiveId: string, keyFile: KeyFile, key: DataKey, login: string, method: string): SignedIn {
  const paths = archivePaths(core.ports.archivesRoot, archiveId);
  const database = openArchiveDatabase(paths, key, (old) => { makeBackup(paths, old, key, 'migration', core.at()); });
  try {
    const account = findAccountByLogin(database.writer, login);
    if (!account) throw refuse('archive.wrong_password', {});
    if (!isUsable(account, core.today())) throw refuse('archive.account_inactive', {});
    closeArchive(core, { leaving: false });
    core.standsAt = keyFile.demo && core.ports.demoTimeStands !== false ? lastAct(database) : null;
    core.archive = openArchive(paths, archiveId, keyFile.demo, key, database, account);
    recordEntry(core, core.archive, method);
    return signedInOf(core, core.archive);
  } catch (error) {
    database.close();
    if (core.archive?.database === database) core.archive = null;
    throw error;
  }
}

export function openArchive(
  paths: ArchivePaths, archiveId: string, demo: boolean, key: DataKey, database: OpenDatabase, account: AccountRow,
): OpenArchive {
  return { archiveId, folder: paths.folder, demo, key, database, session: sessionOf(account) };
}

export function sessionOf(account: AccountRow): Session {
  const granted = permissionsOf(account.role);
  return {
    accountId: account.id,
    login: account.login,
    displayName: account.displayName,
    role: account.role,
    schoolId: account.schoolId,
    classIds: account.role === 'class_teacher' ? account.classIds : null,
    can: (permission: Permission) => granted.has(permission),
  };
}

/** One row of the audit chain for coming in or going out: these change nothing else, so they are no command. */
export function recordEntry(core: Core, archive: OpenArchive, method: string, detail: object = {}): void {
  archive.database.writer.raw.transaction(() => {
    appendAudit(archive.database.writer, {
      at: core.at(), accountId: archive.session.accountId, accountName: archive.session.displayName, method,
      schoolId: null, operationId: null, detailJson: JSON.stringify(detail),
    });
  }).immediate();
}

/** Locks: the key and both connections leave memory. On leaving, a checked backup is made first. */
export function closeArchive(core: Core, options: { readonly leaving: boolean }): Backup | null {
  const { archive } = core;
  if (!archive) return null;
  for (const work of core.works.values()) work.abort.abort();
  try {
    recordEntry(core, archive, options.leaving ? 'session.leave' : 'session.lock');
    if (!options.leaving) return null;
    return makeBackup(archivePaths(core.ports.archivesRoot, archive.archiveId), archive.database, archive.key, 'leaving', core.at());
  } finally {
    core.archive = null;
    core.standsAt = null;
    archive.database.close();
    archive.key.fill(0);
  }
}

export function signedInOf(core: Core, archive: OpenArchive): SignedIn {
  const { session } = archive;
  const schools = listSchools(archive.database.reader).filter((school) => session.schoolId === null || school.id === session.schoolId);
  const settings = schools[0] && settingsOf(archive.database.reader, schools[0].id);
  return {
    archiveId: archive.archiveId,
    demo: archive.demo,
    accountId: session.accountId,
    login: session.login,
    displayName: session.displayName,
    role: session.role,
    permissions: [...permissionsOf(session.role)],
    schools,
    today: core.today(),
    currentTerm: termOfDate(core.today()),
    onePersonMode: settings?.onePersonMode ?? false,
    lockMinutes: settings?.lockMinutes ?? 10,
  };
}

function lastAct(database: OpenDatabase): Date | null {
  const last = lastAuditRow(database.writer);
  return last ? new Date(last.at) : null;
}

function isUsable(account: AccountRow, today: string): boolean {
  return account.active && (account.validUntil === null || today <= account.validUntil);
}
