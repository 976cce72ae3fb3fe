import { Spotlight } from '@mantine/spotlight';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useDeferredValue, useState } from 'react';
import type { KeyboardEvent, ReactElement } from 'react';
import { formatStudentStatus } from '#shared/domain/roster/student-status.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { navigation, programNavigation } from '../navigation.ts';
import { findActions } from './search-actions.ts';

/** Enter without a choice takes the first line. */
function takeFirst(event: KeyboardEvent<HTMLInputElement>): void {
  if (event.key !== 'Enter' || event.nativeEvent.isComposing) return;
  const list = event.currentTarget.closest('[role="dialog"]');
  if (list === null || list.querySelector('[data-action][data-selected]') !== null) return;
  event.preventDefault();
  list.querySelector<HTMLElement>('[data-action]')?.click();
}

/** Ctrl+K: students by name, 拼音, initials or the last digits of a number; classes; pages and actions by name. */
export function FrameSearch(): ReactElement {
  const { can, schoolId, term } = useArchive();
  const navigate = useNavigate();
  const registered = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  const [wanted, setWanted] = useState('');
  const text = useDeferredValue(wanted.trim());
  const asksRoster = text !== '' && can('roster.read');
  const students = useQuery(api.roster.search.queryOptions({ input: { schoolId, term, text, limit: 12 }, enabled: asksRoster, placeholderData: (before) => before }));
  const classes = useQuery(api.roster.classes.queryOptions({ input: { schoolId, term }, enabled: asksRoster }));
  const pages = [...[...navigation, programNavigation].flatMap((group) => group.items), ...findActions()]
    .filter((item) => item.path in registered && (item.needs === undefined || can(item.needs)) && item.label.includes(text));
  const hits = asksRoster ? students.data ?? [] : [];
  const classHits = asksRoster ? (classes.data ?? []).filter((one) => one.className.includes(text)).slice(0, 6) : [];
  const openStudent = (studentId: number): void => {
    void navigate('/dossier/$studentId' in registered
      ? { to: '/dossier/$studentId' as '/', params: { studentId: String(studentId) } as never }
      : { to: '/roster' as '/', search: { student: studentId } as never });
  };
  const go = (path: string, search: Readonly<Record<string, unknown>> = {}): void => void navigate({ to: path as '/', search: search as never });
  return (
    <Spotlight.Root
      query={wanted} onQueryChange={setWanted} shortcut="mod + K" tagsToIgnore={[]} triggerOnContentEditable scrollable maxHeight="24rem"
      transitionProps={{ duration: 0 }} lockScroll={false} overlayProps={{ blur: 0 }} attributes={{ content: { 'aria-label': '查找' } }}
    >
      <Spotlight.Search placeholder="姓名、拼音、拼音首字母、证件号后几位，或班级、页面名" aria-label="查找学生、班级、页面" onKeyDown={takeFirst} />
      <Spotlight.ActionsList>
        {hits.map((hit) => (
          <Spotlight.Action
            key={`student-${hit.studentId}`} label={`${hit.name}　${hit.className}`}
            description={`学生　${formatStudentStatus(hit.status)}${hit.idTail === '' ? '' : `　证件号末位 ${hit.idTail}`}`}
            onClick={() => openStudent(hit.studentId)}
          />
        ))}
        {classHits.map((one) => (
          <Spotlight.Action key={`class-${one.id}`} label={one.className} description={`班级　在册 ${one.onRoll} 人`} onClick={() => go('/roster', { classId: one.id })} />
        ))}
        {pages.map((item) => (
          <Spotlight.Action key={item.path} label={item.label} description="页面" onClick={() => go(item.path)} />
        ))}
        {pages.length + hits.length + classHits.length === 0 && (
          <Spotlight.Empty>{students.isFetching ? '正在找……' : `没有找到“${wanted}”。可以试姓名、拼音首字母或证件号后四位。`}</Spotlight.Empty>
        )}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
