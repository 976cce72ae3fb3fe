import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import type { NegativeItemView, SelfAssessmentView } from '#shared/contract/self-assessment.ts';
import { confidenceNames } from '#shared/text/programmes.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import { AnswerDialog, ItemDialog, SignDialog } from './negative-dialogs.tsx';

const proofTones: Readonly<Record<NegativeItemView['proofState'], Tone>> = { none: 'plain', clean: 'good', open: 'bad', incomplete: 'warn' };

function proofText(item: NegativeItemView): string {
  return item.proofState === 'open' ? `核对有问题 ${item.openFindings} 条` : item.proofLabel;
}

function answerText(item: NegativeItemView): string {
  return item.answer === null ? '未答' : item.answer === 'present' ? '有' : '无';
}

const columns: readonly DataColumn<NegativeItemView>[] = [
  { id: 'title', title: '负面情形', value: (item) => item.title, width: 152, frozen: true, total: 'count' },
  { id: 'detail', title: '表现', value: (item) => item.detail, width: 200, grow: true },
  { id: 'source', title: '依据', value: (item) => item.source, width: 150 },
  { id: 'confidence', title: '可信度', kind: 'choice', value: (item) => confidenceNames[item.confidence], width: 72 },
  {
    id: 'proof', title: '自查核对', kind: 'choice', value: proofText, width: 152,
    cell: (item) => <><StatusTag tone={proofTones[item.proofState]}>{proofText(item)}</StatusTag>{item.proof.length > 0 && <span className="dim small"> {item.proof.join('、')}</span>}</>,
  },
  { id: 'answer', title: '有/无', kind: 'choice', value: answerText, width: 70, cell: (item) => <StatusTag tone={item.answer === null ? 'plain' : item.answer === 'present' ? 'bad' : 'good'}>{answerText(item)}</StatusTag> },
  { id: 'evidence', title: '怎么核对的、发现了什么', value: (item) => item.evidence, width: 180 },
  { id: 'rectified', title: '整改', value: (item) => item.rectifications.join('、'), width: 104 },
];

function Head({ view }: { readonly view: SelfAssessmentView }): ReactElement {
  const { items, assessment } = view;
  const count = (holds: (item: NegativeItemView) => boolean): number => items.filter(holds).length;
  const unanswered = count((item) => item.answer === null);
  return (
    <SummaryStrip
      label="自评合计" items={[
        { label: '学年', value: formatSchoolYear(view.schoolYear) }, { label: '条目', value: items.length }, { label: '有', value: count((item) => item.answer === 'present') }, { label: '无', value: count((item) => item.answer === 'absent') },
        { label: '未答', value: unanswered, tone: unanswered > 0 ? 'warn' : 'good' },
        { label: '签字', value: assessment === null ? '还没有开始' : assessment.signed === null ? '未签字' : `${assessment.signed.on} ${assessment.signed.post} ${assessment.signed.signer}`, tone: assessment?.signed ? 'good' : 'warn' },
      ]}
    />
  );
}

/** The 负面清单 of the 学年 with the year's self-assessment: what the checks say, what people answer, who signed. */
export function NegativePanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useQuery(api.selfAssessment.get.queryOptions({ input: { schoolId, term }, placeholderData: (before) => before }));
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [activeKey, setActiveKey] = useState<string | null>(null);
  const [doing, setDoing] = useState<'answer' | 'item' | 'new' | 'retire' | 'sign' | 'again' | null>(null);
  const begin = useCommand(client.selfAssessment.begin, { done: '自评已开始，逐条回答' });
  const retire = useCommand(client.selfAssessment.retireItem, { quiet: true, done: '这一条从本学年起停用' });
  const close = (): void => { setDoing(null); setSelected(new Set()); };
  const writable = can('check.write');
  return (
    <QueryView query={query} what="负面清单">
      {(view) => {
        const { items, assessment } = view;
        const open = assessment !== null && assessment.signed === null;
        const active = items.find((item) => item.key === activeKey) ?? items[0];
        const ticked = items.filter((item) => selected.has(item.key));
        return (
          <>
            <Head view={view} />
            <DataTable
              label="负面清单" rows={items} columns={columns} rowKey={(item) => item.key} onActive={(item) => setActiveKey(item.key)} wrap maxHeight="calc(100vh - 21rem)"
              {...(writable && open ? { selected, onSelect: setSelected, onOpen: (item: NegativeItemView) => { setSelected(new Set([item.key])); setDoing('answer'); }, openHint: '回答这一条' } : {})}
              tools={(
                <>
                  {writable && assessment === null && <Button disabled={begin.isPending} onClick={() => begin.mutate({ schoolId, term })}>开始本学年自评</Button>}
                  {writable && open && <Button disabled={ticked.length === 0} onClick={() => setDoing('answer')}>{ticked.length === 0 ? '回答（先勾选）' : `回答勾选的 ${ticked.length} 条`}</Button>}
                  {writable && open && <Button variant="default" onClick={() => setDoing('sign')}>签字</Button>}
                  {writable && assessment !== null && !open && <Button variant="default" onClick={() => setDoing('again')}>重新自评</Button>}
                  {writable && !assessment?.signed && active !== undefined && <Button variant="default" onClick={() => setDoing('item')}>改“{active.title}”</Button>}
                  {writable && !assessment?.signed && active !== undefined && <Button variant="subtle" onClick={() => setDoing('retire')}>停用“{active.title}”</Button>}
                  {writable && !assessment?.signed && <Button variant="default" onClick={() => setDoing('new')}>加一条</Button>}
                  {can('file.take') && <FileButton print make={() => client.selfAssessment.print({ schoolId, term })}>打印自评表</FileButton>}
                </>
              )}
            />
            {assessment !== null && (
              <section className="card padded" aria-label="签字页和佐证"><h2>签字页和佐证</h2>
                <AttachmentList subject="self_assessment" subjectId={assessment.id} kinds={['签字页扫描', '佐证材料']} canWrite={writable} />
              </section>
            )}
            {doing === 'answer' && <AnswerDialog items={ticked} onClose={close} />}
            {doing === 'item' && active !== undefined && <ItemDialog item={active} onClose={close} />}
            {doing === 'new' && <ItemDialog item={null} onClose={close} />}
            {doing === 'sign' && <SignDialog view={view} onClose={close} />}
            {doing === 'retire' && active !== undefined && (
              <ConfirmDialog
                opened title={`停用“${active.title}”`} sentence={`从${formatSchoolYear(view.schoolYear)}起，清单上不再有“${active.title}”；以前学年的自评不变。`} submitLabel="停用" onClose={close}
                onSubmit={async () => { await retire.mutateAsync({ schoolId, term, key: active.key }); close(); }}
              />
            )}
            {doing === 'again' && (
              <ReasonDialog
                title="重新自评" label="为什么重新自评" submitLabel="开始" sentence="已签字的自评会留着，新的一份从头回答、重新签字。" onClose={close}
                onSubmit={async (reason) => { await begin.mutateAsync({ schoolId, term, reason }); close(); }}
              />
            )}
          </>
        );
      }}
    </QueryView>
  );
}
