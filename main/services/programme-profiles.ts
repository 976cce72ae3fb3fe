import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatTermShort } from '#shared/domain/calendar/term.ts';
import { channelInForce, formatBook } from '#shared/domain/ledger/book.ts';
import { formatYuan } from '#shared/domain/money/fen.ts';
import { findProgramme } from '#shared/domain/programmes/catalogue.ts';
import type { Catalogue } from '#shared/domain/programmes/catalogue.ts';
import type { ProfileItem, RegionProfile } from '#shared/domain/programmes/region-profiles.ts';
import { REGION_PROFILES } from '#shared/domain/programmes/region-profiles.ts';
import { programmeShapeNames } from '#shared/text/programmes.ts';
import { boardingWords, wordRule, wordStages } from '#shared/text/programme-rules.ts';
import type { ReadableDb, WritableDb } from '#main/db/connection.ts';
import type { Maker, RowOrigin } from '#main/db/repositories/local-programme.ts';
import { insertLocalProgramme, insertLocalRate, insertLocalRule, listTakenItems } from '#main/db/repositories/local-programme.ts';
import { findOpenBatchOtherwise, findTermBookedOtherwise, insertProgrammeChannel, listProgrammeChannels } from '#main/db/repositories/programme-channel.ts';
import { setSetting } from '#main/db/repositories/setting.ts';
import type { Session } from './core.ts';
import { requirePermission } from './procedure.ts';
import { assertRateFits, assertRuleFits, assertTermsOpen } from './programme-checks.ts';
import { catalogueOf } from './programme-names.ts';
import { notFound, refuse } from './refusal.ts';
import { settingsOf } from './settings.ts';

/** A profile names a programme by its key, or by the name it brings itself. */
function findNamed(catalogue: Catalogue, named: string) {
  return findProgramme(catalogue, named) ?? catalogue.programmes.find((programme) => programme.name === named);
}

function textOf(item: ProfileItem, catalogue: Catalogue): string {
  const nameOf = (named: string): string => findNamed(catalogue, named)?.name ?? named;
  switch (item.kind) {
    case 'programme':
      return `项目：${item.name}（${wordStages(item.stages)}，${programmeShapeNames[item.shape]}），标准由本地录入`;
    case 'rate':
      return `标准：${nameOf(item.programme)} ${wordStages(item.stages)}${item.boarding === null ? '' : boardingWords[item.boarding]}${item.awardTier ?? ''} ${formatYuan(item.fen)} 元/学期`;
    case 'rule':
      return `资格：${nameOf(item.programme)} ${wordRule({ ...item, hardshipGrades: null, yearLevels: null })}`;
    case 'channel':
      return `渠道：${nameOf(item.programme)} ${formatBook(item.channel)}`;
    case 'split_profile':
      return item.profile === 'puyang' ? '校籍分离：同县就读用上级资金，跨县、市属跨校、无学籍用校级资金' : '校籍分离：只资助学籍在本校的学生';
    case 'note':
      return item.text;
  }
}

function isTaken(db: ReadableDb, schoolId: number, term: TermKey, catalogue: Catalogue): (item: ProfileItem) => boolean {
  const rows = new Set(listTakenItems(db, schoolId));
  const channels = listProgrammeChannels(db, schoolId);
  const { splitProfile } = settingsOf(db, schoolId);
  return (item) => {
    if (item.kind === 'channel') return channelInForce(channels, findNamed(catalogue, item.programme)?.key ?? item.programme, term) === item.channel;
    return item.kind === 'split_profile' ? splitProfile === item.profile : rows.has(item.key);
  };
}

export function profilesOf(db: ReadableDb, schoolId: number, term: TermKey) {
  const catalogue = catalogueOf(db, schoolId);
  const taken = isTaken(db, schoolId, term, catalogue);
  return REGION_PROFILES.map((profile) => ({
    key: profile.key, name: profile.name,
    items: profile.items.map((item) => ({
      key: item.key, kind: item.kind, text: textOf(item, catalogue), from: item.from, document: item.document, confidence: item.confidence,
      state: item.kind === 'note' ? 'note' as const : taken(item) ? 'taken' as const : 'open' as const,
    })),
  }));
}

export interface Adoption {
  readonly schoolId: number;
  readonly profileKey: string;
  readonly itemKeys: readonly string[];
  readonly validFrom: TermKey;
}

/** The chosen lines of the profile, programmes first so that what belongs to them finds them. */
function chosenItems(profile: RegionProfile, itemKeys: readonly string[]): ProfileItem[] {
  const items = [...new Set(itemKeys)].map((key) => {
    const item = profile.items.find((one) => one.key === key);
    if (!item || item.kind === 'note') throw notFound('地区配置里的这一条');
    return item;
  });
  return [...items.filter((item) => item.kind === 'programme'), ...items.filter((item) => item.kind !== 'programme')];
}

/** Takes the lines over, all or none; a line that stands already, or that clashes with the school's own, is refused by name. */
export function adoptItems(db: WritableDb, adoption: Adoption, session: Session, at: string): ProfileItem[] {
  const profile = REGION_PROFILES.find((one) => one.key === adoption.profileKey);
  if (!profile) throw notFound('这个地区配置');
  const items = chosenItems(profile, adoption.itemKeys);
  const taken = isTaken(db, adoption.schoolId, adoption.validFrom, catalogueOf(db, adoption.schoolId));
  for (const item of items) {
    if (taken(item)) throw refuse('programme_plan.item_taken', { item: textOf(item, catalogueOf(db, adoption.schoolId)) });
    if (item.from !== null && adoption.validFrom < item.from) {
      throw refuse('programme_plan.item_later', { item: textOf(item, catalogueOf(db, adoption.schoolId)), from: formatTermShort(item.from) });
    }
    adoptOne(db, { ...adoption, accountId: session.accountId, at }, profile, item, session);
  }
  return items;
}

function adoptOne(db: WritableDb, adoption: Adoption & Maker, profile: RegionProfile, item: ProfileItem, session: Session): void {
  const { schoolId, validFrom } = adoption;
  const document = item.document ?? `地区配置：${profile.name}（文号不详）`;
  const origin: RowOrigin = { confidence: item.confidence, profileItem: item.key };
  const keyOf = (named: string): string => {
    const programme = findNamed(catalogueOf(db, schoolId), named);
    if (!programme) throw refuse('programme_plan.programme_first', { programme: named });
    return programme.key;
  };
  const dated = { validFrom, validTo: null, document };
  switch (item.kind) {
    case 'programme': {
      if (findNamed(catalogueOf(db, schoolId), item.name)) throw refuse('programme.name_taken', { name: item.name });
      insertLocalProgramme(db, adoption, { ...item, exclusivityGroup: null, document }, origin);
      return;
    }
    case 'rate': {
      const rate = {
        ...dated, programmeKey: keyOf(item.programme), region: profile.name, stages: item.stages, boarding: item.boarding, awardTier: item.awardTier, kind: 'local' as const, fen: item.fen, highFen: null,
        unit: 'term' as const, usualQuantity: null, maxQuantity: null, payments: 1,
      };
      assertRateFits(db, schoolId, rate);
      insertLocalRate(db, adoption, rate, origin);
      return;
    }
    case 'rule': {
      const rule = { ...item, ...dated, programmeKey: keyOf(item.programme), hardshipGrades: null, yearLevels: null };
      assertRuleFits(db, schoolId, rule);
      insertLocalRule(db, adoption, rule, origin);
      return;
    }
    case 'channel': {
      requirePermission(session, 'ledger.write');
      const programmeKey = keyOf(item.programme);
      assertTermsOpen(db, schoolId, dated);
      adoptChannel(db, adoption, programmeKey, item.channel, document);
      return;
    }
    case 'split_profile':
      requirePermission(session, 'setting.write');
      setSetting(db, schoolId, 'splitProfile', item.profile);
      return;
    case 'note':
      return;
  }
}

function adoptChannel(db: WritableDb, { schoolId, accountId, at, validFrom }: Adoption & Maker, programmeKey: string, channel: 'school_account' | 'one_card', docNo: string): void {
  const programme = findProgramme(catalogueOf(db, schoolId), programmeKey)?.name ?? programmeKey;
  const booked = findTermBookedOtherwise(db, schoolId, programmeKey, validFrom, channel);
  if (booked !== null) throw refuse('fund_rules.money_booked', { programme, term: formatTermShort(booked), channel: formatBook(channel) });
  const batch = findOpenBatchOtherwise(db, schoolId, programmeKey, validFrom, channel);
  if (batch !== null) throw refuse('fund_rules.batch_open', { programme, no: batch });
  insertProgrammeChannel(db, { schoolId, programmeKey, validFrom, channel, docNo, accountId, at });
}
