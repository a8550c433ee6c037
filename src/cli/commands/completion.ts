import { Argument, Command } from 'commander';
import { withExamples } from '../options.js';

const SHELLS = ['bash', 'zsh', 'fish'] as const;
type Shell = (typeof SHELLS)[number];

export function completionCommand(): Command {
  const completion = new Command('completion')
    .description('a script that completes commands, options and env files in your shell')
    .addArgument(new Argument('<shell>').choices(SHELLS))
    .action(async (shell: Shell, _options: unknown, command: Command) => {
      const { completedCommands } = await import('../completion/tree.js');
      const commands = completedCommands(command.parent ?? command);
      process.stdout.write((await generatorOf(shell))(commands));
    });
  return withExamples(completion, [
    ['source <(postaci completion bash)', 'in ~/.bashrc'],
    ['postaci completion zsh > ~/.zfunc/_postaci', 'once'],
    ['postaci completion fish > ~/.config/fish/completions/postaci.fish', 'once'],
  ]);
}

async function generatorOf(shell: Shell) {
  switch (shell) {
    case 'bash':
      return (await import('../completion/bash.js')).bashCompletion;
    case 'zsh':
      return (await import('../completion/zsh.js')).zshCompletion;
    case 'fish':
      return (await import('../completion/fish.js')).fishCompletion;
  }
}
