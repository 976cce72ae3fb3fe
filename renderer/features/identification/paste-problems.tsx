import { Button, Group, Modal } from '@mantine/core';
import type { ReactElement } from 'react';
import classes from './register.module.css';

/** What of a paste could not be placed. */
export function PasteProblems({ problems, onClose }: { readonly problems: readonly string[]; readonly onClose: () => void }): ReactElement {
  return (
    <Modal opened={problems.length > 0} onClose={onClose} title={<b>粘贴里有 {problems.length} 处没有填进去</b>}>
      <ul className={classes['rows']}>{problems.map((problem, index) => <li key={`${problem}-${index}`}>{problem}</li>)}</ul>
      <Group justify="flex-end" mt="md"><Button onClick={onClose} data-autofocus>知道了</Button></Group>
    </Modal>
  );
}
