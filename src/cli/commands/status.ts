import { Command } from 'commander';
import { daemonOf } from '../customer.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { statusLines } from '../status-lines.js';

export function statusCommand(): Command {
  const status = new Command('status')
    .description('how the account, its services and its queue are')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const { control, reader } = await daemonOf(command);
      const status = await control.status();
      printData(options.json, status, () => statusLines(status, reader));
    });
  return withExamples(status, [
    ['postaci status --env-file envs/customer1.env', 'the daemon at one glance'],
    ['postaci status --json', 'the same for a program'],
    ['postaci status --language tr', 'in Turkish'],
  ]);
}
