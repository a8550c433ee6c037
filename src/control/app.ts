import type { Socket } from 'node:net';
import { type FastifyInstance, type FastifyReply, fastify } from 'fastify';
import { addOwnRoutes, addRoutes } from './add-routes.js';
import type { ControlHandlers } from './contract/control.js';
import type { EventStream } from './events/event-stream.js';
import { asRefusal, malformed, type Refusal } from './failure.js';
import type { Guard } from './http/guard.js';
import { FACES } from './routes/table.js';
import { unknownRoute } from './unknown-route.js';

const LONGEST_BODY_BYTES = 64 * 1024;

/** The whole request has to have come by then. */
const REQUEST_TIMEOUT_MS = 30_000;

/** Connections over which nothing is asked: there are only so many. */
const KEEP_ALIVE_MS = 10_000;

/** Told what is a bug, for the log. */
export type OnFault = (error: unknown, what: string) => void;

export interface AppParts {
  readonly handlers: ControlHandlers;
  readonly stream: EventStream;
  /** Who may ask. @default whoever can connect */
  readonly guard?: Guard;
  readonly onFault: OnFault;
}

/** Fastify loads its own two, with Ajv, unless it is given others; no route of ours has a schema of theirs. */
const noCompiler = () => () => {
  throw new Error('requests are checked by schemas/read.ts');
};

const ACCESS = new Map(FACES.map(({ path, access }) => [path, access]));

/** The routes, not listening yet. */
export function buildApp({ handlers, stream, guard, onFault }: AppParts): FastifyInstance {
  const app = fastify({
    logger: false,
    bodyLimit: LONGEST_BODY_BYTES,
    requestTimeout: REQUEST_TIMEOUT_MS,
    keepAliveTimeout: KEEP_ALIVE_MS,
    exposeHeadRoutes: false,
    return503OnClosing: false,
    // What is being answered while the server closes has a moment to end: see server.ts.
    forceCloseConnections: 'idle',
    schemaController: {
      compilersFactory: { buildValidator: noCompiler, buildSerializer: noCompiler },
    },
    frameworkErrors: (error, _request, reply) => refuse(reply, malformed(400, error.message)),
    clientErrorHandler: refuseRaw,
  });
  // JSON is all that is read.
  app.removeContentTypeParser('text/plain');

  app.addHook('onRequest', async (request, reply) => {
    reply.headers(ALWAYS);
    if (!guard) return;
    const { host, origin, authorization } = request.headers;
    const caller = { address: request.ip, host, origin, authorization };
    // An unknown path is told to those only who may ask for a known one.
    const refusal = guard(caller, ACCESS.get(request.routeOptions.url ?? '') ?? 'token');
    if (refusal) return refuse(reply.header('connection', 'close'), refusal);
  });
  addRoutes(app, handlers);
  addOwnRoutes(app, stream);
  app.setErrorHandler((error, request, reply) => {
    const { fault, ...refusal } = asRefusal(error);
    if (fault) onFault(error, `${request.method} ${request.routeOptions.url}`);
    const status = reply.statusCode === 503 ? 503 : refusal.status;
    return refuse(reply, { ...refusal, status });
  });
  app.setNotFoundHandler((request, reply) =>
    refuse(reply, unknownRoute(request.method, request.url)),
  );
  return app;
}

const ALWAYS = { 'cache-control': 'no-store', 'x-content-type-options': 'nosniff' };

function refuse(reply: FastifyReply, { status, failure, headers }: Refusal): FastifyReply {
  return reply
    .headers({ ...ALWAYS, ...headers })
    .status(status)
    .type('application/json; charset=utf-8')
    .send(failure);
}

/** What is no HTTP gets its answer, too; whoever has gone does not. */
function refuseRaw(error: Error & { readonly code?: string }, socket: Socket): void {
  if (error.code === 'ECONNRESET' || !socket.writable) {
    socket.destroy();
    return;
  }
  const slow = error.code === 'ERR_HTTP_REQUEST_TIMEOUT';
  const long = error.code === 'HPE_HEADER_OVERFLOW';
  const status = slow
    ? '408 Request Timeout'
    : long
      ? '431 Request Header Fields Too Large'
      : '400 Bad Request';
  const { failure } = malformed(
    400,
    slow ? 'the request did not come to its end' : 'this is no HTTP request',
  );
  const body = JSON.stringify(failure);
  socket.end(
    `HTTP/1.1 ${status}\r\ncontent-type: application/json; charset=utf-8\r\ncache-control: no-store\r\n` +
      `content-length: ${Buffer.byteLength(body)}\r\nconnection: close\r\n\r\n${body}`,
  );
}
