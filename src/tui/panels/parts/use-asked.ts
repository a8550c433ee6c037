import { useCallback, useMemo, useRef, useState } from 'react';
import { type Problem, problemOf } from './problem.js';

/** Something that the daemon was asked for. */
export interface Asked<T> {
  /** The newest answer; it stays while the daemon is asked again, and when that fails. */
  readonly value: T | undefined;
  readonly loading: boolean;
  readonly problem: Problem | undefined;
}

export interface Asking<T> extends Asked<T> {
  /**
   * Asks (again); of several questions under way only the newest one's answer counts. Settles when it is there.
   * @param then hears the answer, if it counts
   */
  readonly ask: (question: () => Promise<T>, then?: (value: T) => void) => Promise<void>;
}

const NOTHING = { value: undefined, loading: false, problem: undefined };

/** Asks the daemon, and keeps what came of it; never throws. */
export function useAsked<T>(): Asking<T> {
  const [asked, tell] = useState<Asked<T>>(NOTHING);
  const newest = useRef(0);
  const ask = useCallback<Asking<T>['ask']>(async (question, then) => {
    newest.current += 1;
    const mine = newest.current;
    tell((before) => ({ ...before, loading: true }));
    try {
      const value = await question();
      if (newest.current !== mine) return;
      tell({ value, loading: false, problem: undefined });
      then?.(value);
    } catch (error) {
      if (newest.current !== mine) return;
      tell((before) => ({ ...before, loading: false, problem: problemOf(error) }));
    }
  }, []);
  return useMemo(() => ({ ...asked, ask }), [asked, ask]);
}
