import { Command, Option } from 'commander';
import type { LoadedConfig } from '../../config/load.js';
import { configOf } from '../customer.js';
import { interruptible } from '../interruption.js';
import { loginPrompts } from '../login-prompts.js';
import { envFileOption, withExamples } from '../options.js';
import { openTerminalPrompts } from '../terminal-prompts.js';

interface LoginFlags {
  readonly envFile?: string;
  readonly printSession?: boolean;
  readonly qr?: boolean;
}

const QR_RISK =
  'Some people report that their account was banned after a login by QR code. The way without --qr is the safer one.';

export function loginCommand(): Command {
  const loggingIn = new Command('login')
    .description('log the account in: phone, code, password; or by a QR code')
    .addOption(envFileOption())
    .addOption(
      new Option(
        '--print-session',
        'print the session string once instead of keeping a file (it is full access to the account)',
      ),
    )
    .addOption(new Option('--qr', 'show a QR code that another device of the account scans'))
    .action((_flags: LoginFlags, command: Command) => login(command));
  return withExamples(loggingIn, [
    ['postaci login --env-file envs/customer1.env', 'by code'],
    ['postaci login --qr', 'by a QR code that another device scans'],
  ]);
}

/** Also what `postaci --interactive` does. */
export async function login(command: Command): Promise<void> {
  const flags = command.optsWithGlobals<LoginFlags>();
  const loaded = await configOf(command, true);
  await interruptible('the login', (signal) => logInAtTerminal(loaded, flags, signal));
}

async function logInAtTerminal(
  loaded: LoadedConfig,
  flags: LoginFlags,
  signal: AbortSignal,
): Promise<void> {
  const { logIn } = await import('../../daemon/login.js');
  const terminal = openTerminalPrompts(process.stdin, process.stderr, signal);
  const prompts = loginPrompts(terminal);
  try {
    if (flags.qr) terminal.say(QR_RISK);
    const { self, sessionString } = await logIn(loaded, {
      prompts,
      ...(flags.qr ? { qr: prompts } : {}),
      keepFile: flags.printSession !== true,
      signal,
    });
    terminal.say(`Logged in as ${self.firstName}${self.username ? ` (@${self.username})` : ''}.`);
    if (flags.printSession) {
      terminal.say(
        'Whoever has the next line has the account. Put it into TELEGRAM_SESSION_STRING:',
      );
      process.stdout.write(`${sessionString}\n`);
    } else {
      terminal.say(`The session is kept in ${loaded.config.account.sessionFile}.`);
      const posts = loaded.config.message.targets.length > 0;
      terminal.say(`Next: ${posts ? 'postaci groups check, then ' : ''}postaci run.`);
    }
  } finally {
    terminal.close();
  }
}
