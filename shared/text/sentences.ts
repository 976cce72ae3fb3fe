import { coreSentences } from '#shared/text/core.ts';

const sentences = {
  ...coreSentences,
};

/** Every code that can be put to a person, on screen, on paper or in a file. */
export type SentenceCode = keyof typeof sentences;

export type FactsOf<Code extends SentenceCode> = Parameters<(typeof sentences)[Code]>[0];

/** Words a code and its facts as one Chinese sentence. */
export function sentenceOf<Code extends SentenceCode>(code: Code, facts: FactsOf<Code>): string {
  return (sentences[code] as (facts: FactsOf<Code>) => string)(facts);
}
