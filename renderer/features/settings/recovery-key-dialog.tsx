import { Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { RecoveryKeySheet } from '#renderer/components/recovery-key-sheet.tsx';

/** A new recovery key: first asked, then shown once. */
export function RecoveryKeyDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const renew = useCommand(client.accounts.newRecoveryKey, { quiet: true });
  if (renew.data !== undefined) {
    return (
      <Modal opened onClose={onClose} title={<b>新的恢复密钥</b>} size="lg" withCloseButton={false} closeOnClickOutside={false} closeOnEscape={false}>
        <RecoveryKeySheet recoveryKey={renew.data.recoveryKey} page={renew.data.recoveryPage} doneLabel="收好了" onDone={onClose} />
      </Modal>
    );
  }
  return (
    <ConfirmDialog
      opened onClose={onClose} title="换恢复密钥" submitLabel="换新的"
      sentence="将生成 1 个新的恢复密钥，原来打印的那 1 页立即作废。请准备好打印机。"
      onSubmit={async () => { await renew.mutateAsync({}); return false; }}
    />
  );
}
