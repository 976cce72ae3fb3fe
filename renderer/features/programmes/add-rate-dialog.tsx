import { MultiSelect, NumberInput, Select, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { nextTerm } from '#shared/domain/calendar/term.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import { termsAround } from './data.ts';
import { boardingChoices, wordAmount } from './words.ts';

const units = [{ value: 'term', label: '每学期' }, { value: 'once', label: '一次性' }, { value: 'month', label: '每月' }, { value: 'day', label: '每天' }];
const kinds = [{ value: 'local', label: '发放标准' }, { value: 'average', label: '平均数（只核对，不发放）' }, { value: 'range', label: '上下限（只核对，不发放）' }];

interface AddRateDialogProps {
  readonly programme: ProgrammeView;
  /** The school's own row this one takes the place of; it ends the term before. */
  readonly replaces: ProgrammeView['rates'][number] | null;
  readonly onClose: () => void;
}

function useRateForm(programme: ProgrammeView, replaces: AddRateDialogProps['replaces']) {
  const { school, term } = useArchive();
  return useForm({
    initialValues: {
      region: replaces?.region ?? school.county, stages: [...(replaces?.stages ?? programme.stages)] as EducationStage[],
      boarding: (replaces === null ? programme.rules.find((rule) => rule.inForce)?.boarding : replaces.boarding) ?? '', awardTier: replaces?.awardTier ?? '',
      kind: replaces === null || !['average', 'range'].includes(replaces.kind) ? 'local' : replaces.kind as string, fen: null as Fen | null, highFen: null as Fen | null, unit: replaces?.unit ?? 'term' as string,
      usual: (replaces?.usualQuantity ?? '') as number | string, most: (replaces?.maxQuantity ?? '') as number | string, payments: replaces?.payments ?? 1 as number | string,
      validFrom: (replaces === null ? term : nextTerm(term)) as string, document: '',
    },
    validate: {
      region: (value) => (value.trim() === '' ? '请写明是哪里的标准' : null),
      stages: (value) => (value.length === 0 ? '请选学段' : null),
      fen: (value) => (value === null || value <= 0 ? '请填大于零的金额' : null),
      highFen: (value, values) => (values.kind === 'range' && (value === null || (values.fen !== null && value <= values.fen)) ? '上限要大于下限' : null),
      document: (value) => (value.trim() === '' ? '请填文号或依据' : null),
    },
  });
}

/** Months are typed as months and kept in halves. */
function quantityOf(typed: number | string, unit: string): number | null {
  const value = Number(typed);
  if (typed === '' || value <= 0) return null;
  return unit === 'month' ? Math.round(value * 2) : Math.round(value);
}

/** A standard of the school's or county's own; it stands before the preset from its term on. */
export function AddRateDialog({ programme, replaces, onClose }: AddRateDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const form = useRateForm(programme, replaces);
  const { kind, unit } = form.values;
  const add = useCommand(client.programmes.addRate, { quiet: true, done: kind === 'local' ? '本地标准已添加，计算应发时优先于自带标准' : '核对数已添加，只用来核对' });
  const counted = unit === 'day' || unit === 'month';
  const submit = async (): Promise<boolean> => {
    const { fen, highFen, boarding, awardTier, validFrom, usual, most, payments, ...fields } = form.values;
    if (form.validate().hasErrors || fen === null) return false;
    await add.mutateAsync({
      schoolId, programmeKey: programme.key, ...fields, kind: kind as 'local', fen, highFen: kind === 'range' ? highFen : null, unit: unit as 'term', validFrom: validFrom as TermKey,
      boarding: boarding === '' ? null : (boarding as 'day'), awardTier: awardTier.trim() === '' ? null : awardTier.trim(), payments: Number(payments) || 1,
      usualQuantity: counted ? quantityOf(usual, unit) : null, maxQuantity: counted ? quantityOf(most, unit) : null, replaces: replaces?.localId ?? null,
    });
    return true;
  };
  return (
    <FormDialog
      opened onClose={onClose} title={`${replaces === null ? '添加本地标准' : '调整标准'}：${programme.name}`} submitLabel={replaces === null ? '添加' : '调整'} size="lg" onSubmit={submit}
      {...(replaces === null ? {} : { sentence: `现行 ${wordAmount(replaces)} 用到新标准起用的前一学期为止；已经算过的学期不变。` })}
    >
      <Select label="用途" data={kinds} allowDeselect={false} {...form.getInputProps('kind')} />
      <div className={kind === 'range' ? 'columns-3' : 'columns-2'}>
        <MoneyInput label={kind === 'range' ? '下限' : '金额'} required value={form.values.fen} onChange={(value) => form.setFieldValue('fen', value)} error={form.errors['fen']} />
        {kind === 'range' && <MoneyInput label="上限" required value={form.values.highFen} onChange={(value) => form.setFieldValue('highFen', value)} error={form.errors['highFen']} />}
        <Select label="按什么发" data={units} allowDeselect={false} {...form.getInputProps('unit')} />
      </div>
      {counted && (
        <div className="columns-2">
          <NumberInput label={unit === 'day' ? '一学期通常几天' : '一学期通常几个月'} description="只用于试算和测算" min={0} step={unit === 'day' ? 1 : 0.5} {...form.getInputProps('usual')} />
          <NumberInput label={unit === 'day' ? '一学期最多几天' : '一学期最多几个月'} description="超过就不能列应发" min={0} step={unit === 'day' ? 1 : 0.5} {...form.getInputProps('most')} />
        </div>
      )}
      <MultiSelect label="学段" required data={programme.stages.map((stage) => ({ value: stage, label: formatStage(stage) }))} {...form.getInputProps('stages')} />
      <div className="columns-3">
        <Select label="就读方式" data={boardingChoices} allowDeselect={false} {...form.getInputProps('boarding')} />
        <TextInput label="资助档" placeholder="不分档就留空" {...form.getInputProps('awardTier')} />
        <NumberInput label="每学期分几次发" min={1} max={12} {...form.getInputProps('payments')} />
      </div>
      <div className="columns-2">
        <TextInput label="哪里的标准" required {...form.getInputProps('region')} />
        <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} {...form.getInputProps('validFrom')} />
      </div>
      <TextInput label="文号或依据" required {...form.getInputProps('document')} />
    </FormDialog>
  );
}
