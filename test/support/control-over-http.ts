import { buildApp } from '../../src/control/app.js';
import type { ControlHandlers } from '../../src/control/contract/control.js';
import { EventStream } from '../../src/control/events/event-stream.js';
import { createGuard } from '../../src/control/http/guard.js';
import { listenOnHttp } from '../../src/control/http/listen-http.js';
import { requestOf } from '../../src/control/routes/arguments.js';
import type { Question, RouteFace } from '../../src/control/routes/route.js';
import { FACES, ROUTES } from '../../src/control/routes/table.js';
import type { Clock } from '../../src/core/clock.js';
import type { EventBus } from '../../src/core/events.js';
import { createEventBus } from '../../src/lib/event-bus.js';
import { secret } from '../../src/lib/secret.js';
import { systemClock } from '../../src/lib/system-clock.js';
import { witnessed } from './control-handlers.js';
import { SAMPLES } from './control-samples.js';

export const TOKEN = 'correct-horse-battery-staple';

export interface HttpStageOptions {
  /** Null: none is configured. @default TOKEN */
  readonly token?: string | null;
  /** @default false */
  readonly metricsOpen?: boolean;
  readonly clock?: Clock;
  /** In the place of those that write down what they are asked. */
  readonly handlers?: Partial<ControlHandlers>;
  /** What the guard takes for the address that is listened on. @default 127.0.0.1 */
  readonly host?: string;
}

/** The control contract over HTTP, on a free port of this machine. */
export interface HttpStage {
  readonly url: string;
  /** Every call that came to a handler: its name and its arguments. */
  readonly calls: unknown[];
  readonly faults: unknown[];
  readonly events: EventBus;
  /** Asks with the token. */
  ask(path: string, init?: RequestInit): Promise<Response>;
  stop(): Promise<void>;
}

export async function serveOverHttp(options: HttpStageOptions = {}): Promise<HttpStage> {
  const { token = TOKEN, metricsOpen = false, clock = systemClock, host = '127.0.0.1' } = options;
  const calls: unknown[] = [];
  const faults: unknown[] = [];
  const events = createEventBus();
  const stream = new EventStream(events, clock);
  const settings = { host, port: 0, metricsOpen, ...(token ? { token: secret(token) } : {}) };
  const app = buildApp({
    handlers: { ...witnessed(calls), ...options.handlers },
    stream,
    guard: createGuard(settings, clock),
    onFault: (error) => void faults.push(error),
  });
  const url = await listenOnHttp(app, { host: '127.0.0.1', port: 0 });
  return {
    url,
    calls,
    faults,
    events,
    ask: (path, init = {}) => {
      const headers = new Headers(init.headers);
      headers.set('authorization', `Bearer ${token}`);
      return fetch(url + path, { ...init, headers });
    },
    async stop() {
      stream.close();
      app.server.closeAllConnections();
      await app.close();
    },
  };
}

/** A right request for a route; for those without a handler, its bare address. */
export function rightRequest(face: RouteFace): readonly [path: string, init: RequestInit] {
  const found = ROUTES.find(([, route]) => route === face);
  if (!found) return [face.path, { method: face.method }];
  const [name, route] = found;
  const sent = requestOf(route.takes, SAMPLES[name]);
  if (face.method === 'POST')
    return [face.path, jsonOf(Object.keys(sent).length ? sent : undefined)];
  const query = new URLSearchParams(
    Object.entries(sent).map(([field, value]): [string, string] => [field, String(value)]),
  );
  return [`${face.path}?${query}`, {}];
}

/** A POST with a JSON body, or with none. */
export function jsonOf(body: unknown): RequestInit {
  if (body === undefined) return { method: 'POST' };
  const headers = { 'content-type': 'application/json' };
  return { method: 'POST', headers, body: JSON.stringify(body) };
}

/** Every route, named for a test's title. */
export const EVERY_ROUTE: readonly (readonly [title: string, face: RouteFace])[] = FACES.map(
  (face) => [`${face.method} ${face.path}`, face],
);

/** The rows that have a handler. */
export const EVERY_QUESTION: readonly Question[] = ROUTES.map(([name]) => name);
