import { Command } from 'commander';
import { systemClock } from '../../lib/system-clock.js';
import { controlOf } from '../customer.js';
import { envFileOption, jsonOption } from '../options.js';
import { statusLines } from '../status-lines.js';

export function statusCommand(): Command {
  return new Command('status')
    .description('how the account, its services and its queue are')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const status = await (await controlOf(command)).status();
      const text = options.json
        ? JSON.stringify(status)
        : statusLines(status, systemClock.now()).join('\n');
      process.stdout.write(`${text}\n`);
    });
}
