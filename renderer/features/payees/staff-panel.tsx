import { Button, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { formatMoment } from '#renderer/text/moments.ts';

interface StaffRow { readonly id: number; readonly name: string; readonly accountMasked: string; readonly idMasked: string; readonly recordedAt: string }

const columns: readonly DataColumn<StaffRow>[] = [
  { id: 'name', title: '教职工', value: (row) => row.name, width: 140, total: (rows) => `${rows.length} 个账户` },
  { id: 'account', title: '账号', value: (row) => row.accountMasked, width: 140 },
  { id: 'id', title: '证件号', value: (row) => row.idMasked || null, width: 200 },
  { id: 'at', title: '登记时间', value: (row) => formatMoment(row.recordedAt), width: 160, grow: true },
];

/** The accounts no pupil's money may go to. */
export function StaffPanel(): ReactElement {
  const { schoolId, can } = useArchive();
  const navigate = useNavigate();
  const query = useQuery(api.payees.staff.queryOptions({ input: { schoolId } }));
  const [adding, setAdding] = useState(false);
  const [removing, setRemoving] = useState<StaffRow | null>(null);
  const remove = useCommand(client.payees.removeStaff, { quiet: true, done: '已删去' });
  const toImport = <Button onClick={() => void navigate({ to: '/payees/import', search: { purpose: 'staff_accounts' } })}>导入教职工账户</Button>;
  return (
    <QueryView query={query} what="教职工账户">
      {(rows) => (
        <>
          {rows.length === 0 ? (
            <EmptyState title="还没有登记教职工账户" action={can('payee.write') ? toImport : undefined}>登记后，打到教职工卡上的学生资助会被拦下。可以导入工资卡名单（姓名、卡号两列就够）。</EmptyState>
          ) : (
            <DataTable
              label="教职工账户" rows={rows} columns={columns} rowKey={(row) => String(row.id)} maxHeight="calc(100vh - 18rem)" openHint="删去" {...(can('payee.write') ? { onOpen: setRemoving } : {})}
              tools={can('payee.write') ? <><Button variant="default" onClick={() => setAdding(true)}>登记一个</Button>{toImport}</> : undefined}
            />
          )}
          {adding && <StaffDialog onClose={() => setAdding(false)} />}
          {removing !== null && (
            <ReasonDialog
              title="删去教职工账户" submitLabel="删去" label="删去的原因" sentence={<b>将删去 {removing.name} {removing.accountMasked}，以后不再拦这个账号</b>} onClose={() => setRemoving(null)}
              onSubmit={(reason) => remove.mutateAsync({ schoolId, staffAccountId: removing.id, reason })}
            />
          )}
        </>
      )}
    </QueryView>
  );
}

function StaffDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const [typed, setTyped] = useState({ name: '', accountNo: '' });
  const add = useCommand(client.payees.addStaff, { quiet: true, done: ({ pupilsOnIt }) => (pupilsOnIt.length === 0 ? '已登记' : `已登记。现有学生用着这个账户：${pupilsOnIt.join('、')}，请更换`) });
  return (
    <FormDialog
      opened onClose={onClose} title="登记教职工账户" submitLabel="登记" submitDisabled={typed.name.trim() === '' || typed.accountNo.trim() === ''}
      onSubmit={() => add.mutateAsync({ schoolId, ...typed })}
    >
      <TextInput label="教职工姓名" required data-autofocus value={typed.name} onChange={(event) => setTyped({ ...typed, name: event.currentTarget.value })} />
      <TextInput label="账号" required inputMode="numeric" value={typed.accountNo} onChange={(event) => setTyped({ ...typed, accountNo: event.currentTarget.value })} />
    </FormDialog>
  );
}
