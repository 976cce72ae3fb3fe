import { NumberInput, Select, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { MeetingView } from '#shared/contract/meetings.ts';
import type { PanelLine } from '#shared/contract/panels.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { meetingMethods, meetingPurposes, tieRules } from '#shared/domain/panels/meeting.ts';
import type { MeetingMethod, MeetingPurpose, TieRule } from '#shared/domain/panels/meeting.ts';
import { sitsOn } from '#shared/domain/panels/panel.ts';
import { meetingMethodTexts, meetingPurposeTexts, memberKindTexts, tieRuleTexts } from '#shared/text/panels.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './panels.module.css';

interface Draft {
  readonly panelId: string | null;
  readonly purpose: MeetingPurpose;
  readonly heldOn: IsoDate | null;
  readonly place: string;
  readonly chairId: string | null;
  readonly recorder: string;
  readonly method: MeetingMethod;
  readonly tieRule: TieRule;
  readonly trim: number;
  readonly maxScore: number;
  readonly remarks: string;
}

function draftOf(meeting: MeetingView | null, panels: readonly PanelLine[], today: IsoDate): Draft {
  if (meeting !== null) {
    const { panelId, chairId, maxScoreHundredths, ...rest } = meeting;
    return { ...rest, panelId: String(panelId), chairId: chairId === null ? null : String(chairId), maxScore: maxScoreHundredths / 100 };
  }
  const [only, ...others] = panels;
  return {
    panelId: only !== undefined && others.length === 0 ? String(only.panelId) : null, purpose: 'first', heldOn: today, place: '', chairId: null, recorder: '',
    method: 'secret_ballot', tieRule: 'chair',
    trim: 1, maxScore: 100, remarks: '',
  };
}

/** What is said about a meeting before its minutes are closed. */
export function MeetingDialog({ panels, meeting, onClose }: { readonly panels: readonly PanelLine[]; readonly meeting: MeetingView | null; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const navigate = useNavigate();
  const [draft, setDraft] = useState(() => draftOf(meeting, panels, today));
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const panelId = Number(draft.panelId ?? 0);
  const panel = useQuery({ ...api.panels.get.queryOptions({ input: { schoolId, term, panelId } }), enabled: panelId > 0 }).data;
  const { heldOn } = draft;
  const members = (panel?.roll ?? []).filter((member) => heldOn !== null && sitsOn(member, heldOn))
    .map((member) => ({ value: String(member.memberId), label: `${member.name}（${memberKindTexts[member.kind]}）` }));
  const create = useCommand(client.meetings.create, {
    quiet: true, done: ({ no }) => `第 ${no} 次评议会已建，接着登记到会和议程`,
    onDone: ({ meetingId }) => navigate({ to: '/panels/meetings/$meetingId', params: { meetingId: String(meetingId) } }),
  });
  const update = useCommand(client.meetings.update, { quiet: true, done: '会议资料已保存' });
  const submit = async (): Promise<unknown> => {
    if (heldOn === null) return false;
    const { purpose, place, recorder, method, tieRule, remarks } = draft;
    const particulars = {
      schoolId, term, purpose, heldOn, place, recorder, method, tieRule, remarks, chairId: draft.chairId === null ? null : Number(draft.chairId), trim: method === 'score'
        ? draft.trim : 0,
      maxScoreHundredths: Math.round(draft.maxScore * 100),
    };
    return meeting === null ? create.mutateAsync({ ...particulars, panelId }) : update.mutateAsync({ ...particulars, meetingId: meeting.meetingId });
  };
  return (
    <FormDialog
      opened onClose={onClose} title={meeting === null ? '新开评议会' : '改会议资料'} submitLabel="保存" size="lg" submitDisabled={panelId === 0 || heldOn === null} onSubmit={submit}
      sentence="会议编号由程序接着排；开会以前就可以建，先备议程和签到表。"
    >
      <div className={classes['fields']}>
        <Select
          label="机构" required searchable disabled={meeting !== null} value={draft.panelId} placeholder="请选一个"
          data={meeting === null ? panels.map((one) => ({ value: String(one.panelId), label: one.name }))
            : [{ value: String(meeting.panelId), label: meeting.panelName }]} onChange={(value) => change({ panelId: value, chairId: null })}
        />
        <Select
          label="种类" allowDeselect={false} description="已经认定的要调整，选动态调整评议" value={draft.purpose}
            data={meetingPurposes.map((value) => ({ value, label: meetingPurposeTexts[value] }))}
          onChange={(value) => change({ purpose: (value ?? 'first') as MeetingPurpose })}
        />
        <DateInput label="会议日期" required value={heldOn} onChange={(value) => change({ heldOn: value })} />
        <TextInput label="地点" maxLength={60} value={draft.place} onChange={(event) => change({ place: event.currentTarget.value })} />
        <Select label="主持人" searchable clearable value={draft.chairId} data={members} placeholder={members.length === 0 ? '先选机构和日期' : '从成员里选'}
          onChange={(chairId) => change({ chairId })} />
        <TextInput label="记录人" maxLength={30} value={draft.recorder} onChange={(event) => change({ recorder: event.currentTarget.value })} />
        <Select label="评议办法" allowDeselect={false} value={draft.method} data={meetingMethods.map((value) => ({ value, label: meetingMethodTexts[value] }))}
          onChange={(value) => change({ method: (value ?? 'secret_ballot') as MeetingMethod })} />
        {draft.method === 'score'
          ? (
            <>
              <NumberInput label="满分" min={1} max={1000} value={draft.maxScore} onChange={(value) => change({ maxScore: Number(value) || 100 })} />
              <NumberInput label="两头各去掉几份" description="0 是不去；去掉后取平均，四舍五入到 0.01 分" min={0} max={9} value={draft.trim} onChange={(value) => change({ trim: Number(value) || 0 })} />
            </>
          )
          : <Select label="平票怎么办" allowDeselect={false} description="开会前定好，程序不替机构决定" value={draft.tieRule}
            data={tieRules.map((value) => ({ value, label: tieRuleTexts[value] }))} onChange={(value) => change({ tieRule: (value ?? 'chair') as TieRule })} />}
        <Textarea className={classes['whole'] ?? ''} label="会上意见和说明" description="印在纪要里；不写学生姓名" autosize minRows={2} maxRows={6} maxLength={2000} value={draft.remarks}
          onChange={(event) => change({ remarks: event.currentTarget.value })} />
      </div>
    </FormDialog>
  );
}
