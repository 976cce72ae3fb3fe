import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PanelMemberView, PanelView } from '#shared/contract/panels.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { memberKinds } from '#shared/domain/panels/panel.ts';
import type { MemberKind } from '#shared/domain/panels/panel.ts';
import { memberKindTexts } from '#shared/text/panels.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './panels.module.css';
import { PupilPicker } from './pupil-picker.tsx';
import type { PickedPupil } from './pupil-picker.tsx';

interface PanelDialogProps {
  readonly panel: PanelView;
  readonly onClose: () => void;
}

const relativeHint = '家长写自己的孩子，教师写在本校读书的亲属；议到这些学生时程序自动让其回避';

/** A member joins: typed, or for pupils taken from the roster. */
export function MemberDialog({ panel, onClose }: PanelDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [kind, setKind] = useState<MemberKind>('teacher');
  const [name, setName] = useState('');
  const [duty, setDuty] = useState('');
  const [pupil, setPupil] = useState<readonly PickedPupil[]>([]);
  const [relatives, setRelatives] = useState<readonly PickedPupil[]>([]);
  const [fromOn, setFromOn] = useState<IsoDate | null>(panel.fromOn > today ? panel.fromOn : panel.roll.length === 0 ? panel.fromOn : today);
  const add = useCommand(client.panels.addMember, { quiet: true, done: '成员已登记' });
  const complete = fromOn !== null && (kind === 'pupil' ? pupil.length === 1 : name.trim() !== '');
  const submit = async (): Promise<unknown> => {
    if (fromOn === null) return false;
    return add.mutateAsync({
      schoolId, term, panelId: panel.panelId, kind, name, duty, studentId: kind === 'pupil' ? pupil[0]?.studentId ?? null : null, fromOn,
      relatives: relatives.map(({ studentId }) => ({ studentId, relation: kind === 'parent' ? '家长' : '亲属' })),
    });
  };
  return (
    <FormDialog opened onClose={onClose} title="登记成员" submitLabel="登记" size="lg" submitDisabled={!complete} onSubmit={submit}>
      <div className={classes['fields']}>
        <Select
          label="代表" allowDeselect={false} data-autofocus value={kind} data={memberKinds.map((value) => ({ value, label: memberKindTexts[value] }))}
          onChange={(value) => { setKind((value ?? 'teacher') as MemberKind); setPupil([]); }}
        />
        {kind === 'pupil'
          ? <PupilPicker label="学生" most={1} value={pupil} onChange={setPupil} />
          : <TextInput label="姓名" required maxLength={30} value={name} onChange={(event) => setName(event.currentTarget.value)} />}
        <TextInput label="职务" description="组长、副组长、成员，可以空着" maxLength={20} value={duty} onChange={(event) => setDuty(event.currentTarget.value)} />
        <DateInput label="任职日期" required value={fromOn} onChange={setFromOn} />
        <div className={classes['whole']}>
          <PupilPicker label={kind === 'parent' ? '是哪些学生的家长' : '在本校读书的亲属'} description={relativeHint} most={10} value={relatives} onChange={setRelatives} />
        </div>
      </div>
    </FormDialog>
  );
}

/** Which pupils a member is guardian or relative of, put right. */
export function RelativesDialog({ panel, member, onClose }: PanelDialogProps & { readonly member: PanelMemberView }): ReactElement {
  const { schoolId, term } = useArchive();
  const [relatives, setRelatives] = useState<readonly PickedPupil[]>(member.relatives.map((one) => ({ studentId: one.studentId, label: `${one.name}（${one.className}）` })));
  const save = useCommand(client.panels.setRelatives, { quiet: true, done: '亲属关系已保存' });
  return (
    <FormDialog
      opened onClose={onClose} title={`${member.name} 的亲属学生`} submitLabel="保存"
      onSubmit={() => save.mutateAsync({ schoolId, term, panelId: panel.panelId, memberId: member.memberId, relatives: relatives
        .map(({ studentId }) => ({ studentId, relation: member.kind === 'parent' ? '家长' : '亲属' })) })}
    >
      <PupilPicker label="学生" description={relativeHint} most={10} value={relatives} onChange={setRelatives} />
    </FormDialog>
  );
}

/** A member leaves; the name stays with its dates. */
export function EndMemberDialog({ panel, member, onClose }: PanelDialogProps & { readonly member: PanelMemberView }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [untilOn, setUntilOn] = useState<IsoDate | null>(today);
  const [reason, setReason] = useState('');
  const end = useCommand(client.panels.endMember, { quiet: true, done: `${member.name} 已离任，记录留着` });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`${member.name} 离任`} submitLabel="离任" submitDisabled={untilOn === null || reason.trim().length < 2}
      sentence="离任的成员不再参加以后的会议；以前的会议和签名不变。" onSubmit={async () => (untilOn === null ? false
        : end.mutateAsync({ schoolId, term, panelId: panel.panelId, memberId: member.memberId, untilOn, reason }))}
    >
      <DateInput label="最后任职日" required value={untilOn} onChange={setUntilOn} />
      <TextInput label="原因" required placeholder="如：调离本校、换届、毕业" maxLength={100} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** Where and when the list of members hung. */
export function PostingDialog({ panel, onClose }: PanelDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [place, setPlace] = useState(panel.level === 'class' ? '本班公告栏' : '校门口公示栏');
  const [postedOn, setPostedOn] = useState<IsoDate | null>(today);
  const [untilOn, setUntilOn] = useState<IsoDate | null>(null);
  const post = useCommand(client.panels.recordPosting, { quiet: true, done: '张贴已登记' });
  return (
    <FormDialog
      opened onClose={onClose} title="登记名单张贴" submitLabel="登记" submitDisabled={place.trim() === '' || postedOn === null}
      onSubmit={async () => (postedOn === null ? false : post.mutateAsync({ schoolId, term, panelId: panel.panelId, place, postedOn, untilOn }))}
    >
      <TextInput label="张贴地点" required maxLength={60} value={place} onChange={(event) => setPlace(event.currentTarget.value)} />
      <DateInput label="张贴日期" required value={postedOn} onChange={setPostedOn} />
      <DateInput label="撤下日期" description="还贴着就空着" value={untilOn} onChange={setUntilOn} />
    </FormDialog>
  );
}
