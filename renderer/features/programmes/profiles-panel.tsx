import { Button, Checkbox, Group, Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import type { TermKey } from '#shared/domain/calendar/term.ts';
import { confidenceNames } from '#shared/text/programmes.ts';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { FormDialog } from '#renderer/components/form-dialog.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { termsAround } from './data.ts';
import classes from './programmes.module.css';

type Profile = Awaited<ReturnType<typeof client.programmePlans.profiles>>[number];

interface AdoptDialogProps {
  readonly profile: Profile;
  readonly itemKeys: readonly string[];
  readonly onDone: () => void;
  readonly onClose: () => void;
}

function AdoptDialog({ profile, itemKeys, onDone, onClose }: AdoptDialogProps): ReactElement {
  const { schoolId, term } = useArchive();
  const [validFrom, setFrom] = useState<string>(term);
  const adopt = useCommand(client.programmePlans.adopt, { quiet: true, done: `已采用${profile.name}的 ${itemKeys.length} 条，成为本校的规定`, onDone });
  return (
    <FormDialog
      opened danger onClose={onClose} title={`采用${profile.name}的配置`} submitLabel={`采用 ${itemKeys.length} 条`}
      sentence={`选中的 ${itemKeys.length} 条会成为本校的规定，优先于程序自带的，以后可以调整、停用。请先对照本县文件核实：别处的规定只对当地有效。`}
      onSubmit={() => adopt.mutateAsync({ schoolId, profileKey: profile.key, itemKeys: [...itemKeys], validFrom: validFrom as TermKey })}
    >
      <Select label="从哪学期起" data={termsAround(term)} allowDeselect={false} value={validFrom} onChange={(value) => setFrom(value ?? term)} />
    </FormDialog>
  );
}

interface ItemProps {
  readonly item: Profile['items'][number];
  readonly chosen: boolean;
  readonly reason: string | null;
  readonly onChoose: (chosen: boolean) => void;
}

function Item({ item, chosen, reason, onChoose }: ItemProps): ReactElement {
  return (
    <tr>
      <td>
        {item.state === 'open' && reason === null
          ? <Checkbox checked={chosen} onChange={(event) => onChoose(event.currentTarget.checked)} label={item.text} />
          : <span className={item.state === 'note' ? 'dim' : ''}>{item.text}</span>}
      </td>
      <td>{item.from === null ? '起始不详' : `${formatTermShort(item.from)} 起`}</td>
      <td>{item.document ?? '文号不详'}　<StatusTag tone="warn">{confidenceNames[item.confidence]}</StatusTag></td>
      <td>{item.state === 'taken' ? <StatusTag tone="good">已采用</StatusTag> : <span className="dim">{item.state === 'note' ? '供参考' : reason ?? '可采用'}</span>}</td>
    </tr>
  );
}

function ProfileCard({ profile }: { readonly profile: Profile }): ReactElement {
  const { can } = useArchive();
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set());
  const [asking, setAsking] = useState(false);
  const reasonOf = (item: Profile['items'][number]): string | null => {
    if (!can('programme.write')) return '由资助专干采用';
    if (item.kind === 'channel' && !can('ledger.write')) return '由财务采用';
    return item.kind === 'split_profile' && !can('setting.write') ? '由管理员采用' : null;
  };
  const choosable = profile.items.filter((item) => item.state === 'open' && reasonOf(item) === null);
  const ready = choosable.filter((item) => chosen.has(item.key)).map((item) => item.key);
  const choose = (key: string, on: boolean): void => {
    const next = new Set(chosen);
    if (on) next.add(key);
    else next.delete(key);
    setChosen(next);
  };
  return (
    <section className="card padded" aria-label={profile.name}>
      <Group justify="space-between">
        <h2>{profile.name}</h2>
        {choosable.length > 0 && (
          <Group gap="xs">
            <Button variant="subtle" size="compact-sm" onClick={() => setChosen(new Set(choosable.map((item) => item.key)))}>全选</Button>
            <Button size="compact-sm" disabled={ready.length === 0} onClick={() => setAsking(true)}>{`采用选中的 ${ready.length} 条`}</Button>
          </Group>
        )}
      </Group>
      <table className="plain">
        <thead><tr><th>规定</th><th>学期</th><th>出处</th><th>本校</th></tr></thead>
        <tbody>{profile.items.map((item) => <Item key={item.key} item={item} chosen={chosen.has(item.key)} reason={reasonOf(item)} onChoose={(on) => choose(item.key, on)} />)}</tbody>
      </table>
      {asking && <AdoptDialog profile={profile} itemKeys={ready} onDone={() => setChosen(new Set())} onClose={() => setAsking(false)} />}
    </section>
  );
}

/** What is known of other places, to be taken over line by line as the school's own data. */
export function ProfilesPanel(): ReactElement {
  const { schoolId, term } = useArchive();
  const query = useQuery(api.programmePlans.profiles.queryOptions({ input: { schoolId, term } }));
  const [shown, setShown] = useState<string | null>(null);
  return (
    <QueryView query={query} what="地区配置">
      {(profiles) => {
        const profile = profiles.find((one) => one.key === shown) ?? profiles[0];
        return (
          <div className={classes['scroll']}>
            <Group align="end">
              <Select label="地区" allowDeselect={false} data={profiles.map((one) => ({ value: one.key, label: one.name }))} value={profile?.key ?? null} onChange={setShown} />
              <p className="dim small">这里是手头文件里写到的各地规定，不全，也不会自动生效；采用前请对照本县文件。</p>
            </Group>
            {profile !== undefined && <ProfileCard key={profile.key} profile={profile} />}
          </div>
        );
      }}
    </QueryView>
  );
}
