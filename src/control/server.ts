import { chmod, mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import { type FastifyInstance, fastify } from 'fastify';
import { PostaciError } from '../core/errors.js';
import type { EventBus } from '../core/events.js';
import { addCommentRoutes } from './comment-routes.js';
import type { ControlHandlers } from './contract/control.js';
import { streamEvents } from './event-stream.js';
import { addPeopleRoutes } from './people-routes.js';
import { type ControlFailure, ROUTES } from './routes.js';

/**
 * Serves the control contract on a unix socket that only its owner may open.
 * @returns the way to stop
 * @throws PostaciError `DIRECTORY_LOCKED` when a living daemon answers on the socket already
 */
export async function serveControl(options: {
  readonly socketPath: string;
  readonly handlers: ControlHandlers;
  readonly events: EventBus;
}): Promise<() => Promise<void>> {
  const app = buildServer(options.handlers, options.events);
  await mkdir(dirname(options.socketPath), { recursive: true });
  await clearStaleSocket(options.socketPath);
  // Nobody may connect in the moment between bind and chmod.
  const mask = process.umask(0o177);
  try {
    await app.listen({ path: options.socketPath });
  } finally {
    process.umask(mask);
  }
  await chmod(options.socketPath, 0o600);
  return async () => {
    app.server.closeAllConnections();
    await app.close();
  };
}

/** Loaded with the first request that has something to check: most daemons never hear one. */
const schemas = () => import('./schemas.js');

/** Fastify loads its own two, with Ajv, unless it is given others; no route of ours has a schema of theirs. */
const noCompiler = () => () => {
  throw new Error('requests are checked by schemas.ts');
};

/** The routes without a socket; tests inject requests. */
export function buildServer(handlers: ControlHandlers, events: EventBus): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: 64 * 1024,
    forceCloseConnections: true,
    schemaController: {
      compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler },
    },
  });

  app.get(ROUTES.status, () => handlers.status());
  app.get(ROUTES.health, () => handlers.health());
  app.post(ROUTES.askSpamBot, () => handlers.askSpamBot());
  app.post(ROUTES.pause, async (request) => {
    const { read, pauseBody } = await schemas();
    await handlers.pause(read(pauseBody, request.body).scope);
    return {};
  });
  app.post(ROUTES.resume, async (request) => {
    const { read, pauseBody } = await schemas();
    await handlers.resume(read(pauseBody, request.body).scope);
    return {};
  });
  app.post(ROUTES.lift, async (request) => {
    const { read, liftBody } = await schemas();
    await handlers.lift(read(liftBody, request.body).restriction);
    return {};
  });
  app.post(ROUTES.checkGroups, () => handlers.checkGroups());
  app.post(ROUTES.sendTest, async (request) => {
    const { read, sendTestBody } = await schemas();
    return handlers.sendTest(read(sendTestBody, request.body));
  });
  app.get(ROUTES.why, async (request) => {
    const { read, whyQuery } = await schemas();
    const { id } = read(whyQuery, request.query);
    return handlers.why(id === undefined ? { about: 'last' } : { about: 'id', id });
  });
  app.get(ROUTES.settled, async (request) => {
    const { read, settledQuery } = await schemas();
    return handlers.settled(read(settledQuery, request.query).id);
  });
  addPeopleRoutes(app, handlers);
  addCommentRoutes(app, handlers);
  app.get(ROUTES.events, (_request, reply) => {
    reply.hijack();
    streamEvents(reply.raw, events);
  });

  app.setErrorHandler((error, _request, reply) => {
    const { status, failure } = asFailure(error);
    return reply.status(status).send(failure);
  });
  app.setNotFoundHandler((request, reply) =>
    reply.status(404).send({
      code: 'USAGE',
      problem: `there is no ${request.method} ${request.url}`,
      remedy: 'Use the same version of postaci at both ends.',
    } satisfies ControlFailure),
  );
  return app;
}

function asFailure(error: unknown): { status: number; failure: ControlFailure } {
  if (error instanceof PostaciError) {
    const { code, problem, remedy } = error;
    return { status: error.exitCode === 2 ? 400 : 409, failure: { code, problem, remedy } };
  }
  const status = (error as { statusCode?: number }).statusCode ?? 500;
  const problem = error instanceof Error ? error.message : String(error);
  return {
    status,
    failure: { code: status < 500 ? 'USAGE' : 'INTERNAL', problem, remedy: 'See the log.' },
  };
}

/** A crash leaves its socket behind; one that somebody answers on is in use. */
async function clearStaleSocket(path: string): Promise<void> {
  const alive = await new Promise<boolean>((resolve) => {
    const probe = connect(path, () => {
      probe.destroy();
      resolve(true);
    });
    probe.once('error', () => resolve(false));
  });
  if (alive) {
    throw new PostaciError(
      'DIRECTORY_LOCKED',
      `another daemon of this customer answers on ${path}`,
      'Stop it first, or ask it: postaci status.',
    );
  }
  await rm(path, { force: true });
}
