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
import type { AllotmentLineView } from '#shared/contract/allotments.ts';
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
  return: { title: '登记上缴财政', date: '上缴日期', doc: '批准文号或凭证号' },
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
  readonly allotmentLineId: number | null;
  readonly bankRef: string;
  readonly overReason: string;
}

interface RecordDialogProps {
  readonly kind: RecordKind;
  /** The 下达 an arrival is recorded for, where one was pointed at. */
  readonly line: AllotmentLineView | null;
  readonly allotments: readonly AllotmentLineView[];
  readonly onClose: () => void;
}

/** What an arrival takes over from the 下达 it fills. */
function fromLine(line: AllotmentLineView): Partial<Draft> {
  return { allotmentLineId: line.id, programmeKey: line.programmeKey, source: line.source, docNo: line.docNo, allottedOn: line.issuedOn, payer: line.issuer };
}

/** One sum of money recorded, with its document. */
export function RecordDialog({ kind, line, allotments, onClose }: RecordDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const receipt = useCommand(client.funds.recordReceipt, { done: ({ warnings }) => ['到账已登记', ...warnings].join('。'), quiet: true });
  const opening = useCommand(client.funds.recordOpening, { done: '期初余额已登记', quiet: true });
  const giveBack = useCommand(client.funds.recordReturn, { done: '退回已登记', quiet: true });
  const [draft, setDraft] = useState<Draft>({
    programmeKey: null, source: 'central', docNo: '', allottedOn: null, onDate: today, fen: null, payer: '', memo: '', another: false,
    allotmentLineId: null, bankRef: '', overReason: '', ...(line === null ? {} : { ...fromLine(line), fen: line.openFen > 0 ? line.openFen : null }),
  });
  const [rule, setRule] = useState<string | null>(null);
  const open = allotments.filter((one) => one.kind === 'grant' && one.reversedByNo === null && (one.openFen > 0 || one.id === line?.id));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const { programmeKey, source, onDate, fen, docNo, memo } = draft;
  const text = words[kind];
  const complete = programmeKey !== null && onDate !== null && fen !== null && fen > 0 && (text.doc === null ? memo.trim() !== '' : docNo.trim() !== '');
  const submit = async (): Promise<unknown> => {
    if (programmeKey === null || onDate === null || fen === null) return false;
    const money = { schoolId, term, programmeKey, source, fen, memo: memo.trim() };
    try {
      if (kind === 'receipt') return await receipt.mutateAsync({ ...money, docNo, allottedOn: draft.allottedOn, receivedOn: onDate, payer: draft.payer, another: draft.another, allotmentLineId: draft.allotmentLineId, bankRef: draft.bankRef.trim(), overReason: draft.overReason.trim() });
      return kind === 'opening' ? await opening.mutateAsync({ ...money, onDate }) : await giveBack.mutateAsync({ ...money, docNo, onDate });
    } catch (error) {
      setRule(failureOf(error).rule ?? null);
      throw error;
    }
  };
  return (
    <FormDialog
      opened onClose={onClose} title={text.title} submitLabel={text.title} size="lg" submitDisabled={!complete} onSubmit={submit}
      sentence={`记入${formatTerm(term)}${fen === null ? '' : `，${formatYuan(fen)} 元`}。登记后只能冲销，不能修改。`}
    >
      <div className={classes['fields']}>
        {kind === 'receipt' && (
          <Select
            label="对应的下达" description={draft.allotmentLineId === null ? '没有下达文也能登记，会一直提醒补登' : '项目、来源、文号照下达填好'} clearable searchable className={classes['whole'] ?? ''} placeholder="没有对应的下达"
            value={draft.allotmentLineId === null ? null : String(draft.allotmentLineId)}
            data={open.map((one) => ({ value: String(one.id), label: `${one.docNo}　${one.programmeName}　${one.sourceLabel}　未到账 ${formatYuan(one.openFen)}` }))}
            onChange={(value) => { const found = open.find((one) => String(one.id) === value); change(found ? fromLine(found) : { allotmentLineId: null }); }}
          />
        )}
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
        {kind === 'receipt' && <TextInput label="银行回单号" maxLength={60} value={draft.bankRef} onChange={(event) => change({ bankRef: event.currentTarget.value })} />}
        {kind === 'receipt' && <TextInput label="付款方" maxLength={60} value={draft.payer} onChange={(event) => change({ payer: event.currentTarget.value })} />}
        <TextInput
          label="摘要" required={kind === 'opening'} description={kind === 'opening' ? '这笔余额从哪里来' : '空着时用事项名；空摘要会被审计指出'} maxLength={100} className={classes['whole'] ?? ''}
          value={memo} onChange={(event) => change({ memo: event.currentTarget.value })}
        />
        {kind === 'receipt' && rule === 'allotment.over_arrival' && (
          <TextInput label="为什么比下达多" required maxLength={100} className={classes['whole'] ?? ''} value={draft.overReason} onChange={(event) => change({ overReason: event.currentTarget.value })} />
        )}
        {rule === 'ledger.receipt_repeated' && (
          <Checkbox className={classes['whole'] ?? ''} label="确认是另一笔（同文号、同金额、同一天）" checked={draft.another} onChange={(event) => change({ another: event.currentTarget.checked })} />
        )}
      </div>
    </FormDialog>
  );
}
