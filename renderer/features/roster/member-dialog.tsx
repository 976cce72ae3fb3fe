import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterMember } from '#shared/contract/roster.ts';
import { formatIdDocumentType, idDocumentTypes } from '#shared/domain/identity/id-document.ts';
import type { IdDocumentType } from '#shared/domain/identity/id-document.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { client } from '#renderer/bridge/client.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

interface MemberDialogProps {
  readonly studentId: number;
  /** Null: a new member. */
  readonly member: RosterMember | null;
  readonly sentence?: string;
  readonly onClose: () => void;
}

const triOptions = [{ value: 'yes', label: '是' }, { value: 'no', label: '否' }, { value: 'unknown', label: '未知' }];

/** A guardian or household member. Lists of departments are matched by these numbers, so each is worth typing. */
export function MemberDialog({ studentId, member, sentence, onClose }: MemberDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [fields, setFields] = useState({
    name: member?.name ?? '', relation: member?.relation ?? '', idType: member?.idType ?? ('resident_id' as IdDocumentType), idNumber: '', phone: '', disabilityCertificateNo: '',
    isGuardian: member?.isGuardian ?? ('unknown' as TriState), isHead: member?.isHead ?? ('unknown' as TriState),
  });
  const change = (part: Partial<typeof fields>): void => setFields((before) => ({ ...before, ...part }));
  const save = useCommand(client.roster.saveMember, { quiet: true });
  const current = (masked: string | undefined): string | undefined => (masked === undefined ? undefined : `现在是 ${masked || '空'}；不填就不改`);
  const typed = (['idNumber', 'phone', 'disabilityCertificateNo'] as const).filter((key) => fields[key].trim() !== '').map((key) => [key, fields[key]]);
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={member ? `修改家庭成员 ${member.name}` : '加一名家庭成员'} submitLabel="保存" submitDisabled={fields.name.trim() === ''}
      {...(sentence === undefined ? {} : { sentence })}
      onSubmit={async () => {
        const { name, relation, idType, isGuardian, isHead } = fields;
        await save.mutateAsync({ schoolId, term, studentId, memberId: member?.id ?? null, member: { name, relation, idType, isGuardian, isHead, ...Object.fromEntries(typed) as object } });
        tellDone('已保存');
      }}
    >
      <div className="columns-2">
        <TextInput label="姓名" required value={fields.name} maxLength={60} onChange={(event) => change({ name: event.currentTarget.value })} />
        <TextInput label="与学生关系" placeholder="父亲、母亲、祖父……" value={fields.relation} maxLength={40} onChange={(event) => change({ relation: event.currentTarget.value })} />
        <Select label="身份证件类型" allowDeselect={false} value={fields.idType} data={idDocumentTypes.map((value) => ({ value, label: formatIdDocumentType(value) }))} onChange={(value) => change({ idType: (value ?? 'resident_id') as IdDocumentType })} />
        <TextInput label="身份证件号" description={current(member?.idNumberMasked)} value={fields.idNumber} maxLength={40} autoComplete="off" onChange={(event) => change({ idNumber: event.currentTarget.value })} />
        <TextInput label="联系电话" description={current(member?.phoneMasked)} value={fields.phone} maxLength={40} autoComplete="off" onChange={(event) => change({ phone: event.currentTarget.value })} />
        <TextInput label="残疾人证号" description={current(member?.disabilityCertificateMasked)} value={fields.disabilityCertificateNo} maxLength={40} autoComplete="off" onChange={(event) => change({ disabilityCertificateNo: event.currentTarget.value })} />
        <Select label="是否监护人" allowDeselect={false} value={fields.isGuardian} data={triOptions} onChange={(value) => change({ isGuardian: (value ?? 'unknown') as TriState })} />
        <Select label="是否户主" allowDeselect={false} value={fields.isHead} data={triOptions} onChange={(value) => change({ isHead: (value ?? 'unknown') as TriState })} />
      </div>
    </FormDialog>
  );
}
