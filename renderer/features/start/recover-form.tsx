import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { passwordProblem } from '#renderer/text/password-problem.ts';
import { useEnter } from './data.ts';
import { PlainForm } from './plain-form.tsx';

export function RecoverForm({ archiveId, label, onBack }: { readonly archiveId: string; readonly label: string; readonly onBack: () => void }): ReactElement {
  const enter = useEnter();
  const form = useForm({
    initialValues: { recoveryKey: '', login: '', newPassword: '', again: '' },
    validate: {
      recoveryKey: (value) => (value.trim() === '' ? '请照恢复密钥页填写' : null),
      login: (value) => (value.trim() === '' ? '请填要改密码的账号' : null),
      newPassword: passwordProblem,
      again: (value, values) => (value === values.newPassword ? null : '两次输入的密码不一样'),
    },
  });
  const recover = useMutation({
    mutationFn: ({ recoveryKey, login, newPassword }: typeof form.values) => client.archives.recover({ archiveId, recoveryKey, login, newPassword }),
    onSuccess: enter,
  });
  return (
    <PlainForm
      title={`用恢复密钥打开 ${label}`} note="恢复密钥在建档时打印的那一页上，一般在校长室保险柜。用它给自己的账号设一个新密码。"
      submitLabel="设新密码并打开" workingLabel="正在打开……" working={recover.isPending} error={recover.error}
      onSubmit={form.onSubmit((values) => recover.mutate(values))}
      beside={<Button variant="subtle" onClick={onBack}>返回</Button>}
    >
      <TextInput label="恢复密钥" description="字母不分大小写，横线可以不打" autoComplete="off" required autoFocus {...form.getInputProps('recoveryKey')} />
      <TextInput label="账号" autoComplete="off" required {...form.getInputProps('login')} />
      <PasswordInput label="新密码" description="至少 8 位" autoComplete="new-password" required {...form.getInputProps('newPassword')} />
      <PasswordInput label="再输一次新密码" autoComplete="new-password" required {...form.getInputProps('again')} />
    </PlainForm>
  );
}
