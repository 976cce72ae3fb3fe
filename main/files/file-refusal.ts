import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';
import { sentenceOf } from '#shared/text/sentences.ts';

export type FileRefusalCode = Extract<SentenceCode, `file.${string}`>;
export type ExportRefusalCode = Extract<SentenceCode, `export.${string}`>;

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

/** Content that can't be written in the form asked for without changing it. No file was made. */
export class ExportRefusal<Code extends ExportRefusalCode = ExportRefusalCode> extends Error {
  readonly code: Code;
  readonly facts: Readonly<Record<string, string | number>>;

  constructor(code: Code, facts: FactsOf<Code>) {
    super(sentenceOf(code, facts));
    this.name = 'ExportRefusal';
    this.code = code;
    this.facts = { ...(facts as object) };
  }
}
