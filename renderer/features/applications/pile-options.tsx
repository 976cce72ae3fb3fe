import { Checkbox, NativeSelect, Stack } from '@mantine/core';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formLayoutKeys, formLayouts } from '#shared/domain/applications/form-layout.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import { DateInput } from '#renderer/components/date-input.tsx';

export interface Pile {
  readonly layout: FormLayoutKey;
  readonly appliedOn: IsoDate | null;
  readonly signedOnPaper: boolean;
}

/** What is said of a pile of forms as a whole; what a form says itself goes before. */
export function PileOptions({ pile, onChange, asksLayout }: { readonly pile: Pile; readonly onChange: (pile: Pile) => void; readonly asksLayout: boolean }): ReactElement {
  return (
    <Stack gap="sm" style={{ maxWidth: '34rem' }}>
      {asksLayout && (
        <NativeSelect label="申请表样式" value={pile.layout} data={formLayoutKeys.map((value) => ({ value, label: formLayouts[value].name }))} onChange={(event) => onChange({ ...pile, layout: event.currentTarget.value as FormLayoutKey })} />
      )}
      <DateInput label="申请日期" description="表上写了日期的，以表为准" value={pile.appliedOn} onChange={(appliedOn) => onChange({ ...pile, appliedOn })} />
      <Checkbox
        checked={pile.signedOnPaper} label="这些学生的纸质申请表都已收到，承诺句已手抄，监护人已签字同意"
        description="不勾的，不满十四周岁和学前的学生没有写监护人同意的，只存为草稿" onChange={(event) => onChange({ ...pile, signedOnPaper: event.currentTarget.checked })}
      />
    </Stack>
  );
}
