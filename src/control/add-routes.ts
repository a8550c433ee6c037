import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { checkRequest } from './check-request.js';
import type { ControlHandlers } from './contract/control.js';
import type { EventStream } from './events/event-stream.js';
import { argumentsOf } from './routes/arguments.js';
import type { Question, Route } from './routes/route.js';
import { OWN_ROUTES, ROUTES } from './routes/table.js';

/** Every row of the table. */
export function addRoutes(app: FastifyInstance, handlers: ControlHandlers): void {
  for (const [name, route] of ROUTES) {
    app.route({
      method: route.method,
      url: route.path,
      ...(route.longestBodyBytes === undefined ? {} : { bodyLimit: route.longestBodyBytes }),
      handler: async (request, reply) => {
        const given = argumentsOf(route.takes, await checkRequest(route, request));
        // A failure is a no, too, to those who read nothing but the status.
        if (route.no) reply.status(route.no.status);
        return answer(reply, route, await call(handlers, name, given));
      },
    });
  }
}

/** What the server answers by itself. */
export function addOwnRoutes(app: FastifyInstance, stream: EventStream): void {
  const { alive, events, document } = OWN_ROUTES;
  app.get(alive.path, async (request) => {
    await checkRequest(alive, request);
    return { status: 'alive' };
  });
  app.get(events.path, async (request, reply) => {
    const { after } = await checkRequest(events, request);
    stream.refuseWhenFull();
    reply.hijack();
    stream.attach(reply.raw, lastEventId(request) ?? after);
  });
  app.get(document.path, async (request) => {
    await checkRequest(document, request);
    const { describeRoutes } = await import('./openapi/document.js');
    return describeRoutes();
  });
}

function call(
  handlers: ControlHandlers,
  name: Question,
  given: readonly unknown[],
): Promise<unknown> {
  const handler = handlers[name] as (...given: readonly unknown[]) => Promise<unknown>;
  return handler.apply(handlers, [...given]);
}

function answer(reply: FastifyReply, route: Route, said: unknown): FastifyReply {
  const { mediaType, no } = route;
  if (mediaType) reply.type(mediaType);
  const yes = !no || (said as Partial<Record<string, unknown>>)[no.unless] === true;
  if (yes) reply.status(200);
  return reply.send(said ?? {});
}

/** What a browser says by itself when it comes back. */
function lastEventId(request: FastifyRequest): string | undefined {
  const said = request.headers['last-event-id'];
  return Array.isArray(said) ? said[0] : said;
}
