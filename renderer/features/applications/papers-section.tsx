import { Button, NativeSelect, Table, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { FormEvent, ReactElement } from 'react';
import type { ApplicationView } from '#shared/contract/applications.ts';
import type { CheckResult } from '#shared/domain/applications/evidence-check.ts';
import { checkResults } from '#shared/domain/applications/evidence-check.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { checkResultTexts } from '#shared/text/applications.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { DateInput } from '#renderer/components/date-input.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './application.module.css';

const tones = { accepted: 'good', missing: 'warn', rejected: 'bad' } as const;

function CheckTable({ checks }: { readonly checks: ApplicationView['checks'] }): ReactElement | null {
  const standing = checks.filter((check) => check.standing);
  if (standing.length === 0) return null;
  return (
    <Table aria-label="材料核验" withTableBorder>
      <Table.Thead><Table.Tr><Table.Th>材料</Table.Th><Table.Th>结果</Table.Th><Table.Th>核验人</Table.Th><Table.Th>日期</Table.Th><Table.Th>说明</Table.Th></Table.Tr></Table.Thead>
      <Table.Tbody>
        {standing.map((check) => {
          const earlier = checks.filter((one) => one.item === check.item).length - 1;
          return (
            <Table.Tr key={check.id}>
              <Table.Td>{check.item}</Table.Td><Table.Td><StatusTag tone={tones[check.result]}>{checkResultTexts[check.result]}</StatusTag></Table.Td>
              <Table.Td>{check.reviewer}</Table.Td><Table.Td>{check.checkedOn}</Table.Td><Table.Td>{check.note}{earlier > 0 && <span className="dim">　以前核过 {earlier} 次</span>}</Table.Td>
            </Table.Tr>
          );
        })}
      </Table.Tbody>
    </Table>
  );
}

/** 材料与扫描件: each paper with who saw it and when; the last look counts. */
export function PapersSection({ view, formId, canWrite }: { readonly view: ApplicationView; readonly formId: number | null; readonly canWrite: boolean }): ReactElement {
  const { schoolId, term, today, signedIn } = useArchive();
  const [item, setItem] = useState('');
  const [result, setResult] = useState<CheckResult>('accepted');
  const [reviewer, setReviewer] = useState(signedIn.displayName);
  const [checkedOn, setCheckedOn] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('');
  const record = useCommand(client.applications.recordCheck, { done: '已记下这份材料的核验', onDone: () => { setItem(''); setNote(''); } });
  const open = view.paperProposals.filter((proposal) => !view.checks.some((check) => check.item === proposal));
  const submit = (event: FormEvent): void => {
    event.preventDefault();
    if (checkedOn !== null) record.mutate({ schoolId, term, studentId: view.studentId, item, result, reviewer, checkedOn, note });
  };
  return (
    <section className={`card padded ${classes['section']}`} aria-label="材料与扫描件">
      <h2>材料与扫描件</h2>
      <CheckTable checks={view.checks} />
      {canWrite && (
        <form className={classes['line']} style={{ alignItems: 'flex-end', flexWrap: 'wrap' }} onSubmit={submit} noValidate aria-label="记一份材料的核验">
          <datalist id="paper-words">{open.map((word) => <option key={word} value={word} />)}</datalist>
          <TextInput label="材料" list="paper-words" value={item} maxLength={60} autoComplete="off" style={{ flex: 1, minWidth: '12rem' }} onChange={(event) => setItem(event.currentTarget.value)} />
          <NativeSelect label="结果" value={result} data={checkResults.map((value) => ({ value, label: checkResultTexts[value] }))} style={{ width: '9rem' }} onChange={(event) => setResult(event.currentTarget.value as CheckResult)} />
          <TextInput label="核验人" value={reviewer} maxLength={30} style={{ width: '7rem' }} onChange={(event) => setReviewer(event.currentTarget.value)} />
          <DateInput label="核验日期" value={checkedOn} onChange={setCheckedOn} />
          <TextInput label="说明" value={note} maxLength={200} style={{ flex: 1, minWidth: '10rem' }} onChange={(event) => setNote(event.currentTarget.value)} />
          <Button type="submit" variant="default" disabled={record.isPending || item.trim() === '' || reviewer.trim() === '' || checkedOn === null}>记下</Button>
        </form>
      )}
      {formId === null
        ? <p className="dim small">录入后，申请表的扫描件放在这里。</p>
        : <AttachmentList subject="application" subjectId={formId} kinds={['申请表扫描', '承诺书', '佐证材料', '其他材料']} canWrite={canWrite} />}
    </section>
  );
}
