import { Alert, Button, SegmentedControl, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PaymentCandidate, ProgrammeStanding } from '#shared/contract/payments.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { ChecksPanel } from './checks-panel.tsx';
import { checksLabel, sourceText, useProfiles, useStanding } from './data.ts';
import type { SourceChoice } from './data.ts';
import classes from './payments.module.css';
import { UnwritableNotice } from './unwritable-notice.tsx';

const route = getRouteApi('/archive/payments/new');
const keyOf = (row: PaymentCandidate): string => String(row.studentId);

const readyColumns: readonly DataColumn<PaymentCandidate>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 116, frozen: true, total: () => '合计' },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 112, frozen: true, total: (rows) => `${rows.length} 人` },
  { id: 'amount', title: '金额（元）', kind: 'money', value: (row) => row.amountFen, width: 112, total: 'sum' },
  { id: 'holder', title: '户名', value: (row) => row.holderName, width: 112 },
  { id: 'relation', title: '关系', kind: 'choice', value: (row) => row.relation, width: 84 },
  { id: 'account', title: '账号', value: (row) => row.accountMasked, width: 104 },
  { id: 'bank', title: '开户行', kind: 'choice', value: (row) => row.bankName || null, width: 130 },
  { id: 'look', title: '请核对', value: (row) => row.findings.map((finding) => finding.sentence).join(' ') || null, width: 260, grow: true, tone: (row) => (row.findings.length > 0 ? 'warn' : undefined) },
];

const blockedColumns: readonly DataColumn<PaymentCandidate>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.classLabel, width: 116, frozen: true, total: () => '合计' },
  { id: 'name', title: '学生', value: (row) => row.studentName, width: 112, frozen: true, total: (rows) => `${rows.length} 人` },
  { id: 'amount', title: '金额（元）', kind: 'money', value: (row) => row.amountFen, width: 112, total: 'sum' },
  { id: 'why', title: '为什么不能发放，怎么办', value: (row) => row.findings.filter((finding) => finding.severity === 'block').map((finding) => finding.sentence).join(' '), width: 420, grow: true, tone: () => 'bad' },
];

/** Makes a batch of one programme: who goes in, who is kept out by what, in which bank's format. */
export function NewBatchPage(): ReactElement {
  const standing = useStanding();
  const { programme, purpose = 'ordinary' } = route.useSearch();
  const navigate = useNavigate();
  const { can } = useArchive();
  if (!can('payment.write')) {
    return (
      <>
        <PageHeader title="制作批次" />
        <EmptyState title="这个账号不能制作批次" action={<Button variant="default" onClick={() => void navigate({ to: '/payments', search: {} })}>看各批次</Button>}>批次由经办或财务制作，审核的账号复核放行。</EmptyState>
      </>
    );
  }
  return (
    <QueryView query={standing} what="可以发放的项目">
      {(rows) => {
        const key = programme ?? rows.find((row) => row.unsent.count > 0)?.programmeKey ?? rows[0]?.programmeKey;
        if (key === undefined) {
          return (
            <>
              <PageHeader title="制作批次" />
              <EmptyState title="本学期还没有批准的应发" action={<Button onClick={() => void navigate({ to: '/entitlements' })}>去应发</Button>}>先在“应发”里计算并批准，再来制作批次。</EmptyState>
            </>
          );
        }
        return (
          <>
            <PageHeader title={purpose === 'reissue' ? '制作补发批次' : '制作批次'} subtitle="一个批次一个项目；不能发放的学生单独列出，更正后再制作下一批" />
            <BatchForm key={`${key} ${purpose}`} programmeKey={key} purpose={purpose} programmes={rows} />
          </>
        );
      }}
    </QueryView>
  );
}

interface BatchFormProps {
  readonly programmeKey: string;
  readonly purpose: 'ordinary' | 'reissue';
  readonly programmes: readonly ProgrammeStanding[];
}

function BatchForm({ programmeKey, purpose, programmes }: BatchFormProps): ReactElement {
  const { schoolId, term } = useArchive();
  const navigate = useNavigate();
  const candidates = useQuery(api.payments.candidates.queryOptions({ input: { schoolId, term, programmeKey, purpose } }));
  const profiles = useProfiles().data ?? [];
  const [chosenProfile, setProfile] = useState<string | null>(null);
  const [docNo, setDocNo] = useState('');
  const [source, setSource] = useState<SourceChoice>('unspecified');
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [shown, setShown] = useState<'ready' | 'blocked' | 'checks'>('ready');
  const checks = useQuery(api.payments.checks.queryOptions({ input: { schoolId, of: { kind: 'next', term, programmeKey, purpose } } })).data;
  const profileKey = chosenProfile ?? profiles[0]?.profileKey ?? null;
  const make = useCommand(client.payments.make, {
    quiet: true, done: (batch) => `批次 ${batch.no} 已制作，等另一人复核`, onDone: (batch) => navigate({ to: '/payments/$batchId', params: { batchId: String(batch.id) } }),
  });
  return (
    <QueryView query={candidates} what="可以发放的学生">
      {({ ready, blocked, blockedFen }) => {
        const chosen = selected.size === 0 ? ready : ready.filter((row) => selected.has(keyOf(row)));
        const total = { count: chosen.length, sumFen: sumFen(chosen.map((row) => row.amountFen)) };
        return (
          <div className={classes['stack']}>
            <div className={`card ${classes['form']}`}>
              <Select
                className={classes['field']} label="资助项目" allowDeselect={false} value={programmeKey} data={programmes.map((row) => ({ value: row.programmeKey, label: row.programmeName }))}
                onChange={(value) => void navigate({ to: '/payments/new', search: { programme: value ?? programmeKey, purpose } })}
              />
              <Select
                className={classes['narrow']} label="种类" allowDeselect={false} value={purpose} data={[{ value: 'ordinary', label: '正常发放' }, { value: 'reissue', label: '失败补发' }]}
                onChange={(value) => void navigate({ to: '/payments/new', search: { programme: programmeKey, purpose: value === 'reissue' ? 'reissue' : 'ordinary' } })}
              />
              <Select className={classes['field']} label="银行文件格式" allowDeselect={false} value={profileKey} data={profiles.map((saved) => ({ value: saved.profileKey, label: saved.profile.name }))} onChange={setProfile} />
              <TextInput className={classes['field']} label="指标文号（每批要带）" value={docNo} maxLength={60} onChange={(event) => setDocNo(event.currentTarget.value)} />
              <Select
                className={classes['narrow']} label="资金来源" allowDeselect={false} value={source} data={Object.entries(sourceText).map(([value, label]) => ({ value, label }))}
                onChange={(value) => setSource((value ?? 'unspecified') as SourceChoice)}
              />
            </div>
            <SummaryStrip
              label="候选合计"
              items={[
                { label: '可以发放', value: `${ready.length} 人 ${formatYuan(sumFen(ready.map((row) => row.amountFen)))}` }, { label: '本批', value: `${total.count} 人 ${formatYuan(total.sumFen)}` },
                { label: '不能发放', value: `${blocked.length} 人 ${formatYuan(blockedFen)}`, tone: blocked.length > 0 ? 'bad' : 'plain' },
              ]}
            />
            <div className={classes['bar']}>
              <SegmentedControl
                aria-label="看哪些学生" value={shown} onChange={(value) => setShown(value as typeof shown)}
                data={[
                  { value: 'ready', label: `可以发放 ${ready.length}` }, { value: 'blocked', label: `不能发放 ${blocked.length}` },
                  { value: 'checks', label: checksLabel(checks) },
                ]}
              />
              <Button disabled={chosen.length === 0 || profileKey === null} onClick={() => setAsking(true)}>制作批次（{total.count} 人 {formatYuan(total.sumFen)} 元）</Button>
            </div>
            {profileKey !== null && ready.length > 0 && <UnwritableNotice programmeKey={programmeKey} purpose={purpose} profileKey={profileKey} />}
            {shown === 'checks' ? <ChecksPanel of={{ kind: 'next', term, programmeKey, purpose }} maxHeight="calc(100vh - 23rem)" /> : shown === 'blocked'
              ? <DataTable label="不能发放" rows={blocked} columns={blockedColumns} rowKey={keyOf} wrap maxHeight="calc(100vh - 23rem)" openHint="去更正账户" onOpen={(row) => void navigate({ to: '/payees', search: { student: row.studentId } })} />
              : ready.length === 0
                ? <Alert color="yellow" variant="light" title={purpose === 'reissue' ? '没有更正好的失败款。先到“回盘”的待办里更正账户。' : '这个项目没有可以发放的学生：都已进批次，或者在“不能发放”里。'} />
                : <DataTable label="可以发放" rows={ready} columns={readyColumns} rowKey={keyOf} selected={selected} onSelect={setSelected} wrap maxHeight="calc(100vh - 23rem)" />}
            <ConfirmDialog
              opened={asking} onClose={() => setAsking(false)} title="制作批次" submitLabel="制作"
              sentence={<b>将制作 {total.count} 人 {formatYuan(total.sumFen)} 元的批次，不能发放的 {blocked.length} 人不在其中。制作后由另一人复核。</b>}
              onSubmit={() => make.mutateAsync({
                schoolId, term, programmeKey, purpose, profileKey: profileKey ?? '', docNo, source, expected: total, ...(selected.size === 0 ? {} : { studentIds: chosen.map((row) => row.studentId) }),
              })}
            />
          </div>
        );
      }}
    </QueryView>
  );
}
