import { Button, Group, Select, Table } from '@mantine/core';
import { useMutation, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Attachment } from '#shared/contract/attachments.ts';
import type { AttachmentSubject } from '#shared/domain/dossier/attachment.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FileDrop } from './file-drop.tsx';
import { QueryView } from './query-view.tsx';
import { ReasonDialog } from './reason-dialog.tsx';

interface AttachmentListProps {
  readonly subject: AttachmentSubject;
  readonly subjectId: number;
  /** What can be kept here, in the words of the form: 回执扫描, 首日近景 … The first is preselected. */
  readonly kinds: readonly [string, ...string[]];
  readonly canWrite: boolean;
}

function sizeOf(bytes: number): string {
  return bytes < 1_048_576 ? `${Math.ceil(bytes / 1024)} KB` : `${(bytes / 1_048_576).toFixed(1)} MB`;
}

/** The scans and photos of one record: dropped here, opened from here, taken out with a reason. */
export function AttachmentList({ subject, subjectId, kinds, canWrite }: AttachmentListProps): ReactElement {
  const { schoolId, can } = useArchive();
  const query = useQuery(api.attachments.list.queryOptions({ input: { schoolId, subject, subjectId } }));
  const [kind, setKind] = useState<string>(kinds[0]);
  const [removing, setRemoving] = useState<Attachment | null>(null);
  const add = useCommand(client.attachments.add, { done: ({ takenOn }) => (takenOn === null ? '已收下附件' : `已收下附件，日期 ${takenOn}`) });
  const remove = useCommand(client.attachments.remove, { quiet: true, done: '已撤下附件，记录留着' });
  const open = useMutation({ mutationFn: async (attachmentId: number) => saveFile(await client.attachments.get({ schoolId, attachmentId })), onError: tellFailure });
  return (
    <QueryView query={query} what="附件">
      {(rows) => (
        <>
          {rows.length > 0 && (
            <Table withTableBorder aria-label="附件">
              <Table.Thead><Table.Tr><Table.Th>种类</Table.Th><Table.Th>文件</Table.Th><Table.Th>日期</Table.Th><Table.Th>收下</Table.Th><Table.Th>操作</Table.Th></Table.Tr></Table.Thead>
              <Table.Tbody>
                {rows.map((row) => (
                  <Table.Tr key={row.id}>
                    <Table.Td>{row.kind}</Table.Td>
                    <Table.Td>{row.fileName}　<span className="dim small">{sizeOf(row.sizeBytes)}</span></Table.Td>
                    <Table.Td>{row.takenOn ?? '—'}</Table.Td>
                    <Table.Td>{row.removed === null ? row.by : <span className="dim">{row.removed.by} 撤下：{row.removed.reason}</span>}</Table.Td>
                    <Table.Td>
                      <Group gap="xs">
                        {can('file.take') && <Button size="compact-sm" variant="default" aria-label={`取出 ${row.fileName}`} onClick={() => open.mutate(row.id)}>取出</Button>}
                        {canWrite && row.removed === null && <Button size="compact-sm" variant="subtle" color="red" aria-label={`撤下 ${row.fileName}`} onClick={() => setRemoving(row)}>撤下</Button>}
                      </Group>
                    </Table.Td>
                  </Table.Tr>
                ))}
              </Table.Tbody>
            </Table>
          )}
          {rows.length === 0 && !canWrite && <p className="dim">没有附件。</p>}
          {canWrite && (
            <Group align="flex-end" wrap="nowrap">
              {kinds.length > 1 && <Select label="附件种类" data={[...kinds]} value={kind} allowDeselect={false} w={180} onChange={(value) => setKind(value ?? kinds[0])} />}
              <FileDrop title={`把${kind}放到这里`} hint="PDF、JPG、PNG，每份 15 MB 以内" disabled={add.isPending} onFile={(file) => add.mutate({ schoolId, subject, subjectId, kind, file })} />
            </Group>
          )}
          {removing !== null && (
            <ReasonDialog
              onClose={() => setRemoving(null)} title={`撤下“${removing.fileName}”`} label="原因" submitLabel="撤下"
              sentence="将撤下这 1 份附件；文件和原因都留在档案里。" onSubmit={(reason) => remove.mutateAsync({ schoolId, attachmentId: removing.id, reason })}
            />
          )}
        </>
      )}
    </QueryView>
  );
}
