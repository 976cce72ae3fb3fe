import { Button, Group } from '@mantine/core';
import { useMutation } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { VisitRow } from '#shared/contract/visits.ts';
import { consistencyTexts, visitCauseTexts, visitPurposeTexts, visitVerdictTexts, visitWayTexts } from '#shared/text/visits.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import type { OpenedVisit } from './data.ts';
import { missingPapers } from './register-columns.tsx';
import { VisitRecordDialog } from './visit-record-dialog.tsx';
import classes from './visits.module.css';

interface PupilPanelProps {
  readonly row: VisitRow;
  readonly needed: number;
  readonly onRecord: () => void;
  readonly onClose: () => void;
}

/** One family's visits of the 学年. What they say opens only when asked for, because that is written into the log. */
export function PupilPanel({ row, needed, onRecord, onClose }: PupilPanelProps): ReactElement {
  const { schoolId, can } = useArchive();
  const [opened, setOpened] = useState<OpenedVisit | null>(null);
  const open = useMutation({ mutationFn: (visitId: number) => client.visits.open({ schoolId, visitId, operationId: newOperationId() }), onSuccess: setOpened, onError: tellFailure });
  const holder = useEscape<HTMLDivElement>(onClose);
  const missing = missingPapers(row);
  return (
    <section className={`card ${classes['side']}`} aria-label={`${row.name}的家访`} ref={holder}>
      <h2>{row.name}　{row.className}</h2>
      <p className="dim small">{row.place}{row.cause === null ? '' : `　${visitCauseTexts[row.cause]}`}{row.plan === null ? '' : `　已排：${row.plan.name}${row.plan.plannedOn === null ? '' : ` ${row.plan.plannedOn}`}`}</p>
      <Group gap="xs" my="xs">
        {can('visit.write') && <Button onClick={onRecord}>登记家访</Button>}
        {can('identification.read') && <Button variant="default" component={Link} to={'/identification' as '/'} search={{ student: row.studentId } as never}>认定个案</Button>}
        <Button variant="default" onClick={onClose}>关上</Button>
      </Group>
      {row.visits.length === 0 && <p className="dim">本学年还没有家访记录。{can('visit.write') ? '登记前可以先打印空白记录表带去。' : ''}</p>}
      {missing !== '' && <p className="warn small">还缺：{missing}</p>}
      {row.visits.toReversed().map((visit) => (
        <div key={visit.visitId} className={classes['visit']}>
          <div><b>{visit.visitedOn}</b>　{visitWayTexts[visit.way]}　{visitPurposeTexts[visit.purpose]}</div>
          <div className="small">{visit.visitors}</div>
          <Group gap="xs" my={4}>
            <StatusTag tone={visit.consistent === 'inconsistent' ? 'warn' : visit.consistent === 'consistent' ? 'good' : 'plain'}>{`与申请${consistencyTexts[visit.consistent]}`}</StatusTag>
            {visit.verdict !== null && <StatusTag>{visitVerdictTexts[visit.verdict]}</StatusTag>}
            {visit.photosUnsuitable && <StatusTag>不宜拍照</StatusTag>}
            {visit.version > 1 && <StatusTag>{`第 ${visit.version} 份`}</StatusTag>}
          </Group>
          <Button size="compact-sm" variant="default" disabled={open.isPending} onClick={() => open.mutate(visit.visitId)} aria-label={`打开 ${visit.visitedOn} 的记录`}>打开记录</Button>
        </div>
      ))}
      {row.visits.length > 0 && <p className="dim small">打开记录会写进操作记录：家庭情况只给办这件事的人看。</p>}
      {opened !== null && <VisitRecordDialog opened={opened} needed={needed} onReopen={(visitId) => open.mutate(visitId)} onClose={() => setOpened(null)} />}
    </section>
  );
}
