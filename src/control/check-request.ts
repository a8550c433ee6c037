import type { FastifyRequest } from 'fastify';
import { PostaciError } from '../core/errors.js';
import type { RequestName, RequestOf, RouteFace } from './routes/route.js';

/**
 * What was sent for a route, checked. Where nothing is wanted and nothing was sent there is nothing to check,
 * and the schemas are not loaded: most daemons never need them.
 * @throws PostaciError `USAGE` naming what is wrong
 */
export async function checkRequest<Name extends RequestName>(
  route: RouteFace & { readonly request: Name },
  request: FastifyRequest,
): Promise<RequestOf<Name> | Record<string, never>> {
  const inAddress = route.method === 'GET';
  if (!inAddress && !isEmpty(request.query)) {
    throw new PostaciError(
      'USAGE',
      `${route.method} ${route.path} reads nothing from the address`,
      'Send it as the JSON body.',
    );
  }
  const sent = inAddress ? request.query : request.body;
  if (route.request === 'nothing' && isEmpty(sent)) return {};
  const { read } = await import('./schemas/read.js');
  return read(route.request, sent);
}

function isEmpty(sent: unknown): boolean {
  if (sent === undefined) return true;
  return typeof sent === 'object' && sent !== null && !Array.isArray(sent) && isBare(sent);
}

function isBare(sent: object): boolean {
  return Object.keys(sent).length === 0;
}
