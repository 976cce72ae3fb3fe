import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { RectificationView } from '#shared/contract/rectifications.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import classes from './checks.module.css';
import type { StepKind } from './rectification-dialogs.tsx';
import { AmendDialog, CloseDialog, OpenDialog, StepDialog } from './rectification-dialogs.tsx';

const tones: Readonly<Record<RectificationView['standing'], Tone>> = { open: 'plain', soon: 'warn', overdue: 'bad', closed: 'good' };

const columns: readonly DataColumn<RectificationView>[] = [
  { id: 'no', title: '编号', value: (row) => row.no, width: 108, frozen: true, total: 'count' },
  { id: 'found', title: '发现日期', kind: 'date', value: (row) => row.foundOn, width: 94 },
  { id: 'source', title: '来源', kind: 'choice', value: (row) => row.sourceLabel, width: 76 },
  { id: 'what', title: '问题', value: (row) => row.what, width: 190, grow: true },
  { id: 'responsible', title: '责任人', kind: 'choice', value: (row) => row.responsible, width: 74 },
  { id: 'due', title: '时限', kind: 'date', value: (row) => row.dueOn, width: 94 },
  { id: 'standing', title: '状态', kind: 'choice', value: (row) => row.standingLabel, width: 90, cell: (row) => <StatusTag tone={tones[row.standing]}>{row.standingLabel}</StatusTag> },
];

type Doing = 'open' | 'amend' | 'close' | StepKind;

function Story({ row, writable, onDo }: { readonly row: RectificationView; readonly writable: boolean; readonly onDo: (what: Doing) => void }): ReactElement {
  const facts: readonly (readonly [string, string])[] = [
    ['问题', row.what], ['涉及', [row.amountFen === null ? '' : `${formatYuan(row.amountFen)} 元`, row.personCount === null ? '' : `${row.personCount} 人`].filter((text) => text !== '').join('，')],
    ['负面清单', row.itemTitle], ['自查', row.checkNo === null ? '' : `CHK-${row.checkNo}`], ['原因', row.cause], ['措施', row.measure], ['责任人', row.leader === '' ? row.responsible : `${row.responsible}，责任领导 ${row.leader}`], ['时限', row.dueOn],
  ];
  return (
    <section className={`card padded ${classes['story']}`} aria-label={row.no}>
      <div className={classes['head']}><h2>{row.no}</h2><StatusTag tone={tones[row.standing]}>{row.standingLabel}</StatusTag></div>
      <dl className="facts">{facts.filter(([, text]) => text !== '').map(([label, text]) => <div key={label}><dt className="dim small">{label}</dt><dd>{text}</dd></div>)}</dl>
      {row.events.length > 0 && (
        <ol aria-label="进展" className={classes['lacks']}>
          {row.events.map((one, index) => (
            <li key={`${one.at} ${index}`}>{one.onDate}　{one.eventLabel}：{one.text}{one.verifier !== '' && `（验收 ${one.verifier}）`}{one.evidence !== '' && `　佐证：${one.evidence}`}<span className="dim small">　{one.by}</span></li>
          ))}
        </ol>
      )}
      {writable && (
        <Group gap="xs">
          {row.standing !== 'closed' && <><Button size="compact-sm" onClick={() => onDo('close')}>销号</Button><Button size="compact-sm" variant="default" onClick={() => onDo('progress')}>记进展</Button><Button size="compact-sm" variant="default" onClick={() => onDo('amend')}>调整</Button></>}
          {row.standing === 'closed' && <><Button size="compact-sm" variant="default" onClick={() => onDo('look_back')}>回头看</Button><Button size="compact-sm" variant="default" onClick={() => onDo('reopen')}>重新打开</Button></>}
        </Group>
      )}
      <AttachmentList subject="rectification" subjectId={row.id} kinds={['佐证材料', '问题依据', '验收签字']} canWrite={writable} />
    </section>
  );
}

/** 问题整改台账: what was found, what is done about it, and when it was closed by whom. */
export function RectificationPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.rectifications.list.queryOptions({ input: { schoolId }, placeholderData: (before) => before }));
  const items = useQuery(api.selfAssessment.get.queryOptions({ input: { schoolId, term } })).data?.items ?? [];
  const [activeId, setActiveId] = useState<number | null>(null);
  const [doing, setDoing] = useState<Doing | null>(null);
  const writable = can('check.write');
  const close = (): void => setDoing(null);
  return (
    <QueryView query={query} what="整改台账">
      {(rows) => {
        const active = rows.find((row) => row.id === activeId) ?? rows.at(-1);
        const count = (standing: RectificationView['standing']): number => rows.filter((row) => row.standing === standing).length;
        return (
          <>
            {rows.length > 0 && (
              <SummaryStrip
                label="整改合计" items={[
                  { label: '问题', value: rows.length }, { label: '整改中', value: count('open') }, { label: '快到期', value: count('soon'), tone: count('soon') > 0 ? 'warn' : 'good' },
                  { label: '逾期', value: count('overdue'), tone: count('overdue') > 0 ? 'bad' : 'good' }, { label: '已销号', value: count('closed') },
                ]}
              />
            )}
            <div className="beside" style={{ flex: 1 }}>
              <DataTable
                label="整改台账" rows={rows} columns={columns} rowKey={(row) => String(row.id)} wrap maxHeight="calc(100vh - 21rem)" onActive={(row) => setActiveId(row.id)}
                tools={(
                  <>
                    {writable && <Button onClick={() => setDoing('open')}>登记问题</Button>}
                    {can('file.take') && rows.length > 0 && <><FileButton make={() => client.rectifications.exportXlsx({ schoolId })}>导出 Excel</FileButton><FileButton print make={() => client.rectifications.print({ schoolId })}>打印整改台账</FileButton></>}
                  </>
                )}
                empty={(
                  <EmptyState title="还没有登记的问题" action={writable && <Button onClick={() => setDoing('open')}>登记问题</Button>}>
                    自查、督查、审计、巡察、投诉发现的问题登记在这里：什么问题、怎么改、谁负责、什么时候改好；改好后由另一个人验收销号。
                  </EmptyState>
                )}
              />
              {active !== undefined && <Story key={active.id} row={active} writable={writable} onDo={setDoing} />}
            </div>
            {doing === 'open' && <OpenDialog items={items} onClose={close} />}
            {doing === 'amend' && active !== undefined && <AmendDialog row={active} onClose={close} />}
            {doing === 'close' && active !== undefined && <CloseDialog row={active} onClose={close} />}
            {(doing === 'progress' || doing === 'reopen' || doing === 'look_back') && active !== undefined && <StepDialog row={active} event={doing} onClose={close} />}
          </>
        );
      }}
    </QueryView>
  );
}
