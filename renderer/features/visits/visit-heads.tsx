import { Select, TextInput } from '@mantine/core';
import type { ReactElement } from 'react';
import { parseVisitors, visitPurposes, visitWays } from '#shared/domain/visits/visit.ts';
import type { VisitPurpose, VisitWay } from '#shared/domain/visits/visit.ts';
import { visitPurposeTexts, visitWayTexts } from '#shared/text/visits.ts';
import { DateInput } from '#renderer/components/date-input.tsx';
import type { VisitDraft } from './visit-draft.ts';
import classes from './visits.module.css';

interface VisitHeadsProps {
  readonly draft: VisitDraft;
  readonly onChange: (part: Partial<VisitDraft>) => void;
  /** How many the procedure wants on the spot. */
  readonly needed: number;
}

function visitorsHint(draft: VisitDraft, needed: number): string {
  const count = parseVisitors(draft.visitorsText).length;
  const asks = draft.way === 'on_site' ? `，实地要 ${needed} 人` : '';
  return count === 0 ? `姓名（身份），用顿号隔开${asks}` : `${count} 人${asks}`;
}

/** Who went, when and how: the same of one record and of a whole outing. */
export function VisitHeadFields({ draft, onChange, needed }: VisitHeadsProps): ReactElement {
  return (
    <div className={classes['heads']}>
      <DateInput label="家访日期" required value={draft.visitedOn} onChange={(visitedOn) => onChange({ visitedOn })} />
      <Select
        label="方式" allowDeselect={false} value={draft.way} data={visitWays.map((value) => ({ value, label: visitWayTexts[value] }))}
        onChange={(value) => onChange({ way: (value ?? 'on_site') as VisitWay })}
      />
      <Select
        label="用途" allowDeselect={false} value={draft.purpose} data={visitPurposes.map((value) => ({ value, label: visitPurposeTexts[value] }))}
        onChange={(value) => onChange({ purpose: (value ?? 'verification') as VisitPurpose })}
      />
      <TextInput
        label="家访人" required placeholder="王芳（班主任）、刘洋" description={visitorsHint(draft, needed)} inputWrapperOrder={['label', 'input', 'description', 'error']}
        value={draft.visitorsText} maxLength={200} onChange={(event) => onChange({ visitorsText: event.currentTarget.value })}
      />
      {draft.way === 'entrusted' && (
        <>
          <TextInput className={classes['two'] ?? ''} label="委托给谁" required placeholder="如：学生家所在地的中心校" value={draft.entrustedTo} maxLength={100} onChange={(event) => onChange({ entrustedTo: event.currentTarget.value })} />
          <TextInput className={classes['two'] ?? ''} label="为什么委托" required placeholder="如：学生家在外市" value={draft.entrustedReason} maxLength={100} onChange={(event) => onChange({ entrustedReason: event.currentTarget.value })} />
        </>
      )}
    </div>
  );
}
