import { Checkbox, MultiSelect, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { DossierLine } from '#shared/contract/dossier.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { saveFile } from '#renderer/bridge/shell.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';

interface PrintDialogProps {
  readonly opened: boolean;
  readonly onClose: () => void;
  readonly lines: readonly DossierLine[];
}

type Bundle = 'by_class' | 'by_student';

/** Classes in the order of the list, each with its pupils on the roll. */
function classesOf(lines: readonly DossierLine[]): { value: string; label: string }[] {
  const classes = Map.groupBy(lines.filter((line) => line.classId !== null), (line) => line.classId as number);
  return [...classes].map(([id, pupils]) => ({ value: String(id), label: `${pupils[0]?.className ?? ''}（${pupils.length} 人）` }));
}

/** Prints the files of some classes or of the whole school, with progress and a cancel. */
export function PrintDialog({ opened, onClose, lines }: PrintDialogProps): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [classIds, setClassIds] = useState<string[]>([]);
  const [bundle, setBundle] = useState<Bundle>('by_class');
  const [onRollOnly, setOnRollOnly] = useState(true);
  const [clear, setClear] = useState(false);
  const [working, setWorking] = useState<string | null>(null);
  const chosen = lines.filter((line) => (classIds.length === 0 || classIds.includes(String(line.classId))) && (!onRollOnly || line.status === '在读' || line.status === '休学'));

  const print = async (): Promise<void> => {
    const operationId = newOperationId();
    setWorking(operationId);
    try {
      const printed = await client.dossier.printMany({
        schoolId, term, bundle, onRollOnly, clear, operationId, ...(classIds.length === 0 ? {} : { classIds: classIds.map(Number) }),
      });
      if (await saveFile(printed.file)) tellDone(`${printed.pupils} 人的档案已存为 ${printed.file.name}`);
    } finally {
      setWorking(null);
    }
  };

  return (
    <FormDialog
      opened={opened} onClose={onClose} title="打印一生一档" submitLabel="生成 PDF" onSubmit={print} submitDisabled={chosen.length === 0}
      sentence={`将为 ${chosen.length} 名学生各打印一份档案。`}
    >
      <Stack gap="sm">
        <MultiSelect label="班级" placeholder={classIds.length === 0 ? '全校' : ''} data={classesOf(lines)} value={classIds} onChange={setClassIds} searchable clearable />
        <Radio.Group label="怎样装订" value={bundle} onChange={(value) => setBundle(value as Bundle)}>
          <Stack gap={4} mt={4}>
            <Radio value="by_class" label="一个班一份 PDF，每人单独编页" />
            <Radio value="by_student" label="一人一份 PDF，打成一个压缩包" />
          </Stack>
        </Radio.Group>
        <Checkbox checked={onRollOnly} onChange={(event) => setOnRollOnly(event.currentTarget.checked)} label="只打印在读和休学的学生" />
        {can('sensitive.show') && (
          <Checkbox checked={clear} onChange={(event) => setClear(event.currentTarget.checked)} label="打印完整号码（会记入操作记录）" />
        )}
        {working !== null && <WorkProgress operationId={working} what="打印一生一档" />}
      </Stack>
    </FormDialog>
  );
}
