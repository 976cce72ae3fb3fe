import { Button, Group, Stack } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ReactElement } from 'react';
import { formatSchoolYear, schoolYearOf } from '#shared/domain/calendar/term.ts';
import { api } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { QueryView } from '#renderer/components/query-view.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import { ProcedureForm } from './procedure-form.tsx';
import { specSentences } from './spec-words.ts';

/** 认定程序: which steps the school follows, from which 学年 on; what it set before stays. */
export function ProcedurePanel(): ReactElement {
  const { schoolId, term, can } = useArchive();
  const schoolYear = schoolYearOf(term);
  const query = useQuery(api.procedure.get.queryOptions({ input: { schoolId, schoolYear } }));
  const [editing, setEditing] = useState(false);
  return (
    <QueryView query={query} what="认定程序">
      {({ inForce, history, presets }) => (
        <div className="columns-2" style={{ overflow: 'auto', minHeight: 0 }}>
          <section className="card padded" aria-label="现行认定程序">
            <Stack gap="sm">
              <h2>{formatSchoolYear(schoolYear)}：{inForce.name}</h2>
              <p className="dim">依据：{inForce.source || '没有写'}</p>
              <ul>{specSentences(inForce.spec).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
              <p className="dim small">“必须”的步骤没有记录，认定就存不进去；“登记”的步骤缺了会提示；日期先后一律检查。认定和公示永远是必须。程序里没有任何名额或比例。</p>
              {can('setting.write') && !editing && <Group><Button onClick={() => setEditing(true)}>改程序</Button></Group>}
              {!can('setting.write') && <p className="dim">您的账号只能看，改动请找管理员。</p>}
            </Stack>
          </section>
          {editing && <ProcedureForm inForce={inForce} presets={presets} onClose={() => setEditing(false)} />}
          {!editing && (
            <section className="card padded" aria-label="以前的程序">
              <h2>本校定过的程序</h2>
              {history.length === 0 ? <p className="dim">还没有定过，用的是通用程序：各步登记，缺的提示。</p> : history.map((one) => (
                <details key={one.id}>
                  <summary>{formatSchoolYear(one.validFrom)}起：{one.name}　<span className="dim small">{one.by} {formatMoment(one.at)}</span></summary>
                  <p className="dim small">依据：{one.source || '没有写'}</p>
                  <ul className="small">{specSentences(one.spec).map((sentence) => <li key={sentence}>{sentence}</li>)}</ul>
                </details>
              ))}
            </section>
          )}
        </div>
      )}
    </QueryView>
  );
}
