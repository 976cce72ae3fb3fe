import { Button, Group, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactElement, ReactNode } from 'react';
import { FailureNotice } from './failure-notice.tsx';

export interface FormDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly title: string;
  /** The verb on the button, e.g. “提交”. */
  readonly submitLabel: string;
  /** Closes the dialog when it resolves; shows the failure in the dialog when it rejects. Return false to stay open. */
  readonly onSubmit: () => Promise<unknown>;
  /** What this will do, in numbers: “将提交 312 人 171,250.00 元”. */
  readonly sentence?: ReactNode;
  /** Irreversible or far-reaching: Cancel has the focus, and Enter does not submit. */
  readonly danger?: boolean;
  readonly submitDisabled?: boolean;
  readonly size?: string;
  readonly children?: ReactNode;
}

function DialogForm(props: FormDialogProps): ReactElement {
  const { onClose, onSubmit, danger = false } = props;
  const [failure, setFailure] = useState<unknown>(null);
  const [working, setWorking] = useState(false);
  const submit = async (event: FormEvent): Promise<void> => {
    event.preventDefault();
    event.stopPropagation();
    setWorking(true);
    setFailure(null);
    try {
      if (await onSubmit() !== false) onClose();
    } catch (error) {
      setFailure(error);
    } finally {
      setWorking(false);
    }
  };
  return (
    <form onSubmit={(event) => void submit(event)} noValidate>
      <Stack gap="md">
        {props.sentence !== undefined && <p>{props.sentence}</p>}
        {props.children}
        <FailureNotice error={failure} />
        <Group justify="flex-end" gap="sm">
          <Button variant="default" onClick={onClose} disabled={working} {...(danger ? { 'data-autofocus': true } : {})}>取消</Button>
          <Button type="submit" color={danger ? 'red' : 'brand'} disabled={working || props.submitDisabled === true}>
            {working ? '正在处理……' : props.submitLabel}
          </Button>
        </Group>
      </Stack>
    </form>
  );
}

/** The one dialog with a form. */
export function FormDialog(props: FormDialogProps): ReactElement {
  return (
    <Modal opened={props.opened} onClose={props.onClose} title={<b>{props.title}</b>} size={props.size ?? 'md'} closeOnClickOutside={false}>
      <DialogForm {...props} />
    </Modal>
  );
}
