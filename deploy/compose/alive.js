// The container's health check: does the daemon answer GET /health on its control socket? Exit code 0, else 1.
// Alive, not connected: who waits for Telegram is well (`postaci ready` asks for more). Plain Node.js, because the whole
// command line would cost several times as much, each half a minute.
import { existsSync, readdirSync } from 'node:fs';
import { get } from 'node:http';
import { join } from 'node:path';

/** Below the engine's own patience. */
const PATIENCE_MS = 4_000;

const socketPath = readdirSync('data')
  .map((customer) => join('data', customer, 'control.sock'))
  .find((path) => existsSync(path));
if (socketPath === undefined) end(1, 'no daemon has started here');

const question = get({ socketPath, path: '/health', timeout: PATIENCE_MS }, ({ statusCode }) =>
  end(statusCode === 200 ? 0 : 1, `the daemon answered ${statusCode}`),
);
question.once('timeout', () => end(1, 'the daemon does not answer'));
question.once('error', ({ message }) => end(1, message));

/** The engine keeps what is said: `docker inspect` shows it. */
function end(exitCode, said) {
  process.stdout.write(`${said}\n`);
  process.exit(exitCode);
}
