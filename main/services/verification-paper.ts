import type { NegativeHitView } from '#shared/contract/verification.ts';
import { isOpenHit } from '#shared/domain/verification/negative-hit.ts';
import { hitOutcomeTexts, hitStateTexts, hitStrengthTexts } from '#shared/text/verification.ts';
import type { NegativeListLine } from '#main/db/queries/verification.ts';
import type { VerificationLine, VerificationRegisterPaper } from '#main/print/papers/verification-register.ts';

type Words = Pick<VerificationRegisterPaper, 'school' | 'term' | 'asOf' | 'imprint'>;

/** Hits of pupils with a standing case, and all that were settled; weak hints found to be others, and hits of pupils who ask for nothing, are only counted. */
export function verificationPaper(hits: readonly NegativeHitView[], lists: readonly NegativeListLine[], words: Words): VerificationRegisterPaper {
  const shown = hits.filter((hit) => hit.state === 'decided' || hit.due);
  return {
    kind: 'verification_register', ...words,
    lists: lists.filter((list) => list.withdrawnAt === null).map((list) => ({
      kind: list.kindLabel, issuer: list.issuer, file: `${list.fileName}${list.asOf === null ? '' : `（截至 ${list.asOf}）`}`, rows: list.rows + list.leftOut, byNumber: list.byNumber, byName: list.byName,
    })),
    lines: shown.map(lineOf), openCount: shown.filter((hit) => hit.due).length, notSameCount: hits.filter((hit) => hit.state === 'not_same').length,
    withoutCaseCount: hits.filter((hit) => isOpenHit(hit.state) && !hit.due).length,
  };
}

function lineOf(hit: NegativeHitView): VerificationLine {
  const last = (event: string): NegativeHitView['events'][number] | undefined => hit.events.findLast((one) => one.event === event);
  const decided = hit.state === 'decided' ? last('decide') : undefined;
  const outcome = decided?.outcome ?? null;
  return {
    name: hit.name, className: hit.className, person: `${hit.relation === '' ? '家庭成员' : hit.relation} ${hit.personName}`,
    hit: `${hit.kindLabel}第 ${hit.rowNo} 行${hit.detail === '' ? '' : `：${hit.detail}`}（${hitStrengthTexts[hit.strength]}${hit.nameDiffers ? '，姓名不同' : ''}）`,
    explanation: last('explain')?.text ?? '', finding: last('check')?.text ?? '',
    result: outcome === null ? hitStateTexts[hit.state] : `${hitOutcomeTexts[outcome]}：${decided?.text ?? ''}`,
    on: decided?.onDate ?? null, by: decided?.by ?? '',
  };
}
