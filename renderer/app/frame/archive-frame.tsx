import { useQueryClient } from '@tanstack/react-query';
import { Outlet, useNavigate } from '@tanstack/react-router';
import { useCallback, useEffect } from 'react';
import type { ReactElement } from 'react';
import { SignedInContext, useSignedIn } from '#renderer/bridge/use-archive.ts';
import { FrameHeader } from './frame-header.tsx';
import classes from './frame.module.css';
import { SideNavigation } from './side-navigation.tsx';
import { useHelpKey } from './use-help-key.ts';
import { useIdleLock } from './use-idle-lock.ts';
import { lockReasonKey, useLock } from './use-lock.ts';

function OpenFrame({ lockMinutes }: { readonly lockMinutes: number }): ReactElement {
  const lock = useLock();
  const lockIdle = useCallback(() => void lock('idle'), [lock]);
  useIdleLock(lockMinutes, lockIdle);
  useHelpKey();
  return (
    <div className={classes['frame']}>
      <a className={classes['skip']} href="#page" onClick={(event) => { event.preventDefault(); document.getElementById('page')?.focus(); }}>跳到正文</a>
      <FrameHeader onLock={() => void lock('button')} />
      <div className={classes['below']}>
        <SideNavigation />
        <main id="page" className={classes['page']} tabIndex={-1}><Outlet /></main>
      </div>
    </div>
  );
}

/** Everything around a page of an open archive. Signed out from anywhere: back to the start page. */
export function ArchiveFrame(): ReactElement | null {
  const signedIn = useSignedIn();
  const navigate = useNavigate();
  const queries = useQueryClient();
  const signedOut = signedIn === null;
  useEffect(() => {
    if (signedOut) void navigate({ to: '/start', search: { why: queries.getQueryData<'idle'>(lockReasonKey) } });
  }, [signedOut, navigate, queries]);
  if (signedIn === null) return null;
  return (
    <SignedInContext.Provider value={signedIn}>
      <OpenFrame lockMinutes={signedIn.lockMinutes} />
    </SignedInContext.Provider>
  );
}
