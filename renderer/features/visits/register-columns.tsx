import type { VisitRow } from '#shared/contract/visits.ts';
import { consistencyTexts, visitCauseTexts, visitPaperKinds, visitWayTexts } from '#shared/text/visits.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';

export type Standing = '已访' | '已排' | '未安排' | '';

/** Where the family's visit stands; '' where none is due and none was made. */
export function standingOf(row: VisitRow): Standing {
  if (row.visits.length > 0) return '已访';
  if (row.plan !== null) return '已排';
  return row.cause === null ? '' : '未安排';
}

const tones: Readonly<Record<Standing, Tone>> = { 已访: 'good', 已排: 'plain', 未安排: 'warn', '': 'plain' };

/** What is still to be asked for of the visits made: the signed record, and a photo where one is fitting. */
export function missingPapers(row: VisitRow): string {
  const lacks = row.visits.flatMap((visit) => [
    ...(visit.papers.includes(visitPaperKinds.signed) ? [] : ['签字件']),
    ...(visit.asksPhoto && !visit.papers.includes(visitPaperKinds.photo) ? ['照片'] : []),
    ...(visit.bare ? ['详情'] : []),
  ]);
  return [...new Set(lacks)].join('、');
}

const last = (row: VisitRow) => row.visits.at(-1);

export const registerColumns: readonly DataColumn<VisitRow>[] = [
  { id: 'name', title: '姓名', value: (row) => row.name, width: 88, frozen: true, total: 'count' },
  { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 108 },
  { id: 'place', title: '村或社区', kind: 'choice', value: (row) => row.place, width: 160, grow: true },
  { id: 'cause', title: '为何要访', kind: 'choice', value: (row) => (row.cause === null ? '' : visitCauseTexts[row.cause]), width: 112 },
  {
    id: 'standing', title: '家访', kind: 'choice', value: standingOf, width: 84,
    cell: (row) => { const standing = standingOf(row); return standing === '' ? '' : <StatusTag tone={tones[standing]}>{standing}</StatusTag>; },
  },
  { id: 'on', title: '日期', note: '最近或计划', kind: 'date', value: (row) => last(row)?.visitedOn ?? row.plan?.plannedOn ?? null, width: 96 },
  { id: 'way', title: '方式', kind: 'choice', value: (row) => { const visit = last(row); return visit === undefined ? '' : visitWayTexts[visit.way]; }, width: 64 },
  { id: 'visitors', title: '家访人', value: (row) => last(row)?.visitors ?? '', width: 170, grow: true },
  {
    id: 'consistent', title: '与申请', kind: 'choice', value: (row) => { const visit = last(row); return visit === undefined ? '' : consistencyTexts[visit.consistent]; }, width: 84,
    tone: (row) => (last(row)?.consistent === 'inconsistent' ? 'warn' : undefined),
  },
  { id: 'missing', title: '还缺', value: missingPapers, width: 132 },
];
