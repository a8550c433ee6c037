import { Command } from 'commander';
import type { Check } from '../../daemon/doctor.js';
import { configOf } from '../customer.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';

export function doctorCommand(): Command {
  const doctor = new Command('doctor')
    .description('look at everything that the daemon stands on, and say what is wrong with it')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const { examine } = await import('../../daemon/doctor.js');
      const { config } = await configOf(command);
      const checks: Check[] = [];
      for await (const check of examine(config)) {
        checks.push(check);
        if (!options.json) {
          process.stdout.write(`${check.ok ? '✓' : '✗'} ${check.name}: ${check.found}\n`);
        }
      }
      if (options.json) process.stdout.write(`${JSON.stringify(checks)}\n`);
      if (checks.some((check) => !check.ok)) process.exitCode = 8;
    });
  return withExamples(doctor, [
    ['postaci doctor --env-file envs/customer1.env', 'what is wrong, and what to do'],
  ]);
}
