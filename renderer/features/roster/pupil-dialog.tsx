import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterPupil } from '#shared/contract/roster.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatIdDocumentType, idDocumentTypes } from '#shared/domain/identity/id-document.ts';
import type { IdDocumentType } from '#shared/domain/identity/id-document.ts';
import type { SexOrUnknown } from '#shared/domain/identity/sex.ts';
import type { BoardingMode } from '#shared/domain/roster/boarding-mode.ts';
import { client } from '#renderer/bridge/client.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { useClasses } from './data.ts';

interface PupilDialogProps {
  /** Null: a new pupil. */
  readonly pupil: RosterPupil | null;
  /** What is to mend, when it is opened from the repair list. */
  readonly sentence?: string;
  readonly onClose: () => void;
}

interface Fields {
  readonly name: string;
  readonly formerName: string;
  readonly sex: SexOrUnknown;
  readonly birthDate: IsoDate | null;
  readonly idType: IdDocumentType;
  /** Empty on a known pupil: the number stays. */
  readonly idNumber: string;
  readonly registryNo: string;
  readonly schoolStudentNo: string;
  readonly classRollNo: string;
}

function fieldsOf(pupil: RosterPupil | null): Fields {
  return {
    name: pupil?.name ?? '', formerName: pupil?.formerName ?? '', sex: pupil?.sex ?? 'unknown', birthDate: pupil?.birthDate ?? null,
    idType: pupil?.idType ?? 'resident_id', idNumber: '', registryNo: '', schoolStudentNo: pupil?.schoolStudentNo ?? '', classRollNo: pupil?.classRollNo ?? '',
  };
}

const sexOptions = [{ value: 'male', label: '男' }, { value: 'female', label: '女' }, { value: 'unknown', label: '未知' }];

/** Edits a pupil's own data, or adds a pupil. Numbers are checked when saved; a bad one is kept and stays on the repair list. */
export function PupilDialog({ pupil, sentence, onClose }: PupilDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const classes = useClasses();
  const [fields, setFields] = useState(() => fieldsOf(pupil));
  const [seat, setSeat] = useState<{ classId: string | null; boarding: BoardingMode; enrolledOn: IsoDate | null }>({ classId: null, boarding: 'unknown', enrolledOn: today });
  const change = (part: Partial<Fields>): void => setFields((before) => ({ ...before, ...part }));
  const add = useCommand(client.roster.add, { quiet: true });
  const update = useCommand(client.roster.update, { quiet: true });
  const tell = (problems: readonly { readonly sentence: string }[]): void => tellDone(problems.length === 0 ? '已保存，没有发现问题' : `已保存；还有 ${problems.length} 处待修正`);
  const numbers = { ...(fields.idNumber.trim() === '' ? {} : { idNumber: fields.idNumber }), ...(fields.registryNo.trim() === '' ? {} : { registryNo: fields.registryNo }) };
  const plain = {
    name: fields.name, formerName: fields.formerName, sex: fields.sex, birthDate: fields.birthDate, idType: fields.idType,
    schoolStudentNo: fields.schoolStudentNo, classRollNo: fields.classRollNo, ...numbers,
  };
  const save = async (): Promise<boolean> => {
    if (pupil) {
      tell((await update.mutateAsync({ schoolId, term, studentId: pupil.studentId, ...plain })).problems);
      return true;
    }
    const group = classes.data?.find(({ id }) => String(id) === seat.classId);
    if (!group || seat.enrolledOn === null) return false;
    tell((await add.mutateAsync({ schoolId, term, ...plain, stage: group.stage, entryYear: group.entryYear, classId: group.id, boardingMode: seat.boarding, enrolledOn: seat.enrolledOn })).problems);
    return true;
  };
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={pupil ? `修改 ${pupil.name} 的资料` : '手工加一名学生'} submitLabel="保存" {...(sentence === undefined ? {} : { sentence })}
      submitDisabled={fields.name.trim() === '' || (!pupil && (seat.classId === null || seat.enrolledOn === null))} onSubmit={save}
    >
      <div className="columns-2">
        <TextInput label="姓名" required value={fields.name} maxLength={60} onChange={(event) => change({ name: event.currentTarget.value })} />
        <TextInput label="曾用名" value={fields.formerName} maxLength={60} onChange={(event) => change({ formerName: event.currentTarget.value })} />
        <Select label="性别" allowDeselect={false} value={fields.sex} data={sexOptions} onChange={(value) => change({ sex: (value ?? 'unknown') as SexOrUnknown })} />
        <DateInput label="出生日期" value={fields.birthDate} onChange={(birthDate) => change({ birthDate })} />
        <Select
          label="身份证件类型" allowDeselect={false} value={fields.idType} data={idDocumentTypes.map((value) => ({ value, label: formatIdDocumentType(value) }))}
          onChange={(value) => change({ idType: (value ?? 'resident_id') as IdDocumentType })}
        />
        <TextInput
          label="身份证件号" description={pupil ? `现在是 ${pupil.idNumberMasked || '空'}；不填就不改` : undefined} value={fields.idNumber} maxLength={40} autoComplete="off"
          onChange={(event) => change({ idNumber: event.currentTarget.value })}
        />
        <TextInput
          label="学籍号" description={pupil ? `现在是 ${pupil.registryNoMasked || '空'}；不填就不改` : undefined} value={fields.registryNo} maxLength={40} autoComplete="off"
          onChange={(event) => change({ registryNo: event.currentTarget.value })}
        />
        <TextInput label="校内学号" value={fields.schoolStudentNo} maxLength={40} onChange={(event) => change({ schoolStudentNo: event.currentTarget.value })} />
        <TextInput label="班内学号" value={fields.classRollNo} maxLength={20} onChange={(event) => change({ classRollNo: event.currentTarget.value })} />
        {!pupil && (
          <>
            <Select
              label="班级" required searchable value={seat.classId} data={(classes.data ?? []).map(({ id, className }) => ({ value: String(id), label: className }))}
              description="还没有班级的，先在“班级”页加一个班" onChange={(classId) => setSeat((before) => ({ ...before, classId }))}
            />
            <Select
              label="就读方式" allowDeselect={false} value={seat.boarding} data={[{ value: 'unknown', label: '未知' }, { value: 'day', label: '走读' }, { value: 'boarding', label: '住校' }]}
              onChange={(value) => setSeat((before) => ({ ...before, boarding: (value ?? 'unknown') as BoardingMode }))}
            />
            <DateInput label="入校日期" required value={seat.enrolledOn} onChange={(enrolledOn) => setSeat((before) => ({ ...before, enrolledOn }))} />
          </>
        )}
      </div>
    </FormDialog>
  );
}
