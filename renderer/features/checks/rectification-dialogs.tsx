import { NumberInput, Select, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { addDays } from '#shared/domain/calendar/iso-date.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { RectificationSource } from '#shared/domain/checks/rectification.ts';
import { rectificationSources } from '#shared/domain/checks/rectification.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { RectificationView } from '#shared/contract/rectifications.ts';
import type { NegativeItemView } from '#shared/contract/self-assessment.ts';
import { rectificationSourceTexts } from '#shared/text/checks.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import classes from './checks.module.css';

interface Plan {
  readonly measure: string;
  readonly responsible: string;
  readonly leader: string;
  readonly dueOn: IsoDate | null;
}

function PlanFields({ plan, onChange }: { readonly plan: Plan; readonly onChange: (part: Partial<Plan>) => void }): ReactElement {
  return (
    <>
      <Textarea className={classes['whole'] ?? ''} label="整改措施" required autosize minRows={2} maxLength={400} value={plan.measure} onChange={(event) => onChange({ measure: event.currentTarget.value })} />
      <TextInput label="责任人" required maxLength={30} value={plan.responsible} onChange={(event) => onChange({ responsible: event.currentTarget.value })} />
      <TextInput label="责任领导" maxLength={30} value={plan.leader} onChange={(event) => onChange({ leader: event.currentTarget.value })} />
      <DateInput label="整改时限" required value={plan.dueOn} onChange={(dueOn) => onChange({ dueOn })} />
    </>
  );
}

/** What a problem is put down from, where it was found by a check. */
export interface ProblemSeed {
  readonly what: string;
  readonly checkNo: RectificationView['checkNo'];
  readonly findingKey: string;
}

/** A problem found: where, what, what is to be done, by whom and until when. */
export function OpenDialog({ items, seed = null, onClose }: { readonly items: readonly NegativeItemView[]; readonly seed?: ProblemSeed | null; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [source, setSource] = useState<RectificationSource>('self_check');
  const [foundOn, setFoundOn] = useState<IsoDate | null>(today);
  const [what, setWhat] = useState(seed?.what ?? '');
  const [amountFen, setAmount] = useState<Fen | null>(null);
  const [personCount, setPersons] = useState<number | null>(null);
  const [itemKey, setItem] = useState<string | null>(null);
  const [cause, setCause] = useState('');
  const [plan, setPlan] = useState<Plan>({ measure: '', responsible: '', leader: '', dueOn: addDays(today, 15) });
  const open = useCommand(client.rectifications.open, { quiet: true, done: ({ no }) => `已登记 ${no}` });
  const complete = foundOn !== null && what.trim().length > 1 && plan.measure.trim().length > 1 && plan.responsible.trim() !== '' && plan.dueOn !== null;
  return (
    <FormDialog
      opened onClose={onClose} title="登记问题" submitLabel="登记" size="xl" submitDisabled={!complete} sentence="登记以后问题原样保留；措施、责任人、时限可以写明原因后调整。"
      onSubmit={async () => {
        const { dueOn } = plan;
        if (foundOn === null || dueOn === null) return;
        await open.mutateAsync({
          schoolId, source, foundOn, what: what.trim(), amountFen, personCount, itemKey, checkNo: seed?.checkNo ?? null, findingKey: seed?.findingKey ?? null, cause: cause.trim(),
          measure: plan.measure.trim(), responsible: plan.responsible.trim(), leader: plan.leader.trim(), dueOn,
        });
      }}
    >
      <div className={classes['fields']}>
        <Select label="从哪里发现" allowDeselect={false} value={source} data={rectificationSources.map((value) => ({ value, label: rectificationSourceTexts[value] }))} onChange={(value) => setSource((value ?? 'self_check') as RectificationSource)} />
        <DateInput label="发现日期" required value={foundOn} onChange={setFoundOn} />
        <Textarea className={classes['whole'] ?? ''} label="问题" required autosize minRows={2} maxLength={400} value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
        <MoneyInput label="涉及资金（元）" value={amountFen} onChange={setAmount} />
        <NumberInput label="涉及人数" min={0} allowDecimal={false} value={personCount ?? ''} onChange={(value) => setPersons(typeof value === 'number' ? value : null)} />
        <Select label="负面清单条目" clearable searchable placeholder="不属于清单" value={itemKey} data={items.map((item) => ({ value: item.key, label: item.title }))} onChange={setItem} />
        <TextInput label="原因" maxLength={200} value={cause} onChange={(event) => setCause(event.currentTarget.value)} />
        <PlanFields plan={plan} onChange={(part) => setPlan((before) => ({ ...before, ...part }))} />
      </div>
    </FormDialog>
  );
}

/** Measure, person or last day put anew, with the reason. */
export function AmendDialog({ row, onClose }: { readonly row: RectificationView; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const [plan, setPlan] = useState<Plan>({ measure: row.measure, responsible: row.responsible, leader: row.leader, dueOn: row.dueOn });
  const [reason, setReason] = useState('');
  const amend = useCommand(client.rectifications.amend, { quiet: true, done: '已调整，原来的安排留在进展里' });
  const { dueOn } = plan;
  return (
    <FormDialog
      opened onClose={onClose} title={`调整 ${row.no}`} submitLabel="调整" size="lg" submitDisabled={plan.measure.trim().length < 2 || plan.responsible.trim() === '' || dueOn === null || reason.trim().length < 2}
      onSubmit={async () => { if (dueOn !== null) await amend.mutateAsync({ schoolId, rectificationId: row.id, measure: plan.measure.trim(), responsible: plan.responsible.trim(), leader: plan.leader.trim(), dueOn, reason: reason.trim() }); }}
    >
      <div className={classes['fields']}>
        <PlanFields plan={plan} onChange={(part) => setPlan((before) => ({ ...before, ...part }))} />
        <TextInput className={classes['whole'] ?? ''} label="为什么调整" required maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}

export type StepKind = 'progress' | 'reopen' | 'look_back';

const stepWords: Readonly<Record<StepKind, { readonly title: string; readonly label: string }>> = {
  progress: { title: '记进展', label: '做了什么' }, reopen: { title: '重新打开', label: '为什么又要整改' }, look_back: { title: '回头看', label: '看到什么' },
};

/** One step of a problem on its day. */
export function StepDialog({ row, event, onClose }: { readonly row: RectificationView; readonly event: StepKind; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [text, setText] = useState('');
  const record = useCommand(client.rectifications.record, { quiet: true, done: '已记下' });
  const words = stepWords[event];
  return (
    <FormDialog
      opened onClose={onClose} title={`${row.no} ${words.title}`} submitLabel={words.title} submitDisabled={onDate === null || text.trim().length < 2}
      onSubmit={async () => { if (onDate !== null) await record.mutateAsync({ schoolId, rectificationId: row.id, event, onDate, text: text.trim() }); }}
    >
      <DateInput label="日期" required value={onDate} onChange={setOnDate} />
      <Textarea label={words.label} required autosize minRows={3} maxLength={400} value={text} onChange={(change) => setText(change.currentTarget.value)} />
    </FormDialog>
  );
}

/** 销号: checked by somebody else, with evidence. */
export function CloseDialog({ row, onClose }: { readonly row: RectificationView; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [text, setText] = useState('');
  const [verifier, setVerifier] = useState('');
  const [evidence, setEvidence] = useState('');
  const close = useCommand(client.rectifications.close, { quiet: true, done: `${row.no} 已销号` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`${row.no} 销号`} submitLabel="销号" size="lg" submitDisabled={onDate === null || text.trim().length < 2 || verifier.trim() === ''}
      sentence={`责任人 ${row.responsible}。验收人要是另一个人；佐证写明或先存入扫描件（已存 ${row.scans} 份）。`}
      onSubmit={async () => { if (onDate !== null) await close.mutateAsync({ schoolId, rectificationId: row.id, onDate, text: text.trim(), verifier: verifier.trim(), evidence: evidence.trim() }); }}
    >
      <div className={classes['fields']}>
        <DateInput label="销号日期" required value={onDate} onChange={setOnDate} />
        <TextInput label="验收人" required maxLength={30} value={verifier} onChange={(event) => setVerifier(event.currentTarget.value)} />
        <Textarea className={classes['whole'] ?? ''} label="整改结果" required autosize minRows={2} maxLength={400} value={text} onChange={(event) => setText(event.currentTarget.value)} />
        <TextInput className={classes['whole'] ?? ''} label="佐证（凭什么销号）" maxLength={400} value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
