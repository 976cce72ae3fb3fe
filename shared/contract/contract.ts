import {
  accountsContract, archivesContract, auditContract, backupsContract, schoolsContract, sessionContract, settingsContract, workContract,
} from './archives.ts';
import { importsContract } from './imports.ts';

/** Everything the renderer, the command line and the demo can ask of the core. */
export const contract = {
  archives: archivesContract,
  session: sessionContract,
  schools: schoolsContract,
  accounts: accountsContract,
  backups: backupsContract,
  audit: auditContract,
  settings: settingsContract,
  work: workContract,
  imports: importsContract,
};

export type Contract = typeof contract;
