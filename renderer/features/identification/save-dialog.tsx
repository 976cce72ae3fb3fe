import { Select, Stack, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { BulkEffects, Register } from '#shared/contract/identification.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTerm, termsOf } from '#shared/domain/calendar/term.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { routeTexts } from '#shared/text/identification.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FailureNotice } from '#renderer/components/failure-notice.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { entriesOfDraft } from './draft.ts';
import type { Draft } from './draft.ts';
import classes from './register.module.css';

interface SaveDialogProps {
  readonly draft: Draft;
  readonly register: Register;
  readonly onSaved: () => void;
  readonly onClose: () => void;
}

/** 新认定 3 人，调整 1 人，新建个案 2 份，没有变化 5 人 */
export function effectsText(effects: BulkEffects): string {
  const parts = [
    [effects.firstDecisions, '新认定 ', ' 人'], [effects.changedDecisions, '调整 ', ' 人（原认定保留）'], [effects.casesOpened, '新建个案 ', ' 份'],
    [effects.groupsAdded, '写入依据 ', ' 条'], [effects.unchanged, '没有变化 ', ' 人'],
  ] as const;
  const said = parts.filter(([count]) => count > 0).map(([count, before, after]) => `${before}${count}${after}`);
  return said.length === 0 ? '没有变化' : said.join('，');
}

function namedSentence(name: string, sentence: string): string {
  return sentence.includes(name) ? sentence : `${name}：${sentence}`;
}

/** Checks the draft with the core, shows what it will do in numbers and what stands against it, then saves it whole. */
export function SaveDialog({ draft, register, onSaved, onClose }: SaveDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const last = register.rows.flatMap((row) => row.determination ?? []).toSorted((left, right) => (left.decidedOn < right.decidedOn ? 1 : -1))[0];
  const [body, setBody] = useState(last?.body ?? '学校认定工作组');
  const [decidedOn, setDecidedOn] = useState<IsoDate | null>(null);
  const [effectiveTerm, setEffectiveTerm] = useState<TermKey>(term);
  const [routeIfNew, setRouteIfNew] = useState<IdentificationRoute | null>(null);
  const hasGrades = [...draft.values()].some((entry) => entry.grade !== undefined && entry.grade !== '');
  const hasNew = register.rows.some((row) => row.case === null && draft.has(row.studentId) && draft.get(row.studentId)?.route === undefined);
  const ready = !hasGrades || (body.trim() !== '' && decidedOn !== null);
  const input = {
    schoolId, term, entries: entriesOfDraft(draft, routeIfNew), ...(hasGrades && decidedOn !== null ? { decision: { body, decidedOn, effectiveTerm } } : {}),
  };
  const check = useQuery({ ...api.identification.check.queryOptions({ input }), enabled: ready, placeholderData: (before) => before });
  const save = useCommand(client.identification.save, { quiet: true, done: (effects) => `已保存：${effectsText(effects)}` });
  const wrong = ready ? (check.data?.rows ?? []).flatMap((row) => row.problems) : [];
  const submit = async (): Promise<void> => {
    await save.mutateAsync(input);
    onSaved();
  };
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title="核对并保存" submitLabel={`保存 ${draft.size} 人`} submitDisabled={!ready || check.data === undefined || wrong.length > 0 || check.isFetching}
      sentence={ready && check.data !== undefined && wrong.length === 0 ? `将保存：${effectsText(check.data.effects)}。认定一经保存不会被改掉，以后的调整另记一次。` : '填好认定机构和日期，程序先核对一遍。'}
      onSubmit={submit}
    >
      <Stack gap="sm">
        {hasGrades && (
          <div className={classes['fields']}>
            <TextInput label="认定机构" required value={body} maxLength={60} onChange={(event) => setBody(event.currentTarget.value)} />
            <DateInput label="认定日期" required description="开会定下来的那一天" value={decidedOn} onChange={setDecidedOn} />
            <Select
              label="从哪个学期起生效" allowDeselect={false} value={effectiveTerm} data={termsOf(register.schoolYear).map((value) => ({ value, label: formatTerm(value) }))}
              onChange={(value) => setEffectiveTerm((value ?? term) as TermKey)}
            />
            {hasNew && (
              <Select
                label="还没有个案的学生，途径是" placeholder="请选" value={routeIfNew} data={identificationRoutes.map((value) => ({ value, label: routeTexts[value] }))}
                onChange={(value) => setRouteIfNew(value as IdentificationRoute | null)}
              />
            )}
          </div>
        )}
        <FailureNotice error={check.error} />
        {wrong.length > 0 && (
          <div role="alert">
            <b className="bad">有 {wrong.length} 处要先改好，现在什么都不会保存：</b>
            <ul className={classes['rows']}>
              {(check.data?.rows ?? []).flatMap((row) => row.problems.map((problem, index) => (
                <li key={`${row.studentId}-${index}`}>{namedSentence(register.rows.find((one) => one.studentId === row.studentId)?.name ?? '', problem.sentence)}</li>
              )))}
            </ul>
          </div>
        )}
        {(check.data?.rows ?? []).some((row) => row.warnings.length > 0) && (
          <div role="status" aria-label="认定前请看">
            <b className="warn">认定前请看（不妨碍保存）：</b>
            <ul className={classes['rows']}>{(check.data?.rows ?? []).flatMap((row) => row.warnings.map((sentence) => <li key={sentence}>{sentence}</li>))}</ul>
          </div>
        )}
        {ready && wrong.length === 0 && check.data !== undefined && (
          <ul className={classes['rows']} aria-label="将要保存的内容">{check.data.rows.map((row) => <li key={row.studentId}>{row.sentence}</li>)}</ul>
        )}
      </Stack>
    </FormDialog>
  );
}
