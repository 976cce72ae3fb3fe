import { Spotlight } from '@mantine/spotlight';
import { useNavigate, useRouter } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { navigation } from '../navigation.ts';

/** Ctrl+K: pages by name; students and classes are asked of the roster. */
export function FrameSearch(): ReactElement {
  const { can } = useArchive();
  const navigate = useNavigate();
  const registered = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  const [wanted, setWanted] = useState('');
  const pages = navigation.flatMap((group) => group.items)
    .filter((item) => item.path in registered && (item.needs === undefined || can(item.needs)) && item.label.includes(wanted.trim()));
  return (
    <Spotlight.Root query={wanted} onQueryChange={setWanted} shortcut="mod + K" transitionProps={{ duration: 0 }} lockScroll={false} overlayProps={{ blur: 0 }} attributes={{ content: { 'aria-label': '查找' } }}>
      <Spotlight.Search placeholder="姓名、拼音、拼音首字母、证件号后几位，或页面名" aria-label="查找学生、班级、页面" />
      <Spotlight.ActionsList>
        {pages.map((item) => (
          <Spotlight.Action key={item.path} label={item.label} description="页面" onClick={() => void navigate({ to: item.path as '/' })} />
        ))}
        {pages.length === 0 && <Spotlight.Empty>没有找到“{wanted}”。可以试姓名、拼音首字母或证件号后四位。</Spotlight.Empty>}
      </Spotlight.ActionsList>
    </Spotlight.Root>
  );
}
