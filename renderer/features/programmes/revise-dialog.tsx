import { MultiSelect, Select, Switch, TextInput, Textarea } from '@mantine/core';
import { useForm } from '@mantine/form';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { PROGRAMME_SHAPES, PROGRAMME_SOURCE_KINDS } from '#shared/domain/programmes/programme.ts';
import type { ProgrammeShape, ProgrammeSourceKind } from '#shared/domain/programmes/programme.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { programmeShapeNames, programmeSourceNames } from '#shared/text/programmes.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { termsAround } from './data.ts';
import { payeeNames } from './words.ts';

interface ReviseDialogProps {
  readonly programme: ProgrammeView;
  readonly programmes: readonly ProgrammeView[];
  readonly onClose: () => void;
}

/** What the school or county decides about a programme from a term on; the terms before keep what they had. */
export function ReviseDialog({ programme, programmes, onClose }: ReviseDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const form = useForm({
    initialValues: {
      inUse: programme.inUse, stages: [...programme.stages] as EducationStage[], sourceKind: programme.sourceKind as ProgrammeSourceKind, shape: programme.shape as ProgrammeShape,
      payeeKind: programme.payeeKind as string, excludes: 'as_before', papers: programme.papers, deadline: programme.deadline, validFrom: term as string, document: '',
    },
    validate: {
      stages: (value) => (value.length === 0 ? '请选学段' : null),
      document: (value) => (value.trim() === '' ? '请填文号或依据' : null),
    },
  });
  const revise = useCommand(client.programmes.revise, { quiet: true, done: '项目规定已记下，从所选学期起执行' });
  const submit = async (): Promise<boolean> => {
    if (form.validate().hasErrors) return false;
    const { excludes, validFrom, payeeKind, ...fields } = form.values;
    await revise.mutateAsync({
      schoolId, programmeKey: programme.key, ...fields, payeeKind: payeeKind as 'family', validFrom: validFrom as TermKey,
      excludes: excludes === 'as_before' ? null : excludes === 'none' ? programme.key : excludes,
    });
    return true;
  };
  const others = programmes.filter((one) => one.key !== programme.key).map((one) => ({ value: one.key, label: one.name }));
  return (
    <FormDialog opened onClose={onClose} size="lg" title={`调整项目规定：${programme.name}`} submitLabel="记下" sentence="从所选学期起执行；以前的学期照以前的规定，什么都不会变。" onSubmit={submit}>
      <div className="columns-2">
        <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} {...form.getInputProps('validFrom')} />
        <TextInput label="文号或依据" required {...form.getInputProps('document')} />
      </div>
      <Switch label="本校执行这个项目" {...form.getInputProps('inUse', { type: 'checkbox' })} />
      <MultiSelect label="学段" required data={programme.stages.map((stage) => ({ value: stage, label: formatStage(stage) }))} {...form.getInputProps('stages')} />
      <div className="columns-3">
        <Select label="资金来源" allowDeselect={false} data={PROGRAMME_SOURCE_KINDS.map((value) => ({ value, label: programmeSourceNames[value] }))} {...form.getInputProps('sourceKind')} />
        <Select label="怎样发" allowDeselect={false} data={PROGRAMME_SHAPES.map((value) => ({ value, label: programmeShapeNames[value] }))} {...form.getInputProps('shape')} />
        <Select label="发给谁" allowDeselect={false} data={Object.entries(payeeNames).map(([value, label]) => ({ value, label }))} {...form.getInputProps('payeeKind')} />
      </div>
      <Select
        label="不能与哪一项同时享受" allowDeselect={false} searchable
        data={[{ value: 'as_before', label: '不改' }, { value: 'none', label: '没有互斥项目' }, ...others]} {...form.getInputProps('excludes')}
      />
      <Textarea label="要带的材料" description="印在自助菜单上；留空就按资格规定推出" autosize minRows={1} maxLength={200} {...form.getInputProps('papers')} />
      <TextInput label="办理时间" description="如 开学后两周内；照本县规定填写" maxLength={80} {...form.getInputProps('deadline')} />
    </FormDialog>
  );
}
