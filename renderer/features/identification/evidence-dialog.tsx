import { Radio, Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RegisterRow } from '#shared/contract/identification.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { localGroupKey } from '#shared/domain/identification/special-group.ts';
import { routeTexts } from '#shared/text/identification.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { effectsText } from './save-dialog.tsx';

const ownName = 'own_name';

/** Opens cases by application and writes down certificates and promises for the ticked pupils. */
export function EvidenceDialog({ rows, onClose }: { readonly rows: readonly RegisterRow[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const catalogue = useQuery(api.specialGroups.catalogue.queryOptions({ input: { schoolId, schoolYear: schoolYearOf(term) } })).data?.groups ?? [];
  const [group, setGroup] = useState<string | null>(null);
  const [ownGroup, setOwnGroup] = useState('');
  const [kind, setKind] = useState<'certificate' | 'declaration'>('certificate');
  const [certificateNo, setCertificateNo] = useState('');
  const [note, setNote] = useState('');
  const [route, setRoute] = useState<IdentificationRoute>('application');
  const [appliedOn, setAppliedOn] = useState<IsoDate | null>(null);
  const [familyConfirmedOn, setFamilyConfirmedOn] = useState<IsoDate | null>(null);
  const automatic = rows.some((row) => (row.case?.route ?? route) === 'automatic_entitlement');
  const withoutCase = rows.filter((row) => row.case === null).length;
  const groupKey = group === ownName ? (ownGroup.trim() === '' ? null : localGroupKey(ownGroup)) : group;
  const save = useCommand(client.identification.save, { quiet: true, done: (effects) => effectsText(effects) });
  const submit = (): Promise<unknown> => save.mutateAsync({
    schoolId, term,
    entries: rows.map((row) => ({
      studentId: row.studentId, routeIfNew: route, ...(appliedOn === null ? {} : { appliedOn }), ...(familyConfirmedOn === null ? {} : { familyConfirmedOn }),
      addGroups: groupKey === null ? [] : [{ groupKey, kind, certificateNo: kind === 'certificate' ? certificateNo : '', note }],
    })),
  });
  const lacks = (groupKey === null && withoutCase === 0 && appliedOn === null && familyConfirmedOn === null) || (group === ownName && groupKey === null) || (groupKey !== null && kind === 'certificate' && certificateNo.trim() === '');
  return (
    <FormDialog
      opened onClose={onClose} title={`给勾选的 ${rows.length} 人登记申请和依据`} submitLabel={`登记 ${rows.length} 人`} submitDisabled={lacks} onSubmit={submit}
      sentence={withoutCase > 0 ? `其中 ${withoutCase} 人还没有个案，将同时建个案。` : '这些学生都已有个案。'}
    >
      <Stack gap="sm">
        {withoutCase > 0 && <Select label="新个案的途径" allowDeselect={false} value={route} data={identificationRoutes.map((value) => ({ value, label: routeTexts[value] }))} onChange={(value) => setRoute((value ?? 'application') as IdentificationRoute)} />}
        <DateInput label="申请日期" description="申请表上写的日期；没有申请或不知道就空着" value={appliedOn} onChange={setAppliedOn} />
        {automatic && <DateInput label="家庭确认日期" description="免申即享：家长事后签字确认的日期；还没签就空着" value={familyConfirmedOn} onChange={setFamilyConfirmedOn} />}
        <Select
          label="特殊群体" placeholder="没有就不选" clearable searchable value={group} onChange={setGroup} data={[...catalogue.map((one) => ({ value: one.key, label: one.label })), { value: ownName, label: '自己写名称……' }]}
          description={group === null || group === ownName ? undefined : `见过的材料：${catalogue.find((one) => one.key === group)?.proof ?? ''}`}
        />
        {group === ownName && <TextInput label="群体名称" required value={ownGroup} maxLength={40} onChange={(event) => setOwnGroup(event.currentTarget.value)} />}
        {group !== null && (
          <>
            <Radio.Group label="凭什么" value={kind} onChange={(value) => setKind(value as typeof kind)}>
              <Stack gap={4} mt={4}><Radio value="certificate" label="看过证件或证明" /><Radio value="declaration" label="本人或家长的承诺书" /></Stack>
            </Radio.Group>
            {kind === 'certificate' && <TextInput label="证件号或证明文号" required description={rows.length > 1 ? '这些人共用一份证明时才一起登记' : undefined} value={certificateNo} maxLength={60} onChange={(event) => setCertificateNo(event.currentTarget.value)} />}
            <TextInput label="说明" value={note} maxLength={200} onChange={(event) => setNote(event.currentTarget.value)} />
          </>
        )}
      </Stack>
    </FormDialog>
  );
}
