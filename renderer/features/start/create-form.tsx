import { Button, PasswordInput, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useMutation } from '@tanstack/react-query';
import * as z from 'zod';
import type { ReactElement } from 'react';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { RecoveryKeySheet } from '#renderer/components/recovery-key-sheet.tsx';
import { emptySchool, schoolFormSchema, SchoolFields } from '#renderer/components/school-form/school-fields.tsx';
import { readSignedIn, useEnter } from './data.ts';
import { PlainForm } from './plain-form.tsx';

const createSchema = z.object({
  school: schoolFormSchema,
  administrator: z.object({
    displayName: z.string().trim().min(1),
    login: z.string().trim().min(1),
    password: z.string().min(8, '密码至少 8 位'),
  }),
  again: z.string(),
}).refine((values) => values.again === values.administrator.password, { path: ['again'], message: '两次输入的密码不一样' });

export function CreateForm({ onBack }: { readonly onBack: (() => void) | null }): ReactElement {
  const enter = useEnter();
  const form = useForm({
    initialValues: { school: emptySchool, administrator: { displayName: '', login: '', password: '' }, again: '' },
    validate: schemaResolver(createSchema, { sync: true }),
  });
  const create = useMutation({
    mutationFn: ({ school, administrator }: typeof form.values) => client.archives.create({ operationId: newOperationId(), school, administrator }),
  });
  if (create.data !== undefined) {
    return (
      <section aria-label="恢复密钥">
        <h2>档案建好了。先收好恢复密钥</h2>
        <RecoveryKeySheet
          recoveryKey={create.data.recoveryKey} page={create.data.recoveryPage} doneLabel="进入本学期工作台"
          onDone={() => void readSignedIn().then(enter)}
        />
      </section>
    );
  }
  return (
    <PlainForm
      title="建立新档案" note="档案是这台电脑上的一个加密文件。以后可以在设置里再加学校和账号。"
      submitLabel="建立档案" workingLabel="正在建立并加密……" working={create.isPending} error={create.error}
      onSubmit={form.onSubmit((values) => create.mutate(values))}
      beside={onBack === null ? undefined : <Button variant="subtle" onClick={onBack}>返回</Button>}
    >
      <SchoolFields input={(field) => form.getInputProps(`school.${field}`)} />
      <div className="columns-2">
        <TextInput label="管理员姓名" description="一般是资助专干或校长指定的人" required {...form.getInputProps('administrator.displayName')} />
        <TextInput label="管理员账号" description="登录用，如姓名拼音" autoComplete="off" required {...form.getInputProps('administrator.login')} />
        <PasswordInput label="密码" description="至少 8 位" autoComplete="new-password" required {...form.getInputProps('administrator.password')} />
        <PasswordInput label="再输一次密码" description="与左边一样" autoComplete="new-password" required {...form.getInputProps('again')} />
      </div>
    </PlainForm>
  );
}
