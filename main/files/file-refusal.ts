import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import { sentenceOf } from '#shared/text/sentences.ts';

export type FileRefusalCode = Extract<SentenceCode, `file.${string}`>;

/** A file that can't or may not be read, with the reason as a code and its facts. Nothing of it was kept. */
export class FileRefusal<Code extends FileRefusalCode = FileRefusalCode> extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: Code, facts: FactsOf<Code>) {
    super(sentenceOf(code, facts));
    this.name = 'FileRefusal';
    this.code = code;
    this.facts = { ...(facts as object) };
  }
}
