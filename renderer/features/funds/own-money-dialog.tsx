import { Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useDeferredValue, useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import type { Fen } from '#shared/domain/money/fen.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import type { OwnFundUse } from '#shared/domain/own-funds/uses.ts';
import { formatOwnFundUse, usesOf } from '#shared/domain/own-funds/uses.ts';
import type { OwnFundView, SetAsideYear } from '#shared/contract/own-funds.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { MoneyInput } from '#renderer/components/money-input.tsx';
import classes from './funds.module.css';

type Kind = 'set_aside' | 'donation' | 'own_grant' | 'own_returned';

interface OwnMoneyDialogProps {
  readonly kind: Kind;
  readonly fund: OwnFundView | null;
  readonly stages: SetAsideYear['stages'];
  readonly year: number;
  readonly onClose: () => void;
}

const titles: Readonly<Record<Kind, string>> = { set_aside: '登记提取', donation: '登记捐助', own_grant: '登记支出', own_returned: '退回捐助方' };

/** A pupil of the school by name, 拼音 or last digits. */
function PupilSelect({ value, onChange }: { readonly value: string | null; readonly onChange: (studentId: string | null) => void }): ReactElement {
  const { schoolId, term } = useArchive();
  const [wanted, setWanted] = useState('');
  const text = useDeferredValue(wanted.trim());
  const hits = useQuery(api.roster.search.queryOptions({ input: { schoolId, term, text, limit: 20 }, enabled: text !== '', placeholderData: (before) => before }));
  const found = (hits.data ?? []).map((hit) => ({ value: String(hit.studentId), label: `${hit.name}（${hit.className}）` }));
  return (
    <Select
      label="学生" description="发给一名学生时选；一批学生的空着，在摘要里写明" placeholder="打姓名、拼音首字母或证件号后四位" searchable clearable value={value} data={found} searchValue={wanted}
      onSearchChange={setWanted} filter={({ options }) => options} nothingFoundMessage={text === '' ? '打几个字就会列出来' : '名册里没有找到'} onChange={onChange}
    />
  );
}

/** Money into or out of the school's own or a donor's fund. */
export function OwnMoneyDialog({ kind, fund, stages, year, onClose }: OwnMoneyDialogProps): ReactElement {
  const { schoolId, term, today } = useArchive();
  const receive = useCommand(client.ownFunds.receive, { done: '已登记', quiet: true });
  const spend = useCommand(client.ownFunds.spend, { done: '已登记', quiet: true });
  const [fen, setFen] = useState<Fen | null>(null);
  const [onDate, setOnDate] = useState<IsoDate | null>(today);
  const [voucherNo, setVoucherNo] = useState('');
  const [note, setNote] = useState('');
  const [stage, setStage] = useState<string | null>(stages[0]?.stage ?? null);
  const [use, setUse] = useState<OwnFundUse | null>(null);
  const [studentId, setStudentId] = useState<string | null>(null);
  const isIn = kind === 'set_aside' || kind === 'donation';
  const complete = fen !== null && fen > 0 && onDate !== null && voucherNo.trim() !== '' && (kind !== 'own_grant' || use !== null);
  const submit = (): Promise<unknown> => {
    if (fen === null || onDate === null) return Promise.resolve(false);
    const money = { schoolId, term, fen, onDate, voucherNo, note };
    if (isIn) return receive.mutateAsync({ ...money, kind, fundId: fund?.id ?? null, year, stage: kind === 'set_aside' ? stage as SetAsideYear['stages'][number]['stage'] | null : null });
    return spend.mutateAsync({ ...money, kind, fundId: fund?.id ?? 0, use: kind === 'own_grant' ? use : null, studentId: studentId === null ? null : Number(studentId) });
  };
  return (
    <FormDialog
      opened onClose={onClose} title={titles[kind]} submitLabel={titles[kind]} submitDisabled={!complete} onSubmit={submit}
      sentence={isIn ? `${kind === 'set_aside' ? `${year} 年的提取，` : ''}记进专门的辅助账，不和财政资金混在一起。` : `“${fund?.name ?? ''}”有 ${formatYuan(fund?.balanceFen ?? (0 as Fen))} 元，先收后支。`}
    >
      <div className={classes['fields']}>
        {kind === 'set_aside' && <Select label="学段" required allowDeselect={false} value={stage} data={stages.map((one) => ({ value: one.stage, label: one.stageLabel }))} onChange={setStage} />}
        {kind === 'own_grant' && (
          <Select label="用途" required value={use} data={usesOf(fund?.kind ?? 'set_aside').map((value) => ({ value, label: formatOwnFundUse(value) }))} onChange={(value) => setUse(value as OwnFundUse | null)} />
        )}
        {kind === 'own_grant' && <PupilSelect value={studentId} onChange={setStudentId} />}
        <MoneyInput label="金额" required value={fen} onChange={setFen} />
        <DateInput label="日期" required value={onDate} onChange={setOnDate} />
        <TextInput label="财务凭证号" required maxLength={60} value={voucherNo} onChange={(event) => setVoucherNo(event.currentTarget.value)} />
        <TextInput label="摘要" maxLength={100} value={note} onChange={(event) => setNote(event.currentTarget.value)} />
      </div>
    </FormDialog>
  );
}
