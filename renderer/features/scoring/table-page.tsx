import { Button, TextInput } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useEffect, useMemo, useRef, useState } from 'react';
import type { ReactElement } from 'react';
import { checkTable } from '#shared/domain/scoring/check-table.ts';
import type { TableProblem } from '#shared/domain/scoring/check-table.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { itemsOf } from '#shared/domain/scoring/score-table.ts';
import { scoreTableStateTexts, versionWords } from '#shared/text/scoring.ts';
import { sentenceOf } from '#shared/text/sentences.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { FullTable } from './data.ts';
import { useTable } from './data.ts';
import { SectionEditor } from './item-editor.tsx';
import { RulesEditor } from './rules-editor.tsx';
import classes from './scoring.module.css';
import { addSection, useEdited } from './table-draft.ts';
import type { EditedTable } from './table-draft.ts';
import { DraftDialog } from './tables-panel.tsx';

const route = getRouteApi('/archive/scoring/tables/$tableId');

function Checks({ problems, cutoffs }: { readonly problems: readonly TableProblem[]; readonly cutoffs: number }): ReactElement {
  return (
    <aside className={`card ${classes['checks'] ?? ''}`} aria-label="检查">
      <h2>检查</h2>
      {problems.length === 0 ? <p><StatusTag tone="good">没有问题</StatusTag></p> : (
        <ul className={classes['problems']}>
          {problems.map((problem, index) => (
            <li key={`${problem.code}-${index}`} className={problem.severity === 'wrong' ? 'bad' : 'warn'}><b>{problem.where}</b>：{sentenceOf(problem.code, problem.facts as never)}</li>
          ))}
        </ul>
      )}
      {cutoffs === 0 && <p className="dim small">没有设分数线：只算分，不建议等级。</p>}
      <p className="dim small">分值写数字，可以为负；写“0~15”由评定人给分；不知道的写“不明”，不会当作 0。选项可从 Excel 成块粘贴（文字、分值两列），回车加一行，Alt+↑↓ 移动。Ctrl+S 保存。</p>
    </aside>
  );
}

function AdoptDialog({ full, onClose }: { readonly full: FullTable; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const navigate = useNavigate();
  const [effectiveFrom, setEffectiveFrom] = useState<IsoDate | null>(today);
  const [decision, setDecision] = useState('');
  const adopt = useCommand(client.scoring.adopt, { quiet: true, done: ({ versionNo }) => `已采用为第 ${versionNo} 版`, onDone: () => navigate({ to: '/scoring', search: { tab: 'tables' } }) });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`采用“${full.name}”`} submitLabel="采用" submitDisabled={effectiveFrom === null || decision.trim().length < 2}
      sentence={`将把 ${itemsOf(full.table).length} 个指标定为本校的新版本，${effectiveFrom ?? '生效日'} 起的测评按它。采用后不能再改，要改只能再出新版；已有的测评仍按原来的版本。`}
      onSubmit={() => adopt.mutateAsync({ schoolId, tableId: full.id, effectiveFrom: effectiveFrom ?? today, decision: decision.trim() })}
    >
      <DateInput label="从哪天起" required value={effectiveFrom} onChange={setEffectiveFrom} />
      <TextInput label="谁定的" required description="如：2025 年 8 月 28 日认定工作组会议" maxLength={200} value={decision} onChange={(event) => setDecision(event.currentTarget.value)} />
    </FormDialog>
  );
}

type Asking = 'adopt' | 'discard' | 'newVersion' | null;

function Actions({ full, dirty, wrong, onSave, onUndo, onAsk }: {
  readonly full: FullTable; readonly dirty: boolean; readonly wrong: number; readonly onSave: () => void; readonly onUndo: () => void; readonly onAsk: (asking: Asking) => void;
}): ReactElement {
  const { schoolId, term, can } = useArchive();
  const move = useCommand(client.scoring.moveDraft);
  const mayEdit = can('setting.write');
  const go = (to: 'try' | 'revise'): void => move.mutate({ schoolId, tableId: full.id, move: to });
  return (
    <>
      {can('file.take') && <FileButton print make={() => client.scoring.blankPdf({ schoolId, tableId: full.id, term })}>空白测评表</FileButton>}
      {full.state !== 'draft' && <LinkButton variant="default" to="/scoring" search={{ tab: 'trial', table: full.id }}>看试算</LinkButton>}
      {mayEdit && full.state === 'draft' && (
        <>
          <Button variant="subtle" color="red" onClick={() => onAsk('discard')}>作废</Button>
          {dirty && <Button variant="default" onClick={onUndo}>放弃改动</Button>}
          <Button variant={dirty ? 'filled' : 'default'} disabled={!dirty} onClick={onSave}>保存</Button>
          <Button variant={dirty ? 'default' : 'filled'} disabled={dirty || wrong > 0} onClick={() => go('try')}>投入试算</Button>
        </>
      )}
      {mayEdit && full.state === 'trial' && (
        <>
          <Button variant="subtle" color="red" onClick={() => onAsk('discard')}>作废</Button>
          <Button variant="default" onClick={() => go('revise')}>退回修改</Button>
          <Button disabled={full.problems.length > 0} onClick={() => onAsk('adopt')}>采用……</Button>
        </>
      )}
      {mayEdit && full.state === 'adopted' && <Button onClick={() => onAsk('newVersion')}>改为新版</Button>}
    </>
  );
}

function Editor({ full }: { readonly full: FullTable }): ReactElement {
  const { schoolId, today, can } = useArchive();
  const navigate = useNavigate();
  const { edited, put } = useEdited(full.id);
  const [asking, setAsking] = useState<Asking>(null);
  const save = useCommand(client.scoring.saveDraft, { done: '草稿已保存', onDone: () => put(null) });
  const discard = useCommand(client.scoring.moveDraft, { quiet: true, done: '草稿已作废', onDone: () => navigate({ to: '/scoring', search: { tab: 'tables' } }) });
  const stored: EditedTable = { name: full.name, region: full.region, source: full.source, table: full.table };
  const now = edited ?? stored;
  const problems = useMemo(() => checkTable(now.table, full.gradeSet), [now.table, full.gradeSet]);
  const mayEdit = full.state === 'draft' && can('setting.write');
  const change = (part: Partial<EditedTable>): void => put({ ...now, ...part });
  const store = (): void => {
    if (edited !== null && edited.name.trim() !== '' && !save.isPending) save.mutate({ schoolId, tableId: full.id, changedAt: full.changedAt, ...edited, table: edited.table as never });
  };
  const latest = useRef(store);
  useEffect(() => { latest.current = store; });
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 's' || !(event.ctrlKey || event.metaKey)) return;
      event.preventDefault();
      latest.current();
    };
    window.addEventListener('keydown', press);
    return () => window.removeEventListener('keydown', press);
  }, []);
  return (
    <>
      <PageHeader
        title={full.versionNo === null ? now.name : versionWords(full)}
        tags={<StatusTag tone={full.state === 'adopted' ? 'good' : full.state === 'trial' ? 'warn' : 'plain'}>{edited === null ? scoreTableStateTexts[full.state] : '草稿，有改动没有保存'}</StatusTag>}
        subtitle={full.state === 'draft' ? '改好后保存，再投入试算' : full.state === 'trial' ? '试算中不能改；要改先退回修改' : `${full.decision}；已采用，不能再改`}
        actions={<Actions full={full} dirty={edited !== null} wrong={problems.filter((problem) => problem.severity === 'wrong').length} onSave={store} onUndo={() => put(null)} onAsk={setAsking} />}
      />
      <div className={classes['columns']}>
        <fieldset disabled={!mayEdit} style={{ border: 0, padding: 0, margin: 0, minWidth: 0 }} aria-label="指标表内容">
          <div className={classes['section']}>
            <div className={classes['line']}>
              <TextInput className={classes['grow'] ?? ''} label="名称" required maxLength={60} value={now.name} onChange={(event) => change({ name: event.currentTarget.value })} />
              <TextInput label="地区" maxLength={40} value={now.region} onChange={(event) => change({ region: event.currentTarget.value })} />
              <TextInput className={classes['grow'] ?? ''} label="出处（文号）" maxLength={200} value={now.source} onChange={(event) => change({ source: event.currentTarget.value })} />
            </div>
          </div>
          {now.table.sections.map((section, at) => <SectionEditor key={section.key} table={now.table} section={section} at={at} onChange={(table) => change({ table })} />)}
          <Button variant="default" mb="sm" onClick={() => change({ table: addSection(now.table) })}>加一个部分</Button>
          <RulesEditor table={now.table} gradeSet={full.gradeSet} today={today} onChange={(table) => change({ table })} />
        </fieldset>
        <Checks problems={problems} cutoffs={now.table.cutoffs.length} />
      </div>
      {asking === 'adopt' && <AdoptDialog full={full} onClose={() => setAsking(null)} />}
      {asking === 'newVersion' && (
        <DraftDialog from={{ kind: 'version', tableId: full.id }} name={full.name} sentence={`以${versionWords(full)}为底建一张草稿；这一版不变，已有的测评仍按它。`} onClose={() => setAsking(null)} />
      )}
      {asking === 'discard' && (
        <ConfirmDialog
          opened onClose={() => setAsking(null)} title={`作废“${full.name}”`} submitLabel="作废" sentence={`将作废这张${full.state === 'trial' ? `试算中的表和 ${full.sheets} 人的试算录入` : '草稿'}，以后列表里不再出现。`}
          onSubmit={() => { put(null); return discard.mutateAsync({ schoolId, tableId: full.id, move: 'discard' }); }}
        />
      )}
    </>
  );
}

/** One index table: edited while a draft, read afterwards. */
export function TablePage(): ReactElement {
  const { tableId } = route.useParams();
  const id = Number(tableId);
  const full = useTable(Number.isSafeInteger(id) && id > 0 ? id : 0);
  if (!Number.isSafeInteger(id) || id <= 0) return <EmptyState title="没有这张指标表" action={<LinkButton to="/scoring" search={{ tab: 'tables' }}>回到指标表</LinkButton>}>地址里的编号不对。</EmptyState>;
  return <QueryView query={full} what="指标表">{(data) => <Editor key={data.id} full={data} />}</QueryView>;
}
