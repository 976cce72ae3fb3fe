import { Button, Checkbox, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatSystemExportKind, systemExportKinds } from '#shared/domain/comparison/export-fields.ts';
import type { SystemExportKind } from '#shared/domain/comparison/export-fields.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import classes from './comparison.module.css';

const route = getRouteApi('/archive/comparison/import');
const inFile = '';

/** Imports one export of the national system. */
export function ExportImportPage(): ReactElement {
  const navigate = useNavigate();
  const { schoolId, term } = useArchive();
  const search = route.useSearch();
  const [kind, setKind] = useState<SystemExportKind>(search.kind ?? 'roster');
  const [programmeKey, setProgrammeKey] = useState(inFile);
  const [asOf, setAsOf] = useState<IsoDate | null>(null);
  const [adds, setAdds] = useState(false);
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId } })).data ?? [];
  const leave = (): void => void navigate({ to: '/comparison', search: {} });
  return (
    <ImportWizard
      key={`${term}-${kind}`} purpose="system_export" subject={`系统的${formatSystemExportKind(kind)}`} hint="从全国学生资助管理信息系统导出的文件，原样拖进来，列名不一样没关系"
      options={{ kind, programmeKey: kind === 'aid_list' && programmeKey !== inFile ? programmeKey : null, asOf, adds }}
      optionsForm={(
        <div className={classes['form']}>
          <Select
            className={classes['field'] ?? ''} label="是哪一种名单" allowDeselect={false} value={kind} data={systemExportKinds.map((value) => ({ value, label: formatSystemExportKind(value) }))}
            onChange={(value) => setKind((value ?? 'roster') as SystemExportKind)}
          />
          {kind === 'aid_list' && (
            <Select
              className={classes['field'] ?? ''} label="资助项目" description="寄宿、非寄宿是两份名单" allowDeselect={false} value={programmeKey}
              data={[{ value: inFile, label: '文件里每行写明' }, ...programmes.map(({ key, name }) => ({ value: key, label: name }))]} onChange={(value) => setProgrammeKey(value ?? inFile)}
            />
          )}
          <DateInput label="导出日期" description="不填按今天" value={asOf} onChange={setAsOf} />
          <Checkbox label="是另一部分（如另一学段），不替换先前的" checked={adds} onChange={(event) => setAdds(event.currentTarget.checked)} />
        </div>
      )}
      next={() => <div><Button onClick={leave}>去看比对结果</Button></div>} onLeave={leave}
    />
  );
}
