import { Button, Group, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { NegativeHitView } from '#shared/contract/verification.ts';
import { eventsOf } from '#shared/domain/verification/negative-hit.ts';
import type { HitEvent } from '#shared/domain/verification/negative-hit.ts';
import { hitEventTexts, hitOutcomeTexts, hitStateTexts, personSourceTexts } from '#shared/text/verification.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { useEscape } from '#renderer/components/use-escape.ts';
import { ActDialog } from './act-dialog.tsx';
import classes from './verification.module.css';

/** What the list says and what the school knows, side by side. */
function Facts({ hit }: { readonly hit: NegativeHitView }): ReactElement {
  return (
    <div className="small">
      <div>{hit.kindLabel}{hit.issuer === '' ? '' : `（${hit.issuer}）`}：{hit.fileName} 第 {hit.rowNo} 行</div>
      <div>名单上：{hit.listedName === '' ? '没有姓名' : hit.listedName}　{hit.idMasked}{hit.detail === '' ? '' : `　${hit.detailLabel === '' ? '' : `${hit.detailLabel} `}${hit.detail}`}</div>
      <div>学生家庭：{hit.relation === '' ? '家庭成员' : hit.relation} {hit.personName}（{personSourceTexts[hit.source]}）{hit.declared === '' ? '' : `，申请表上写的工作：${hit.declared}`}</div>
      {hit.strength === 'name' && <div className="warn">! 只有姓名相同，是弱提示：先核是不是同一人</div>}
      {hit.nameDiffers && <div className="warn">! 证件号相同而姓名不同，请先核对哪边写错</div>}
      {hit.ask !== '' && <div className="dim">请家庭说明：{hit.ask}</div>}
    </div>
  );
}

/** One hit: what was found, what the family said, what was seen, what is recommended; and the next step. */
export function HitPanel({ hit, onBack }: { readonly hit: NegativeHitView; readonly onBack: () => void }): ReactElement {
  const { can } = useArchive();
  const [acting, setActing] = useState<HitEvent | null>(null);
  const writable = can('verification.write');
  const holder = useEscape<HTMLElement>(onBack);
  return (
    <section className={`card padded ${classes['panel']}`} aria-label={`${hit.name}的命中`} ref={holder}>
      <Stack gap="xs">
        <div><b>{hit.name}　{hit.className}</b>　<StatusTag tone={hit.state === 'decided' ? 'good' : hit.due ? 'warn' : 'plain'}>{hitStateTexts[hit.state]}</StatusTag></div>
        <Facts hit={hit} />
        {hit.events.length > 0 && (
          <div className="small" role="group" aria-label="经过">
            {hit.events.map((one, index) => (
              <div key={index}>{one.onDate} {hitEventTexts[one.event]}{one.outcome === null ? '' : `（${hitOutcomeTexts[one.outcome]}）`}：{one.text}　<span className="dim">{one.by}</span></div>
            ))}
          </div>
        )}
        {writable && (
          <Group gap="xs">
            {eventsOf(hit.state).map((event, index) => (
              <Button key={event} size="compact-sm" variant={index === 0 ? 'filled' : 'default'} {...(index === 0 ? { 'data-first-choice': true } : {})} onClick={() => setActing(event)}>{hitEventTexts[event]}</Button>
            ))}
          </Group>
        )}
        <p className="dim small">命中不是结论，认定不会自动改变；认定机构作决定时会看到还没办完的命中。</p>
        <AttachmentList subject="negative_hit" subjectId={hit.hitId} kinds={['说明和佐证', '单位证明', '其他材料']} canWrite={writable} />
      </Stack>
      {acting !== null && <ActDialog hits={[hit]} event={acting} onClose={() => setActing(null)} />}
    </section>
  );
}
