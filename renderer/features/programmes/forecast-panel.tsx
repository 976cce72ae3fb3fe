import { Button, Group, NumberInput, Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { ForecastLine } from '#shared/contract/programme-plans.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort, nextTerm } from '#shared/domain/calendar/term.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { formatStage } from '#shared/domain/roster/stage.ts';
import { boardingWords } from '#shared/text/programme-rules.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { SummaryStrip } from '#renderer/components/summary-strip.tsx';
import { termsFrom } from './data.ts';
import { FigureChecks } from './figure-checks.tsx';
import classes from './programmes.module.css';

type Forecast = Awaited<ReturnType<typeof client.programmePlans.forecast>>;
type Shares = Forecast['shares'];

interface LinesProps {
  readonly forecast: Forecast;
  readonly onExpect: (key: string, pupils: number) => void;
}

const wordShares = (shares: Shares): string => shares.map((share) => `${share.sourceLabel} ${formatYuan(share.fen)}`).join('；');

function Line({ line, onExpect }: { readonly line: ForecastLine; readonly onExpect: LinesProps['onExpect'] }): ReactElement {
  const who = `${line.programmeName} ${formatStage(line.stage)}${boardingWords[line.boarding]}${line.awardTier ?? ''}`;
  return (
    <tr>
      <td>{line.programmeName}</td><td>{formatStage(line.stage)}</td><td>{boardingWords[line.boarding]}</td><td>{line.awardTier ?? ''}</td>
      <td className="number"><MoneyText fen={line.eachFen} /></td>
      <td className="number">{line.pupils}{line.leaving > 0 && <div className="dim small">另 {line.leaving} 人读完学段</div>}</td>
      <td>
        <NumberInput
          aria-label={`${who}预计增减`} size="xs" w="5.5rem" min={-line.pupils} max={99_999} allowDecimal={false} defaultValue={line.expected}
          onBlur={(event) => onExpect(line.key, Number(event.currentTarget.value) || 0)}
          onKeyDown={(event) => { if (event.key === 'Enter') onExpect(line.key, Number(event.currentTarget.value) || 0); }}
        />
      </td>
      <td className="number">{line.counted}</td><td className="number"><MoneyText fen={line.sumFen} /></td><td className="small">{wordShares(line.shares)}</td>
    </tr>
  );
}

function Lines({ forecast, onExpect }: LinesProps): ReactElement {
  return (
    <table className="plain" aria-label="测算">
      <thead>
        <tr>
          <th>项目</th><th>学段</th><th>就读</th><th>档</th><th className="number">每人每学期</th><th className="number">名册人数</th><th>预计增减</th><th className="number">测算人数</th><th className="number">金额</th><th>资金来源分担</th>
        </tr>
      </thead>
      <tbody>{forecast.lines.map((line) => <Line key={line.key} line={line} onExpect={onExpect} />)}</tbody>
      <tfoot>
        <tr><td colSpan={7}>合计</td><td className="number">{forecast.total.count}</td><td className="number"><MoneyText fen={forecast.total.sumFen} bold /></td><td className="small">{wordShares(forecast.shares)}</td></tr>
      </tfoot>
    </table>
  );
}

function Result({ forecast, onExpect }: LinesProps): ReactElement {
  const { term } = useArchive();
  const navigate = useNavigate();
  return (
    <>
      <SummaryStrip
        label="测算结果"
        items={[
          { label: '测算学期', value: formatTermShort(forecast.target) }, { label: '人次', value: String(forecast.total.count) }, { label: '需要资金', value: <><MoneyText fen={forecast.total.sumFen} bold /> 元</> },
          ...forecast.shares.map((share) => ({ label: share.sourceLabel, value: <MoneyText fen={share.fen} /> })),
        ]}
      />
      {forecast.lines.length === 0
        ? <EmptyState title="测算不出金额" action={<Button onClick={() => void navigate({ to: '/identification' })}>去认定</Button>}>{formatTermShort(term)} 的名册里没有符合资格、又有可发放标准的学生。请先导入名册、做认定，或在“项目”里录入本县标准。</EmptyState>
        : <section className={`card padded ${classes['wide']}`}><Lines forecast={forecast} onExpect={onExpect} /></section>}
      <section className="card padded">
        <FigureChecks checks={forecast.checks} />
        {forecast.questions.length > 0 && <p>待答复、没有计入：{forecast.questions.map((one) => `${one.programmeName}（${one.topic}）${one.count} 人`).join('、')}。</p>}
        <p className="dim small">
          按 {formatTermShort(term)} 的名册和认定推算{forecast.leaving > 0 ? `；到时已读完学段的 ${forecast.leaving} 名学生不计入，新生请填“预计增减”` : ''}。没有规定分担比例的，记在“未注明来源”。只作预算参考，不作应发依据。
        </p>
      </section>
    </>
  );
}

/** What a term needs, by the register of the header's term. */
export function ForecastPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const [target, setTarget] = useState<TermKey>(nextTerm(term));
  const [expected, setExpected] = useState<Readonly<Record<string, number>>>({});
  const input = { schoolId, term, target, expected };
  const query = useQuery({ ...api.programmePlans.forecast.queryOptions({ input }), placeholderData: keepPreviousData });
  const choose = (value: string | null): void => {
    setTarget((value ?? term) as TermKey);
    setExpected({});
  };
  const expect = (key: string, pupils: number): void => {
    if ((expected[key] ?? 0) !== pupils) setExpected({ ...expected, [key]: pupils });
  };
  const empty = query.data === undefined || query.data.lines.length === 0;
  return (
    <div className={classes['scroll']}>
      <Group justify="space-between" align="end">
        <Select label="测算哪个学期" allowDeselect={false} data={termsFrom(term, 5)} value={target} onChange={choose} />
        {can('file.take') && (
          <Group gap="xs">
            <FileButton print disabled={empty} make={() => client.programmePlans.forecastFile({ ...input, format: 'pdf' })}>打印测算表</FileButton>
            <FileButton disabled={empty} make={() => client.programmePlans.forecastFile({ ...input, format: 'xlsx' })}>导出测算表</FileButton>
          </Group>
        )}
      </Group>
      <QueryView query={query} what="测算">{(forecast) => <Result key={forecast.target} forecast={forecast} onExpect={expect} />}</QueryView>
    </div>
  );
}
