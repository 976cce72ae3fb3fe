import { useState } from 'react';
import type { ReactElement } from 'react';
import { Button } from '@mantine/core';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';

interface SensitiveTextProps {
  readonly studentId: number;
  readonly memberId?: number;
  readonly field: 'idNumber' | 'registryNo' | 'phone' | 'homeAddress' | 'disabilityCertificateNo';
  readonly label: string;
  readonly masked: string;
}

/** A masked value; showing it in clear is a click, and the click is written down. */
export function SensitiveText({ studentId, memberId, field, label, masked }: SensitiveTextProps): ReactElement {
  const { schoolId, can } = useArchive();
  const [clear, setClear] = useState<string | null>(null);
  const show = useCommand(client.roster.showSensitive, { onDone: ({ value }) => setClear(value) });
  if (masked === '') return <span className="dim">没有</span>;
  return (
    <>
      <span>{clear ?? masked}</span>
      {can('sensitive.show') && (
        <Button
          variant="subtle" size="compact-xs" ml={4} disabled={show.isPending} aria-label={clear === null ? `显示${label}` : `隐藏${label}`}
          onClick={() => (clear === null ? show.mutate({ schoolId, studentId, memberId: memberId ?? null, field }) : setClear(null))}
        >
          {clear === null ? '显示' : '隐藏'}
        </Button>
      )}
    </>
  );
}
