import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CheckView, FindingView } from '#shared/contract/checks.ts';
import { checkResult } from '#shared/domain/checks/check.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { LinkButton } from '#renderer/components/link-button.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './checks.module.css';
import { severityTones } from './data.ts';
import type { Place } from './places.ts';
import { placeOfCheck, placeOfFinding } from './places.ts';
import { OpenDialog } from './rectification-dialogs.tsx';

function Go({ place, text }: { readonly place: Place; readonly text?: string }): ReactElement {
  return <LinkButton size="compact-sm" variant="default" to={place.to as '/'} params={(place.params ?? {}) as never} search={(place.search ?? {}) as never}>{text ?? place.label}</LinkButton>;
}

function saidOf(finding: FindingView): string {
  if (finding.explanation !== null) return `已说明：${finding.explanation.reason}（${finding.explanation.by}）`;
  return finding.lapsed === null ? '待处理' : `情况变了，原说明作废：${finding.lapsed.reason}`;
}

const columns: readonly DataColumn<FindingView>[] = [
  { id: 'subject', title: '对象', value: (finding) => finding.subject.label || '全校', width: 136, frozen: true, total: 'count' },
  { id: 'sentence', title: '问题与处理', value: (finding) => finding.sentence, width: 260, grow: true },
  { id: 'severity', title: '级别', kind: 'choice', value: (finding) => finding.severityLabel, width: 82, cell: (finding) => <StatusTag tone={severityTones[finding.severity]}>{finding.severityLabel}</StatusTag> },
  { id: 'said', title: '说明', value: saidOf, width: 150 },
];

/** What one check found: each with its record, explained here or put right there. */
export function FindingsPanel({ check }: { readonly check: CheckView }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [doing, setDoing] = useState<'explain' | 'take_back' | 'rectify' | null>(null);
  const explain = useCommand(client.checks.explain, { quiet: true, done: ({ explained }) => `已写下 ${explained} 条说明` });
  const takeBack = useCommand(client.checks.takeBack, { quiet: true, done: '说明已撤回' });
  const active = check.findings.find((finding) => finding.key === activeKey) ?? check.findings[0];
  const ticked = check.findings.filter((finding) => selected.has(finding.key) && finding.explanation === null && finding.severity !== 'list');
  const result = checkResult(check);
  const place = placeOfCheck(check);
  const record = active && placeOfFinding(active);
  const writable = can('check.write') && check.severity !== 'list';
  const done = (): void => { setDoing(null); setSelected(new Set()); };
  return (
    <section className={`card padded ${classes['detail']}`} aria-label={`CHK-${check.no} ${check.title}`} data-findings>
      <div className={classes['head']}>
        <h2>CHK-{check.no}　{check.title}</h2>
        {place !== null && !check.hidden && <Go place={place} />}
      </div>
      <p className="dim small">{check.asks}。依据：{check.clause}。{check.hidden ? '' : `查了 ${check.examined} 条。`}</p>
      {check.hidden && <p>您的账号看不到这一项的内容，请有权限的同事处理。</p>}
      {check.lacks.length > 0 && (
        <div role="note" aria-label="缺少的资料"><StatusTag tone="warn">资料不全</StatusTag><ul className={classes['lacks']}>{check.lacks.map((lack) => <li key={lack}>{lack}</li>)}</ul></div>
      )}
      {!check.hidden && result === 'nothing_to_see' && <p className="dim">本学期还没有可查的记录。</p>}
      {!check.hidden && result === 'clean' && <p><StatusTag tone="good">没有发现问题</StatusTag></p>}
      {check.findings.length > 0 && (
        <DataTable
          label={`CHK-${check.no} 发现的问题`} rows={check.findings} columns={columns} rowKey={(finding) => finding.key} wrap maxHeight="calc(100vh - 26rem)" onActive={(finding) => setActiveKey(finding.key)}
          {...(writable ? { selected, onSelect: setSelected } : {})}
          tools={(
            <>
              {record !== null && record !== undefined && <Go place={record} text={`${record.label}${active === undefined || active.subject.label === '' ? '' : `：${active.subject.label.split(' ')[0] ?? ''}`}`} />}
              {writable && <Button size="compact-sm" disabled={ticked.length === 0} onClick={() => setDoing('explain')}>{ticked.length === 0 ? '写说明（先勾选）' : `说明勾选的 ${ticked.length} 条`}</Button>}
              {can('check.write') && active !== undefined && active.rectificationNo === null && <Button size="compact-sm" variant="default" onClick={() => setDoing('rectify')}>登记整改</Button>}
              {active !== undefined && active.rectificationNo !== null && <Go place={{ to: '/checks', search: { tab: 'rectification' }, label: `整改台账 ${active.rectificationNo}` }} />}
              {writable && active?.explanation && <Button size="compact-sm" variant="default" onClick={() => setDoing('take_back')}>撤回这条说明</Button>}
            </>
          )}
        />
      )}
      {doing === 'explain' && (
        <ReasonDialog
          title={`说明 CHK-${check.no} 的 ${ticked.length} 条`} label="为什么可以这样" submitLabel="写下说明" onClose={() => setDoing(null)}
          sentence={`写明核对的经过和依据，会印在自查报告上。这 ${ticked.length} 条的情况以后有变化，说明自动作废，要重新说明。`}
          onSubmit={async (reason) => { await explain.mutateAsync({ schoolId, term, reason, findings: ticked.map(({ key, fingerprint }) => ({ key, fingerprint })) }); done(); }}
        />
      )}
      {doing === 'rectify' && active !== undefined && (
        <OpenDialog items={[]} seed={{ what: `${active.subject.label} ${active.sentence}`.trim().slice(0, 400), checkNo: check.no, findingKey: active.key }} onClose={done} />
      )}
      {doing === 'take_back' && active !== undefined && (
        <ReasonDialog
          title="撤回说明" label="撤回原因" submitLabel="撤回" sentence={`将撤回“${active.subject.label || check.title}”的说明，这一条重新算作待处理。`} onClose={() => setDoing(null)}
          onSubmit={async (reason) => { await takeBack.mutateAsync({ schoolId, term, key: active.key, reason }); done(); }}
        />
      )}
    </section>
  );
}
