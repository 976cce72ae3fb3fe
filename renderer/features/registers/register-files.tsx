import { Group } from '@mantine/core';
import type { ReactElement } from 'react';
import type { RegisterKind } from '#shared/contract/registers.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';

/** A register on paper and as a sheet. */
export function RegisterFiles({ register, disabled = false, what = '' }: { readonly register: RegisterKind; readonly disabled?: boolean; readonly what?: string }): ReactElement {
  const { schoolId, term } = useArchive();
  return (
    <Group gap="xs">
      <FileButton print disabled={disabled} make={() => client.registers.print({ schoolId, term, register })}>打印{what}</FileButton>
      <FileButton disabled={disabled} make={() => client.registers.exportXlsx({ schoolId, term, register })}>导出{what}</FileButton>
    </Group>
  );
}
