import type { ReactElement } from 'react';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useCalculation } from './data.ts';

/** Says in numbers what calculating will do, then does it. */
export function CalculateDialog({ onClose }: { readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useCalculation();
  const calculate = useCommand(client.entitlements.calculate, {
    quiet: true,
    done: (made) => (made.proposed.count === 0 ? '没有新增的应发，已有的都没有改动' : `已列入应发 ${made.proposed.count} 笔 ${formatYuan(made.proposed.sumFen)} 元，待批准`),
  });
  return (
    <FormDialog
      opened onClose={onClose} title="计算本学期应发" submitLabel="列入应发" submitDisabled={(query.data?.toPropose.count ?? 0) === 0}
      onSubmit={() => calculate.mutateAsync({ schoolId, term })}
    >
      <QueryView query={query} what="计算结果">
        {(plan) => (
          <>
            <p>按名册、认定和资助标准核对了 {plan.pupilCount} 名学生：</p>
            <table className="plain">
              <thead><tr><th>将列入</th><th className="number">笔数</th><th className="number">金额（元）</th></tr></thead>
              <tbody>
                {plan.toProposeByProgramme.map((one) => (
                  <tr key={one.programmeKey}><td>{one.programmeName}</td><td className="number">{one.count}</td><td className="number">{formatYuan(one.sumFen)}</td></tr>
                ))}
              </tbody>
              <tfoot><tr><td>合计</td><td className="number">{plan.toPropose.count}</td><td className="number">{formatYuan(plan.toPropose.sumFen)}</td></tr></tfoot>
            </table>
            <p className="dim">
              已有 {plan.unchanged.count} 笔 {formatYuan(plan.unchanged.sumFen)} 元不变
              {plan.changes.length > 0 && `；${plan.changes.length} 笔的依据变了，不会自动改，请在“变动”里确认`}
              {plan.unproposedCount > 0 && `；${plan.unproposedCount} 人次困难或特殊群体学生未列入，原因见“未列入”`}
              。
            </p>
          </>
        )}
      </QueryView>
    </FormDialog>
  );
}
