import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PanelMemberView, PanelView } from '#shared/contract/panels.ts';
import { memberKindTexts, panelLevelTexts, panelTypeTexts } from '#shared/text/panels.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { BodyDialog } from './body-dialog.tsx';
import { EndMemberDialog, MemberDialog, PostingDialog, RelativesDialog } from './member-dialogs.tsx';
import classes from './panels.module.css';

const route = getRouteApi('/archive/panels/$panelId');

type Asked = { readonly kind: 'edit' | 'member' | 'posting' } | { readonly kind: 'end' | 'relatives'; readonly member: PanelMemberView };

/** One body: who sits and who sat, what the procedure says to it, where its list hung. */
export function BodyPage(): ReactElement {
  const { panelId } = route.useParams();
  const { schoolId, term } = useArchive();
  const query = useQuery(api.panels.get.queryOptions({ input: { schoolId, term, panelId: Number(panelId) } }));
  return <QueryView query={query} what="评议机构">{(panel) => <BodyView panel={panel} />}</QueryView>;
}

function BodyView({ panel }: { readonly panel: PanelView }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [asked, setAsked] = useState<Asked | null>(null);
  const may = can('identification.write');
  const close = (): void => setAsked(null);
  const until = panel.untilOn === null ? '至今' : `至 ${panel.untilOn}`;
  return (
    <>
      <PageHeader
        title={panel.name} tags={<StatusTag>{panelTypeTexts[panel.type]}</StatusTag>}
        subtitle={`${panelLevelTexts[panel.level]} · ${panel.place} · ${panel.appointedOn} 成立${panel.appointmentDoc === '' ? '' : `（${panel.appointmentDoc}）`} · 任期 ${panel.fromOn} ${until}`}
        actions={(
          <>
            <Button variant="default" component={Link} to={'/panels?tab=bodies' as '/'}>全部机构</Button>
            {may && <Button variant="default" onClick={() => setAsked({ kind: 'edit' })}>改资料</Button>}
            {can('file.take') && <FileButton print disabled={panel.members === 0}
              make={() => client.panels.printMembers({ schoolId, term, panelId: panel.panelId })}>打印成员名单</FileButton>}
            {may && <Button onClick={() => setAsked({ kind: 'member' })}>登记成员</Button>}
          </>
        )}
      />
      <div className="beside">
        <section className={`card ${classes['scroll']}`} aria-label="成员">
          <MembersTable roll={panel.roll} onAsk={may ? setAsked : null} />
        </section>
        <aside className={classes['side']} aria-label="提示、张贴和附件">
          <Findings panel={panel} />
          <Postings panel={panel} onPost={may ? () => setAsked({ kind: 'posting' }) : null} />
          <section className="card padded"><h2>附件</h2><AttachmentList subject="panel" subjectId={panel.panelId} kinds={['成立文件', '名单张贴照片', '其他']} canWrite={may} /></section>
        </aside>
      </div>
      {asked?.kind === 'edit' && <BodyDialog panel={panel} onClose={close} />}
      {asked?.kind === 'member' && <MemberDialog panel={panel} onClose={close} />}
      {asked?.kind === 'posting' && <PostingDialog panel={panel} onClose={close} />}
      {asked?.kind === 'end' && <EndMemberDialog panel={panel} member={asked.member} onClose={close} />}
      {asked?.kind === 'relatives' && <RelativesDialog panel={panel} member={asked.member} onClose={close} />}
    </>
  );
}

function MembersTable({ roll, onAsk }: { readonly roll: readonly PanelMemberView[]; readonly onAsk: ((asked: Asked) => void) | null }): ReactElement {
  if (roll.length === 0) return <p className="dim padded">还没有成员。点“登记成员”，一个一个登记；学生代表从名册里选。</p>;
  return (
    <table className="plain" aria-label="成员">
      <thead><tr><th>姓名</th><th>代表</th><th>职务</th><th>亲属学生（回避）</th><th>任期</th>{onAsk !== null && <th>操作</th>}</tr></thead>
      <tbody>
        {roll.toSorted((left, right) => Number(right.sits) - Number(left.sits)).map((member) => (
          <tr key={member.memberId} className={member.sits ? '' : 'dim'}>
            <td>{member.name}{member.className === '' ? '' : `（${member.className}）`}</td>
            <td>{memberKindTexts[member.kind]}</td>
            <td>{member.duty}</td>
            <td>{member.relatives.map((one) => `${one.name}（${one.className}）`).join('、') || '—'}</td>
            <td>{member.fromOn} {member.untilOn === null ? '起' : `至 ${member.untilOn}：${member.untilReason ?? ''}`}</td>
            {onAsk !== null && (
              <td>
                {member.untilOn === null && (
                  <Group gap="xs" wrap="nowrap">
                    <Button size="compact-sm" variant="default" aria-label={`${member.name} 的亲属学生`} onClick={() => onAsk({ kind: 'relatives', member })}>亲属学生</Button>
                    <Button size="compact-sm" variant="subtle" color="red" aria-label={`${member.name} 离任`} onClick={() => onAsk({ kind: 'end', member })}>离任</Button>
                  </Group>
                )}
              </td>
            )}
          </tr>
        ))}
      </tbody>
    </table>
  );
}

function Findings({ panel }: { readonly panel: PanelView }): ReactElement {
  return (
    <section className="card padded" aria-label="对照本校程序">
      <h2>对照本校程序</h2>
      {panel.findings.length === 0
        ? <StatusTag tone="good">人数、代表、年级都符合</StatusTag>
        : <ul className={classes['list']}>{panel.findings.map((one) => <li key={one.sentence} className={one.severity === 'refuse' ? 'bad' : 'warn'}>{one.sentence}</li>)}</ul>}
    </section>
  );
}

function Postings({ panel, onPost }: { readonly panel: PanelView; readonly onPost: (() => void) | null }): ReactElement {
  return (
    <section className="card padded" aria-label="名单张贴">
      <h2>名单张贴</h2>
      {panel.postings.length === 0
        ? <p className="dim small">还没有登记张贴。打印成员名单贴出去以后登记在这里。</p>
        : (
          <ul className={classes['list']}>
            {panel.postings.map((one) => <li key={one.id}>{one.postedOn} {one.untilOn === null ? '起' : `至 ${one.untilOn}`}，{one.place}（{one.by}）</li>)}
          </ul>
        )}
      {onPost !== null && <Button mt="xs" size="compact-sm" variant="default" onClick={onPost}>登记张贴</Button>}
    </section>
  );
}
