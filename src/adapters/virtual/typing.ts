import type { Signals } from '../../core/signals.js';
import type { FaultPlan, QuestionFault } from './faults.js';
import type { Line } from './line.js';
import type { VirtualWorld } from './world.js';

/** Shown later than that, it would only lag behind the message. */
const DEADLINE_MS = 3_000;

/** What typing goes through. */
export interface TypingWay {
  readonly world: VirtualWorld;
  readonly line: Line;
  readonly faults: FaultPlan<QuestionFault> | undefined;
  readonly online: () => boolean;
}

/** Shows the others that the account is writing; what goes wrong is nobody's loss. */
export function typist({ world, line, faults, online }: TypingWay): Signals {
  return {
    async typing({ peer: chat, topicId }, signal) {
      signal.throwIfAborted();
      if (!online()) return;
      const fault = faults?.next();
      const travelling = line.travel().then(() => {
        if (fault?.kind === 'silence') return new Promise<never>(() => undefined);
        if (!fault) world.showTyping({ chat, ...(topicId === undefined ? {} : { topicId }) });
        return line.travel();
      });
      await line.answer(travelling, DEADLINE_MS, signal);
    },
  };
}
