import { notifications } from '@mantine/notifications';
import { failureOf } from './failure.ts';

/** Said in the corner and read out politely: something is done. */
export function tellDone(message: string): void {
  notifications.show({ message, color: 'brand', role: 'status' });
}

/** Said in the corner and read out at once: what went wrong. */
export function tellFailure(error: unknown): void {
  notifications.show({ message: failureOf(error).sentence, color: 'red', autoClose: 15_000, role: 'alert' });
}
