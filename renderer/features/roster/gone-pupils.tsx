import { Button, Checkbox, Group, Select, TextInput } from '@mantine/core';
import { useMemo, useState } from 'react';
import type { ReactElement } from 'react';
import * as z from 'zod';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatMovementKind } from '#shared/domain/roster/movement.ts';
import type { StatusMovement } from '#shared/domain/roster/movement.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';

const goneSchema = z.array(z.object({ studentId: z.number(), name: z.string(), className: z.string(), status: z.string(), graduates: z.boolean() }));
export type GonePupil = z.infer<typeof goneSchema>[number];

/** The roster purpose's own part of a preview. */
export function readGone(extra: unknown): readonly GonePupil[] {
  return goneSchema.safeParse((extra as { gone?: unknown } | null)?.gone).data ?? [];
}

interface Fate {
  readonly studentId: number;
  readonly kind: StatusMovement;
  readonly effectiveDate: IsoDate;
  readonly evidence: string;
}

const kinds: readonly StatusMovement[] = ['graduate', 'transfer_out', 'withdraw', 'suspend', 'decease'];

interface GonePupilsProps {
  readonly gone: readonly GonePupil[];
  readonly own: Readonly<Record<string, unknown>>;
  readonly setOwn: (own: Readonly<Record<string, unknown>>) => void;
}

/** Pupils of the roster whom the file does not have: where they went, one by one or all ticked at once. Whoever is not decided stays as he is. */
export function GonePupils({ gone, own, setOwn }: GonePupilsProps): ReactElement | null {
  const { today } = useArchive();
  const fates = useMemo(() => new Map(((own['gone'] ?? []) as readonly Fate[]).map((fate) => [fate.studentId, fate])), [own]);
  const [selected, setSelected] = useState<ReadonlySet<string>>(new Set());
  const [kind, setKind] = useState<StatusMovement>('transfer_out');
  const [date, setDate] = useState<IsoDate | null>(today);
  const [evidence, setEvidence] = useState('');
  const columns = useMemo((): DataColumn<GonePupil>[] => [
    { id: 'name', title: '姓名', value: ({ name }) => name, width: 124, frozen: true, total: 'count' },
    { id: 'className', title: '班级', kind: 'choice', value: ({ className }) => className, width: 120 },
    { id: 'status', title: '现在', kind: 'choice', value: ({ status }) => status, width: 80 },
    { id: 'note', title: '提示', kind: 'choice', value: ({ graduates }) => (graduates ? '已过毕业年级' : ''), width: 120 },
    {
      id: 'fate', title: '去向', value: ({ studentId }) => { const fate = fates.get(studentId); return fate ? `${formatMovementKind(fate.kind)} ${fate.effectiveDate}` : '没有写，保持不变'; }, width: 200, grow: true,
    },
  ], [fates]);
  if (gone.length === 0) return null;
  const put = (change: (studentId: number) => Fate | null): void => {
    const next = new Map(fates);
    for (const key of selected) {
      const fate = change(Number(key));
      if (fate === null) next.delete(Number(key));
      else next.set(Number(key), fate);
    }
    setOwn({ ...own, gone: [...next.values()] });
    setSelected(new Set());
  };
  return (
    <details>
      <summary>名册里有而文件里没有：{gone.length} 人（已写去向 {fates.size} 人）。点开写去向；没有写的保持不变</summary>
      <section aria-label="名册里有而文件里没有的学生">
        <Group gap="sm" align="flex-end" my="xs">
        <Checkbox
          size="xs" label="选中已过毕业年级的" disabled={!gone.some(({ graduates }) => graduates)}
          checked={gone.some(({ graduates }) => graduates) && gone.filter(({ graduates }) => graduates).every(({ studentId }) => selected.has(String(studentId)))}
          onChange={(event) => {
            setSelected(new Set(event.currentTarget.checked ? gone.filter(({ graduates }) => graduates).map(({ studentId }) => String(studentId)) : []));
            setKind('graduate');
          }}
        />
        <Select label="去向" size="xs" allowDeselect={false} value={kind} data={kinds.map((value) => ({ value, label: formatMovementKind(value) }))} onChange={(value) => setKind((value ?? 'transfer_out') as StatusMovement)} />
        <DateInput label="从哪天起" value={date} onChange={setDate} />
        <TextInput label="依据" size="xs" value={evidence} maxLength={200} onChange={(event) => setEvidence(event.currentTarget.value)} />
        <Button size="xs" disabled={selected.size === 0 || date === null} onClick={() => put((studentId) => (date === null ? null : { studentId, kind, effectiveDate: date, evidence }))}>写给选中的 {selected.size} 人</Button>
        <Button size="xs" variant="default" disabled={selected.size === 0} onClick={() => put(() => null)}>不写，保持不变</Button>
      </Group>
      <DataTable label="文件里没有的学生" rows={gone} columns={columns} rowKey={({ studentId }) => String(studentId)} selected={selected} onSelect={setSelected} maxHeight="16rem" />
      </section>
    </details>
  );
}
