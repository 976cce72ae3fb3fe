import { Checkbox, Group, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import type { TalkInput } from '#shared/contract/talks.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { talkTopics, talkWays } from '#shared/domain/talks/talk.ts';
import type { TalkRecord, TalkTopic, TalkWay } from '#shared/domain/talks/talk.ts';
import { talkTopicTexts, talkWayTexts } from '#shared/text/talks.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import classes from './talks.module.css';

/** A record being written, the day perhaps not yet known. */
export type TalkDraft = Omit<TalkRecord, 'talkedOn'> & { readonly talkedOn: IsoDate | null };

export function newTalk(talkedOn: IsoDate, talker: string): TalkDraft {
  return { talkedOn, talker, way: 'face', place: '', topics: [], reason: '', said: '', promised: '', followUp: '', followUpBy: null };
}

export function isComplete(draft: TalkDraft): boolean {
  return draft.talkedOn !== null && draft.talker.trim() !== '' && draft.topics.length > 0 && draft.said.trim() !== '';
}

export function inputOf({ talkedOn, topics, ...draft }: TalkDraft): TalkInput | null {
  return talkedOn === null ? null : { ...draft, talkedOn, topics: [...topics] };
}

/** The record's fields in the order of the paper. */
export function TalkFields({ draft, onChange }: { readonly draft: TalkDraft; readonly onChange: (part: Partial<TalkDraft>) => void }): ReactElement {
  return (
    <div className={classes['fields']}>
      <DateInput label="谈话日期" required value={draft.talkedOn} onChange={(talkedOn) => onChange({ talkedOn })} />
      <TextInput label="谈话人" required value={draft.talker} maxLength={30} onChange={(event) => onChange({ talker: event.currentTarget.value })} />
      <Select label="方式" allowDeselect={false} value={draft.way} data={talkWays.map((value) => ({ value, label: talkWayTexts[value] }))} onChange={(value) => onChange({ way: (value ?? 'face') as TalkWay })} />
      <TextInput label="地点" placeholder="如：心理辅导室" value={draft.place} maxLength={60} onChange={(event) => onChange({ place: event.currentTarget.value })} />
      <TextInput label="缘由" style={{ gridColumn: 'span 2' }} placeholder="如：家庭变故后" value={draft.reason} maxLength={200} onChange={(event) => onChange({ reason: event.currentTarget.value })} />
      <Checkbox.Group className={classes['whole'] ?? ''} label="谈了哪些方面" required value={[...draft.topics]} onChange={(topics) => onChange({ topics: topics as TalkTopic[] })}>
        <Group mt={4} gap="md">{talkTopics.map((topic) => <Checkbox key={topic} value={topic} label={talkTopicTexts[topic]} />)}</Group>
      </Checkbox.Group>
      <Textarea className={classes['whole'] ?? ''} label="谈话内容" required autosize minRows={4} maxRows={10} maxLength={3000} value={draft.said} onChange={(event) => onChange({ said: event.currentTarget.value })} />
      <Textarea className={classes['whole'] ?? ''} label="承诺与约定" autosize minRows={1} maxRows={5} maxLength={3000} value={draft.promised} onChange={(event) => onChange({ promised: event.currentTarget.value })} />
      <Textarea style={{ gridColumn: 'span 2' }} label="后续要做的事" description="没有就空着" autosize minRows={1} maxRows={4} maxLength={500} value={draft.followUp} onChange={(event) => onChange({ followUp: event.currentTarget.value })} />
      <DateInput label="后续期限" description="到期在名单里提醒" value={draft.followUpBy} onChange={(followUpBy) => onChange({ followUpBy })} />
    </div>
  );
}
