import { MultiSelect } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactElement } from 'react';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';

interface PickPupilProps {
  readonly onClose: () => void;
  readonly onPick: (studentIds: number[]) => void;
}

/** Picks pupils by hand: name, 拼音, initials or the last digits of the number. */
export function PickPupil({ onClose, onPick }: PickPupilProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [wanted, setWanted] = useState('');
  const [chosen, setChosen] = useState<readonly { readonly value: string; readonly label: string }[]>([]);
  const text = useDeferredValue(wanted.trim());
  const hits = useQuery(api.roster.search.queryOptions({ input: { schoolId, term, text, limit: 20 }, enabled: text !== '', placeholderData: (before) => before }));
  const found = (text === '' ? [] : hits.data ?? []).map((hit) => ({ value: String(hit.studentId), label: `${hit.name}（${hit.className}）` }));
  const options = [...chosen, ...found.filter((one) => !chosen.some((other) => other.value === one.value))];
  return (
    <FormDialog
      opened onClose={onClose} title="另选学生" submitLabel="就是这些学生" submitDisabled={chosen.length === 0}
      sentence="名单上的这一行将算在所选学生身上，程序提出的其他人选作否定处理。随时可以撤销，都有记录。"
      onSubmit={async () => { onPick(chosen.map((one) => Number(one.value))); }}
    >
      <MultiSelect
        label="学生" placeholder="打姓名、拼音首字母或证件号后四位" searchable data-autofocus dropdownOpened={wanted !== ''} searchValue={wanted} onSearchChange={setWanted}
        nothingFoundMessage={text === '' ? '打几个字就会列出来' : '名册里没有找到'} filter={({ options: all }) => all}
        data={options} value={chosen.map((one) => one.value)} onChange={(values) => setChosen(options.filter((one) => values.includes(one.value)))}
      />
    </FormDialog>
  );
}
