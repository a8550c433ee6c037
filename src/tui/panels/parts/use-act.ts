import { useCallback, useMemo } from 'react';
import type { PanelProps } from '../../panel.js';
import { problemLine, problemOf } from './problem.js';
import { useLive } from './use-live.js';

export interface Acting {
  readonly busy: boolean;
  /**
   * Does one thing at a time: while it is under way, another is not begun.
   * @param said what the foot of the screen says when it is done
   * @returns was it done? Why not is said, too
   */
  readonly act: (work: () => Promise<unknown>, said: string) => Promise<boolean>;
}

/** Lets the daemon do something, and says what came of it; never throws. */
export function useAct(tell: PanelProps['tell']): Acting {
  const { state, now, set } = useLive(() => ({ busy: false }));
  const act = useCallback<Acting['act']>(
    async (work, said) => {
      if (now().busy) return false;
      set({ busy: true });
      try {
        await work();
        tell(said, 'done');
        return true;
      } catch (error) {
        tell(problemLine(problemOf(error)), 'problem');
        return false;
      } finally {
        set({ busy: false });
      }
    },
    [now, set, tell],
  );
  return useMemo(() => ({ busy: state.busy, act }), [state.busy, act]);
}
