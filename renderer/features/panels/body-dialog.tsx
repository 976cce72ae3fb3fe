import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { PanelView } from '#shared/contract/panels.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf, startYearOf } from '#shared/domain/calendar/term.ts';
import { panelLevels, panelTypes } from '#shared/domain/panels/panel.ts';
import type { PanelLevel, PanelType } from '#shared/domain/panels/panel.ts';
import { formatPupilYear } from '#shared/domain/roster/pupil-class.ts';
import { panelLevelTexts, panelTypeTexts } from '#shared/text/panels.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './panels.module.css';

interface Draft {
  readonly type: PanelType;
  readonly level: PanelLevel;
  readonly classId: string | null;
  /** stage and entry year, `primary 2022`. */
  readonly grade: string | null;
  readonly name: string;
  readonly appointedOn: IsoDate | null;
  readonly appointmentDoc: string;
  readonly fromOn: IsoDate | null;
  readonly untilOn: IsoDate | null;
}

function useClasses() {
  const { schoolId, term } = useArchive();
  const rows = useQuery(api.roster.classes.queryOptions({ input: { schoolId, term } })).data ?? [];
  const year = schoolYearOf(term);
  const grades = new Map(rows.map((row) => [`${row.stage} ${row.entryYear}`,
    formatPupilYear({ stage: row.stage, entryYear: row.entryYear, yearOffset: 0, classNo: null, className: '' }, year) || `${row.entryYear}级`]));
  return { rows, grades };
}

/** A body and its term; whose body it is stays what it was. */
export function BodyDialog({ panel, onClose }: { readonly panel: PanelView | null; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, signedIn, today } = useArchive();
  const navigate = useNavigate();
  const { rows, grades } = useClasses();
  const teacher = signedIn.role === 'class_teacher';
  const [draft, setDraft] = useState<Draft>({
    type: panel?.type ?? 'review_panel', level: panel?.level ?? (teacher ? 'class' : 'school'), classId: null, grade: null, name: panel?.name ?? '',
    appointedOn: panel?.appointedOn ?? today,
    appointmentDoc: panel?.appointmentDoc ?? '', fromOn: panel?.fromOn ?? `${startYearOf(term)}-09-01` as IsoDate, untilOn: panel?.untilOn ?? null,
  });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const save = useCommand(client.panels.save, {
    quiet: true, done: panel === null ? '机构已登记，接着登记成员' : '机构已保存',
    onDone: ({ panelId }) => (panel === null ? navigate({ to: '/panels/$panelId', params: { panelId: String(panelId) } }) : undefined),
  });
  const places = { school: '学校', grade: grades.get(draft.grade ?? '') ?? '', class: rows.find((row) => String(row.id) === draft.classId)?.className ?? '' };
  const place = places[draft.level];
  const suggested = place === '' ? '' : `${place}${panelTypeTexts[draft.type]}`;
  const name = draft.name.trim() === '' ? suggested : draft.name.trim();
  const { appointedOn, fromOn } = draft;
  const placed = panel !== null || place !== '';
  const complete = name !== '' && appointedOn !== null && fromOn !== null && placed;
  const submit = async (): Promise<unknown> => {
    if (appointedOn === null || fromOn === null) return false;
    const [stage = null, entryYear] = draft.grade?.split(' ') ?? [];
    return save.mutateAsync({
      schoolId, term, panelId: panel?.panelId ?? null, type: draft.type, level: draft.level, classId: draft.level === 'class' && draft.classId !== null
        ? Number(draft.classId) : null,
      stage: draft.level === 'grade' ? stage as never : null, entryYear: draft.level === 'grade' && entryYear !== undefined ? Number(entryYear) : null,
      name, appointedOn, appointmentDoc: draft.appointmentDoc, fromOn, untilOn: draft.untilOn,
    });
  };
  return (
    <FormDialog opened onClose={onClose} title={panel === null ? '登记机构' : '改机构资料'} submitLabel="保存" size="lg" submitDisabled={!complete} onSubmit={submit}>
      <div className={classes['fields']}>
        <Select label="种类" allowDeselect={false} value={draft.type} data={panelTypes.map((value) => ({ value, label: panelTypeTexts[value] }))}
          onChange={(value) => change({ type: (value ?? 'review_panel') as PanelType })} />
        <Select
          label="层级" allowDeselect={false} disabled={panel !== null || teacher} value={draft.level} data={panelLevels.map((value) => ({ value, label: panelLevelTexts[value] }))}
          onChange={(value) => change({ level: (value ?? 'school') as PanelLevel, classId: null, grade: null })}
        />
        {panel === null && draft.level === 'class' && (
          <Select label="班级" required searchable value={draft.classId} data={rows.map((row) => ({ value: String(row.id), label: row.className }))}
            onChange={(classId) => change({ classId })} />
        )}
        {panel === null && draft.level === 'grade' && (
          <Select label="年级" required searchable value={draft.grade} data={[...grades].map(([value, label]) => ({ value, label }))} onChange={(grade) => change({ grade })} />
        )}
        <TextInput label="名称" description="空着就用默认的名称" maxLength={60} placeholder={suggested} value={draft.name} onChange={(event) => change({ name: event.currentTarget.value })} />
        <TextInput label="成立文件" description="没有就空着" maxLength={80} value={draft.appointmentDoc} onChange={(event) => change({ appointmentDoc: event.currentTarget.value })} />
        <DateInput label="成立（任命）日期" required value={draft.appointedOn} onChange={(value) => change({ appointedOn: value })} />
        <DateInput label="任期起" required value={draft.fromOn} onChange={(value) => change({ fromOn: value })} />
        <DateInput label="任期止" description="换届时再填也可以" value={draft.untilOn} onChange={(untilOn) => change({ untilOn })} />
      </div>
    </FormDialog>
  );
}
