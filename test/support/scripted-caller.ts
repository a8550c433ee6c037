import type { Caller } from '../../src/adapters/telegram/caller.js';

/** Telegram's answers to calls, one after the other; errors among them are thrown. */
export function scriptedCaller(answers: readonly unknown[]): {
  readonly caller: Caller;
  readonly requests: readonly unknown[];
} {
  const rest = [...answers];
  const requests: unknown[] = [];
  const caller: Caller = {
    async invoke(request) {
      requests.push(request);
      if (rest.length === 0) throw new Error(`nothing was scripted for ${request.className}`);
      const answer: unknown = rest.shift();
      if (answer instanceof Error) throw answer;
      return answer;
    },
  };
  return { caller, requests };
}
