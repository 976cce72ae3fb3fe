import { Checkbox, Group } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import classes from './programmes.module.css';

/** 资助项目自助菜单: what families of each stage can have, from the same data that pays. */
export function MenuPanel(): ReactElement {
  const { schoolId, term, school, can } = useArchive();
  const query = useQuery(api.programmePlans.menu.queryOptions({ input: { schoolId, term } }));
  const [stages, setStages] = useState<readonly EducationStage[]>(school.stages);
  const input = { schoolId, term, stages: [...stages] };
  const none = stages.length === 0;
  return (
    <QueryView query={query} what="自助菜单">
      {(parts) => (
        <div className={classes['scroll']}>
          <Group justify="space-between">
            <Checkbox.Group aria-label="打印哪些学段" value={[...stages]} onChange={(value) => setStages(value as EducationStage[])}>
              <Group>{parts.map((part) => <Checkbox key={part.stage} value={part.stage} label={part.stageLabel} />)}</Group>
            </Checkbox.Group>
            {can('file.take') && (
              <Group gap="xs">
                <FileButton print disabled={none} make={() => client.programmePlans.menuFile({ ...input, format: 'pdf' })}>打印自助菜单</FileButton>
                <FileButton disabled={none} make={() => client.programmePlans.menuFile({ ...input, format: 'xlsx' })}>导出自助菜单</FileButton>
              </Group>
            )}
          </Group>
          {parts.filter((part) => stages.includes(part.stage)).map((part) => (
            <section key={part.stage} className="card padded" aria-label={`${part.stageLabel}自助菜单`}>
              <h2>{part.stageLabel}</h2>
              {part.rows.length === 0
                ? <EmptyState title="没有项目">这个学段还没有资助项目。到“项目”里添加本地项目，或在“地区配置”里采用。</EmptyState>
                : (
                  <table className="plain">
                    <thead><tr><th>项目</th><th>资助标准</th><th>谁可以申请</th><th>要带的材料</th><th>办理时间</th><th>怎样发放</th></tr></thead>
                    <tbody>
                      {part.rows.map((row) => (
                        <tr key={row.programmeKey}><td>{row.programmeName}</td><td>{row.standard}</td><td>{row.condition}</td><td>{row.papers}</td><td>{row.deadline}</td><td>{row.payment}</td></tr>
                      ))}
                    </tbody>
                  </table>
                )}
            </section>
          ))}
          <p className="dim small">材料和办理时间在“项目 → 调整项目规定”里写；没有写的，材料按资格规定推出。</p>
        </div>
      )}
    </QueryView>
  );
}
