import { Button, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ReturnPreview } from '#shared/contract/returns.ts';
import { learnReturnWord, reasonKeys, reasonText } from '#shared/domain/reconciliation/return-words.ts';
import type { WordMeaning } from '#shared/domain/reconciliation/return-words.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';

const meanings: readonly { value: WordMeaning; label: string }[] = [{ value: 'paid', label: '成功' }, ...reasonKeys.map((key) => ({ value: key, label: `失败：${reasonText[key].label}` }))];

/** What the file says and nobody has classified: told once here, it is remembered for every file to come, and the preview follows at once. */
export function UnknownWords({ words }: { readonly words: ReturnPreview['unknownWords'] }): ReactElement {
  return (
    <section className="card" aria-label="不认得的话">
      <table className="plain">
        <thead><tr><th>文件里的话（都按未回处理）</th><th className="number">行数</th><th>算什么</th></tr></thead>
        <tbody>{words.map((word) => <UnknownWord key={`${word.result} ${word.reason}`} word={word} />)}</tbody>
      </table>
    </section>
  );
}

function UnknownWord({ word }: { readonly word: ReturnPreview['unknownWords'][number] }): ReactElement {
  const { schoolId, can } = useArchive();
  const known = useQuery(api.returns.words.queryOptions({ input: { schoolId } })).data;
  const [meaning, setMeaning] = useState<WordMeaning | null>(null);
  const save = useCommand(client.returns.setWords, { done: `已记住“${word.text}”，以后的回盘也这样认` });
  const learn = (): void => {
    if (known === undefined || meaning === null) return;
    const learned = learnReturnWord(known, word, meaning);
    save.mutate({ schoolId, words: { paid: [...learned.paid], failed: [...learned.failed], reasons: [...learned.reasons] } });
  };
  return (
    <tr>
      <td>“{word.text}”</td>
      <td className="number">{word.count}</td>
      <td>
        {can('return.write') ? (
          <div style={{ display: 'flex', gap: '0.5rem' }}>
            <Select size="xs" aria-label={`“${word.text}”算什么`} placeholder="不知道就不选" data={meanings} value={meaning} onChange={setMeaning} />
            <Button size="compact-sm" variant="default" disabled={meaning === null || save.isPending} onClick={learn}>记住</Button>
          </div>
        ) : '请经办到“银行用语”里加上'}
      </td>
    </tr>
  );
}
