import { Checkbox, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './register.module.css';
import { effectsText } from './save-dialog.tsx';

/** Opens cases for pupils on a list, with the numbers and the names before. */
export function FromListsDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.identification.previewFromMatches.queryOptions({ input: { schoolId, term } }));
  const [route, setRoute] = useState<'list_match' | 'automatic_entitlement'>('list_match');
  const [left, setLeft] = useState<ReadonlySet<number>>(new Set());
  const create = useCommand(client.identification.createFromMatches, { quiet: true, done: (effects) => effectsText(effects) });
  const rows = (query.data?.rows ?? []).filter((row) => !left.has(row.studentId));
  const opened = rows.filter((row) => row.action === 'open_case').length;
  const groups = rows.reduce((sum, row) => sum + row.groups.length, 0);
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title="从名单建个案" submitLabel={rows.length === 0 ? '没有要建的' : `建个案 ${opened} 份，补群体 ${rows.length - opened} 人`} submitDisabled={rows.length === 0}
      sentence={query.data === undefined ? '正在数……' : `将新建个案 ${opened} 份，给已有个案补群体 ${rows.length - opened} 人，涉及群体 ${groups} 项；已经齐全 ${query.data.complete} 人、书面放弃 ${query.data.declined} 人不动。只建个案、写依据，不定等级。`}
      onSubmit={() => create.mutateAsync({ schoolId, term, route, studentIds: rows.map((row) => row.studentId) })}
    >
      <QueryView query={query} what="名单比对结果">
        {(data) => (
          <Stack gap="sm">
            <Radio.Group label="途径" value={route} onChange={(value) => setRoute(value as typeof route)}>
              <Stack gap={4} mt={4}>
                <Radio value="list_match" label="名单比对：预认定，由认定机构决定" />
                <Radio value="automatic_entitlement" label="免申即享确认：家庭不用申请，事后签字确认" />
              </Stack>
            </Radio.Group>
            {data.rows.length === 0
              ? <p className="dim">名单上的本校学生都已有个案，依据也齐了。新的名单导入并判定以后再来。</p>
              : (
                <ul className={classes['ticks']} aria-label="将要处理的学生">
                  {data.rows.map((row) => (
                    <li key={row.studentId}>
                      <Checkbox
                        size="xs" checked={!left.has(row.studentId)}
                        label={`${row.name}（${row.className}）${row.action === 'open_case' ? '' : '［补群体］'}：${row.groups.map((group) => `${group.label}${group.riskCleared === 'yes' ? '（风险已消除）' : ''}`).join('、')}`}
                        onChange={(event) => { const next = new Set(left); if (event.currentTarget.checked) next.delete(row.studentId); else next.add(row.studentId); setLeft(next); }}
                      />
                    </li>
                  ))}
                </ul>
              )}
          </Stack>
        )}
      </QueryView>
    </FormDialog>
  );
}
