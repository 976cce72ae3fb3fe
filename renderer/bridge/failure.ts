import { ORPCError } from '@orpc/client';
import * as z from 'zod';
import { problemSchema } from '#shared/contract/base.ts';
import type { Problem } from '#shared/contract/base.ts';
import { errorSentences } from '#renderer/text/errors.ts';
import type { ErrorCode } from '#renderer/text/errors.ts';
import { NoConnection } from './no-connection.ts';

/** Any error as what a person can be told: one sentence, and the places it speaks of where there are several. */
export interface Failure {
  readonly code: ErrorCode;
  /** The rule that refused, e.g. 'payment.account_shared', where a rule did. */
  readonly rule: string | null;
  readonly sentence: string;
  readonly problems: readonly Problem[];
}

const detailSchema = z.object({
  code: z.string().optional(),
  sentence: z.string().optional(),
  problems: z.array(problemSchema).optional(),
});

function isErrorCode(code: string): code is ErrorCode {
  return Object.hasOwn(errorSentences, code);
}

/** Turns whatever was thrown into its Chinese sentence. */
export function failureOf(error: unknown): Failure {
  if (error instanceof ORPCError) {
    const code = isErrorCode(error.code) ? error.code : 'UNEXPECTED';
    const detail = detailSchema.safeParse(error.data).data;
    return { code, rule: detail?.code ?? null, sentence: detail?.sentence ?? errorSentences[code], problems: detail?.problems ?? [] };
  }
  const code = error instanceof NoConnection ? 'NO_CONNECTION' : 'UNEXPECTED';
  return { code, rule: null, sentence: errorSentences[code], problems: [] };
}
