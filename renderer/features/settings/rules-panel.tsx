import { Button, Group, NumberInput, Radio, Select, Stack, Switch, Textarea, TextInput } from '@mantine/core';
import { schemaResolver, useForm } from '@mantine/form';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement, ReactNode } from 'react';
import { settingsSchema } from '#shared/contract/archives.ts';
import type { Settings } from '#shared/contract/archives.ts';
import { formLayoutKeys, formLayouts } from '#shared/domain/applications/form-layout.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { NationalGrades } from './national-grades.tsx';

const splitProfiles = [
  { value: 'custom', label: '逐人判定（没有明文时用）' },
  { value: 'puyang', label: '濮阳办法：在校就读即可' },
  { value: 'strict', label: '从严：学籍与就读都在本校' },
];

const payUnits = [{ value: 'day', label: '自然日' }, { value: 'workday', label: '工作日（扣除周末和节假日）' }];

const layouts = formLayoutKeys.map((value) => ({ value, label: formLayouts[value].name }));

function Part({ title, children }: { readonly title: string; readonly children: ReactNode }): ReactElement {
  return (
    <section className="card padded" aria-label={title}>
      <Stack gap="md"><h2>{title}</h2>{children}</Stack>
    </section>
  );
}

function RulesForm({ schoolId, settings, writable }: { readonly schoolId: number; readonly settings: Settings; readonly writable: boolean }): ReactElement {
  const form = useForm<Settings>({ initialValues: settings, validate: schemaResolver(settingsSchema, { sync: true }) });
  const update = useCommand(client.settings.update, { done: '规则已保存，操作记录里留了改动前后的内容', quiet: true, onDone: (saved) => form.resetDirty(saved) });
  return (
    <form noValidate aria-label="规则" onSubmit={form.onSubmit((values) => update.mutate({ schoolId, settings: values }))}>
      <fieldset disabled={!writable} style={{ border: 0, padding: 0, margin: 0 }}>
        <div className="columns-2">
          <Stack gap="md">
            <Part title="公示">
              <div className="columns-2">
                <NumberInput label="公示天数" min={1} max={60} allowDecimal={false} required {...form.getInputProps('noticeDays')} />
                <Radio.Group label="按什么数" {...form.getInputProps('noticeUnit')}>
                  <Group gap="md" mt="xs"><Radio value="workday" label="工作日" /><Radio value="day" label="自然日" /></Group>
                </Radio.Group>
              </div>
              <Switch label="张贴当天算第一天" {...form.getInputProps('noticeCountFirstDay', { type: 'checkbox' })} />
              <div className="columns-2">
                <TextInput label="学校资助电话" description="印在公示上" {...form.getInputProps('officePhone')} />
                <TextInput label="县（区）资助中心电话" description="印在公示上" {...form.getInputProps('countyPhone')} />
              </div>
            </Part>
            <Part title="认定">
              <Textarea
                label="困难等级，从重到轻，每行一个" description="最后一个是不困难；已做的认定不受影响" autosize minRows={4} maxRows={8}
                value={form.values.gradeSet.join('\n')} error={form.errors['gradeSet']}
                onChange={(event) => form.setFieldValue('gradeSet', event.currentTarget.value.split('\n'))}
                onBlur={() => form.setFieldValue('gradeSet', form.values.gradeSet.map((grade) => grade.trim()).filter((grade) => grade !== ''))}
              />
              <NationalGrades gradeSet={form.values.gradeSet} aliases={form.values.nationalGrades} onChange={(aliases) => form.setFieldValue('nationalGrades', aliases)} />
              <Select label="校籍分离按什么办" data={splitProfiles} allowDeselect={false} {...form.getInputProps('splitProfile')} />
              <Select label="申请表样式" description="新录入、新打印的申请表用哪一种" data={layouts} allowDeselect={false} {...form.getInputProps('applicationLayout')} />
              <TextInput label="地方标准" description="所在省市的资助标准配置名；没有就填“全国”" {...form.getInputProps('region')} />
            </Part>
          </Stack>
          <Stack gap="md">
            <Part title="经办与复核">
              <Switch
                label="一人模式：经办和复核可以是同一个人" description="只给只有一名资助人员的学校用；打开后，页眉和印出的表上都会标明"
                {...form.getInputProps('onePersonMode', { type: 'checkbox' })}
              />
              <Switch
                label="放行发放批次前，核对提醒要逐条处理" description="每条提醒要么更正，要么写明理由；不打开时照样列出，由复核人自己掌握"
                {...form.getInputProps('warningsJudgedBeforeRelease', { type: 'checkbox' })}
              />
            </Part>
            <Part title="资金">
              <NumberInput
                label="到账后多少天内发完" description="县里没有规定就留空，程序不催" min={1} max={366} allowDecimal={false}
                value={form.values.payDays ?? ''} error={form.errors['payDays']}
                onChange={(value) => form.setFieldValue('payDays', typeof value === 'number' ? value : null)}
              />
              <Select label="这些天怎么算" description="从到账第二天起" data={payUnits} allowDeselect={false} disabled={form.values.payDays === null} {...form.getInputProps('payUnit')} />
              <Switch label="自查阻断项不处理就不能结算" description="关掉以后，结算前只提醒；每一条仍在自查清单上" {...form.getInputProps('selfCheckStops', { type: 'checkbox' })} />
            </Part>
            <Part title="安全">
              <NumberInput label="没人操作多少分钟后自动锁定" min={1} max={120} allowDecimal={false} required {...form.getInputProps('lockMinutes')} />
            </Part>
          </Stack>
        </div>
      </fieldset>
      <Stack gap="sm" mt="md">
        <FailureNotice error={update.error} />
        {writable
          ? <Group><Button type="submit" disabled={!form.isDirty() || update.isPending}>{update.isPending ? '正在保存……' : '保存规则'}</Button></Group>
          : <p className="dim">您的账号只能看这些规则，改动请找管理员。</p>}
      </Stack>
    </form>
  );
}

export function RulesPanel(): ReactElement {
  const { schoolId, can } = useArchive();
  const query = useQuery(api.settings.get.queryOptions({ input: { schoolId } }));
  return (
    <QueryView query={query} what="规则设置">
      {(settings) => <RulesForm key={schoolId} schoolId={schoolId} settings={settings} writable={can('setting.write')} />}
    </QueryView>
  );
}
