import { TextInput } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement, ReactNode } from 'react';
import { formatPlainYuan, formatYuan } from '#shared/domain/money/fen.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { parseFen } from '#shared/domain/money/parse-fen.ts';
import type { FenProblem } from '#shared/domain/money/parse-fen.ts';
import { amountProblemText } from '#shared/text/amounts.ts';

interface MoneyInputProps {
  readonly label: ReactNode;
  readonly value: Fen | null;
  readonly onChange: (value: Fen | null) => void;
  readonly description?: ReactNode;
  readonly error?: ReactNode;
  readonly required?: boolean;
  readonly disabled?: boolean;
}

/** Yuan typed as text, kept as fen; what is typed is never rounded. */
export function MoneyInput({ label, value, onChange, error, ...rest }: MoneyInputProps): ReactElement {
  const [text, setText] = useState(value === null ? '' : formatPlainYuan(value));
  const [problem, setProblem] = useState<FenProblem | null>(null);
  const [shown, setShown] = useState(value);
  if (shown !== value) {
    setShown(value);
    if (value !== null || problem === null) setText(value === null ? '' : formatPlainYuan(value));
  }
  const type = (typed: string): void => {
    setText(typed);
    if (typed.trim() === '') {
      setProblem(null);
      setShown(null);
      onChange(null);
      return;
    }
    const parsed = parseFen(typed);
    setProblem(parsed.ok ? null : parsed.problem);
    setShown(parsed.ok ? parsed.fen : null);
    onChange(parsed.ok ? parsed.fen : null);
  };
  return (
    <TextInput
      label={label} {...rest} value={text} inputMode="decimal" rightSection={<span className="dim small">元</span>}
      styles={{ input: { textAlign: 'right' } }}
      error={problem === null ? error : `这里的金额${amountProblemText[problem]}`}
      onChange={(event) => type(event.currentTarget.value)}
      onBlur={() => { if (value !== null && problem === null) setText(formatYuan(value)); }}
      onFocus={() => { if (value !== null && problem === null) setText(formatPlainYuan(value)); }}
    />
  );
}
