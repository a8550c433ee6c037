import type { FastifyInstance } from 'fastify';
import type { Clock } from '../core/clock.js';
import type { HttpSettings } from '../core/config.js';
import type { EventBus } from '../core/events.js';
import type { Logger } from '../core/logger.js';
import { type AppParts, buildApp } from './app.js';
import type { ControlHandlers } from './contract/control.js';
import { EventStream } from './events/event-stream.js';
import { createGuard } from './http/guard.js';
import { listenOnHttp } from './http/listen-http.js';
import { sharedAnswer } from './http/shared-answer.js';
import { listenOnSocket } from './listen-socket.js';

/** What is being answered while the server stops has so long to end: `restart` and `stop` themselves, above all. */
const LAST_ANSWERS_MS = 1_000;

/** What everybody may ask over HTTP is asked of the daemon once in so long. */
const OPEN_ANSWERS_MS = 1_000;

export interface ControlServerOptions {
  readonly socketPath: string;
  readonly handlers: ControlHandlers;
  readonly events: EventBus;
  readonly clock: Clock;
  /** Absent: the socket is all that is served. */
  readonly http?: HttpSettings | undefined;
  /** Told of faults: their answers say nothing. @default nobody */
  readonly logger?: Logger;
}

/**
 * Serves the control contract on a unix socket that only its owner may open, and over HTTP where configured.
 * @returns the way to stop
 * @throws PostaciError `DIRECTORY_LOCKED` when a living daemon answers on the socket already, `CONFIG_INVALID` when
 *   the configured address cannot be listened on; nothing is served then
 */
export async function serveControl(options: ControlServerOptions): Promise<() => Promise<void>> {
  const { socketPath, handlers, events, clock, http, logger } = options;
  const stream = new EventStream(events, clock);
  const parts: AppParts = {
    handlers,
    stream,
    onFault: (error, what) => logger?.error('the control server met a fault', { what, error }),
  };
  const apps: FastifyInstance[] = [];
  const stop = async () => {
    stream.close();
    await Promise.all(apps.map((app) => closeSoon(app, clock)));
  };
  try {
    const onSocket = buildApp(parts);
    await listenOnSocket(onSocket, socketPath);
    apps.push(onSocket);
    if (http) {
      const onHttp = buildApp({
        ...parts,
        handlers: {
          ...handlers,
          ready: sharedAnswer(() => handlers.ready(), clock, OPEN_ANSWERS_MS),
          metrics: sharedAnswer(() => handlers.metrics(), clock, OPEN_ANSWERS_MS),
        },
        guard: createGuard(http, clock),
      });
      apps.push(onHttp);
      const address = await listenOnHttp(onHttp, http);
      logger?.info('the control contract is served over HTTP', {
        address,
        control: http.token !== undefined,
        metricsOpen: http.metricsOpen,
      });
    }
  } catch (error) {
    await stop();
    throw error;
  }
  return stop;
}

/** No new connections; then the last answers, within their time. */
async function closeSoon(app: FastifyInstance, clock: Clock): Promise<void> {
  const closed = new AbortController();
  const closing = app.close().finally(() => closed.abort());
  const late = clock.sleepUntil(clock.now() + LAST_ANSWERS_MS, closed.signal);
  await Promise.race([closing, late]).catch(() => undefined);
  app.server.closeAllConnections();
  await closing;
}
