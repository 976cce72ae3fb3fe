import { Button, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { Link, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { IsoDate } from '#shared/domain/calendar/iso-date.ts';
import { schoolYearOf } from '#shared/domain/calendar/term.ts';
import { localGroupKey } from '#shared/domain/identification/special-group.ts';
import { listKindSpecs, listKinds } from '#shared/domain/matching/list-kind.ts';
import type { ListKind } from '#shared/domain/matching/list-kind.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import { ImportWizard } from '#renderer/components/import-wizard/import-wizard.tsx';
import { isInForce, useLists } from './data.ts';
import classes from './list-import-page.module.css';

const ownName = 'own_name';

const hints: Readonly<Record<ListKind, string>> = {
  subsistence: '民政的低保、低保边缘、特困供养名单，常常只有户主',
  rural: '一人一行，有户类型、监测对象类别、风险是否已消除',
  disability: '残疾人证号 20 位，写在身份证号列里也可以',
  orphan: '有时没有身份证号，按姓名和出生日期提议，由您定',
  other: '别的部门的名单，请写明是哪一类群体',
};

interface Chosen {
  readonly kind: ListKind;
  /** '' : each row names its own, or the kind does. */
  readonly group: string;
  readonly ownGroup: string;
  readonly issuer: string;
  readonly asOf: IsoDate | null;
  readonly replaces: string;
}

function groupOptions(kind: ListKind, catalogue: readonly { readonly key: string; readonly label: string }[]): { value: string; label: string }[] {
  const { groups, defaultGroup } = listKindSpecs[kind];
  const known = kind === 'other' ? catalogue : catalogue.filter((group) => groups.includes(group.key));
  const none = kind === 'other' ? [] : [{ value: '', label: defaultGroup === null ? '名单里每行写明' : '名单没写明的，按本类默认' }];
  return [...none, ...known.map((group) => ({ value: group.key, label: group.label })), { value: ownName, label: '自己写名称……' }];
}

function nextStep(): ReactElement {
  return <div><Button component={Link} to="/lists">去看比对结果</Button></div>;
}

/** Imports one department's list: which department, which group, as of when, and whether it takes an older one's place. */
export function ListImportPage(): ReactElement {
  const navigate = useNavigate();
  const { schoolId, term } = useArchive();
  const catalogue = useQuery(api.specialGroups.catalogue.queryOptions({ input: { schoolId, schoolYear: schoolYearOf(term) } })).data?.groups ?? [];
  const lists = useLists();
  const [chosen, setChosen] = useState<Chosen>({ kind: 'subsistence', group: '', ownGroup: '', issuer: '', asOf: null, replaces: '' });
  const change = (part: Partial<Chosen>): void => setChosen((before) => ({ ...before, ...part }));
  const { kind, group, ownGroup } = chosen;
  const groupKey = group === ownName ? (ownGroup.trim() === '' ? null : localGroupKey(ownGroup)) : group === '' ? null : group;
  const older = (lists.data ?? []).filter((list) => isInForce(list) && list.kind === kind);
  const ready = (kind !== 'other' || groupKey !== null) && (group !== ownName || groupKey !== null);
  const toLists = (): void => void navigate({ to: '/lists', search: {} });
  return (
    <ImportWizard
      key={term} purpose="department_list" subject="部门名单" hint="把收到的名单原样拖进来，每一行都会有着落：对上学生、要您定，或者不是本校"
      options={{ kind, groupKey, issuer: chosen.issuer, asOf: chosen.asOf, replacesListId: chosen.replaces === '' ? null : Number(chosen.replaces) }} optionsReady={ready}
      optionsForm={(
        <div className={classes['form']}>
          <Select
            className={classes['wide']} label="这是哪个部门的名单" description={hints[kind]} allowDeselect={false} value={kind}
            data={listKinds.map((value) => ({ value, label: listKindSpecs[value].label }))}
            onChange={(value) => change({ kind: (value ?? 'subsistence') as ListKind, group: '', replaces: '' })}
          />
          <Select
            className={classes['field']} label="群体" description="名单没写明类别的行按这个算" allowDeselect={false} value={group} searchable={kind === 'other'} placeholder="请选一类"
            data={groupOptions(kind, catalogue)} onChange={(value) => change({ group: value ?? '' })}
          />
          {group === ownName && <TextInput className={classes['field']} label="群体名称" description="照文件上的叫法写" required value={ownGroup} maxLength={40} onChange={(event) => change({ ownGroup: event.currentTarget.value })} />}
          <TextInput className={classes['field']} label="发文单位" description={listKindSpecs[kind].issuer === '' ? '谁发的' : `不填按“${listKindSpecs[kind].issuer}”`} value={chosen.issuer} maxLength={60} onChange={(event) => change({ issuer: event.currentTarget.value })} />
          <DateInput label="名单截止日期" description="不知道就空着" value={chosen.asOf} onChange={(asOf) => change({ asOf })} />
          {older.length > 0 && (
            <Select
              className={classes['field']} label="替代旧名单" description="旧名单的判定会沿用" allowDeselect={false} value={chosen.replaces}
              data={[{ value: '', label: '不替代，另加一份' }, ...older.map((list) => ({ value: String(list.listId), label: list.fileName }))]}
              onChange={(value) => change({ replaces: value ?? '' })}
            />
          )}
        </div>
      )}
      next={nextStep} onLeave={toLists}
    />
  );
}
