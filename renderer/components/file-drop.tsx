import { Dropzone } from '@mantine/dropzone';
import type { ReactElement } from 'react';

interface FileDropProps {
  /** What belongs here: “把低保名单拖到这里”. */
  readonly title: string;
  readonly hint?: string;
  readonly onFile: (file: File) => void;
  readonly disabled?: boolean;
}

/** Where a file belongs: dropped, or chosen by click, Enter or Space. Any type: the core says what it can read. */
export function FileDrop({ title, hint = 'Excel（.xls .xlsx）、CSV、文本（.txt），编码不用管', onFile, disabled = false }: FileDropProps): ReactElement {
  return (
    <Dropzone
      multiple={false} disabled={disabled} onDrop={(files) => { const file = files[0]; if (file !== undefined) onFile(file); }}
      inputProps={{ 'aria-label': title }} aria-label={title} p="lg"
    >
      <p><b>{title}</b>，或点这里选文件</p>
      <p className="dim small">{hint}</p>
    </Dropzone>
  );
}
