import type { ReactElement } from 'react';
import type { RosterRepair } from '#shared/contract/roster.ts';
import { PlaceDialog } from './place-dialog.tsx';
import { MemberDialog } from './member-dialog.tsx';
import { PupilDialog } from './pupil-dialog.tsx';
import { usePupil } from './data.ts';

/** The dialog that mends this kind of fault. */
export function RepairDialog({ repair, onClose }: { readonly repair: RosterRepair; readonly onClose: () => void }): ReactElement | null {
  const pupil = usePupil(repair.studentId).data;
  if (pupil === undefined) return null;
  if (repair.kind === 'place' || repair.kind === 'boarding') return <PlaceDialog pupils={[pupil]} onClose={onClose} onDone={onClose} />;
  const member = repair.memberId === null ? undefined : pupil.members.find(({ id }) => id === repair.memberId);
  if (member) return <MemberDialog studentId={pupil.studentId} member={member} sentence={repair.problem.sentence} onClose={onClose} />;
  return <PupilDialog pupil={pupil} sentence={repair.problem.sentence} onClose={onClose} />;
}
