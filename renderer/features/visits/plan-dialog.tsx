import { ActionIcon, MultiSelect, Stack, TextInput } from '@mantine/core';
import { IconArrowDown, IconArrowUp, IconX } from '@tabler/icons-react';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { VisitPlanView, VisitRow } from '#shared/contract/visits.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { comparePlaces } from '#shared/domain/visits/place-of-address.ts';
import { formatVisitors, parseVisitors } from '#shared/domain/visits/visit.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { addToRoute, moveGroup, moveStop, removeStop, renameGroup, routeOf } from './plan-draft.ts';
import type { Route, StopGroup } from './plan-draft.ts';
import classes from './visits.module.css';

interface PlanDialogProps {
  readonly rows: readonly VisitRow[];
  readonly chosen: readonly VisitRow[];
  /** Null: a new outing. */
  readonly plan: VisitPlanView | null;
  readonly onClose: () => void;
}

/** An outing: a day, who goes, and the families village by village in the order of the route. */
export function PlanDialog({ rows, chosen, plan, onClose }: PlanDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [route, setRoute] = useState<Route>(() => (plan === null ? addToRoute([], chosen) : routeOf(plan)));
  const [typed, setTyped] = useState<string | null>(plan?.name ?? null);
  const [plannedOn, setPlannedOn] = useState<IsoDate | null>(plan?.plannedOn ?? null);
  const [visitorsText, setVisitorsText] = useState(formatVisitors(plan?.visitors ?? []));
  const [note, setNote] = useState(plan?.note ?? '');
  const save = useCommand(client.visits.savePlan, { quiet: true, done: plan === null ? '家访计划已排好，在“计划”里' : '家访计划已改好' });
  const count = route.reduce((sum, group) => sum + group.stops.length, 0);
  const name = typed ?? route.map((group) => group.place).join('、').slice(0, 40);
  const submit = (): Promise<unknown> => save.mutateAsync({
    schoolId, term, planId: plan?.planId ?? null, name: name.trim(), plannedOn, visitors: parseVisitors(visitorsText).map((one) => ({ ...one })), note: note.trim(),
    stops: route.flatMap((group) => group.stops.map(({ studentId }) => ({ studentId, place: group.place.trim() || '其他' }))),
  });
  return (
    <FormDialog
      opened onClose={onClose} size="56rem" title={plan === null ? '安排家访' : `修改计划：${plan.name}`} submitLabel={plan === null ? `排好 ${count} 户` : '保存'} submitDisabled={count === 0 || name.trim() === ''} onSubmit={submit}
      sentence="先选村，再定日子和人。村名按名册住址得来，可以改；次序就是走访的路线。"
    >
      <Stack gap="sm">
        <VillageChoice rows={rows} route={route} onAdd={(more) => setRoute(addToRoute(route, more))} />
        <div className={classes['fields']}>
          <TextInput label="计划名称" required value={name} maxLength={40} onChange={(event) => setTyped(event.currentTarget.value)} />
          <DateInput label="计划日期" value={plannedOn} onChange={setPlannedOn} />
          <TextInput label="家访人" placeholder="王芳（班主任）、刘洋" value={visitorsText} maxLength={200} onChange={(event) => setVisitorsText(event.currentTarget.value)} />
          <TextInput label="说明" placeholder="如：村委会门口集合" value={note} maxLength={200} onChange={(event) => setNote(event.currentTarget.value)} />
        </div>
        {route.length > 0 && (
          <div className={classes['scroll']} tabIndex={0} role="group" aria-label="走访路线">
            {route.map((group, at) => <RouteGroup key={group.key} group={group} at={at} route={route} onChange={setRoute} />)}
          </div>
        )}
      </Stack>
    </FormDialog>
  );
}

/** The villages with families that are due and neither visited nor planned. */
function VillageChoice({ rows, route, onAdd }: { readonly rows: readonly VisitRow[]; readonly route: Route; readonly onAdd: (rows: readonly VisitRow[]) => void }): ReactElement {
  const there = new Set(route.flatMap((group) => group.stops.map((stop) => stop.studentId)));
  const open = rows.filter((row) => row.cause !== null && row.visits.length === 0 && row.plan === null && !there.has(row.studentId));
  const places = [...Map.groupBy(open, (row) => row.place)].toSorted(([left], [right]) => comparePlaces(left, right));
  return (
    <MultiSelect
      label="按村加入还没有安排的" description={open.length === 0 ? '应访的都已访过或排好' : `还有 ${places.length} 个村 ${open.length} 户没有安排`} disabled={open.length === 0} searchable
      placeholder="选一个或几个村" value={[]} data={places.map(([place, all]) => ({ value: place, label: `${place}（${all.length} 户）` }))}
      onChange={(chosen) => onAdd(open.filter((row) => chosen.includes(row.place)))}
    />
  );
}

interface RouteGroupProps {
  readonly group: StopGroup;
  readonly at: number;
  readonly route: Route;
  readonly onChange: (route: Route) => void;
}

function RouteGroup({ group, at, route, onChange }: RouteGroupProps): ReactElement {
  const before = route.slice(0, at).reduce((sum, one) => sum + one.stops.length, 0);
  return (
    <section aria-label={`${group.place}，${group.stops.length} 户`}>
      <div className={classes['group']}>
        <TextInput label={`第 ${at + 1} 站的村名`} value={group.place} maxLength={40} w={260} onChange={(event) => onChange(renameGroup(route, at, event.currentTarget.value))} />
        <Move what={group.place} first={at === 0} last={at === route.length - 1} onMove={(by) => onChange(moveGroup(route, at, by))} />
        <span className="dim small">{group.stops.length} 户</span>
      </div>
      <table className="plain" aria-label={group.place}>
        <tbody>
          {group.stops.map((stop, index) => (
            <tr key={stop.studentId}>
              <td className="number">{before + index + 1}</td><td>{stop.name}</td><td>{stop.className}</td>
              <td>
                <div style={{ display: 'flex', gap: 4, justifyContent: 'flex-end' }}>
                  <Move what={stop.name} first={index === 0} last={index === group.stops.length - 1} onMove={(by) => onChange(moveStop(route, at, index, by))} />
                  <ActionIcon variant="subtle" color="red" aria-label={`去掉 ${stop.name}`} onClick={() => onChange(removeStop(route, stop.studentId))}><IconX size={16} aria-hidden="true" /></ActionIcon>
                </div>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function Move({ what, first, last, onMove }: { readonly what: string; readonly first: boolean; readonly last: boolean; readonly onMove: (by: 1 | -1) => void }): ReactElement {
  return (
    <>
      <ActionIcon variant="subtle" color="gray" disabled={first} aria-label={`上移 ${what}`} onClick={() => onMove(-1)}><IconArrowUp size={16} aria-hidden="true" /></ActionIcon>
      <ActionIcon variant="subtle" color="gray" disabled={last} aria-label={`下移 ${what}`} onClick={() => onMove(1)}><IconArrowDown size={16} aria-hidden="true" /></ActionIcon>
    </>
  );
}
