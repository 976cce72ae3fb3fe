import { Checkbox, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** A family takes its form back, or it was entered for the wrong pupil: the form stays to be seen, and counts no more. */
export function WithdrawDialog({ view, onClose }: { readonly view: ApplicationView; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const mayDecline = view.caseState === 'applied';
  const [reason, setReason] = useState('');
  const [declineCase, setDeclineCase] = useState(mayDecline);
  const withdraw = useCommand(client.applications.withdraw, { quiet: true, done: `已撤回 ${view.name} 的申请表` });
  return (
    <FormDialog
      opened danger title={`撤回 ${view.name} 的申请表`} submitLabel="撤回" submitDisabled={reason.trim().length < 2} sentence="撤回后这份申请表不再算数，内容和原因都留着；以后可以重新收一份。" onClose={onClose}
      onSubmit={() => withdraw.mutateAsync({ schoolId, term, studentId: view.studentId, reason: reason.trim(), declineCase })}
    >
      <Stack gap="sm">
        <Textarea label="原因" description="如家庭不再申请、录错了人；至少两个字" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        {mayDecline
          ? <Checkbox checked={declineCase} label="家庭不再申请：认定个案同时记为“不申请/放弃”" onChange={(event) => setDeclineCase(event.currentTarget.checked)} />
          : <p className="dim small">认定个案不会改动；要取消或放弃，请到“认定”里办理。</p>}
      </Stack>
    </FormDialog>
  );
}
