import { chmod, mkdir, rm } from 'node:fs/promises';
import { connect } from 'node:net';
import { dirname } from 'node:path';
import type { FastifyInstance } from 'fastify';
import { PostaciError } from '../core/errors.js';

/**
 * Listens on a unix socket that only its owner may open.
 * @throws PostaciError `DIRECTORY_LOCKED` when a living daemon answers on the socket already
 */
export async function listenOnSocket(app: FastifyInstance, path: string): Promise<void> {
  await mkdir(dirname(path), { recursive: true });
  await clearStaleSocket(path);
  // Nobody may connect in the moment between bind and chmod.
  const mask = process.umask(0o177);
  try {
    await app.listen({ path });
  } finally {
    process.umask(mask);
  }
  await chmod(path, 0o600);
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
