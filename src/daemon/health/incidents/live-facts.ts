import type { EventBus, LiveEvent } from '../../../core/events.js';
import type { ServiceName } from '../../../core/intent.js';
import type { ConnectionState } from '../../../core/messenger.js';
import { Outage } from './outage.js';
import type { ServiceRun } from './running.js';

interface RunNotes {
  failures: number;
  startedAt: number;
  running: boolean;
}

/** A service that ran this long is well. */
const STEADY_MS = 10 * 60_000;

/** What only the running daemon knows: it is gathered from what happens, from before the services start. */
export class LiveFacts {
  readonly startedAt: number;
  readonly line: Outage;
  /** Why the files of the configuration are not in force; undefined: they are. */
  configurationProblem: string | undefined;
  readonly #services = new Map<ServiceName, RunNotes>();
  #paused = false;
  #resumedAt: number | undefined;

  /** @param now milliseconds since the epoch */
  constructor(now: number) {
    this.startedAt = now;
    this.line = new Outage(now);
  }

  /**
   * Listens to what happens.
   * @param onNews something happened that may begin or end an incident
   * @returns the way to stop
   */
  listen(events: EventBus, onNews: () => void): () => void {
    return events.subscribe((event) => {
      this.#note(event);
      if (isNews(event)) onNews();
    });
  }

  /** How the line to Telegram is, as it is seen at a look. */
  noteLine(connection: ConnectionState, now: number): void {
    this.line.note(connection === 'offline' || connection === 'connecting', now);
  }

  /**
   * What is paused is seen at a look, too.
   * @returns when the last pause ended, in this run
   */
  notePaused(paused: boolean, now: number): number | undefined {
    if (this.#paused && !paused) this.#resumedAt = now;
    this.#paused = paused;
    return this.#resumedAt;
  }

  /** Does anything run that speaks? */
  get running(): boolean {
    return [...this.#services.values()].some(({ running }) => running);
  }

  services(now: number): readonly ServiceRun[] {
    return [...this.#services].map(([name, { failures, startedAt, running }]) => {
      const steady = running && now - startedAt >= STEADY_MS;
      return { name, failures: steady ? 0 : failures, steady };
    });
  }

  #note(event: LiveEvent): void {
    if (event.type === 'connection') this.noteLine(event.state, event.at);
    if (event.type === 'configuration') {
      this.configurationProblem =
        event.outcome === 'kept' ? (event.problem ?? 'something is wrong with them') : undefined;
    }
    if (event.type !== 'service') return;
    const { service, state, at } = event;
    const notes = this.#services.get(service) ?? { failures: 0, startedAt: at, running: false };
    if (state === 'stopped') this.#services.delete(service);
    else this.#services.set(service, after(notes, state, at));
  }
}

function after(notes: RunNotes, state: 'started' | 'failed', at: number): RunNotes {
  if (state === 'started') return { ...notes, startedAt: at, running: true };
  const wasSteady = at - notes.startedAt >= STEADY_MS;
  return { ...notes, failures: wasSteady ? 1 : notes.failures + 1, running: false };
}

/** What Telegram says of a message, other than that it arrived, comes without a rule. */
function isNews(event: LiveEvent): boolean {
  if (event.type === 'configuration' || event.type === 'health') return true;
  if (event.type === 'service') return event.state === 'failed';
  return event.type === 'intent' && event.rule === undefined && event.reason !== undefined;
}
