import { Button, Checkbox, Select, TextInput } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SavedProfile } from '#shared/contract/payments.ts';
import { exportEncodingText, exportKinds, isFixed, isSheetKind } from '#shared/domain/disbursement/export-profile.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { ProfileColumns } from './profile-columns.tsx';
import classes from './payments.module.css';

type Profile = SavedProfile['profile'];

interface ProfileEditorProps {
  readonly saved: SavedProfile;
  readonly mayEdit: boolean;
  readonly onSave: (profile: Profile, asNew: boolean) => void;
  readonly onRemove: () => void;
}

const kindText = { txt: '文本 .txt', csv: '逗号文本 .csv', xls: '旧版工作簿 .xls', xlsx: '工作簿 .xlsx' } as const;
const encodingChoices = Object.entries(exportEncodingText).map(([value, label]) => ({ value, label }));
const separators = [{ value: '|', label: '竖线 |' }, { value: ',', label: '逗号 ,' }, { value: ';', label: '分号 ;' }, { value: '\t', label: '制表符' }, { value: '|!', label: '|!' }, { value: '^', label: '^' }];

/** A bank's layout as a form, with what it writes for two invented payments beneath. */
export function ProfileEditor({ saved, mayEdit, onSave, onRemove }: ProfileEditorProps): ReactElement {
  const [profile, setProfile] = useState<Profile>(saved.profile);
  const change = (part: Partial<Profile>): void => setProfile((before) => ({ ...before, ...part }));
  const asNew = saved.preset;
  const name = asNew && profile.name === saved.profile.name ? `${profile.name}（本校）` : profile.name;
  const changed = JSON.stringify(profile) !== JSON.stringify(saved.profile);
  return (
    <div className={classes['editor']}>
      <Sample profile={profile} />
      <fieldset className={`card ${classes['form']}`} disabled={!mayEdit}>
        <legend className="dim small">格式</legend>
        <TextInput className={classes['wide']} label="名称" value={profile.name} maxLength={60} onChange={(event) => change({ name: event.currentTarget.value })} />
        <Select
          className={classes['field']} label="文件种类" allowDeselect={false} value={profile.kind} data={exportKinds.map((kind) => ({ value: kind, label: kindText[kind] }))}
          onChange={(value) => change(kindChange((value ?? profile.kind) as Profile['kind'], profile))}
        />
        {isSheetKind(profile.kind)
          ? <TextInput className={classes['field']} label="工作表名" value={profile.sheetName} maxLength={31} onChange={(event) => change({ sheetName: event.currentTarget.value })} />
          : <TextFields profile={profile} change={change} />}
        <Select
          className={classes['field']} label="金额单位" allowDeselect={false} value={profile.amountUnit} data={[{ value: 'yuan', label: '元，两位小数' }, { value: 'fen', label: '分，整数' }]}
          onChange={(value) => change({ amountUnit: value === 'fen' ? 'fen' : 'yuan' })}
        />
        <TextInput
          className={classes['field']} label="每个文件最多行数" description="不限就空着；超过的分成几个文件" inputMode="numeric" value={profile.rowLimit === null ? '' : String(profile.rowLimit)}
          onChange={(event) => { const digits = event.currentTarget.value.replace(/\D/gu, ''); change({ rowLimit: digits === '' ? null : Number(digits) }); }}
        />
        <TextInput
          className={classes['wide']} label="开头几行" description="不要就空着；各格用逗号隔开，行用分号隔开，可用 {count} {sum} {date}" value={profile.leaders.map((row) => row.join('，')).join('；')}
          onChange={(event) => change({ leaders: leadersOf(event.currentTarget.value) })}
        />
        <TextInput
          className={classes['wide']} label="文件名" description="{school} {pinyin} {date} {batch} {seq} {count} {sum} {term}" value={profile.fileNamePattern} maxLength={100}
          onChange={(event) => change({ fileNamePattern: event.currentTarget.value })}
        />
        <TextInput
          className={classes['wide']} label="最后一行" description="不要就空着；各格用逗号隔开，可用 {count} {sum}，{count:8} 补零到 8 位" value={profile.trailer?.join('，') ?? ''}
          onChange={(event) => change({ trailer: event.currentTarget.value === '' ? null : event.currentTarget.value.split(/[,，]/u) })}
        />
        <Checkbox label="第一行写列名" checked={profile.header} onChange={(event) => change({ header: event.currentTarget.checked })} />
        <Checkbox label="压缩并加密（导出时填密码）" checked={profile.zip} onChange={(event) => change({ zip: event.currentTarget.checked })} />
        <Checkbox label="去掉姓名中的空格" checked={profile.blanksInNames === 'remove'} onChange={(event) => change({ blanksInNames: event.currentTarget.checked ? 'remove' : 'keep' })} />
      </fieldset>
      <ProfileColumns columns={profile.columns} disabled={!mayEdit} fixed={isFixed(profile)} onChange={(columns) => change({ columns })} />
      {mayEdit && (
        <div className={classes['form']}>
          <Button disabled={!changed && !asNew} onClick={() => onSave({ ...profile, name }, asNew)}>{asNew ? '另存为本校格式' : '保存'}</Button>
          {!asNew && <Button variant="default" onClick={() => onSave({ ...profile, name: `${profile.name}（副本）` }, true)}>另存为</Button>}
          {!asNew && <Button variant="default" onClick={onRemove}>删除</Button>}
        </div>
      )}
    </div>
  );
}

function kindChange(kind: Profile['kind'], profile: Profile): Partial<Profile> {
  if (kind === 'csv') return { kind, layout: 'separated', separator: ',', trailingSeparator: false };
  return { kind, ...(kind === 'txt' ? (profile.separator === ',' ? { separator: '|' } : {}) : { layout: 'separated' as const }) };
}

function leadersOf(text: string): string[][] {
  return text.trim() === '' ? [] : text.split(/[;；]/u).map((row) => row.split(/[,，]/u));
}

function TextFields({ profile, change }: { readonly profile: Profile; readonly change: (part: Partial<Profile>) => void }): ReactElement {
  return (
    <>
      {profile.kind === 'txt' && (
        <Select
          className={classes['field']} label="列怎样分开" allowDeselect={false} value={profile.layout} data={[{ value: 'separated', label: '用分隔符' }, { value: 'fixed', label: '定长，每列占固定字节' }]}
          onChange={(value) => change(value === 'fixed' ? { layout: 'fixed', trailingSeparator: false } : { layout: 'separated' })}
        />
      )}
      {!isFixed(profile) && <Select
        className={classes['field']} label="分隔符" allowDeselect={false} value={profile.separator} onChange={(value) => change({ separator: value ?? profile.separator })}
        data={separators.some((one) => one.value === profile.separator) ? separators : [...separators, { value: profile.separator, label: profile.separator }]}
      />}
      <Select
        className={classes['field']} label="编码" description="生僻字写不出时选 GB18030 或 UTF-8" allowDeselect={false} value={profile.encoding} data={encodingChoices}
        onChange={(value) => change({ encoding: (value ?? profile.encoding) as Profile['encoding'] })}
      />
      {profile.kind === 'txt' && !isFixed(profile) && <Checkbox label="行末也写分隔符" checked={profile.trailingSeparator} onChange={(event) => change({ trailingSeparator: event.currentTarget.checked })} />}
    </>
  );
}

function Sample({ profile }: { readonly profile: Profile }): ReactElement {
  const { schoolId } = useArchive();
  const sample = useQuery({ ...api.payments.sampleProfile.queryOptions({ input: { schoolId, profile } }), placeholderData: (before) => before }).data;
  return (
    <section className="card" aria-label="写出来的样子">
      <p className="padded dim">写出来的样子（两笔虚构的发放）：{sample?.fileName}</p>
      {sample !== undefined && sample.problems.length > 0 && <p className="padded bad" role="status">{sample.problems.join('；')}</p>}
      {sample !== undefined && sample.unwritable.length > 0 && (
        <p className="padded warn" role="status">本校有 {sample.unwritable.length} 人的姓名这种编码写不出，批次会被拒绝：{sample.unwritable.slice(0, 8).join('、')}{sample.unwritable.length > 8 ? '等' : ''}。请选 GB18030 或 UTF-8。</p>
      )}
      {sample?.text !== null && sample?.text !== undefined && <pre className={classes['sample']} tabIndex={0} aria-label="文本样子">{sample.text}</pre>}
      {sample !== undefined && sample.text === null && sample.rows.length > 0 && (
        <table className="plain"><tbody>{sample.rows.map((row, index) => <tr key={index}>{row.map((cell, column) => <td key={column}>{cell}</td>)}</tr>)}</tbody></table>
      )}
    </section>
  );
}
