import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';

/** The row as the file had it, numbers in full. Asking is written into the audit log. */
export function RevealRow({ rowId }: { readonly rowId: number }): ReactElement {
  const { schoolId } = useArchive();
  const [cells, setCells] = useState<readonly { readonly heading: string; readonly text: string }[] | null>(null);
  const reveal = useCommand(client.lists.reveal, { onDone: (row) => setCells(row.cells) });
  if (cells === null) {
    return <Button variant="subtle" size="compact-sm" style={{ alignSelf: 'flex-start' }} disabled={reveal.isPending} onClick={() => reveal.mutate({ schoolId, rowId })}>显示原行（记入操作记录）</Button>;
  }
  return (
    <dl className="small" aria-label="名单原行" style={{ margin: 0 }}>
      {cells.map((cell, index) => (
        <div key={`${cell.heading}-${index}`}><dt className="dim" style={{ display: 'inline' }}>{cell.heading || '（无列名）'}：</dt><dd style={{ display: 'inline', margin: 0 }}>{cell.text}</dd></div>
      ))}
    </dl>
  );
}
