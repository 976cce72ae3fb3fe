import { Button } from '@mantine/core';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ProgrammeView } from '#shared/contract/programmes.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { AddProgrammeDialog } from './add-programme-dialog.tsx';
import { useProgrammes } from './data.ts';
import { ProgrammeDetail } from './programme-detail.tsx';
import classes from './programmes.module.css';

const route = getRouteApi('/archive/programmes');

/** First the programmes of the school's own stages, then the rest of the catalogue. */
function grouped(programmes: readonly ProgrammeView[], stages: readonly string[]): readonly (readonly [string, readonly ProgrammeView[]])[] {
  const ours = programmes.filter((programme) => programme.origin === 'preset' && programme.stages.some((stage) => stages.includes(stage)));
  const local = programmes.filter((programme) => programme.origin === 'local');
  const others = programmes.filter((programme) => !ours.includes(programme) && !local.includes(programme));
  return ([['本校学段', ours], ['本校、本县添加', local], ['其他学段', others]] as const).filter(([, list]) => list.length > 0);
}

/** Every programme of the catalogue, and all that is known or decided about the chosen one. */
export function CataloguePanel(): ReactElement {
  const { school, can } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const [adding, setAdding] = useState(false);
  const open = (programme: string): void => void navigate({ to: '/programmes', search: { tab: 'catalogue', programme } });
  return (
    <QueryView query={useProgrammes()} what="资助项目">
      {(programmes) => {
        const groups = grouped(programmes, school.stages);
        const shown = programmes.find((programme) => programme.key === search.programme) ?? groups[0]?.[1][0];
        return (
          <div className={classes['layout']}>
            <nav className={`card ${classes['list']}`} aria-label="资助项目">
              {can('programme.write') && <Button fullWidth variant="light" size="compact-sm" onClick={() => setAdding(true)}>添加本地项目</Button>}
              {groups.map(([label, list]) => (
                <div key={label}>
                  <div className={classes['stage']}>{label}</div>
                  {list.map((programme) => (
                    <button key={programme.key} type="button" className={classes['item']} aria-current={programme.key === shown?.key} onClick={() => open(programme.key)}>
                      {programme.name}{programme.inUse ? '' : <span className="dim">（本学期不执行）</span>}
                    </button>
                  ))}
                </div>
              ))}
            </nav>
            {shown !== undefined && <ProgrammeDetail key={shown.key} programme={shown} programmes={programmes} />}
            {adding && <AddProgrammeDialog programmes={programmes} onAdded={open} onClose={() => setAdding(false)} />}
          </div>
        );
      }}
    </QueryView>
  );
}
