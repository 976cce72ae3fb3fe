import { Button, Group, PasswordInput, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { passwordProblem } from '#renderer/text/password-problem.ts';
import { roleNames } from '#shared/text/access.ts';
import { AccountDialog } from './account-dialog.tsx';
import type { Account } from './account-dialog.tsx';
import { RecoveryKeyDialog } from './recovery-key-dialog.tsx';

function PasswordDialog({ account, onClose }: { readonly account: Account; readonly onClose: () => void }): ReactElement {
  const [password, setPassword] = useState('');
  const [tried, setTried] = useState(false);
  const put = useCommand(client.accounts.setPassword, { quiet: true, done: `${account.displayName} 的密码已重设，请当面告诉本人` });
  const problem = passwordProblem(password);
  const submit = async (): Promise<boolean> => {
    setTried(true);
    if (problem !== null) return false;
    await put.mutateAsync({ accountId: account.id, password });
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} title={`重设 ${account.displayName} 的密码`} submitLabel="重设" onSubmit={submit} sentence="原来的密码立即作废。这件事会记进操作记录。">
      <PasswordInput label="新密码" description="至少 8 位" autoComplete="new-password" required value={password} error={tried ? problem : null} onChange={(event) => setPassword(event.currentTarget.value)} />
    </FormDialog>
  );
}

type Doing = { readonly what: 'edit' | 'password'; readonly account: Account } | { readonly what: 'add' } | { readonly what: 'recovery_key' };

function stateOf(account: Account, today: string): ReactElement {
  if (!account.active) return <StatusTag tone="plain">已停用</StatusTag>;
  if (account.validUntil !== null && account.validUntil < today) return <StatusTag tone="warn">已过期 {account.validUntil}</StatusTag>;
  return <StatusTag tone="good">{account.validUntil === null ? '可用' : `可用到 ${account.validUntil}`}</StatusTag>;
}

export function AccountsPanel(): ReactElement {
  const { signedIn, today } = useArchive();
  const query = useQuery(api.accounts.list.queryOptions());
  const [doing, setDoing] = useState<Doing | null>(null);
  const close = (): void => setDoing(null);
  const schoolName = (id: number | null): string => (id === null ? '全部学校' : signedIn.schools.find((school) => school.id === id)?.name ?? '');
  return (
    <QueryView query={query} what="账号">
      {(accounts) => (
        <Stack gap="md" align="flex-start">
          <p className="dim">每人一个账号，各用各的密码。经办和复核分开，国家系统里的“操作”和“审核”也是这样。</p>
          <div className="card">
            <table className="plain" aria-label="账号">
              <thead><tr><th>姓名</th><th>账号</th><th>角色</th><th>学校</th><th>状态</th><th><span className="dim">操作</span></th></tr></thead>
              <tbody>
                {accounts.map((account) => (
                  <tr key={account.id}>
                    <td>{account.displayName}{account.id === signedIn.accountId ? '（本人）' : ''}</td>
                    <td>{account.login}</td>
                    <td>{roleNames[account.role]}{account.role === 'class_teacher' ? `（${account.classIds.length} 个班）` : ''}</td>
                    <td>{schoolName(account.schoolId)}</td>
                    <td>{stateOf(account, today)}</td>
                    <td>
                      <Group gap="xs" wrap="nowrap">
                        <Button variant="subtle" aria-label={`修改账号 ${account.login}`} onClick={() => setDoing({ what: 'edit', account })}>修改</Button>
                        <Button variant="subtle" aria-label={`重设 ${account.login} 的密码`} onClick={() => setDoing({ what: 'password', account })}>重设密码</Button>
                      </Group>
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          <Group gap="sm">
            <Button onClick={() => setDoing({ what: 'add' })}>增加账号</Button>
            <Button variant="default" onClick={() => setDoing({ what: 'recovery_key' })}>换恢复密钥</Button>
          </Group>
          {doing?.what === 'add' && <AccountDialog account={null} onClose={close} />}
          {doing?.what === 'edit' && <AccountDialog account={doing.account} onClose={close} />}
          {doing?.what === 'password' && <PasswordDialog account={doing.account} onClose={close} />}
          {doing?.what === 'recovery_key' && <RecoveryKeyDialog onClose={close} />}
        </Stack>
      )}
    </QueryView>
  );
}
