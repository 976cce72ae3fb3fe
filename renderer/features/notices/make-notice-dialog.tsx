import { Alert, NumberInput, Radio, Group, Select, Stack, Switch, TextInput } from '@mantine/core';
import { useForm } from '@mantine/form';
import { useDebouncedValue } from '@mantine/hooks';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { NOTICE_KINDS } from '#shared/domain/notice/notice-fields.ts';
import { noticeLevels } from '#shared/domain/notice/notice-level.ts';
import type { NoticeLevel } from '#shared/domain/notice/notice-level.ts';
import { noticeKindNames, noticeLevelNames } from '#shared/text/notices.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { NoticeSheet } from './notice-sheet.tsx';
import type { Making } from './notices-page.tsx';
import classes from './notices.module.css';

interface MakeNoticeDialogProps {
  readonly making: Making;
  readonly days: number;
  readonly dayUnit: 'workday' | 'day';
  readonly onMade: (id: number) => void;
  readonly onClose: () => void;
}

/** Everything a notice asks for, and the sheet itself beside it as it will hang. There is no choice of other columns. */
export function MakeNoticeDialog({ making, days, dayUnit, onMade, onClose }: MakeNoticeDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const { objection } = making;
  const levels = useQuery(api.notices.levels.queryOptions({ input: { schoolId, term } })).data;
  const form = useForm({
    initialValues: {
      kind: making.kind, level: 'school' as NoticeLevel, classId: null as string | null, basisDocument: '', place: '', showTier: false, showAmount: false,
      days: days as number | '', dayUnit, postedOn: today as IsoDate | null,
    },
  });
  const { postedOn, classId, ...fields } = form.values;
  const classDays = levels?.classLevelDays ?? null;
  const twoLevels = classDays !== null && fields.kind === 'identification';
  const level: NoticeLevel = twoLevels ? fields.level : 'school';
  const classChoices = objection?.classes ?? levels?.classes ?? [];
  const choice = {
    ...fields, level, classId: level === 'class' && classId !== null ? Number(classId) : null, objectionId: objection?.id ?? null,
    days: fields.days === '' ? days : fields.days, showAmount: fields.kind === 'aid_list' && fields.showAmount,
  };
  const chooseLevel = (next: NoticeLevel): void => form.setValues({ level: next, days: next === 'class' ? classDays ?? days : days, classId: next === 'class' ? String(classChoices[0]?.classId ?? '') || null : null });
  const [settled] = useDebouncedValue(JSON.stringify({ ...choice, postedOn }), 300);
  const shown = JSON.parse(settled) as typeof choice & { postedOn: IsoDate | null };
  const preview = useQuery(api.notices.preview.queryOptions({
    input: { schoolId, term, ...shown, postedOn: shown.postedOn ?? today }, retry: false, placeholderData: (before) => before,
  }));
  const create = useCommand(client.notices.create, { quiet: true, done: (made) => `${made.no} 已做成草稿，${made.lineCount} 行，打印张贴后请登记张贴日期`, onDone: (made) => onMade(made.id) });
  return (
    <FormDialog
      opened onClose={onClose} title={objection === undefined ? '制作公示' : `重新公示：${objection.no}`} submitLabel="做成草稿" size="72rem" submitDisabled={preview.data === undefined || preview.isError}
      onSubmit={() => create.mutateAsync({ schoolId, term, ...choice })}
    >
      <div className={classes['make']}>
        <Stack gap="sm">
          <Radio.Group label="公示什么" {...form.getInputProps('kind')}>
            <Group gap="md" mt="xs">{NOTICE_KINDS.map((one) => <Radio key={one} value={one} label={noticeKindNames[one]} disabled={objection !== undefined && one !== making.kind} />)}</Group>
          </Radio.Group>
          {objection !== undefined && <p className="dim small">只公示 {objection.no} 的答复改动的学生。</p>}
          {twoLevels && (
            <Radio.Group label="哪一级" description={`本校先班级公示 ${classDays} ${dayUnit === 'workday' ? '个工作日' : '天'}，再校级公示`} value={level} onChange={(value) => chooseLevel(value as NoticeLevel)}>
              <Group gap="md" mt="xs">{noticeLevels.map((one) => <Radio key={one} value={one} label={noticeLevelNames[one]} />)}</Group>
            </Radio.Group>
          )}
          {level === 'class' && (
            <Select
              label="班级" required allowDeselect={false} nothingFoundMessage="没有要公示的班级" value={classId} onChange={(value) => form.setFieldValue('classId', value)}
              data={classChoices.map((one) => ({ value: String(one.classId), label: 'count' in one ? `${one.className}　${one.count} 人` : one.className }))}
            />
          )}
          <TextInput label="依据文件" placeholder="如 教财〔2018〕16号" {...form.getInputProps('basisDocument')} />
          <TextInput label="公示地点" placeholder="校内公示栏" {...form.getInputProps('place')} />
          <div className="columns-2">
            <NumberInput label="公示天数" min={1} max={60} allowDecimal={false} {...form.getInputProps('days')} />
            <Radio.Group label="按什么数" {...form.getInputProps('dayUnit')}>
              <Group gap="xs" mt="xs"><Radio value="workday" label="工作日" /><Radio value="day" label="自然日" /></Group>
            </Radio.Group>
          </div>
          <DateInput
            label="如果这天张贴" value={postedOn} onChange={(value) => form.setFieldValue('postedOn', value)}
            description={preview.data === undefined ? '算出最后一天和撤下日期' : `最后一天 ${preview.data.endOn}，${preview.data.takeDownOn} 撤下${preview.data.verified ? '' : '（未核节假日）'}`}
          />
          <Switch label="公示困难等级" description="默认不公示" {...form.getInputProps('showTier', { type: 'checkbox' })} />
          {fields.kind === 'aid_list' && <Switch label="公示金额" description="默认不公示" {...form.getInputProps('showAmount', { type: 'checkbox' })} />}
          {(preview.data?.warnings ?? []).map((warning) => <Alert key={warning.code} color="yellow" variant="light" p="xs">{warning.sentence}</Alert>)}
          <p className="dim small">只公示序号、姓名、年级、班级（中职加专业）和项目；身份证号、学籍号、住址、电话、出生日期、卡号、困难原因都不能公示，程序里也没有这些选项。</p>
        </Stack>
        <QueryView query={preview} what="公示内容">{(made) => <NoticeSheet sheet={made.sheet} />}</QueryView>
      </div>
    </FormDialog>
  );
}
