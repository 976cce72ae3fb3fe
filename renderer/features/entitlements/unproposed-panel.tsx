import { Radio, Group, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { UnproposedRow } from '#shared/contract/entitlements.ts';
import type { Question } from '#shared/domain/entitlement/pupil-facts.ts';
import { questionNames } from '#shared/text/entitlements.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useUnproposed } from './data.ts';

const kindNames = { not: '不列入', needs_answer: '待裁定' } as const;
const whyOf = (row: UnproposedRow): string => row.reasons.map((reason) => reason.sentence).join('；');

const columns: readonly DataColumn<UnproposedRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 120, frozen: true },
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 92, frozen: true, total: (rows) => `${new Set(rows.map((row) => row.studentId)).size} 人` },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 190 },
  { id: 'grade', title: '困难等级', kind: 'choice', value: (row) => row.hardshipGrade || '未认定', width: 92 },
  {
    id: 'kind', title: '结果', kind: 'choice', value: (row) => kindNames[row.kind], width: 88,
    cell: (row) => <StatusTag tone={row.kind === 'needs_answer' ? 'warn' : 'plain'}>{kindNames[row.kind]}</StatusTag>,
  },
  { id: 'why', title: '为什么', value: whyOf, width: 320, grow: true },
  { id: 'question', title: '可裁定', kind: 'choice', value: (row) => row.questions.map((question) => questionNames[question]).join('、') || null, width: 108 },
];

/** A person's answer to a question the facts leave open, with its reason. */
function AnswerDialog({ row, question, onClose }: { readonly row: UnproposedRow; readonly question: Question; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [decision, setDecision] = useState<'pay' | 'refuse' | null>(null);
  const [reason, setReason] = useState('');
  const answer = useCommand(client.entitlements.answer, { quiet: true, done: '裁定已记下，再次计算时生效' });
  return (
    <FormDialog
      opened onClose={onClose} title={`裁定：${row.studentName}　${questionNames[question]}`} submitLabel="记下裁定" submitDisabled={decision === null || reason.trim().length < 2}
      sentence={whyOf(row)}
      onSubmit={() => (decision === null ? Promise.resolve(false) : answer.mutateAsync({
        schoolId, term, studentId: row.studentId, programmeKey: row.programmeKey, question, decision, reason: reason.trim(),
      }))}
    >
      <Radio.Group label={`本学期${row.programmeName}`} required value={decision} onChange={(value) => setDecision(value as 'pay' | 'refuse')}>
        <Group gap="md" mt="xs"><Radio value="pay" label="享受" /><Radio value="refuse" label="不享受" /></Group>
      </Radio.Group>
      <Textarea label="依据" description="写明文件或答复，会作为这笔应发的依据存档" required autosize minRows={2} value={reason} onChange={(event) => setReason(event.currentTarget.value)} />
    </FormDialog>
  );
}

/** In hardship or in a special group, and not proposed: why, and what can be settled here. */
export function UnproposedPanel(): ReactElement {
  const { can } = useArchive();
  const query = useUnproposed();
  const [asked, setAsked] = useState<UnproposedRow | null>(null);
  const question = asked?.questions[0];
  return (
    <QueryView query={query} what="未列入的学生">
      {(rows) => (
        <>
          <DataTable
            label="未列入应发的学生" rows={rows} columns={columns} rowKey={(row) => `${row.studentId} ${row.programmeKey}`} wrap openHint="裁定" maxHeight="calc(100vh - 14rem)"
            onOpen={(row) => { if (row.questions.length > 0 && can('entitlement.propose')) setAsked(row); }}
            tools={<span className="dim small">已认定困难或在特殊群体名单里、本学期却没有列入应发的学生，逐人写明原因。</span>}
            empty={<EmptyState title="没有漏下的学生">凡认定为困难、或在特殊群体名单里的学生，本学期都已列入应发。</EmptyState>}
          />
          {asked !== null && question !== undefined && <AnswerDialog row={asked} question={question} onClose={() => setAsked(null)} />}
        </>
      )}
    </QueryView>
  );
}
