import { Button, NumberInput, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterClass } from '#shared/contract/roster.ts';
import { startYearOf } from '#shared/domain/calendar/term.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useClasses } from './data.ts';

const columns: readonly DataColumn<RosterClass>[] = [
  { id: 'className', title: '班级', value: ({ className }) => className, width: 140, frozen: true, total: 'count' },
  { id: 'stage', title: '学段', kind: 'choice', value: ({ stage }) => formatStage(stage), width: 100 },
  { id: 'entryYear', title: '入学年', kind: 'number', value: ({ entryYear }) => entryYear, width: 90 },
  { id: 'displayName', title: '班名（不随年级变）', value: ({ displayName }) => displayName, width: 170 },
  { id: 'onRoll', title: '在册人数', kind: 'number', value: ({ onRoll }) => onRoll, width: 100, total: 'sum' },
  { id: 'boarding', title: '住校人数', kind: 'number', value: ({ boarding }) => boarding, width: 100, total: 'sum' },
  { id: 'headTeacher', title: '班主任', value: ({ headTeacher }) => headTeacher, width: 140, grow: true },
];

/** The classes of the school, as they are called this term. */
export function ClassesPanel(): ReactElement {
  const { can } = useArchive();
  const navigate = useNavigate();
  const classes = useClasses();
  const [active, setActive] = useState<RosterClass | null>(null);
  const [editing, setEditing] = useState<RosterClass | 'new' | null>(null);
  return (
    <QueryView query={classes} what="班级">
      {(list) => (
        <>
          <DataTable
            label="班级" rows={list} columns={columns} rowKey={({ id }) => String(id)} onActive={setActive} openHint="回车或双击看这个班的学生"
            onOpen={({ id }) => void navigate({ to: '/roster', search: { tab: 'pupils', classId: id } })}
            empty={<p className="dim padded">还没有班级。导入名册时会按名册里的班级自动建好。</p>}
            tools={can('roster.write') ? (
              <>
                <Button size="compact-sm" variant="default" onClick={() => setEditing('new')}>加一个班</Button>
                <Button size="compact-sm" variant="default" disabled={active === null} onClick={() => setEditing(active)}>填班主任{active === null ? '' : `（${active.className}）`}</Button>
              </>
            ) : undefined}
          />
          {editing !== null && <ClassDialog group={editing === 'new' ? null : editing} onClose={() => setEditing(null)} />}
        </>
      )}
    </QueryView>
  );
}

function ClassDialog({ group, onClose }: { readonly group: RosterClass | null; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, school } = useArchive();
  const [fields, setFields] = useState({
    stage: group?.stage ?? (school.stages[0] ?? 'primary'), entryYear: group?.entryYear ?? startYearOf(term), classNo: group?.classNo ?? 1,
    displayName: '', headTeacher: group?.headTeacher ?? '',
  });
  const change = (part: Partial<typeof fields>): void => setFields((before) => ({ ...before, ...part }));
  const save = useCommand(client.roster.saveClass, { done: '已保存班级', quiet: true });
  return (
    <FormDialog
      opened onClose={onClose} title={group ? `${group.className} 的班主任` : '加一个班'} submitLabel="保存"
      onSubmit={() => save.mutateAsync({ schoolId, term, classId: group?.id ?? null, ...fields })}
    >
      {!group && (
        <>
          <Select label="学段" allowDeselect={false} value={fields.stage} data={school.stages.map((value) => ({ value, label: formatStage(value) }))} onChange={(value) => change({ stage: (value ?? fields.stage) as EducationStage })} />
          <NumberInput label="入学年" min={1980} max={2199} value={fields.entryYear} onChange={(value) => change({ entryYear: Number(value) })} />
          <NumberInput label="班号" min={1} max={99} value={fields.classNo} onChange={(value) => change({ classNo: Number(value) })} />
          <TextInput label="自己的班名" description="不填就叫“入学年级+班号”，如 2023级2班" value={fields.displayName} maxLength={40} onChange={(event) => change({ displayName: event.currentTarget.value })} />
        </>
      )}
      <TextInput label="班主任" value={fields.headTeacher} maxLength={40} onChange={(event) => change({ headTeacher: event.currentTarget.value })} />
    </FormDialog>
  );
}
