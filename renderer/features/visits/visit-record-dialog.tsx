import { Button, Modal, Stack } from '@mantine/core';
import { useState } from 'react';
import type { ReactElement } from 'react';
import type { Problem } from '#shared/contract/base.ts';
import type { FullVisit } from '#shared/contract/visits.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { asksPhoto, formatVisitors } from '#shared/domain/visits/visit.ts';
import { consistencyTexts, visitPaperKinds, visitPurposeTexts, visitVerdictTexts, visitWayTexts } from '#shared/text/visits.ts';
import { client } from '#renderer/bridge/client.ts';
import { useArchive } from '#renderer/bridge/use-archive.ts';
import { useCommand } from '#renderer/bridge/use-command.ts';
import { AttachmentList } from '#renderer/components/attachment-list.tsx';
import { FileButton } from '#renderer/components/file-button.tsx';
import { ReasonDialog } from '#renderer/components/reason-dialog.tsx';
import { StatusTag } from '#renderer/components/status-tag.tsx';
import { formatMoment } from '#renderer/text/moments.ts';
import type { OpenedVisit } from './data.ts';
import { LookDialog } from './look-dialog.tsx';
import { CorrectVisitDialog } from './visit-dialog.tsx';
import classes from './visits.module.css';

function factsOf(visit: FullVisit): readonly (readonly [string, string])[] {
  return [
    ['日期与方式', `${visit.visitedOn}　${visitWayTexts[visit.way]}　${visitPurposeTexts[visit.purpose]}`],
    ['家访人', formatVisitors(visit.visitors)],
    ['委托', visit.entrustedTo === '' ? '' : `${visit.entrustedTo}；${visit.entrustedReason}`],
    ['受访人', visit.respondent === '' ? '' : `${visit.respondent}${visit.respondentRelation === '' ? '' : `（${visit.respondentRelation}）`}`],
    ['走访地址', visit.address], ['家庭成员', visit.household],
    ['年收入', [visit.incomeFen === null ? '' : `约 ${formatYuan(visit.incomeFen)} 元`, visit.incomeNote].filter((part) => part !== '').join('；')],
    ['支出与负债', visit.spendingNote], ['住房', visit.housing], ['健康', visit.health], ['所见情况', visit.findings], ['家长的话', visit.familyWords],
    ['与申请', `${consistencyTexts[visit.consistent]}${visit.differs === '' ? '' : `：${visit.differs}`}`],
    ['结论', [visit.verdict === null ? '' : visitVerdictTexts[visit.verdict], visit.conclusion].filter((part) => part !== '').join('；')],
    ['政策讲解', visit.policyTold === 'unknown' ? '' : visit.policyTold === 'yes' ? '已讲解' : '未讲解'],
    ['照片', visit.photosUnsuitable ? `不宜拍照：${visit.photosReason}` : ''],
    ['来源', visit.fileName === null ? '' : `${visit.fileName} 第 ${visit.rowNo} 行`],
  ];
}

function Facts({ visit }: { readonly visit: FullVisit }): ReactElement {
  return (
    <dl className={classes['record']}>
      {factsOf(visit).filter(([, text]) => text !== '').map(([label, text]) => <Fact key={label} label={label} text={text} />)}
    </dl>
  );
}

function Fact({ label, text }: { readonly label: string; readonly text: string }): ReactElement {
  return <><dt>{label}</dt><dd>{text}</dd></>;
}

interface VisitRecordDialogProps {
  readonly opened: OpenedVisit;
  readonly needed: number;
  readonly onReopen: (visitId: number) => void;
  readonly onClose: () => void;
}

/** What a visit found, its scans and photos, and what was written before. */
export function VisitRecordDialog({ opened, needed, onReopen, onClose }: VisitRecordDialogProps): ReactElement {
  const { schoolId, can } = useArchive();
  const { visit } = opened;
  const [doing, setDoing] = useState<'correct' | 'strike' | null>(null);
  const [look, setLook] = useState<readonly Problem[]>([]);
  const strike = useCommand(client.visits.strikeOut, { quiet: true, done: '已作废，记录和原因留着', onDone: onClose });
  const may = can('visit.write') && !visit.voided;
  const kinds: [string, ...string[]] = [visitPaperKinds.signed, ...(asksPhoto(visit) || (visit.way !== 'on_site' && !visit.photosUnsuitable) ? [visitPaperKinds.photo] : []), visitPaperKinds.other];
  return (
    <>
      <Modal opened={doing === null} onClose={onClose} size="56rem" title={<b>{`家访记录：${opened.name}　${opened.className}`}</b>} closeOnClickOutside={false}>
        <Stack gap="md">
          <Facts visit={visit} />
          <p className="dim small">{visit.by} {formatMoment(visit.at)} {visit.version === 1 ? '登记' : `写第 ${visit.version} 份：${visit.reason}`}</p>
          <section aria-label="签字件和照片">
            <h3>签字件和照片</h3>
            {visit.photosUnsuitable && <p className="dim small">不宜拍照（{visit.photosReason}），不要照片。</p>}
            <AttachmentList subject="visit" subjectId={visit.visitId} kinds={kinds} canWrite={may} />
          </section>
          {opened.versions.length > 0 && (
            <details>
              <summary className="dim">原来的 {opened.versions.length} 份</summary>
              {opened.versions.map((old) => (
                <div key={old.version} className={classes['visit']}>
                  <p className="small"><StatusTag>{`第 ${old.version} 份`}</StatusTag> {old.by} {formatMoment(old.at)}{old.reason === '' ? '' : `：${old.reason}`}</p>
                  <Facts visit={old} />
                </div>
              ))}
            </details>
          )}
          <div className={classes['end']}>
            {may && <Button variant="subtle" color="red" onClick={() => setDoing('strike')}>作废……</Button>}
            {can('file.take') && <FileButton print make={() => client.visits.printVisit({ schoolId, visitId: visit.visitId })}>打印记录</FileButton>}
            {may && <Button variant="default" onClick={() => setDoing('correct')}>补充、更正……</Button>}
            <Button onClick={onClose} data-autofocus>关上</Button>
          </div>
        </Stack>
      </Modal>
      {doing === 'correct' && (
        <CorrectVisitDialog opened={opened} needed={needed} onClose={() => setDoing(null)} onDone={(problems) => { setLook(problems); onReopen(visit.visitId); }} />
      )}
      {doing === 'strike' && (
        <ReasonDialog
          onClose={() => setDoing(null)} title={`作废 ${visit.visitedOn} 的家访`} label="原因" submitLabel="作废" sentence="将作废这 1 次家访，它不再算数；记录和原因都留在档案里。"
          onSubmit={(reason) => strike.mutateAsync({ schoolId, visitId: visit.visitId, reason })}
        />
      )}
      <LookDialog problems={look} onClose={() => setLook([])} />
    </>
  );
}
