import { MultiSelect, Radio, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { VisitRow } from '#shared/contract/visits.ts';
import { client } from '#renderer/bridge/client.ts';
import { newOperationId } from '#renderer/bridge/operation-id.ts';
import { printPdf, saveFile } from '#renderer/bridge/shell.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { WorkProgress } from '#renderer/components/work-progress.tsx';

interface SheetsDialogProps {
  readonly rows: readonly VisitRow[];
  readonly chosen: readonly VisitRow[];
  readonly onClose: () => void;
}

/** Blank sheets for the bag: of the ticked pupils, or of those of some classes who are still to be visited. */
export function SheetsDialog({ rows, chosen, onClose }: SheetsDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [scope, setScope] = useState<'chosen' | 'classes'>(chosen.length > 0 ? 'chosen' : 'classes');
  const [classIds, setClassIds] = useState<string[]>([]);
  const [working, setWorking] = useState<string | null>(null);
  const open = rows.filter((row) => row.cause !== null && row.visits.length === 0);
  const due = open.filter((row) => classIds.length === 0 || classIds.includes(String(row.classId)));
  const count = scope === 'chosen' ? chosen.length : due.length;
  const classes = [...Map.groupBy(open.filter((row) => row.classId !== null), (row) => row.classId as number)];
  const print = async (): Promise<void> => {
    const operationId = newOperationId();
    setWorking(operationId);
    try {
      const whose = scope === 'chosen' ? { studentIds: chosen.map((row) => row.studentId) } : classIds.length === 0 ? {} : { classIds: classIds.map(Number) };
      const { file, pupils } = await client.visits.printSheets({ schoolId, term, operationId, ...whose });
      if (file.type === 'application/pdf') await printPdf(file);
      else if (await saveFile(file)) tellDone(`${pupils} 人的家访记录表已存为 ${file.name}`);
    } finally {
      setWorking(null);
    }
  };
  return (
    <FormDialog
      opened onClose={onClose} title="打印空白家访记录表" submitLabel={`打印 ${count} 份`} submitDisabled={count === 0} onSubmit={print}
      sentence={`将打印 ${count} 份，一人一页，印好名册里的住址、监护人和家庭成员，其余手写。用后请收回，不要留在外面。`}
    >
      <Stack gap="sm">
        <Radio.Group label="给谁打印" value={scope} onChange={(value) => setScope(value as 'chosen' | 'classes')}>
          <Stack gap={4} mt={4}>
            <Radio value="chosen" disabled={chosen.length === 0} label={`勾选的 ${chosen.length} 人`} />
            <Radio value="classes" label="应访而还没有访的" />
          </Stack>
        </Radio.Group>
        {scope === 'classes' && (
          <MultiSelect
            label="班级" placeholder={classIds.length === 0 ? '全部班级' : ''} searchable clearable value={classIds} onChange={setClassIds}
            data={classes.map(([id, pupils]) => ({ value: String(id), label: `${pupils[0]?.className ?? ''}（${pupils.length} 人）` }))}
          />
        )}
        {working !== null && <WorkProgress operationId={working} what="打印家访记录表" />}
      </Stack>
    </FormDialog>
  );
}
