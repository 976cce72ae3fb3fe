import { Button, MultiSelect, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { returnPreviewSchema } from '#shared/contract/returns.ts';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { ImportPreview } from '#shared/contract/imports.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { EmptyState } from '#renderer/components/empty-state.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useReturnFiles } from './data.ts';
import { ReturnBuckets } from './return-buckets.tsx';
import classes from './returns.module.css';

const route = getRouteApi('/archive/returns/import');

function confirmWords({ extra }: ImportPreview): string {
  const read = returnPreviewSchema.safeParse(extra);
  if (!read.success) return '';
  const { paid, failed, unanswered } = read.data.lines;
  return ` 确认后批次里成功 ${paid.count} 笔 ${formatYuan(paid.sumFen)} 元，失败 ${failed.count} 笔 ${formatYuan(failed.sumFen)} 元，未回 ${unanswered.count} 笔 ${formatYuan(unanswered.sumFen)} 元。`;
}

/** Imports a bank's return file against the batches it answers. */
export function ReturnImportPage(): ReactElement {
  const { schoolId, term, today } = useArchive();
  const search = route.useSearch();
  const navigate = useNavigate();
  const batches = useQuery(api.payments.list.queryOptions({ input: { schoolId, term } }));
  const files = useReturnFiles().data ?? [];
  const [batchIds, setBatchIds] = useState<string[]>(search.batch === undefined ? [] : [String(search.batch)]);
  const [settledOn, setSettledOn] = useState<IsoDate | null>(today);
  const [corrects, setCorrects] = useState(search.corrects === undefined ? '' : String(search.corrects));
  const [without, setWithout] = useState<'unknown' | 'failed'>('unknown');
  const leave = (): void => void navigate({ to: '/returns', search: {} });
  return (
    <QueryView query={batches} what="已报送的批次">
      {(list) => {
        const sent = list.filter((batch) => batch.state === 'exported');
        if (sent.length === 0) return <EmptyState title="还没有报送出去的批次" action={<Button onClick={() => void navigate({ to: '/payments' })}>去发放</Button>}>回盘要对着已导出的批次核对。先制作、复核并导出批次。</EmptyState>;
        return (
          <ImportWizard
            key={term} purpose="bank_return" subject="银行回盘" hint="银行或一卡通返回的结果，什么列都可以；每一行都会有着落，说不清的绝不当作成功" onLeave={leave} confirmWords={confirmWords}
            options={{ batchIds: batchIds.map(Number), correctsFileId: corrects === '' ? null : Number(corrects), rowsWithoutResult: without, ...(settledOn === null ? {} : { settledOn }) }}
            optionsForm={(
              <div className={classes['form']}>
                <MultiSelect
                  className={classes['wide']} label="是哪个批次的回盘" description="不选就对本学期所有已报送的批次" value={batchIds} onChange={setBatchIds} disabled={corrects !== ''} placeholder={batchIds.length === 0 ? '所有已报送的批次' : ''}
                  data={sent.map((batch) => ({ value: String(batch.id), label: `${batch.no} ${batch.programmeName}` }))}
                />
                <DateInput label="入账日期" description="文件里没写日期的行按这天记" value={settledOn} onChange={setSettledOn} />
                <Select
                  className={classes['field']} label="没写结果的行" allowDeselect={false} value={without} onChange={(value) => setWithout(value === 'failed' ? 'failed' : 'unknown')}
                  data={[{ value: 'unknown', label: '算未回，不当作成功' }, { value: 'failed', label: '整份是失败清单' }]}
                />
                {files.length > 0 && (
                  <Select
                    className={classes['field']} label="更正以前的回盘" description="会显示两次的差别" allowDeselect={false} value={corrects} onChange={(value) => setCorrects(value ?? '')}
                    data={[{ value: '', label: '不是更正' }, ...files.filter((file) => file.correctedBy === null).map((file) => ({ value: String(file.id), label: file.fileName }))]}
                  />
                )}
              </div>
            )}
            ownDecisions={({ preview }) => <ReturnBuckets extra={preview.extra} />}
            next={() => <div><Button onClick={leave}>去处理失败和未回的</Button></div>}
          />
        );
      }}
    </QueryView>
  );
}
