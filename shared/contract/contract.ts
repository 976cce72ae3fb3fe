import {
  accountsContract, archivesContract, auditContract, backupsContract, schoolsContract, sessionContract, settingsContract, workContract,
} from './archives.ts';
import { dossierContract } from './dossier.ts';
import { importsContract } from './imports.ts';
import { calendarContract, rosterContract } from './roster.ts';
import { comparisonContract } from './comparison.ts';
import { allotmentsContract, chainContract, fundRulesContract } from './allotments.ts';
import { fundsContract } from './funds.ts';
import { ownFundsContract } from './own-funds.ts';
import { ledgerContract } from './ledger.ts';
import { reconciliationContract } from './reconciliation.ts';
import { accountBooksContract, vouchersContract } from './account-books.ts';
import { settlementContract } from './settlement.ts';
import { settlementReportsContract } from './settlement-reports.ts';
import { homeContract } from './home.ts';
import { entitlementsContract } from './entitlements.ts';
import { standingsContract } from './standings.ts';
import { attendanceContract } from './attendance.ts';
import { adjustmentsContract } from './adjustments.ts';
import { noticesContract } from './notices.ts';
import { objectionsContract } from './objections.ts';
import { programmePlansContract } from './programme-plans.ts';
import { programmesContract } from './programmes.ts';
import { identificationContract } from './identification.ts';
import { listsContract } from './lists.ts';
import { payeesContract } from './payees.ts';
import { paymentsContract } from './payments.ts';
import { returnsContract } from './returns.ts';
import { attachmentsContract } from './attachments.ts';
import { coverageContract, recheckContract } from './recheck.ts';
import { verificationContract } from './verification.ts';
import { specialGroupsContract } from './special-groups.ts';
import { meetingsContract } from './meetings.ts';
import { panelsContract } from './panels.ts';
import { procedureContract } from './procedure.ts';
import { registersContract } from './registers.ts';
import { scoringContract } from './scoring.ts';
import { visitsContract } from './visits.ts';
import { talksContract } from './talks.ts';
import { applicationsContract } from './applications.ts';
import { lettersContract } from './letters.ts';
import { waiversContract } from './waivers.ts';
import { emergenciesContract } from './emergencies.ts';
import { checksContract } from './checks.ts';
import { deadlinesContract } from './deadlines.ts';
import { rectificationsContract } from './rectifications.ts';
import { selfAssessmentContract } from './self-assessment.ts';

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
  dossier: dossierContract,
  home: homeContract,
  imports: importsContract,
  roster: rosterContract,
  calendar: calendarContract,
  funds: fundsContract,
  allotments: allotmentsContract,
  fundRules: fundRulesContract,
  chain: chainContract,
  ownFunds: ownFundsContract,
  ledger: ledgerContract,
  accountBooks: accountBooksContract,
  vouchers: vouchersContract,
  reconciliation: reconciliationContract,
  settlement: settlementContract,
  settlementReports: settlementReportsContract,
  comparison: comparisonContract,
  notices: noticesContract,
  objections: objectionsContract,
  programmes: programmesContract,
  programmePlans: programmePlansContract,
  entitlements: entitlementsContract,
  standings: standingsContract,
  adjustments: adjustmentsContract,
  attendance: attendanceContract,
  lists: listsContract,
  identification: identificationContract,
  payees: payeesContract,
  payments: paymentsContract,
  returns: returnsContract,
  procedure: procedureContract,
  registers: registersContract,
  visits: visitsContract,
  talks: talksContract,
  specialGroups: specialGroupsContract,
  recheck: recheckContract,
  coverage: coverageContract,
  verification: verificationContract,
  attachments: attachmentsContract,
  scoring: scoringContract,
  applications: applicationsContract,
  letters: lettersContract,
  panels: panelsContract,
  meetings: meetingsContract,
  waivers: waiversContract,
  emergencies: emergenciesContract,
  checks: checksContract,
  deadlines: deadlinesContract,
  selfAssessment: selfAssessmentContract,
  rectifications: rectificationsContract,
};

export type Contract = typeof contract;
