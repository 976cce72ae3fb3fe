import { Button, SegmentedControl } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, getRouteApi, useNavigate } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { VerificationTabs } from '#renderer/components/verification-tabs.tsx';
import { HitsPanel } from './hits-panel.tsx';
import { KindsPanel } from './kinds-panel.tsx';
import { NegativeLists } from './negative-lists.tsx';
import type { VerificationPart } from './routes.ts';

const route = getRouteApi('/archive/verification');

const partLabels: Readonly<Record<VerificationPart, string>> = { hits: '命中', lists: '名单', kinds: '名单种类' };

function NegativePart({ part }: { readonly part: VerificationPart }): ReactElement {
  const { schoolId, term, can } = useArchive();
  const navigate = useNavigate();
  const lists = useQuery(api.verification.lists.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={lists} what="负面名单">
      {(all) => (
        <div style={{ display: 'flex', flexDirection: 'column', gap: '0.75rem', minHeight: 0 }}>
          <SegmentedControl
            aria-label="看什么" value={part} onChange={(next) => void navigate({ to: '/verification', search: { part: next as VerificationPart } })} style={{ alignSelf: 'flex-start' }}
            data={Object.entries(partLabels).map(([value, label]) => ({ value, label: value === 'lists' ? `${label} ${all.length}` : label }))}
          />
          {part === 'kinds' && <KindsPanel />}
          {part !== 'kinds' && all.length === 0 && (
            <EmptyState title="本学年还没有负面名单" action={can('verification.write') ? <Button component={Link} to="/verification/import">导入名单</Button> : null}>
              县里转来财政供养人员、企业法人或高管等名单时导入这里，程序按证件号和学生的家庭成员相比。命中只是线索：先请家庭说明，再核材料，再写处理意见，谁的认定都不会自动改变。
            </EmptyState>
          )}
          {part === 'hits' && all.length > 0 && <HitsPanel />}
          {part === 'lists' && all.length > 0 && <NegativeLists lists={all} />}
        </div>
      )}
    </QueryView>
  );
}

/** 核查与谈话, the first half: lists of departments held against the households, hit by hit. */
export function VerificationPage(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const { part } = route.useSearch();
  const readable = can('verification.read');
  return (
    <>
      <PageHeader
        title="核查与谈话" subtitle={formatTerm(term)}
        actions={readable && (
          <>
            {can('file.take') && <FileButton print make={() => client.verification.print({ schoolId, term })}>打印核查登记表</FileButton>}
            {can('verification.write') && <Button component={Link} to="/verification/import">导入名单</Button>}
          </>
        )}
      />
      <VerificationTabs current="/verification" />
      {readable ? <NegativePart part={part ?? 'hits'} /> : <EmptyState title="您的账号不看负面核查">负面核查涉及家庭隐私，只给管理员、操作、审核账号和本班班主任看。</EmptyState>}
    </>
  );
}
