import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import type { FundingSource } from '#shared/domain/ledger/events.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { disposalWays, formatDisposalWay } from '#shared/domain/settlement/disposal.ts';
import type { DisposalWay } from '#shared/domain/settlement/disposal.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import { MoneyText } from '#renderer/components/money-text.tsx';
import classes from './settlement.module.css';

/** One part of a remainder as it is being decided. */
export interface DisposalRow {
  readonly programmeKey: string;
  readonly programmeName: string;
  readonly source: FundingSource;
  readonly sourceLabel: string;
  readonly way: DisposalWay;
  readonly fen: Fen | null;
  readonly docNo: string;
  readonly toProgrammeKey: string | null;
}

interface DisposalRowsProps {
  readonly rows: readonly DisposalRow[];
  readonly left: (row: DisposalRow) => Fen;
  readonly onChange: (rows: readonly DisposalRow[]) => void;
}

/** 结转结余处理: what each remainder is for; one can be split in parts. */
export function DisposalRows({ rows, left, onChange }: DisposalRowsProps): ReactElement {
  const put = (index: number, change: Partial<DisposalRow>): void => onChange(rows.map((row, place) => (place === index ? { ...row, ...change } : row)));
  return (
    <table className={`plain ${classes['disposals']}`} aria-label="结转结余处理">
      <thead><tr><th>资助项目</th><th>来源</th><th className="number">结余（元）</th><th>处理</th><th>金额</th><th>依据</th><th /></tr></thead>
      <tbody>
        {rows.map((row, index) => (
          <Part
            key={`${row.programmeKey} ${row.source} ${index}`} row={row} left={left(row)}
            isFirst={rows.findIndex((one) => one.programmeKey === row.programmeKey && one.source === row.source) === index}
            onChange={(change) => put(index, change)}
            onSplit={() => onChange([...rows.slice(0, index + 1), { ...row, way: 'return', fen: null, docNo: '', toProgrammeKey: null }, ...rows.slice(index + 1)])}
            onDrop={() => onChange(rows.filter((_, place) => place !== index))}
          />
        ))}
      </tbody>
    </table>
  );
}

interface PartProps {
  readonly row: DisposalRow;
  readonly left: Fen;
  readonly isFirst: boolean;
  readonly onChange: (change: Partial<DisposalRow>) => void;
  readonly onSplit: () => void;
  readonly onDrop: () => void;
}

function Part({ row, left, isFirst, onChange, onSplit, onDrop }: PartProps): ReactElement {
  const { schoolId, term } = useArchive();
  const programmes = useQuery(api.funds.programmes.queryOptions({ input: { schoolId, term } }));
  const place = `${row.programmeName} ${row.sourceLabel}`;
  const targets = (programmes.data ?? []).filter((one) => one.key !== row.programmeKey).map((one) => ({ value: one.key, label: one.name }));
  return (
    <tr>
      <td>{isFirst ? row.programmeName : <span className="dim">其余部分</span>}</td>
      <td>{row.sourceLabel}</td>
      <td className="number">{isFirst && <MoneyText fen={left} />}</td>
      <td>
        <Select
          aria-label={`${place} 怎样处理`} allowDeselect={false} value={row.way} data={disposalWays.map((value) => ({ value, label: formatDisposalWay(value) }))}
          onChange={(way) => onChange({ way: (way ?? 'carry') as DisposalWay })}
        />
      </td>
      <td><MoneyInput label={`${place} 金额`} value={row.fen} onChange={(fen) => onChange({ fen })} /></td>
      <td>
        {row.way === 'carry' ? <span className="dim small">专款专用，转入下学期同一项目</span> : (
          <TextInput
            aria-label={`${place} ${row.way === 'return' ? '上缴单据号' : '批准文号'}`} placeholder={row.way === 'return' ? '上缴单据号' : '批准文号'} maxLength={80}
            value={row.docNo} onChange={(event) => onChange({ docNo: event.currentTarget.value })}
          />
        )}
        {row.way === 'repurpose' && (
          <Select mt={4} aria-label={`${place} 调剂到`} placeholder="调剂到哪个项目" searchable value={row.toProgrammeKey} data={targets} onChange={(toProgrammeKey) => onChange({ toProgrammeKey })} />
        )}
      </td>
      <td>
        {isFirst
          ? <Button size="compact-sm" variant="subtle" aria-label={`拆分 ${place}`} onClick={onSplit}>拆分</Button>
          : <Button size="compact-sm" variant="subtle" color="red" aria-label={`去掉 ${place} 的这一部分`} onClick={onDrop}>去掉</Button>}
      </td>
    </tr>
  );
}
