import { Button, Checkbox, NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import { fundingSources } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import { formatFundingSource } from '#shared/domain/settlement/source-shares.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { failureOf } from '#renderer/bridge/failure.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import classes from './funds.module.css';

interface Line {
  readonly programmeKey: string | null;
  readonly fen: Fen | null;
}

interface Draft {
  readonly docNo: string;
  readonly issuedOn: IsoDate | null;
  readonly issuer: string;
  readonly source: FundingSource;
  readonly budgetYear: number;
  readonly limits: string;
  readonly lines: readonly Line[];
  readonly another: boolean;
}

/** One 指标文 with the programmes it pays for. */
export function AllotmentDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const record = useCommand(client.allotments.record, { done: '下达已登记', quiet: true });
  const [draft, setDraft] = useState<Draft>({
    docNo: '', issuedOn: today, issuer: '', source: 'central', budgetYear: Number(today.slice(0, 4)), limits: '', lines: [{ programmeKey: null, fen: null }], another: false,
  });
  const [repeated, setRepeated] = useState(false);
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const changeLine = (index: number, part: Partial<Line>): void => change({ lines: draft.lines.map((line, at) => (at === index ? { ...line, ...part } : line)) });
  const filled = draft.lines.flatMap(({ programmeKey, fen }) => (programmeKey === null || fen === null || fen <= 0 ? [] : [{ programmeKey, fen }]));
  const complete = draft.docNo.trim() !== '' && draft.issuedOn !== null && filled.length === draft.lines.length;
  const submit = async (): Promise<unknown> => {
    if (draft.issuedOn === null) return false;
    try {
      return await record.mutateAsync({ schoolId, term, ...draft, issuedOn: draft.issuedOn, lines: filled });
    } catch (error) {
      setRepeated(failureOf(error).rule === 'allotment.repeated');
      throw error;
    }
  };
  return (
    <FormDialog
      opened onClose={onClose} title="登记下达" submitLabel="登记下达" size="lg" submitDisabled={!complete} onSubmit={submit}
      sentence={`记入${formatTerm(term)}，共 ${formatYuan(sumFen(filled.map((line) => line.fen)))} 元。下达只是指标，钱到账时另外登记。`}
    >
      <div className={classes['fields']}>
        <TextInput label="文号" required maxLength={80} value={draft.docNo} onChange={(event) => change({ docNo: event.currentTarget.value })} />
        <DateInput label="下达日期" required value={draft.issuedOn} onChange={(issuedOn) => change({ issuedOn })} />
        <TextInput label="下达单位" maxLength={60} value={draft.issuer} onChange={(event) => change({ issuer: event.currentTarget.value })} />
        <Select
          label="资金来源" required allowDeselect={false} value={draft.source} data={fundingSources.map((value) => ({ value, label: formatFundingSource(value) }))}
          onChange={(value) => change({ source: (value ?? 'unspecified') as FundingSource })}
        />
        <NumberInput label="预算年度" required min={1990} max={2199} value={draft.budgetYear} onChange={(value) => change({ budgetYear: Number(value) || draft.budgetYear })} />
        <Textarea label="使用限制" description="文件里写的能用、不能用；没有就空着" autosize minRows={1} maxLength={1000} className={classes['whole'] ?? ''} value={draft.limits} onChange={(event) => change({ limits: event.currentTarget.value })} />
        {draft.lines.map((line, index) => (
          <fieldset key={index} className={`${classes['whole'] ?? ''} ${classes['allotted'] ?? ''}`} aria-label={`第 ${index + 1} 个项目`}>
            <Select
              label="资助项目" required searchable placeholder="请选一个" value={line.programmeKey} data={programmes.map(({ key, name }) => ({ value: key, label: name }))}
              onChange={(programmeKey) => changeLine(index, { programmeKey })}
            />
            <MoneyInput label="下达金额" required value={line.fen} onChange={(fen) => changeLine(index, { fen })} />
            {draft.lines.length > 1 && <Button variant="subtle" onClick={() => change({ lines: draft.lines.filter((_, at) => at !== index) })}>去掉</Button>}
          </fieldset>
        ))}
        <Button variant="default" className={classes['whole'] ?? ''} onClick={() => change({ lines: [...draft.lines, { programmeKey: null, fen: null }] })}>再加一个项目</Button>
        {repeated && <Checkbox className={classes['whole'] ?? ''} label="确认是另一笔（同一文号、同一项目）" checked={draft.another} onChange={(event) => change({ another: event.currentTarget.checked })} />}
      </div>
    </FormDialog>
  );
}
