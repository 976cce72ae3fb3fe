import { Button, SegmentedControl } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { Link } from '@tanstack/react-router';
import type { LetterOverview } from '#shared/contract/letters.ts';
import type { FollowUp } from '#shared/domain/letters/follow-up.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { ClassProgressTable } from './class-progress.tsx';
import { PupilsPanel } from './pupils-panel.tsx';
import type { SlipView } from './routes.ts';
import { SlipEntry } from './slip-entry.tsx';
import { SlipSide } from './slip-side.tsx';
import { VersionsPanel } from './versions-panel.tsx';

interface SlipsTabProps {
  readonly overview: LetterOverview;
  readonly search: { readonly view?: SlipView | undefined; readonly classId?: number | undefined; readonly todo?: FollowUp | undefined };
  readonly mayIssue: boolean;
  readonly onIssue: () => void;
  readonly onWaiver: (studentId: number) => void;
}

function Counts({ counts }: { readonly counts: LetterOverview['counts'] }): ReactElement {
  const { pupils, given, returned, apply, notApply, byTodo } = counts;
  const warn = (count: number): { readonly tone?: 'warn' } => (count > 0 ? { tone: 'warn' } : {});
  return (
    <SummaryStrip
      label="告知人数" items={[
        { label: '在册', value: pupils }, { label: '已发', value: given }, { label: '已回', value: returned }, { label: '申请', value: apply }, { label: '不申请', value: notApply },
        { label: '未告知', value: byTodo.not_given, ...warn(byTodo.not_given) }, { label: '回执未交', value: byTodo.not_returned, ...warn(byTodo.not_returned) },
        { label: '应签放弃声明', value: byTodo.waiver_due, ...warn(byTodo.waiver_due) },
      ]}
    />
  );
}

/** 告知与回执 of the 学年. */
export function SlipsTab({ overview, search, mayIssue, onIssue, onWaiver }: SlipsTabProps): ReactElement {
  const navigate = useNavigate();
  const { can } = useArchive();
  const [openId, setOpenId] = useState<number | null>(null);
  const view: SlipView = search.view ?? 'classes';
  const go = (next: Partial<SlipsTabProps['search']>): void => void navigate({ to: '/letters', search: { tab: 'slips', view, ...next } as never });
  const open = overview.rows.find((row) => row.studentId === openId);
  if (overview.rows.length === 0) {
    return <EmptyState title="名册里还没有学生" action={<Link to={'/roster' as '/'}>去导入名册</Link>}>告知书发给每一名学生。先导入本学期的名册。</EmptyState>;
  }
  if (overview.letters.every((letter) => letter.withdrawn)) {
    return (
      <EmptyState title="本学年还没有告知书" action={mayIssue ? <Button onClick={onIssue}>拟定告知书</Button> : undefined}>
        告知书发给全校 {overview.counts.pupils} 名学生，不只是困难学生。程序按本校的设置拟好文字，您改定后发布、按班打印，再登记发放和回执。{mayIssue ? '' : '告知书由资助专干发布。'}
      </EmptyState>
    );
  }
  return (
    <>
      <Counts counts={overview.counts} />
      <SegmentedControl
        aria-label="怎样看" value={view} onChange={(next) => go({ view: next as SlipView })} style={{ alignSelf: 'flex-start' }}
        data={[{ value: 'classes', label: '班级进度' }, ...(can('identification.write') ? [{ value: 'entry', label: '按班登记' }] : []), { value: 'pupils', label: '全部学生' }, { value: 'versions', label: '告知书' }]}
      />
      {view === 'versions' ? <VersionsPanel overview={overview} mayIssue={mayIssue} /> : (
        <div className="beside" style={{ flex: 1 }}>
          <div style={{ display: 'flex', flexDirection: 'column', gap: '0.5rem', minHeight: 0, maxHeight: '100%' }}>
            {view === 'classes' && <ClassProgressTable classes={overview.classes} onOpen={(classId) => go({ view: can('identification.write') ? 'entry' : 'pupils', classId: classId ?? undefined })} />}
            {view === 'entry' && <SlipEntry overview={overview} classId={search.classId ?? null} onClass={(classId) => go({ classId: classId ?? undefined })} onOpen={setOpenId} />}
            {view === 'pupils' && <PupilsPanel overview={overview} todo={search.todo ?? null} onTodo={(todo) => go({ todo: todo ?? undefined })} onOpen={setOpenId} />}
          </div>
          {open !== undefined && <SlipSide key={open.studentId} row={open} onClose={() => setOpenId(null)} {...(can('identification.write') ? { onWaiver } : {})} />}
        </div>
      )}
    </>
  );
}
