import { Button } from '@mantine/core';
import type { ReactElement } from 'react';
import type { ComparisonCode } from '#shared/domain/comparison/three-zero-errors.ts';
import type { PairProposalView } from '#shared/contract/comparison.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import classes from './comparison.module.css';

interface ProposalsCardProps {
  readonly code: ComparisonCode;
  readonly proposals: readonly PairProposalView[];
}

function words(side: PairProposalView['left']): string {
  return [side.name, side.className, side.idNumber, side.registryNo, side.birthDate].filter((part) => part !== '').join('　');
}

/** Two rows that may be one pupil: a person says. */
export function ProposalsCard({ code, proposals }: ProposalsCardProps): ReactElement {
  const { schoolId, term, can } = useArchive();
  const judge = useCommand(client.comparison.judgePair, { done: '已记下' });
  const decide = (pairKey: string, verdict: 'same' | 'different'): void => judge.mutate({ schoolId, term, code, pairKey, verdict });
  return (
    <section className={`card ${classes['proposals']}`} aria-label="可能是同一名学生">
      <h2>可能是同一名学生，要您定（{proposals.length}）</h2>
      <table className="plain" aria-label="可能是同一名学生">
        <thead><tr><th>左边</th><th>右边</th><th>为什么提示</th><th /></tr></thead>
        <tbody>
          {proposals.map((one) => (
            <tr key={one.pairKey}>
              <td>{words(one.left)}</td><td>{words(one.right)}</td><td>{one.because}</td>
              <td className="number">
                {can('comparison.write') && (
                  <>
                    <Button size="compact-sm" variant="light" aria-label={`${one.left.name}是同一人`} disabled={judge.isPending} onClick={() => decide(one.pairKey, 'same')}>是同一人</Button>{' '}
                    <Button size="compact-sm" variant="subtle" aria-label={`${one.left.name}不是同一人`} disabled={judge.isPending} onClick={() => decide(one.pairKey, 'different')}>不是</Button>
                  </>
                )}
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}
