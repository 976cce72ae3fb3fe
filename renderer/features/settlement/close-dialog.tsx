import { Alert, Textarea } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm } from '#shared/domain/calendar/term.ts';
import { fen as fenOf, formatYuan, sumFen, ZERO_FEN } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import type { DisposalWay } from '#shared/domain/settlement/disposal.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { DisposalRows } from './disposal-rows.tsx';
import type { DisposalRow } from './disposal-rows.tsx';

type Closing = Awaited<ReturnType<typeof client.settlement.closing>>;

interface CloseDialogProps {
  readonly closing: Closing;
  readonly onClose: () => void;
}

function firstRows(closing: Closing): readonly DisposalRow[] {
  return closing.proposed.map(({ programmeKey, programmeName, source, sourceLabel, way, fen }) => ({ programmeKey, programmeName, source, sourceLabel, way, fen, docNo: '', toProgrammeKey: null }));
}

/** Of a remainder that is not wholly decided: which, and how much is left over or too much. */
function gapOf(closing: Closing, rows: readonly DisposalRow[]): { readonly place: string; readonly fen: Fen } | null {
  for (const one of closing.carryOver) {
    const decided = sumFen(rows.filter((row) => row.programmeKey === one.programmeKey && row.source === one.source).map((row) => row.fen ?? ZERO_FEN));
    if (decided !== one.fen) return { place: `“${one.programmeName}”${one.sourceLabel}`, fen: fenOf(one.fen - decided) };
  }
  return null;
}

const isDecided = (row: DisposalRow): boolean => row.fen !== null && row.fen > 0 && (row.way === 'carry' || row.docNo.trim() !== '') && (row.way !== 'repurpose' || row.toProgrammeKey !== null);

function sentenceFor(term: string, next: string, rows: readonly DisposalRow[]): string {
  const sumOf = (way: DisposalWay): Fen => sumFen(rows.filter((row) => row.way === way).map((row) => row.fen ?? ZERO_FEN));
  const parts = [
    ...(sumOf('carry') > 0 ? [`结余 ${formatYuan(sumOf('carry'))} 元结转到${next}`] : []),
    ...(sumOf('return') > 0 ? [`${formatYuan(sumOf('return'))} 元上缴财政`] : []),
    ...(sumOf('repurpose') > 0 ? [`${formatYuan(sumOf('repurpose'))} 元经批准调剂后结转`] : []),
  ];
  return `将锁定${term}的全部账目，以后不能再记账；${parts.length === 0 ? '没有结余需要处理' : parts.join('，')}。`;
}

/** Closes the term: says what is locked and what becomes of every remainder, in numbers. */
export function CloseDialog({ closing, onClose }: CloseDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const [closedOn, setClosedOn] = useState<IsoDate | null>(today);
  const [note, setNote] = useState('');
  const [rows, setRows] = useState(() => firstRows(closing));
  const close = useCommand(client.settlement.close, {
    done: (result) => (result.locked ? `已结算，结转 ${formatYuan(result.carriedFen)} 元` : '已提交结算并签字，等另一人签字后锁定'), quiet: true,
  });
  const gap = gapOf(closing, rows);
  const left = (row: DisposalRow): Fen => closing.carryOver.find((one) => one.programmeKey === row.programmeKey && one.source === row.source)?.fen ?? ZERO_FEN;
  const disposals = rows.map(({ programmeKey, source, way, fen, docNo, toProgrammeKey }) => ({
    programmeKey, source, way, fen: fen ?? ZERO_FEN, docNo: way === 'carry' ? '' : docNo, to: way === 'repurpose' && toProgrammeKey !== null ? { programmeKey: toProgrammeKey, source } : null,
  }));
  return (
    <FormDialog
      opened danger onClose={onClose} title={`结算${formatTerm(term)}`} submitLabel={closing.onePersonMode ? '结算并锁定' : '提交并签字'} size="75rem"
      submitDisabled={closedOn === null || gap !== null || !rows.every(isDecided)} sentence={sentenceFor(formatTerm(term), formatTerm(closing.nextTerm), rows)}
      onSubmit={async () => (closedOn === null ? false : close.mutateAsync({ schoolId, term, closedOn, note, disposals }))}
    >
      {rows.length > 0 && <DisposalRows rows={rows} left={left} onChange={setRows} />}
      {gap !== null && <p role="status" className="bad">{`${gap.place}还有 ${formatYuan(gap.fen)} 元没有安排；各部分的合计要等于结余。`}</p>}
      <DateInput label="结算日期" required value={closedOn} onChange={setClosedOn} />
      <Textarea label="说明" description="可空" autosize minRows={2} maxLength={500} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      <Alert color={closing.onePersonMode ? 'yellow' : 'gray'} variant="light">
        {closing.onePersonMode ? '本校为一人模式：财务负责人和校长两处由您一人签，结算表上会注明。' : '提交即签上您的名字；另一人签字（或登记纸质签字）后才锁定。在那之前账目有变动，要撤回重新提交。'}
      </Alert>
    </FormDialog>
  );
}
