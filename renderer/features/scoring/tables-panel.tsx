import { Button, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { scoreTableStateTexts } from '#shared/text/scoring.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import type { TableLine, TableList } from './data.ts';
import classes from './scoring.module.css';

type From = Parameters<typeof client.scoring.draft>[0]['from'];

export interface NewDraft {
  readonly from: From;
  readonly name: string;
  readonly sentence: string;
}

/** Names a new draft and opens it. */
export function DraftDialog({ from, name: suggested, sentence, onClose }: NewDraft & { readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const navigate = useNavigate();
  const [name, setName] = useState(suggested);
  const draft = useCommand(client.scoring.draft, { quiet: true, done: '草稿已建好', onDone: ({ id }) => navigate({ to: '/scoring/tables/$tableId', params: { tableId: String(id) } }) });
  return (
    <FormDialog
      opened onClose={onClose} title="新建指标表" submitLabel="建草稿" submitDisabled={name.trim() === ''} sentence={sentence}
      onSubmit={() => draft.mutateAsync({ schoolId, name: name.trim(), from })}
    >
      <TextInput label="名称" required maxLength={60} value={name} data-autofocus onChange={(event) => setName(event.currentTarget.value)} />
    </FormDialog>
  );
}

const stateTones = { draft: 'plain', trial: 'warn', adopted: 'good', discarded: 'plain' } as const;

function standing(row: TableLine): string {
  const open = [row.wrong > 0 ? `${row.wrong} 处要改` : '', row.incomplete > 0 ? `${row.incomplete} 处不完整` : ''].filter((text) => text !== '');
  return open.join('，') || '完整';
}

function OwnTables({ list, mayEdit, onDraft }: { readonly list: TableList; readonly mayEdit: boolean; readonly onDraft: (draft: NewDraft) => void }): ReactElement {
  if (list.rows.length === 0) return <p className="dim">本校还没有指标表。{mayEdit ? '照县里的文件新建一张，或从下面的样表改起；试算以后再采用。' : '由管理员新建和采用。'}</p>;
  return (
    <table className="plain" aria-label="本校的指标表">
      <thead><tr><th>名称</th><th>状态</th><th>生效</th><th className="number">指标</th><th>检查</th><th className="number">已有测评</th><th>最后改动</th><th><span className="dim">操作</span></th></tr></thead>
      <tbody>
        {list.rows.toReversed().map((row) => (
          <tr key={row.id}>
            <td>{row.versionNo === null ? '' : `第 ${row.versionNo} 版 `}{row.name}{row.source === '' ? '' : <div className="dim small">{row.source}</div>}</td>
            <td><StatusTag tone={stateTones[row.state]}>{scoreTableStateTexts[row.state]}{row.id === list.inForceId ? '，现行' : ''}</StatusTag></td>
            <td>{row.effectiveFrom === null ? '' : `${row.effectiveFrom} 起`}{row.decision === '' ? '' : <div className="dim small">{row.decision}</div>}</td>
            <td className="number">{row.items}</td>
            <td className={row.wrong > 0 ? 'bad' : row.incomplete > 0 ? 'warn' : undefined}>{standing(row)}</td>
            <td className="number">{row.sheets} 人</td>
            <td className="dim">{row.changedBy} {formatMoment(row.adoptedAt ?? row.changedAt)}</td>
            <td>
              <LinkButton variant="subtle" to="/scoring/tables/$tableId" params={{ tableId: String(row.id) }} aria-label={`打开 ${row.name}`}>{row.state === 'draft' && mayEdit ? '编辑' : '打开'}</LinkButton>
              {mayEdit && row.state === 'adopted' && (
                <Button
                  variant="subtle" aria-label={`改 ${row.name} 为新版`}
                  onClick={() => onDraft({ from: { kind: 'version', tableId: row.id }, name: row.name, sentence: `以第 ${row.versionNo} 版为底建一张草稿；第 ${row.versionNo} 版不变，已有的测评仍按它。` })}
                >
                  改为新版
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Examples({ list, mayEdit, onDraft }: { readonly list: TableList; readonly mayEdit: boolean; readonly onDraft: (draft: NewDraft) => void }): ReactElement {
  return (
    <table className="plain" aria-label="样表">
      <thead><tr><th>样表</th><th>地区</th><th>出处</th><th>把握</th><th className="number">指标</th><th>还缺什么</th><th><span className="dim">操作</span></th></tr></thead>
      <tbody>
        {list.examples.map((example) => (
          <tr key={example.key}>
            <td>{example.name}</td>
            <td>{example.region}</td>
            <td className="dim">{example.source}</td>
            <td><StatusTag tone="warn">{example.confidence === 'R' ? '只有一处转述' : '转述，出处不明'}</StatusTag></td>
            <td className="number">{example.items}</td>
            <td className="warn">{example.missing}{example.unknown > 0 ? `；${example.unknown} 个选项分值不明` : ''}</td>
            <td>
              {mayEdit && (
                <Button
                  variant="subtle" aria-label={`从 ${example.name} 建草稿`}
                  onClick={() => onDraft({ from: { kind: 'example', key: example.key }, name: '本校指标表', sentence: `从“${example.name}”建一张草稿。样表不完整，不是本地的标准；分值不明的要补上或删去才能采用。` })}
                >
                  建草稿
                </Button>
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

/** 指标表: the school's versions and drafts, and the published examples to begin from. */
export function TablesPanel({ list }: { readonly list: TableList }): ReactElement {
  const { can } = useArchive();
  const [drafting, setDrafting] = useState<NewDraft | null>(null);
  const mayEdit = can('setting.write');
  return (
    <div className={classes['list']}>
      <section className="card padded" aria-label="本校">
        <div className={classes['bar']}>
          <h2 style={{ flex: 1 }}>本校</h2>
          {mayEdit && <Button onClick={() => setDrafting({ from: { kind: 'blank' }, name: '本校指标表', sentence: '建一张空白草稿，照县里的文件填。' })}>新建空白表</Button>}
        </div>
        <OwnTables list={list} mayEdit={mayEdit} onDraft={setDrafting} />
        <p className="dim small">草稿 → 试算 → 采用。采用后的版本不再改动；要改就建新版，已有的测评仍按原来的版本。</p>
      </section>
      <section className="card padded" aria-label="公开过的样表">
        <h2>公开过的样表</h2>
        <p className="dim small">各地公开过的指标表，都不完整，只作样子。没有哪张表、哪条分数线是全国或本地的规定，请以县里的文件为准。</p>
        <Examples list={list} mayEdit={mayEdit} onDraft={setDrafting} />
      </section>
      {drafting !== null && <DraftDialog {...drafting} onClose={() => setDrafting(null)} />}
    </div>
  );
}
