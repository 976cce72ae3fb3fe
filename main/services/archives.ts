import { existsSync, rmSync } from 'node:fs';
import { insertAccount, findAccount, findAccountByLogin } from '#main/db/repositories/account.ts';
import { insertSchool } from '#main/db/repositories/school.ts';
import {
  createDataKey, createRecoveryKey, unwrapWithPassword, unwrapWithRecoveryKey, withPassword, withRecoveryKey, writeKeyFile,
} from '#main/db/key-file.ts';
import type { KeyFile } from '#main/db/key-file.ts';
import { pdfFile } from '#main/print/pdf-file.ts';
import { archivePaths, createArchiveDatabase, listArchiveIds, loadKeyFile, makeArchiveFolder, openArchiveDatabase } from './archive-files.ts';
import type { ArchivePaths } from './archive-files.ts';
import { listBackups, makeBackup, restoreBackup } from './backup.ts';
import { newOperationId } from './core.ts';
import type { Core } from './core.ts';
import { api } from './procedure.ts';
import { refuse } from './refusal.ts';
import { closeArchive, openArchive, recordEntry, signIn, signedInOf } from './sign-in.ts';

/** The recovery key as the page that is printed and put in the principal's safe. */
export function recoveryPage(core: Core, school: string, recoveryKey: string): Promise<File> {
  return pdfFile(`恢复密钥-${school}.pdf`, { kind: 'recovery_key', school, recoveryKey, madeOn: core.today() });
}

type NewArchive = Parameters<Parameters<typeof api.archives.create.handler>[0]>[0]['input'];

function createArchive(core: Core, archiveId: string, paths: ArchivePaths, input: NewArchive): string {
  const key = createDataKey();
  const recoveryKey = createRecoveryKey();
  const { administrator, school } = input;
  const empty: KeyFile = { format: 1, label: school.name, demo: input.demo, createdAt: core.at(), slots: [] };
  const keyFile = withRecoveryKey(
    withPassword(empty, administrator.login, administrator.password, key, core.ports.kdf), recoveryKey, key, core.ports.kdf);
  makeArchiveFolder(paths);
  try {
    const database = createArchiveDatabase(paths, key);
    const db = database.writer;
    const accountId = db.raw.transaction(() => {
      insertSchool(db, school, core.at());
      return insertAccount(db, { ...administrator, role: 'administrator', schoolId: null, classIds: [], validUntil: null }, core.at());
    }).immediate();
    writeKeyFile(paths.keys, keyFile);
    const account = findAccount(db, accountId);
    if (!account) throw new Error('the administrator just written is not there');
    closeArchive(core, { leaving: false });
    core.archive = openArchive(paths, archiveId, input.demo, key, database, account);
    recordEntry(core, core.archive, 'archives.create', { school, administrator: administrator.login });
    return recoveryKey;
  } catch (error) {
    rmSync(paths.folder, { recursive: true, force: true });
    throw error;
  }
}

function recover(core: Core, archiveId: string, typed: string, login: string, newPassword: string) {
  const paths = archivePaths(core.ports.archivesRoot, archiveId);
  const keyFile = loadKeyFile(paths, archiveId);
  const key = unwrapWithRecoveryKey(keyFile, typed);
  if (!key) throw refuse('archive.wrong_recovery_key', {});
  const database = openArchiveDatabase(paths, key, (old) => { makeBackup(paths, old, key, 'migration', core.at()); });
  const known = findAccountByLogin(database.writer, login);
  database.close();
  if (!known) throw refuse('archive.login_unknown', { login });
  const changed = withPassword(keyFile, login, newPassword, key, core.ports.kdf);
  writeKeyFile(paths.keys, changed);
  return signIn(core, archiveId, changed, key, login, 'archives.recover');
}

/** One archive of the start page. A damaged one is listed as such, so that it keeps none of the others from being opened. */
function describeArchive(core: Core, archiveId: string) {
  try {
    const { label, demo, createdAt } = loadKeyFile(archivePaths(core.ports.archivesRoot, archiveId), archiveId);
    return { archiveId, label, demo, createdAt, damaged: false };
  } catch {
    return { archiveId, label: archiveId, demo: false, createdAt: '', damaged: true };
  }
}

export const archivesService = {
  list: api.archives.list.handler(({ context: { core } }) =>
    listArchiveIds(core.ports.archivesRoot).map((archiveId) => describeArchive(core, archiveId))),

  create: api.archives.create.handler(async ({ context: { core }, input }) => {
    const archiveId = input.archiveId ?? input.school.code;
    const paths = archivePaths(core.ports.archivesRoot, archiveId);
    if (existsSync(paths.keys) || existsSync(paths.database)) throw refuse('archive.exists', { archive: archiveId });
    const recoveryKey = createArchive(core, archiveId, paths, input);
    return { archiveId, recoveryKey, recoveryPage: await recoveryPage(core, input.school.name, recoveryKey) };
  }),

  unlock: api.archives.unlock.handler(({ context: { core }, input }) => {
    const keyFile = loadKeyFile(archivePaths(core.ports.archivesRoot, input.archiveId), input.archiveId);
    const key = unwrapWithPassword(keyFile, input.login, input.password);
    if (!key) throw refuse('archive.wrong_password', {});
    return signIn(core, input.archiveId, keyFile, key, input.login, 'archives.unlock');
  }),

  recover: api.archives.recover.handler(({ context: { core }, input }) =>
    recover(core, input.archiveId, input.recoveryKey, input.login, input.newPassword)),

  makeDemo: api.archives.makeDemo.handler(async ({ context: { core }, input }) => {
    const { makeDemo } = core.ports;
    if (!makeDemo) throw refuse('archive.no_demo', {});
    closeArchive(core, { leaving: false });
    const work = { progress: { done: 0, total: 0, label: '' }, abort: new AbortController() };
    const operationId = input.operationId ?? newOperationId();
    core.works.set(operationId, work);
    try {
      return await makeDemo((progress) => { work.progress = progress; });
    } finally {
      core.works.delete(operationId);
    }
  }),

  backups: api.archives.backups.handler(({ context: { core }, input }) =>
    listBackups(archivePaths(core.ports.archivesRoot, input.archiveId))),

  restore: api.archives.restore.handler(({ context: { core }, input }) => {
    closeArchive(core, { leaving: false });
    const paths = archivePaths(core.ports.archivesRoot, input.archiveId);
    const { backup, keptAs } = restoreBackup(paths, input.backup, input.login, input.password, core.at());
    const keyFile = loadKeyFile(paths, input.archiveId);
    const key = unwrapWithPassword(keyFile, input.login, input.password);
    if (!key) throw refuse('archive.wrong_password', {});
    signIn(core, input.archiveId, keyFile, key, input.login, 'archives.restore');
    if (core.archive) recordEntry(core, core.archive, 'archives.restored', { from: backup.name, keptAs });
    closeArchive(core, { leaving: false });
    return { restoredFrom: backup, keptAs };
  }),
};

export const sessionService = {
  current: api.session.current.handler(({ context: { core } }) => core.archive && signedInOf(core, core.archive)),
  lock: api.session.lock.handler(({ context: { core }, input }) => ({ backup: closeArchive(core, input) })),
};
