import { Button } from '@mantine/core';
import { getRouteApi } from '@tanstack/react-router';
import { useCallback, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import type { Register, RegisterRow } from '#shared/contract/identification.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { CasePanel } from './case-panel.tsx';
import { useDraft } from './draft.ts';
import type { DraftEntry } from './draft.ts';
import { EventDialog } from './event-dialog.tsx';
import { EvidenceDialog } from './evidence-dialog.tsx';
import { FillDialog } from './fill-dialog.tsx';
import { fillable, placeByName, placeByPosition } from './paste-entries.ts';
import type { Fillable, PastedEntries } from './paste-entries.ts';
import { PasteProblems } from './paste-problems.tsx';
import classes from './register.module.css';
import { registerColumns } from './register-columns.tsx';
import { SaveDialog } from './save-dialog.tsx';

type Doing = 'fill' | 'event' | 'evidence' | 'save' | null;

const route = getRouteApi('/archive/identification');

/** The register with its draft: ticked, filled, pasted into, checked and saved; beside it why a pupil stands as he does. */
export function RegisterPanel({ register }: { readonly register: Register }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const { student } = route.useSearch();
  const { draft, fill, clear } = useDraft(`${schoolId} ${term}`);
  const [filling, setFilling] = useState(false);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<Doing>(null);
  const [openId, setOpenId] = useState<number | null>(student ?? null);
  const [unplaced, setUnplaced] = useState<readonly string[]>([]);
  const holder = useRef<HTMLDivElement>(null);
  const may = can('identification.write');
  const edit = useCallback((studentId: number, entry: DraftEntry): void => fill(new Map([[studentId, entry]])), [fill]);
  const columns = useMemo(() => registerColumns({ draft, edit: filling ? edit : null, gradeSet: register.gradeSet }), [draft, edit, filling, register.gradeSet]);
  const chosen = register.rows.filter((row) => selected.has(String(row.studentId)));
  const close = (): void => setDoing(null);
  const place = ({ entries, problems }: PastedEntries): void => {
    fill(entries);
    setUnplaced(problems);
    if (entries.size > 0) tellDone(`已填入 ${entries.size} 人，核对后保存`);
  };
  const paste = (cells: string[][], at: { rowKey: string; columnId: string; visible: readonly RegisterRow[] }): void => {
    if (at.columnId === 'name') place(placeByName(cells, register.rows, register.gradeSet));
    else if ((fillable as readonly string[]).includes(at.columnId)) {
      const from = at.visible.findIndex((row) => String(row.studentId) === at.rowKey);
      place(placeByPosition(cells, at.visible.slice(from), at.columnId as Fillable, register.gradeSet));
    } else setUnplaced(['请把光标放在“姓名”列（带姓名一起粘贴，按姓名对人），或“途径”“困难等级”“理由”列（自上而下依次粘贴）']);
  };
  const needRows = chosen.length === 0;
  const closeCase = useCallback((): void => {
    setOpenId(null);
    holder.current?.querySelector<HTMLElement>('[role="grid"]')?.focus();
  }, []);
  return (
    <>
      {draft.size > 0 && (
        <div className={classes['draft']} role="status">
          <b>草稿：{draft.size} 人还没有保存</b>
          <span className="dim small">换页不会丢，锁定或退出前请保存</span>
          <Button onClick={() => setDoing('save')}>核对并保存……</Button>
          <Button variant="default" onClick={clear}>全部放弃</Button>
        </div>
      )}
      <div className="beside" ref={holder} style={{ flex: 1 }}>
        <div style={{ display: 'flex', flexDirection: 'column', minHeight: 0, maxHeight: '100%' }}>
          <DataTable
            label="认定名册" rows={register.rows} columns={columns} rowKey={(row) => String(row.studentId)}
            onOpen={(row) => setOpenId(row.studentId)} openHint="看依据" maxHeight={draft.size > 0 ? 'calc(100vh - 19.5rem)' : 'calc(100vh - 16.5rem)'}
            onActive={(row) => { if (openId !== null) setOpenId(row.studentId); }}
            {...(may ? { selected, onSelect: setSelected, onPaste: paste } : {})}
            tools={may && (
              <>
                <Button variant={filling ? 'filled' : 'default'} aria-pressed={filling} onClick={() => setFilling(!filling)}>{filling ? '填好了' : '填表'}</Button>
                <Button variant="default" disabled={needRows} onClick={() => setDoing('fill')}>给勾选的填等级</Button>
                <Button variant="default" disabled={needRows} onClick={() => setDoing('evidence')}>登记依据</Button>
                <Button variant="default" disabled={needRows} onClick={() => setDoing('event')}>放弃、建档、取消</Button>
              </>
            )}
          />
        </div>
        {openId !== null && <CasePanel key={openId} studentId={openId} onClose={closeCase} />}
      </div>
      {doing === 'fill' && <FillDialog rows={chosen} gradeSet={register.gradeSet} onFill={fill} onClose={close} />}
      {doing === 'event' && <EventDialog rows={chosen} onClose={close} />}
      {doing === 'evidence' && <EvidenceDialog rows={chosen} onClose={close} />}
      {doing === 'save' && <SaveDialog draft={draft} register={register} onSaved={clear} onClose={close} />}
      <PasteProblems problems={unplaced} onClose={() => setUnplaced([])} />
    </>
  );
}
