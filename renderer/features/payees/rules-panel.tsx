import { Select } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import type { ReactElement } from 'react';
import { api, client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { QueryView } from '#renderer/components/query-view.tsx';

const choices = [{ value: 'self,guardian', label: '本人或监护人' }, { value: 'self', label: '只发给本人' }, { value: 'guardian', label: '只发给监护人' }];

function allowedOf(value: string): ('self' | 'guardian')[] {
  return value.split(',') as ('self' | 'guardian')[];
}

/** payee.allowed: to whom each programme may be paid. Teachers and classmates never are, and that is no setting. */
export function RulesPanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const rules = useQuery(api.payees.rules.queryOptions({ input: { schoolId } }));
  const standing = useQuery(api.payments.standing.queryOptions({ input: { schoolId, term } })).data ?? [];
  const set = useCommand(client.payees.setRule, { done: '规则已改' });
  return (
    <QueryView query={rules} what="收款人规则">
      {(list) => {
        const rows = [{ programmeKey: null, name: '所有项目' }, ...standing.map((row) => ({ programmeKey: row.programmeKey, name: row.programmeName }))];
        return (
          <section className="card">
            <table className="plain">
              <thead><tr><th>资助项目</th><th>可以发给谁</th></tr></thead>
              <tbody>
                {rows.map(({ programmeKey, name }) => {
                  const own = list.find((rule) => rule.programmeKey === programmeKey);
                  const same = own === undefined ? '同“所有项目”' : undefined;
                  return (
                    <tr key={programmeKey ?? ''}>
                      <td>{name}</td>
                      <td>
                        <Select
                          aria-label={`${name}可以发给谁`} data={choices} value={own === undefined ? null : own.allowed.join(',')} allowDeselect={false} disabled={!can('setting.write') || set.isPending} placeholder={same}
                          onChange={(value) => { if (value !== null) set.mutate({ schoolId, rule: { programmeKey, allowed: allowedOf(value) } }); }}
                        />
                      </td>
                    </tr>
                  );
                })}
              </tbody>
            </table>
            <p className="dim padded">教师和同学的账户任何项目都不能用。祖父母等其他亲属，只有在名册的家庭成员里登记为监护人时才可以。</p>
          </section>
        );
      }}
    </QueryView>
  );
}
