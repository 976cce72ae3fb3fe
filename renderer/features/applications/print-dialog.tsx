import { MultiSelect, Radio, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ApplicationRow } from '#shared/contract/applications.ts';
import type { FormLayoutKey } from '#shared/domain/applications/form-layout.ts';
import { formLayoutKeys, formLayouts } from '#shared/domain/applications/form-layout.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';
import { classProgress } from './data.ts';

type What = 'blank' | 'prefilled' | 'filled';
const words: Readonly<Record<What, string>> = {
  blank: '空白表（一份，自己复印）', prefilled: '印好名册信息的表（每人一份，带回家填）', filled: '已填的表（收下的、草稿和撤回的，存档用）',
};

interface PrintDialogProps {
  readonly rows: readonly ApplicationRow[];
  readonly classId: number | undefined;
  readonly onClose: () => void;
}

/** 申请表 on paper: one blank form, or a form for every pupil of some classes or the whole school, with progress and a cancel. */
export function PrintDialog({ rows, classId, onClose }: PrintDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [what, setWhat] = useState<What>('prefilled');
  const [layout, setLayout] = useState<FormLayoutKey>('two_page');
  const [classIds, setClassIds] = useState<string[]>(classId === undefined ? [] : [String(classId)]);
  const [working, setWorking] = useState<string | null>(null);
  const templates = useQuery(api.applications.templates.queryOptions({ input: { schoolId, term } })).data ?? [];
  const template = templates.find((one) => one.layout === layout);
  const inClasses = rows.filter((row) => classIds.length === 0 || classIds.includes(String(row.classId ?? 0)));
  const count = inClasses.filter((row) => (what === 'filled' ? row.state !== 'none' : row.onRoll)).length;
  const print = async (): Promise<void> => {
    const operationId = newOperationId();
    setWorking(operationId);
    try {
      const { file, said } = what === 'blank'
        ? { file: await client.applications.printBlank({ schoolId, term, layout }), said: '空白申请表' }
        : await client.applications.printMany({ schoolId, term, operationId, content: what, ...(what === 'prefilled' ? { layout } : {}), ...(classIds.length === 0 ? {} : { classIds: classIds.map(Number) }) })
          .then((printed) => ({ file: printed.file, said: `申请表 ${printed.forms} 份` }));
      if (await saveFile(file)) tellDone(`${said}已存为 ${file.name}`);
    } finally {
      setWorking(null);
    }
  };
  const nobody = what !== 'blank' && count === 0;
  return (
    <FormDialog
      opened onClose={onClose} title="打印申请表" submitLabel="生成 PDF" submitDisabled={nobody} onSubmit={print}
      sentence={what === 'blank' ? '将生成 1 份空白申请表。' : nobody ? '选定的范围里没有要打印的申请表。' : `将打印 ${count} 名学生的申请表，每班一份文件。`}
    >
      <Stack gap="sm">
        <Radio.Group label="打印什么" value={what} onChange={(value) => setWhat(value as What)}>
          <Stack gap={4} mt={4}>{(['prefilled', 'filled', 'blank'] as const).map((one) => <Radio key={one} value={one} label={words[one]} />)}</Stack>
        </Radio.Group>
        {what !== 'filled' && (
          <Radio.Group label="样式" value={layout} onChange={(value) => setLayout(value as FormLayoutKey)}>
            <Stack gap={4} mt={4}>{formLayoutKeys.map((key) => <Radio key={key} value={key} label={`${formLayouts[key].name}${templates.find((one) => one.layout === key)?.countys === true ? '，用本县的模板' : ''}`} />)}</Stack>
          </Radio.Group>
        )}
        {what === 'filled' && <p className="dim small">每份按它录入时的样式打印。</p>}
        {what !== 'filled' && template !== undefined && template.problem !== null && <p role="alert" className="bad">{template.problem}</p>}
        {what !== 'blank' && (
          <MultiSelect
            label="班级" placeholder={classIds.length === 0 ? '全校' : ''} searchable clearable value={classIds} onChange={setClassIds}
            data={classProgress(rows).filter((one) => one.classId !== 0).map((one) => ({ value: String(one.classId), label: one.className }))}
          />
        )}
        {working !== null && what !== 'blank' && <WorkProgress operationId={working} what="打印认定申请表" />}
      </Stack>
    </FormDialog>
  );
}
