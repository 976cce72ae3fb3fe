import { useEffect, useRef } from 'react';
import type { RefObject } from 'react';

/** Esc inside this element leads out of it; a dialog above it has its own Esc and lies elsewhere in the page. */
export function useEscape<Of extends HTMLElement>(leave: () => void): RefObject<Of | null> {
  const holder = useRef<Of>(null);
  useEffect(() => {
    const element = holder.current;
    const press = (event: KeyboardEvent): void => {
      if (event.key !== 'Escape') return;
      event.preventDefault();
      leave();
    };
    element?.addEventListener('keydown', press);
    return () => element?.removeEventListener('keydown', press);
  }, [leave]);
  return holder;
}
