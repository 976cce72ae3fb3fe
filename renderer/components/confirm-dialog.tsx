import type { ReactElement } from 'react';
import { FormDialog } from './form-dialog.tsx';
import type { FormDialogProps } from './form-dialog.tsx';

type ConfirmDialogProps = Omit<FormDialogProps, 'children' | 'danger'> & { readonly sentence: FormDialogProps['sentence'] };

/** Asks before a step that counts, saying in numbers what it will do. Cancel has the focus. */
export function ConfirmDialog(props: ConfirmDialogProps): ReactElement {
  return <FormDialog {...props} danger />;
}
