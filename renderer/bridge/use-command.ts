import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { newOperationId } from './operation-id.ts';
import { tellDone, tellFailure } from './tell.ts';

export interface CommandOptions<Output> {
  /** Said in the corner once it is done. */
  readonly done?: string | ((output: Output) => string);
  readonly onDone?: (output: Output) => void | Promise<void>;
  /** Leave telling the failure to the caller (a dialog shows it in itself). */
  readonly quiet?: boolean;
}

/**
 * A command behind a button. Each call gets its own operation id; everything on screen is asked for again afterwards,
 * since a command may move any count.
 */
export function useCommand<Input, Output>(
  call: (input: Input) => Promise<Output>,
  options: CommandOptions<Output> = {},
): UseMutationResult<Output, unknown, Input> {
  const queries = useQueryClient();
  return useMutation({
    mutationFn: (input: Input) => call({ operationId: newOperationId(), ...input }),
    onSuccess: async (output) => {
      if (options.done !== undefined) {
        tellDone(typeof options.done === 'string' ? options.done : options.done(output));
      }
      await options.onDone?.(output);
      await queries.invalidateQueries();
    },
    onError: (error) => {
      if (options.quiet !== true) tellFailure(error);
    },
  });
}
