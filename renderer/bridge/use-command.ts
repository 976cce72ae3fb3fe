import { notifications } from '@mantine/notifications';
import { useMutation, useQueryClient } from '@tanstack/react-query';
import type { UseMutationResult } from '@tanstack/react-query';
import { failureOf } from './failure.ts';
import { newOperationId } from './operation-id.ts';

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
        notifications.show({ message: typeof options.done === 'string' ? options.done : options.done(output), color: 'brand' });
      }
      await options.onDone?.(output);
      await queries.invalidateQueries();
    },
    onError: (error) => {
      if (options.quiet !== true) notifications.show({ message: failureOf(error).sentence, color: 'red', autoClose: 15_000, role: 'alert' });
    },
  });
}
