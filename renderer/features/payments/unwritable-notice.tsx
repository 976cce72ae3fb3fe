import { Alert } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import classes from './payments.module.css';

interface UnwritableNoticeProps {
  readonly programmeKey: string;
  readonly purpose: 'ordinary' | 'reissue';
  readonly profileKey: string;
}

/** What the chosen bank format can't write of this batch, said before it is made, with the formats that can. */
export function UnwritableNotice({ programmeKey, purpose, profileKey }: UnwritableNoticeProps): ReactElement | null {
  const { schoolId, term } = useArchive();
  const found = useQuery(api.payments.unwritable.queryOptions({ input: { schoolId, term, programmeKey, purpose, profileKey } })).data;
  if (found === undefined || found.problems.length === 0) return null;
  return (
    <Alert color="red" variant="light" title={`这个格式有 ${found.problems.length} 处写不出，这样制作会被拒绝`}>
      <ul className={classes['list']}>{found.problems.slice(0, 6).map((problem) => <li key={problem}>{problem}</li>)}</ul>
      {found.problems.length > 6 && <p>……共 {found.problems.length} 处</p>}
      {found.fitting.length > 0
        ? <p>全部写得出的格式：{found.fitting.map((name) => `“${name}”`).join('、')}。</p>
        : <p>现有的格式都写不出，请到<Link to="/payments/profiles" search={{}}>银行文件格式</Link>另存一份，编码选 GB18030 或 UTF-8。</p>}
    </Alert>
  );
}
