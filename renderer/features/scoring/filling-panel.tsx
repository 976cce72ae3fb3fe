import { Button, Menu, SegmentedControl, Select, Switch, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useCallback, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { ScoreGridRow, ScoreSide } from '#shared/contract/scoring.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import { sideTexts, versionWords } from '#shared/text/scoring.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { printPdf, saveFile } from '#renderer/bridge/shell.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { tellDone, tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { ScoreStory } from '#renderer/components/score-story.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import { WorkProgress } from '#renderer/components/work-progress.tsx';
import type { FullTable, TableLine, TableList } from './data.ts';
import { fillableTables, useTable } from './data.ts';
import { SaveSheetsDialog } from './save-sheets-dialog.tsx';
import { ScoreGrid } from './score-grid.tsx';
import classes from './scoring.module.css';
import { answersOf, useSheetDraft } from './sheet-draft.ts';

const route = getRouteApi('/archive/scoring');
const noClass = '0';

interface PaperMenuProps {
  readonly table: FullTable;
  readonly side: ScoreSide;
  readonly classId: number | null;
}

/** Every paper of the class and of the school; a long print shows its progress and can be stopped. */
function PaperMenu({ table, side, classId }: PaperMenuProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [operationId, setOperationId] = useState<string | null>(null);
  const at = { schoolId, term, tableId: table.id };
  const ofClass = classId === null ? at : { ...at, classId };
  const deliver = async (make: () => Promise<File>): Promise<void> => {
    try {
      const file = await make();
      if (file.name.endsWith('.pdf')) await printPdf(file);
      else if (await saveFile(file)) tellDone(`已存为 ${file.name}`);
    } catch (error) {
      tellFailure(error);
    } finally {
      setOperationId(null);
    }
  };
  const many = (input: Parameters<typeof client.scoring.sheetsPdf>[0]): void => {
    const id = newOperationId();
    setOperationId(id);
    void deliver(() => client.scoring.sheetsPdf({ ...input, operationId: id }));
  };
  if (operationId !== null) return <WorkProgress operationId={operationId} what="打印量化测评表" />;
  return (
    <Menu position="bottom-end" withinPortal>
      <Menu.Target><Button variant="default">打印和导出</Button></Menu.Target>
      <Menu.Dropdown>
        <Menu.Item onClick={() => void deliver(() => client.scoring.blankPdf(at))}>空白测评表</Menu.Item>
        <Menu.Item onClick={() => many(ofClass)}>本班测评表（一人一份）</Menu.Item>
        <Menu.Item onClick={() => void deliver(() => client.scoring.summaryPdf(ofClass))}>本班汇总表</Menu.Item>
        <Menu.Item onClick={() => many(at)}>全校测评表（一班一个文件）</Menu.Item>
        <Menu.Item onClick={() => void deliver(() => client.scoring.summaryPdf(at))}>全校汇总表</Menu.Item>
        <Menu.Item onClick={() => void deliver(() => client.scoring.sheetXlsx({ ...ofClass, side }))}>导出本班{sideTexts[side]}填写表（Excel）</Menu.Item>
      </Menu.Dropdown>
    </Menu>
  );
}

interface StoryProps {
  readonly row: ScoreGridRow;
  readonly mayWrite: boolean;
  readonly onClose: () => void;
}

function StoryPanel({ row, mayWrite, onClose }: StoryProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [withdrawing, setWithdrawing] = useState(false);
  const withdraw = useCommand(client.scoring.withdraw, { quiet: true, done: `已撤回 ${row.name} 的测评表` });
  const holder = useEscape<HTMLDivElement>(onClose);
  return (
    <aside className={`card ${classes['side'] ?? ''}`} aria-label={`${row.name}的测评`} ref={holder}>
      <h2>{row.name}　{row.className}</h2>
      <div className={classes['bar']}>
        <Button variant="default" onClick={onClose}>关上</Button>
        <LinkButton variant="default" to="/identification" search={{ student: row.studentId }}>认定个案</LinkButton>
        {mayWrite && row.otherVersion === null && (row.self !== null || row.verified !== null) && <Button variant="subtle" color="red" onClick={() => setWithdrawing(true)}>撤回测评表</Button>}
      </div>
      <ScoreStory studentId={row.studentId} />
      {withdrawing && (
        <ReasonDialog
          title={`撤回 ${row.name} 的测评表`} label="原因" submitLabel="撤回" onClose={() => setWithdrawing(false)} sentence="将撤回本学期这 1 份测评表（自评和核定），原来的内容留着并写明原因。"
          onSubmit={(reason) => withdraw.mutateAsync({ schoolId, term, studentId: row.studentId, reason })}
        />
      )}
    </aside>
  );
}

function classChoices(rows: readonly ScoreGridRow[]): readonly { readonly value: string; readonly label: string; readonly cases: number }[] {
  return [...Map.groupBy(rows, (row) => row.classId ?? 0)].map(([classId, all]) => {
    const cases = all.filter(hasCase).length;
    const name = all[0]?.className ?? '';
    return { value: String(classId), label: `${name === '' ? '未分班' : name}（${cases} 人）`, cases };
  });
}

function hasCase(row: ScoreGridRow): boolean {
  return (row.caseState !== null && row.caseState !== 'declined') || row.self !== null || row.verified !== null;
}

function Filling({ line, full, rows }: { readonly line: TableLine; readonly full: FullTable; readonly rows: readonly ScoreGridRow[] }): ReactElement {
  const { schoolId, term, today, can } = useArchive();
  const mayWrite = can('identification.write');
  const choices = useMemo(() => classChoices(rows), [rows]);
  const [side, setSide] = useState<ScoreSide>('verified');
  const [classId, setClassId] = useState(() => (choices.find((choice) => choice.cases > 0) ?? choices[0])?.value ?? noClass);
  const [whole, setWhole] = useState(false);
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [by, setBy] = useState({ self: '家长', verified: '班级评议小组' });
  const [opened, setOpened] = useState<number | null>(null);
  const [saving, setSaving] = useState(false);
  const [unplaced, setUnplaced] = useState<readonly string[]>([]);
  const tools = useSheetDraft(`${schoolId} ${term} ${line.id} ${side}`);
  const table = full.table;
  const items = useMemo(() => itemsOf(table), [table]);
  const inClass = rows.filter((row) => String(row.classId ?? 0) === classId);
  const withCase = inClass.filter(hasCase);
  const shown = whole || withCase.length === 0 ? inClass : withCase;
  const bypassed = shown.filter((row) => row.result.bypassGroup !== null && row.verified === null);
  const wrong = rows.flatMap((row) => (tools.draft.has(row.studentId) ? answersOf(row, side, tools.draft.get(row.studentId), items).problems.map((one) => ({ row, ...one })) : []));
  const openedRow = rows.find((row) => row.studentId === opened);
  const onOpen = useCallback((studentId: number): void => setOpened((before) => (before === studentId ? null : studentId)), []);
  const closeStory = useCallback((): void => setOpened(null), []);
  return (
    <>
      <div className={classes['bar']}>
        <Select
          label="班级" className={classes['class'] ?? ''} allowDeselect={false} searchable value={classId} data={choices.map(({ value, label }) => ({ value, label }))}
          onChange={(value) => setClassId(value ?? noClass)}
        />
        <SegmentedControl aria-label="录入哪一栏" value={side} data={[{ value: 'self', label: '自评' }, { value: 'verified', label: '核定' }]} onChange={(value) => setSide(value as ScoreSide)} />
        <DateInput label={`${sideTexts[side]}日期`} value={onDate} onChange={setOnDate} required />
        <TextInput label="由谁测评" className={classes['person'] ?? ''} required maxLength={60} value={by[side]} onChange={(event) => setBy({ ...by, [side]: event.currentTarget.value })} />
        <Switch label="显示全班" checked={whole} onChange={(event) => setWhole(event.currentTarget.checked)} />
        {mayWrite && bypassed.length > 0 && side === 'verified' && (
          <Button variant="default" onClick={() => tools.find(bypassed.map((row) => row.studentId))}>{bypassed.length} 人记为直接建议</Button>
        )}
        {mayWrite && <LinkButton variant="default" to="/scoring/import" search={{ table: line.id, side }}>导入填好的表</LinkButton>}
        {can('file.take') && <PaperMenu table={full} side={side} classId={classId === noClass ? null : Number(classId)} />}
      </div>
      {tools.draft.size > 0 && (
        <div className={classes['draft']} role="status">
          <b>草稿：{sideTexts[side]} {tools.draft.size} 人还没有保存</b>
          {wrong.length > 0 && <span className="bad">其中 {wrong.length} 格看不懂：{wrong.slice(0, 3).map(({ row, item }) => `${row.name}的${item.label}`).join('、')}</span>}
          <Button disabled={wrong.length > 0 || onDate === null || by[side].trim() === ''} onClick={() => setSaving(true)}>核对并保存……</Button>
          <Button variant="default" onClick={tools.clear}>全部放弃</Button>
        </div>
      )}
      {unplaced.length > 0 && (
        <div className={classes['draft']} role="alert">
          <span>{unplaced.slice(0, 6).join('；')}{unplaced.length > 6 ? `；另有 ${unplaced.length - 6} 处` : ''}</span>
          <Button variant="default" onClick={() => setUnplaced([])}>知道了</Button>
        </div>
      )}
      <div className="beside" style={{ flex: 1 }}>
        <div style={{ minWidth: 0 }}>
          <ScoreGrid
            key={`${side} ${classId}`} table={table} items={items} rows={shown} side={side} onDate={onDate ?? today} draft={tools.draft} tools={tools} mayWrite={mayWrite}
            opened={opened} onOpen={onOpen}
            onPasted={(problems, filled) => { setUnplaced(problems); if (filled > 0) tellDone(`已填入 ${filled} 人，核对后保存`); }}
          />
        </div>
        {openedRow !== undefined && <StoryPanel key={openedRow.studentId} row={openedRow} mayWrite={mayWrite} onClose={closeStory} />}
      </div>
      {saving && onDate !== null && (
        <SaveSheetsDialog tableId={line.id} side={side} onDate={onDate} by={by[side]} rows={rows} draft={tools.draft} items={items} onSaved={tools.clear} onClose={() => setSaving(false)} />
      )}
    </>
  );
}

function FillingOf({ line }: { readonly line: TableLine }): ReactElement {
  const { schoolId, term } = useArchive();
  const full = useTable(line.id);
  const grid = useQuery(api.scoring.grid.queryOptions({ input: { schoolId, term, tableId: line.id } }));
  return (
    <QueryView query={full} what="指标表">
      {(table) => (
        <QueryView query={grid} what="测评">
          {({ rows }) => (rows.length === 0
            ? <EmptyState title="名册里还没有学生" action={<LinkButton to="/roster">去导入名册</LinkButton>}>测评按班录入。先导入名册，再登记申请或从名单建个案。</EmptyState>
            : <Filling key={`${term} ${line.id}`} line={line} full={table} rows={rows} />)}
        </QueryView>
      )}
    </QueryView>
  );
}

/** 测评: the sheets of the term, class by class, under the version in force or another one. */
export function FillingPanel({ list }: { readonly list: TableList }): ReactElement {
  const { table } = route.useSearch();
  const navigate = useNavigate();
  const { can } = useArchive();
  const tables = fillableTables(list);
  const chosen = tables.find((row) => row.id === table) ?? tables.find((row) => row.id === list.inForceId) ?? tables[0];
  if (chosen === undefined) {
    return (
      <EmptyState
        title="还没有采用指标表"
        action={<LinkButton to="/scoring" search={{ tab: 'tables' }}>去看指标表</LinkButton>}
      >
        按指标表给每个申请人打分，供评议参考。各地指标不同，没有全国统一的表：{can('setting.write') ? '先照县里的文件建一张，试算后采用。' : '请管理员先建一张并采用。'}
      </EmptyState>
    );
  }
  return (
    <>
      {tables.length > 1 && (
        <div className={classes['bar']}>
          <Select
            label="指标表" className={classes['version'] ?? ''} allowDeselect={false} value={String(chosen.id)}
            data={tables.map((row) => ({ value: String(row.id), label: row.state === 'trial' ? `试算：${row.name}` : `${versionWords(row)}${row.id === list.inForceId ? '　现行' : ''}` }))}
            onChange={(value) => void navigate({ to: '/scoring', search: { tab: 'filling', table: Number(value) } })}
          />
          {chosen.state === 'trial' && <p className="warn small">试算用：这里录入的只供试算，不算测评，也不进认定个案。</p>}
        </div>
      )}
      <FillingOf key={chosen.id} line={chosen} />
    </>
  );
}
