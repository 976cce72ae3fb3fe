import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { passwordProblem } from '#renderer/text/password-problem.ts';

export function OwnPasswordPanel(): ReactElement {
  const form = useForm({
    initialValues: { oldPassword: '', newPassword: '', again: '' },
    validate: {
      oldPassword: (value) => (value === '' ? '请填现在的密码' : null),
      newPassword: passwordProblem,
      again: (value, values) => (value === values.newPassword ? null : '两次输入的密码不一样'),
    },
  });
  const change = useCommand(client.accounts.changeOwnPassword, { quiet: true, done: '密码已改，下次登录用新密码', onDone: () => form.reset() });
  return (
    <form
      noValidate aria-label="修改我的密码" className="card padded" style={{ width: '26rem' }}
      onSubmit={form.onSubmit(({ oldPassword, newPassword }) => change.mutate({ oldPassword, newPassword }))}
    >
      <Stack gap="md">
        <PasswordInput label="现在的密码" autoComplete="off" required {...form.getInputProps('oldPassword')} />
        <PasswordInput label="新密码" description="至少 8 位" autoComplete="new-password" required {...form.getInputProps('newPassword')} />
        <PasswordInput label="再输一次新密码" autoComplete="new-password" required {...form.getInputProps('again')} />
        <FailureNotice error={change.error} />
        <Group><Button type="submit" disabled={change.isPending}>{change.isPending ? '正在修改……' : '修改密码'}</Button></Group>
      </Stack>
    </form>
  );
}
