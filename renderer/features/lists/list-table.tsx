import { Button, Group, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DepartmentList } from '#shared/contract/lists.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { isInForce } from './data.ts';

/** 198 + 31 + 7 = 236：the buckets and the rows left out are the rows of the file. */
function equationOf(list: DepartmentList): string {
  const { matched, needsDecision, notOurs } = list.buckets;
  const parts = [matched, needsDecision, notOurs, ...(list.leftOut > 0 ? [list.leftOut] : [])];
  return `${parts.join(' + ')} = ${list.rowCount}`;
}

function standing(list: DepartmentList): ReactElement {
  if (list.withdrawn !== null) return <StatusTag tone="bad">已撤回：{list.withdrawn.reason}</StatusTag>;
  if (list.replacedById !== null) return <StatusTag>已被新名单替代</StatusTag>;
  if (list.buckets.needsDecision > 0) return <StatusTag tone="warn">有 {list.buckets.needsDecision} 行要您定</StatusTag>;
  return <StatusTag tone="good">都有着落</StatusTag>;
}

function WithdrawDialog({ list, onClose }: { readonly list: DepartmentList; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const [reason, setReason] = useState('');
  const withdraw = useCommand(client.lists.withdraw, { quiet: true, done: `已撤回 ${list.fileName}` });
  return (
    <FormDialog
      opened onClose={onClose} danger title={`撤回 ${list.fileName}`} submitLabel="撤回" submitDisabled={reason.trim() === ''}
      sentence={`将撤回这份名单的 ${list.rowCount} 行，对上的 ${list.pupils} 名学生不再有这份依据；已写进认定个案的依据保留并标明“名单已撤回”。行和判定都留着备查。`}
      onSubmit={() => withdraw.mutateAsync({ schoolId, listId: list.listId, reason })}
    >
      <TextInput label="原因" required placeholder="如：发错了县" value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** Every list of the term with its buckets and what can be done with it. */
export function ListTable({ lists }: { readonly lists: readonly DepartmentList[] }): ReactElement {
  const { schoolId, can } = useArchive();
  const navigate = useNavigate();
  const [withdrawing, setWithdrawing] = useState<DepartmentList | null>(null);
  const rematch = useCommand(client.lists.rematch, { done: ({ changedRows }) => (changedRows === 0 ? '按现在的名册重新比对过，没有变化' : `按现在的名册重新比对，${changedRows} 行有变化`) });
  return (
    <div className="card" style={{ overflow: 'auto' }}>
      <table className="plain" aria-label="部门名单">
        <thead>
          <tr><th>名单</th><th>发文单位 · 截止</th><th className="number">对上</th><th className="number">要您定</th><th className="number">不是本校</th><th className="number">未收</th><th>合计 = 文件行数</th><th className="number">涉及学生</th><th>状态</th><th><span className="dim">操作</span></th></tr>
        </thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list.listId}>
              <td>{list.label}<div className="dim small">{list.fileName} · {formatMoment(list.importedAt)} {list.importedBy}</div></td>
              <td>{list.issuer}<div className="dim small">{list.asOf ?? '截止日期未填'}</div></td>
              <td className="number">{list.buckets.matched}</td>
              <td className="number">{list.buckets.needsDecision}</td>
              <td className="number">{list.buckets.notOurs}</td>
              <td className="number">{list.leftOut}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{equationOf(list)}</td>
              <td className="number">{list.pupils}</td>
              <td style={{ whiteSpace: list.withdrawn === null ? 'nowrap' : 'normal' }}>{standing(list)}</td>
              <td>
                <Group gap={4} wrap="nowrap">
                  <Button variant="subtle" aria-label={`看 ${list.fileName} 的各行`} onClick={() => void navigate({ to: '/lists', search: { tab: 'rows', listId: list.listId } })}>看各行</Button>
                  {can('lists.write') && isInForce(list) && (
                    <>
                      <Button variant="subtle" aria-label={`重新比对 ${list.fileName}`} disabled={rematch.isPending} onClick={() => rematch.mutate({ schoolId, listId: list.listId })}>重新比对</Button>
                      <Button variant="subtle" color="red" aria-label={`撤回 ${list.fileName}`} onClick={() => setWithdrawing(list)}>撤回</Button>
                    </>
                  )}
                </Group>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {withdrawing !== null && <WithdrawDialog list={withdrawing} onClose={() => setWithdrawing(null)} />}
    </div>
  );
}
