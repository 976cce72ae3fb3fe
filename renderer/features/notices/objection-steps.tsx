import { Stack, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ObjectionRow } from '#shared/contract/objections.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { ObjectionStep } from '#shared/domain/notice/objection.ts';
import { objectionStepNames } from '#shared/text/objections.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { AnswerDialog } from './answer-dialog.tsx';
import { dueWords } from './data.ts';

/** The objection as it is opened, with the grades an answer can choose from. */
export type OpenObjection = ObjectionRow & { readonly grades: readonly string[]; readonly currentGrade: string };

export interface ObjectionDialogProps {
  readonly row: OpenObjection;
  readonly onClose: () => void;
}

function CheckDialog({ row, onClose }: ObjectionDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [names, setNames] = useState(row.checkers.join('、'));
  const check = useCommand(client.objections.check, { quiet: true, done: ({ warnings }) => ['已交办核查', ...warnings].join('。') });
  const checkers = names.split(/[、,，;；\s]+/u).filter((name) => name !== '');
  return (
    <FormDialog
      opened onClose={onClose} title={`交办核查：${row.no}`} submitLabel="交办核查" submitDisabled={onDate === null || checkers.length === 0}
      sentence={`答复期限 ${dueWords(row.answer)}。核查人不能是作出这项结果的人，也不能是反映人或被反映到的人。`}
      onSubmit={() => (onDate === null ? Promise.resolve(false) : check.mutateAsync({ schoolId, objectionId: row.id, onDate, checkers }))}
    >
      <TextInput label="核查人" description="两个人更好，用顿号隔开" required value={names} onChange={(event) => setNames(event.currentTarget.value)} />
      <DateInput label="交办日期" required value={onDate} onChange={setOnDate} />
    </FormDialog>
  );
}

function ReconsiderDialog({ row, onClose }: ObjectionDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [body, setBody] = useState('');
  const [note, setNote] = useState('');
  const reconsider = useCommand(client.objections.reconsider, { quiet: true, done: ({ dueOn, dueVerified }) => `已登记复议，答复期限 ${dueOn}${dueVerified ? '' : '（未核节假日）'}` });
  return (
    <FormDialog
      opened onClose={onClose} title={`登记复议：${row.no}`} submitLabel="登记复议" submitDisabled={onDate === null || body.trim().length < 2}
      sentence="反映人不服答复，要求复议。复议期间被反映的学生不能确认；复议答复后就办结。"
      onSubmit={() => (onDate === null ? Promise.resolve(false) : reconsider.mutateAsync({ schoolId, objectionId: row.id, onDate, body: body.trim(), note: note.trim() }))}
    >
      <TextInput label="复议机构" description="如 县学生资助管理中心、学校认定领导小组" required value={body} onChange={(event) => setBody(event.currentTarget.value)} />
      <DateInput label="要求复议的日期" required value={onDate} onChange={setOnDate} />
      <Textarea label="理由" autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}

function CloseDialog({ row, onClose }: ObjectionDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('反映人没有要求复议');
  const close = useCommand(client.objections.close, { quiet: true, done: `${row.no} 已办结` });
  return (
    <FormDialog
      opened onClose={onClose} title={`办结：${row.no}`} submitLabel="办结" submitDisabled={onDate === null} sentence="办结以后不能再改，也不能再登记复议。"
      onSubmit={() => (onDate === null ? Promise.resolve(false) : close.mutateAsync({ schoolId, objectionId: row.id, onDate, note: note.trim() }))}
    >
      <DateInput label="办结日期" required value={onDate} onChange={setOnDate} />
      <Textarea label="备注" autosize minRows={2} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
    </FormDialog>
  );
}

function WithdrawDialog({ row, onClose }: ObjectionDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [reason, setReason] = useState('');
  const withdraw = useCommand(client.objections.withdraw, { quiet: true, done: `${row.no} 已登记反映人撤回` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`反映人撤回：${row.no}`} submitLabel="登记撤回" submitDisabled={onDate === null || reason.trim().length < 2}
      sentence={<b>只有反映人自己说明撤回时才用；撤回后这件异议不再办理，登记簿里仍然留着。</b>}
      onSubmit={() => (onDate === null ? Promise.resolve(false) : withdraw.mutateAsync({ schoolId, objectionId: row.id, onDate, reason: reason.trim() }))}
    >
      <Stack gap="sm">
        <DateInput label="撤回日期" required value={onDate} onChange={setOnDate} />
        <Textarea label="怎么撤回的" description="如 本人来校说明；不写姓名" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}

/** The dialog of a step. */
export function ObjectionStepDialog({ row, step, onClose }: ObjectionDialogProps & { readonly step: ObjectionStep }): ReactElement {
  switch (step) {
    case 'check': return <CheckDialog row={row} onClose={onClose} />;
    case 'reconsider': return <ReconsiderDialog row={row} onClose={onClose} />;
    case 'close': return <CloseDialog row={row} onClose={onClose} />;
    case 'withdraw': return <WithdrawDialog row={row} onClose={onClose} />;
    case 'answer': case 'conclude': return <AnswerDialog row={row} step={step} title={`${objectionStepNames[step]}：${row.no}`} onClose={onClose} />;
  }
}

