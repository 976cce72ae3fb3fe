import { Button, PasswordInput, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { findDemoSignIn, findLastSignIn, useEnter } from './data.ts';
import { PlainForm } from './plain-form.tsx';

interface UnlockFormProps {
  readonly archiveId: string;
  readonly label: string;
  readonly onForgotten: () => void;
  readonly onRestore: () => void;
}

export function UnlockForm({ archiveId, label, onForgotten, onRestore }: UnlockFormProps): ReactElement {
  const demo = findDemoSignIn(archiveId);
  const last = demo ?? findLastSignIn();
  const enter = useEnter();
  const form = useForm({
    initialValues: { login: last?.archiveId === archiveId ? last.login : '', password: demo?.password ?? '' },
    validate: {
      login: (value) => (value.trim() === '' ? '请填账号' : null),
      password: (value) => (value === '' ? '请填密码' : null),
    },
  });
  const unlock = useMutation({
    mutationFn: (values: typeof form.values) => client.archives.unlock({ archiveId, ...values }),
    onSuccess: enter,
    onError: () => form.setFieldValue('password', ''),
  });
  return (
    <PlainForm
      title={`打开 ${label}`} note={demo === null ? undefined : `演示学校里全是虚构的人。账号 ${demo.login}，密码 ${demo.password}。`} submitLabel="打开" workingLabel="正在打开……" working={unlock.isPending} error={unlock.error}
      onSubmit={form.onSubmit((values) => unlock.mutate(values))}
      beside={(
        <>
          <Button variant="subtle" onClick={onForgotten}>忘记密码，用恢复密钥</Button>
          <Button variant="subtle" onClick={onRestore}>从备份恢复</Button>
        </>
      )}
    >
      <TextInput label="账号" autoComplete="off" required {...form.getInputProps('login')} autoFocus={form.values.login === ''} />
      <PasswordInput label="密码" autoComplete="off" required {...form.getInputProps('password')} autoFocus={form.values.login !== ''} />
    </PlainForm>
  );
}
