import { Button, Checkbox } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { mostPupils, useClasses } from './data.ts';
import { MoveDialog } from './move-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { rosterColumns } from './roster-columns.tsx';

const route = getRouteApi('/archive/roster');
type Asked = 'move' | 'place' | null;

/** The pupils of the school or of one class; ticked ones can be moved together. */
export function PupilsPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const search = route.useSearch();
  const { classId, left = false } = search;
  const navigate = useNavigate();
  const classes = useClasses();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asked, setAsked] = useState<Asked>(null);
  const query = useQuery(api.roster.list.queryOptions({
    input: {
      schoolId, term, page: { offset: 0, limit: mostPupils },
      filter: { ...(classId === undefined ? {} : { classIds: [classId] }), ...(left ? {} : { statuses: ['enrolled' as const, 'suspended' as const] }) },
    },
    placeholderData: (before) => before,
  }));
  const className = classes.data?.find(({ id }) => id === classId)?.className;
  const chosen = useMemo(() => (query.data?.rows ?? []).filter(({ studentId }) => selected.has(String(studentId))), [query.data, selected]);
  const close = (): void => setAsked(null);
  const done = (): void => {
    setSelected(new Set());
    close();
  };
  return (
    <QueryView query={query} what="学生名册">
      {({ rows, total }) => (
        <>
          {total > rows.length && <p className="warn">共 {total.toLocaleString('zh-CN')} 人，这里只列前 {rows.length.toLocaleString('zh-CN')} 人，请从“班级”页进某个班看。</p>}
          <DataTable
            label="学生名册" rows={rows} columns={rosterColumns} rowKey={({ studentId }) => String(studentId)}
            {...(can('roster.write') ? { selected, onSelect: setSelected } : {})}
            onOpen={({ studentId }) => void navigate({ to: '/roster', search: { ...search, student: studentId } })}
            openHint="回车或双击打开一名学生"
            empty={<p className="dim padded">这里没有学生。{left ? '' : '已离校的学生勾上“也看已离校的”才列出。'}</p>}
            tools={(
              <>
                {className !== undefined && <Button variant="default" size="compact-sm" onClick={() => void navigate({ to: '/roster', search: {} })}>{className}　×　看全校</Button>}
                <Checkbox
                  size="xs" label="也看已离校的" checked={left}
                  onChange={(event) => { const checked = event.currentTarget.checked; void navigate({ to: '/roster', search: { ...search, left: checked ? true : undefined } }); }}
                />
                {can('roster.write') && <Button variant="default" size="compact-sm" disabled={chosen.length === 0} onClick={() => setAsked('move')}>登记异动 {chosen.length > 0 ? `${chosen.length} 人` : ''}</Button>}
                {can('roster.write') && <Button variant="default" size="compact-sm" disabled={chosen.length === 0} onClick={() => setAsked('place')}>调班、改就读方式</Button>}
              </>
            )}
          />
          {asked === 'move' && <MoveDialog pupils={chosen} onClose={close} onDone={done} />}
          {asked === 'place' && <PlaceDialog pupils={chosen} onClose={close} onDone={done} />}
        </>
      )}
    </QueryView>
  );
}
