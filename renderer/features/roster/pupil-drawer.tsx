import { Button, Drawer, Group, Stack } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterMember, RosterPupil } from '#shared/contract/roster.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import { formatIdDocumentType } from '#shared/domain/identity/id-document.ts';
import { formatSex } from '#shared/domain/identity/sex.ts';
import { formatBoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { idCheckTone, idCheckWords, usePupil } from './data.ts';
import { MemberDialog } from './member-dialog.tsx';
import { MembersTable } from './members-table.tsx';
import { MoveDialog } from './move-dialog.tsx';
import { PlaceDialog } from './place-dialog.tsx';
import { PupilDialog } from './pupil-dialog.tsx';
import { PupilHistory } from './pupil-history.tsx';
import { SensitiveText } from './sensitive-text.tsx';
import { SplitDialog, splitWords } from './split-dialog.tsx';

type Asked = 'edit' | 'move' | 'place' | 'split' | { readonly member: RosterMember | null } | null;

/** One pupil beside the table: data, household, movements, what was changed and by which file. */
export function PupilDrawer({ studentId, onClose }: { readonly studentId: number; readonly onClose: () => void }): ReactElement {
  const pupil = usePupil(studentId);
  return (
    <Drawer opened onClose={onClose} position="right" size="46rem" title={<b>{pupil.data ? `${pupil.data.name}　${pupil.data.className || '没有编班'}` : '学生'}</b>} closeButtonProps={{ 'aria-label': '关闭' }}>
      <QueryView query={pupil} what="学生资料">{(data) => <PupilSheet pupil={data} />}</QueryView>
    </Drawer>
  );
}

function PupilSheet({ pupil }: { readonly pupil: RosterPupil }): ReactElement {
  const { can } = useArchive();
  const [asked, setAsked] = useState<Asked>(null);
  const close = (): void => setAsked(null);
  const writes = can('roster.write');
  const navigate = useNavigate();
  return (
    <Stack gap="md">
      <Group gap="xs">
        {writes && <Button size="compact-sm" onClick={() => setAsked('edit')}>修改资料</Button>}
        {writes && <Button size="compact-sm" variant="default" onClick={() => setAsked('place')}>调班、改就读方式</Button>}
        {writes && <Button size="compact-sm" variant="default" onClick={() => setAsked('move')}>登记异动</Button>}
        {writes && <Button size="compact-sm" variant="default" onClick={() => setAsked({ member: null })}>加家庭成员</Button>}
        {writes && <Button size="compact-sm" variant="default" onClick={() => setAsked('split')}>校籍分离</Button>}
        {can('dossier.read') && (
          <Button size="compact-sm" variant="default" onClick={() => void navigate({ to: '/dossier/$studentId', params: { studentId: String(pupil.studentId) } })}>一生一档</Button>
        )}
      </Group>
      <ProblemList problems={pupil.problems} />
      <BasicTable pupil={pupil} />
      <MembersTable pupil={pupil} {...(writes ? { onEdit: (member: RosterMember) => setAsked({ member }) } : {})} />
      <PupilHistory pupil={pupil} />
      {asked === 'edit' && <PupilDialog pupil={pupil} onClose={close} />}
      {asked === 'split' && <SplitDialog pupil={pupil} onClose={close} />}
      {asked === 'move' && <MoveDialog pupils={[pupil]} onClose={close} onDone={close} />}
      {asked === 'place' && <PlaceDialog pupils={[pupil]} onClose={close} onDone={close} />}
      {asked !== null && typeof asked === 'object' && <MemberDialog studentId={pupil.studentId} member={asked.member} onClose={close} />}
    </Stack>
  );
}

function BasicTable({ pupil }: { readonly pupil: RosterPupil }): ReactElement {
  const { studentId } = pupil;
  return (
    <section aria-label="基本资料">
      <h3>基本资料</h3>
      <table className="plain">
        <tbody>
          <tr><th scope="row">状态</th><td><StatusTag tone={pupil.status === 'enrolled' ? 'good' : 'plain'}>{formatStudentStatus(pupil.status)}</StatusTag>{pupil.statusFrom ? `　自 ${formatChineseDate(pupil.statusFrom)}` : ''}</td></tr>
          <tr><th scope="row">班级</th><td>{formatStage(pupil.stage)}　{pupil.className || '没有编班'}{pupil.entryYear ? `　${pupil.entryYear} 年入学` : ''}{pupil.yearOffset < 0 ? '　留级' : pupil.yearOffset > 0 ? '　跳级' : ''}</td></tr>
          <tr><th scope="row">就读方式</th><td>{formatBoardingMode(pupil.boardingMode) || '未知'}</td></tr>
          <tr><th scope="row">性别、出生日期</th><td>{formatSex(pupil.sex) || '未知'}　{pupil.birthDate ?? '未知'}</td></tr>
          <tr>
            <th scope="row">{formatIdDocumentType(pupil.idType)}</th>
            <td>
              <SensitiveText studentId={studentId} field="idNumber" label="身份证件号" masked={pupil.idNumberMasked} />
              {idCheckTone(pupil.idCheck) !== undefined && <>　<StatusTag tone={idCheckTone(pupil.idCheck) ?? 'plain'}>{idCheckWords(pupil.idCheck)}</StatusTag></>}
            </td>
          </tr>
          <tr><th scope="row">学籍号</th><td><SensitiveText studentId={studentId} field="registryNo" label="学籍号" masked={pupil.registryNoMasked} /></td></tr>
          {pupil.registryNumbers.length > 1 && <tr><th scope="row">用过的学籍号</th><td>{pupil.registryNumbers.map(({ numberMasked, firstSeenOn }) => `${numberMasked}（${firstSeenOn} 起）`).join('、')}</td></tr>}
          {splitWords(pupil.split) !== '' && <tr><th scope="row">校籍分离</th><td>{splitWords(pupil.split)}</td></tr>}
          {pupil.formerName !== '' && <tr><th scope="row">曾用名</th><td>{pupil.formerName}</td></tr>}
          {pupil.attributes.map(({ key, label, value, sensitive }) => (
            <tr key={key}>
              <th scope="row">{label}</th>
              <td>{sensitive && (key === 'phone' || key === 'homeAddress' || key === 'disabilityCertificateNo') ? <SensitiveText studentId={studentId} field={key} label={label} masked={value} /> : value}</td>
            </tr>
          ))}
          {pupil.source && <tr><th scope="row">来自</th><td>{pupil.source.fileName}{pupil.source.rowNo === null ? '' : ` 第 ${pupil.source.rowNo} 行`}</td></tr>}
        </tbody>
      </table>
    </section>
  );
}
