import { Button, Checkbox, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { printPdf, saveFile } from '#renderer/bridge/shell.ts';
import classes from './recovery-key-sheet.module.css';

interface RecoveryKeySheetProps {
  readonly recoveryKey: string;
  readonly page: File;
  readonly doneLabel: string;
  readonly onDone: () => void;
}

/** Shown once: the only way in when every password is forgotten. One goes on only after saying it is on paper. */
export function RecoveryKeySheet({ recoveryKey, page, doneLabel, onDone }: RecoveryKeySheetProps): ReactElement {
  const [kept, setKept] = useState(false);
  return (
    <Stack gap="md">
      <p>密码全忘了的时候，只有这串恢复密钥能打开档案。程序里不存它，谁也找不回来。请打印这一页，装进信封，放进校长室保险柜。</p>
      <p className={classes['key']} aria-label="恢复密钥">{recoveryKey}</p>
      <Group gap="sm">
        <Button onClick={() => void printPdf(page)}>打印恢复密钥页</Button>
        <Button variant="default" onClick={() => void saveFile(page)}>存到 U 盘</Button>
      </Group>
      <Checkbox checked={kept} onChange={(event) => setKept(event.currentTarget.checked)} label="我已把恢复密钥打印或抄在纸上，并放好" />
      <Group justify="flex-end"><Button disabled={!kept} onClick={onDone}>{doneLabel}</Button></Group>
    </Stack>
  );
}
