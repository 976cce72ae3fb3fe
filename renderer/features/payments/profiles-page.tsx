import { getRouteApi, useNavigate } from '@tanstack/react-router';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { SavedProfile } from '#shared/contract/payments.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { ConfirmDialog } from '#renderer/components/confirm-dialog.tsx';
import { PageHeader } from '#renderer/components/page-header.tsx';
import { QueryView } from '#renderer/components/query-view.tsx';
import { useProfiles } from './data.ts';
import classes from './payments.module.css';
import { ProfileEditor } from './profile-editor.tsx';

const route = getRouteApi('/archive/payments/profiles');

/** 银行文件格式: the layouts a school sends, each as data to copy and edit. */
export function ProfilesPage(): ReactElement {
  const query = useProfiles();
  return (
    <>
      <PageHeader title="银行文件格式" subtitle="各家银行要的列、分隔符和编码不同：照银行给的样子改一份，写出来的样子随时看得见。已制作的批次用制作时的版本" />
      <QueryView query={query} what="银行文件格式">{(profiles) => <Profiles profiles={profiles} />}</QueryView>
    </>
  );
}

function Profiles({ profiles }: { readonly profiles: readonly SavedProfile[] }): ReactElement {
  const { schoolId, can } = useArchive();
  const { profile: wanted } = route.useSearch();
  const navigate = useNavigate();
  const [removing, setRemoving] = useState(false);
  const open = (profileKey: string): Promise<void> => navigate({ to: '/payments/profiles', search: { profile: profileKey } });
  const shown = profiles.find((saved) => saved.profileKey === wanted) ?? profiles[0];
  const save = useCommand(client.payments.saveProfile, { done: (saved) => `“${saved.profile.name}”已保存`, onDone: (saved) => open(saved.profileKey) });
  const remove = useCommand(client.payments.removeProfile, { quiet: true, done: '已删除', onDone: () => open('') });
  return (
    <div className="beside">
      {shown !== undefined && (
        <ProfileEditor
          key={shown.profileKey + JSON.stringify(shown.profile)} saved={shown} mayEdit={can('payment.write')}
          onSave={(profile, asNew) => save.mutate({ schoolId, profileKey: asNew ? null : shown.profileKey, profile })} onRemove={() => setRemoving(true)}
        />
      )}
      <nav className={`card ${classes['names']}`} aria-label="已有的格式">
        <ul>
          {profiles.map((saved) => (
            <li key={saved.profileKey}>
              <button type="button" aria-current={saved.profileKey === shown?.profileKey} onClick={() => void open(saved.profileKey)}>{saved.profile.name}{saved.preset && <span className="dim small">　自带</span>}</button>
            </li>
          ))}
        </ul>
      </nav>
      {shown !== undefined && (
        <ConfirmDialog
          opened={removing} onClose={() => setRemoving(false)} title="删除银行文件格式" submitLabel="删除" sentence={<b>将删除“{shown.profile.name}”。已制作的批次不受影响。</b>}
          onSubmit={() => remove.mutateAsync({ schoolId, profileKey: shown.profileKey })}
        />
      )}
    </div>
  );
}

