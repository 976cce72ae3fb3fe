import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { SlipRow } from '#shared/contract/letters.ts';
import { caseStateTexts, routeTexts } from '#shared/text/identification.ts';
import { followUpTexts, slipChoiceTexts } from '#shared/text/letters.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import { formatMoment } from '#renderer/text/moments.ts';
import classes from './letters.module.css';

interface SlipSideProps {
  readonly row: SlipRow;
  readonly onClose: () => void;
  readonly onWaiver?: (studentId: number) => void;
}

/** One pupil's slip: what is open, what stands around it, its scans and everything recorded before. */
export function SlipSide({ row, onClose, onWaiver }: SlipSideProps): ReactElement {
  const { schoolId, term, can } = useArchive();
  const history = useQuery(api.letters.history.queryOptions({ input: { schoolId, term, studentId: row.studentId } }));
  const holder = useEscape<HTMLElement>(onClose);
  return (
    <section ref={holder} className={`card padded ${classes['side']}`} aria-label={`${row.name}的回执`}>
      <div className={classes['bar']}><h2>{row.name}　{row.className}</h2><Button size="compact-sm" variant="default" onClick={onClose}>关上</Button></div>
      {row.todo.length > 0 && <p className={classes['chips']}>{row.todo.map((todo) => <StatusTag key={todo} tone="warn">{followUpTexts[todo]}</StatusTag>)}</p>}
      <dl className={classes['facts']}>
        <dt>部门名单</dt><dd>{row.listed.length === 0 ? '不在名单上' : row.listed.join('、')}</dd>
        <dt>认定个案</dt><dd>{row.case === null ? '没有' : `${routeTexts[row.case.route]}，${caseStateTexts[row.case.state]}`}</dd>
        <dt>放弃声明</dt><dd>{row.waived ? '已登记' : '没有'}</dd>
      </dl>
      {onWaiver && row.todo.includes('waiver_due') && <Button mt="xs" variant="default" onClick={() => onWaiver(row.studentId)}>登记放弃声明</Button>}
      <h3 style={{ marginTop: '0.75rem' }}>经过</h3>
      <QueryView query={history} what="经过">
        {({ rows }) => (rows.length === 0 ? <p className="dim small">还没有登记过。</p> : (
          <ol className={classes['problems']} aria-label="登记经过">
            {rows.map((one) => (
              <li key={one.id}>
                {one.givenOn === null ? '改回未告知' : `${one.givenOn} 发放`}{one.returnedOn === null ? '' : `，${one.returnedOn} 交回`}{one.choice === null ? '' : `，${slipChoiceTexts[one.choice]}`}
                {one.signer === '' ? '' : `，${one.signer}${one.relation === '' ? '' : `（${one.relation}）`}签名`}{one.note === '' ? '' : `，${one.note}`}
                　<span className="dim">{one.by} {formatMoment(one.at)} 登记</span>
              </li>
            ))}
          </ol>
        ))}
      </QueryView>
      <h3 style={{ marginTop: '0.75rem' }}>回执扫描</h3>
      {row.slipId === null ? <p className="dim small">先登记发放，再放扫描件。</p>
        : <AttachmentList subject="letter_slip" subjectId={row.slipId} kinds={['回执扫描']} canWrite={can('identification.write')} />}
    </section>
  );
}
