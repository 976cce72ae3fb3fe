import type { TermKey } from '#shared/domain/calendar/term.ts';
import type { App } from '#main/app.ts';

export const password = 'liuxi-2025-pass';
export const administrator = { login: 'admin', displayName: '周敏', password };

interface InArchive {
  readonly root: string;
  readonly archiveId: string;
  readonly schoolId: number;
  readonly term: TermKey;
  readonly operationId: string;
  /** What the clock says, in ISO 8601. */
  readonly now: string;
}

/** One command that must happen whole or not at all. */
export type FaultTask = InArchive & (
  | { readonly kind: 'make'; readonly programmeKey: string }
  | { readonly kind: 'export'; readonly batchId: number }
  | { readonly kind: 'return'; readonly batchId: number; readonly text: string }
  | { readonly kind: 'close' });

export async function performTask(client: App['client'], task: FaultTask): Promise<void> {
  const { schoolId, term, operationId } = task;
  switch (task.kind) {
    case 'make':
      await client.payments.make({ schoolId, term, programmeKey: task.programmeKey, profileKey: 'preset.pipe_text', operationId });
      return;
    case 'export':
      await client.payments.export({ schoolId, batchId: task.batchId, operationId });
      return;
    case 'return':
      await client.imports.confirm({ schoolId, term, purpose: 'bank_return', file: new File([task.text], '回盘.txt'), options: { batchIds: [task.batchId] }, operationId });
      return;
    case 'close':
      await client.settlement.close({ schoolId, term, operationId });
  }
}
