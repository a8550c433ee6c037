import { Command } from 'commander';
import { daemonOf } from '../customer.js';
import { envFileOption, withExamples } from '../options.js';

export function metricsCommand(): Command {
  const metrics = new Command('metrics')
    .description("the daemon's figures in Prometheus' text format")
    .addOption(envFileOption())
    .action(async (_options: unknown, command: Command) => {
      const { control } = await daemonOf(command);
      process.stdout.write(await control.metrics());
    });
  return withExamples(metrics, [
    ['postaci metrics > postaci.prom', "for node_exporter's textfiles"],
  ]);
}
