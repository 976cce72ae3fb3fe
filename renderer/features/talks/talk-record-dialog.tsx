import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { FullTalk } from '#shared/contract/talks.ts';
import { followUpTexts, talkTopicTexts, talkWayTexts } from '#shared/text/talks.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { CorrectTalkDialog, FinishDialog } from './talk-dialogs.tsx';
import type { OpenedTalk } from './talk-dialogs.tsx';
import classes from './talks.module.css';

function Facts({ talk }: { readonly talk: FullTalk }): ReactElement {
  const facts: readonly (readonly [string, string])[] = [
    ['日期与方式', `${talk.talkedOn}　${talkWayTexts[talk.way]}${talk.place === '' ? '' : `　${talk.place}`}`], ['谈话人', talk.talker], ['方面', talk.topics.map((topic) => talkTopicTexts[topic]).join('、')],
    ['缘由', talk.reason], ['谈话内容', talk.said], ['承诺与约定', talk.promised], ['后续', talk.followUp === '' ? '' : `${talk.followUp}${talk.followUpBy === null ? '' : `（${talk.followUpBy} 前）`}`],
  ];
  return <dl className={classes['record']}>{facts.filter(([, text]) => text !== '').map(([label, text]) => <Fact key={label} label={label} text={text} />)}</dl>;
}

function Fact({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  return <><dt>{label}</dt><dd>{text}</dd></>;
}

type Doing = 'correct' | 'strike' | 'finish' | null;

interface TalkRecordDialogProps {
  readonly opened: OpenedTalk;
  readonly onReopen: () => void;
  readonly onClose: () => void;
}

/** What was said, what is to follow, and what was written before. */
export function TalkRecordDialog({ opened, onReopen, onClose }: TalkRecordDialogProps): ReactElement {
  const { schoolId, can } = useArchive();
  const { talk, followUp } = opened;
  const [doing, setDoing] = useState<Doing>(null);
  const strike = useCommand(client.talks.strikeOut, { quiet: true, done: '已作废，记录和原因留着', onDone: onClose });
  const may = can('talk.write') && !talk.voided;
  const leave = (): void => setDoing(null);
  return (
    <>
      <Modal opened={doing === null} onClose={onClose} size="50rem" title={<b>{`谈心谈话：${opened.name}　${opened.className}`}</b>} closeOnClickOutside={false}>
        <Stack gap="md">
          <Facts talk={talk} />
          {followUp.state !== 'none' && (
            <p><StatusTag tone={followUp.state === 'due' ? 'bad' : followUp.state === 'done' ? 'good' : 'warn'}>{`后续${followUpTexts[followUp.state]}`}</StatusTag>{followUp.doneOn === null ? '' : `　${followUp.doneOn} ${followUp.by}：${followUp.result}`}</p>
          )}
          <p className="dim small">{talk.by} {formatMoment(talk.at)} {talk.version === 1 ? '登记' : `写第 ${talk.version} 份：${talk.reasonChanged}`}　这次打开已记入操作记录</p>
          {opened.versions.length > 0 && (
            <details>
              <summary className="dim">原来的 {opened.versions.length} 份</summary>
              {opened.versions.map((old) => (
                <div key={old.version} className={classes['old']}>
                  <p className="small"><StatusTag>{`第 ${old.version} 份`}</StatusTag> {old.by} {formatMoment(old.at)}</p>
                  <Facts talk={old} />
                </div>
              ))}
            </details>
          )}
          <div className={classes['end']}>
            {may && <Button variant="subtle" color="red" onClick={() => setDoing('strike')}>作废……</Button>}
            {can('file.take') && <FileButton print make={() => client.talks.print({ schoolId, talkId: talk.talkId })}>打印记录</FileButton>}
            {may && <Button variant="default" onClick={() => setDoing('correct')}>更正……</Button>}
            {may && (followUp.state === 'open' || followUp.state === 'due') && <Button variant="default" onClick={() => setDoing('finish')}>后续办结……</Button>}
            <Button onClick={onClose} data-autofocus>关上</Button>
          </div>
        </Stack>
      </Modal>
      {doing === 'correct' && <CorrectTalkDialog opened={opened} onClose={leave} onDone={onReopen} />}
      {doing === 'finish' && <FinishDialog opened={opened} onClose={leave} onDone={onReopen} />}
      {doing === 'strike' && (
        <ReasonDialog
          onClose={leave} title={`作废 ${talk.talkedOn} 的谈话`} label="原因" submitLabel="作废" sentence="将作废这 1 次谈话，名单里不再列出；记录和原因都留在档案里。"
          onSubmit={(reason) => strike.mutateAsync({ schoolId, talkId: talk.talkId, reason })}
        />
      )}
    </>
  );
}
