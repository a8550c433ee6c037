import { isIPv6 } from 'node:net';
import type { FastifyInstance } from 'fastify';
import type { HttpSettings } from '../../core/config.js';
import { PostaciError } from '../../core/errors.js';

/** Whoever opens connections and says nothing takes no more than these. */
const MOST_CONNECTIONS = 256;

/**
 * Listens on the configured address.
 * @returns what is listened on, `http://127.0.0.1:8000`
 * @throws PostaciError `CONFIG_INVALID` naming HTTP_ADDRESS when the address is taken or not this machine's
 */
export async function listenOnHttp(
  app: FastifyInstance,
  { host, port }: Pick<HttpSettings, 'host' | 'port'>,
): Promise<string> {
  app.server.maxConnections = MOST_CONNECTIONS;
  try {
    return await app.listen({ host, port });
  } catch (error) {
    const code = error instanceof Error && 'code' in error ? String(error.code) : '';
    const written = `${isIPv6(host) ? `[${host}]` : host}:${port}`;
    throw new PostaciError(
      'CONFIG_INVALID',
      `HTTP_ADDRESS: cannot listen on ${written}: ${REASONS[code] ?? (code || error)}`,
      'Set HTTP_ADDRESS to another address, e.g. HTTP_ADDRESS=127.0.0.1:8001, or to off.',
      { cause: error },
    );
  }
}

const REASONS: Readonly<Record<string, string>> = {
  EADDRINUSE: 'another program listens there already',
  EADDRNOTAVAIL: 'this machine has no such address',
  EACCES: 'ports below 1024 need a right that this user does not have',
};
