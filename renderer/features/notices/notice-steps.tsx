import { Button, NumberInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NoticeRow } from '#shared/contract/notices.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { noticeStepNames } from '#shared/text/notices.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

type Step = 'post' | 'end' | 'take_down' | 'withdraw' | 'discard';

interface StepDialogProps {
  readonly notice: NoticeRow;
  readonly onClose: () => void;
}

function PostDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [postedOn, setPostedOn] = useState<IsoDate | null>(today);
  const post = useCommand(client.notices.post, { quiet: true, done: (period) => `已登记张贴：公示到 ${period.endOn}，${period.takeDownOn} 撤下${period.verified ? '' : '（未核节假日）'}` });
  return (
    <FormDialog
      opened onClose={onClose} title={`登记张贴：${notice.no}`} submitLabel="登记张贴" submitDisabled={postedOn === null}
      sentence={`公示 ${notice.lineCount} 行，登记后名单不能再改。张贴当天不算在公示期内，除非设置里另有规定。`}
      onSubmit={() => (postedOn === null ? Promise.resolve(false) : post.mutateAsync({ schoolId, noticeId: notice.id, postedOn }))}
    >
      <DateInput label="实际张贴日期" required value={postedOn} onChange={setPostedOn} />
    </FormDialog>
  );
}

function EndDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const [objectionCount, setObjectionCount] = useState<number | string>(0);
  const [resultNote, setResultNote] = useState('');
  const end = useCommand(client.notices.end, { quiet: true, done: `${notice.no} 已结束，所列学生的应发可以批准了` });
  return (
    <FormDialog
      opened onClose={onClose} title={`结束公示：${notice.no}`} submitLabel="结束公示"
      sentence={`公示期 ${notice.postedOn ?? ''} 至 ${notice.endOn ?? ''}，名单 ${notice.lineCount} 行。`}
      onSubmit={() => end.mutateAsync({ schoolId, noticeId: notice.id, objectionCount: Number(objectionCount) || 0, resultNote: resultNote.trim() })}
    >
      <NumberInput label="收到异议（件）" min={0} allowDecimal={false} value={objectionCount} onChange={setObjectionCount} />
      <Textarea label="公示结果说明" description="有异议时必填：复核和处理结果；不要写身份证号、电话" autosize minRows={2} value={resultNote} onChange={(event) => setResultNote(event.currentTarget.value)} />
    </FormDialog>
  );
}

function TakeDownDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [takenDownOn, setTakenDownOn] = useState<IsoDate | null>(today);
  const takeDown = useCommand(client.notices.takeDown, { quiet: true, done: `${notice.no} 已登记撤下` });
  return (
    <FormDialog
      opened onClose={onClose} title={`登记撤下：${notice.no}`} submitLabel="登记撤下" submitDisabled={takenDownOn === null}
      sentence={`应于 ${notice.takeDownOn ?? ''} 撤下；过期的公示必须清除（教财厅函〔2017〕28号）。`}
      onSubmit={() => (takenDownOn === null ? Promise.resolve(false) : takeDown.mutateAsync({ schoolId, noticeId: notice.id, takenDownOn }))}
    >
      <DateInput label="实际撤下日期" required value={takenDownOn} onChange={setTakenDownOn} />
    </FormDialog>
  );
}

function WithdrawDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const [reason, setReason] = useState('');
  const withdraw = useCommand(client.notices.withdraw, { quiet: true, done: `${notice.no} 已提前撤回，名单可以重新公示` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`提前撤回：${notice.no}`} submitLabel="提前撤回" submitDisabled={reason.trim().length < 2}
      sentence={<b>将撤回 {notice.lineCount} 行的公示，它不再作为批准应发的依据</b>}
      onSubmit={() => withdraw.mutateAsync({ schoolId, noticeId: notice.id, reason: reason.trim() })}
    >
      <Textarea label="撤回的理由" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}

function DiscardDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const discard = useCommand(client.notices.discard, { quiet: true, done: `草稿 ${notice.no} 已删除` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`删除草稿：${notice.no}`} submitLabel="删除草稿" sentence={`将删除还没有张贴的草稿，${notice.lineCount} 行。`}
      onSubmit={() => discard.mutateAsync({ schoolId, noticeId: notice.id })}
    />
  );
}

const dialogs = { post: PostDialog, end: EndDialog, take_down: TakeDownDialog, withdraw: WithdrawDialog, discard: DiscardDialog } as const;

/** Print, and the steps the state allows; the next one is the main button. */
export function NoticeSteps({ notice }: { readonly notice: NoticeRow }): ReactElement {
  const { schoolId, can } = useArchive();
  const [step, setStep] = useState<Step | null>(null);
  const writable = can('notice.write');
  const Dialog = step === null ? null : dialogs[step];
  return (
    <>
      <FileButton print make={() => client.notices.print({ schoolId, noticeId: notice.id })}>打印公示</FileButton>
      {writable && notice.state === 'draft' && <Button variant="default" onClick={() => setStep('discard')}>删除草稿</Button>}
      {writable && notice.steps.toReversed().map((one) => (
        <Button key={one} variant={one === 'withdraw' ? 'default' : 'filled'} disabled={one === 'end' && !notice.canEnd} onClick={() => setStep(one)}>
          {one === 'post' ? '登记张贴' : noticeStepNames[one]}
        </Button>
      ))}
      {Dialog !== null && <Dialog notice={notice} onClose={() => setStep(null)} />}
    </>
  );
}
