import { Button, Menu } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ApplicationRow } from '#shared/contract/applications.ts';
import { formLayoutKeys, formLayouts } from '#shared/domain/applications/form-layout.ts';
import { client } from '#renderer/bridge/client.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { tellDone, tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PrintDialog } from './print-dialog.tsx';

/** Paper, and files out and in: forms filled on a computer, the class summary, blank ones. */
export function PageMenu({ rows, classId }: { readonly rows: readonly ApplicationRow[]; readonly classId: number | undefined }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const [printing, setPrinting] = useState(false);
  const take = useMutation({
    mutationFn: async (make: () => Promise<File>) => {
      const file = await make();
      if (await saveFile(file)) tellDone(`已存为 ${file.name}`);
    },
    onError: tellFailure,
  });
  const ofClass = classId === undefined ? {} : { classId };
  return (
    <>
      <Button variant="default" onClick={() => setPrinting(true)}>打印……</Button>
      {printing && <PrintDialog rows={rows} classId={classId} onClose={() => setPrinting(false)} />}
      <Menu position="bottom-end" width={280}>
        <Menu.Target><Button variant="default">文件</Button></Menu.Target>
        <Menu.Dropdown>
          {can('identification.write') && (
            <>
              <Menu.Label>导入</Menu.Label>
              <Menu.Item onClick={() => void navigate({ to: '/applications/files' })}>填好的申请表（一人一份，可多选）</Menu.Item>
              <Menu.Item onClick={() => void navigate({ to: '/applications/import' })}>班级汇总表（一人一行）</Menu.Item>
            </>
          )}
          {can('file.take') && (
            <>
              <Menu.Label>取出</Menu.Label>
              <Menu.Item onClick={() => take.mutate(() => client.applications.exportSummary({ schoolId, term, which: 'received', ...ofClass }))}>已收申请的汇总表</Menu.Item>
              <Menu.Item onClick={() => take.mutate(() => client.applications.exportSummary({ schoolId, term, which: 'all', ...ofClass }))}>全部学生的汇总表（可填好再导入）</Menu.Item>
              {formLayoutKeys.map((layout) => (
                <Menu.Item key={layout} onClick={() => take.mutate(() => client.applications.blankSheet({ schoolId, term, layout }))}>空白 Excel 申请表：{formLayouts[layout].name}</Menu.Item>
              ))}
            </>
          )}
        </Menu.Dropdown>
      </Menu>
    </>
  );
}
