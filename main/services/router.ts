import { accountsService, auditService, backupsService, schoolsService, workService } from './administration.ts';
import { archivesService, sessionService } from './archives.ts';
import { importsService } from './imports.ts';
import { api } from './procedure.ts';
import { settingsService } from './settings.ts';

/** Every method of the contract with its handler; a method without one is a compile error. */
export const router = api.router({
  archives: archivesService,
  session: sessionService,
  schools: schoolsService,
  accounts: accountsService,
  backups: backupsService,
  audit: auditService,
  settings: settingsService,
  work: workService,
  imports: importsService,
});
