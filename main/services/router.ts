import { accountsService, auditService, backupsService, schoolsService, workService } from './administration.ts';
import { archivesService, sessionService } from './archives.ts';
import { dossierService } from './dossier.ts';
import { importsService } from './imports.ts';
import { homeService } from './home.ts';
import { comparisonService } from './comparison.ts';
import { allotmentsService } from './allotments.ts';
import { chainService } from './fund-chain.ts';
import { fundRulesService } from './fund-rules.ts';
import { fundsService } from './funds.ts';
import { ownFundsService } from './own-funds.ts';
import { ledgerService } from './ledger.ts';
import { accountBooksService } from './account-books.ts';
import { vouchersService } from './vouchers.ts';
import { reconciliationService } from './reconciliation.ts';
import { identificationService } from './identification.ts';
import { listsService } from './lists.ts';
import { calendarService } from './calendar.ts';
import { api } from './procedure.ts';
import { rosterService } from './roster.ts';
import { settlementService } from './settlement.ts';
import { settlementReportsService } from './settlement-reports.ts';
import { settingsService } from './settings.ts';
import { entitlementsService } from './entitlements.ts';
import { standingsService } from './standings.ts';
import { attendanceService } from './attendance.ts';
import { adjustmentsService } from './adjustments.ts';
import { noticesService } from './notices.ts';
import { objectionsService } from './objections.ts';
import { programmePlansService } from './programme-plans.ts';
import { programmesService } from './programmes.ts';
import { payeesService } from './payees.ts';
import { paymentsService } from './payments.ts';
import { returnsService } from './returns.ts';
import { attachmentsService } from './attachments.ts';
import { coverageService } from './coverage-gaps.ts';
import { recheckService } from './recheck.ts';
import { verificationService } from './verification.ts';
import { specialGroupsService } from './special-groups.ts';
import { meetingsService } from './meetings.ts';
import { panelsService } from './panels.ts';
import { procedureService } from './procedure-profiles.ts';
import { registersService } from './registers.ts';
import { scoringService } from './scoring.ts';
import { visitsService } from './visits.ts';
import { talksService } from './talks.ts';
import { applicationsService } from './applications.ts';
import { lettersService } from './letters.ts';
import { waiversService } from './waivers.ts';
import { emergenciesService } from './emergencies.ts';
import { checksService } from './checks.ts';
import { deadlinesService } from './pay-deadlines.ts';
import { rectificationsService } from './rectifications.ts';
import { selfAssessmentService } from './self-assessment.ts';

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
  dossier: dossierService,
  funds: fundsService,
  allotments: allotmentsService,
  fundRules: fundRulesService,
  chain: chainService,
  ownFunds: ownFundsService,
  ledger: ledgerService,
  accountBooks: accountBooksService,
  vouchers: vouchersService,
  reconciliation: reconciliationService,
  settlement: settlementService,
  settlementReports: settlementReportsService,
  comparison: comparisonService,
  home: homeService,
  imports: importsService,
  roster: rosterService,
  calendar: calendarService,
  notices: noticesService,
  objections: objectionsService,
  programmes: programmesService,
  programmePlans: programmePlansService,
  entitlements: entitlementsService,
  standings: standingsService,
  adjustments: adjustmentsService,
  attendance: attendanceService,
  lists: listsService,
  identification: identificationService,
  payees: payeesService,
  payments: paymentsService,
  returns: returnsService,
  procedure: procedureService,
  registers: registersService,
  visits: visitsService,
  talks: talksService,
  specialGroups: specialGroupsService,
  recheck: recheckService,
  coverage: coverageService,
  verification: verificationService,
  attachments: attachmentsService,
  scoring: scoringService,
  applications: applicationsService,
  letters: lettersService,
  panels: panelsService,
  meetings: meetingsService,
  waivers: waiversService,
  emergencies: emergenciesService,
  checks: checksService,
  deadlines: deadlinesService,
  selfAssessment: selfAssessmentService,
  rectifications: rectificationsService,
});
