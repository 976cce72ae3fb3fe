import { Button, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NoticeRow } from '#shared/contract/notices.ts';
import type { NoticeStep } from '#shared/domain/notice/notice-state.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { noticeStepNames } from '#shared/text/notices.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** A notice as it is opened beside the list, with what its result would say now. */
export type OpenNotice = NoticeRow & { readonly proposedResult: string };

type Step = NoticeStep | 'discard';

interface StepDialogProps {
  readonly notice: OpenNotice;
  readonly onClose: () => void;
}

function PostDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [postedOn, setPostedOn] = useState<IsoDate | null>(today);
  const [poster, setPoster] = useState('');
  const post = useCommand(client.notices.post, { quiet: true, done: (period) => `已登记张贴：公示到 ${period.endOn}，${period.takeDownOn} 撤下${period.verified ? '' : '（未核节假日）'}` });
  return (
    <FormDialog
      opened onClose={onClose} title={`登记张贴：${notice.no}`} submitLabel="登记张贴" submitDisabled={postedOn === null}
      sentence={`公示 ${notice.lineCount} 行，登记后名单不能再改。张贴当天不算在公示期内，除非设置里另有规定。`}
      onSubmit={() => (postedOn === null ? Promise.resolve(false) : post.mutateAsync({ schoolId, noticeId: notice.id, postedOn, poster: poster.trim() }))}
    >
      <DateInput label="实际张贴日期" required value={postedOn} onChange={setPostedOn} />
      <TextInput label="张贴人" description="谁去贴的，可以写两个人" value={poster} onChange={(event) => setPoster(event.currentTarget.value)} />
    </FormDialog>
  );
}

function ConfirmOthersDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const confirm = useCommand(client.notices.confirmOthers, { quiet: true, done: ({ confirmed, waiting }) => `已确认 ${confirmed} 行；${waiting} 行等异议答复` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`先确认无异议的：${notice.no}`} submitLabel="先确认无异议的"
      sentence={`公示期已满，还有 ${notice.objections.open} 件异议没有答复。没有异议的学生先确认公示无异议，应发可以批准；有异议的等答复后再定，这份公示暂不结束。`}
      onSubmit={() => confirm.mutateAsync({ schoolId, noticeId: notice.id })}
    />
  );
}

function EndDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId } = useArchive();
  const [resultNote, setResultNote] = useState(notice.proposedResult);
  const end = useCommand(client.notices.end, { quiet: true, done: notice.level === 'class' ? `${notice.no} 已结束，可以张贴校级公示了` : `${notice.no} 已结束，所列学生的应发可以批准了` });
  return (
    <FormDialog
      opened onClose={onClose} title={`结束公示：${notice.no}`} submitLabel="结束公示"
      sentence={`公示期 ${notice.postedOn ?? ''} 至 ${notice.endOn ?? ''}，名单 ${notice.lineCount} 行；异议登记簿里有 ${notice.objections.total} 件。`}
      onSubmit={() => end.mutateAsync({ schoolId, noticeId: notice.id, resultNote: resultNote.trim() })}
    >
      <Textarea
        label="公示结果说明" description="按异议登记簿拟好，可以改；要张贴，不要写反映人、被反映的学生、证件号和电话" autosize minRows={2}
        value={resultNote} onChange={(event) => setResultNote(event.currentTarget.value)}
      />
    </FormDialog>
  );
}

function TakeDownDialog({ notice, onClose }: StepDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [takenDownOn, setTakenDownOn] = useState<IsoDate | null>(today);
  const [remover, setRemover] = useState('');
  const takeDown = useCommand(client.notices.takeDown, { quiet: true, done: `${notice.no} 已登记撤下` });
  return (
    <FormDialog
      opened onClose={onClose} title={`登记撤下：${notice.no}`} submitLabel="登记撤下" submitDisabled={takenDownOn === null}
      sentence={`应于 ${notice.takeDownOn ?? ''} 撤下；过期的公示必须清除（教财厅函〔2017〕28号）。`}
      onSubmit={() => (takenDownOn === null ? Promise.resolve(false) : takeDown.mutateAsync({ schoolId, noticeId: notice.id, takenDownOn, remover: remover.trim() }))}
    >
      <DateInput label="实际撤下日期" required value={takenDownOn} onChange={setTakenDownOn} />
      <TextInput label="撤下人" value={remover} onChange={(event) => setRemover(event.currentTarget.value)} />
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

const dialogs = { post: PostDialog, confirm_others: ConfirmOthersDialog, end: EndDialog, take_down: TakeDownDialog, withdraw: WithdrawDialog, discard: DiscardDialog } as const;

/** Print, and the steps the state allows; the next one is the main button. */
export function NoticeSteps({ notice }: { readonly notice: OpenNotice }): ReactElement {
  const { schoolId, can } = useArchive();
  const [step, setStep] = useState<Step | null>(null);
  const writable = can('notice.write');
  const Dialog = step === null ? null : dialogs[step];
  return (
    <>
      <FileButton print make={() => client.notices.print({ schoolId, noticeId: notice.id })}>打印公示</FileButton>
      {notice.state !== 'draft' && notice.withdrawnReason === null && (
        <FileButton print make={() => client.notices.printResult({ schoolId, noticeId: notice.id })}>打印结果说明</FileButton>
      )}
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
