import { Button, Tabs } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { BasicTab } from './basic-tab.tsx';
import { useStudentFile } from './data.ts';
import { FamilyTab } from './family-tab.tsx';
import { IdentificationTab } from './identification-tab.tsx';
import { MaskedNumber } from './masked-number.tsx';
import { MoneyTab } from './money-tab.tsx';
import { MovementsTab } from './movements-tab.tsx';
import { NoticesTab } from './notices-tab.tsx';
import { PreviewDialog } from './preview-dialog.tsx';
import type { DossierTab } from './routes.ts';
import { TraceTab } from './trace-tab.tsx';

interface Part {
  readonly tab: DossierTab;
  readonly label: string;
  readonly count: (file: StudentFileView) => number;
  readonly panel: (props: { readonly file: StudentFileView }) => ReactElement;
}

const parts: readonly Part[] = [
  { tab: 'basic', label: '基本信息', count: () => 0, panel: BasicTab },
  { tab: 'family', label: '家庭', count: (file) => file.members.length, panel: FamilyTab },
  { tab: 'identification', label: '认定', count: (file) => file.determinations.length, panel: IdentificationTab },
  { tab: 'money', label: '应发与发放', count: (file) => file.entitlements.length, panel: MoneyTab },
  { tab: 'notices', label: '公示', count: (file) => file.notices.length, panel: NoticesTab },
  { tab: 'movements', label: '变动', count: (file) => file.movements.length, panel: MovementsTab },
  { tab: 'trace', label: '留痕', count: (file) => file.trace.length, panel: TraceTab },
];

const route = getRouteApi('/archive/dossier/$studentId');

export function DossierPage(): ReactElement {
  const { studentId } = route.useParams();
  const file = useStudentFile(Number(studentId));
  return <QueryView query={file} what="这份档案">{(data) => <OneFile key={data.studentId} file={data} />}</QueryView>;
}

function OneFile({ file }: { readonly file: StudentFileView }): ReactElement {
  const { tab } = route.useSearch();
  const { can } = useArchive();
  const navigate = useNavigate();
  const [previewing, setPreviewing] = useState(false);
  const chosen = parts.find((part) => part.tab === tab) ?? parts.find((part) => part.tab === 'money' && file.entitlements.length > 0) ?? parts[0];
  const missing = file.completeness.filter((item) => !item.present).length;
  const go = (next: string | null): void => void navigate({
    to: '/dossier/$studentId', params: { studentId: String(file.studentId) }, search: { tab: (next ?? 'basic') as DossierTab }, replace: true,
  });
  return (
    <>
      <PageHeader
        title={`${file.name}　${file.className}`}
        tags={<FileTags file={file} />}
        subtitle={(
          <>
            身份证件 <MaskedNumber studentId={file.studentId} field="idNumber" masked={file.idNumber} />　学籍号 <MaskedNumber studentId={file.studentId} field="registryNo" masked={file.registryNo} />
            {file.guardians !== '' && `　监护人 ${file.guardians}`}　档案完整度 {file.completeness.length - missing} / {file.completeness.length}
          </>
        )}
        actions={(
          <>
            <Button variant="default" onClick={() => void navigate({ to: '/dossier' })}>回到名单</Button>
            <Button onClick={() => setPreviewing(true)}>{can('dossier.print') ? '打印一生一档' : '看纸面'}</Button>
          </>
        )}
      />
      <Tabs value={chosen?.tab ?? null} onChange={go} keepMounted={false}>
        <Tabs.List aria-label="档案的内容" mb="md">
          {parts.map((part) => {
            const count = part.count(file);
            return <Tabs.Tab key={part.tab} value={part.tab}>{part.label}{count > 0 ? ` ${count}` : ''}</Tabs.Tab>;
          })}
        </Tabs.List>
        {parts.map((part) => (
          <Tabs.Panel key={part.tab} value={part.tab}>{part.tab === chosen?.tab && <part.panel file={file} />}</Tabs.Panel>
        ))}
      </Tabs>
      <PreviewDialog file={file} opened={previewing} onClose={() => setPreviewing(false)} />
    </>
  );
}

function FileTags({ file }: { readonly file: StudentFileView }): ReactElement {
  return (
    <>
      <StatusTag tone={file.status === '在读' ? 'plain' : 'warn'}>{file.status}</StatusTag>
      {file.boarding !== '' && <StatusTag>{file.boarding}</StatusTag>}
      {file.hardshipGrade !== '' && <StatusTag tone="good">{file.hardshipGrade}</StatusTag>}
    </>
  );
}
