import { MultiSelect, Radio, Select, Stack, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CheckNo } from '#shared/domain/checks/check.ts';
import { checkNos } from '#shared/domain/checks/check.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSchoolYear } from '#shared/domain/calendar/term.ts';
import type { Confidence } from '#shared/domain/programmes/confidence.ts';
import { CONFIDENCES } from '#shared/domain/programmes/confidence.ts';
import type { NegativeItemView, SelfAssessmentView } from '#shared/contract/self-assessment.ts';
import { checkTitles } from '#shared/text/check-titles.ts';
import { confidenceNames } from '#shared/text/programmes.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './checks.module.css';

/** One answer for every line ticked, with how one knows. */
export function AnswerDialog({ items, onClose }: { readonly items: readonly NegativeItemView[]; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [first] = items;
  const [answer, setAnswer] = useState<'present' | 'absent' | null>(items.length === 1 ? first?.answer ?? null : null);
  const [evidence, setEvidence] = useState(items.length === 1 ? first?.evidence ?? '' : '');
  const save = useCommand(client.selfAssessment.answer, { quiet: true, done: ({ answered }) => `已回答 ${answered} 条` });
  return (
    <FormDialog
      opened onClose={onClose} title={items.length === 1 ? `回答“${first?.title ?? ''}”` : `回答 ${items.length} 条`} submitLabel="保存回答" size="lg" submitDisabled={answer === null || evidence.trim() === ''}
      sentence={items.length === 1 ? `${first?.detail ?? ''}。自查核对：${first?.proofLabel ?? ''}${first && first.proof.length > 0 ? `（${first.proof.map((no) => `CHK-${no} ${checkTitles[no].title}`).join('、')}）` : ''}` : items.map((item) => item.title).join('、')}
      onSubmit={async () => { if (answer !== null) await save.mutateAsync({ schoolId, term, answers: items.map((item) => ({ itemKey: item.key, answer, evidence: evidence.trim() })) }); }}
    >
      <Stack gap="sm">
        <Radio.Group label="本学年有没有这种情形" required value={answer ?? ''} onChange={(value) => setAnswer(value as 'present' | 'absent')}>
          <Radio mt="xs" value="absent" label="无" /><Radio mt="xs" value="present" label="有（要在“整改台账”登记）" />
        </Radio.Group>
        <Textarea label="怎么核对的，或发现了什么" required autosize minRows={3} maxLength={300} value={evidence} onChange={(event) => setEvidence(event.currentTarget.value)} />
      </Stack>
    </FormDialog>
  );
}

/** A line of the list put anew from this 学年 on, or a further one. */
export function ItemDialog({ item, onClose }: { readonly item: NegativeItemView | null; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [title, setTitle] = useState(item?.title ?? '');
  const [detail, setDetail] = useState(item?.detail ?? '');
  const [source, setSource] = useState(item?.source ?? '');
  const [confidence, setConfidence] = useState<Confidence>(item?.confidence ?? 'local');
  const [proof, setProof] = useState<CheckNo[]>(item === null ? [] : [...item.proof]);
  const save = useCommand(client.selfAssessment.saveItem, { quiet: true, done: '已保存，从本学年起用' });
  return (
    <FormDialog
      opened onClose={onClose} title={item === null ? '加一条' : `改“${item.title}”`} submitLabel="保存" size="lg" submitDisabled={title.trim().length < 2 || source.trim() === ''}
      sentence="从本学年起用这样写的；以前学年的自评不变。"
      onSubmit={() => save.mutateAsync({ schoolId, term, key: item?.key ?? null, title: title.trim(), detail: detail.trim(), source: source.trim(), confidence, proof })}
    >
      <div className={classes['fields']}>
        <TextInput label="负面情形" required maxLength={40} value={title} onChange={(event) => setTitle(event.currentTarget.value)} />
        <TextInput label="依据（文号或谁的要求）" required maxLength={100} value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        <Textarea className={classes['whole'] ?? ''} label="表现" autosize minRows={2} maxLength={300} value={detail} onChange={(event) => setDetail(event.currentTarget.value)} />
        <Select label="可信度" allowDeselect={false} value={confidence} data={CONFIDENCES.map((value) => ({ value, label: confidenceNames[value] }))} onChange={(value) => setConfidence((value ?? 'local') as Confidence)} />
        <MultiSelect
          label="由哪几项自查证明" description="不选就是人工核对" searchable maxValues={8} value={proof} data={checkNos.map((no) => ({ value: no, label: `CHK-${no} ${checkTitles[no].title}` }))}
          onChange={(values) => setProof(values as CheckNo[])}
        />
      </div>
    </FormDialog>
  );
}

/** The signature under the year's answers. */
export function SignDialog({ view, onClose }: { readonly view: SelfAssessmentView; readonly onClose: () => void }): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [signer, setSigner] = useState('');
  const [post, setPost] = useState('校长');
  const [signedOn, setSignedOn] = useState<IsoDate | null>(today);
  const sign = useCommand(client.selfAssessment.sign, { quiet: true, done: '自评已签字' });
  const present = view.items.filter((item) => item.answer === 'present').length;
  return (
    <FormDialog
      opened danger onClose={onClose} title="自评签字" submitLabel="签字" submitDisabled={signer.trim() === '' || post.trim() === '' || signedOn === null}
      sentence={`${formatSchoolYear(view.schoolYear)}负面清单 ${view.items.length} 条，答“有” ${present} 条。签字以后不能再改；纸质签字页请扫描存在下面。`}
      onSubmit={async () => { if (signedOn !== null) await sign.mutateAsync({ schoolId, term, signedOn, signer: signer.trim(), post: post.trim() }); }}
    >
      <div className={classes['fields']}>
        <TextInput label="签字人" required maxLength={30} value={signer} onChange={(event) => setSigner(event.currentTarget.value)} />
        <TextInput label="职务" required maxLength={30} value={post} onChange={(event) => setPost(event.currentTarget.value)} />
        <DateInput label="签字日期" required value={signedOn} onChange={setSignedOn} />
      </div>
    </FormDialog>
  );
}
