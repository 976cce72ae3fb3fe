import { Select } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { RosterPupil } from '#shared/contract/roster.ts';
import type { SplitQuestion } from '#shared/domain/entitlement/split.ts';
import { formatTriState, triStates } from '#shared/domain/tri-state.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

/** The questions of 濮教资助〔2022〕234号 二(一); places that follow another rule answer the same ones. */
const questions: readonly { readonly key: SplitQuestion; readonly label: string }[] = [
  { key: 'registryHere', label: '学籍在本校' }, { key: 'hasRegistry', label: '有学籍' }, { key: 'repeatCandidate', label: '是复读生' }, { key: 'sameCounty', label: '学籍在本县' },
  { key: 'cityRunSchool', label: '本校是市属学校' }, { key: 'countySafetyNet', label: '县里有兜底办法' }, { key: 'proof', label: '有证明材料' }, { key: 'registrySchoolPaid', label: '学籍学校已经发过' },
];

const options = triStates.map((value) => ({ value, label: value === 'unknown' ? '未知' : formatTriState(value) }));

/** What is known of a pupil whose 学籍 and school differ, in a few words; '' where nobody has said anything. */
export function splitWords(split: RosterPupil['split']): string {
  return questions.filter(({ key }) => split[key] === 'yes' || split[key] === 'no').map(({ key, label }) => `${label}：${split[key] === 'yes' ? '是' : '否'}`).join('；');
}

/** 校籍分离: the answers that decide who pays. */
export function SplitDialog({ pupil, onClose }: { readonly pupil: RosterPupil; readonly onClose: () => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [answers, setAnswers] = useState<Readonly<Record<string, string>>>(pupil.split);
  const update = useCommand(client.roster.update, { done: '已保存校籍分离的情况', quiet: true });
  return (
    <FormDialog
      opened onClose={onClose} size="lg" title={`${pupil.name} 的校籍分离情况`} submitLabel="保存"
      sentence="学籍和就读不在同一所学校的学生，由谁出钱要看这几条。不知道的留“未知”，应发计算时会提醒。"
      onSubmit={() => update.mutateAsync({ schoolId, term, studentId: pupil.studentId, split: { ...answers } })}
    >
      <div className="columns-2">
        {questions.map(({ key, label }) => (
          <Select key={key} label={label} allowDeselect={false} data={options} value={answers[key] ?? 'unknown'} onChange={(value) => setAnswers((before) => ({ ...before, [key]: value ?? 'unknown' }))} />
        ))}
      </div>
    </FormDialog>
  );
}
