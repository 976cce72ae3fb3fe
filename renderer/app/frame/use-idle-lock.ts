import { useEffect } from 'react';

const signs = ['keydown', 'pointerdown', 'pointermove', 'wheel'] as const;

/** Calls back once nobody has touched the window for so many minutes. */
export function useIdleLock(minutes: number, lock: () => void): void {
  useEffect(() => {
    let last = Date.now();
    const seen = (): void => { last = Date.now(); };
    const timer = setInterval(() => {
      if (Date.now() - last < minutes * 60_000) return;
      last = Date.now();
      lock();
    }, 5_000);
    for (const sign of signs) window.addEventListener(sign, seen, { passive: true });
    return () => {
      clearInterval(timer);
      for (const sign of signs) window.removeEventListener(sign, seen);
    };
  }, [minutes, lock]);
}
