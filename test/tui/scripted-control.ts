import type { Control } from '../../src/control/contract/control.js';
import type { Status } from '../../src/control/contract/status.js';
import { PostaciError } from '../../src/core/errors.js';
import type { LiveEvent } from '../../src/core/events.js';
import { handlers } from '../support/control-handlers.js';
import { CALM, SENT } from './fixture.js';
import { DRAFTS, LOG, SETTINGS, USERS, WHY } from './panel-fixture.js';

/** What a test tells its daemon to be from now on. */
export interface Stagehand {
  readonly status?: Status;
  readonly events?: readonly LiveEvent[];
  /** So many small events at once. */
  readonly flood?: number;
  /** Nobody answers any more, or again. */
  readonly away?: boolean;
  /** What asks for a change is refused. */
  readonly refusing?: boolean;
  /** A library writes into the terminal. */
  readonly print?: string;
  readonly crash?: boolean;
}

/** A daemon as a test wants it: it answers as told, and writes down what it was asked to do. */
export class ScriptedControl {
  readonly control: Control;
  readonly #asked: (what: readonly unknown[]) => void;
  #status: Status = CALM;
  #away = false;
  #refusing = false;
  #queue: LiveEvent[] = [];
  #count = 0;
  #wake: () => void = () => undefined;

  /** @param asked is told everything that would change the daemon, and where events were taken up again */
  constructor(asked: (what: readonly unknown[]) => void) {
    this.#asked = asked;
    const act = (what: string) => async (given?: unknown) => {
      this.#answer();
      asked(given === undefined ? [what] : [what, given]);
      if (this.#refusing) throw new PostaciError('USAGE', 'this is not allowed', 'Ask Ada.');
    };
    this.control = {
      ...handlers(),
      status: async () => {
        this.#answer();
        return this.#status;
      },
      settings: async () => SETTINGS,
      log: async () => LOG,
      drafts: async () => DRAFTS,
      why: async () => WHY,
      users: async () => USERS,
      sent: async () => SENT,
      pause: act('pause'),
      resume: act('resume'),
      debug: act('debug'),
      restart: act('restart'),
      stop: act('stop'),
      events: (signal, after) => this.#events(signal, after),
    };
  }

  play({ status, events = [], flood = 0, away, refusing }: Stagehand): void {
    this.#status = status ?? this.#status;
    this.#away = away ?? this.#away;
    this.#refusing = refusing ?? this.#refusing;
    this.#queue.push(...events, ...Array.from({ length: flood }, (_, index) => small(index)));
    this.#wake();
  }

  #answer(): void {
    if (this.#away) {
      throw new PostaciError('DAEMON_NOT_RUNNING', 'no daemon answers', 'Start it: postaci run.');
    }
  }

  async *#events(signal: AbortSignal, after?: string) {
    this.#answer();
    if (after !== undefined) this.#asked(['events after', after]);
    while (!signal.aborted && !this.#away) {
      const event = this.#queue.shift();
      if (event) {
        this.#count += 1;
        yield { id: String(this.#count), event };
      } else {
        await new Promise<void>((resolve) => {
          this.#wake = resolve;
          signal.addEventListener('abort', () => resolve(), { once: true });
        });
      }
    }
  }
}

function small(index: number): LiveEvent {
  return { type: 'heard', at: CALM.at, peer: 7, own: false, text: `flood ${index + 1}` };
}
