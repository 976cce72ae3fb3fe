import type { Imprint } from '#main/print/papers/imprint.ts';
import type { Core, Session } from './core.ts';

/** Who printed, and when: what stands at the foot of every paper of the school's own files. */
export function imprintOf(core: Pick<Core, 'at'>, session: Pick<Session, 'displayName'>): Imprint {
  return { purpose: 'archive', printedBy: session.displayName, printedAt: core.at() };
}
