import { Button, Group } from '@mantine/core';
import type { ErrorComponentProps } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';

/** A page that broke takes only itself down; the frame and its navigation stay. */
export function PageFailure({ error, reset }: ErrorComponentProps): ReactElement {
  return (
    <div style={{ padding: '1rem', maxWidth: '48rem' }}>
      <FailureNotice error={error} />
      <Group mt="md" gap="sm">
        <Button variant="default" onClick={reset}>再试一次</Button>
        <Button variant="default" onClick={() => { window.location.hash = '#/'; reset(); }}>回到本学期工作台</Button>
      </Group>
    </div>
  );
}
