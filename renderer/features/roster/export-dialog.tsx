import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** The roster as a file holds every number in clear: it asks what for, and the answer is written down. */
export function ExportDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [purpose, setPurpose] = useState('');
  return (
    <FormDialog
      opened onClose={onClose} title="导出名册" submitLabel="导出" submitDisabled={purpose.trim() === ''}
      sentence="导出的 .xlsx 里有全部学生和家庭成员的完整证件号，请只存在安全的地方。用途会记入操作记录。"
      onSubmit={async () => {
        const file = await client.roster.exportFile({ operationId: newOperationId(), schoolId, term, purpose, filter: { statuses: ['enrolled', 'suspended'] } });
        await saveFile(file);
      }}
    >
      <TextInput label="用途" description="给谁、做什么用" required value={purpose} maxLength={200} onChange={(event) => setPurpose(event.currentTarget.value)} />
    </FormDialog>
  );
}
