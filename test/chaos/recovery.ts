import { setTimeout as pause } from 'node:timers/promises';
import { PostaciError } from '../../src/core/errors.js';
import type { Stage } from './stage.js';
import type { Traffic } from './traffic.js';

const LOOK_EVERY_MS = 20;
const MARK_EVERY_MS = 2_000;
const LIFT_EVERY_MS = 1_000;

/** It did not come back. */
export class NotRecovered extends Error {}

/** What tells that a daemon lives: what it handles, and what arrives from it. */
export class Pulse {
  readonly #stage: Stage;
  readonly #traffic: Traffic;
  readonly #handled = new Set<string>();
  #arrivals = 0;

  constructor(stage: Stage, traffic: Traffic) {
    this.#stage = stage;
    this.#traffic = traffic;
    stage.daemon.onHandled = (incoming) => {
      if (incoming.kind === 'message' && incoming.text.startsWith('mark')) {
        this.#handled.add(incoming.text);
      }
    };
    stage.telegram.onArrived = () => {
      this.#arrivals++;
    };
  }

  /**
   * Resolves once the daemon has handled something new in every chat and something new of it has arrived. An
   * operator lifts meanwhile what stands until somebody does.
   * @returns after how many milliseconds
   * @throws NotRecovered after `longestMs`, and when the signal aborts
   */
  async recovered(longestMs: number, signal: AbortSignal): Promise<number> {
    const since = Date.now();
    const arrivals = this.#arrivals;
    const rounds: (readonly string[])[] = [];
    let markAt = since;
    let liftAt = since + LIFT_EVERY_MS;
    const handles = () => rounds.some((marks) => marks.every((text) => this.#handled.has(text)));
    while (!(handles() && this.#arrivals > arrivals)) {
      const now = Date.now();
      if (now - since > longestMs) {
        const newest = rounds.at(-1) ?? [];
        const silent = newest.filter((text) => !this.#handled.has(text));
        const sends = this.#arrivals > arrivals ? 'it sends' : 'nothing is sent';
        throw new NotRecovered(`${sends}; not handled: ${silent.join(', ') || 'nothing'}`);
      }
      if (now >= markAt) {
        const marks = await this.#traffic.mark();
        if (marks.length > 0) rounds.push(marks);
        markAt = now + MARK_EVERY_MS;
      }
      if (now >= liftAt) {
        await this.#liftBars();
        liftAt = now + LIFT_EVERY_MS;
      }
      await pause(LOOK_EVERY_MS, undefined, { signal });
    }
    this.#handled.clear();
    return Date.now() - since;
  }

  async #liftBars(): Promise<void> {
    try {
      const { restrictions } = await this.#stage.control.status();
      for (const { id, until, code } of restrictions) {
        if (until === null || code === 'PEER_FLOOD') await this.#stage.control.lift(id);
      }
    } catch (error) {
      // The daemon is down, or a bar has ended meanwhile: the operator looks again later.
      if (!(error instanceof PostaciError)) throw error;
    }
  }
}
