import { Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RecheckLineView } from '#shared/contract/recheck.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { decisionsFor } from '#shared/domain/matching/list-change.ts';
import type { RecheckDecision } from '#shared/domain/matching/list-change.ts';
import { listChangeTexts, recheckDecisionTexts } from '#shared/text/special-groups.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

interface RecheckDialogProps {
  readonly recheckId: number;
  readonly term: TermKey;
  readonly lines: readonly RecheckLineView[];
  readonly onClose: () => void;
}

const unchanged = '';

const followsBy: Readonly<Record<RecheckDecision, string>> = {
  add: '把新名单这一行写进个案作依据；还没有个案的，按名单比对建个案', not_add: '只记下决定，个案不变', keep: '只记下决定，个案不变',
  end: '个案里这一类的依据全部撤下，记录和理由留着',
};

/** 李明 3 人次 */
function whoText(lines: readonly RecheckLineView[]): string {
  const names = [...new Set(lines.map((line) => line.name))];
  return names.length > 4 ? `${names.slice(0, 4).join('、')}等 ${names.length} 人` : names.join('、');
}

/** What is done about changes of a list: decision, reason, day and, where the body changes it, another grade. */
export function RecheckDialog({ recheckId, term, lines, onClose }: RecheckDialogProps): ReactElement {
  const { schoolId, today } = useArchive();
  const [first] = lines;
  const offered = decisionsFor(first?.change ?? 'gained');
  const [decision, setDecision] = useState<RecheckDecision | null>(null);
  const [reason, setReason] = useState('');
  const [decidedOn, setDecidedOn] = useState<IsoDate | null>(today);
  const [grade, setGrade] = useState(unchanged);
  const [body, setBody] = useState('学校认定工作组');
  const [effectiveTerm, setEffectiveTerm] = useState<TermKey>(term);
  const settings = useQuery(api.settings.get.queryOptions({ input: { schoolId } }));
  const decide = useCommand(client.recheck.decide, {
    quiet: true,
    done: (effects) => [
      `已处理 ${effects.decided} 人次`, ...(effects.casesOpened > 0 ? [`新建个案 ${effects.casesOpened} 份`] : []), ...(effects.groupsAdded > 0 ? [`写入依据 ${effects.groupsAdded} 条`] : []),
      ...(effects.groupsEnded > 0 ? [`撤下依据 ${effects.groupsEnded} 条`] : []), ...(effects.revised > 0 ? [`修订等级 ${effects.revised} 人`] : []),
    ].join('，'),
  });
  const decided = lines.some((line) => line.grade !== null);
  const mayRevise = (decision === 'add' || decision === 'end') && decided;
  const ready = decision !== null && reason.trim().length >= 2 && decidedOn !== null && (grade === unchanged || body.trim() !== '');
  const submit = (): Promise<unknown> => decide.mutateAsync({
    schoolId, recheckId, lines: lines.map(({ studentId, groupKey }) => ({ studentId, groupKey })), decision: decision ?? 'keep', reason, decidedOn: decidedOn ?? today,
    ...(mayRevise && grade !== unchanged ? { revision: { grade, body, effectiveTerm } } : {}),
  });
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={`处理名单变化：${whoText(lines)}`} submitLabel={`处理 ${lines.length} 人次`} submitDisabled={!ready} onSubmit={submit}
      sentence={lines.length === 1 && first ? `${first.name}　${first.groupLabel}：${listChangeTexts[first.change]}。` : `将同样处理 ${lines.length} 人次。`}
    >
      <Stack gap="sm">
        <Radio.Group label="怎样处理" required value={decision ?? ''} onChange={(value) => setDecision(value as RecheckDecision)}>
          <Stack gap={4} mt={4}>{offered.map((value) => <Radio key={value} value={value} label={recheckDecisionTexts[value]} description={followsBy[value]} />)}</Stack>
        </Radio.Group>
        <Textarea label="理由" description="至少两个字，会印在复核登记表上" required autosize minRows={2} maxLength={200} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
        <DateInput label="处理日期" required value={decidedOn} onChange={setDecidedOn} />
        {mayRevise && (
          <>
            <Select
              label="困难等级" description="认定机构另作决定时才选；原来的等级留着" allowDeselect={false} value={grade} onChange={(value) => setGrade(value ?? unchanged)}
              data={[{ value: unchanged, label: '等级不变' }, ...(settings.data?.gradeSet ?? []).map((value) => ({ value, label: `修订为 ${value}` }))]}
            />
            {grade !== unchanged && (
              <div className="columns-2">
                <TextInput label="认定机构" required maxLength={60} value={body} onChange={(event) => setBody(event.currentTarget.value)} />
                <Select
                  label="从哪个学期起生效" allowDeselect={false} value={effectiveTerm} data={termsOf(schoolYearOf(term)).map((value) => ({ value, label: formatTerm(value) }))}
                  onChange={(value) => setEffectiveTerm((value ?? term) as TermKey)}
                />
              </div>
            )}
          </>
        )}
      </Stack>
    </FormDialog>
  );
}
