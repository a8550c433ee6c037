import { useCallback, useRef, useState } from 'react';

/** A state that its newest value can be asked of at any time, also between two renderings. */
export interface Live<S> {
  readonly state: S;
  readonly now: () => S;
  readonly set: (next: S) => void;
  /** Changes some of it. */
  readonly change: (some: Partial<S>) => void;
}

/** Several keys may arrive before the screen is drawn again; each must see what the one before has done. */
export function useLive<S extends object>(initial: () => S): Live<S> {
  const [state, render] = useState(initial);
  const newest = useRef(state);
  const now = useCallback(() => newest.current, []);
  const set = useCallback((next: S) => {
    newest.current = next;
    render(next);
  }, []);
  const change = useCallback((some: Partial<S>) => set({ ...newest.current, ...some }), [set]);
  return { state, now, set, change };
}
