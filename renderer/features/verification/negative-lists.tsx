import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NegativeListView } from '#shared/contract/verification.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';

/** The lists of the 学年: rows, hits, and what can be done with a list. */
export function NegativeLists({ lists }: { readonly lists: readonly NegativeListView[] }): ReactElement {
  const { schoolId, can } = useArchive();
  const [withdrawing, setWithdrawing] = useState<NegativeListView | null>(null);
  const rematch = useCommand(client.verification.rematch, { done: ({ added }) => (added === 0 ? '按现在的家庭成员再比过，没有新的命中' : `再比一次，新增 ${added} 条命中`) });
  const withdraw = useCommand(client.verification.withdraw, { quiet: true, done: '已撤回，它的命中不再办理' });
  return (
    <div className="card" style={{ overflow: 'auto' }}>
      <table className="plain" aria-label="负面名单">
        <thead><tr><th>种类</th><th>发文单位 · 截止</th><th>文件</th><th className="number">收下行数</th><th className="number">剔除</th><th className="number">证件号命中</th><th className="number">只有姓名相同</th><th>状态</th><th><span className="dim">操作</span></th></tr></thead>
        <tbody>
          {lists.map((list) => (
            <tr key={list.listId}>
              <td>{list.kindLabel}<div className="dim small">{formatTermShort(list.term)}</div></td>
              <td>{list.issuer === '' ? '没有写' : list.issuer}<div className="dim small">{list.asOf ?? '截止日期未填'}</div></td>
              <td>{list.fileName}<div className="dim small">{formatMoment(list.importedAt)} {list.importedBy}</div></td>
              <td className="number">{list.rows}</td><td className="number">{list.leftOut}</td><td className="number">{list.byNumber}</td><td className="number">{list.byName}</td>
              <td>{list.withdrawn === null ? <StatusTag tone="good">有效</StatusTag> : <StatusTag tone="bad">已撤回：{list.withdrawn.reason}</StatusTag>}</td>
              <td>
                {can('verification.write') && list.withdrawn === null && (
                  <Group gap={4} wrap="nowrap">
                    <Button variant="subtle" aria-label={`再比一次 ${list.fileName}`} disabled={rematch.isPending} onClick={() => rematch.mutate({ schoolId, listId: list.listId })}>再比一次</Button>
                    <Button variant="subtle" color="red" aria-label={`撤回 ${list.fileName}`} onClick={() => setWithdrawing(list)}>撤回</Button>
                  </Group>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
      {withdrawing !== null && (
        <ReasonDialog
          onClose={() => setWithdrawing(null)} title={`撤回 ${withdrawing.fileName}`} label="原因" submitLabel="撤回"
          sentence={`将撤回这份名单的 ${withdrawing.rows} 行和 ${withdrawing.byNumber + withdrawing.byName} 条命中；登记过的说明和意见留着备查。`}
          onSubmit={(reason) => withdraw.mutateAsync({ schoolId, listId: withdrawing.listId, reason })}
        />
      )}
    </div>
  );
}
