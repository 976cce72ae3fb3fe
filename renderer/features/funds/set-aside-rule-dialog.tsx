import { NumberInput, Select, TagsInput, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatRate } from '#shared/domain/own-funds/set-aside.ts';
import { confidenceNames } from '#shared/text/programmes.ts';
import type { SetAsideYear } from '#shared/contract/own-funds.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './funds.module.css';

type Stage = SetAsideYear['stages'][number];

interface Draft {
  readonly baseItems: readonly string[];
  readonly floorBp: number;
  readonly ceilingBp: number | null;
  readonly rateBp: number;
  readonly document: string;
  readonly validFrom: number;
}

const percent = (bp: number | null): number | '' => (bp === null ? '' : bp / 100);
const basisPoints = (value: string | number): number | null => (value === '' ? null : Math.round(Number(value) * 100));

/** Which income is set aside, at what ratio, from when and by which document. A preset is taken over, never in force by itself. */
export function SetAsideRuleDialog({ stage, year, onClose }: { readonly stage: Stage; readonly year: SetAsideYear; readonly onClose: () => void }): ReactElement {
  const { schoolId } = useArchive();
  const set = useCommand(client.ownFunds.setRule, { done: '提取规定已登记', quiet: true });
  const [draft, setDraft] = useState<Draft>(stage.rule ?? { baseItems: [], floorBp: 0, ceilingBp: null, rateBp: 0, document: '', validFrom: year.year });
  const change = (part: Partial<Draft>): void => setDraft((before) => ({ ...before, ...part }));
  const presets = year.presets.filter((preset) => preset.stage === stage.stage);
  const take = (key: string | null): void => {
    const preset = presets.find((one) => one.key === key);
    if (preset) change({ baseItems: preset.baseItems, floorBp: preset.floorBp, ceilingBp: preset.ceilingBp, rateBp: preset.floorBp, document: preset.document });
  };
  return (
    <FormDialog
      opened onClose={onClose} title={`${stage.stageLabel}的提取规定`} submitLabel="登记规定" size="lg" submitDisabled={draft.baseItems.length === 0 || draft.rateBp <= 0 || draft.document.trim() === ''}
      sentence="各地的基数和比例不同，请照本地文件登记；以后改了再登记一条，以前的年度仍按旧规定。"
      onSubmit={() => set.mutateAsync({ schoolId, stage: stage.stage, ownership: year.ownership, ...draft, baseItems: [...draft.baseItems] })}
    >
      <div className={classes['fields']}>
        {presets.length > 0 && (
          <Select
            label="照已知文件填" placeholder="可不选" clearable className={classes['whole'] ?? ''} onChange={take}
            data={presets.map((preset) => ({
              value: preset.key, label: `${preset.region}　${preset.document}　${preset.baseItems.join('、')} ${preset.ceilingBp === null ? `不低于 ${formatRate(preset.floorBp)}` : `${formatRate(preset.floorBp)}–${formatRate(preset.ceilingBp)}`}　${confidenceNames[preset.confidence]}`,
            }))}
          />
        )}
        <TagsInput label="提取基数（收入项目）" required description="写一项按回车" className={classes['whole'] ?? ''} value={[...draft.baseItems]} onChange={(baseItems) => change({ baseItems })} />
        <NumberInput label="不低于（%）" min={0} max={100} decimalScale={2} value={percent(draft.floorBp)} onChange={(value) => change({ floorBp: basisPoints(value) ?? 0 })} />
        <NumberInput label="不高于（%）" description="文件没有写就空着" min={0} max={100} decimalScale={2} value={percent(draft.ceilingBp)} onChange={(value) => change({ ceilingBp: basisPoints(value) })} />
        <NumberInput label="本校提取比例（%）" required min={0} max={100} decimalScale={2} value={percent(draft.rateBp)} onChange={(value) => change({ rateBp: basisPoints(value) ?? 0 })} />
        <NumberInput label="从哪一年起" required min={1990} max={2199} value={draft.validFrom} onChange={(value) => change({ validFrom: Number(value) || draft.validFrom })} />
        <TextInput label="依据（文号）" required maxLength={80} className={classes['whole'] ?? ''} value={draft.document} onChange={(event) => change({ document: event.currentTarget.value })} />
      </div>
    </FormDialog>
  );
}
