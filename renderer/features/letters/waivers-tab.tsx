import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SlipRow } from '#shared/contract/letters.ts';
import type { Waiver, WaiverDue } from '#shared/contract/waivers.ts';
import { caseStateTexts } from '#shared/text/identification.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import classes from './letters.module.css';
import { RevokeDialog, WaiverDialog } from './waiver-dialogs.tsx';

const columns: readonly DataColumn<Waiver>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 100, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 110 },
  { id: 'state', title: '声明', kind: 'choice', value: (row) => (row.revoked === null ? '有效' : '已撤回'), width: 90, cell: (row) => <StatusTag tone={row.revoked === null ? 'plain' : 'warn'}>{row.revoked === null ? '有效' : '已撤回'}</StatusTag> },
  { id: 'what', title: '放弃什么', kind: 'choice', value: (row) => row.what, width: 160 },
  { id: 'signed', title: '签署', kind: 'date', value: (row) => row.signedOn, width: 100 },
  { id: 'signer', title: '签名人', value: (row) => `${row.signer}（${row.relation}）`, width: 130 },
  { id: 'groups', title: '名单情形', value: (row) => row.groups.join('、'), width: 140 },
  { id: 'case', title: '认定个案', value: (row) => (row.caseState === null ? '没有' : caseStateTexts[row.caseState]), width: 110 },
  { id: 'scans', title: '扫描', kind: 'number', value: (row) => (row.scans === 0 ? null : row.scans), width: 60 },
  { id: 'reason', title: '理由', value: (row) => row.reason, width: 200, grow: true },
];

function DueList({ due, mayWrite, onRecord }: { readonly due: readonly WaiverDue[]; readonly mayWrite: boolean; readonly onRecord: (studentId: number) => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  return (
    <section className="card padded" aria-label="应签放弃声明">
      <h2>应签放弃声明　{due.length} 人</h2>
      <p className="dim small">在部门名单上、回执选了不申请。先讲清政策；家长仍不申请的，请家长自愿签写。</p>
      <div style={{ maxHeight: '11rem', overflow: 'auto' }}>
        <table className="plain" aria-label="应签放弃声明的学生">
          <thead><tr><th scope="col">姓名</th><th scope="col">班级</th><th scope="col">名单</th><th scope="col">回执</th><th scope="col">办理</th></tr></thead>
          <tbody>
            {due.map((one) => (
              <tr key={one.studentId}>
                <td>{one.name}</td><td>{one.className}</td><td>{one.listed.join('、')}</td><td>{one.returnedOn ?? ''}</td>
                <td className={classes['chips']}>
                  {can('file.take') && <FileButton print variant="subtle" make={() => client.waivers.form({ schoolId, term, studentId: one.studentId })}>打印待签声明</FileButton>}
                  {mayWrite && <Button size="compact-sm" variant="default" aria-label={`登记 ${one.name} 的放弃声明`} onClick={() => onRecord(one.studentId)}>登记</Button>}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </section>
  );
}

function WaiverSide({ waiver, mayWrite, onRevoke, onClose }: { readonly waiver: Waiver; readonly mayWrite: boolean; readonly onRevoke: () => void; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const holder = useEscape<HTMLElement>(onClose);
  return (
    <section ref={holder} className={`card padded ${classes['side']}`} aria-label={`${waiver.name}的放弃声明`}>
      <div className={classes['bar']}><h2>{waiver.name}　{waiver.className}</h2><Button size="compact-sm" variant="default" onClick={onClose}>关上</Button></div>
      <dl className={classes['facts']}>
        <dt>放弃</dt><dd>{waiver.what}</dd>
        <dt>签署</dt><dd>{waiver.signedOn}　{waiver.signer}（{waiver.relation}）{waiver.witness === '' ? '' : `，见证 ${waiver.witness}`}</dd>
        <dt>名单情形</dt><dd>{waiver.groups.length === 0 ? '不在名单上' : waiver.groups.join('、')}</dd>
        <dt>理由</dt><dd>{waiver.reason}</dd>
        <dt>认定个案</dt><dd>{waiver.caseState === null ? '没有' : caseStateTexts[waiver.caseState]}</dd>
        <dt>登记</dt><dd>{waiver.by}</dd>
        {waiver.revoked !== null && <><dt>撤回</dt><dd>{waiver.revoked.on}　{waiver.revoked.reason}　<span className="dim">{waiver.revoked.by} 登记</span></dd></>}
      </dl>
      <div className={classes['chips']} style={{ margin: '0.5rem 0' }}>
        {can('file.take') && <FileButton print make={() => client.waivers.form({ schoolId, term, waiverId: waiver.id })}>打印声明</FileButton>}
        {mayWrite && waiver.revoked === null && <Button variant="default" onClick={onRevoke}>登记撤回</Button>}
      </div>
      <AttachmentList subject="waiver" subjectId={waiver.id} kinds={['放弃声明扫描', '撤回声明扫描']} canWrite={mayWrite} />
    </section>
  );
}

/** 放弃声明: those who should sign one, and those signed, with their revocation. */
export function WaiversTab({ rows, asked, onAsked }: { readonly rows: readonly SlipRow[]; readonly asked: number | null; readonly onAsked: () => void }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.waivers.list.queryOptions({ input: { schoolId, term } }));
  const [recording, setRecording] = useState<{ readonly studentId: number | null } | null>(asked === null ? null : { studentId: asked });
  const [openId, setOpenId] = useState<number | null>(null);
  const [revoking, setRevoking] = useState<Waiver | null>(null);
  const mayWrite = can('identification.write');
  const close = (): void => { setRecording(null); onAsked(); };
  return (
    <QueryView query={query} what="放弃声明">
      {({ waivers, due, items }) => {
        const open = waivers.find((one) => one.id === openId);
        return (
          <>
            <div className={classes['bar']}>
              <span className="dim small">放弃完全出于自愿，只对本学年有效，随时可以撤回</span>
              <div className={classes['chips']}>
                {can('file.take') && <FileButton print make={() => client.waivers.form({ schoolId, term })}>打印空白声明</FileButton>}
                {can('file.take') && <FileButton print variant="subtle" make={() => client.waivers.form({ schoolId, term, ofItem: true })}>空白（只放弃一项）</FileButton>}
                {mayWrite && rows.length > 0 && <Button onClick={() => setRecording({ studentId: null })}>登记放弃声明</Button>}
              </div>
            </div>
            {due.length > 0 && <DueList due={due} mayWrite={mayWrite} onRecord={(studentId) => setRecording({ studentId })} />}
            <div className="beside" style={{ flex: 1 }}>
              <DataTable
                label="放弃声明" rows={waivers} columns={columns} rowKey={(row) => String(row.id)} onOpen={(row) => setOpenId(row.id)} openHint="看全文和扫描" maxHeight={due.length > 0 ? 'calc(100vh - 31rem)' : 'calc(100vh - 17rem)'}
                empty={<EmptyState title="本学年还没有放弃声明">在部门名单上而不申请的家庭，自愿签写的放弃声明在这里登记；登记后个案改为“不申请/放弃”，撤回后重新打开。只放弃一项的，认定不变，其他资助照常。</EmptyState>}
              />
              {open !== undefined && <WaiverSide key={open.id} waiver={open} mayWrite={mayWrite} onRevoke={() => setRevoking(open)} onClose={() => setOpenId(null)} />}
            </div>
            {recording !== null && <WaiverDialog rows={rows} items={items} studentId={recording.studentId} onClose={close} />}
            {revoking !== null && <RevokeDialog waiver={revoking} onClose={() => setRevoking(null)} />}
          </>
        );
      }}
    </QueryView>
  );
}
