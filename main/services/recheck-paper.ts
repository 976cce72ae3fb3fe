import type { TermKey } from '#shared/domain/calendar/term.ts';
import { formatListKind } from '#shared/domain/matching/list-kind.ts';
import type { RowPlace } from '#shared/domain/matching/list-change.ts';
import { listChangeTexts, recheckDecisionTexts } from '#shared/text/special-groups.ts';
import type { RecheckLineView } from '#shared/contract/recheck.ts';
import type { ReadableDb } from '#main/db/connection.ts';
import type { ListLine } from '#main/db/queries/lists.ts';
import type { GroupRecheckLine, GroupRecheckPaper, RecheckFileRows } from '#main/print/papers/group-recheck.ts';
import type { Imprint } from '#main/print/papers/imprint.ts';
import { countPlaces, viewRecheckLines } from './recheck-views.ts';
import type { LiveRecheck } from './recheck-views.ts';

interface Printing {
  readonly school: string;
  readonly classIds: readonly number[] | null;
  readonly imprint: Imprint;
}

export function recheckPaper(db: ReadableDb, live: LiveRecheck, { school, classIds, imprint }: Printing): GroupRecheckPaper {
  const lines = viewRecheckLines(db, live, classIds);
  const changed = lines.filter((line) => line.change !== 'unchanged');
  return {
    kind: 'group_recheck', school, term: live.recheck.term as TermKey, department: formatListKind(live.next.kind, live.next.groupKey), startedOn: live.recheck.startedOn,
    files: [
      ...(live.previous === null ? [] : [fileRows('旧名单', live.previous, live.comparison.previousRows)]),
      fileRows('新名单', live.next, live.comparison.nextRows),
    ],
    lines: changed.map(printedLine), unchangedPupils: lines.length - changed.length, openCount: changed.filter((line) => line.decision === null).length, imprint,
  };
}

function fileRows(side: string, list: ListLine, places: ReadonlyMap<number, RowPlace>): RecheckFileRows {
  const counts = countPlaces(places);
  return {
    side, file: `${list.fileName}${list.asOf === null ? '' : `（截至 ${list.asOf}）`}`, unchanged: counts.unchanged, gained: counts.gained, lost: counts.lost,
    riskRemoved: counts.risk_removed, notOurs: counts.not_ours, waiting: counts.waiting, leftOut: list.leftOut, total: places.size + list.leftOut,
  };
}

function printedLine(line: RecheckLineView): GroupRecheckLine {
  const rows = [
    ...(line.previousRowNos.length === 0 ? [] : [`旧第 ${line.previousRowNos.join('、')} 行`]), ...(line.nextRowNos.length === 0 ? [] : [`新第 ${line.nextRowNos.join('、')} 行`]),
    ...(line.alsoOn.length === 0 ? [] : [`另在${line.alsoOn.join('、')}`]), ...(line.left ? ['已离校'] : []),
  ];
  const { decision } = line;
  return {
    name: line.name, className: line.className, group: line.groupLabel, change: listChangeTexts[line.change], basis: rows.join('；'),
    decision: decision === null ? '' : `${recheckDecisionTexts[decision.decision]}${decision.grade === null ? '' : `，等级改为${decision.grade}`}`,
    reason: decision?.reason ?? '', decidedOn: decision?.decidedOn ?? null, by: decision?.by ?? '',
  };
}
