import { Button, Modal, Select, Group } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import type { LetterOverview, SlipRow } from '#shared/contract/letters.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { placePastedByName, placePastedCells } from '#shared/domain/letters/slip-sheet.ts';
import type { PasteProblem, PastedSheet, SlipColumn, TypedSlip } from '#shared/domain/letters/slip-sheet.ts';
import { client } from '#renderer/bridge/client.ts';
import { failureOf } from '#renderer/bridge/failure.ts';
import { tellDone } from '#renderer/bridge/tell.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import classes from './letters.module.css';
import { useSlipDraft } from './slip-draft.ts';
import { SlipGrid } from './slip-grid.tsx';
import { slipLines } from './slip-lines.ts';
import type { SlipLine } from './slip-lines.ts';

interface SlipEntryProps {
  readonly overview: LetterOverview;
  readonly classId: number | null;
  readonly onClass: (classId: number | null) => void;
  readonly onOpen: (studentId: number) => void;
}

const problemWords: Readonly<Record<Exclude<PasteProblem['kind'], 'beyond_end'>, string>> = {
  no_pupil: '名册里没有这个学生', several: '同名的不止一人，请带上班级一列', twice: '出现了两次，只填第一次的',
};

function wordProblem(problem: PasteProblem): string {
  return problem.kind === 'beyond_end' ? `第 ${problem.row} 行起超出本班人数，没有填进去` : `${problem.name}：${problemWords[problem.kind]}`;
}

function Problems({ title, sentences, onClose }: { readonly title: string; readonly sentences: readonly string[]; readonly onClose: () => void }): ReactElement {
  return (
    <Modal opened={sentences.length > 0} onClose={onClose} title={<b>{title}</b>}>
      <ul className={classes['problems']}>{sentences.map((sentence, index) => <li key={`${sentence}-${index}`}>{sentence}</li>)}</ul>
      <Group justify="flex-end" mt="md"><Button onClick={onClose} data-autofocus>知道了</Button></Group>
    </Modal>
  );
}

/** Every pupil of the class who has no day of giving yet gets the day of the round. */
function giveAll(lines: readonly SlipLine[], day: string): Map<number, Partial<TypedSlip>> {
  return new Map(lines.filter((line) => line.typed.givenOn === '').map((line) => [line.row.studentId, { givenOn: day }]));
}

/** 按班登记: one class as a sheet, typed or pasted, checked as it is typed, saved whole. */
export function SlipEntry({ overview, classId, onClass, onOpen }: SlipEntryProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const { draft, fill, forget } = useSlipDraft(`${schoolId} ${overview.schoolYear}`);
  const [day, setDay] = useState<IsoDate | null>(today);
  const [refused, setRefused] = useState<{ readonly title: string; readonly sentences: readonly string[] }>({ title: '', sentences: [] });
  const chosen = overview.classes.find((one) => one.classId === classId) ?? overview.classes[0];
  const rows = useMemo((): readonly SlipRow[] => overview.rows.filter((row) => row.classId === chosen?.classId), [overview.rows, chosen?.classId]);
  const lines = useMemo(() => slipLines(rows, draft, overview.letters, overview.schoolYear, today), [rows, draft, overview.letters, overview.schoolYear, today]);
  const record = useCommand(client.letters.record, { quiet: true, done: ({ recorded }) => `已登记 ${recorded} 人` });
  const changed = lines.filter((line) => line.changed);
  const wrong = changed.filter((line) => line.problems.length > 0);
  const elsewhere = [...draft.keys()].filter((studentId) => !rows.some((row) => row.studentId === studentId)).length;
  const place = ({ cells, problems }: PastedSheet): void => {
    fill(cells);
    if (cells.size > 0) tellDone(`已填入 ${cells.size} 人，核对后保存`);
    if (problems.length > 0) setRefused({ title: `粘贴里有 ${problems.length} 处没有填进去`, sentences: problems.map(wordProblem) });
  };
  const paste = (cells: string[][], from: number, column: SlipColumn): void => {
    const here = new Set(rows.map((row) => row.studentId));
    place(placePastedByName(cells, overview.rows, here, day ?? '') ?? placePastedCells(cells, rows.slice(from), column));
  };
  const save = async (): Promise<void> => {
    if (wrong.length > 0) {
      setRefused({ title: `有 ${wrong.length} 人填得不对，什么都没有保存`, sentences: wrong.flatMap((line) => line.problems) });
      return;
    }
    const entries = changed.flatMap((line) => line.entry ?? []);
    if (entries.length === 0) return;
    try {
      await record.mutateAsync({ schoolId, term, entries });
      forget(rows.map((row) => row.studentId));
    } catch (error) {
      const failure = failureOf(error);
      setRefused({ title: '没有保存', sentences: failure.problems.length > 0 ? failure.problems.map((one) => one.sentence) : [failure.sentence] });
    }
  };
  return (
    <>
      <div className={classes['bar']}>
        <Select
          label="班级" data={overview.classes.map((one) => ({ value: String(one.classId ?? 0), label: `${one.className || '未分班'}（${one.returned}/${one.pupils}）` }))}
          value={String(chosen?.classId ?? 0)} allowDeselect={false} searchable w={220} onChange={(value) => onClass(value === null || value === '0' ? null : Number(value))}
        />
        <DateInput label="本次日期" value={day} onChange={setDay} />
        <Button variant="default" disabled={day === null} onClick={() => fill(giveAll(lines, day ?? ''))}>全班没发的都填本次发放</Button>
        <Button variant="default" disabled={changed.length === 0} onClick={() => forget(rows.map((row) => row.studentId))}>放弃本班改动</Button>
        <Button disabled={changed.length === 0 || record.isPending} onClick={() => void save()}>{record.isPending ? '正在保存……' : `保存 ${changed.length} 人`}</Button>
      </div>
      {elsewhere > 0 && <p className="warn small" role="status">其他班还有 {elsewhere} 人填了没有保存；换到那个班后保存。</p>}
      <SlipGrid
        lines={lines} className={chosen?.className ?? ''} roundDay={day ?? ''} onSave={() => void save()} onOpen={onOpen}
        onType={(studentId, cells) => fill(new Map([[studentId, cells]]))} onPaste={paste}
      />
      <div className={classes['hints']} aria-hidden="true">
        <span><kbd>1</kbd> 申请　<kbd>2</kbd> 不申请</span><span><kbd>=</kbd> 填本次日期或监护人</span><span><kbd>Enter</kbd> <kbd>↑↓</kbd> 上下　<kbd>Tab</kbd> 左右</span>
        <span><kbd>Ctrl V</kbd> 从 Excel 粘贴（带“姓名”表头的按姓名对人）</span><span><kbd>Ctrl S</kbd> 保存</span>
      </div>
      <Problems title={refused.title} sentences={refused.sentences} onClose={() => setRefused({ title: '', sentences: [] })} />
    </>
  );
}
