import { Button, Modal, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import { ProblemList } from '#renderer/components/problem-list.tsx';

/** What was taken in and is worth a second look. */
export function LookDialog({ problems, onClose }: { readonly problems: readonly Problem[]; readonly onClose: () => void }): ReactElement {
  return (
    <Modal opened={problems.length > 0} onClose={onClose} title={<b>已登记，有几处请再看</b>} size="lg">
      <Stack gap="md">
        <ProblemList problems={problems} />
        <div><Button onClick={onClose} data-autofocus>知道了</Button></div>
      </Stack>
    </Modal>
  );
}
