import type { RegisterRow } from '#shared/contract/identification.ts';
import { identificationRoutes } from '#shared/domain/identification/case-state.ts';
import type { CaseState, IdentificationRoute } from '#shared/domain/identification/case-state.ts';
import { caseStateTexts, evidenceKindTexts, routeTexts } from '#shared/text/identification.ts';
import type { DataColumn } from '#renderer/components/data-table/data-column.ts';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import type { Tone } from '#renderer/components/tone.ts';
import type { Draft, DraftEntry } from './draft.ts';
import classes from './register.module.css';

const stateTones: Readonly<Partial<Record<CaseState, Tone>>> = { confirmed: 'good', filed: 'good', objected: 'bad', revoked: 'bad', determined: 'plain', declined: 'warn' };

/** 低保家庭学生（名单）、残疾学生（证件，缺材料）: groups with what stands behind them. */
export function groupsText(row: RegisterRow): string {
  const own = row.groups.map((group) => {
    const kinds = [...new Set(group.evidence.map((one) => (one.kind === 'list_row' ? '名单' : evidenceKindTexts[one.kind])))];
    const remarks = [...kinds, ...(group.evidenceState === 'asked' ? ['缺材料'] : []), ...(group.riskCleared === 'yes' ? ['风险已消除'] : [])];
    return `${group.label}（${remarks.join('，')}）`;
  });
  const listed = row.listedGroups.map((group) => `${group.label}（名单上有，未入个案）`);
  return [...own, ...listed].join('、');
}

export interface Editing {
  readonly draft: Draft;
  /** Null: the cells only show. */
  readonly edit: ((studentId: number, entry: DraftEntry) => void) | null;
  readonly gradeSet: readonly string[];
}

export function routeOf(row: RegisterRow, draft: Draft): IdentificationRoute | null {
  return draft.get(row.studentId)?.route ?? row.case?.route ?? null;
}

export function gradeOf(row: RegisterRow, draft: Draft): string {
  return draft.get(row.studentId)?.grade ?? row.determination?.grade ?? '';
}

export function reasonOf(row: RegisterRow, draft: Draft): string {
  const entry = draft.get(row.studentId);
  return entry?.reason ?? (entry?.grade === undefined ? row.determination?.reason ?? '' : '');
}

const changed = (field: keyof DraftEntry, draft: Draft) => (row: RegisterRow): Tone | undefined => (draft.get(row.studentId)?.[field] === undefined ? undefined : 'warn');

/** The register's columns; 途径, 等级 and 理由 can be typed in while filling, and what is typed shows until it is saved. */
export function registerColumns({ draft, edit, gradeSet }: Editing): readonly DataColumn<RegisterRow>[] {
  return [
    { id: 'name', title: '姓名', value: (row) => row.name, width: 88, frozen: true, total: 'count' },
    { id: 'class', title: '班级', kind: 'choice', value: (row) => row.className, width: 100 },
    { id: 'groups', title: '特殊群体和依据', value: groupsText, width: 180, grow: true },
    {
      id: 'route', title: '途径', kind: 'choice', width: 104, tone: changed('route', draft), value: (row) => { const route = routeOf(row, draft); return route === null ? '' : routeTexts[route]; },
      ...(edit === null ? {} : {
        cell: (row: RegisterRow) => (
          <select className={classes['input']} aria-label={`${row.name}（${row.className}）的途径`} value={routeOf(row, draft) ?? ''} onChange={(event) => edit(row.studentId, { route: (event.currentTarget.value || undefined) as IdentificationRoute | undefined })}>
            <option value="">{row.case === null ? '（无个案）' : '（不改）'}</option>
            {identificationRoutes.map((route) => <option key={route} value={route}>{routeTexts[route]}</option>)}
          </select>
        ),
      }),
    },
    {
      id: 'grade', title: '困难等级', kind: 'choice', width: 92, tone: changed('grade', draft), value: (row) => gradeOf(row, draft),
      ...(edit === null ? {} : {
        cell: (row: RegisterRow) => (
          <select className={classes['input']} aria-label={`${row.name}（${row.className}）的困难等级`} value={gradeOf(row, draft)} onChange={(event) => edit(row.studentId, { grade: event.currentTarget.value === (row.determination?.grade ?? '') ? undefined : event.currentTarget.value })}>
            <option value="">（未定）</option>
            {[...new Set([...gradeSet, ...(row.determination === null ? [] : [row.determination.grade])])].map((grade) => <option key={grade} value={grade}>{grade}</option>)}
          </select>
        ),
      }),
    },
    {
      id: 'reason', title: '理由', width: 124, tone: changed('reason', draft), value: (row) => reasonOf(row, draft),
      ...(edit === null ? {} : {
        cell: (row: RegisterRow) => (
          <input className={classes['input']} aria-label={`${row.name}（${row.className}）的认定理由`} value={reasonOf(row, draft)} maxLength={500} onChange={(event) => edit(row.studentId, { reason: event.currentTarget.value === '' ? undefined : event.currentTarget.value, ...(draft.get(row.studentId)?.grade === undefined && row.determination !== null ? { grade: row.determination.grade } : {}) })} />
        ),
      }),
    },
    { id: 'state', title: '个案', kind: 'choice', value: (row) => (row.case === null ? '' : caseStateTexts[row.case.state]), cell: (row) => row.case !== null && <StatusTag tone={stateTones[row.case.state] ?? 'plain'}>{caseStateTexts[row.case.state]}</StatusTag>, width: 126 },
    { id: 'decided', title: '认定日期', kind: 'date', value: (row) => row.determination?.decidedOn ?? null, width: 94 },
    { id: 'body', title: '认定机构', kind: 'choice', value: (row) => row.determination?.body ?? '', width: 116 },
    { id: 'earlier', title: '原认定', kind: 'number', value: (row) => (row.earlier === 0 ? null : row.earlier), width: 62 },
  ];
}
