import { Button } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { printPdf, saveFile } from '#renderer/bridge/shell.ts';
import { tellDone, tellFailure } from '#renderer/bridge/tell.ts';

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
      else if (await saveFile(file)) tellDone(`已存为 ${file.name}`);
    },
    onError: tellFailure,
  });
  return (
    <Button variant={variant} disabled={disabled || deliver.isPending} onClick={() => deliver.mutate()}>
      {deliver.isPending ? '正在生成……' : children}
    </Button>
  );
}
