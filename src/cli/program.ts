import { Command } from 'commander';
import { nearest } from '../config/nearest.js';
import { PostaciError } from '../core/errors.js';
import { packageVersion } from '../lib/package-version.js';
import { callProblem, SHOWN_BY_HELP } from './call-problem.js';
import { allowlistCommand } from './commands/allowlist.js';
import { approveCommand } from './commands/approve.js';
import { attachCommand } from './commands/attach.js';
import { channelsCommand } from './commands/channels.js';
import { completionCommand } from './commands/completion.js';
import { configCommand } from './commands/config.js';
import { contactsCommand } from './commands/contacts.js';
import { demoCommand } from './commands/demo.js';
import { doctorCommand } from './commands/doctor.js';
import { eventsCommand } from './commands/events.js';
import { groupsCommand } from './commands/groups.js';
import { healthCommand } from './commands/health.js';
import { liftCommand } from './commands/lift.js';
import { limitsCommand } from './commands/limits.js';
import { logCommand } from './commands/log.js';
import { login, loginCommand } from './commands/login.js';
import { metricsCommand } from './commands/metrics.js';
import {
  debugCommand,
  reloadCommand,
  restartCommand,
  stopCommand,
  thawCommand,
} from './commands/operate.js';
import { pauseCommand, resumeCommand } from './commands/pause.js';
import { planCommand } from './commands/plan.js';
import { readyCommand } from './commands/ready.js';
import { rejectCommand } from './commands/reject.js';
import { runCommand } from './commands/run.js';
import { sandboxCommand } from './commands/sandbox.js';
import { sendTestCommand } from './commands/send-test.js';
import { sentCommand } from './commands/sent.js';
import { settingsCommand } from './commands/settings.js';
import { simulateCommand } from './commands/simulate.js';
import { statsCommand } from './commands/stats.js';
import { statusCommand } from './commands/status.js';
import { takeoversCommand } from './commands/takeovers.js';
import { usersCommand } from './commands/users.js';
import { whyCommand } from './commands/why.js';
import { envFileOption, languageOption } from './options.js';

/**
 * All commands; each stands in a file of its own and loads what it does when it is called: loading is most
 * of a start.
 */
export function buildProgram(): Command {
  const program = new Command('postaci')
    .description('Runs one Telegram account for one customer, and never says a thing twice.')
    .version(packageVersion())
    .exitOverride()
    .configureHelp({
      sortSubcommands: false,
      showGlobalOptions: true,
      visibleGlobalOptions: (command) => (command.parent ? [languageOption()] : []),
    })
    .configureOutput({ outputError: (said, write) => write(callProblem(said)) })
    .addOption(envFileOption())
    .addOption(languageOption())
    .option('--interactive', 'log the account in: phone, code, password (the same as `login`)')
    .addHelpText(
      'after',
      `
Examples:
  postaci demo --for 30s                              see it work, without an account
  postaci --interactive --env-file envs/customer1.env log in for the first time
  postaci run --env-file envs/customer1.env           run the daemon
  postaci status --env-file envs/customer1.env        ask the running daemon`,
    )
    .allowExcessArguments()
    .action(async (options: { interactive?: boolean }, command: Command) => {
      const [written] = command.args;
      if (written !== undefined) throw unknownCommand(written, command);
      if (options.interactive) await login(command);
      else program.help();
    });

  const commands = [
    runCommand(),
    attachCommand(),
    loginCommand(),
    statusCommand(),
    healthCommand(),
    whyCommand(),
    planCommand(),
    simulateCommand(),
    sentCommand(),
    eventsCommand(),
    logCommand(),
    pauseCommand(),
    resumeCommand(),
    liftCommand(),
    thawCommand(),
    takeoversCommand(),
    usersCommand(),
    contactsCommand(),
    groupsCommand(),
    channelsCommand(),
    approveCommand(),
    rejectCommand(),
    statsCommand(),
    sendTestCommand(),
    settingsCommand(),
    limitsCommand(),
    allowlistCommand(),
    reloadCommand(),
    debugCommand(),
    restartCommand(),
    stopCommand(),
    readyCommand(),
    metricsCommand(),
    configCommand(),
    doctorCommand(),
    demoCommand(),
    sandboxCommand(),
    completionCommand(),
  ];
  for (const command of commands) program.addCommand(command);
  inheritSettings(program);
  return program;
}

/** Every command below complains, and ends, as the program does; words that it has no use for it refuses. */
function inheritSettings(parent: Command): void {
  for (const command of parent.commands) {
    command.copyInheritedSettings(parent).allowExcessArguments(false);
    inheritSettings(command);
  }
}

function unknownCommand(written: string, program: Command): PostaciError {
  const close = nearest(
    written,
    program.commands.map((command) => command.name()),
    2,
  );
  const meant = close === undefined ? '' : `Did you mean ${close}? `;
  return new PostaciError('USAGE', `there is no command "${written}"`, `${meant}${SHOWN_BY_HELP}`);
}
