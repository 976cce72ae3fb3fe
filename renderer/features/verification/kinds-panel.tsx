import { Button, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NegativeKindView } from '#shared/contract/verification.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';

function KindDialog({ kind, onClose }: { readonly kind: NegativeKindView | null; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const form = useForm({
    initialValues: { label: kind?.label ?? '', detailLabel: kind?.detailLabel ?? '', ask: kind?.ask ?? '', source: kind?.source ?? '', active: kind?.active ?? true },
    validate: { label: (value) => (value.trim() === '' ? '请填名称' : null), source: (value) => (value.trim() === '' ? '请填依据文号或来源' : null) },
  });
  const save = useCommand(client.verification.saveKind, { quiet: true, done: '名单种类已保存' });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    await save.mutateAsync({ schoolId, key: kind?.key ?? null, ...form.values });
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} title={kind === null ? '新增名单种类' : `改“${kind.label}”`} submitLabel="保存" onSubmit={submit}>
      <Stack gap="sm">
        <TextInput label="名称" required maxLength={30} {...form.getInputProps('label')} />
        <TextInput label="名单上的内容叫什么" description="如 单位和岗位" maxLength={30} {...form.getInputProps('detailLabel')} />
        <TextInput label="请家庭说明什么" maxLength={100} {...form.getInputProps('ask')} />
        <TextInput label="依据文号或来源" required maxLength={100} {...form.getInputProps('source')} />
        <Switch label="启用：导入名单时可以选" {...form.getInputProps('active', { type: 'checkbox' })} />
      </Stack>
    </FormDialog>
  );
}

/** Which lists this place checks: two provinces' kinds ship, everything else needs a document of the place. */
export function KindsPanel(): ReactElement {
  const { schoolId, can } = useArchive();
  const [editing, setEditing] = useState<NegativeKindView | 'new' | null>(null);
  const query = useQuery(api.verification.kinds.queryOptions({ input: { schoolId } }));
  const writable = can('setting.write');
  return (
    <QueryView query={query} what="名单种类">
      {(kinds) => (
        <Stack gap="sm" style={{ minHeight: 0 }}>
          <p className="dim small">查哪些名单由当地文件定；没有依据的种类默认停用。改动会记入操作记录，已导入的名单保持原来的叫法。{writable ? '' : '您的账号只能看，改动请找管理员。'}</p>
          {writable && <div><Button onClick={() => setEditing('new')}>新增种类</Button></div>}
          <div className="card" style={{ overflow: 'auto' }}>
            <table className="plain" aria-label="名单种类">
              <thead><tr><th>种类</th><th>名单上的内容</th><th>请家庭说明</th><th>依据</th><th>状态</th><th><span className="dim">操作</span></th></tr></thead>
              <tbody>
                {kinds.map((kind) => (
                  <tr key={kind.key}>
                    <td>{kind.label}</td><td>{kind.detailLabel}</td><td>{kind.ask}</td><td>{kind.source}</td>
                    <td>{kind.active ? <StatusTag tone="good">启用</StatusTag> : <StatusTag>停用</StatusTag>}</td>
                    <td>{writable && <Button variant="subtle" aria-label={`改 ${kind.label}`} onClick={() => setEditing(kind)}>改</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {editing !== null && <KindDialog kind={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
        </Stack>
      )}
    </QueryView>
  );
}
