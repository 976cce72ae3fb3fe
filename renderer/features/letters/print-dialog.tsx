import { Checkbox, MultiSelect, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { LetterOverview } from '#shared/contract/letters.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';

type What = 'letters' | 'register' | 'reminder';
const words: Readonly<Record<What, string>> = { letters: '告知书和回执（每人一页）', register: '告知档案（每班一份登记表）', reminder: '催收名单（每班一份，给班主任）' };
const names: Readonly<Record<What, string>> = { letters: '告知书', register: '告知档案', reminder: '催收名单' };

/** Prints the letters, the register or the reminders of some classes or the whole school, with progress and a cancel. */
export function PrintDialog({ overview, onClose }: { readonly overview: LetterOverview; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [what, setWhat] = useState<What>(overview.counts.returned > 0 ? 'reminder' : 'letters');
  const [classIds, setClassIds] = useState<string[]>([]);
  const [onlyNotGiven, setOnlyNotGiven] = useState(false);
  const [working, setWorking] = useState<string | null>(null);
  const inClasses = overview.rows.filter((row) => classIds.length === 0 || classIds.includes(String(row.classId)));
  const count = inClasses.filter((row) => (what === 'letters' ? row.letterId !== null && (!onlyNotGiven || row.standing === 'not_given') : what === 'reminder' ? row.todo.length > 0 : true)).length;
  const print = async (): Promise<void> => {
    const operationId = newOperationId();
    setWorking(operationId);
    try {
      const printed = await client.letters.print({ schoolId, term, what, operationId, onlyNotGiven: what === 'letters' && onlyNotGiven, classIds: classIds.length === 0 ? null : classIds.map(Number) });
      if (await saveFile(printed.file)) tellDone(`${names[what]}（${printed.pupils} 人）已存为 ${printed.file.name}`);
    } finally {
      setWorking(null);
    }
  };
  return (
    <FormDialog
      opened onClose={onClose} title="打印" submitLabel="生成 PDF" submitDisabled={count === 0} onSubmit={print}
      sentence={count === 0 ? '选定的范围里没有要打印的学生。' : `将打印 ${count} 名学生的${names[what]}，每班一份文件。`}
    >
      <Stack gap="sm">
        <Radio.Group label="打印什么" value={what} onChange={(value) => setWhat(value as What)}>
          <Stack gap={4} mt={4}>{(['letters', 'register', 'reminder'] as const).map((one) => <Radio key={one} value={one} label={words[one]} />)}</Stack>
        </Radio.Group>
        <MultiSelect
          label="班级" placeholder={classIds.length === 0 ? '全校' : ''} searchable clearable value={classIds} onChange={setClassIds}
          data={overview.classes.filter((one) => one.classId !== null).map((one) => ({ value: String(one.classId), label: `${one.className}（${one.pupils} 人）` }))}
        />
        {what === 'letters' && <Checkbox checked={onlyNotGiven} onChange={(event) => setOnlyNotGiven(event.currentTarget.checked)} label="只打印还没告知的学生（后来转入的）" />}
        {working !== null && <WorkProgress operationId={working} what={`打印${names[what]}`} />}
      </Stack>
    </FormDialog>
  );
}
