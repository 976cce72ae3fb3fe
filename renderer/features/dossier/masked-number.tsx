import { useState } from 'react';
import type { ReactElement } from 'react';
import { tellFailure } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { showSensitive } from './data.ts';
import type { SensitiveField } from './data.ts';
import classes from './dossier.module.css';

interface MaskedNumberProps {
  readonly studentId: number;
  readonly field: SensitiveField;
  readonly masked: string;
}

const names: Readonly<Record<SensitiveField, string>> = { idNumber: '身份证件号', registryNo: '学籍号' };

/** A masked number; showing it is a click that the core writes down. */
export function MaskedNumber({ studentId, field, masked }: MaskedNumberProps): ReactElement {
  const { schoolId, can } = useArchive();
  const [clear, setClear] = useState<string | null>(null);
  if (masked === '') return <>未登记</>;
  const show = (): void => { showSensitive(schoolId, studentId, field).then(setClear, tellFailure); };
  return (
    <>
      <span>{clear ?? masked}</span>
      {can('sensitive.show') && (
        <button type="button" className={classes['show']} aria-label={clear === null ? `显示${names[field]}` : `隐藏${names[field]}`} onClick={clear === null ? show : () => setClear(null)}>
          {clear === null ? '显示' : '隐藏'}
        </button>
      )}
    </>
  );
}
