import type { TermKey } from '#shared/domain/calendar/term.ts';
import { channelInForce } from '#shared/domain/ledger/book.ts';
import type { ChannelRule } from '#shared/domain/ledger/book.ts';
import type { EntitlementPolicy } from '#shared/domain/entitlement/evaluate-entitlement.ts';
import type { EligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { pickEligibilityRule } from '#shared/domain/programmes/eligibility-rule.ts';
import { payerOf } from '#shared/domain/programmes/payer.ts';
import { payableFen } from '#shared/domain/programmes/pick-rate.ts';
import { NATIONAL } from '#shared/domain/programmes/preset-programmes.ts';
import type { BenefitRate, Programme } from '#shared/domain/programmes/programme.ts';
import { isInForce } from '#shared/domain/programmes/programme.ts';
import type { EducationStage } from '#shared/domain/roster/stage.ts';
import { educationStages, formatStage } from '#shared/domain/roster/stage.ts';
import { payerNames, programmeSourceNames } from '#shared/text/programmes.ts';
import { wordRule } from '#shared/text/programme-rules.ts';
import type { MenuRow } from '#shared/contract/programme-plans.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import { listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { findSchool } from '#main/db/repositories/school.ts';
import { policyOf } from './entitlement-facts.ts';
import { standardOf } from './letter-programmes.ts';
import { settingsOf } from './settings.ts';

export interface MenuPart {
  readonly stage: EducationStage;
  readonly stageLabel: string;
  readonly rows: readonly MenuRow[];
}

function ratesOf(programme: Programme, stage: EducationStage, term: TermKey, policy: EntitlementPolicy): readonly BenefitRate[] {
  const inForce = policy.catalogue.rates.filter((rate) => rate.programmeKey === programme.key && isInForce(rate, term) && rate.stages.includes(stage)
    && (rate.origin === 'local' || rate.region === NATIONAL || policy.regions.includes(rate.region)));
  const local = inForce.filter((rate) => rate.origin === 'local' && payableFen(rate) !== null);
  return local.length > 0 ? local : inForce;
}

/** What a family brings: as the school wrote it, or else what the rule itself asks for. */
function papersOf(programme: Programme, rule: EligibilityRule | null, card: boolean): string {
  if (programme.papers !== '') return programme.papers;
  const asked = [
    rule?.needsHardship ? '家庭经济困难学生认定申请表' : '',
    rule?.groups ? '所属群体的证件（部门名单里有的不用交）' : '',
    programme.payeeKind === 'family' ? (card ? '社会保障卡' : '收款账户') : '',
  ].filter((paper) => paper !== '');
  return asked.length === 0 ? '不用交材料' : asked.join('、');
}

function paymentOf(programme: Programme, rates: readonly BenefitRate[], channels: readonly ChannelRule[], term: TermKey): string {
  const payments = Math.max(1, ...rates.map((rate) => rate.payments));
  const route = payerNames[payerOf(programme, channelInForce(channels, programme.key, term))];
  return payments === 1 ? route : `${route}，每学期分 ${payments} 次`;
}

function rowOf(programme: Programme, stage: EducationStage, term: TermKey, policy: EntitlementPolicy, channels: readonly ChannelRule[]): MenuRow {
  const picked = pickEligibilityRule(policy.catalogue.rules.filter((rule) => rule.stages.includes(stage)), programme.key, term, policy.regions);
  const rule = picked.kind === 'picked' ? { ...picked.rule, stages: [stage] } : null;
  const rates = ratesOf(programme, stage, term, policy);
  const card = channelInForce(channels, programme.key, term) === 'one_card';
  return {
    programmeKey: programme.key, programmeName: programme.name, sourceLabel: programmeSourceNames[programme.sourceKind],
    standard: standardOf(programme, [stage], rates),
    condition: rule === null ? (programme.payeeKind === 'none' || programme.shape === 'in_kind' ? `${formatStage(stage)}学生` : '按当地公布的条件') : wordRule(rule),
    papers: rule === null && programme.papers === '' && programme.shape === 'in_kind' ? '不用交材料' : papersOf(programme, rule, card),
    deadline: programme.deadline === '' ? '见学校通知' : programme.deadline,
    payment: paymentOf(programme, rates, channels, term),
    document: programme.document ?? rates.find((rate) => rate.document !== null)?.document ?? '',
  };
}

/** 资助项目自助菜单: what a family of each of the school's stages can have in the term. From the school's own catalogue, nothing else. */
export function menuOf(db: ReadableDb, schoolId: number, term: TermKey): MenuPart[] {
  const policy = policyOf(db, schoolId, settingsOf(db, schoolId), term);
  const channels = listProgrammeChannels(db, schoolId);
  const taught = findSchool(db, schoolId)?.stages ?? [];
  const ours = (programme: Programme): boolean => programme.inUse && (programme.origin === 'local' || programme.region === NATIONAL || policy.regions.includes(programme.region));
  return educationStages.filter((stage) => taught.includes(stage)).map((stage) => ({
    stage, stageLabel: formatStage(stage),
    rows: policy.catalogue.programmes.filter((programme) => ours(programme) && programme.stages.includes(stage)).map((programme) => rowOf(programme, stage, term, policy, channels)),
  }));
}
