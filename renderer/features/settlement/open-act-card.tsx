import { Button, Group, Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatChineseDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSigningOffice, signingOffices } from '#shared/domain/settlement/signing.ts';
import type { SigningOffice } from '#shared/domain/settlement/signing.ts';
import type { TermActView } from '#shared/contract/settlement.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { DisposalTable } from './disposal-table.tsx';
import classes from './settlement.module.css';
import { SignatureList } from './signature-list.tsx';

interface OpenActCardProps {
  readonly act: TermActView;
  readonly closing: Awaited<ReturnType<typeof client.settlement.closing>>;
}

/** A closing or reopening that waits for its second signature. */
export function OpenActCard({ act, closing }: OpenActCardProps): ReactElement {
  const { schoolId, can, signedIn } = useArchive();
  const [dialog, setDialog] = useState<'sign' | 'paper' | 'withdraw' | null>(null);
  const done = ({ locked }: { readonly locked: boolean }): string => (locked ? '两人已签字，账目已锁定' : '两人已签字，已重新开账');
  const sign = useCommand(client.settlement.sign, { quiet: true, done });
  const withdraw = useCommand(client.settlement.withdraw, { quiet: true, done: '已撤回，账上什么也没有记' });
  const missing = signingOffices.filter((office) => !act.signatures.some((one) => one.office === office));
  const own = missing.find((office) => closing.offices.includes(office));
  const mine = act.signatures.some((one) => one.way === 'account' && one.signer === signedIn.displayName);
  const what = act.kind === 'closing' ? '结算' : '重新开账';
  const close = (): void => setDialog(null);
  return (
    <section className={`card ${classes['block']} ${classes['waiting']}`} aria-label={`待签字的${what}`}>
      <h2>{what}待签字</h2>
      <p>{`${act.by}提交，${what}日期 ${formatChineseDate(act.onDate)}。${act.reason === '' ? '' : `${act.kind === 'closing' ? '说明' : '原因'}：${act.reason}`}`}</p>
      <SignatureList act={act} missing={missing} />
      {act.disposals.length > 0 && <DisposalTable disposals={act.disposals} />}
      {can('settlement.close') && (
        <>
          <Group gap="sm" my="sm">
            {own !== undefined && (!mine || closing.onePersonMode) && <Button onClick={() => setDialog('sign')}>{`以${formatSigningOffice(own)}签字`}</Button>}
            <Button variant="default" onClick={() => setDialog('paper')}>登记纸质签字</Button>
            <Button variant="subtle" color="red" onClick={() => setDialog('withdraw')}>{`撤回${what}`}</Button>
          </Group>
          {mine && <p className="dim small">您已经签过一处。请另一人登录后在这里签字；没有账号的，打印结算表请他手签，扫描后放在下面，再登记纸质签字。</p>}
          <AttachmentList subject="term_act" subjectId={act.id} kinds={['签字的结算表', '批准文件', '上缴单据']} canWrite />
        </>
      )}
      {dialog === 'sign' && own !== undefined && (
        <ConfirmDialog
          opened title={`以${formatSigningOffice(own)}签字`} submitLabel="签字" onClose={close} onSubmit={() => sign.mutateAsync({ schoolId, actId: act.id, office: own })}
          sentence={act.kind === 'closing' ? '签字后立即锁定本学期账目，并按上表处理结余。' : '签字后立即解除锁定，结转的结余冲回本学期。'}
        />
      )}
      {dialog === 'paper' && <PaperDialog missing={missing} onClose={close} onSubmit={(office, signer, signedOn) => sign.mutateAsync({ schoolId, actId: act.id, office, paper: { signer, signedOn } })} />}
      {dialog === 'withdraw' && (
        <ReasonDialog
          title={`撤回${what}`} label="原因" submitLabel="撤回" onClose={close} sentence={`将撤回这次${what}；账上还没有记任何东西，记录留着。`}
          onSubmit={(reason) => withdraw.mutateAsync({ schoolId, actId: act.id, reason })}
        />
      )}
    </section>
  );
}

interface PaperDialogProps {
  readonly missing: readonly SigningOffice[];
  readonly onClose: () => void;
  readonly onSubmit: (office: SigningOffice, signer: string, signedOn: IsoDate) => Promise<unknown>;
}

function PaperDialog({ missing, onClose, onSubmit }: PaperDialogProps): ReactElement {
  const { today } = useArchive();
  const [office, setOffice] = useState<SigningOffice>(missing.at(-1) ?? 'principal');
  const [signer, setSigner] = useState('');
  const [signedOn, setSignedOn] = useState<IsoDate | null>(today);
  return (
    <FormDialog
      opened danger title="登记纸质签字" submitLabel="登记签字" submitDisabled={signer.trim() === '' || signedOn === null} onClose={onClose}
      sentence="签好字的结算表先扫描放进附件，再在这里写明是谁、哪天签的。两处都签齐后立即生效。"
      onSubmit={async () => (signedOn === null ? false : onSubmit(office, signer.trim(), signedOn))}
    >
      <Select label="签字的位置" allowDeselect={false} value={office} data={missing.map((value) => ({ value, label: formatSigningOffice(value) }))} onChange={(value) => setOffice((value ?? office) as SigningOffice)} />
      <TextInput label="签字人姓名" required maxLength={60} value={signer} onChange={(event) => setSigner(event.currentTarget.value)} />
      <DateInput label="签字日期" required value={signedOn} onChange={setSignedOn} />
    </FormDialog>
  );
}
