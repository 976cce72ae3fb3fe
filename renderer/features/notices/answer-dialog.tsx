import { ActionIcon, Button, Group, Radio, Select, Stack, TextInput, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { objectionOutcomes } from '#shared/domain/notice/objection.ts';
import type { ObjectionOutcome } from '#shared/domain/notice/objection.ts';
import { objectionOutcomeNames, objectionStepNames } from '#shared/text/objections.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import type { ObjectionDialogProps, OpenObjection } from './objection-steps.tsx';

interface Change {
  readonly studentId: number;
  readonly grade: string;
}

interface ChangesProps {
  readonly row: OpenObjection;
  readonly grades: readonly string[];
  readonly changes: readonly Change[];
  readonly onChange: (changes: readonly Change[]) => void;
}

/** Which pupils get which grade: the one objected to, or, of a whole notice, those who have to be changed. */
function Changes({ row, grades, changes, onChange }: ChangesProps): ReactElement {
  const { schoolId } = useArchive();
  const notice = useQuery({ ...api.notices.get.queryOptions({ input: { schoolId, noticeId: row.noticeId } }), enabled: row.subject === null }).data;
  const pupils = notice === undefined ? [] : [...new Map(notice.sheet.lines.map((line, index) => [String(notice.lineStudents[index]), `${line.name}　${line.className}`])).entries()];
  const put = (index: number, part: Partial<Change>): void => onChange(changes.map((one, place) => (place === index ? { ...one, ...part } : one)));
  if (row.subject !== null) {
    return (
      <Select
        label={`${row.subject.name}的困难等级改为`} description={row.currentGrade === '' ? undefined : `现在是“${row.currentGrade}”`} required allowDeselect={false} data={[...grades]}
        value={changes[0]?.grade ?? null} onChange={(grade) => onChange([{ studentId: row.subject?.studentId ?? 0, grade: grade ?? '' }])}
      />
    );
  }
  return (
    <Stack gap="xs" role="group" aria-label="改动的学生">
      {changes.map((one, index) => (
        <Group key={index} gap="xs" align="flex-end" wrap="nowrap">
          <Select
            label={`第 ${index + 1} 名学生`} searchable allowDeselect={false} style={{ flex: 1 }} data={pupils.map(([value, label]) => ({ value, label }))}
            value={one.studentId === 0 ? null : String(one.studentId)} onChange={(value) => put(index, { studentId: Number(value ?? 0) })}
          />
          <Select label="改为" allowDeselect={false} w={130} data={[...grades]} value={one.grade === '' ? null : one.grade} onChange={(grade) => put(index, { grade: grade ?? '' })} />
          <ActionIcon variant="subtle" color="gray" aria-label={`去掉第 ${index + 1} 名`} onClick={() => onChange(changes.filter((_, place) => place !== index))}>×</ActionIcon>
        </Group>
      ))}
      <Button variant="default" size="compact-sm" style={{ alignSelf: 'flex-start' }} onClick={() => onChange([...changes, { studentId: 0, grade: grades.length === 1 ? grades[0] ?? '' : '' }])}>加一名学生</Button>
    </Stack>
  );
}

type AnswerDialogProps = ObjectionDialogProps & { readonly step: 'answer' | 'conclude'; readonly title: string };

/** The answer: what was found, what it changes, how and when it was given. What it changes is a decision like any other. */
export function AnswerDialog({ row, step, title, onClose }: AnswerDialogProps): ReactElement {
  const { schoolId, term, today, can } = useArchive();
  const [outcome, setOutcome] = useState<ObjectionOutcome>('uphold');
  const [finding, setFinding] = useState('');
  const [replyWay, setReplyWay] = useState('');
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [changes, setChanges] = useState<readonly Change[]>([]);
  const [body, setBody] = useState('学校认定工作组');
  const [decidedOn, setDecidedOn] = useState<IsoDate | null>(today);
  const told = ({ revised }: { readonly revised: number }): string => (revised > 0 ? `已答复，改了 ${revised} 名学生的认定` : '已答复');
  const answer = useCommand(client.objections.answer, { quiet: true, done: told });
  const conclude = useCommand(client.objections.conclude, { quiet: true, done: told });
  const last = row.grades.at(-1) ?? '不困难';
  const grades = outcome === 'cancel' ? [last] : row.grades.filter((grade) => grade !== last);
  const choose = (next: ObjectionOutcome): void => {
    setOutcome(next);
    setChanges(next === 'cancel' && row.subject !== null && row.noticeKind === 'identification' ? [{ studentId: row.subject.studentId, grade: last }] : []);
  };
  const changing = outcome !== 'uphold';
  const submit = (): Promise<unknown> => {
    if (onDate === null) return Promise.resolve(false);
    const call = step === 'answer' ? answer : conclude;
    return call.mutateAsync({
      schoolId, objectionId: row.id, onDate, outcome, finding: finding.trim(), replyWay: replyWay.trim(),
      decision: changing && changes.length > 0 && decidedOn !== null ? { body: body.trim(), decidedOn, effectiveTerm: term } : null,
      revisions: changing ? changes.filter((one) => one.studentId !== 0) : [],
    });
  };
  return (
    <FormDialog opened onClose={onClose} title={title} submitLabel={objectionStepNames[step]} size="lg" onSubmit={submit} submitDisabled={onDate === null || finding.trim().length < 2 || replyWay.trim().length < 2}>
      <Stack gap="sm">
        <Textarea label="核查情况" description="看了什么、问了谁、事实怎样；不写反映人是谁" required autosize minRows={3} value={finding} onChange={(event) => setFinding(event.currentTarget.value)} />
        <Radio.Group label="结论" value={outcome} onChange={(value) => choose(value as ObjectionOutcome)}>
          <Group gap="md" mt="xs">{objectionOutcomes.map((one) => <Radio key={one} value={one} label={objectionOutcomeNames[one]} disabled={one !== 'uphold' && !can('identification.write')} />)}</Group>
        </Radio.Group>
        {changing && row.noticeKind === 'aid_list' && <p className="dim small">资助名单的异议：项目或金额的错在“应发”里改；困难等级也要改的，在下面选，不改就不选。</p>}
        {changing && <Changes row={row} grades={grades} changes={changes} onChange={setChanges} />}
        {changing && changes.length > 0 && (
          <div className="columns-2">
            <TextInput label="由谁认定" required value={body} onChange={(event) => setBody(event.currentTarget.value)} />
            <DateInput label="重新认定的日期" required value={decidedOn} onChange={setDecidedOn} />
          </div>
        )}
        <div className="columns-2">
          <TextInput label="答复方式" placeholder="如 电话、书面、当面、公示栏" required value={replyWay} onChange={(event) => setReplyWay(event.currentTarget.value)} />
          <DateInput label="答复日期" required value={onDate} onChange={setOnDate} />
        </div>
      </Stack>
    </FormDialog>
  );
}
