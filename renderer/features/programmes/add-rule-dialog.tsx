import { Select, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { nextTerm } from '#shared/domain/calendar/term.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { termsAround } from './data.ts';
import { draftOf, RuleFields, ruleOfDraft } from './rule-fields.tsx';

interface AddRuleDialogProps {
  readonly programme: ProgrammeView;
  /** The school's own rule this one takes the place of; it ends the term before. */
  readonly replaces: ProgrammeView['rules'][number] | null;
  readonly onClose: () => void;
}

/** Who is entitled by the county's or school's own rule; the preset stands behind it from its term on. */
export function AddRuleDialog({ programme, replaces, onClose }: AddRuleDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [draft, setDraft] = useState(() => draftOf(replaces ?? programme.rules.find((rule) => rule.inForce), programme.stages));
  const [validFrom, setFrom] = useState<string>(replaces === null ? term : nextTerm(term));
  const [document, setDocument] = useState('');
  const [asked, setAsked] = useState(false);
  const add = useCommand(client.programmes.addRule, { quiet: true, done: '本地资格规定已添加，计算应发时优先于自带规定' });
  const submit = async (): Promise<boolean> => {
    setAsked(true);
    if (draft.stages.length === 0 || document.trim() === '') return false;
    await add.mutateAsync({ schoolId, programmeKey: programme.key, ...ruleOfDraft(draft), validFrom: validFrom as TermKey, document: document.trim(), replaces: replaces?.localId ?? null });
    return true;
  };
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={`${replaces === null ? '添加本地资格规定' : '调整资格规定'}：${programme.name}`} submitLabel={replaces === null ? '添加' : '调整'} onSubmit={submit}
      {...(replaces === null ? {} : { sentence: '现行规定用到新规定起用的前一学期为止；已经算过的学期不变。' })}
    >
      <RuleFields draft={draft} stages={programme.stages} onChange={setDraft} />
      <div className="columns-2">
        <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} value={validFrom} onChange={(value) => setFrom(value ?? term)} />
        <TextInput label="文号或依据" required value={document} error={asked && document.trim() === '' ? '请填文号或依据' : undefined} onChange={(event) => setDocument(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
