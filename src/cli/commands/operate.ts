import { Argument, Command } from 'commander';
import { daemonOf } from '../customer.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData, printLines } from '../print.js';
import { settingsReportLines } from '../settings/settings-lines.js';
import { thawLines } from '../thaw-lines.js';

export function restartCommand(): Command {
  const restart = new Command('restart')
    .description(
      'stop the daemon in order and start it anew in its process, with the files as they are',
    )
    .addOption(envFileOption())
    .action(async (_options: unknown, command: Command) => {
      const { control } = await daemonOf(command);
      await control.restart();
      printLines('It stops in order, and starts anew.');
    });
  return withExamples(restart, [['postaci restart', 'put settings in force that need a start']]);
}

export function stopCommand(): Command {
  const stop = new Command('stop')
    .description('stop the daemon in order: the send in flight is finished or recorded')
    .addOption(envFileOption())
    .action(async (_options: unknown, command: Command) => {
      const { control } = await daemonOf(command);
      await control.stop();
      printLines('It stops in order. What runs it (docker, systemd) may start it again.');
    });
  return withExamples(stop, [['postaci stop --env-file envs/customer1.env', 'as Ctrl-C does']]);
}

export function thawCommand(): Command {
  const thaw = new Command('thaw')
    .description('after an appeal: ask Telegram how the account is, and lift what you may lift')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const { control, reader } = await daemonOf(command);
      const report = await control.thaw();
      printData(options.json, report, () => thawLines(report, reader));
      if (report.frozen !== false) process.exitCode = 8;
    });
  return withExamples(thaw, [['postaci thaw', 'exit code 8: Telegram still holds the account']]);
}

export function reloadCommand(): Command {
  const reload = new Command('reload')
    .description('read the configuration’s files again, and show what changes by it')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async (options: { json?: boolean }, command: Command) => {
      const { control } = await daemonOf(command);
      const report = await control.reload();
      printData(options.json, report, () => settingsReportLines(report, false));
    });
  return withExamples(reload, [['postaci reload', 'a wrong file changes nothing, and is named']]);
}

export function debugCommand(): Command {
  const debug = new Command('debug')
    .description('write the log in detail, until the next start')
    .addArgument(new Argument('<state>').choices(['on', 'off']))
    .addOption(envFileOption())
    .action(async (state: string, _options: unknown, command: Command) => {
      const { control } = await daemonOf(command);
      await control.debug(state === 'on');
      printLines(state === 'on' ? 'The log is written in detail.' : 'The log is as configured.');
    });
  return withExamples(debug, [
    ['postaci debug on', 'every detail'],
    ['postaci debug off', 'as LOG_LEVEL says'],
  ]);
}
