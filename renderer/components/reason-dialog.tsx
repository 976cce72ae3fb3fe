import { Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

interface ReasonDialogProps {
  readonly title: string;
  readonly sentence: ReactNode;
  readonly submitLabel: string;
  readonly label: string;
  readonly onClose: () => void;
  readonly onSubmit: (reason: string) => Promise<unknown>;
}

/** A step that needs a reason, kept with it; for features of payments and returns. */
export function ReasonDialog({ title, sentence, submitLabel, label, onClose, onSubmit }: ReasonDialogProps): ReactElement {
  const [reason, setReason] = useState('');
  return (
    <FormDialog
      opened danger onClose={onClose} title={title} sentence={sentence} submitLabel={submitLabel} submitDisabled={reason.trim().length < 2}
      onSubmit={() => onSubmit(reason.trim())}
    >
      <Textarea label={label} description="至少两个字，会存档" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
