import { useLayoutEffect, useRef } from 'react';

/** The newest value behind a reference that never changes: what is called later sees what is true then, and nothing is drawn again for it. */
export function useLatest<Value>(value: Value): { readonly current: Value } {
  const latest = useRef(value);
  useLayoutEffect(() => { latest.current = value; });
  return latest;
}
