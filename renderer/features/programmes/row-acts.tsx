import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import type { LocalRow } from './small-dialogs.tsx';
import classes from './programmes.module.css';

interface RowActsProps {
  readonly row: LocalRow | null;
  readonly ended: boolean;
  readonly onReplace?: () => void;
  readonly onClose: (row: LocalRow) => void;
  readonly onVoid: (row: LocalRow) => void;
}

/** What may be done with a row of the school's own: a new one from a later term, an end, or taking back a slip. */
export function RowActs({ row, ended, onReplace, onClose, onVoid }: RowActsProps): ReactElement | null {
  const { can } = useArchive();
  if (row === null || !can('programme.write')) return null;
  const about = row.words;
  return (
    <div className={classes['acts']}>
      {!ended && onReplace !== undefined && <Button variant="subtle" size="compact-xs" aria-label={`调整${about}`} onClick={onReplace}>调整</Button>}
      {!ended && <Button variant="subtle" size="compact-xs" aria-label={`停用${about}`} onClick={() => onClose(row)}>停用</Button>}
      <Button variant="subtle" size="compact-xs" aria-label={`作废${about}`} onClick={() => onVoid(row)}>作废</Button>
    </div>
  );
}
