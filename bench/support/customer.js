import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';

const COMMAND = fileURLToPath(new URL('../../bin/postaci.js', import.meta.url));

/**
 * Starts a process and waits until it is ready.
 * @param isReady resolves when it is; by default its first line of output
 */
export async function startProcess(command, args, { isReady = firstLine, ...options } = {}) {
  const child = spawn(command, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  let complaint = '';
  child.stderr.on('data', (chunk) => {
    complaint += chunk;
  });
  const line = await Promise.race([
    isReady(child),
    once(child, 'exit').then(([code]) => {
      throw new Error(`${args.join(' ')} ended with ${code} before it was ready:\n${complaint}`);
    }),
  ]);
  return {
    pid: child.pid,
    line,
    async stop() {
      if (child.exitCode !== null) return;
      child.kill('SIGTERM');
      await once(child, 'exit');
    },
  };
}

async function firstLine(child) {
  const [line] = await once(createInterface({ input: child.stdout }), 'line');
  return line;
}

/** A Telegram in a box, in a process of its own. */
export async function startSandbox() {
  const sandbox = await startProcess(process.execPath, [COMMAND, 'sandbox', '--json', '--no-talk']);
  return { ...sandbox, ready: JSON.parse(sandbox.line) };
}

/**
 * A customer of the sandbox in a temporary folder, logged in.
 * @param more further lines of the env file
 */
export async function makeCustomer(ready, more = []) {
  const directory = mkdtempSync(join(tmpdir(), 'postaci-bench-'));
  const [account] = ready.accounts;
  writeFileSync(join(directory, 'sandbox.pem'), ready.mtproto.publicKeyPem);
  mkdirSync(join(directory, 'data', 'bench'), { recursive: true });
  writeFileSync(join(directory, 'data', 'bench', 'messages.yaml'), 'templates: ["Merhaba"]\n');
  writeFileSync(
    join(directory, 'bench.env'),
    [
      'CUSTOMER_ID=bench',
      'API_ID=12345',
      'API_HASH=0123456789abcdef0123456789abcdef',
      `PHONE_NUMBER=${account.phone}`,
      'GROUP_LINKS=grup1,grup2,grup3',
      'SERVICES=message',
      'MESSAGE_EVERY=24h',
      `TELEGRAM_DC_HOST=${ready.mtproto.host}`,
      `TELEGRAM_DC_PORT=${ready.mtproto.port}`,
      `TELEGRAM_DC_ID=${ready.mtproto.dcId}`,
      'TELEGRAM_DC_KEY=sandbox.pem',
      ...more,
      '',
    ].join('\n'),
  );
  execFileSync(process.execPath, [COMMAND, '--interactive', '--env-file', 'bench.env'], {
    cwd: directory,
    input: `${account.code}\n`,
    stdio: ['pipe', 'ignore', 'ignore'],
  });
  return {
    directory,
    /** Starts the daemon; resolves when its control socket answers. */
    async startDaemon() {
      const startedAt = performance.now();
      const daemon = await startProcess(
        process.execPath,
        [COMMAND, 'run', '--env-file', 'bench.env'],
        {
          cwd: directory,
          isReady: () => untilAnswered(join(directory, 'data', 'bench', 'control.sock')),
        },
      );
      return { ...daemon, readyMs: performance.now() - startedAt };
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  };
}

async function untilAnswered(socketPath) {
  const { connectControl } = await import('../../dist/control/client.js');
  const control = connectControl(socketPath);
  for (;;) {
    const status = await control.status().catch(() => undefined);
    if (status) return status;
    await new Promise((resolve) => setTimeout(resolve, 2));
  }
}
