import { Button, Textarea } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type * as z from 'zod';
import type { returnWordsSchema } from '#shared/contract/returns.ts';
import { reasonKeys, reasonText } from '#shared/domain/reconciliation/return-words.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './returns.module.css';

type Words = z.infer<typeof returnWordsSchema>;

function lines(text: string): string[] {
  return [...new Set(text.split(/[\n、,，]/u).map((word) => word.trim()).filter((word) => word !== ''))];
}

/** The table of a bank's words: what is success, what is refusal, which reason belongs to which group. */
export function WordsPanel(): ReactElement {
  const { schoolId } = useArchive();
  const query = useQuery(api.returns.words.queryOptions({ input: { schoolId } }));
  return <QueryView query={query} what="银行用语">{(words) => <WordsForm key={JSON.stringify(words)} words={words} />}</QueryView>;
}

function WordsForm({ words }: { readonly words: Words }): ReactElement {
  const { schoolId, can } = useArchive();
  const [paid, setPaid] = useState(words.paid.join('\n'));
  const [failed, setFailed] = useState(words.failed.join('\n'));
  const [reasons, setReasons] = useState(() => new Map(reasonKeys.map((key) => [key, words.reasons.filter((each) => each.key === key).map((each) => each.word).join('\n')])));
  const save = useCommand(client.returns.setWords, { done: '银行用语已保存，下一份回盘就用它' });
  const readOnly = !can('return.write');
  const submit = (): void => save.mutate({
    schoolId, words: { paid: lines(paid), failed: lines(failed), reasons: reasonKeys.flatMap((key) => lines(reasons.get(key) ?? '').map((word) => ({ word, key }))) },
  });
  return (
    <div className={classes['stack']}>
      <p className="dim">各家银行的说法不同。成功的话要整句一样才算（“受理成功”“部分成功”不算）；失败和原因的话，出现在文字里就算。每行一个。</p>
      <div className={classes['words']}>
        <Textarea label="成功（整句）" readOnly={readOnly} autosize minRows={6} maxRows={14} value={paid} onChange={(event) => setPaid(event.currentTarget.value)} />
        <Textarea label="失败" readOnly={readOnly} autosize minRows={6} maxRows={14} value={failed} onChange={(event) => setFailed(event.currentTarget.value)} />
      </div>
      <div className="columns-3">
        {reasonKeys.map((key) => (
          <Textarea
            key={key} label={reasonText[key].label} description={reasonText[key].next} readOnly={readOnly} autosize minRows={3} maxRows={8} value={reasons.get(key) ?? ''}
            onChange={(event) => setReasons(new Map(reasons).set(key, event.currentTarget.value))}
          />
        ))}
      </div>
      {!readOnly && <div><Button disabled={save.isPending} onClick={submit}>保存银行用语</Button></div>}
    </div>
  );
}
