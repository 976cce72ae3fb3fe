import type { CheckNo, CheckOutcome } from './check.ts';
import { checkNos } from './check.ts';
import { checkAmounts, checkFees, checkQuantities } from './check-amounts.ts';
import { checkFiles, checkNotices } from './check-evidence.ts';
import type { CheckFacts } from './check-facts.ts';
import { checkClaims, checkGrades, checkNegativeHits, checkNoLongerFunded, checkUncovered } from './check-identification.ts';
import { checkBalances, checkDeadlines, checkLedger, checkSetAside, checkSystem } from './check-money.ts';
import {
  checkAccounts, checkBatches, checkPaidAfterLeaving, checkPayees, checkReissues, checkReturns, checkSetOff, checkTwoPersons,
} from './check-payments.ts';
import { checkBirthAndSex, checkDuplicates, checkIdNumbers, checkNames, checkVocational } from './check-people.ts';
import { checkOnRoster, checkRegistryPlace, checkStageAndBoarding, checkTwice } from './check-standing.ts';

/** The one engine: each check is a pure function of the facts. */
export const checks: Readonly<Record<CheckNo, (facts: CheckFacts) => CheckOutcome>> = {
  '01': checkIdNumbers, '02': checkDuplicates, '03': checkNames, '04': checkBirthAndSex, '05': checkOnRoster, '06': checkStageAndBoarding, '07': checkRegistryPlace, '08': checkVocational,
  '09': checkUncovered, '10': checkGrades, '11': checkNoLongerFunded, '12': checkClaims, '13': checkNegativeHits, '14': checkNotices, '15': checkFiles, '16': checkAmounts,
  '17': checkTwice, '18': checkQuantities, '19': checkSetOff, '20': checkFees, '21': checkPayees, '22': checkAccounts, '23': checkBatches, '24': checkReissues,
  '25': checkReturns, '26': checkDeadlines, '27': checkPaidAfterLeaving, '28': checkBalances, '29': checkLedger, '30': checkSetAside, '31': checkSystem, '32': checkTwoPersons,
};

/** CHK-01 … CHK-32 of one term, in their order (handbook 4.11). */
export function runChecks(facts: CheckFacts): CheckOutcome[] {
  return checkNos.map((no) => checks[no](facts));
}
