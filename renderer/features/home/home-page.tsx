import { Button } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useNavigate, useRouter } from '@tanstack/react-router';
import type { ReactElement } from 'react';
import type { HomeStep, TermOverview } from '#shared/contract/home.ts';
import { daysBetween } from '#shared/domain/calendar/iso-date.ts';
import { stepNames } from '#shared/text/step-names.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { FileButton } from '#renderer/components/file-button.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import classes from './home-page.module.css';
import { MoneyCard } from './money-card.tsx';
import { SafetyCard } from './safety-card.tsx';
import { findStepAction } from './step-actions.ts';

function useGo(): { go: (path: string) => void; canGo: (path: string) => boolean } {
  const navigate = useNavigate();
  const registered = useRouter().routesByPath as Readonly<Record<string, unknown>>;
  return { go: (path) => void navigate({ to: path as '/' }), canGo: (path) => path in registered };
}

function shortDay(day: string): string {
  return day.slice(5).replace(/^0/, '');
}

function StepRow({ step, ordinal }: { readonly step: HomeStep; readonly ordinal: number }): ReactElement {
  const { go, canGo } = useGo();
  const action = findStepAction(step.key, step.state);
  return (
    <tr>
      <td className="dim">{ordinal}</td>
      <th scope="row" className={classes['name']}>{stepNames[step.key]}</th>
      <td>{step.now.sentence}</td>
      <td>
        <span className={classes['tags']}>
          {step.missing.map((entry) => <StatusTag key={entry.code} tone={entry.tone}>{entry.sentence}</StatusTag>)}
          {step.missing.length === 0 && step.state === 'done' && <StatusTag tone="good">不缺什么</StatusTag>}
        </span>
      </td>
      <td className={step.state === 'overdue' ? 'bad' : 'dim'}>
        {step.deadline !== null && <span title={step.deadline}>{shortDay(step.deadline)}{step.state === 'overdue' ? ' 已过' : ''}</span>}
      </td>
      <td className={classes['action']}>
        {canGo(action.path) && (
          <Button variant="default" aria-label={`${stepNames[step.key]}：${action.label}`} onClick={() => go(action.path)}>{action.label}</Button>
        )}
      </td>
    </tr>
  );
}

function subtitle({ today, lastDay, closedOn, waiting }: TermOverview): string {
  const left = daysBetween(today, lastDay);
  const term = closedOn !== null ? `本学期 ${closedOn} 已结清` : left >= 0 ? `距学期末 ${left} 天` : `学期末已过 ${-left} 天`;
  return `今天 ${today}　${term}　${waiting === 0 ? '没有事等您' : `${waiting} 件事等您`}`;
}

function NextButton({ overview }: { readonly overview: TermOverview }): ReactElement | null {
  const { go, canGo } = useGo();
  const step = overview.steps.find((one) => one.key === overview.next);
  if (step === undefined) return null;
  const action = findStepAction(step.key, step.state);
  if (!canGo(action.path)) return null;
  const urgent = step.missing.find(({ tone }) => tone === 'bad' || tone === 'warn');
  return <Button onClick={() => go(action.path)}>继续：{urgent === undefined ? `${stepNames[step.key]}，${action.label}` : urgent.sentence}</Button>;
}

export function HomePage(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.home.term.queryOptions({ input: { schoolId, term } }));
  return (
    <QueryView query={query} what="本学期的情况">
      {(overview) => (
        <>
          <PageHeader
            title="本学期工作台" subtitle={subtitle(overview)}
            actions={<><FileButton print make={() => client.home.checklist({ schoolId, term })}>打印本学期清单</FileButton><NextButton overview={overview} /></>}
          />
          <div className="beside">
            <div className="card">
              <table className={`plain ${classes['steps']}`} aria-label="本学期的步骤">
                <thead><tr><td /><th>步骤</th><th>现在</th><th>还差</th><th>期限</th><td /></tr></thead>
                <tbody>{overview.steps.map((step, index) => <StepRow key={step.key} step={step} ordinal={index + 1} />)}</tbody>
              </table>
            </div>
            <aside className={classes['side']} aria-label="资金与安全">
              {overview.money !== null && <MoneyCard money={overview.money} />}
              <SafetyCard safety={overview.safety} />
            </aside>
          </div>
        </>
      )}
    </QueryView>
  );
}
