import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import type { SystemExportView } from '#shared/contract/comparison.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';

/** The files the comparison is made from, with the day each speaks for. */
export function ExportsPanel({ exports, empty }: { readonly exports: readonly SystemExportView[]; readonly empty: ReactNode }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [leaving, setLeaving] = useState<SystemExportView | null>(null);
  const withdraw = useCommand(client.comparison.withdrawExport, { done: '已撤下', quiet: true });
  if (exports.length === 0) return <>{empty}</>;
  return (
    <div className="card">
      <table className="plain" aria-label="导入的系统文件">
        <thead><tr><th>种类</th><th>文件</th><th>项目</th><th>截至</th><th className="number">行数</th><th>导入时间</th><th>用于比对</th><th /></tr></thead>
        <tbody>
          {exports.map((one) => (
            <tr key={one.id}>
              <td>{one.kindLabel}</td><td>{one.fileName}</td><td>{one.programmeName ?? ''}</td><td>{one.asOf}</td>
              <td className="number">{one.rowCount.toLocaleString('zh-CN')}</td><td>{formatMoment(one.importedAt)}</td>
              <td>{one.inUse ? <StatusTag tone="good">在用</StatusTag> : <StatusTag>有更新的文件</StatusTag>}</td>
              <td className="number">{can('comparison.write') && <Button size="compact-sm" variant="subtle" aria-label={`撤下 ${one.fileName}`} onClick={() => setLeaving(one)}>撤下</Button>}</td>
            </tr>
          ))}
        </tbody>
      </table>
      {leaving !== null && (
        <ReasonDialog
          title={`撤下 ${leaving.fileName}`} label="为什么撤下" submitLabel="撤下" onClose={() => setLeaving(null)}
          sentence={`比对不再使用这份${leaving.kindLabel}（${leaving.rowCount} 行）。文件仍在档案里。`}
          onSubmit={(reason) => withdraw.mutateAsync({ schoolId, term, exportId: leaving.id, reason })}
        />
      )}
    </div>
  );
}
