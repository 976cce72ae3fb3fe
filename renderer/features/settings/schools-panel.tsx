import { Button, Stack } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import * as z from 'zod';
import type { ReactElement } from 'react';
import type { schoolSchema } from '#shared/contract/archives.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { emptySchool, schoolFormSchema, SchoolFields } from '#renderer/components/school-form/school-fields.tsx';

type School = z.infer<typeof schoolSchema>;

/** A new school when `school` is null. */
function SchoolDialog({ school, onClose }: { readonly school: School | null; readonly onClose: () => void }): ReactElement {
  const form = useForm({ initialValues: { school: school ?? emptySchool }, validate: schemaResolver(z.object({ school: schoolFormSchema }), { sync: true }) });
  const add = useCommand(client.schools.add, { quiet: true, done: (added) => `已增加 ${added.name}，可在页眉切换` });
  const update = useCommand(client.schools.update, { quiet: true, done: '学校资料已保存' });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const fields = form.values.school;
    await (school === null ? add.mutateAsync({ school: fields }) : update.mutateAsync({ schoolId: school.id, school: fields }));
    return true;
  };
  return (
    <FormDialog opened onClose={onClose} title={school === null ? '增加学校' : `修改 ${school.name}`} submitLabel="保存" onSubmit={submit} size="lg">
      <SchoolFields input={(field) => form.getInputProps(`school.${field}`)} />
    </FormDialog>
  );
}

export function SchoolsPanel(): ReactElement {
  const { can } = useArchive();
  const query = useQuery(api.schools.list.queryOptions());
  const [editing, setEditing] = useState<School | 'new' | null>(null);
  const writable = can('archive.manage');
  return (
    <QueryView query={query} what="学校">
      {(schools) => (
        <Stack gap="md" align="flex-start">
          <p className="dim">一份档案可以放几所学校，各有各的台账，互不相混。</p>
          <div className="card">
            <table className="plain" aria-label="学校">
              <thead><tr><th>学校</th><th>标识码</th><th>学段</th><th>县（市、区）</th><th>性质</th><th><span className="dim">操作</span></th></tr></thead>
              <tbody>
                {schools.map((school) => (
                  <tr key={school.id}>
                    <td>{school.name}</td>
                    <td>{school.code}</td>
                    <td>{school.stages.map(formatStage).join('、')}</td>
                    <td>{school.county}</td>
                    <td>{school.ownership === 'public' ? '公办' : '民办'}</td>
                    <td>{writable && <Button variant="subtle" aria-label={`修改 ${school.name}`} onClick={() => setEditing(school)}>修改</Button>}</td>
                  </tr>
                ))}
              </tbody>
            </table>
          </div>
          {writable && <Button onClick={() => setEditing('new')}>增加学校</Button>}
          {editing !== null && <SchoolDialog school={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
        </Stack>
      )}
    </QueryView>
  );
}
