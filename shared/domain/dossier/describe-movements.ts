import { formatBoardingMode } from '../roster/boarding-mode.ts';
import type { BoardingMode } from '../roster/boarding-mode.ts';
import { formatMovementKind } from '../roster/movement.ts';
import { formatStudentStatus } from '../roster/student-status.ts';
import type { StudentStatus } from '../roster/student-status.ts';
import { describeSource } from './describe-source.ts';
import type { DossierMovement } from './dossier-rows.ts';
import type { FileMovement } from './student-file.ts';

/** 学籍变动 in words, the newest first; one that was taken back stays and says so. */
export function describeMovements(movements: readonly DossierMovement[], classGroup: (id: number) => string): FileMovement[] {
  return movements.toReversed().map((one) => {
    const from = describeSide(one.from, classGroup);
    const to = describeSide(one.to, classGroup);
    const change = from === '' ? to : to === '' ? from : `${from} → ${to}`;
    return {
      date: one.effectiveDate, kind: formatMovementKind(one.kind),
      detail: one.corrected ? `${change}（已更正作废）` : change,
      evidence: [one.evidence, describeSource(one)].filter((part) => part !== '').join('；'),
    };
  });
}

function describeSide(side: DossierMovement['from'], classGroup: (id: number) => string): string {
  return Object.entries(side).map(([key, value]) => describeValue(key, value, classGroup)).filter((word) => word !== '').join('，');
}

function describeValue(key: string, value: string | number | null, classGroup: (id: number) => string): string {
  if (value === null || value === '') return '';
  switch (key) {
    case 'status': return formatStudentStatus(value as StudentStatus);
    case 'boardingMode': return formatBoardingMode(value as BoardingMode) || '未知';
    case 'classId': return classGroup(Number(value));
    case 'className': return String(value);
    case 'yearOffset': return Number(value) === 0 ? '' : `年级调整 ${value}`;
    default: return '';
  }
}
