import { Radio, Stack, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NegativeHitView } from '#shared/contract/verification.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { hitOutcomes } from '#shared/domain/verification/negative-hit.ts';
import type { HitEvent, HitOutcome } from '#shared/domain/verification/negative-hit.ts';
import { hitEventTexts, hitOutcomeTexts } from '#shared/text/verification.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

const labels: Readonly<Record<HitEvent, { readonly text: string; readonly placeholder: string }>> = {
  explain: { text: '家庭的说明', placeholder: '如 父亲是学校食堂临聘，月工资 1800 元；家庭不愿说明的也照实写' },
  check: { text: '核实了什么、结果', placeholder: '如 看了劳动合同和工资流水，与说明一致；不需要材料的写明理由' },
  decide: { text: '理由', placeholder: '如 临聘收入低于当地标准，母亲长期患病' },
  dismiss: { text: '凭什么说不是同一人', placeholder: '如 出生年份、住址都不同' },
  reopen: { text: '为什么重新打开', placeholder: '如 收到举报，说明与实际不符' },
};

/** One step with one hit or several: words and day, and for the last step what is recommended. */
export function ActDialog({ hits, event, onClose }: { readonly hits: readonly NegativeHitView[]; readonly event: HitEvent; readonly onClose: () => void }): ReactElement {
  const { schoolId, today } = useArchive();
  const [text, setText] = useState('');
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [outcome, setOutcome] = useState<HitOutcome | null>(null);
  const act = useCommand(client.verification.act, { quiet: true, done: ({ moved }) => `已登记 ${moved} 条` });
  const ready = text.trim().length >= 2 && onDate !== null && (event !== 'decide' || outcome !== null);
  const [first] = hits;
  return (
    <FormDialog
      opened onClose={onClose} title={`${hitEventTexts[event]}：${hits.length === 1 && first ? `${first.name}（${first.kindLabel}）` : `${hits.length} 条命中`}`} submitLabel="登记" submitDisabled={!ready}
      {...(event === 'decide' ? { sentence: '这是给认定机构的意见，不会改动认定；要调整或取消的，到“认定”里照程序办。' } : {})}
      onSubmit={() => act.mutateAsync({ schoolId, hitIds: hits.map((hit) => hit.hitId), event, onDate: onDate ?? today, text, outcome: event === 'decide' ? outcome : null })}
    >
      <Stack gap="sm">
        {event === 'decide' && (
          <Radio.Group label="处理意见" required value={outcome ?? ''} onChange={(value) => setOutcome(value as HitOutcome)}>
            <Stack gap={4} mt={4}>{hitOutcomes.map((value) => <Radio key={value} value={value} label={hitOutcomeTexts[value]} />)}</Stack>
          </Radio.Group>
        )}
        <Textarea label={labels[event].text} description="至少两个字，会印在核查登记表上" placeholder={labels[event].placeholder} required autosize minRows={3} maxLength={500} value={text} onChange={(change) => setText(change.currentTarget.value)} />
        <DateInput label="日期" required value={onDate} onChange={setOnDate} />
      </Stack>
    </FormDialog>
  );
}
