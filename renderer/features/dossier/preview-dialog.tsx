import { Button, Checkbox, Group, Modal } from '@mantine/core';
import { useEffect, useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { StudentFileView } from '#shared/contract/dossier.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { usePreview } from './data.ts';
import classes from './dossier.module.css';

interface PreviewDialogProps {
  readonly file: StudentFileView;
  readonly opened: boolean;
  readonly onClose: () => void;
}

/** The pages as they will be printed, then printing or saving them. */
export function PreviewDialog({ file, opened, onClose }: PreviewDialogProps): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [clear, setClear] = useState(false);
  const preview = usePreview(file.studentId, opened);
  const make = (): Promise<File> => client.dossier.print({ schoolId, term, studentId: file.studentId, clear, operationId: newOperationId() });
  return (
    <Modal opened={opened} onClose={onClose} title={<b>{`一生一档：${file.name}`}</b>} size="auto">
      {can('dossier.print') && (
        <Group justify="space-between" mb="sm" gap="md">
          {can('sensitive.show')
            ? <Checkbox checked={clear} onChange={(event) => setClear(event.currentTarget.checked)} label="打印完整号码（会记入操作记录）" />
            : <span className="dim small">号码按规定隐去中间几位</span>}
          <Group gap="sm">
            <FileButton make={make}>存为 PDF</FileButton>
            <FileButton make={make} print variant="filled">打印</FileButton>
          </Group>
        </Group>
      )}
      <QueryView query={preview} what="纸面">{(data) => <Pages pages={data.pages} />}</QueryView>
      <Group justify="flex-end" mt="sm"><Button variant="default" onClick={onClose}>关闭</Button></Group>
    </Modal>
  );
}

function Pages({ pages }: { readonly pages: readonly string[] }): ReactElement {
  // An SVG in an <img> can't run anything or load anything.
  const addresses = useMemo(() => pages.map((page) => URL.createObjectURL(new Blob([page], { type: 'image/svg+xml' }))), [pages]);
  useEffect(() => () => addresses.forEach((address) => URL.revokeObjectURL(address)), [addresses]);
  return (
    <div className={classes['pages']} tabIndex={0} role="region" aria-label="纸面">
      {addresses.map((address, index) => <img key={address} className={classes['page']} src={address} alt={`第 ${index + 1} 页，共 ${addresses.length} 页`} />)}
    </div>
  );
}
