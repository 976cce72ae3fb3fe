import { Button, Group } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { confidenceNames, programmeShapeNames, programmeSourceNames, rateKindNames } from '#shared/text/programmes.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { AddRateDialog } from './add-rate-dialog.tsx';
import { AddRuleDialog } from './add-rule-dialog.tsx';
import { AddTierDialog, CloseDialog } from './small-dialogs.tsx';
import type { Closing } from './small-dialogs.tsx';
import { boardingNames, wordAmount, wordPeriod, wordRule, wordStages } from './words.ts';
import classes from './programmes.module.css';

interface CloseButtonProps {
  readonly row: { readonly localId: number | null; readonly validTo: unknown };
  readonly what: 'rate' | 'rule';
  readonly words: string;
  readonly onClose: (closing: Closing) => void;
}

function CloseButton({ row, what, words, onClose }: CloseButtonProps): ReactElement | null {
  const { can } = useArchive();
  const { localId } = row;
  if (localId === null || row.validTo !== null || !can('programme.write')) return null;
  return <Button variant="subtle" size="compact-xs" onClick={() => onClose({ what, id: localId, words })}>停用</Button>;
}

/** Everything policy sets about one programme: standards and rules with their terms, documents and how sure they are. */
export function ProgrammeDetail({ programme }: { readonly programme: ProgrammeView }): ReactElement {
  const { can } = useArchive();
  const [dialog, setDialog] = useState<'rate' | 'rule' | 'tier' | null>(null);
  const [closing, setClosing] = useState<Closing | null>(null);
  const tiered = programme.shape === 'tiered_term' || programme.rates.some((rate) => rate.awardTier !== null);
  return (
    <section className={`card padded ${classes['detail']}`} aria-label={programme.name}>
      <Group justify="space-between" align="flex-start" wrap="nowrap">
        <div>
          <h2>{programme.name}</h2>
          <div className="dim small">
            {wordStages(programme.stages)}　{programmeSourceNames[programme.sourceKind]}资金　{programmeShapeNames[programme.shape]}
            {programme.document === null ? '' : `　${programme.document}`}　{confidenceNames[programme.confidence]}
          </div>
        </div>
        {can('programme.write') && (
          <Group gap="xs" wrap="nowrap">
            {tiered && <Button variant="default" onClick={() => setDialog('tier')}>等级对应档</Button>}
            <Button variant="default" onClick={() => setDialog('rule')}>添加本地资格</Button>
            <Button onClick={() => setDialog('rate')}>添加本地标准</Button>
          </Group>
        )}
      </Group>
      <h3 className={classes['part']}>标准</h3>
      <table className="plain">
        <thead><tr><th>范围</th><th className="number">标准</th><th>学期</th><th>地区</th><th>出处</th><th>用途</th><th /></tr></thead>
        <tbody>
          {programme.rates.map((rate) => (
            <tr key={rate.key} className={rate.inForce ? '' : 'dim'}>
              <td>{wordStages(rate.stages)}{rate.boarding === null ? '' : boardingNames[rate.boarding]}{rate.awardTier === null ? '' : `·${rate.awardTier}`}</td>
              <td className="number">{wordAmount(rate)}</td>
              <td>{wordPeriod(rate)}</td>
              <td>{rate.region}</td>
              <td>{rate.document ?? '文号不详'}　<StatusTag tone={rate.confidence === 'confirmed' || rate.origin === 'local' ? 'good' : 'warn'}>{rate.origin === 'local' ? '本地录入' : confidenceNames[rate.confidence]}</StatusTag></td>
              <td>{rate.payable ? <StatusTag tone="good">本学期可发放</StatusTag> : <span className="dim">{rate.inForce ? rateKindNames[rate.kind] : '本学期不用'}</span>}</td>
              <td><CloseButton row={rate} what="rate" words={`标准 ${wordAmount(rate)}`} onClose={setClosing} /></td>
            </tr>
          ))}
          {programme.rates.length === 0 && <tr><td colSpan={7} className="dim">还没有标准。请“添加本地标准”，计算应发时才有金额。</td></tr>}
        </tbody>
      </table>
      <h3 className={classes['part']}>谁可以享受</h3>
      <table className="plain">
        <thead><tr><th>资格</th><th>学期</th><th>出处</th><th /></tr></thead>
        <tbody>
          {programme.rules.map((rule) => (
            <tr key={rule.key} className={rule.inForce ? '' : 'dim'}>
              <td>{wordRule(rule)}</td>
              <td>{wordPeriod(rule)}</td>
              <td>{rule.document ?? '程序自带'}　<StatusTag tone={rule.confidence === 'confirmed' || rule.origin === 'local' ? 'good' : 'warn'}>{rule.origin === 'local' ? '本地录入' : confidenceNames[rule.confidence]}</StatusTag></td>
              <td><CloseButton row={rule} what="rule" words="资格规定" onClose={setClosing} /></td>
            </tr>
          ))}
          {programme.rules.length === 0 && <tr><td colSpan={4} className="dim">没有自动资格规定，不参加计算。本县、本校要用时请“添加本地资格”。</td></tr>}
        </tbody>
      </table>
      {programme.tiers.length > 0 && (
        <>
          <h3 className={classes['part']}>困难等级对应资助档</h3>
          <table className="plain">
            <thead><tr><th>困难等级</th><th>资助档</th><th>学期</th><th /></tr></thead>
            <tbody>
              {programme.tiers.map((tier) => (
                <tr key={tier.id}>
                  <td>{tier.hardshipGrade}</td><td>{tier.awardTier}</td><td>{wordPeriod(tier)}</td>
                  <td>{tier.validTo === null && can('programme.write') && (
                    <Button variant="subtle" size="compact-xs" onClick={() => setClosing({ what: 'tier', id: tier.id, words: `${tier.hardshipGrade} → ${tier.awardTier}` })}>停用</Button>
                  )}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </>
      )}
      {dialog === 'rate' && <AddRateDialog programme={programme} onClose={() => setDialog(null)} />}
      {dialog === 'rule' && <AddRuleDialog programme={programme} onClose={() => setDialog(null)} />}
      {dialog === 'tier' && <AddTierDialog programme={programme} onClose={() => setDialog(null)} />}
      {closing !== null && <CloseDialog closing={closing} onClose={() => setClosing(null)} />}
    </section>
  );
}
