import { Button, Group, Modal, Radio, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ImportPreview, PreviewRow } from '#shared/contract/imports.ts';
import { ProblemList } from '#renderer/components/problem-list.tsx';
import classes from './import-wizard.module.css';

interface RowDialogProps {
  readonly preview: ImportPreview;
  readonly row: PreviewRow | null;
  readonly chosen: string | undefined;
  readonly onChoose: (key: string) => void;
  readonly onClose: () => void;
}

/** One row in full: every cell, every problem, and what may be chosen for it. */
export function RowDialog({ preview, row, chosen, onChoose, onClose }: RowDialogProps): ReactElement {
  return (
    <Modal opened={row !== null} onClose={onClose} title={row === null ? '' : `第 ${row.row} 行`} size="lg">
      {row !== null && (
        <Stack gap="sm">
          {row.understanding !== '' && <p>{row.understanding}</p>}
          <ProblemList problems={row.problems} />
          {row.choices.length > 0 && (
            <Radio.Group label="这一行怎么办" value={chosen ?? row.defaultChoice ?? ''} onChange={onChoose}>
              <Stack gap="xs" mt="xs">{row.choices.map(({ key, label }) => <Radio key={key} value={key} label={label} />)}</Stack>
            </Radio.Group>
          )}
          <dl className={classes['cells']}>
            {preview.columns.filter(({ column }) => (row.cells[column] ?? '') !== '').map(({ column, heading, letters }) => [
              <dt key={`${column}-name`}>{heading || `${letters} 列`}</dt>, <dd key={column}>{row.cells[column]}</dd>,
            ])}
          </dl>
          <Group justify="flex-end"><Button onClick={onClose}>好</Button></Group>
        </Stack>
      )}
    </Modal>
  );
}
