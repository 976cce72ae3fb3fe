import { Button } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ChangeRow } from '#shared/contract/entitlements.ts';
import { entitlementStateNames } from '#shared/text/entitlements.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useCalculation } from './data.ts';

const kindNames: Readonly<Record<ChangeRow['kind'], string>> = { amount_changed: '金额变了', basis_changed: '依据变了', no_longer: '不再符合' };

const columns: readonly DataColumn<ChangeRow>[] = [
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 120, frozen: true },
  { id: 'name', title: '姓名', value: (row) => row.studentName, width: 92, frozen: true, total: (rows) => `${rows.length} 笔` },
  { id: 'programme', title: '资助项目', kind: 'choice', value: (row) => row.programmeName, width: 190 },
  { id: 'state', title: '状态', kind: 'choice', value: (row) => entitlementStateNames[row.state], width: 88 },
  { id: 'kind', title: '变动', kind: 'choice', value: (row) => kindNames[row.kind], width: 88 },
  { id: 'before', title: '现为（元）', kind: 'money', value: (row) => row.beforeFen, width: 104, total: 'sum' },
  { id: 'after', title: '应为（元）', kind: 'money', value: (row) => row.afterFen, width: 104, total: 'sum' },
  { id: 'sentence', title: '变在哪里', value: (row) => row.sentence, width: 320, grow: true },
];

const keyOf = (row: ChangeRow): string => String(row.entitlementId);

/** Facts that changed after the calculation. Nothing is changed until a person confirms; approved ones are withdrawn first. */
export function ChangesPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const query = useCalculation();
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const [proposing, setProposing] = useState(false);
  const propose = useCommand(client.adjustments.proposeChanges, { quiet: true, done: (done) => `已提出 ${done.proposed} 份调整，等另一人审批`, onDone: () => setSelected(new Set()) });
  const apply = useCommand(client.entitlements.applyChanges, {
    quiet: true, done: (done) => `已更新 ${done.updated} 笔，撤回 ${done.withdrawn} 笔，新列入 ${done.proposed.count} 笔`, onDone: () => setSelected(new Set()),
  });
  return (
    <QueryView query={query} what="变动">
      {({ changes }) => {
        const approved = changes.filter((row) => selected.has(keyOf(row)) && row.state === 'approved' && row.kind !== 'basis_changed');
        const chosen = changes.filter((row) => selected.has(keyOf(row)) && row.state === 'proposed');
        return (
          <>
            <DataTable
              label="应发的变动" rows={changes} columns={columns} rowKey={keyOf} wrap selected={selected} onSelect={setSelected} maxHeight="calc(100vh - 14rem)"
              tools={can('entitlement.propose') && (
                <>
                  <Button disabled={chosen.length === 0} onClick={() => setAsking(true)}>按新情况更新所选（{chosen.length}）</Button>
                  <Button variant="default" disabled={approved.length === 0} onClick={() => setProposing(true)}>已批准的提出调整（{approved.length}）</Button>
                </>
              )}
              empty={<EmptyState title="没有变动">名册、认定或标准变了而应发还是旧的，会列在这里，由您确认后才改。已批准的不会自动改，可以在这里提出调整，由另一人审批。</EmptyState>}
            />
            <ConfirmDialog
              opened={asking} onClose={() => setAsking(false)} title="按新情况更新应发" submitLabel="更新"
              sentence={<b>将更新 {chosen.filter((row) => row.kind !== 'no_longer').length} 笔，撤回不再符合的 {chosen.filter((row) => row.kind === 'no_longer').length} 笔（都还未批准）</b>}
              onSubmit={() => apply.mutateAsync({ schoolId, term, entitlementIds: chosen.map((row) => row.entitlementId) })}
            />
            {proposing && (
              <ReasonDialog
                title="按新情况提出调整" submitLabel="提出" label="依据材料" sentence={<b>将提出 {approved.length} 份调整，由另一人审批后生效</b>} onClose={() => setProposing(false)}
                onSubmit={(evidence) => propose.mutateAsync({ schoolId, term, entitlementIds: approved.map((row) => row.entitlementId), evidence })}
              />
            )}
          </>
        );
      }}
    </QueryView>
  );
}
