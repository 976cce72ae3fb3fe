import { Button, Checkbox, Group, NumberInput, SegmentedControl, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { ProcedureSpecInput } from '#shared/contract/procedure.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { formatSchoolYear, parseSchoolYear, schoolYearOf, startYearOf } from '#shared/domain/calendar/term.ts';
import type { ProcedureStep, StepMode } from '#shared/domain/identification/procedure-profile.ts';
import { procedureSteps, stepModes } from '#shared/domain/identification/procedure-profile.ts';
import { procedureStepTexts, stepModeTexts } from '#shared/text/procedure.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';

type Answer = Awaited<ReturnType<typeof client.procedure.get>>;

interface ProcedureFormProps {
  readonly inForce: Answer['inForce'];
  readonly presets: Answer['presets'];
  readonly onClose: () => void;
}

/** 认定 and 公示 can't be left out; every other step is the place's own choice. */
const fixed: ReadonlySet<ProcedureStep> = new Set(['determination', 'notice']);
const beforeDecision = procedureSteps.slice(0, procedureSteps.indexOf('determination'));

function StepModes({ spec, onChange }: { readonly spec: ProcedureSpecInput; readonly onChange: (spec: ProcedureSpecInput) => void }): ReactElement {
  const anew = (step: ProcedureStep, wanted: boolean): void =>
    onChange({ ...spec, revisionSteps: procedureSteps.filter((one) => (one === step ? wanted : spec.revisionSteps.includes(one))) });
  return (
    <table className="plain" aria-label="各步要求">
      <thead><tr><th>步骤</th><th>要求</th><th>调整时要重做</th></tr></thead>
      <tbody>
        {procedureSteps.map((step) => (
          <tr key={step}>
            <td>{procedureStepTexts[step]}</td>
            <td>
              {fixed.has(step) ? '必须' : (
                <SegmentedControl
                  size="xs" aria-label={`${procedureStepTexts[step]}的要求`} value={spec.steps[step]} data={stepModes.map((mode) => ({ value: mode, label: stepModeTexts[mode] }))}
                  onChange={(mode) => onChange({ ...spec, steps: { ...spec.steps, [step]: mode as StepMode } })}
                />
              )}
            </td>
            <td>
              {beforeDecision.includes(step) && (
                <Checkbox aria-label={`调整时要重做${procedureStepTexts[step]}`} checked={spec.revisionSteps.includes(step)} onChange={(event) => anew(step, event.currentTarget.checked)} />
              )}
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}

interface CountProps {
  readonly label: string;
  readonly value: number | null;
  readonly min?: number;
  readonly max?: number;
  readonly onChange: (value: number | null) => void;
}

/** An empty field says that the place sets no figure. */
function Count({ label, value, min = 1, max = 99, onChange }: CountProps): ReactElement {
  return <NumberInput label={label} min={min} max={max} allowDecimal={false} value={value ?? ''} onChange={(next) => onChange(typeof next === 'number' ? next : null)} />;
}

/** A new procedure from a 学年 on: begun from the one in force or from a preset, then changed as the place's document says. */
export function ProcedureForm({ inForce, presets, onClose }: ProcedureFormProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [name, setName] = useState(inForce.name);
  const [source, setSource] = useState(inForce.source);
  const [validFrom, setValidFrom] = useState<SchoolYear>(schoolYearOf(term));
  const [spec, setSpec] = useState<ProcedureSpecInput>(inForce.spec);
  const save = useCommand(client.procedure.set, { quiet: true, done: '认定程序已保存；以前学年照旧程序', onDone: onClose });
  const start = startYearOf(schoolYearOf(term));
  const years = [start - 1, start, start + 1].flatMap((year) => parseSchoolYear(`${year}-${year + 1}`) ?? []);
  const panel = (part: Partial<ProcedureSpecInput['panel']>): void => setSpec({ ...spec, panel: { ...spec.panel, ...part } });
  const take = (key: string | null): void => {
    const preset = presets.find((one) => one.key === key);
    if (!preset) return;
    setName(preset.name);
    setSource(preset.source);
    setSpec(preset.spec);
  };
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    save.mutate({ schoolId, validFrom, name, source, spec });
  };
  return (
    <form noValidate className="card padded" aria-label="改认定程序" onSubmit={submit}>
      <Stack gap="sm">
        <Select label="从样例开始" description="样例都注明出处；没有哪一份是全国统一的" placeholder="选一份，再照本地文件改" data={presets.map((one) => ({ value: one.key, label: one.name }))} onChange={take} />
        <div className="columns-2">
          <TextInput label="名称" required maxLength={60} value={name} onChange={(event) => setName(event.currentTarget.value)} />
          <Select label="从哪个学年起" allowDeselect={false} value={validFrom} data={years.map((year) => ({ value: year, label: formatSchoolYear(year) }))} onChange={(year) => { const read = year === null ? null : parseSchoolYear(year); if (read !== null) setValidFrom(read); }} />
        </div>
        <TextInput label="依据" maxLength={200} placeholder="哪份文件的哪一条" value={source} onChange={(event) => setSource(event.currentTarget.value)} />
        <StepModes spec={spec} onChange={setSpec} />
        <div className="columns-2">
          <Count label="家访人数至少" value={spec.visitors} max={9} onChange={(value) => setSpec({ ...spec, visitors: value ?? 1 })} />
          <Count label="班级公示天数（没有班级公示就留空）" value={spec.classNoticeDays} max={60} onChange={(classNoticeDays) => setSpec({ ...spec, classNoticeDays })} />
          <Count label="异议几个工作日内答复" value={spec.objectionReplyDays} max={60} onChange={(value) => setSpec({ ...spec, objectionReplyDays: value ?? 1 })} />
          <Count label="复议几个工作日内答复" value={spec.objectionReconsiderDays} max={60} onChange={(value) => setSpec({ ...spec, objectionReconsiderDays: value ?? 1 })} />
          <Count label="评议机构至少几人" value={spec.panel.minMembers} onChange={(minMembers) => panel({ minMembers })} />
          <Count label="家长和学生代表至少几人" min={0} value={spec.panel.minParentPupil} onChange={(minParentPupil) => panel({ minParentPupil })} />
          <Count label="学生代表最低年级（7 是初一）" max={9} value={spec.panel.minPupilYear} onChange={(minPupilYear) => panel({ minPupilYear })} />
          <Count label="到会至少百分之几" max={100} value={spec.panel.attendancePercent} onChange={(attendancePercent) => panel({ attendancePercent })} />
          <Count label="同意至少百分之几" max={100} value={spec.panel.majorityPercent} onChange={(majorityPercent) => panel({ majorityPercent })} />
          <Count label="残疾几级以上算（1 最重，不限留空）" max={4} value={spec.disabilityMaxGrade} onChange={(disabilityMaxGrade) => setSpec({ ...spec, disabilityMaxGrade })} />
        </div>
        <Switch label="残疾学生还要家庭经济困难才算" checked={spec.disabilityNeedsHardship} onChange={(event) => setSpec({ ...spec, disabilityNeedsHardship: event.currentTarget.checked })} />
        <FailureNotice error={save.error} />
        <Group>
          <Button type="submit" disabled={name.trim() === '' || save.isPending}>{save.isPending ? '正在保存……' : '保存程序'}</Button>
          <Button variant="default" onClick={onClose}>取消</Button>
        </Group>
      </Stack>
    </form>
  );
}
