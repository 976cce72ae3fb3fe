import { Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { failureOf } from '#renderer/bridge/failure.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import classes from './funds.module.css';

export type RecordKind = 'receipt' | 'opening' | 'return';

const words: Readonly<Record<RecordKind, { readonly title: string; readonly date: string; readonly doc: string | null }>> = {
  receipt: { title: '登记到账', date: '到账日期', doc: '下达文号' },
  opening: { title: '登记期初余额', date: '期初日期', doc: null },
  return: { title: '登记退回财政', date: '退回日期', doc: '退回文件或凭证号' },
};

interface Draft {
  readonly programmeKey: string | null;
  readonly source: FundingSource;
  readonly docNo: string;
  readonly allottedOn: IsoDate | null;
  readonly onDate: IsoDate | null;
  readonly fen: Fen | null;
  readonly payer: string;
  readonly memo: string;
  readonly another: boolean;
}

/** One sum of money recorded, with its document. */
export function RecordDialog({ kind, onClose }: { readonly kind: RecordKind; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const receipt = useCommand(client.funds.recordReceipt, { done: '到账已登记', quiet: true });
  const opening = useCommand(client.funds.recordOpening, { done: '期初余额已登记', quiet: true });
  const giveBack = useCommand(client.funds.recordReturn, { done: '退回已登记', quiet: true });
  const [draft, setDraft] = useState<Draft>({ programmeKey: null, source: 'central', docNo: '', allottedOn: null, onDate: today, fen: null, payer: '', memo: '', another: false });
  const [repeated, setRepeated] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { programmeKey, source, onDate, fen, docNo, memo } = draft;
  const text = words[kind];
  const complete = programmeKey !== null && onDate !== null && fen !== null && fen > 0 && (text.doc === null ? memo.trim() !== '' : docNo.trim() !== '');
  const submit = async (): Promise<unknown> => {
    if (programmeKey === null || onDate === null || fen === null) return false;
    const money = { schoolId, term, programmeKey, source, fen, memo: memo.trim() };
    try {
      if (kind === 'receipt') return await receipt.mutateAsync({ ...money, docNo, allottedOn: draft.allottedOn, receivedOn: onDate, payer: draft.payer, another: draft.another });
      return kind === 'opening' ? await opening.mutateAsync({ ...money, onDate }) : await giveBack.mutateAsync({ ...money, docNo, onDate });
    } catch (error) {
      setRepeated(failureOf(error).rule === 'ledger.receipt_repeated');
      throw error;
    }
  };
  return (
    <FormDialog
      opened onClose={onClose} title={text.title} submitLabel={text.title} size="lg" submitDisabled={!complete} onSubmit={submit}
      sentence={`记入${formatTerm(term)}${fen === null ? '' : `，${formatYuan(fen)} 元`}。登记后只能冲销，不能修改。`}
    >
      <div className={classes['fields']}>
        <Select
          label="资助项目" required searchable placeholder="请选一个" value={programmeKey} data={programmes.map(({ key, name }) => ({ value: key, label: name }))}
          onChange={(value) => change({ programmeKey: value })}
        />
        <Select
          label="资金来源" required allowDeselect={false} value={source} data={fundingSources.map((value) => ({ value, label: formatFundingSource(value) }))}
          onChange={(value) => change({ source: (value ?? 'unspecified') as FundingSource })}
        />
        {text.doc !== null && <TextInput label={text.doc} required maxLength={80} value={docNo} onChange={(event) => change({ docNo: event.currentTarget.value })} />}
        {kind === 'receipt' && <DateInput label="下达日期" description="不知道就空着" value={draft.allottedOn} onChange={(allottedOn) => change({ allottedOn })} />}
        <DateInput label={text.date} required value={onDate} onChange={(date) => change({ onDate: date })} />
        <MoneyInput label="金额" required value={fen} onChange={(amount) => change({ fen: amount })} />
        {kind === 'receipt' && <TextInput label="付款方" maxLength={60} value={draft.payer} onChange={(event) => change({ payer: event.currentTarget.value })} />}
        <TextInput
          label="摘要" required={kind === 'opening'} description={kind === 'opening' ? '这笔余额从哪里来' : '空着时用事项名；空摘要会被审计指出'} maxLength={100} className={classes['whole'] ?? ''}
          value={memo} onChange={(event) => change({ memo: event.currentTarget.value })}
        />
        {repeated && (
          <Checkbox className={classes['whole'] ?? ''} label="确认是另一笔（同文号、同金额、同一天）" checked={draft.another} onChange={(event) => change({ another: event.currentTarget.checked })} />
        )}
      </div>
    </FormDialog>
  );
}
