import { Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import { consistencies, visitVerdicts } from '#shared/domain/visits/visit.ts';
import type { Consistency, VisitVerdict } from '#shared/domain/visits/visit.ts';
import { consistencyTexts, visitVerdictTexts } from '#shared/text/visits.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { inputOf, newDraft } from './visit-draft.ts';
import type { VisitDraft, VisitHeads } from './visit-draft.ts';
import { VisitHeadFields } from './visit-heads.tsx';
import classes from './visits.module.css';

interface Pupil {
  readonly studentId: number;
  readonly name: string;
  readonly className: string;
}

type Own = Pick<VisitDraft, 'consistent' | 'differs' | 'verdict' | 'findings'> & { readonly met: boolean };

const nothing: Own = { met: true, consistent: 'unknown', differs: '', verdict: null, findings: '' };

interface RecordDialogProps {
  readonly pupils: readonly Pupil[];
  readonly heads: VisitHeads;
  readonly needed: number;
  readonly onClose: () => void;
  readonly onLook: (problems: readonly Problem[]) => void;
}

/** A whole outing at once: the day, the way and the visitors for all, and a line for each family. */
export function RecordDialog({ pupils, heads, needed, onClose, onLook }: RecordDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [draft, setDraft] = useState(() => newDraft(heads));
  const [lines, setLines] = useState<ReadonlyMap<number, Own>>(new Map());
  const record = useCommand(client.visits.record, { quiet: true, done: ({ visitIds }) => `已登记 ${visitIds.length} 户的家访`, onDone: ({ look }) => onLook(look) });
  const ownOf = (studentId: number): Own => lines.get(studentId) ?? nothing;
  const met = pupils.filter((pupil) => ownOf(pupil.studentId).met);
  const submit = async (): Promise<unknown> => {
    const visits = met.flatMap(({ studentId }) => {
      const { met: _met, ...own } = ownOf(studentId);
      const visit = inputOf({ ...draft, ...own });
      return visit === null ? [] : [{ studentId, ...visit }];
    });
    return visits.length === 0 ? false : record.mutateAsync({ schoolId, term, visits });
  };
  return (
    <FormDialog
      opened onClose={onClose} size="66rem" title={`登记家访：${pupils.length} 户`} submitLabel={`登记 ${met.length} 户`}
      submitDisabled={met.length === 0 || draft.visitedOn === null || draft.visitorsText.trim() === ''} onSubmit={submit}
      sentence="日期、方式、家访人对所有人一样；没见到的去掉勾。收入、住房等详情登记后逐户补充。"
    >
      <Stack gap="sm">
        <VisitHeadFields draft={draft} needed={needed} onChange={(part) => setDraft((before) => ({ ...before, ...part }))} />
        <div className={classes['scroll']} tabIndex={0} role="group" aria-label="逐户登记">
          <table className="plain" aria-label="逐户登记">
            <thead><tr><th>见到</th><th>学生</th><th>班级</th><th>是否一致</th><th>不一致之处</th><th>结论</th><th>所见情况</th></tr></thead>
            <tbody>
              {pupils.map((pupil) => (
                <RecordLine key={pupil.studentId} pupil={pupil} own={ownOf(pupil.studentId)} onChange={(own) => setLines((before) => new Map(before).set(pupil.studentId, own))} />
              ))}
            </tbody>
          </table>
        </div>
      </Stack>
    </FormDialog>
  );
}

function RecordLine({ pupil, own, onChange }: { readonly pupil: Pupil; readonly own: Own; readonly onChange: (own: Own) => void }): ReactElement {
  const { name, className } = pupil;
  const change = (part: Partial<Own>): void => onChange({ ...own, ...part });
  const off = !own.met;
  return (
    <tr>
      <td><input type="checkbox" aria-label={`${name}见到了`} checked={own.met} onChange={(event) => change({ met: event.currentTarget.checked })} /></td>
      <td>{name}</td>
      <td>{className}</td>
      <td>
        <select className={classes['input']} aria-label={`${name}与申请是否一致`} disabled={off} value={own.consistent} onChange={(event) => change({ consistent: event.currentTarget.value as Consistency })}>
          {consistencies.map((value) => <option key={value} value={value}>{consistencyTexts[value]}</option>)}
        </select>
      </td>
      <td><input className={classes['input']} aria-label={`${name}的不一致之处`} disabled={off || own.consistent === 'consistent'} value={own.differs} maxLength={2000} onChange={(event) => change({ differs: event.currentTarget.value })} /></td>
      <td>
        <select className={classes['input']} aria-label={`${name}的家访结论`} disabled={off} value={own.verdict ?? ''} onChange={(event) => change({ verdict: (event.currentTarget.value || null) as VisitVerdict | null })}>
          <option value="">（还没有）</option>
          {visitVerdicts.map((value) => <option key={value} value={value}>{visitVerdictTexts[value]}</option>)}
        </select>
      </td>
      <td><input className={classes['input']} aria-label={`${name}的所见情况`} disabled={off} value={own.findings} maxLength={2000} onChange={(event) => change({ findings: event.currentTarget.value })} /></td>
    </tr>
  );
}
