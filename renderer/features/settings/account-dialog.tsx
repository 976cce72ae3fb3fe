import { PasswordInput, Select, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type * as z from 'zod';
import type { ReactElement } from 'react';
import type { accountSchema } from '#shared/contract/archives.ts';
import { roles } from '#shared/domain/access/role.ts';
import type { Role } from '#shared/domain/access/role.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { passwordProblem } from '#renderer/text/password-problem.ts';
import { roleNames } from '#shared/text/access.ts';
import { roleDuties } from '#renderer/text/role-names.ts';
import { ClassPicker } from './class-picker.tsx';

export type Account = z.infer<typeof accountSchema>;

interface AccountDialogProps {
  /** Null: a new account. */
  readonly account: Account | null;
  readonly onClose: () => void;
}

export function AccountDialog({ account, onClose }: AccountDialogProps): ReactElement {
  const { signedIn } = useArchive();
  const form = useForm({
    initialValues: {
      login: account?.login ?? '', displayName: account?.displayName ?? '', role: account?.role ?? ('maker' as Role), password: '',
      schoolId: account?.schoolId ?? null, classIds: account?.classIds ?? [], validUntil: account?.validUntil ?? null, active: account?.active ?? true,
    },
    validate: {
      login: (value) => (value.trim() === '' ? '请填账号' : null),
      displayName: (value) => (value.trim() === '' ? '请填姓名' : null),
      password: (value) => (account === null ? passwordProblem(value) : null),
      schoolId: (value, values) => (values.role === 'class_teacher' && value === null ? '班主任要指定学校' : null),
      classIds: (value, values) => (values.role === 'class_teacher' && value.length === 0 ? '班主任至少要选一个班' : null),
      validUntil: (value, values) => (values.role === 'inspector' && value === null ? '只读检查账号要写明用到哪一天' : null),
    },
  });
  const add = useCommand(client.accounts.add, { quiet: true, done: (added) => `账号 ${added.login} 已建好，请把密码当面交给本人` });
  const update = useCommand(client.accounts.update, { quiet: true, done: '账号已保存' });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const { login, password, active, ...fields } = form.values;
    const classIds = fields.role === 'class_teacher' ? fields.classIds : [];
    if (account === null) await add.mutateAsync({ ...fields, login, password, classIds });
    else await update.mutateAsync({ ...fields, accountId: account.id, classIds, active });
    return true;
  };
  const { role, schoolId } = form.values;
  return (
    <FormDialog opened onClose={onClose} title={account === null ? '增加账号' : `修改账号 ${account.login}`} submitLabel="保存" onSubmit={submit}>
      <div className="columns-2">
        <TextInput label="姓名" description="记录和表册上用" required {...form.getInputProps('displayName')} />
        <TextInput label="账号" description={account === null ? '登录用，如姓名拼音' : '建好后不能改'} required disabled={account !== null} autoComplete="off" {...form.getInputProps('login')} />
      </div>
      <Select
        label="角色" description={roleDuties[role]} required allowDeselect={false} data={roles.map((one) => ({ value: one, label: roleNames[one] }))}
        {...form.getInputProps('role')}
      />
      {account === null && <PasswordInput label="初始密码" description="至少 8 位；本人登录后可在“我的密码”里改" autoComplete="new-password" required {...form.getInputProps('password')} />}
      <Select
        label="可看的学校" data={[{ value: '', label: '档案里的全部学校' }, ...signedIn.schools.map((school) => ({ value: String(school.id), label: school.name }))]}
        allowDeselect={false} value={schoolId === null ? '' : String(schoolId)} error={form.errors['schoolId']}
        onChange={(value) => form.setFieldValue('schoolId', value ? Number(value) : null)}
      />
      {role === 'class_teacher' && schoolId !== null && (
        <ClassPicker schoolId={schoolId} value={form.values.classIds} error={form.errors['classIds']} onChange={(value) => form.setFieldValue('classIds', value)} />
      )}
      <DateInput
        label="用到哪一天" description={role === 'inspector' ? '过了这天就不能登录' : '不填就一直能用'} required={role === 'inspector'}
        value={form.values.validUntil as IsoDate | null} error={form.errors['validUntil']} onChange={(value) => form.setFieldValue('validUntil', value)}
      />
      {account !== null && <Switch label="账号可用" description="停用后立即不能登录，记录都保留" {...form.getInputProps('active', { type: 'checkbox' })} />}
    </FormDialog>
  );
}
