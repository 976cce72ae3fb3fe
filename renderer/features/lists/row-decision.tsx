import { Button, Group, Stack, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ListMatch, ListRowView } from '#shared/contract/lists.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import { formatMoment } from '#renderer/text/moments.ts';
import { listedNumber, listedPerson } from './data.ts';
import { PickPupil } from './pick-pupil.tsx';
import { RevealRow } from './reveal-row.tsx';
import classes from './row-decision.module.css';

const decisionTexts = { confirm: '定为这些学生', not_ours: '定为不是本校学生', undo: '撤销判定' } as const;

function pupilText(match: ListMatch): string {
  return match.className === '' ? match.studentName : `${match.studentName}（${match.className}）`;
}

function MatchFacts({ match }: { readonly match: ListMatch }): ReactElement {
  return (
    <div className="small">
      <div className="dim">学生证件 {match.idNumberMasked || '名册里没有'}{match.birthDate === null ? '' : ` · ${match.birthDate} 生`}</div>
      {match.memberName !== null && <div className="dim">{match.memberRelation || '家庭成员'} {match.memberName} {match.memberIdMasked}</div>}
      <div>{match.ruleText}</div>
      {match.differences.map((difference) => <div key={difference.code} className="warn">! {difference.text}</div>)}
      {match.decidedBy !== null && match.decidedAt !== null && <div className="dim">{match.decidedBy} {formatMoment(match.decidedAt)} {match.decision === 'confirmed' ? '确认' : '否定'}</div>}
    </div>
  );
}

/** One row: what the list says, who it may be, and the decision. Enter takes the first candidate, Esc goes back to the table. */
export function RowDecision({ row, onBack }: { readonly row: ListRowView; readonly onBack: () => void }): ReactElement {
  const { schoolId, can } = useArchive();
  const [note, setNote] = useState('');
  const [picking, setPicking] = useState(false);
  const decide = useCommand(client.lists.decide, { done: ({ rows }) => `第 ${row.rowNo} 行：${rows[0]?.understanding ?? '已定'}`, onDone: onBack });
  const may = can('lists.write') && row.groupKey !== null;
  const say = (decision: Parameters<typeof client.lists.decide>[0]['decisions'][number]['decision']): void =>
    decide.mutate({ schoolId, decisions: [{ rowId: row.rowId, decision, note }] });
  const candidates = row.matches.filter((match) => match.decision !== 'rejected' || row.bucket !== 'matched');
  const together = row.bucket === 'needs_decision' && row.matches.length > 1 && row.matches.every((match) => match.memberName !== null);
  const holder = useEscape<HTMLElement>(onBack);
  return (
    <section className={`card padded ${classes['panel']}`} aria-label={`第 ${row.rowNo} 行`} ref={holder}>
      <Stack gap="xs">
        <div>
          <b>{row.listLabel} 第 {row.rowNo} 行</b>
          <div>{listedPerson(row)}　<span className="dim">{listedNumber(row) || '没有号码'}</span></div>
          <div className="dim small">{[row.groupLabel, row.village, row.birthDate === null ? '' : `${row.birthDate} 生`].filter((text) => text !== '').join(' · ')}</div>
          {row.riskCleared !== 'unknown' && <StatusTag tone={row.riskCleared === 'yes' ? 'warn' : 'plain'}>{row.riskCleared === 'yes' ? '风险已消除，由认定机构裁量' : '风险未消除'}</StatusTag>}
          <p className="small">{row.understanding}</p>
        </div>
        {candidates.map((match, index) => (
          <div key={match.matchId} className={classes['candidate']}>
            <Group justify="space-between" wrap="nowrap" align="flex-start">
              <b>{pupilText(match)}</b>
              {may && match.decision !== 'confirmed' && match.decision !== 'automatic' && (
                <Button size="compact-sm" disabled={decide.isPending} {...(index === 0 ? { 'data-first-choice': true } : {})} onClick={() => say({ kind: 'confirm', studentIds: [match.studentId] })}>
                  是{match.studentName}
                </Button>
              )}
              {(match.decision === 'confirmed' || match.decision === 'automatic') && <StatusTag tone="good">{match.decision === 'confirmed' ? '已确认' : '自动对上'}</StatusTag>}
            </Group>
            <MatchFacts match={match} />
          </div>
        ))}
        {may && (
          <>
            <TextInput label="说明（可不填）" placeholder="如：看过户口本，名单写错一个字" value={note} maxLength={200} onChange={(event) => setNote(event.currentTarget.value)} />
            <Group gap="xs">
              {together && <Button variant="default" disabled={decide.isPending} onClick={() => say({ kind: 'confirm', studentIds: row.matches.map((match) => match.studentId) })}>都是（{row.matches.length} 人）</Button>}
              <Button variant="default" onClick={() => setPicking(true)}>另选学生</Button>
              {row.bucket !== 'not_ours' && <Button variant="default" disabled={decide.isPending} {...(candidates.length === 0 ? { 'data-first-choice': true } : {})} onClick={() => say({ kind: 'not_ours' })}>不是本校学生</Button>}
              {row.decisions[0] !== undefined && row.decisions[0].kind !== 'undo' && <Button variant="default" disabled={decide.isPending} onClick={() => say({ kind: 'undo' })}>撤销判定</Button>}
            </Group>
          </>
        )}
        {can('sensitive.show') && <RevealRow rowId={row.rowId} />}
        {row.decisions.length > 0 && (
          <div className="small dim">
            {row.decisions.map((decision) => (
              <div key={`${decision.at}${decision.kind}`}>{formatMoment(decision.at)} {decision.by} {decisionTexts[decision.kind]}{decision.note === '' ? '' : `：${decision.note}`}</div>
            ))}
          </div>
        )}
      </Stack>
      {picking && <PickPupil onClose={() => setPicking(false)} onPick={(studentIds) => { setPicking(false); say({ kind: 'confirm', studentIds }); }} />}
    </section>
  );
}
