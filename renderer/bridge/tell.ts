import { notifications } from '@mantine/notifications';
import type { NotificationData } from '@mantine/notifications';
import { failureOf } from './failure.ts';

/** Says a thing; of many in a row the oldest goes, so that the newest is never told behind what was told long ago. */
function teller(most: number): (note: NotificationData) => void {
  const told: string[] = [];
  return (note) => {
    for (const id of told.splice(0, Math.max(0, told.length - most + 1))) notifications.hide(id);
    told.push(notifications.show(note));
  };
}

const sayDone = teller(3);
const sayFailure = teller(2);

/** Said in the corner and read out politely: something is done. It lets the mouse through to what lies beneath, and goes by itself. */
export function tellDone(message: string): void {
  sayDone({ message, color: 'brand', role: 'status', withCloseButton: false, style: { pointerEvents: 'none' } });
}

/** Said in the corner and read out at once: what went wrong. */
export function tellFailure(error: unknown): void {
  sayFailure({ message: failureOf(error).sentence, color: 'red', autoClose: 15_000, role: 'alert' });
}
