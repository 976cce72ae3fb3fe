import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTemplateContent, templateContents } from '#shared/domain/comparison/template-fields.ts';
import type { TemplateContent } from '#shared/domain/comparison/template-fields.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import classes from './comparison.module.css';

/** Learns the header of a blank template of the system. */
export function TemplateImportPage(): ReactElement {
  const navigate = useNavigate();
  const { term } = useArchive();
  const [content, setContent] = useState<TemplateContent>('aid_list');
  const [name, setName] = useState('');
  const [replaceChanged, setReplaceChanged] = useState(false);
  const leave = (): void => void navigate({ to: '/comparison', search: { tab: 'paste' } });
  return (
    <ImportWizard
      key={`${term}-${content}`} purpose="template" subject="空白模板" hint="从系统下载的空白导入模板，不要改动表头。一档只记表头，以后按同样的列顺序填"
      options={{ content, name, replaceChanged }}
      optionsForm={(
        <div className={classes['form']}>
          <Select
            className={classes['field'] ?? ''} label="这是什么模板" allowDeselect={false} value={content} data={templateContents.map((value) => ({ value, label: formatTemplateContent(value) }))}
            onChange={(value) => setContent((value ?? 'aid_list') as TemplateContent)}
          />
          <TextInput className={classes['field'] ?? ''} label="起个名字" description={`不填就叫“${formatTemplateContent(content)}”`} placeholder="如 资助名单（寄宿）" value={name} maxLength={40} onChange={(event) => setName(event.currentTarget.value)} />
          <Checkbox label="表头变了也以新模板为准" checked={replaceChanged} onChange={(event) => setReplaceChanged(event.currentTarget.checked)} />
        </div>
      )}
      next={() => <div><Button onClick={leave}>去填粘贴表</Button></div>} onLeave={leave}
    />
  );
}
