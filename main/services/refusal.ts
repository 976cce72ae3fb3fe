import { ORPCError, ValidationError } from '@orpc/contract';
import { methodErrors } from '#shared/contract/base.ts';
import type { MethodErrorCode, Problem } from '#shared/contract/base.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import type { FactsOf, SentenceCode } from '#shared/text/sentences.ts';

function methodError<Data extends { sentence: string }>(code: MethodErrorCode, data: Data): ORPCError<MethodErrorCode, Data> {
  return new ORPCError(code, { defined: true, status: methodErrors[code].status, message: data.sentence, data });
}

/** A rule forbids it now. The command's transaction is rolled back and nothing is kept. */
export function refuse<Code extends SentenceCode>(code: Code, facts: FactsOf<Code>): Error {
  return methodError('REFUSED', { code, facts: facts as Problem['facts'], sentence: sentenceOf(code, facts) });
}

export interface Place {
  readonly sheet?: string | undefined;
  readonly row?: number | undefined;
  readonly cell?: string | undefined;
  readonly column?: string | undefined;
  readonly value?: string | undefined;
}

/** Words one problem with its place. */
export function problemOf<Code extends SentenceCode>(code: Code, facts: FactsOf<Code>, place: Place = {}): Problem {
  return { code, facts: facts as Problem['facts'], sentence: sentenceOf(code, facts), ...place };
}

/** What was given can't be used. The first problem's sentence speaks for all; every one of them is in the list. */
export function badInput(problems: readonly Problem[]): Error {
  const [first] = problems;
  const sentence = problems.length === 1 && first ? first.sentence : sentenceOf('core.bad_input', { count: problems.length });
  return methodError('BAD_INPUT', { problems: [...problems], sentence });
}

export function notFound(what: string): Error {
  return methodError('NOT_FOUND', { what, sentence: sentenceOf('core.not_found', { what }) });
}

export function notSignedIn(): Error {
  return methodError('NOT_SIGNED_IN', { sentence: sentenceOf('core.not_signed_in', {}) });
}

export function forbidden(permission: string, role: string): Error {
  return methodError('FORBIDDEN', { permission, sentence: sentenceOf('core.forbidden', { role, permission }) } as { permission: string; sentence: string });
}

export function cancelled(): Error {
  return methodError('CANCELLED', { sentence: sentenceOf('core.cancelled', {}) });
}

/** The library's own error for input that doesn't fit its schema, turned into ours; every other error as it is. */
export function wordSchemaIssues(error: unknown): unknown {
  if (!(error instanceof ORPCError) || error.code !== 'BAD_REQUEST' || !(error.cause instanceof ValidationError)) return error;
  return badInput(error.cause.issues.map((issue) => {
    const field = (issue.path ?? []).map((part) => String(typeof part === 'object' ? part.key : part)).join('.');
    return problemOf('core.field_invalid', { field, message: issue.message }, { column: field });
  }));
}
