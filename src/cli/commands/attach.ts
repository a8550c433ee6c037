import { Command, Option } from 'commander';
import { connectControl } from '../../control/client.js';
import type { InterfaceLanguage } from '../../core/languages.js';
import { customerOf, languageFor } from '../customer.js';
import { envFileOption, withExamples } from '../options.js';

interface AttachFlags {
  readonly lines?: true;
  readonly owner?: true;
  readonly socket?: string;
}

export function attachCommand(): Command {
  const attach = new Command('attach')
    .description("the running daemon's screen; without a terminal, commands are lines of the input")
    .addOption(new Option('--lines', 'no screen: commands are typed with Enter'))
    .addOption(
      new Option('--socket <path>', "the daemon's control socket, instead of its env file"),
    )
    .addOption(new Option('--owner', "the screen of the daemon's own terminal").hideHelp())
    .addOption(envFileOption())
    .action(async (flags: AttachFlags, command: Command) => {
      const daemon = await whereItRuns(flags, command);
      const control = connectControl(daemon.socketPath);
      // Whether it runs at all is said before the terminal is taken.
      await control.status();
      const { attachTerminal } = await import('../terminal/attach-terminal.js');
      const { owner = false, lines = false } = flags;
      await attachTerminal({ ...daemon, control, lines, role: owner ? 'owner' : 'attached' });
    });
  return withExamples(attach, [
    ['postaci attach --env-file envs/customer1.env', 'q leaves; the daemon runs on'],
    ['echo s | postaci attach', 'one command, answered in plain text'],
  ]);
}

interface Where {
  readonly socketPath: string;
  readonly language: InterfaceLanguage;
  readonly timeZone: string;
}

async function whereItRuns({ socket }: AttachFlags, command: Command): Promise<Where> {
  if (socket !== undefined) {
    const { timeZone } = new Intl.DateTimeFormat().resolvedOptions();
    return { socketPath: socket, language: languageFor(command), timeZone };
  }
  const { controlSocket, interfaceLanguage, timeZone } = await customerOf(command);
  return {
    socketPath: controlSocket,
    language: languageFor(command, interfaceLanguage),
    timeZone,
  };
}
