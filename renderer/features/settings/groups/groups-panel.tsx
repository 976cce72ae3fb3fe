import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { CatalogueGroupView } from '#shared/contract/special-groups.ts';
import { formatSchoolYear, nextTerm, previousTerm, schoolYearOf, termsOf } from '#shared/domain/calendar/term.ts';
import type { SchoolYear } from '#shared/domain/calendar/term.ts';
import { coverageTexts, evidencePolicyTexts, listOwnerTexts } from '#shared/text/special-groups.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DataTable } from '#renderer/components/data-table/data-table.tsx';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { GroupDialog } from './group-dialog.tsx';

type Catalogue = { readonly groups: readonly CatalogueGroupView[]; readonly ended: readonly CatalogueGroupView[] };
type History = readonly { readonly id: number; readonly label: string; readonly validFrom: SchoolYear; readonly validTo: SchoolYear | null; readonly source: string; readonly by: string; readonly at: string }[];

interface Row extends CatalogueGroupView {
  readonly inUse: boolean;
}

/** 残疾 1–2 级；还要困难依据 */
function restrictionText({ maxDisabilityGrade, needsHardship }: CatalogueGroupView): string {
  return [...(maxDisabilityGrade === null ? [] : [maxDisabilityGrade === 1 ? '只认 1 级' : `只认 1–${maxDisabilityGrade} 级`]), ...(needsHardship ? ['还要困难依据'] : [])].join('，');
}

function validityText({ validFrom, validTo }: CatalogueGroupView): string {
  return `${validFrom === null ? '' : `${validFrom} 起`}${validTo === null ? '' : `${validFrom === null ? '' : '，'}到 ${validTo}`}` || '一直';
}

const columns: readonly DataColumn<Row>[] = [
  { id: 'label', title: '群体', value: (row) => row.label, width: 176, frozen: true, total: 'count' },
  { id: 'owner', title: '主管部门', kind: 'choice', value: (row) => listOwnerTexts[row.owner], width: 120 },
  { id: 'evidence', title: '依据要求', kind: 'choice', value: (row) => evidencePolicyTexts[row.evidence], width: 150 },
  { id: 'restriction', title: '限定', kind: 'choice', value: restrictionText, width: 140 },
  { id: 'coverage', title: '名单上算谁', kind: 'choice', value: (row) => coverageTexts[row.coverage], width: 172 },
  { id: 'proof', title: '见过的材料', value: (row) => row.proof, width: 180, grow: true },
  { id: 'years', title: '学年', value: validityText, width: 150 },
  {
    id: 'origin', title: '来源', kind: 'choice', value: (row) => (row.inUse ? row.origin === 'own' ? '本地' : '自带' : '已停用'), width: 84,
    cell: (row) => <StatusTag tone={row.inUse ? row.origin === 'own' ? 'good' : 'plain' : 'warn'}>{row.inUse ? row.origin === 'own' ? '本地' : '自带' : '已停用'}</StatusTag>,
  },
  { id: 'source', title: '依据文号', value: (row) => row.source, width: 200 },
];

function HistoryOf({ history }: { readonly history: History }): ReactElement {
  return (
    <details className="small">
      <summary className="dim">本校改过的（{history.length} 次）</summary>
      <table className="plain" aria-label="目录改动">
        <thead><tr><th>时间</th><th>群体</th><th>学年</th><th>依据</th><th>经办</th></tr></thead>
        <tbody>
          {history.map((row) => (
            <tr key={row.id}><td>{formatMoment(row.at)}</td><td>{row.label}</td><td>{row.validFrom} 起{row.validTo === null ? '' : `，到 ${row.validTo}`}</td><td>{row.source}</td><td>{row.by}</td></tr>
          ))}
        </tbody>
      </table>
    </details>
  );
}

function rowsOf({ groups, ended }: Catalogue): Row[] {
  return [...groups.map((group) => ({ ...group, inUse: true })), ...ended.map((group) => ({ ...group, inUse: false }))];
}

/** The special groups of a 学年: what ships, and what this school or its county has otherwise. */
export function GroupsPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [year, setYear] = useState(schoolYearOf(term));
  const [active, setActive] = useState<string | null>(null);
  const [editing, setEditing] = useState<Row | 'new' | null>(null);
  const query = useQuery(api.specialGroups.catalogue.queryOptions({ input: { schoolId, schoolYear: year }, placeholderData: (before) => before }));
  const writable = can('setting.write');
  const [autumn, spring] = termsOf(year);
  return (
    <QueryView query={query} what="特殊群体目录">
      {(data) => {
        const rows = rowsOf(data);
        const chosen = rows.find((row) => row.key === active) ?? null;
        return (
          <Stack gap="sm" style={{ minHeight: 0 }}>
            <Group gap="sm" role="group" aria-label="学年">
              <Button variant="default" onClick={() => setYear(schoolYearOf(previousTerm(autumn)))}>上一学年</Button>
              <h2 aria-live="polite">{formatSchoolYear(year)}</h2>
              <Button variant="default" onClick={() => setYear(schoolYearOf(nextTerm(spring)))}>下一学年</Button>
              <span className="dim small">自带的是 2024 年认定申请表的 14 类和各地文件点名的几类；本地另有规定的在这里改，往年照当时的目录。</span>
            </Group>
            <DataTable
              label="特殊群体目录" rows={rows} columns={columns} rowKey={(row) => row.key} onActive={(row) => setActive(row.key)} maxHeight="calc(100vh - 18rem)"
              {...(writable ? { onOpen: (row: Row) => setEditing(row), openHint: '改这一类' } : {})}
              tools={writable ? (
                <Group gap="xs">
                  <Button onClick={() => setEditing('new')}>新增一类</Button>
                  <Button variant="default" disabled={chosen === null} onClick={() => setEditing(chosen)}>{chosen === null ? '改（先选一行）' : `改“${chosen.label}”`}</Button>
                </Group>
              ) : <span className="dim small">您的账号只能看，改动请找管理员。</span>}
            />
            {data.history.length > 0 && <HistoryOf history={data.history} />}
            {editing !== null && <GroupDialog key={editing === 'new' ? 'new' : editing.key} group={editing === 'new' ? null : editing} year={year} onClose={() => setEditing(null)} />}
          </Stack>
        );
      }}
    </QueryView>
  );
}
