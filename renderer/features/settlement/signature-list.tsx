import type { ReactElement } from 'react';
import { formatSigningOffice } from '#shared/domain/settlement/signing.ts';
import type { SigningOffice } from '#shared/domain/settlement/signing.ts';
import type { TermActView } from '#shared/contract/settlement.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './settlement.module.css';

/** Who signed and who has not yet. */
export function SignatureList({ act, missing = [] }: { readonly act: TermActView; readonly missing?: readonly SigningOffice[] }): ReactElement {
  return (
    <ul className={classes['signatures']} aria-label="签字">
      {act.signatures.map((one) => (
        <li key={one.office}>
          <StatusTag tone="good">{one.officeLabel}</StatusTag>　{one.signer}　{one.signedOn}{one.way === 'paper' && '（纸质签字）'}{one.alone && '（一人模式）'}
        </li>
      ))}
      {missing.map((office) => <li key={office}><StatusTag tone="warn">{formatSigningOffice(office)}</StatusTag>　<span className="dim">还没有签</span></li>)}
    </ul>
  );
}
