import { Command } from 'commander';
import { systemClock } from '../../lib/system-clock.js';
import { daemonOf } from '../customer.js';
import { eventLine } from '../events/event-line.js';
import { followEvents } from '../events/follow-events.js';
import { envFileOption, jsonOption, withExamples } from '../options.js';
import { printData } from '../print.js';
import { untilUnread } from '../until-unread.js';

export function eventsCommand(): Command {
  const events = new Command('events')
    .description('what happens, live, a line each, until Ctrl-C; also over a restart of the daemon')
    .addOption(envFileOption())
    .addOption(jsonOption())
    .action(async ({ json }: { json?: boolean }, command: Command) => {
      const { control, reader } = await daemonOf(command);
      for await (const one of followEvents(control, systemClock, untilUnread())) {
        printData(json, one, () => [eventLine(one.event, reader.timeZone)]);
      }
    });
  return withExamples(events, [
    ['postaci events', 'what is heard, sent and held back'],
    ['postaci events --json | jq \'select(.event.type == "intent")\'', 'for a program'],
  ]);
}
