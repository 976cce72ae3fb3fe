import { Group, Radio, Select, Stack, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { NoticeRow } from '#shared/contract/notices.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { objectionChannels } from '#shared/domain/notice/objection.ts';
import type { ObjectionChannel } from '#shared/domain/notice/objection.ts';
import { noticeKindNames } from '#shared/text/notices.ts';
import { objectionChannelNames } from '#shared/text/objections.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

interface ReceiveDialogProps {
  /** The posted ones of the term, newest first. */
  readonly notices: readonly NoticeRow[];
  readonly noticeId: number | null;
  readonly onReceived: (objectionId: number) => void;
  readonly onClose: () => void;
}

const whole = 'whole';

/** An objection as it came in: against what, how, from whom (or nobody in particular), and what it says. */
export function ReceiveDialog({ notices, noticeId, onReceived, onClose }: ReceiveDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const form = useForm({
    initialValues: {
      noticeId: String(noticeId ?? notices[0]?.id ?? ''), line: whole, receivedOn: today as IsoDate | null, channel: 'letter_box' as ObjectionChannel, naming: 'anonymous',
      objectorName: '', objectorContact: '', claim: '',
    },
  });
  const { values } = form;
  const lines = useQuery({ ...api.notices.get.queryOptions({ input: { schoolId, noticeId: Number(values.noticeId) } }), enabled: values.noticeId !== '' }).data?.sheet.lines ?? [];
  const receive = useCommand(client.objections.receive, {
    quiet: true, done: (made) => `${made.no} 已登记，答复期限 ${made.dueOn}${made.dueVerified ? '' : '（未核节假日）'}`, onDone: (made) => onReceived(made.id),
  });
  const named = values.naming === 'named';
  const submit = (): Promise<unknown> => receive.mutateAsync({
    schoolId, noticeId: Number(values.noticeId), ordinal: values.line === whole ? null : Number(values.line), receivedOn: values.receivedOn ?? today, channel: values.channel, named,
    objectorName: named ? values.objectorName.trim() : '', objectorContact: named ? values.objectorContact.trim() : '', claim: values.claim.trim(),
  });
  return (
    <FormDialog
      opened onClose={onClose} title="登记异议" submitLabel="登记" size="lg" onSubmit={submit}
      submitDisabled={values.noticeId === '' || values.receivedOn === null || values.claim.trim().length < 2}
    >
      <Stack gap="sm">
        <Select
          label="对哪份公示" required allowDeselect={false} data={notices.map((row) => ({ value: String(row.id), label: `${row.no} ${noticeKindNames[row.kind]}${row.className}` }))}
          value={values.noticeId} onChange={(value) => form.setValues({ noticeId: value ?? '', line: whole })}
        />
        <Select
          label="反映谁" required searchable allowDeselect={false} nothingFoundMessage="名单里没有"
          data={[{ value: whole, label: '整份公示（不是某一个学生）' }, ...lines.map((line) => ({ value: String(line.ordinal), label: `${line.ordinal}　${line.name}　${line.className}${line.programme === null ? '' : `　${line.programme}`}` }))]}
          {...form.getInputProps('line')}
        />
        <div className="columns-2">
          <DateInput label="收到日期" required value={values.receivedOn} onChange={(value) => form.setFieldValue('receivedOn', value)} />
          <Select label="方式" allowDeselect={false} data={objectionChannels.map((value) => ({ value, label: objectionChannelNames[value] }))} {...form.getInputProps('channel')} />
        </div>
        <Radio.Group label="实名还是匿名" description="提倡实名；匿名同样登记、同样办理" {...form.getInputProps('naming')}>
          <Group gap="md" mt="xs"><Radio value="anonymous" label="匿名" /><Radio value="named" label="实名" /></Group>
        </Radio.Group>
        {named && (
          <div className="columns-2">
            <TextInput label="反映人姓名" required {...form.getInputProps('objectorName')} />
            <TextInput label="联系方式" {...form.getInputProps('objectorContact')} />
          </div>
        )}
        {named && <p className="dim small">姓名和联系方式限专人查看，每看一次都有记录，任何打印件都不出现。</p>}
        <Textarea label="反映内容" description="写事实；不写反映人是谁，不写证件号、电话" required autosize minRows={3} {...form.getInputProps('claim')} />
      </Stack>
    </FormDialog>
  );
}
