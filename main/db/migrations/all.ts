import type { Migration } from '../migrate.ts';
import { coreMigration } from './0010-core.ts';
import { rosterMigration } from './0020-roster.ts';
import { listsMigration } from './0030-lists.ts';
import { identificationMigration } from './0040-identification.ts';
import { noticesMigration } from './0050-notices.ts';
import { programmesMigration } from './0060-programmes.ts';
import { paymentsMigration } from './0070-payments.ts';
import { ledgerMigration } from './0080-ledger.ts';
import { comparisonMigration } from './0090-comparison.ts';
import { caseFileMigration } from './0100-case-file.ts';
import { lettersMigration } from './0110-letters.ts';
import { applicationsMigration } from './0120-applications.ts';
import { specialGroupsMigration } from './0130-special-groups.ts';
import { verificationMigration } from './0140-verification.ts';
import { scoringMigration } from './0150-scoring.ts';
import { visitsAndTalksMigration } from './0160-visits-and-talks.ts';
import { panelsMigration } from './0170-panels.ts';
import { objectionsMigration } from './0180-objections.ts';
import { entitlementAdjustmentsMigration } from './0190-entitlement-adjustments.ts';
import { programmeTermsMigration } from './0200-programme-terms.ts';
import { budgetChainMigration } from './0220-budget-chain.ts';
import { ownFundsMigration } from './0230-own-funds.ts';
import { paymentChecksMigration } from './0240-payment-checks.ts';
import { accountBooksMigration } from './0260-account-books.ts';
import { reconciliationMigration } from './0270-reconciliation.ts';
import { selfCheckMigration } from './0280-self-check.ts';
import { termClosingMigration } from './0300-term-closing.ts';
import { ledgerTotalsMigration } from './0320-ledger-totals.ts';
import { supportMonthsMigration } from './0330-support-months.ts';
import { itemWaiversMigration } from './0340-item-waivers.ts';

const every: readonly Migration[] = [
  coreMigration,
  rosterMigration,
  listsMigration,
  identificationMigration,
  noticesMigration,
  programmesMigration,
  paymentsMigration,
  ledgerMigration,
  comparisonMigration,
  caseFileMigration,
  lettersMigration,
  applicationsMigration,
  specialGroupsMigration,
  verificationMigration,
  scoringMigration,
  visitsAndTalksMigration,
  panelsMigration,
  objectionsMigration,
  entitlementAdjustmentsMigration,
  programmeTermsMigration,
  budgetChainMigration,
  ownFundsMigration,
  paymentChecksMigration,
  accountBooksMigration,
  reconciliationMigration,
  selfCheckMigration,
  termClosingMigration,
  ledgerTotalsMigration,
  supportMonthsMigration,
  itemWaiversMigration,
];

/** Every migration, in the order of their numbers, whatever order they stand in above. */
export const migrations: readonly Migration[] = every.toSorted((left, right) => left.id - right.id);
