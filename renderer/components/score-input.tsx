import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { formatScore, parseScore } from '#shared/domain/scoring/score.ts';
import type { Score } from '#shared/domain/scoring/score.ts';

interface ScoreInputProps {
  /** Without a visible label its `aria-label` says what it is. */
  readonly label?: string;
  readonly name?: string;
  readonly value: Score | null;
  readonly onChange: (value: Score | null) => void;
  readonly placeholder?: string;
  readonly description?: ReactNode;
  readonly disabled?: boolean;
  readonly width?: string;
}

/** Points typed as text, kept in hundredths; what is typed is never rounded. Empty is none. */
export function ScoreInput({ label, name, value, onChange, width, ...rest }: ScoreInputProps): ReactElement {
  const [text, setText] = useState(value === null ? '' : formatScore(value));
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    setText(value === null ? '' : formatScore(value));
  }
  const wrong = text.trim() !== '' && parseScore(text) === null;
  const type = (typed: string): void => {
    const next = typed.trim() === '' ? null : parseScore(typed);
    setText(typed);
    setShown(next);
    if (next !== value) onChange(next);
  };
  return (
    <TextInput
      {...(label === undefined ? { 'aria-label': name ?? '' } : { label })} {...rest} value={text} inputMode="decimal" w={width ?? '6rem'} rightSection={<span className="dim small">分</span>}
      styles={{ input: { textAlign: 'right' } }} error={wrong ? '请写数字，最多两位小数' : undefined} onChange={(event) => type(event.currentTarget.value)}
    />
  );
}
