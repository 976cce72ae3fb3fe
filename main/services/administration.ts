import type { WritableDb } from '#main/db/connection.ts';
import { unwrapWithPassword, withPassword, withRecoveryKey, withoutLogin, writeKeyFile, createRecoveryKey } from '#main/db/key-file.ts';
import type { KeyFile } from '#main/db/key-file.ts';
import { findAccount, findAccountByLogin, insertAccount, listAccounts, updateAccount } from '#main/db/repositories/account.ts';
import type { AccountRow } from '#main/db/repositories/account.ts';
import { countAuditRows, lastAuditRow, listAuditRowsBefore } from '#main/db/repositories/audit.ts';
import { findSchool, insertSchool, listSchools, updateSchool } from '#main/db/repositories/school.ts';
import type { SchoolFields } from '#main/db/repositories/school.ts';
import { archivePaths, loadKeyFile } from './archive-files.ts';
import { recoveryPage } from './archives.ts';
import { findAuditBreak } from './audit-chain.ts';
import { listBackups, makeBackup } from './backup.ts';
import type { Core, OpenArchive, Session } from './core.ts';
import { api, read, requireWholeArchive, slow, write } from './procedure.ts';
import { notFound, notSignedIn, refuse } from './refusal.ts';
import { recordEntry } from './sign-in.ts';

function openArchiveOf(core: Core): OpenArchive {
  if (!core.archive) throw notSignedIn();
  return core.archive;
}

/** Changes the key file of the open archive in one step. */
function changeKeyFile(core: Core, change: (keyFile: KeyFile, archive: OpenArchive) => KeyFile): void {
  const archive = openArchiveOf(core);
  const paths = archivePaths(core.ports.archivesRoot, archive.archiveId);
  writeKeyFile(paths.keys, change(loadKeyFile(paths, archive.archiveId), archive));
}

function checkCode(db: WritableDb, school: SchoolFields, ownId: number | null): void {
  if (listSchools(db).some((other) => other.code === school.code && other.id !== ownId)) throw refuse('school.code_taken', { code: school.code });
}

export const schoolsService = {
  list: api.schools.list.handler(read(({ db, session }) =>
    listSchools(db).filter((school) => session.schoolId === null || school.id === session.schoolId))),

  add: api.schools.add.handler(write(({ db, input, session, at, note }) => {
    requireWholeArchive(session);
    checkCode(db, input.school, null);
    note({ school: input.school });
    return insertSchool(db, input.school, at);
  })),

  update: api.schools.update.handler(write(({ db, input, note }) => {
    const before = findSchool(db, input.schoolId);
    if (!before) throw notFound('这所学校');
    checkCode(db, input.school, input.schoolId);
    const after = { id: input.schoolId, ...input.school };
    updateSchool(db, after);
    note({ before, after });
    return after;
  })),
};

function checkAccount(account: Pick<AccountRow, 'role' | 'schoolId' | 'classIds' | 'validUntil'>): void {
  if (account.role === 'class_teacher' && (account.schoolId === null || account.classIds.length === 0)) throw refuse('account.teacher_needs_class', {});
  if (account.role === 'inspector' && account.validUntil === null) throw refuse('account.inspector_needs_date', {});
}

/** An administrator of one school has to do with its accounts only, and makes none that sees another school. */
function mayManage(session: Session, account: Pick<AccountRow, 'schoolId'>): boolean {
  return session.schoolId === null || account.schoolId === session.schoolId;
}

function accountOf(db: WritableDb, session: Session, id: number): AccountRow {
  const account = findAccount(db, id);
  if (!account || !mayManage(session, account)) throw notFound('这个账号');
  return account;
}

export const accountsService = {
  list: api.accounts.list.handler(read(({ db, session }) => listAccounts(db).filter((account) => mayManage(session, account)))),

  add: api.accounts.add.handler(write(({ core, db, input, session, at, note }) => {
    const { password, ...account } = input;
    if (!mayManage(session, account)) throw refuse('core.other_school', {});
    if (findAccountByLogin(db, account.login)) throw refuse('account.login_taken', { login: account.login });
    checkAccount(account);
    const id = insertAccount(db, account, at);
    // A slot nobody may use is harmless, an account nobody can open is not: the key file goes first, inside the transaction.
    changeKeyFile(core, (keyFile, archive) => withPassword(keyFile, account.login, password, archive.key, core.ports.kdf));
    note({ login: account.login, role: account.role });
    return accountOf(db, session, id);
  })),

  update: api.accounts.update.handler(write(({ core, db, input, session, note }) => {
    const before = accountOf(db, session, input.accountId);
    const after = { ...before, ...input, id: input.accountId };
    if (!mayManage(session, after)) throw refuse('core.other_school', {});
    checkAccount(after);
    const administrators = listAccounts(db).filter((each) => each.role === 'administrator' && each.active && each.id !== before.id);
    if (before.role === 'administrator' && (after.role !== 'administrator' || !after.active) && administrators.length === 0) {
      throw refuse('account.last_administrator', {});
    }
    updateAccount(db, after);
    if (before.active && !after.active) changeKeyFile(core, (keyFile) => withoutLogin(keyFile, before.login));
    note({ before, after });
    return accountOf(db, session, input.accountId);
  })),

  setPassword: api.accounts.setPassword.handler(write(({ core, db, input, session, note }) => {
    const account = accountOf(db, session, input.accountId);
    changeKeyFile(core, (keyFile, archive) => withPassword(keyFile, account.login, input.password, archive.key, core.ports.kdf));
    note({ login: account.login });
    return { done: true as const };
  })),

  changeOwnPassword: api.accounts.changeOwnPassword.handler(({ context: { core }, input }) => {
    const archive = openArchiveOf(core);
    changeKeyFile(core, (keyFile) => {
      if (!unwrapWithPassword(keyFile, archive.session.login, input.oldPassword)) throw refuse('account.wrong_old_password', {});
      return withPassword(keyFile, archive.session.login, input.newPassword, archive.key, core.ports.kdf);
    });
    recordEntry(core, archive, 'accounts.changeOwnPassword');
    return { done: true as const };
  }),

  newRecoveryKey: api.accounts.newRecoveryKey.handler(slow(async ({ core, db, session, transact }) => {
    // The recovery key opens every account of the archive.
    requireWholeArchive(session);
    const recoveryKey = createRecoveryKey();
    const page = await recoveryPage(core, listSchools(db)[0]?.name ?? '', recoveryKey);
    transact(() => {
      changeKeyFile(core, (keyFile, archive) => withRecoveryKey(keyFile, recoveryKey, archive.key, core.ports.kdf));
    });
    return { recoveryKey, recoveryPage: page };
  })),
};

export const backupsService = {
  list: api.backups.list.handler(read(({ core }) => {
    const archive = openArchiveOf(core);
    return listBackups(archivePaths(core.ports.archivesRoot, archive.archiveId));
  })),

  make: api.backups.make.handler(slow(async ({ core, transact }) => {
    const archive = openArchiveOf(core);
    transact(() => undefined);
    return makeBackup(archivePaths(core.ports.archivesRoot, archive.archiveId), archive.database, archive.key, 'manual', core.at());
  })),
};

export const auditService = {
  list: api.audit.list.handler(read(({ db, input, session }) => ({
    rows: listAuditRowsBefore(db, input.before ?? Number.MAX_SAFE_INTEGER, input.limit, input.method ?? null, session.schoolId).map((row) => ({
      seq: row.seq, at: row.at, account: row.accountName, method: row.method, schoolId: row.schoolId, detail: row.detailJson, hash: row.hash,
    })),
    total: countAuditRows(db, session.schoolId),
  }))),

  verify: api.audit.verify.handler(read(({ db }) => {
    const brokenAt = findAuditBreak(db);
    return { intact: brokenAt === null, brokenAt, lastSeq: lastAuditRow(db)?.seq ?? 0 };
  })),
};

export const workService = {
  progress: api.work.progress.handler(({ context: { core }, input }) => core.works.get(input.operationId)?.progress ?? null),
  cancel: api.work.cancel.handler(({ context: { core }, input }) => {
    const work = core.works.get(input.operationId);
    work?.abort.abort();
    return { cancelled: work !== undefined };
  }),
};
