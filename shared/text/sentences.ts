import { coreSentences } from '#shared/text/core.ts';
import { importSentences } from '#shared/text/imports.ts';
import { ledgerSentences } from '#shared/text/ledger.ts';
import { identificationSentences } from '#shared/text/identification.ts';
import { listSentences } from '#shared/text/lists.ts';
import { noticeSentences } from '#shared/text/notices.ts';
import { entitlementSentences } from '#shared/text/entitlements.ts';
import { programmeSentences } from '#shared/text/programmes.ts';

const sentences = {
  ...coreSentences,
  ...importSentences,
  ...ledgerSentences,
  ...listSentences,
  ...identificationSentences,
  ...noticeSentences,
  ...entitlementSentences,
  ...programmeSentences,
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
