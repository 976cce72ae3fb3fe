import { Button, Menu } from '@mantine/core';
import { spotlight } from '@mantine/spotlight';
import { IconChevronDown } from '@tabler/icons-react';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { formatTerm, nextTerm, previousTerm } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { roleNames } from '#shared/text/access.ts';
import { isLargeText, setLargeText } from '#renderer/theme/text-size.ts';
import { FrameSearch } from './frame-search.tsx';
import classes from './frame.module.css';

interface SwitchProps {
  readonly what: string;
  readonly shown: string;
  readonly children: ReactNode;
}

function HeaderSwitch({ what, shown, children }: SwitchProps): ReactElement {
  return (
    <Menu position="bottom-start">
      <Menu.Target>
        <button type="button" className={classes['chip']} aria-label={`${what}：${shown}`}>
          <span className="dim">{what}</span><span className={classes['shown']}>{shown}</span><IconChevronDown size={14} aria-hidden />
        </button>
      </Menu.Target>
      <Menu.Dropdown>{children}</Menu.Dropdown>
    </Menu>
  );
}

/** The two terms to come and the six before: nobody works further away from the current one. */
function termsAround(current: TermKey): TermKey[] {
  const terms = [current];
  for (let ahead = 0; ahead < 2; ahead += 1) terms.unshift(nextTerm(terms[0] ?? current));
  for (let back = 0; back < 6; back += 1) terms.push(previousTerm(terms.at(-1) ?? current));
  return terms;
}

export function FrameHeader({ onLock }: { readonly onLock: () => void }): ReactElement {
  const { signedIn, school, term } = useArchive();
  const navigate = useNavigate();
  const [large, setLarge] = useState(isLargeText());
  const put = (search: { school?: number; term?: string }): void => {
    void navigate({ to: '.', search: ((before: object) => ({ ...before, ...search })) as never });
  };
  const toggleLarge = (): void => {
    setLargeText(!large);
    setLarge(!large);
  };
  return (
    <header className={classes['header']}>
      <b className={classes['name']}>一档</b>
      <HeaderSwitch what="学校" shown={school.name}>
        {signedIn.schools.map((one) => (
          <Menu.Item key={one.id} aria-current={one.id === school.id} onClick={() => put({ school: one.id })}>{one.name}</Menu.Item>
        ))}
      </HeaderSwitch>
      <HeaderSwitch what="学期" shown={formatTerm(term)}>
        {termsAround(signedIn.currentTerm).map((one) => (
          <Menu.Item key={one} aria-current={one === term} onClick={() => put({ term: one })}>
            {formatTerm(one)}{one === signedIn.currentTerm ? '（本学期）' : ''}
          </Menu.Item>
        ))}
      </HeaderSwitch>
      {term !== signedIn.currentTerm && <StatusTag tone="warn">不是本学期</StatusTag>}
      {signedIn.demo && <StatusTag tone="warn">演示</StatusTag>}
      {signedIn.onePersonMode && <StatusTag>一人模式</StatusTag>}
      <span className={classes['room']} />
      <button type="button" className={`${classes['chip']} ${classes['search']}`} onClick={() => spotlight.open()} aria-label="查找学生、班级、页面">
        <span className="dim">找学生、班级、页面…</span><kbd>Ctrl K</kbd>
      </button>
      <FrameSearch />
      <Button variant="default" aria-pressed={large} onClick={toggleLarge}>大字</Button>
      <span className={classes['who']}>{roleNames[signedIn.role]} · {signedIn.displayName}</span>
      <Button variant="default" onClick={onLock}>锁定</Button>
    </header>
  );
}
