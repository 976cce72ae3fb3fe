import { Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { inputOf, isComplete, newTalk, TalkFields } from './talk-fields.tsx';
import type { TalkDraft } from './talk-fields.tsx';

export type OpenedTalk = Awaited<ReturnType<typeof client.talks.open>>;

/** One pupil of the school, found by name, 拼音 or 首字母. */
function PupilChoice({ value, onChange }: { readonly value: string | null; readonly onChange: (value: string | null) => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [text, setText] = useState('');
  const [chosen, setChosen] = useState<{ readonly value: string; readonly label: string } | null>(null);
  const hits = useQuery({ ...api.roster.search.queryOptions({ input: { schoolId, term, text, limit: 20 } }), enabled: text.trim() !== '' && text !== chosen?.label }).data ?? [];
  const found = hits.map((hit) => ({ value: String(hit.studentId), label: `${hit.name}　${hit.className}` }));
  const data = chosen !== null && !found.some((one) => one.value === chosen.value) ? [chosen, ...found] : found;
  return (
    <Select
      label="学生" required searchable placeholder="输入姓名或拼音" value={value} data={data} searchValue={text} onSearchChange={setText} filter={({ options }) => options} nothingFoundMessage={text.trim() === '' ? '输入姓名、拼音或首字母' : '没有找到'}
      onChange={(next) => { setChosen(data.find((one) => one.value === next) ?? null); onChange(next); }} data-autofocus
    />
  );
}

export function NewTalkDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today, signedIn } = useArchive();
  const [studentId, setStudentId] = useState<string | null>(null);
  const [draft, setDraft] = useState<TalkDraft>(() => newTalk(today, signedIn.displayName));
  const record = useCommand(client.talks.record, { quiet: true, done: '谈话已登记' });
  const submit = async (): Promise<unknown> => {
    const talk = inputOf(draft);
    return studentId === null || talk === null ? false : record.mutateAsync({ schoolId, term, studentId: Number(studentId), talk });
  };
  return (
    <FormDialog
      opened onClose={onClose} size="56rem" title="登记谈心谈话" submitLabel="登记" submitDisabled={studentId === null || !isComplete(draft)} onSubmit={submit}
      sentence="只给有权限的老师看，不进公示、名册和导出；每次打开都记入操作记录。心理危机或疑似侵害请按学校规定转介，不要只记在这里。"
    >
      <Stack gap="sm">
        <PupilChoice value={studentId} onChange={setStudentId} />
        <TalkFields draft={draft} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
      </Stack>
    </FormDialog>
  );
}

interface OfTalk {
  readonly opened: OpenedTalk;
  readonly onClose: () => void;
  readonly onDone: () => void;
}

/** Writes a record anew; the one before is kept. */
export function CorrectTalkDialog({ opened, onClose, onDone }: OfTalk): ReactElement {
  const { schoolId } = useArchive();
  const { talkId, version, reasonChanged: _reason, voided: _voided, by: _by, at: _at, ...talk } = opened.talk;
  const [draft, setDraft] = useState<TalkDraft>(talk);
  const [reason, setReason] = useState('');
  const correct = useCommand(client.talks.correct, { quiet: true, done: '已保存，原来的一份留着', onDone });
  const submit = async (): Promise<unknown> => {
    const input = inputOf(draft);
    return input === null ? false : correct.mutateAsync({ schoolId, talkId, version, talk: input, reason: reason.trim() });
  };
  return (
    <FormDialog
      opened onClose={onClose} size="56rem" title={`更正谈话：${opened.name}　${opened.className}`} submitLabel="保存" submitDisabled={!isComplete(draft) || reason.trim().length < 2} onSubmit={submit}
      sentence="将存为新的一份，原来的一份和原因都留着。"
    >
      <Stack gap="sm">
        <TalkFields draft={draft} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
        <TextInput label="为什么改" required value={reason} maxLength={200} onChange={(event) => setReason(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}

export function FinishDialog({ opened, onClose, onDone }: OfTalk): ReactElement {
  const { schoolId, today } = useArchive();
  const [doneOn, setDoneOn] = useState<IsoDate | null>(today);
  const [result, setResult] = useState('');
  const finish = useCommand(client.talks.finishFollowUp, { quiet: true, done: '后续已办结', onDone });
  return (
    <FormDialog
      opened onClose={onClose} title={`后续办结：${opened.name}`} submitLabel="办结" submitDisabled={doneOn === null || result.trim().length < 2} sentence={`要做的事：${opened.talk.followUp}`}
      onSubmit={async () => (doneOn === null ? false : finish.mutateAsync({ schoolId, talkId: opened.talk.talkId, doneOn, result: result.trim() }))}
    >
      <Stack gap="sm">
        <DateInput label="办结日期" required value={doneOn} onChange={setDoneOn} />
        <Textarea label="怎么办的" required autosize minRows={2} maxLength={500} value={result} onChange={(event) => setResult(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
