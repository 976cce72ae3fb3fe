import { Button, Group, MultiSelect, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LetterOverview } from '#shared/contract/letters.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { GradeKey } from '#shared/domain/letters/letter.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';

type Proposal = Awaited<ReturnType<typeof client.letters.propose>>;

interface LetterDialogProps {
  readonly overview: LetterOverview;
  readonly onClose: () => void;
}

function LetterForm({ overview, proposal, onClose, onLast }: LetterDialogProps & { readonly proposal: Proposal; readonly onLast: (() => void) | null }): ReactElement {
  const { schoolId, term, today, can } = useArchive();
  const [title, setTitle] = useState(proposal.title);
  const [body, setBody] = useState(proposal.body);
  const [slipText, setSlipText] = useState(proposal.slipText);
  const [issuedOn, setIssuedOn] = useState<IsoDate | null>(today);
  const [replyBy, setReplyBy] = useState<IsoDate | null>(null);
  const [grades, setGrades] = useState<string[]>([]);
  const issue = useCommand(client.letters.issue, { quiet: true, done: ({ pupils }) => `告知书已发布，${pupils} 名学生待发放` });
  const pupils = overview.grades.filter((grade) => grades.length === 0 || grades.includes(grade.key)).reduce((sum, grade) => sum + grade.pupils, 0);
  const wording = { schoolId, term, title, body, slipText, replyBy };
  return (
    <FormDialog
      opened onClose={onClose} title="拟定告知书" size="62rem" submitLabel="发布告知书" submitDisabled={issuedOn === null || title.trim() === '' || body.trim().length < 10}
      sentence={`将发布给${grades.length === 0 ? '全校' : '选定年级'} ${pupils} 名学生。发布后内容固定，要改须另发布一份；发放和回执在发布以后登记。`}
      onSubmit={() => issue.mutateAsync({ ...wording, issuedOn: issuedOn ?? today, grades: grades.length === 0 ? null : grades as GradeKey[] })}
    >
      <Stack gap="sm">
        <div className="columns-3">
          <DateInput label="落款日期" required description="印在告知书末尾" value={issuedOn} onChange={setIssuedOn} />
          <DateInput label="回执期限" description="不填的，告知书上留空手写" value={replyBy} onChange={setReplyBy} />
          <MultiSelect
            label="发给哪些年级" placeholder={grades.length === 0 ? '全校' : ''} description="不选就是全校" data={overview.grades.map((grade) => ({ value: grade.key, label: `${grade.name}（${grade.pupils} 人）` }))}
            value={grades} onChange={setGrades} clearable
          />
        </div>
        <TextInput label="标题" required maxLength={120} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <Textarea
          label="正文" description="一行一段；“一、”开头的是小标题。{班级} {姓名} {回执期限} 在打印时自动填入。电话、公示天数、困难等级取自设置。" required autosize minRows={7} maxRows={9} value={body}
          onChange={(event) => setBody(event.currentTarget.value)}
        />
        <Textarea label="回执上家长签字前的话" required autosize minRows={2} maxRows={3} value={slipText} onChange={(event) => setSlipText(event.currentTarget.value)} />
        <p className="dim small">正文后附资助项目表（{proposal.programmes.length} 项：{proposal.programmes.map((one) => one.name).join('、')}），取自“资助项目”。文字出处：{proposal.source}。</p>
        <Group gap="xs">
          {onLast !== null && <Button variant="default" onClick={onLast}>改用{proposal.last?.schoolYear}学年的文字</Button>}
          {can('file.take') && <FileButton print disabled={issuedOn === null} make={() => client.letters.proof({ ...wording, issuedOn: issuedOn ?? today })}>看样张</FileButton>}
        </Group>
      </Stack>
    </FormDialog>
  );
}

/** Composes the year's letter from the template or last year's words, shows it as it prints, and issues it. */
export function LetterDialog({ overview, onClose }: LetterDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [from, setFrom] = useState<'template' | 'last'>('template');
  const proposal = useQuery(api.letters.propose.queryOptions({ input: { schoolId, term, from } }));
  return (
    <QueryView query={proposal} what="告知书的文字">
      {(found) => <LetterForm key={from} overview={overview} proposal={found} onClose={onClose} onLast={from === 'template' && found.last !== null ? () => setFrom('last') : null} />}
    </QueryView>
  );
}
