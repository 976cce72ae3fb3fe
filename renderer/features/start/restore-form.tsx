import { Button, PasswordInput, Radio, Stack, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation, useQuery, useQueryClient } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { backupReasons } from '#renderer/text/backup-reasons.ts';
import type { Backup } from '#renderer/text/backup-reasons.ts';
import { formatMoment, formatSize } from '#renderer/text/moments.ts';
import { PlainForm } from './plain-form.tsx';

interface RestoreFormProps {
  readonly archiveId: string;
  readonly label: string;
  readonly onBack: () => void;
}

function describe(backup: Backup): string {
  return `${formatMoment(backup.madeAt)}　${backupReasons[backup.reason]}　${formatSize(backup.sizeBytes)}　${backup.verified ? '已验证能打开' : '未验证'}`;
}

function RestoreFields({ archiveId, label, onBack, backups }: RestoreFormProps & { readonly backups: readonly Backup[] }): ReactElement {
  const queries = useQueryClient();
  const form = useForm({
    initialValues: { backup: backups[0]?.name ?? '', login: '', password: '' },
    validate: {
      login: (value) => (value.trim() === '' ? '请填账号' : null),
      password: (value) => (value === '' ? '请填密码' : null),
    },
  });
  const restore = useMutation({
    mutationFn: (values: typeof form.values) => client.archives.restore({ archiveId, ...values }),
    onSuccess: async () => queries.invalidateQueries({ queryKey: api.archives.key() }),
  });
  if (restore.data !== undefined) {
    return (
      <EmptyState title="已从备份恢复" action={<Button onClick={onBack}>去打开档案</Button>}>
        档案回到了 {formatMoment(restore.data.restoredFrom.madeAt)} 的样子。恢复前的档案没有删，留作 {restore.data.keptAs}。
      </EmptyState>
    );
  }
  const chosen = backups.find((backup) => backup.name === form.values.backup);
  return (
    <PlainForm
      title={`从备份恢复 ${label}`}
      note={chosen === undefined ? undefined : `将把档案换成 ${formatMoment(chosen.madeAt)} 的备份；那以后记的内容不在里面。现在的档案会改名留下，不会删。`}
      submitLabel="从这份备份恢复" workingLabel="正在恢复并检查……" working={restore.isPending} error={restore.error}
      onSubmit={form.onSubmit((values) => restore.mutate(values))}
      beside={<Button variant="default" onClick={onBack}>取消</Button>}
    >
      <Radio.Group label="选一份备份" {...form.getInputProps('backup')}>
        <Stack gap="xs" mt="xs" mah="14rem" style={{ overflowY: 'auto' }}>
          {backups.map((backup) => <Radio key={backup.name} value={backup.name} label={describe(backup)} />)}
        </Stack>
      </Radio.Group>
      <div className="columns-2">
        <TextInput label="账号" description="做这份备份时能用的账号" autoComplete="off" required {...form.getInputProps('login')} />
        <PasswordInput label="密码" description="当时的密码" autoComplete="off" required {...form.getInputProps('password')} />
      </div>
    </PlainForm>
  );
}

export function RestoreForm(props: RestoreFormProps): ReactElement {
  const query = useQuery(api.archives.backups.queryOptions({ input: { archiveId: props.archiveId } }));
  return (
    <QueryView query={query} what="备份清单">
      {(backups) => (backups.length === 0
        ? <EmptyState title="还没有备份" action={<Button variant="default" onClick={props.onBack}>返回</Button>}>每次锁定离开时，程序会自动做一份并验证能打开。</EmptyState>
        : <RestoreFields {...props} backups={backups} />)}
    </QueryView>
  );
}
