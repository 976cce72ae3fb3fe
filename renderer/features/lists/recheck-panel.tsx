import { Button, Group, Select, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RecheckList, RecheckView } from '#shared/contract/recheck.ts';
import { formatTermShort, seasonOf } from '#shared/domain/calendar/term.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';

const none = '';

function listName(list: RecheckList): string {
  return `${list.fileName}（${formatTermShort(list.term)}${list.asOf === null ? '' : `，截至 ${list.asOf}`}）`;
}

interface StartProps {
  readonly next: RecheckList;
  readonly older: readonly RecheckList[];
  readonly onClose: () => void;
}

function StartDialog({ next, older, onClose }: StartProps): ReactElement {
  const { schoolId, term } = useArchive();
  const navigate = useNavigate();
  const choices = older.filter((list) => list.listId !== next.listId && list.label === next.label);
  const [previous, setPrevious] = useState(String(choices[0]?.listId ?? none));
  const start = useCommand(client.recheck.start, { quiet: true, done: '已开始复核，逐人处理变化', onDone: ({ recheckId }) => void navigate({ to: '/lists', search: { tab: 'recheck', recheckId } }) });
  return (
    <FormDialog
      opened onClose={onClose} title={`复核：${next.label}`} submitLabel="开始复核"
      onSubmit={() => start.mutateAsync({ schoolId, term, nextListId: next.listId, previousListId: previous === none ? null : Number(previous) })}
      sentence={`新名单是 ${listName(next)}。程序把两份名单逐行相比，列出新增、不在新名单、风险已消除的学生；谁的认定都不会自动改变。`}
    >
      <Select
        label="和哪份旧名单比" allowDeselect={false} value={previous} onChange={(value) => setPrevious(value ?? none)}
        data={[...choices.map((list) => ({ value: String(list.listId), label: listName(list) })), { value: none, label: '没有旧名单（第一次收到这类名单）' }]}
      />
    </FormDialog>
  );
}

function progressOf({ counts }: RecheckView): ReactElement {
  if (counts.open > 0) return <StatusTag tone="warn">还有 {counts.open} 人次没处理</StatusTag>;
  return <StatusTag tone="good">{counts.decided === 0 ? '没有变化' : '都处理了'}</StatusTag>;
}

function ChecksTable({ rechecks }: { readonly rechecks: readonly RecheckView[] }): ReactElement {
  const navigate = useNavigate();
  return (
    <div className="card" style={{ overflow: 'auto' }}>
      <table className="plain" aria-label="本学期的复核">
        <thead><tr><th>名单</th><th>旧名单 → 新名单</th><th className="number">新增</th><th className="number">不在新名单</th><th className="number">风险已消除</th><th className="number">没有变化</th><th className="number">已处理</th><th>进度</th><th><span className="dim">操作</span></th></tr></thead>
        <tbody>
          {rechecks.map((one) => (
            <tr key={one.recheckId}>
              <td>{one.label}<div className="dim small">{one.startedOn} {one.by} 开始</div></td>
              <td>{one.previous === null ? '（没有旧名单）' : listName(one.previous)}<div className="dim small">→ {listName(one.next)}{one.next.withdrawn ? '，已撤回' : ''}</div></td>
              <td className="number">{one.counts.gained}</td><td className="number">{one.counts.lost}</td><td className="number">{one.counts.riskRemoved}</td>
              <td className="number">{one.counts.unchanged}</td><td className="number">{one.counts.decided}</td>
              <td style={{ whiteSpace: 'nowrap' }}>{progressOf(one)}</td>
              <td><Button variant="subtle" aria-label={`打开${one.label}的复核`} onClick={() => void navigate({ to: '/lists', search: { tab: 'recheck', recheckId: one.recheckId } })}>打开</Button></td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

/** The spring and autumn check: lists of a department held against the ones before, and what is still to be begun. */
export function RecheckPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.recheck.list.queryOptions({ input: { schoolId, term } }));
  const [starting, setStarting] = useState<RecheckList | null>(null);
  const season = seasonOf(term) === 'autumn' ? '秋季' : '春季';
  return (
    <QueryView query={query} what="名单复核">
      {({ rechecks, due, older }) => (
        <Stack gap="md" style={{ minHeight: 0, overflow: 'auto' }}>
          {rechecks.length > 0 && <ChecksTable rechecks={rechecks} />}
          {due.length > 0 && can('lists.write') && (
            <section className="card padded" aria-label="还没有复核的名单">
              <Stack gap="xs">
                <h2>本学期收到、还没有复核的名单</h2>
                {due.map((list) => (
                  <Group key={list.listId} gap="sm">
                    <span>{list.label}　<span className="dim">{list.fileName}</span></span>
                    {list.waiting > 0
                      ? <StatusTag tone="warn">还有 {list.waiting} 行要您定，定完才能复核</StatusTag>
                      : <Button variant="default" size="compact-sm" aria-label={`复核 ${list.fileName}`} onClick={() => setStarting(list)}>开始复核</Button>}
                  </Group>
                ))}
              </Stack>
            </section>
          )}
          {rechecks.length === 0 && (due.length === 0 || !can('lists.write')) && (
            <EmptyState title={`${season}复核还没有开始`}>
              每学期把部门新发的名单导入以后，在这里和上一份相比：谁新列入、谁不在了、谁的风险消除了，逐人定下来，再打印复核登记表。
            </EmptyState>
          )}
          {starting !== null && <StartDialog next={starting} older={older} onClose={() => setStarting(null)} />}
        </Stack>
      )}
    </QueryView>
  );
}
