import { Button, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { confidenceNames, programmeShapeNames, programmeSourceNames } from '#shared/text/programmes.ts';
import { wordStages } from '#shared/text/programme-rules.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { AddRateDialog } from './add-rate-dialog.tsx';
import { AddRuleDialog } from './add-rule-dialog.tsx';
import { FigureChecks } from './figure-checks.tsx';
import { PaymentFacts } from './payment-facts.tsx';
import { RatesTable } from './rates-table.tsx';
import { ReviseDialog } from './revise-dialog.tsx';
import { RulesTable } from './rules-table.tsx';
import { AddTierDialog, CloseDialog, VoidDialog } from './small-dialogs.tsx';
import type { LocalRow } from './small-dialogs.tsx';
import { TiersTable } from './tiers-table.tsx';
import { wordPeriod } from './words.ts';
import classes from './programmes.module.css';

type Dialog =
  | { readonly kind: 'rate'; readonly replaces: ProgrammeView['rates'][number] | null }
  | { readonly kind: 'rule'; readonly replaces: ProgrammeView['rules'][number] | null }
  | { readonly kind: 'tier' | 'revise' }
  | { readonly kind: 'close' | 'void'; readonly row: LocalRow };

function Revisions({ programme }: { readonly programme: ProgrammeView }): ReactElement | null {
  if (programme.revisions.length === 0) return null;
  return (
    <>
      <h3 className={classes['part']}>项目规定的变动</h3>
      <table className="plain">
        <thead><tr><th>从哪学期起</th><th>规定</th><th>出处</th><th>经办</th></tr></thead>
        <tbody>
          {programme.revisions.map((row) => (
            <tr key={row.id} className={row.inForce ? '' : 'dim'}>
              <td>{wordPeriod({ validFrom: row.validFrom, validTo: null })}</td>
              <td>{row.inUse ? `${wordStages(row.stages)}，${programmeSourceNames[row.sourceKind]}资金，${programmeShapeNames[row.shape]}` : '不执行'}</td>
              <td>{row.document}</td><td>{row.by}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </>
  );
}

/** CHK-16 of the term's live entitlements, where the programme has a check figure. */
function Figures({ programmeKey }: { readonly programmeKey: string }): ReactElement | null {
  const { schoolId, term, can } = useArchive();
  const checks = (useQuery({ ...api.programmePlans.figureChecks.queryOptions({ input: { schoolId, term } }), enabled: can('ledger.read') }).data ?? []).filter((check) => check.programmeKey === programmeKey);
  if (checks.length === 0) return null;
  return (
    <>
      <h3 className={classes['part']}>平均数与上下限核对（本学期应发）</h3>
      <FigureChecks checks={checks} />
    </>
  );
}

/** Everything policy sets about one programme: what it is, standards, rules, tiers, payment, each with its terms, document and how sure it is. */
export function ProgrammeDetail({ programme, programmes }: { readonly programme: ProgrammeView; readonly programmes: readonly ProgrammeView[] }): ReactElement {
  const { can } = useArchive();
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const tiered = programme.shape === 'tiered_term' || programme.rates.some((rate) => rate.awardTier !== null);
  const close = (): void => setDialog(null);
  const onClose = (row: LocalRow): void => setDialog({ kind: 'close', row });
  const onVoid = (row: LocalRow): void => setDialog({ kind: 'void', row });
  return (
    <section className={`card padded ${classes['detail']}`} aria-label={programme.name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <h2>{programme.name}{programme.inUse ? '' : <>　<StatusTag tone="warn">本学期不执行</StatusTag></>}</h2>
          <div className="dim small">
            {wordStages(programme.stages)}　{programmeSourceNames[programme.sourceKind]}资金　{programmeShapeNames[programme.shape]}
            {programme.document === null ? '' : `　${programme.document}`}　{confidenceNames[programme.confidence]}
          </div>
        </div>
        {can('programme.write') && (
          <Group gap="xs" wrap="nowrap">
            {tiered && <Button variant="default" size="compact-sm" onClick={() => setDialog({ kind: 'tier' })}>等级对应档</Button>}
            <Button variant="default" size="compact-sm" onClick={() => setDialog({ kind: 'revise' })}>调整项目规定</Button>
            <Button variant="default" size="compact-sm" onClick={() => setDialog({ kind: 'rule', replaces: null })}>添加本地资格</Button>
            <Button size="compact-sm" onClick={() => setDialog({ kind: 'rate', replaces: null })}>添加本地标准</Button>
          </Group>
        )}
      </Group>
      <RatesTable programme={programme} onReplace={(replaces) => setDialog({ kind: 'rate', replaces })} onClose={onClose} onVoid={onVoid} />
      <RulesTable programme={programme} onReplace={(replaces) => setDialog({ kind: 'rule', replaces })} onClose={onClose} onVoid={onVoid} />
      <TiersTable programme={programme} onClose={onClose} onVoid={onVoid} />
      <PaymentFacts programme={programme} />
      <Figures programmeKey={programme.key} />
      <Revisions programme={programme} />
      {dialog?.kind === 'rate' && <AddRateDialog programme={programme} replaces={dialog.replaces} onClose={close} />}
      {dialog?.kind === 'rule' && <AddRuleDialog programme={programme} replaces={dialog.replaces} onClose={close} />}
      {dialog?.kind === 'tier' && <AddTierDialog programme={programme} onClose={close} />}
      {dialog?.kind === 'revise' && <ReviseDialog programme={programme} programmes={programmes} onClose={close} />}
      {dialog?.kind === 'close' && <CloseDialog row={dialog.row} onClose={close} />}
      {dialog?.kind === 'void' && <VoidDialog row={dialog.row} onClose={close} />}
    </section>
  );
}
