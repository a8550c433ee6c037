import { Command, Option } from 'commander';
import { PostaciError } from '../../core/errors.js';
import type { Sandbox, SandboxOptions, SandboxReady } from '../../sandbox/sandbox.js';
import { envFileOption, jsonOption, portArgument, seedArgument, withExamples } from '../options.js';
import { untilSignal } from '../until-signal.js';

interface SandboxFlags {
  readonly port?: number;
  readonly controlPort?: number;
  readonly modelPort?: number;
  readonly state?: string;
  readonly seed?: number;
  readonly talk: boolean;
  readonly json?: boolean;
}

export function sandboxCommand(): Command {
  const sandbox = new Command('sandbox')
    .description('a Telegram in a box on 127.0.0.1, for unmodified clients')
    .addOption(
      new Option('--port <port>', 'of the MTProto server; any free one without it').argParser(
        portArgument,
      ),
    )
    .addOption(
      new Option('--control-port <port>', 'of the control endpoint').argParser(portArgument),
    )
    .addOption(
      new Option('--model-port <port>', "of the language model's endpoint").argParser(portArgument),
    )
    .addOption(new Option('--state <dir>', 'keep keys and messages over a restart'))
    .addOption(
      new Option(
        '--seed <number>',
        'makes the world repeatable; a kept one keeps its own',
      ).argParser(seedArgument),
    )
    .addOption(new Option('--no-talk', 'the simulated people stay silent'))
    .addOption(jsonOption())
    .addOption(envFileOption().hideHelp())
    .action(async (flags: SandboxFlags) => {
      const sandbox = await startOrExplain({
        ...(flags.port === undefined ? {} : { port: flags.port }),
        ...(flags.controlPort === undefined ? {} : { controlPort: flags.controlPort }),
        ...(flags.modelPort === undefined ? {} : { modelPort: flags.modelPort }),
        ...(flags.state === undefined ? {} : { stateDir: flags.state }),
        ...(flags.seed === undefined ? {} : { seed: flags.seed }),
        talk: flags.talk,
      });
      // Listened for before anybody knows that it is ready: whoever reads the line may end it at once.
      const signalled = untilSignal();
      process.stdout.write(
        `${flags.json ? JSON.stringify(sandbox.ready) : describe(sandbox.ready)}\n`,
      );
      await signalled;
      await sandbox.stop();
    });
  return withExamples(sandbox, [
    ['postaci sandbox', 'prints accounts, codes, and what to put into an env file'],
    ['postaci sandbox --json --port 4430', 'for a program'],
  ]);
}

/** @throws PostaciError `USAGE` when a port cannot be had */
async function startOrExplain(options: SandboxOptions): Promise<Sandbox> {
  const { startSandbox } = await import('../../sandbox/sandbox.js');
  try {
    return await startSandbox(options);
  } catch (error) {
    const { code, port } = error as NodeJS.ErrnoException & { port?: number };
    if (code !== 'EADDRINUSE' && code !== 'EACCES') throw error;
    throw new PostaciError(
      'USAGE',
      `port ${port} of 127.0.0.1 ${code === 'EACCES' ? 'may not be used' : 'is in use by another program'}`,
      'Choose another with --port, --control-port and --model-port, or leave them out: any free one is taken then',
      { cause: error },
    );
  }
}

function describe(ready: SandboxReady): string {
  return [
    `A Telegram in a box: MTProto on ${ready.mtproto.host}:${ready.mtproto.port} (data centre ${ready.mtproto.dcId}), control on ${ready.control.url}`,
    '',
    'Accounts that can log in:',
    ...ready.accounts.map(
      (account) =>
        `  ${account.phone}  code ${account.code}${account.password ? `  password ${account.password}` : ''}  ${account.firstName}`,
    ),
    '',
    'Chats:',
    ...ready.chats.map(
      (chat) =>
        `  ${chat.id}  ${chat.username ? `@${chat.username}  ` : ''}${chat.title} (${chat.kind})`,
    ),
    '',
    'To use it, put into an env file, with any API_ID (12345) and API_HASH (32 hexadecimal digits):',
    `  TELEGRAM_DC_HOST=${ready.mtproto.host}`,
    `  TELEGRAM_DC_PORT=${ready.mtproto.port}`,
    `  TELEGRAM_DC_ID=${ready.mtproto.dcId}`,
    `  TELEGRAM_DC_KEY="${ready.mtproto.publicKeyPem.trim().replaceAll('\n', '\\n')}"`,
    `  OPENAI_BASE_URL=${ready.model.baseUrl}`,
    '',
    'Ctrl-C ends it.',
  ].join('\n');
}
