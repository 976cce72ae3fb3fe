import { Radio, Select, Stack, TextInput, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Emergency } from '#shared/contract/emergencies.ts';
import type { SlipRow } from '#shared/contract/letters.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { emergencyKinds, emergencyProofHint } from '#shared/domain/letters/emergency.ts';
import type { EmergencyKind } from '#shared/domain/letters/emergency.ts';
import { emergencyActTexts, emergencyKindTexts } from '#shared/text/letters.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { PupilSelect } from './pupil-select.tsx';

/** Registers what struck a family. */
export function EmergencyDialog({ rows, onClose }: { readonly rows: readonly SlipRow[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [studentId, setStudentId] = useState<number | null>(null);
  const [kind, setKind] = useState<EmergencyKind>('illness');
  const [happenedOn, setHappenedOn] = useState<IsoDate | null>(null);
  const [reportedOn, setReportedOn] = useState<IsoDate | null>(today);
  const [reportedBy, setReportedBy] = useState('');
  const [what, setWhat] = useState('');
  const record = useCommand(client.emergencies.record, { quiet: true, done: '应急已登记' });
  const ready = studentId !== null && happenedOn !== null && reportedOn !== null && reportedBy.trim() !== '' && what.trim().length >= 2;
  return (
    <FormDialog
      opened onClose={onClose} title="登记应急" submitLabel="登记" submitDisabled={!ready} size="lg" sentence="不必等到统一办理的时间，也不必先有告知书或申请表。登记后记下采取的措施；需要资助的，转入认定。"
      onSubmit={() => record.mutateAsync({ schoolId, term, studentId: studentId ?? 0, kind, happenedOn: happenedOn as IsoDate, reportedOn: reportedOn as IsoDate, reportedBy, what })}
    >
      <Stack gap="sm">
        <PupilSelect rows={rows} value={studentId} onChange={setStudentId} />
        <div className="columns-3">
          <Select label="类别" allowDeselect={false} data={emergencyKinds.map((value) => ({ value, label: emergencyKindTexts[value] }))} value={kind} onChange={(value) => setKind((value ?? 'other') as EmergencyKind)} />
          <DateInput label="发生日期" required value={happenedOn} onChange={setHappenedOn} />
          <DateInput label="报告日期" required value={reportedOn} onChange={setReportedOn} />
        </div>
        <TextInput label="报告人" required placeholder="如：何老师（班主任）、家长李吉祥" maxLength={60} value={reportedBy} onChange={(event) => setReportedBy(event.currentTarget.value)} />
        <Textarea label="情况说明" description="写清发生了什么、家庭现在的困难；只有办理人员看得到" required autosize minRows={3} maxLength={1000} value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}

interface StepDialogProps {
  readonly emergency: Emergency;
  readonly act: 'measure' | 'close' | 'reopen';
  readonly onClose: () => void;
}

const stepHints = { measure: '如：班主任上门看望，校内应急资助 1000 元报批', close: '如：病愈出院，家庭收入恢复', reopen: '如：病情复发，再次住院' } as const;

/** A measure, the end of the matter, or that it goes on. */
export function StepDialog({ emergency, act, onClose }: StepDialogProps): ReactElement {
  const { schoolId, term, today, signedIn } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [what, setWhat] = useState('');
  const [doneBy, setDoneBy] = useState(signedIn.displayName);
  const add = useCommand(client.emergencies.addStep, { quiet: true, done: '已记下' });
  return (
    <FormDialog
      opened onClose={onClose} title={`${emergency.name}：${emergencyActTexts[act]}`} submitLabel="记下" submitDisabled={onDate === null || what.trim().length < 2}
      sentence="写下的经过不能改动；写错了另记一条说明。" onSubmit={() => add.mutateAsync({ schoolId, term, emergencyId: emergency.id, act, onDate: onDate as IsoDate, what, doneBy })}
    >
      <Stack gap="sm">
        <DateInput label="日期" required value={onDate} onChange={setOnDate} />
        <Textarea label="内容" required placeholder={stepHints[act]} autosize minRows={2} maxLength={1000} value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
        <TextInput label="办理人" maxLength={60} value={doneBy} onChange={(event) => setDoneBy(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}

/** Into identification as 突发事件或重大疾病, with what stands behind it. */
export function ReferDialog({ emergency, onClose }: { readonly emergency: Emergency; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today, signedIn } = useArchive();
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [evidence, setEvidence] = useState<'certificate' | 'declaration'>('certificate');
  const [certificateNo, setCertificateNo] = useState('');
  const [what, setWhat] = useState('');
  const refer = useCommand(client.emergencies.refer, { quiet: true, done: ({ caseOpened }) => (caseOpened ? '已转入认定，个案已打开' : '已转入认定，个案已加上突发事件') });
  return (
    <FormDialog
      opened onClose={onClose} title={`${emergency.name}：转入认定`} submitLabel="转入认定" submitDisabled={onDate === null || what.trim().length < 2 || (evidence === 'certificate' && certificateNo.trim() === '')}
      sentence={`将给 ${emergency.name} 的认定个案加上“突发事件或重大疾病”（没有个案的新建一份）；等级仍由认定机构另行决定。`}
      onSubmit={() => refer.mutateAsync({ schoolId, term, emergencyId: emergency.id, onDate: onDate as IsoDate, evidence, certificateNo: evidence === 'certificate' ? certificateNo : '', what, doneBy: signedIn.displayName })}
    >
      <Stack gap="sm">
        <DateInput label="日期" required value={onDate} onChange={setOnDate} />
        <Radio.Group label="依据" description={`这类情况通常有：${emergencyProofHint(emergency.kind)}`} value={evidence} onChange={(value) => setEvidence(value as 'certificate' | 'declaration')}>
          <Stack gap={4} mt={4}><Radio value="certificate" label="证明材料" /><Radio value="declaration" label="家庭承诺书" /></Stack>
        </Radio.Group>
        {evidence === 'certificate' && <TextInput label="证明的名称或编号" required placeholder="如：县医院诊断证明 2025-118" maxLength={60} value={certificateNo} onChange={(event) => setCertificateNo(event.currentTarget.value)} />}
        <Textarea label="转入的理由" required autosize minRows={2} maxLength={500} value={what} onChange={(event) => setWhat(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}
