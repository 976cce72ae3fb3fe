import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterMember, RosterPupil } from '#shared/contract/roster.ts';
import { formatTriState } from '#shared/domain/tri-state.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { idCheckTone, idCheckWords } from './data.ts';
import { SensitiveText } from './sensitive-text.tsx';

interface MembersTableProps {
  readonly pupil: RosterPupil;
  readonly onEdit?: (member: RosterMember) => void;
}

/** Guardians and household members, by whose numbers the departments' lists are matched. */
export function MembersTable({ pupil, onEdit }: MembersTableProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [removing, setRemoving] = useState<RosterMember | null>(null);
  const remove = useCommand(client.roster.removeMember, { done: '已删除这名家庭成员', quiet: true });
  return (
    <section aria-label="家庭成员">
      <h3>家庭成员</h3>
      {pupil.members.length === 0 ? <p className="dim small">没有登记家庭成员。低保名单往往只有户主，补上监护人和户主的证件号才能比对上。</p> : (
        <table className="plain">
          <thead><tr><th>姓名</th><th>关系</th><th>证件号</th><th>电话</th><th>监护人</th><th>户主</th>{onEdit && <th>操作</th>}</tr></thead>
          <tbody>
            {pupil.members.map((member) => (
              <tr key={member.id}>
                <td>{member.name}</td>
                <td>{member.relation}</td>
                <td>
                  <SensitiveText studentId={pupil.studentId} memberId={member.id} field="idNumber" label={`${member.name}的证件号`} masked={member.idNumberMasked} />
                  {member.idNumberMasked !== '' && idCheckTone(member.idCheck) !== undefined && <StatusTag tone="bad">{idCheckWords(member.idCheck)}</StatusTag>}
                </td>
                <td><SensitiveText studentId={pupil.studentId} memberId={member.id} field="phone" label={`${member.name}的电话`} masked={member.phoneMasked} /></td>
                <td>{formatTriState(member.isGuardian)}</td>
                <td>{formatTriState(member.isHead)}</td>
                {onEdit && (
                  <td>
                    <Button variant="subtle" size="compact-xs" aria-label={`修改 ${member.name}`} onClick={() => onEdit(member)}>修改</Button>
                    <Button variant="subtle" size="compact-xs" color="red" aria-label={`删除 ${member.name}`} onClick={() => setRemoving(member)}>删除</Button>
                  </td>
                )}
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {removing !== null && (
        <ConfirmDialog
          opened onClose={() => setRemoving(null)} title="删除家庭成员" submitLabel="删除"
          sentence={`将从 ${pupil.name} 的家庭成员里删除 ${removing.name}。已比对上的名单记录不受影响，操作会留在记录里。`}
          onSubmit={() => remove.mutateAsync({ schoolId, term, studentId: pupil.studentId, memberId: removing.id })}
        />
      )}
    </section>
  );
}
