import { Checkbox, Select, Textarea, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { consistencies, visitVerdicts } from '#shared/domain/visits/visit.ts';
import type { Consistency, VisitVerdict } from '#shared/domain/visits/visit.ts';
import type { TriState } from '#shared/domain/tri-state.ts';
import { consistencyTexts, visitVerdictTexts } from '#shared/text/visits.ts';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import type { VisitDraft } from './visit-draft.ts';
import { VisitHeadFields } from './visit-heads.tsx';
import classes from './visits.module.css';

interface VisitFieldsProps {
  readonly draft: VisitDraft;
  readonly onChange: (part: Partial<VisitDraft>) => void;
  readonly needed: number;
}

type LongKey = 'household' | 'incomeNote' | 'spendingNote' | 'housing' | 'health' | 'findings' | 'familyWords' | 'conclusion' | 'differs';

/** The whole record, in the order of the paper sheet. */
export function VisitFields({ draft, onChange, needed }: VisitFieldsProps): ReactElement {
  const long = (key: LongKey, label: string, whole = false, placeholder = ''): ReactElement => (
    <Textarea
      label={label} className={whole ? classes['whole'] ?? '' : ''} autosize minRows={whole ? 2 : 1} maxRows={6} maxLength={2000} placeholder={placeholder}
      value={draft[key]} onChange={(event) => onChange({ [key]: event.currentTarget.value })}
    />
  );
  return (
    <>
      <VisitHeadFields draft={draft} onChange={onChange} needed={needed} />
      <div className={classes['fields']}>
        <TextInput label="受访人" value={draft.respondent} maxLength={30} onChange={(event) => onChange({ respondent: event.currentTarget.value })} />
        <TextInput label="与学生关系" value={draft.respondentRelation} maxLength={20} onChange={(event) => onChange({ respondentRelation: event.currentTarget.value })} />
        <TextInput label="走访地址" placeholder="与名册相同的不填" value={draft.address} maxLength={200} onChange={(event) => onChange({ address: event.currentTarget.value })} />
        {long('household', '家庭成员与在外情况', false, '人口、职业、谁在外')}
        <MoneyInput label="全家年收入" value={draft.incomeFen} onChange={(incomeFen) => onChange({ incomeFen })} />
        {long('incomeNote', '收入来源', false, '说不清多少的，写在这里')}
        {long('spendingNote', '大项支出与负债')}
        {long('housing', '住房')}
        {long('health', '健康')}
        {long('familyWords', '家长的话')}
        {long('findings', '所见情况', true)}
        <Select
          label="与申请是否一致" allowDeselect={false} value={draft.consistent} data={consistencies.map((value) => ({ value, label: consistencyTexts[value] }))}
          onChange={(value) => onChange({ consistent: (value ?? 'unknown') as Consistency })}
        />
        {draft.consistent === 'consistent' ? <div /> : long('differs', '不一致之处')}
        <Select
          label="家访结论" clearable placeholder="还没有" value={draft.verdict} data={visitVerdicts.map((value) => ({ value, label: visitVerdictTexts[value] }))}
          onChange={(value) => onChange({ verdict: value as VisitVerdict | null })}
        />
        {long('conclusion', '结论说明')}
        <Select
          label="讲解资助政策" allowDeselect={false} value={draft.policyTold} data={[{ value: 'unknown', label: '没有写' }, { value: 'yes', label: '已讲解' }, { value: 'no', label: '未讲解' }]}
          onChange={(value) => onChange({ policyTold: (value ?? 'unknown') as TriState })}
        />
        <div>
          <Checkbox mt="lg" label="不宜拍照" checked={draft.photosUnsuitable} onChange={(event) => onChange({ photosUnsuitable: event.currentTarget.checked })} />
        </div>
        {draft.photosUnsuitable && (
          <TextInput className={classes['whole'] ?? ''} label="不宜拍照的原因" required placeholder="如：保护学生隐私、家人患病" value={draft.photosReason} maxLength={200} onChange={(event) => onChange({ photosReason: event.currentTarget.value })} />
        )}
      </div>
    </>
  );
}
