import { coreSentences } from '#shared/text/core.ts';
import { dossierSentences } from '#shared/text/dossier.ts';
import { rosterSentences } from '#shared/text/roster.ts';
import { homeSentences } from '#shared/text/home.ts';
import { importSentences } from '#shared/text/imports.ts';
import { fundSentences } from '#shared/text/funds.ts';
import { ownFundSentences } from '#shared/text/own-funds.ts';
import { ledgerSentences } from '#shared/text/ledger.ts';
import { accountBookSentences } from '#shared/text/account-books.ts';
import { reconciliationSentences } from '#shared/text/reconciliation.ts';
import { comparisonSentences } from '#shared/text/comparison.ts';
import { settlementSentences } from '#shared/text/settlement.ts';
import { identificationSentences } from '#shared/text/identification.ts';
import { listSentences } from '#shared/text/lists.ts';
import { noticeSentences } from '#shared/text/notices.ts';
import { objectionSentences } from '#shared/text/objections.ts';
import { attendanceSentences } from '#shared/text/attendance.ts';
import { adjustmentSentences } from '#shared/text/adjustments.ts';
import { entitlementSentences } from '#shared/text/entitlements.ts';
import { programmeSentences } from '#shared/text/programmes.ts';
import { payeeSentences } from '#shared/text/payees.ts';
import { paymentSentences } from '#shared/text/payments.ts';
import { returnSentences } from '#shared/text/returns.ts';
import { attachmentSentences } from '#shared/text/attachments.ts';
import { verificationSentences } from '#shared/text/verification.ts';
import { specialGroupSentences } from '#shared/text/special-groups.ts';
import { meetingSentences, panelSentences } from '#shared/text/panels.ts';
import { procedureSentences } from '#shared/text/procedure.ts';
import { registerSentences } from '#shared/text/registers.ts';
import { scoringSentences } from '#shared/text/scoring.ts';
import { visitSentences } from '#shared/text/visits.ts';
import { talkSentences } from '#shared/text/talks.ts';
import { applicationSentences } from '#shared/text/applications.ts';
import { letterSentences } from '#shared/text/letters.ts';
import { checkFindingSentences } from '#shared/text/check-findings.ts';
import { checkSentences } from '#shared/text/checks.ts';

const sentences = {
  ...coreSentences,
  ...dossierSentences,
  ...rosterSentences,
  ...homeSentences,
  ...importSentences,
  ...fundSentences,
  ...ledgerSentences,
  ...accountBookSentences,
  ...reconciliationSentences,
  ...ownFundSentences,
  ...settlementSentences,
  ...comparisonSentences,
  ...listSentences,
  ...identificationSentences,
  ...noticeSentences,
  ...objectionSentences,
  ...entitlementSentences,
  ...adjustmentSentences,
  ...attendanceSentences,
  ...programmeSentences,
  ...payeeSentences,
  ...paymentSentences,
  ...returnSentences,
  ...procedureSentences,
  ...registerSentences,
  ...visitSentences,
  ...talkSentences,
  ...specialGroupSentences,
  ...verificationSentences,
  ...attachmentSentences,
  ...scoringSentences,
  ...applicationSentences,
  ...letterSentences,
  ...panelSentences,
  ...meetingSentences,
  ...checkFindingSentences,
  ...checkSentences,
};

/** Every code that can be put to a person, on screen, on paper or in a file. */
export type SentenceCode = keyof typeof sentences;

/** What a sentence is worded from; `{}` where it needs nothing. */
export type FactsOf<Code extends SentenceCode> =
  Parameters<(typeof sentences)[Code]> extends [infer Facts] ? Facts : Readonly<Record<string, never>>;

/** Words a code and its facts as one Chinese sentence. */
export function sentenceOf<Code extends SentenceCode>(code: Code, facts: FactsOf<Code>): string {
  return (sentences[code] as (facts: FactsOf<Code>) => string)(facts);
}
