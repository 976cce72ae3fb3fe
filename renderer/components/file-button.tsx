import { Button } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { failureOf } from '#renderer/bridge/failure.ts';
import { printPdf, saveFile } from '#renderer/bridge/shell.ts';

interface FileButtonProps {
  /** Asks the core for the file. */
  readonly make: () => Promise<File>;
  /** `print`: opens it for printing; otherwise it is saved. */
  readonly print?: boolean;
  readonly variant?: 'filled' | 'default' | 'subtle';
  readonly disabled?: boolean;
  readonly children: ReactNode;
}

/** A button that fetches a paper or an export from the core and hands it to the person. */
export function FileButton({ make, print = false, variant = 'default', disabled = false, children }: FileButtonProps): ReactElement {
  const deliver = useMutation({
    mutationFn: async () => {
      const file = await make();
      if (print) await printPdf(file);
      else if (await saveFile(file)) notifications.show({ message: `已存为 ${file.name}` });
    },
    onError: (error) => notifications.show({ message: failureOf(error).sentence, color: 'red', autoClose: 15_000, role: 'alert' }),
  });
  return (
    <Button variant={variant} disabled={disabled || deliver.isPending} onClick={() => deliver.mutate()}>
      {deliver.isPending ? '正在生成……' : children}
    </Button>
  );
}
