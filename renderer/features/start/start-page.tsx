import { Alert, Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi } from '@tanstack/react-router';
import { useEffect, useState } from 'react';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { CreateForm } from './create-form.tsx';
import { findLastSignIn } from './data.ts';
import { DemoButton } from './demo-button.tsx';
import { RecoverForm } from './recover-form.tsx';
import { RestoreForm } from './restore-form.tsx';
import classes from './start-page.module.css';
import { UnlockForm } from './unlock-form.tsx';

type Doing = 'unlock' | 'recover' | 'restore' | 'create';

const route = getRouteApi('/start');

/** Before anyone is signed in: open an archive, or make the first one. */
export function StartPage(): ReactElement {
  const { why } = route.useSearch();
  const query = useQuery(api.archives.list.queryOptions());
  const archives = query.data ?? [];
  const [chosen, setChosen] = useState<string | null>(findLastSignIn()?.archiveId ?? null);
  const [doing, setDoing] = useState<Doing>('unlock');
  useEffect(() => { document.title = '一档 · 打开档案'; }, []);
  const archive = archives.find((one) => one.archiveId === chosen) ?? archives[0];
  const doingNow = archive?.damaged === true && doing !== 'create' ? 'restore' : doing;
  const creating = doing === 'create' || (archive === undefined && query.isSuccess);
  const back = (): void => setDoing('unlock');
  return (
    <main className={classes['start']}>
      <aside className={classes['side']} aria-label="档案">
        <h1 className={classes['name']}>一档</h1>
        <p className="dim small">学生资助，一人一档。资料只在这台电脑上，整个文件加密，不联网。</p>
        {query.isPending && <p className="dim" role="status">正在找这台电脑上的档案……</p>}
        <FailureNotice error={query.error} />
        {archives.length > 0 && <h2 className={classes['heading']}>这台电脑上的档案</h2>}
        <ul className={classes['list']}>
          {archives.map((one) => (
            <li key={one.archiveId}>
              <button
                type="button" className={classes['archive']} aria-current={!creating && one.archiveId === archive?.archiveId}
                onClick={() => { setChosen(one.archiveId); setDoing(one.damaged ? 'restore' : 'unlock'); }}
              >
                <span className={classes['label']}>{one.label}</span>
                {one.demo && <StatusTag tone="warn">演示</StatusTag>}
                {one.damaged
                  ? <StatusTag tone="bad">档案文件损坏</StatusTag>
                  : <span className={`dim small ${classes['made']}`}>建于 {formatMoment(one.createdAt).slice(0, 10)}</span>}
              </button>
            </li>
          ))}
        </ul>
        {(archives.length > 0 || query.isError) && <Button variant="default" onClick={() => setDoing('create')}>建立新档案</Button>}
        <DemoButton again={archives.some((one) => one.demo)} />
      </aside>
      <section className={`card ${classes['work']}`} aria-label="打开或建立档案">
        {why === 'idle' && !creating && <Alert color="yellow" mb="md" role="status">有一阵没人操作，程序已自动锁定。已保存的内容都在，输入密码继续。</Alert>}
        {creating && <CreateForm onBack={archives.length > 0 ? back : null} />}
        {!creating && archive !== undefined && doingNow === 'unlock' && (
          <UnlockForm key={archive.archiveId} archiveId={archive.archiveId} label={archive.label} onForgotten={() => setDoing('recover')} onRestore={() => setDoing('restore')} />
        )}
        {!creating && archive !== undefined && doingNow === 'recover' && <RecoverForm archiveId={archive.archiveId} label={archive.label} onBack={back} />}
        {!creating && archive !== undefined && doingNow === 'restore' && <RestoreForm archiveId={archive.archiveId} label={archive.label} onBack={back} />}
      </section>
    </main>
  );
}
