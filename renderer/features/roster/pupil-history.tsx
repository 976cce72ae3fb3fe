import { Button, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterMovement, RosterPupil } from '#shared/contract/roster.ts';
import { formatMovementKind } from '#shared/domain/roster/movement.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { formatMoment } from '#renderer/text/moments.ts';

function sourceWords({ fileName, rowNo, recordedBy }: { readonly fileName: string | null; readonly rowNo: number | null; readonly recordedBy: string }): string {
  return fileName === null ? recordedBy : `${recordedBy} · ${fileName}${rowNo === null ? '' : ` 第 ${rowNo} 行`}`;
}

/** What happened to a pupil and what was changed, each with who, when and from which file. */
export function PupilHistory({ pupil }: { readonly pupil: RosterPupil }): ReactElement {
  const { can } = useArchive();
  const [correcting, setCorrecting] = useState<RosterMovement | null>(null);
  return (
    <>
      <section aria-label="异动">
        <h3>异动</h3>
        {pupil.movements.length === 0 ? <p className="dim small">没有异动记录。</p> : (
          <table className="plain">
            <thead><tr><th>日期</th><th>异动</th><th>从</th><th>到</th><th>依据</th><th>登记</th><th>操作</th></tr></thead>
            <tbody>
              {pupil.movements.map((movement) => (
                <tr key={movement.id}>
                  <td>{movement.effectiveDate}</td>
                  <td>{formatMovementKind(movement.kind)}{movement.corrected ? '（已更正）' : ''}</td>
                  <td>{movement.from}</td><td>{movement.to}</td><td>{movement.evidence}</td><td className="dim">{sourceWords(movement)}</td>
                  <td>{can('roster.write') && !movement.corrected && movement.kind !== 'correct' && movement.kind !== 'enrol' && (
                    <Button variant="subtle" size="compact-xs" aria-label={`更正 ${movement.effectiveDate} 的${formatMovementKind(movement.kind)}`} onClick={() => setCorrecting(movement)}>更正</Button>
                  )}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </section>
      {pupil.changes.length > 0 && (
        <section aria-label="资料变动">
          <h3>资料变动</h3>
          <table className="plain">
            <thead><tr><th>时间</th><th>哪一项</th><th>原来</th><th>改为</th><th>谁、从哪个文件</th></tr></thead>
            <tbody>
              {pupil.changes.map((change) => (
                <tr key={`${change.at}-${change.field}-${change.after}`}>
                  <td>{formatMoment(change.at).slice(0, 10)}</td><td>{change.field}</td><td>{change.before || '空'}</td><td>{change.after || '空'}</td>
                  <td className="dim">{sourceWords({ ...change, recordedBy: change.by })}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </section>
      )}
      {correcting !== null && <CorrectDialog movement={correcting} name={pupil.name} onClose={() => setCorrecting(null)} />}
    </>
  );
}

function CorrectDialog({ movement, name, onClose }: { readonly movement: RosterMovement; readonly name: string; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [reason, setReason] = useState('');
  const correct = useCommand(client.roster.correctMovement, { done: '已更正，两条记录都留着', quiet: true });
  return (
    <FormDialog
      opened onClose={onClose} title="更正异动" submitLabel="更正" danger submitDisabled={reason.trim() === ''}
      sentence={`将把 ${name} 的“${formatMovementKind(movement.kind)}”（${movement.effectiveDate}，${movement.from}→${movement.to}）作废，恢复为“${movement.from}”。原记录和更正都会留着。`}
      onSubmit={() => correct.mutateAsync({ schoolId, term, movementId: movement.id, reason })}
    >
      <TextInput label="为什么更正" required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}
