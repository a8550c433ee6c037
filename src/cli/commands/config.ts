import { Command } from 'commander';
import { configOf } from '../customer.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';

export function configCommand(): Command {
  const check = new Command('check')
    .description('check the configuration and show where each value comes from')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const { describeConfig } = await import('../../config/describe.js');
      const loaded = await configOf(command);
      const rows = describeConfig(loaded);
      if (options.json) {
        process.stdout.write(`${JSON.stringify({ values: rows, warnings: loaded.warnings })}\n`);
        return;
      }
      const width = Math.max(...rows.map((row) => row.name.length));
      for (const row of rows) {
        process.stdout.write(`${row.name.padEnd(width)}  ${row.value}  (${row.source})\n`);
      }
      for (const warning of loaded.warnings) process.stdout.write(`warning: ${warning}\n`);
      process.stdout.write('The configuration is valid.\n');
    });
  const config = new Command('config')
    .description("the customer's configuration")
    .addCommand(
      withExamples(check, [['postaci config check', 'everything that is wrong, with its line']]),
    );
  return withExamples(config, [
    ['postaci config check', 'is it right, and where does each value come from?'],
  ]);
}
