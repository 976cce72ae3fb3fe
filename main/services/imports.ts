import { listImportedFiles } from '#main/db/repositories/imported-file.ts';
import { findOperation } from '#main/db/repositories/operation.ts';
import { confirmImport } from './imports/confirm-import.ts';
import { errorCopy } from './imports/error-copy.ts';
import { forgetImports, prepareImport } from './imports/prepare-import.ts';
import { previewImport } from './imports/preview-import.ts';
import { findPurpose } from './imports/purposes.ts';
import { api, read, requirePermission, slow } from './procedure.ts';

/** One import for every subject: the subjects' own halves are in the registry of purposes. */
export const importsService = {
  preview: api.imports.preview.handler(slow(async (scope) => {
    const { input, db, session } = scope;
    const prepared = await prepareImport(scope, input);
    return previewImport(db, prepared, { ...input.page, only: input.only }, session.can('sensitive.show'));
  })),
  confirm: api.imports.confirm.handler(slow(async (scope) => {
    const { input, session, core } = scope;
    // The same click sent twice gets the same answer, though the file could not be confirmed a second time.
    const mayWrite = findPurpose(input.purpose)?.writePermission;
    if (mayWrite !== undefined && findOperation(scope.db, scope.operationId)) {
      requirePermission(session, mayWrite);
      return scope.transact((): ReturnType<typeof confirmImport> => { throw new Error('done before'); });
    }
    const prepared = await prepareImport(scope, input);
    requirePermission(session, prepared.purpose.writePermission);
    scope.progress({ done: 0, total: prepared.rows.length, label: '正在写入' });
    const result = scope.transact((writing) => confirmImport(writing, prepared, input));
    if (core.archive) forgetImports(core.archive);
    return result;
  })),
  errorCopy: api.imports.errorCopy.handler(slow(async (scope) => errorCopy(await prepareImport(scope, scope.input)))),
  history: api.imports.history.handler(read(({ db, input }) => listImportedFiles(db, input.schoolId))),
};
