import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { PaymentChannel } from '#shared/domain/ledger/book.ts';
import { formatBook, paymentChannels } from '#shared/domain/ledger/book.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './funds.module.css';

type Rule = Awaited<ReturnType<typeof client.fundRules.list>>[number];

interface DialogProps {
  readonly rule: Rule;
  readonly onClose: () => void;
}

function ChannelDialog({ rule, onClose }: DialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const set = useCommand(client.fundRules.setChannel, { done: '发放渠道已登记', quiet: true });
  const [channel, setChannel] = useState<PaymentChannel>(rule.channel === 'one_card' ? 'school_account' : 'one_card');
  const [docNo, setDocNo] = useState('');
  return (
    <FormDialog
      opened onClose={onClose} title={`${rule.programmeName}的发放渠道`} submitLabel="登记渠道" submitDisabled={docNo.trim() === ''}
      sentence={`从${formatTerm(term)}起。学校账户：钱先到学校账上再发；一卡通：县里直接发给学生，学校只做备查账，两边永不混记。已经有账的学期不能改。`}
      onSubmit={() => set.mutateAsync({ schoolId, programmeKey: rule.programmeKey, validFrom: term, channel, docNo })}
    >
      <div className={classes['fields']}>
        <Select label="发放渠道" required allowDeselect={false} value={channel} data={paymentChannels.map((value) => ({ value, label: formatBook(value) }))} onChange={(value) => setChannel((value ?? channel) as PaymentChannel)} />
        <TextInput label="依据（文号或通知）" required maxLength={80} value={docNo} onChange={(event) => setDocNo(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}

function SplitDialog({ rule, onClose }: DialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const set = useCommand(client.fundRules.setSplit, { done: '负担比例已登记', quiet: true });
  const [weights, setWeights] = useState<Readonly<Partial<Record<FundingSource, string>>>>(
    Object.fromEntries(Object.entries(rule.shares).map(([source, weight]) => [source, String(weight)])));
  const [docNo, setDocNo] = useState('');
  const wrong = Object.values(weights).some((text) => !/^\d{0,6}$/.test(text.trim()));
  const shares = Object.fromEntries(fundingSources.flatMap((source) => (Number(weights[source] ?? 0) > 0 ? [[source, Number(weights[source])]] : [])));
  return (
    <FormDialog
      opened onClose={onClose} title={`${rule.programmeName}的负担比例`} submitLabel="登记比例" submitDisabled={docNo.trim() === '' || wrong}
      sentence={`从${formatTerm(term)}起，发放按比例摊给各来源，精确到分；都空着就是不再规定，改按中央、省、市、县的顺序用。已结算的学期不变。`}
      onSubmit={() => set.mutateAsync({ schoolId, programmeKey: rule.programmeKey, validFrom: term, shares, docNo })}
    >
      <div className={classes['fields']}>
        {fundingSources.filter((source) => source !== 'unspecified').map((source) => (
          <TextInput
            key={source} label={formatFundingSource(source)} inputMode="numeric" value={weights[source] ?? ''} error={/^\d{0,6}$/.test((weights[source] ?? '').trim()) ? undefined : '请填整数，如 60'}
            onChange={(event) => { const { value } = event.currentTarget; setWeights((before) => ({ ...before, [source]: value })); }}
          />
        ))}
        <TextInput label="依据（文号或通知）" required maxLength={80} className={classes['whole'] ?? ''} value={docNo} onChange={(event) => setDocNo(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}

/** 渠道与比例: how each programme is paid and who bears how much, from which term on and by what document. */
export function FundRulesPanel({ mayWrite }: { readonly mayWrite: boolean }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.fundRules.list.queryOptions({ input: { schoolId, term } }));
  const [dialog, setDialog] = useState<{ readonly kind: 'channel' | 'split'; readonly rule: Rule } | null>(null);
  const close = (): void => setDialog(null);
  return (
    <QueryView query={query} what="渠道与比例">
      {(rules) => (
        <div className={`card ${classes['rules']}`} tabIndex={0} role="group" aria-label="渠道与比例，可滚动">
          <table className="plain" aria-label="渠道与比例">
            <thead><tr><th>资助项目</th><th>发放渠道</th><th>从何时起、依据</th><th>负担比例</th><th>从何时起、依据</th>{mayWrite && <th>改</th>}</tr></thead>
            <tbody>
              {rules.map((rule) => (
                <tr key={rule.programmeKey}>
                  <td>{rule.programmeName}</td>
                  <td><StatusTag tone={rule.channel === 'one_card' ? 'good' : 'plain'}>{rule.channelLabel}</StatusTag></td>
                  <td className="dim">{rule.channelFrom === null ? '没有登记过，按学校账户' : `${formatTerm(rule.channelFrom)}起　${rule.channelDocNo ?? ''}`}</td>
                  <td>{rule.sharesLabel ?? <span className="dim">没有规定</span>}</td>
                  <td className="dim">{rule.sharesFrom === null ? '' : `${formatTerm(rule.sharesFrom)}起　${rule.sharesDocNo ?? ''}`}</td>
                  {mayWrite && (
                    <td className={classes['acts']}>
                      <Button variant="subtle" size="compact-sm" aria-label={`改渠道：${rule.programmeName}`} onClick={() => setDialog({ kind: 'channel', rule })}>渠道</Button>
                      <Button variant="subtle" size="compact-sm" aria-label={`改比例：${rule.programmeName}`} onClick={() => setDialog({ kind: 'split', rule })}>比例</Button>
                    </td>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          {dialog?.kind === 'channel' && <ChannelDialog rule={dialog.rule} onClose={close} />}
          {dialog?.kind === 'split' && <SplitDialog rule={dialog.rule} onClose={close} />}
        </div>
      )}
    </QueryView>
  );
}
