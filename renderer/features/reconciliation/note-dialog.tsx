import { Radio, Textarea, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatTerm, nextTerm } from '#shared/domain/calendar/term.ts';
import { formatYuan, sumFen } from '#shared/domain/money/fen.ts';
import type { DifferenceState } from '#shared/domain/reconciliation/difference-state.ts';
import type { DifferenceView, PairView } from '#shared/contract/reconciliation.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import classes from './reconciliation.module.css';

export interface DifferencesDialogProps {
  readonly view: PairView;
  readonly differences: readonly DifferenceView[];
  readonly onClose: () => void;
  readonly onDone: () => void;
}

const choices: readonly { readonly value: DifferenceState; readonly label: string; readonly description: string }[] = [
  { value: 'explained', label: '说明原因', description: '差异有道理，留在表上' },
  { value: 'resolved', label: '已处理', description: '已补记、已更正或对方已改' },
  { value: 'carried', label: '结转下学期', description: '现在办不完，写明谁、哪天以前办完' },
  { value: 'open', label: '重新打开', description: '以前的处理不算数' },
];

/** What becomes of the ticked differences, with the person who answers for it. */
export function NoteDialog({ view, differences, onClose, onDone }: DifferencesDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [only] = differences.length === 1 ? differences : [];
  const [state, setState] = useState<DifferenceState>(only && only.state !== 'open' ? only.state : 'explained');
  const [note, setNote] = useState(only?.note ?? '');
  const [responsible, setResponsible] = useState(only?.responsible ?? '');
  const [dueOn, setDueOn] = useState<IsoDate | null>(only?.dueOn ?? null);
  const save = useCommand(client.reconciliation.note, { done: ({ noted }) => `已登记 ${noted} 项`, quiet: true, onDone });
  return (
    <FormDialog
      opened onClose={onClose} title={`处理差异：${view.title}`} submitLabel="登记" size="lg" submitDisabled={note.trim() === ''}
      sentence={`选中 ${differences.length} 项，差额合计 ${formatYuan(sumFen(differences.map((one) => one.differenceFen)))} 元。${state === 'carried' ? `结转到${formatTerm(nextTerm(term))}，那里会接着对。` : '以前的说明都留着。'}`}
      onSubmit={() => save.mutateAsync({ schoolId, term, pair: view.pair, differenceKeys: differences.map((one) => one.key), state, note: note.trim(), responsible: responsible.trim(), dueOn })}
    >
      <div className={classes['form']}>
        <Radio.Group className={classes['whole'] ?? ''} label="怎么办" value={state} onChange={(value) => setState(value as DifferenceState)}>
          {choices.map((one) => <Radio key={one.value} value={one.value} label={one.label} description={one.description} mt={6} />)}
        </Radio.Group>
        <Textarea className={classes['whole'] ?? ''} label="原因或办法" required autosize minRows={2} maxLength={300} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
        <TextInput label="责任人" required={state === 'explained' || state === 'carried'} maxLength={40} value={responsible} onChange={(event) => setResponsible(event.currentTarget.value)} />
        <DateInput label="哪天以前办完" required={state === 'carried'} value={dueOn} onChange={setDueOn} />
      </div>
    </FormDialog>
  );
}
